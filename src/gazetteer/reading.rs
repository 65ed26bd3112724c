//! What is asked of [`Gazetteer`] to read files and texts.

use std::path::{Path, PathBuf};

use super::load::{self, Draft, LoadError};
use super::{Gazetteer, files};

impl Gazetteer {
    /// Loads a folder: every `*.yaml`, `*.yml` and `*.csv` in it and in its subfolders, but nothing
    /// hidden. A single file will do, too.
    pub fn load(path: impl AsRef<Path>) -> Result<Gazetteer, LoadError> {
        Self::load_all(&[path.as_ref().to_path_buf()])
    }

    /// Loads several folders or files as one gazetteer.
    pub fn load_all(paths: &[PathBuf]) -> Result<Gazetteer, LoadError> {
        Self::draft(paths)?.into_gazetteer()
    }

    /// Reads several folders or files as far as they can be read.
    ///
    /// # Errors
    /// If there is nothing to read. Mistakes in the files are in the draft.
    pub fn draft(paths: &[PathBuf]) -> Result<Draft, LoadError> {
        Ok(load::load(files::inputs(paths)?))
    }

    /// The same with other texts in the place of some files, without those whose text is `None`,
    /// and with those that are not there yet: what a folder would be after an edit. There may be no
    /// file at all.
    pub(crate) fn draft_edited(
        paths: &[PathBuf],
        edits: &[(PathBuf, Option<&str>)],
    ) -> Result<Draft, LoadError> {
        Ok(load::load(files::edited(paths, edits)?))
    }

    /// A gazetteer from a text, for tests and examples. In findings it is called `gazetteer.yaml`.
    ///
    /// ```
    /// let gazetteer = actag::gazetteer::Gazetteer::from_yaml(
    ///     "type: government
    /// actors:
    ///   - {id: iran, name: Iran, adjectives: ['Iranian{,s}']}
    /// ",
    /// )?;
    /// assert_eq!(gazetteer.actors()[0].names.len(), 3);
    /// # Ok::<(), actag::gazetteer::LoadError>(())
    /// ```
    pub fn from_yaml(text: &str) -> Result<Gazetteer, LoadError> {
        load::load(vec![files::Input::of_text(
            "gazetteer.yaml".into(),
            "gazetteer.yaml".into(),
            text,
        )])
        .into_gazetteer()
    }
}

/// The files that [`Gazetteer::load_all`] would read. What cannot be listed is left out: loading
/// says why.
pub fn list_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let listed = paths.iter().filter_map(|path| files::files_of(path).ok());
    listed.flatten().map(|(file, _)| file).collect()
}
