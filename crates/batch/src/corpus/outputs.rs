//! Inputs are never outputs: what is to be written is held against what is to be read.

use std::path::{Path, PathBuf};

use super::Corpus;
use super::open_error::OpenError;
use super::source::{Entry, Source};
use crate::paths::{FileId, lies_in, real_path};

impl Corpus {
    /// Refuses a folder for tables that lies in an input, or that a link in an input leads to: the
    /// tables would be read as documents the next time. Refuses, too, where one of the `files` to
    /// be written there is an input.
    ///
    /// # Errors
    /// [`OpenError::HoldsOutput`] and [`OpenError::IsOutput`].
    pub fn refuse_output(
        &self,
        out: &Path,
        files: impl IntoIterator<Item = PathBuf>,
    ) -> Result<(), OpenError> {
        self.refuse_inside("tables", out)?;
        files
            .into_iter()
            .try_for_each(|file| self.refuse_input(&file))
    }

    /// Refuses a file to be written that is an input, or lies in one.
    ///
    /// # Errors
    /// [`OpenError::HoldsOutput`] and [`OpenError::IsOutput`].
    pub fn refuse_output_file(&self, file: &Path) -> Result<(), OpenError> {
        self.refuse_input(file)?;
        self.refuse_inside("table", file)
    }

    fn refuse_inside(&self, what: &'static str, out: &Path) -> Result<(), OpenError> {
        let named = self.inputs.iter().filter(|input| input.is_dir());
        let mut folders = named.chain(&self.links);
        match folders.find(|folder| lies_in(out, folder)) {
            Some(input) => Err(OpenError::HoldsOutput {
                what,
                out: out.to_owned(),
                input: input.clone(),
            }),
            None => Ok(()),
        }
    }

    fn refuse_input(&self, out: &Path) -> Result<(), OpenError> {
        // What is not there is no input.
        if !out.exists() {
            return Ok(());
        }
        let (id, real) = (FileId::at(out), real_path(out));
        self.refuse_if(out, |source| match (source.file, id) {
            (Some(file), Some(id)) => file == id,
            (None, Some(_)) => false,
            (_, None) => real_path(&source.path) == real,
        })
    }

    fn refuse_if(&self, out: &Path, is_out: impl Fn(&Source) -> bool) -> Result<(), OpenError> {
        let mut files = self
            .entries
            .as_slice()
            .iter()
            .filter_map(|entry| match entry {
                Entry::File(source) => Some(source),
                Entry::Skipped(_) => None,
            });
        match files.find(|source| is_out(source)) {
            Some(source) => Err(OpenError::IsOutput {
                input: source.path.clone(),
                out: out.to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// Refuses to write to standard output where that is a file, and an input.
    ///
    /// # Errors
    /// [`OpenError::IsOutput`].
    #[cfg(unix)]
    pub fn refuse_standard_output(&self) -> Result<(), OpenError> {
        use std::os::fd::AsFd;
        let copy = std::io::stdout().as_fd().try_clone_to_owned();
        let metadata = copy.and_then(|copy| std::fs::File::from(copy).metadata());
        let file = metadata.ok().filter(std::fs::Metadata::is_file);
        match file.as_ref().and_then(FileId::of) {
            Some(id) => self.refuse_if(Path::new("standard output"), |source| {
                source.file == Some(id)
            }),
            None => Ok(()),
        }
    }

    /// Refuses to write to standard output where that is an input, which is not told here.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn refuse_standard_output(&self) -> Result<(), OpenError> {
        Ok(())
    }
}
