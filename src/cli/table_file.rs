//! A file for one table, as `--csv` or `--out` names it: whole or not at all, and never anything
//! else's place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actag::corpus::{Corpus, OpenError};
use anyhow::{Context, bail};

use super::gazetteers;

/// Where a table goes.
#[derive(Debug, clap::Args)]
pub(super) struct TableFileOptions {
    /// Write each as a row of a new CSV file; - for standard output
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,

    /// Replace the file of --csv, if it is there
    #[arg(long, requires = "csv")]
    force: bool,
}

/// A file for a table, or standard output.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableFile<'a> {
    /// The file; `-` for standard output.
    pub(super) path: &'a Path,
    /// Whether it is replaced where it is there.
    pub(super) force: bool,
    /// The option that names it.
    pub(super) option: &'static str,
}

impl TableFileOptions {
    /// Returns whether a table is wanted.
    pub(super) fn is_wanted(&self) -> bool {
        self.csv.is_some()
    }

    /// Returns whether the table goes to standard output.
    pub(super) fn is_standard_output(&self) -> bool {
        self.file().is_some_and(TableFile::is_standard_output)
    }

    /// Refuses what [`TableFile::refuse`] does.
    pub(super) fn refuse(&self, corpus: &Corpus, gazetteers: &[PathBuf]) -> anyhow::Result<()> {
        self.file()
            .map_or(Ok(()), |file| file.refuse(Some(corpus), gazetteers))
    }

    /// Writes the table, if one is wanted.
    pub(super) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        self.file().map_or(Ok(()), |file| file.write(write))
    }

    fn file(&self) -> Option<TableFile<'_>> {
        Some(TableFile {
            path: self.csv.as_deref()?,
            force: self.force,
            option: "--csv",
        })
    }
}

impl TableFile<'_> {
    /// Returns whether it is standard output.
    pub(super) fn is_standard_output(self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// Returns whether it is a pipe or device, which takes what comes and keeps nothing that could
    /// be lost.
    fn is_device(self) -> bool {
        fs::metadata(self.path).is_ok_and(|there| !there.is_file() && !there.is_dir())
    }

    /// Refuses a file that is an input or a gazetteer, lies where it would be read as one the next
    /// time, or is there already: before the work is done.
    pub(super) fn refuse(
        self,
        corpus: Option<&Corpus>,
        gazetteers: &[PathBuf],
    ) -> anyhow::Result<()> {
        if self.is_standard_output() || self.is_device() {
            return Ok(());
        }
        let (path, option) = (self.path, self.option);
        match corpus.map_or(Ok(()), |corpus| corpus.refuse_output_file(path)) {
            Err(error @ OpenError::HoldsOutput { .. }) => {
                bail!("{error}; name a file outside with {option}")
            }
            refused => refused?,
        }
        gazetteers::refuse_output_file(gazetteers, path, option)?;
        if path.is_dir() {
            bail!("cannot write `{}`: it is a folder", path.display());
        }
        if path.symlink_metadata().is_ok() && !self.force {
            bail!(
                "`{}` is there already; name another file with {option}, or add --force to \
                 replace it",
                path.display()
            );
        }
        Ok(())
    }

    /// Writes the table.
    pub(super) fn write(
        self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        if self.is_standard_output() {
            return Ok(write(&mut io::stdout().lock())?);
        }
        self.write_file(write)
            .with_context(|| format!("cannot write `{}`", self.path.display()))
    }

    fn write_file(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let path = self.path;
        if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            return write(&mut File::options().write(true).open(path)?);
        }
        // A link stays one.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = target
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut file = actag_format::temporary(folder.unwrap_or(Path::new(".")), "actag")?;
        write(&mut io::BufWriter::new(&mut file))?;
        match self.force {
            true => file.persist(&target),
            false => file.persist_noclobber(&target),
        }
        .map_err(|error| error.error)?;
        Ok(())
    }
}
