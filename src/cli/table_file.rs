//! A file for one table, as `--csv` names it: whole or not at all, and never anything else's place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actag::corpus::Corpus;
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

impl TableFileOptions {
    /// Returns whether a table is wanted.
    pub(super) fn is_wanted(&self) -> bool {
        self.csv.is_some()
    }

    /// Returns whether the table goes to standard output.
    pub(super) fn is_standard_output(&self) -> bool {
        self.csv
            .as_deref()
            .is_some_and(|path| path.as_os_str() == "-")
    }

    /// Refuses a file that is an input or a gazetteer, lies where it would be read as one the next
    /// time, or is there already: before the work is done.
    pub(super) fn refuse(&self, corpus: &Corpus, gazetteers: &[PathBuf]) -> anyhow::Result<()> {
        let Some(path) = self.csv.as_deref().filter(|_| !self.is_standard_output()) else {
            return Ok(());
        };
        // Pipes and devices take what comes, and keep nothing that could be lost.
        if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            return Ok(());
        }
        corpus.refuse_output_file(path)?;
        gazetteers::refuse_output_file(gazetteers, path)?;
        if path.is_dir() {
            bail!("cannot write `{}`: it is a folder", path.display());
        }
        if path.symlink_metadata().is_ok() && !self.force {
            bail!(
                "`{}` is there already; name another file with --csv, or add --force to replace it",
                path.display()
            );
        }
        Ok(())
    }

    /// Writes the table, if one is wanted.
    pub(super) fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> anyhow::Result<()> {
        let Some(path) = &self.csv else {
            return Ok(());
        };
        if self.is_standard_output() {
            return Ok(write(&mut io::stdout().lock())?);
        }
        self.write_file(path, write)
            .with_context(|| format!("cannot write `{}`", path.display()))
    }

    fn write_file(
        &self,
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
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
