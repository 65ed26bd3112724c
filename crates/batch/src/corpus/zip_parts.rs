//! Parts of a zip archive in memory, unpacked within bounds.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::options::ReadOptions;
use super::skipped::{Fault, SkipKind};
use super::unpack::is_out_of_proportion;

/// A zip archive whose parts are unpacked one after the other.
pub(super) struct ZipParts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    options: &'a ReadOptions,
    packed: u64,
    unpacked: u64,
}

#[allow(dead_code)] // Which of them are used, features say.
impl<'a> ZipParts<'a> {
    /// Reads the list of the parts.
    pub(super) fn open(bytes: &'a [u8], options: &'a ReadOptions) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
        Ok(Self {
            archive,
            options,
            packed: bytes.len() as u64,
            unpacked: 0,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// The name of a part; `None` for a folder.
    pub(super) fn name(&mut self, index: usize) -> Option<String> {
        let part = self.archive.by_index_raw(index).ok()?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        (!part.is_dir()).then_some(name)
    }

    /// Unpacks a part of that name.
    pub(super) fn named(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.archive.index_for_name(name) {
            Some(index) => self.read(index).map(Some),
            None => Ok(None),
        }
    }

    /// Unpacks a part.
    pub(super) fn read(&mut self, index: usize) -> Result<Vec<u8>, Fault> {
        let most = self.options.max_document as u64;
        let part = self
            .archive
            .by_index(index)
            .map_err(|error| fault(&error))?;
        let mut bytes = Vec::new();
        let mut part = part.take(most.saturating_add(1));
        let mut piece = vec![0; 64 * 1024];
        loop {
            let count = match part.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) => return Err(Fault::of(error, SkipKind::BrokenOff)),
            };
            self.unpacked += count as u64;
            // What a part says of its own size may be a lie.
            if is_out_of_proportion(self.unpacked, self.packed, self.options.max_ratio) {
                let ratio = self.options.max_ratio;
                let reason = format!("unpacks to more than {ratio} times its size");
                return Err(Fault::new(SkipKind::UnpacksTooFar, reason));
            }
            bytes
                .try_reserve(count)
                .map_err(|error| Fault::of(std::io::Error::from(error), SkipKind::OutOfMemory))?;
            bytes.extend_from_slice(piece.get(..count).unwrap_or_default());
        }
        match bytes.len() as u64 > most {
            true => Err(Fault::too_long("document", self.options.max_document)),
            false => Ok(bytes),
        }
    }

    /// Unpacks all parts to nothing: a reader that has no bounds of its own may then have them.
    pub(super) fn check(&mut self) -> Result<(), Fault> {
        for index in 0..self.len() {
            self.read(index)?;
        }
        Ok(())
    }
}

fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Fault::new(SkipKind::Locked, "locked by a password")
        }
        error => Fault::new(SkipKind::Unreadable, format!("cannot be unpacked: {error}")),
    }
}
