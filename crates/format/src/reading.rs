//! Reading files and texts into a gazetteer.

use std::path::{Path, PathBuf};

use actag_core::Gazetteer;

use crate::assemble::assemble;
use crate::draft::{Draft, LoadError};
use crate::read::files::{self, Layer};

/// Loads a folder: every `*.yaml`, `*.yml` and `*.csv` in it and in its subfolders, but nothing
/// hidden. A single file will do, too.
///
/// # Errors
/// If there is nothing to read, or there are mistakes in what was read: all of them.
pub fn load(path: impl AsRef<Path>) -> Result<Gazetteer, LoadError> {
    load_all(&[path.as_ref().to_path_buf()])
}

/// Loads several folders or files, or other [`Layer`]s, as one gazetteer.
///
/// # Errors
/// As [`load()`].
pub fn load_all<L: Clone + Into<Layer>>(layers: &[L]) -> Result<Gazetteer, LoadError> {
    draft(layers)?.into_gazetteer()
}

/// Reads several folders or files, or other [`Layer`]s, as far as they can be read.
///
/// # Errors
/// If there is nothing to read. Mistakes in the files are in the draft.
pub fn draft<L: Clone + Into<Layer>>(layers: &[L]) -> Result<Draft, LoadError> {
    Ok(assemble(files::inputs(layers)?))
}

/// Reads several folders or files with other texts in the place of some files, without those whose
/// text is `None`, and with those that are not there yet: what a folder would be after an edit.
/// There may be no file at all.
///
/// # Errors
/// If a folder or file cannot be read. Mistakes in the files are in the draft.
pub fn draft_edited<L: Clone + Into<Layer>>(
    layers: &[L],
    edits: &[(PathBuf, Option<&str>)],
) -> Result<Draft, LoadError> {
    Ok(assemble(files::edited(layers, edits)?))
}

/// Reads a gazetteer from a text, for tests and examples. In findings it is called
/// `gazetteer.yaml`.
///
/// # Errors
/// If there are mistakes in it: all of them.
pub fn from_yaml(text: &str) -> Result<Gazetteer, LoadError> {
    assemble(vec![files::Input::of_text(
        "gazetteer.yaml".into(),
        "gazetteer.yaml".into(),
        text,
    )])
    .into_gazetteer()
}

/// Returns the files that [`load_all`] would read. What cannot be listed is left out: loading says
/// why.
pub fn list_files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let listed = paths.iter().filter_map(|path| files::files_of(path).ok());
    listed.flatten().map(|(file, _)| file).collect()
}

/// Returns the folders from which gazetteers at a path are read: itself, and those it holds.
pub fn folders(path: &Path) -> Vec<PathBuf> {
    files::folders_of(path)
}

#[cfg(test)]
mod tests {
    use actag_core::gazetteer::{Actor, ActorBuilder, Codes, Conditions, Cue, Origin, Role};

    use super::*;

    /// The same gazetteer, made in code and read from a file.
    #[test]
    fn what_is_made_in_code_is_what_a_file_makes() {
        let file = "
type: government
actors:
  - id: iran
    name: Iran
    aliases: [Islamic Republic of Iran, Islamic Republic of Iran]
    adjectives: [Iranian]
    metonyms: [Tehran]
    short_names: [the Republic]
    not: [Iran Contra]
    codes: {iso3: IRN}
  - id: quds-force
    name: Quds Force
    type: military
    country: IRN
    part_of: iran
    guarded: [{name: the Force, needs: [iran, corps], not_before: [air]}]
    roles: [{title: Ally, of: iran, from: 2014-06-15, codes: {cameo: X}}]
";
        let from_file = crate::from_yaml(file).unwrap();
        let role = Role {
            title: Some("Ally".into()),
            of: Some("iran".into()),
            from: Some("2014-06-15".parse().unwrap()),
            codes: Codes::from([("cameo", "X")]),
            ..Role::default()
        };
        let conditions = Conditions {
            needs: vec![Cue::Actor("iran".into()), Cue::Word("corps".into())],
            not_before: vec!["air".into()],
            ..Conditions::default()
        };
        let in_code = Gazetteer::builder()
            .actor(
                ActorBuilder::new("iran", "Iran", "government")
                    .alias("Islamic Republic  of Iran")
                    .alias("Islamic Republic of Iran")
                    .adjective("Iranian")
                    .metonym("Tehran")
                    .short_name("the Republic")
                    .not("Iran Contra")
                    .code("iso3", "IRN"),
            )
            .actor(
                ActorBuilder::new("quds-force", "Quds Force", "military")
                    .country("IRN")
                    .part_of("iran")
                    .guarded("the Force", conditions)
                    .role(role),
            )
            .build()
            .unwrap();
        let without_places = |gazetteer: &Gazetteer| -> Vec<Actor> {
            let mut actors = gazetteer.actors().to_vec();
            for actor in &mut actors {
                actor.origin = Origin::NOWHERE;
                actor
                    .names
                    .iter_mut()
                    .for_each(|name| name.origin = Origin::NOWHERE);
                if let Some(extras) = &mut actor.extras {
                    extras
                        .not
                        .iter_mut()
                        .for_each(|not| not.origin = Origin::NOWHERE);
                    extras
                        .roles
                        .iter_mut()
                        .for_each(|role| role.origin = Origin::NOWHERE);
                }
            }
            actors
        };
        assert_eq!(without_places(&in_code), without_places(&from_file));
        assert_eq!(in_code.index_of("quds-force"), Some(1));
    }
}
