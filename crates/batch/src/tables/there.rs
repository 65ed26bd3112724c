//! What an output folder holds before a run: tables of an earlier one, and whose they are.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::output::{COUNTS, OutputError, PACKAGE_FILE, TOTALS};
use super::{Table, TableFormat};
use crate::hash::hex;

/// The names of tables, and of their data package, that stand in a folder.
#[derive(Debug, Default)]
pub(super) struct There {
    folder: PathBuf,
    names: Vec<String>,
    /// The data package, if it is by actag.
    package: Option<Value>,
}

impl There {
    /// Looks into a folder, which need not be there.
    pub(super) fn look(folder: &Path) -> Result<Self, OutputError> {
        let mut names = Vec::new();
        for name in every_name() {
            let path = folder.join(&name);
            if path.is_dir() {
                return Err(OutputError::InTheWay { path });
            }
            // A link that leads nowhere is something, too.
            if path.symlink_metadata().is_ok() {
                names.push(name);
            }
        }
        let package = fs::read(folder.join(PACKAGE_FILE)).ok();
        let package = package.and_then(|text| serde_json::from_slice(&text).ok());
        Ok(Self {
            folder: folder.to_owned(),
            names,
            package: package.filter(|package: &Value| package.get("actag").is_some()),
        })
    }

    /// The first file that is there.
    pub(super) fn first(&self) -> Option<&str> {
        self.names.first().map(String::as_str)
    }

    /// What decided the tables, as the data package tells it.
    pub(super) fn run(&self) -> Option<&Value> {
        self.package.as_ref()?.get("actag")
    }

    /// Refuses files that no data package of ours lists: they are somebody's, whatever they are
    /// called.
    pub(super) fn refuse_others(&self) -> Result<(), OutputError> {
        let mut ours: BTreeSet<&str> = self.resources().map(|(name, _)| name).collect();
        if self.package.is_some() {
            ours.insert(PACKAGE_FILE);
        }
        self.refuse_but(&ours)
    }

    /// Refuses files other than these.
    pub(super) fn refuse_but(&self, ours: &BTreeSet<&str>) -> Result<(), OutputError> {
        let mut names = self.names.iter().map(String::as_str);
        match names.find(|name| !ours.contains(name)) {
            Some(name) => Err(OutputError::NotOurs {
                path: self.folder.join(name),
            }),
            None => Ok(()),
        }
    }

    /// The names of the files that are there.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Removes them.
    pub(super) fn remove(&self) {
        for name in &self.names {
            let _ = fs::remove_file(self.folder.join(name));
        }
    }

    /// Holds tables against what the data package says of them.
    pub(super) fn verify(&self, tables: &[Table], format: TableFormat) -> Result<(), OutputError> {
        for table in tables {
            let name = table.file_name(format);
            let path = self.folder.join(&name);
            let told = self.resources().find(|(listed, _)| *listed == name);
            let sha256 = told.and_then(|(_, resource)| resource.get("hash")?.as_str());
            let sha256 = sha256.and_then(|hash| hash.strip_prefix("sha256:"));
            refuse_changed(path, sha256)?;
        }
        Ok(())
    }

    /// Names and descriptions of the tables that the data package lists.
    fn resources(&self) -> impl Iterator<Item = (&str, &Value)> {
        let listed = self.package.as_ref().and_then(|package| {
            let resources = package.get("resources")?.as_array()?;
            Some(resources.as_slice())
        });
        let listed = listed.unwrap_or_default().iter();
        listed.filter_map(|resource| Some((resource.get("path")?.as_str()?, resource)))
    }
}

/// Refuses a table that is gone, or of which the hash is another one.
pub(super) fn refuse_changed(path: PathBuf, sha256: Option<&str>) -> Result<(), OutputError> {
    let found = File::open(&path).and_then(hash_of);
    match found.map(|(hash, _)| hex(&hash.finalize())) {
        Ok(found) if Some(found.as_str()) == sha256 => Ok(()),
        Ok(_) => Err(OutputError::TableChanged { path }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(OutputError::TableGone { path })
        }
        Err(source) => Err(OutputError::Read { path, source }),
    }
}

/// In what two runs differ, in words.
pub(crate) fn differs(one: &Value, other: &Value) -> Option<String> {
    let (Some(one), Some(other)) = (one.as_object(), other.as_object()) else {
        return Some("settings".to_owned());
    };
    let names: BTreeSet<&str> = one
        .keys()
        .chain(other.keys())
        .filter(|name| ![COUNTS, TOTALS].contains(&name.as_str()))
        .filter(|name| one.get(*name) != other.get(*name))
        .map(String::as_str)
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// The names that tables, in any format, and their data package have in a folder.
pub(super) fn every_name() -> impl Iterator<Item = String> {
    every_table().chain([PACKAGE_FILE.to_owned()])
}

/// The names that tables have in a folder, in any format.
pub(super) fn every_table() -> impl Iterator<Item = String> {
    let formats = TableFormat::ALL.iter();
    formats.flat_map(|format| Table::every().map(|table| table.file_name(*format)))
}

/// The hash of what a file holds, and its length.
pub(super) fn hash_of(mut file: impl Read) -> io::Result<(Sha256, u64)> {
    let mut hash = Sha256::new();
    let mut length = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = match file.read(&mut buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let read = buffer.get(..count).unwrap_or_default();
        if read.is_empty() {
            return Ok((hash, length));
        }
        hash.update(read);
        length += count as u64;
    }
}
