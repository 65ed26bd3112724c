//! Files that hold other files: `.zip` and `.tar`, the latter also compressed.

use std::ffi::OsStr;
#[cfg(feature = "archives")]
use std::io::Read;

use super::options::ReadOptions;
use super::skipped::Fault;
#[cfg(feature = "archives")]
use super::skipped::SkipKind;
#[cfg(feature = "archives")]
use super::zip_parts::ZipParts;

/// How a file holds others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    Zip,
    Tar,
}

/// Takes the members of a container, by their names, with what each holds.
pub(super) type EachMember<'e> = dyn FnMut(&str, Result<Vec<u8>, Fault>) + 'e;

/// Returns how a file holds others whose unpacked name is this, in lower case.
pub(super) fn of_name(name: &str) -> Option<Container> {
    if cfg!(not(feature = "archives")) {
        return None;
    }
    match name.rsplit_once('.')?.1 {
        "zip" => Some(Container::Zip),
        "tar" => Some(Container::Tar),
        _ => None,
    }
}

/// Whether a member lies hidden, or is what a system adds of its own.
pub(super) fn is_hidden(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    parts.any(|part| part.starts_with('.') && part.len() > 1 || part == "__MACOSX")
}

/// The name of a member without the folders that it lies in.
pub(super) fn own_name(name: &str) -> &OsStr {
    OsStr::new(name.rsplit(['/', '\\']).next().unwrap_or(name))
}

impl Container {
    /// Hands over the members in their order; fails where they cannot be listed.
    #[cfg(feature = "archives")]
    pub(super) fn read(
        self,
        bytes: &[u8],
        options: &ReadOptions,
        wanted: &dyn Fn(&str) -> bool,
        each: &mut EachMember<'_>,
    ) -> Result<(), Fault> {
        match self {
            Self::Zip => read_zip(bytes, options, wanted, each),
            Self::Tar => read_tar(bytes, wanted, each),
        }
    }

    /// Fails: archives are not read without their feature.
    #[cfg(not(feature = "archives"))]
    pub(super) fn read(
        self,
        _bytes: &[u8],
        _options: &ReadOptions,
        _wanted: &dyn Fn(&str) -> bool,
        _each: &mut EachMember<'_>,
    ) -> Result<(), Fault> {
        Ok(())
    }
}

#[cfg(feature = "archives")]
fn read_zip(
    bytes: &[u8],
    options: &ReadOptions,
    wanted: &dyn Fn(&str) -> bool,
    each: &mut EachMember<'_>,
) -> Result<(), Fault> {
    let mut parts = ZipParts::open(bytes, options)?;
    for index in 0..parts.len() {
        let Some(name) = parts.name(index) else {
            continue;
        };
        let contents = match wanted(&name) {
            true => parts.read(index),
            false => Ok(Vec::new()),
        };
        let is_bomb = contents
            .as_ref()
            .is_err_and(|fault| fault.kind == SkipKind::UnpacksTooFar);
        each(&name, contents);
        if is_bomb {
            break;
        }
    }
    Ok(())
}

#[cfg(feature = "archives")]
fn read_tar(
    bytes: &[u8],
    wanted: &dyn Fn(&str) -> bool,
    each: &mut EachMember<'_>,
) -> Result<(), Fault> {
    let broken = |error: std::io::Error| Fault::of(error, SkipKind::BrokenOff);
    let mut archive = tar::Archive::new(bytes);
    let entries = archive.entries().map_err(broken)?;
    for entry in entries {
        let mut entry = entry.map_err(|error| broken(error).said("breaks off: ", ""))?;
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut contents = Vec::new();
        let read = match wanted(&name) {
            // No larger than the archive, which lies in memory.
            true => entry.read_to_end(&mut contents).map(|_| ()),
            false => Ok(()),
        };
        each(&name, read.map(|()| contents).map_err(broken));
    }
    Ok(())
}
