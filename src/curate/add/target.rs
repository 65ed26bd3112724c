//! Which file an addition goes into, and the id of a new actor.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{AddError, Profile, RequestNames, Subject};
use crate::diagnostic::{Diagnostic, Severity, quote};
use crate::gazetteer::edit::{FileOnDisk, Sheet};
use crate::gazetteer::{Actor, Gazetteer, corrected_id, list_files, nearest};
use crate::text::fold;

/// The actor that is added to, or added.
pub(super) struct Whom {
    pub(super) id: String,
    pub(super) actor_type: String,
    /// What a new one is.
    pub(super) profile: Option<Profile>,
}

impl Whom {
    /// Returns the name that a new actor brings with it.
    pub(super) fn new_name(&self) -> Option<&str> {
        self.profile.as_ref().map(|profile| profile.name.as_str())
    }
}

/// Returns the file that is to be changed, and the actor.
pub(super) fn find(
    gazetteer: &Gazetteer,
    paths: &[PathBuf],
    subject: Subject,
    file: Option<PathBuf>,
    called: &RequestNames,
) -> Result<(Target, Whom), AddError> {
    match subject {
        Subject::Known(id) => {
            let target = Written::find(gazetteer, paths, &id, called)?.open()?;
            let actor_type = gazetteer
                .actor(&id)
                .map(|actor| actor.actor_type.to_string());
            let actor_type = actor_type.unwrap_or_default();
            let profile = None;
            Ok((
                target,
                Whom {
                    id,
                    actor_type,
                    profile,
                },
            ))
        }
        Subject::New(profile) if profile.name.is_empty() => {
            Err(AddError::Impossible("the name is empty".to_owned()))
        }
        Subject::New(mut profile) => {
            let written =
                Written::for_new(gazetteer, paths, &mut profile, file.as_deref(), called)?;
            let whom = Whom {
                id: id_of(gazetteer, &profile, called)?,
                actor_type: profile.actor_type.clone().unwrap_or_default(),
                profile: Some(profile),
            };
            Ok((written.open()?, whom))
        }
    }
}

/// Returns the files that can be written to, as findings show them.
fn on_disk(paths: &[PathBuf]) -> HashSet<String> {
    let files = list_files(paths).into_iter();
    files.map(|file| file.display().to_string()).collect()
}

/// Where something is to be written, with the type that a file made for it begins with.
struct Written {
    path: PathBuf,
    actor_type: Option<String>,
}

/// A file with its sheet.
pub(super) struct Target {
    pub(super) file: FileOnDisk,
    pub(super) sheet: Sheet,
}

impl Written {
    /// Returns the file in which an actor is written.
    fn find(
        gazetteer: &Gazetteer,
        paths: &[PathBuf],
        id: &str,
        called: &RequestNames,
    ) -> Result<Written, AddError> {
        let Some(actor) = gazetteer.actor(id) else {
            let help = match nearest(id, gazetteer.actors().iter().map(|actor| actor.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("`{}` shows the ids of what it finds", called.explain),
            };
            return Err(AddError::Impossible(format!(
                "there is no actor {}; {help}",
                quote(id)
            )));
        };
        let (path, line, _) = gazetteer.place(actor.origin).unwrap_or_default();
        match origin(gazetteer, actor) {
            _ if !on_disk(paths).contains(path) => Err(AddError::Impossible(format!(
                "{} is built into the program, at {path}:{line}; a file of yours adds \
                to it with `changes: [{{actor: {id}, aliases: [Some Name]}}]`",
                quote(id)
            ))),
            Origin::Yaml => Ok(Written {
                path: path.into(),
                actor_type: None,
            }),
            Origin::Csv => Err(AddError::Impossible(format!(
                "{} is written in a CSV list, at {path}:{line}; edit it there",
                quote(id)
            ))),
            Origin::Family => Err(AddError::Impossible(format!(
                "{} is expanded from a family, at {path}:{line}; write an actor of that id, which \
                then adds to it: {} {:?} {} {id} {} {} …",
                quote(id),
                called.command,
                actor.name,
                called.id,
                called.actor_type,
                actor.actor_type
            ))),
        }
    }

    /// Returns the file for a new actor: the one that was named; else, of those that are for its
    /// type, or else of all, the one with most actors like it; else a new one. Fills in the type
    /// where the file settles it.
    fn for_new(
        gazetteer: &Gazetteer,
        paths: &[PathBuf],
        profile: &mut Profile,
        named: Option<&Path>,
        called: &RequestNames,
    ) -> Result<Written, AddError> {
        if let Some(named) = named {
            let path = resolve(paths, named)?;
            if profile.actor_type.is_none() {
                let sheet = Written {
                    path: path.clone(),
                    actor_type: None,
                }
                .open()?
                .sheet;
                profile.actor_type = sheet.default_type().map(str::to_owned);
            }
            let actor_type = Some(actor_type_of(gazetteer, profile, called)?);
            return Ok(Written { path, actor_type });
        }
        let actor_type = actor_type_of(gazetteer, profile, called)?;
        let on_disk = on_disk(paths);
        let sheets: Vec<(&str, Sheet)> = gazetteer
            .sources()
            .iter()
            .filter(|source| is_yaml(Path::new(&source.path)) && on_disk.contains(&source.path))
            .filter_map(|source| Some((source.path.as_str(), Sheet::read(&source.text).ok()?)))
            .collect();
        let country = profile.country.as_deref();
        let rank = |sheet: &Sheet| {
            (
                sheet.count(&actor_type, country),
                sheet.count(&actor_type, None),
            )
        };
        let own = sheets
            .iter()
            .filter(|(_, sheet)| sheet.default_type() == Some(&actor_type));
        let all = sheets
            .iter()
            .filter(|(_, sheet)| sheet.count(&actor_type, None) > 0);
        // Of equals the first.
        let best = own.rev().max_by_key(|(_, sheet)| rank(sheet));
        if let Some((path, _)) = best.or_else(|| {
            all.rev()
                .max_by_key(|(_, sheet)| sheet.count(&actor_type, None))
        }) {
            return Ok(Written {
                path: path.into(),
                actor_type: Some(actor_type),
            });
        }
        let known = gazetteer.actors().iter().map(|actor| &*actor.actor_type);
        // The type itself is among them where only lists of machines have it.
        if let Some(near) = nearest(&actor_type, known).filter(|near| *near != actor_type) {
            return Err(AddError::Impossible(format!(
                "no actor has the type {}; did you mean `{near}`? For a new type name its file \
                with {}",
                quote(&actor_type),
                called.file
            )));
        }
        let path = match the_only_file(paths) {
            Some(file) => file.clone(),
            None if !paths.iter().any(|path| path.is_dir()) => {
                return Err(AddError::Impossible(format!(
                    "no file has actors of the type {}; name the one to write to with {}",
                    quote(&actor_type),
                    called.file
                )));
            }
            None => resolve(paths, Path::new(&file_name(&actor_type, called)?))?,
        };
        Ok(Written {
            path,
            actor_type: Some(actor_type),
        })
    }

    /// Reads the file. One that holds nothing begins with its type.
    fn open(self) -> Result<Target, AddError> {
        let file = FileOnDisk::read(&self.path)?;
        let failed = |source| AddError::Edit {
            path: self.path.clone(),
            source,
        };
        let mut sheet = Sheet::read(file.text()).map_err(failed)?;
        if let (Some(actor_type), true) = (&self.actor_type, sheet.is_empty()) {
            sheet.begin(actor_type).map_err(failed)?;
        }
        Ok(Target { file, sheet })
    }
}

/// Returns the one file that an actor can go into where no folder is named: a new file would not be
/// loaded.
fn the_only_file(paths: &[PathBuf]) -> Option<&PathBuf> {
    let mut files = paths.iter().filter(|path| is_yaml(path));
    match (files.next(), files.next()) {
        (Some(file), None) if !paths.iter().any(|path| path.is_dir()) => Some(file),
        _ => None,
    }
}

/// How an actor came to be.
enum Origin {
    Yaml,
    Csv,
    Family,
}

fn origin(gazetteer: &Gazetteer, actor: &Actor) -> Origin {
    let source = &gazetteer.sources()[actor.origin.source as usize];
    if !is_yaml(Path::new(&source.path)) {
        return Origin::Csv;
    }
    match Sheet::read(&source.text) {
        Ok(sheet) if sheet.has_actor(&actor.id) => Origin::Yaml,
        _ => Origin::Family,
    }
}

fn actor_type_of(
    gazetteer: &Gazetteer,
    profile: &Profile,
    called: &RequestNames,
) -> Result<String, AddError> {
    profile.actor_type.clone().ok_or_else(|| {
        let mut known: Vec<&str> = gazetteer
            .actors()
            .iter()
            .map(|actor| &*actor.actor_type)
            .collect();
        known.sort_unstable();
        known.dedup();
        AddError::Impossible(format!(
            "what is {}? Say it with {}; the types in use are {}",
            quote(&profile.name),
            called.actor_type,
            known.join(", ")
        ))
    })
}

/// Returns the name of a file for a new type: `company` goes into `companies.yaml`.
fn file_name(actor_type: &str, called: &RequestNames) -> Result<String, AddError> {
    let stem = corrected_id(actor_type).ok_or_else(|| {
        AddError::Impossible(format!(
            "no file has the type {}; name one with {}",
            quote(actor_type),
            called.file
        ))
    })?;
    let plural = match stem.strip_suffix('y') {
        Some(rest) if !rest.ends_with(['a', 'e', 'o', 'u']) => format!("{rest}ies"),
        _ => format!("{stem}s"),
    };
    Ok(format!("{plural}.yaml"))
}

fn is_yaml(path: &Path) -> bool {
    let end = path.extension().map(|end| end.to_ascii_lowercase());
    end.is_some_and(|end| end == "yaml" || end == "yml")
}

/// Returns the path of a named file: as it is, or in the gazetteers' folder. It must be one of
/// those that are loaded.
fn resolve(paths: &[PathBuf], named: &Path) -> Result<PathBuf, AddError> {
    let shown = named.display().to_string();
    if !is_yaml(named) {
        return Err(AddError::Impossible(format!(
            "{} is no YAML file: it must end in .yaml",
            quote(&shown)
        )));
    }
    let folders: Vec<&PathBuf> = paths.iter().filter(|path| path.is_dir()).collect();
    let inside = folders.iter().map(|folder| folder.join(named));
    let candidates: Vec<PathBuf> = std::iter::once(named.to_owned()).chain(inside).collect();
    let is_bare = named.components().count() == 1;
    let chosen = match candidates
        .iter()
        .find(|path| path.is_file() && is_loaded(paths, path))
    {
        Some(path) => Some(path),
        None => candidates
            .iter()
            .skip(usize::from(is_bare))
            .find(|path| is_loaded(paths, path)),
    };
    chosen.cloned().ok_or_else(|| {
        let folders: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        AddError::Impossible(format!(
            "{} would not be loaded: it is not in {}; add it with -g",
            quote(&shown),
            folders.join(", ")
        ))
    })
}

/// Returns whether a file, there or not, is one of the named ones or lies in a named folder.
fn is_loaded(paths: &[PathBuf], file: &Path) -> bool {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let (Ok(folder), Some(name)) = (fs::canonicalize(folder), file.file_name()) else {
        return false;
    };
    let file = folder.join(name);
    paths
        .iter()
        .filter_map(|path| fs::canonicalize(path).ok())
        .any(|path| {
            if path.is_dir() {
                folder.starts_with(path)
            } else {
                path == file || fs::canonicalize(&file).is_ok_and(|file| file == path)
            }
        })
}

/// Returns the id of a new actor: the one that was given, or the name's words. An actor that only
/// families expand to may be written out under its id.
fn id_of(
    gazetteer: &Gazetteer,
    profile: &Profile,
    called: &RequestNames,
) -> Result<String, AddError> {
    let id = match &profile.id {
        Some(id) => id.clone(),
        None => corrected_id(&fold(&profile.name)).ok_or_else(|| {
            AddError::Impossible(format!(
                "no id can be made of {}: name one with {}, in lower-case letters and digits \
                joined by hyphens",
                quote(&profile.name),
                called.id
            ))
        })?,
    };
    let Some(actor) = gazetteer.actor(&id) else {
        return Ok(id);
    };
    if matches!(origin(gazetteer, actor), Origin::Family) && profile.id.is_some() {
        return Ok(id);
    }
    let help = format!(
        "if it is the same actor, add to it: `{} {id}`; if it is another, give it an id of its \
        own: `{} {id}-…`",
        called.to, called.id
    );
    Err(AddError::refused(vec![Diagnostic {
        severity: Severity::Error,
        code: "id-taken",
        message: format!(
            "the id {} is that of {} already",
            quote(&id),
            quote(&actor.name)
        ),
        help: Some(help),
        location: gazetteer.location(actor.origin),
    }]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_for_their_type() {
        let t = |actor_type: &str, wanted: &str| {
            assert_eq!(
                file_name(actor_type, &RequestNames::default()).unwrap(),
                wanted
            )
        };
        t("militia", "militias.yaml");
        t("company", "companies.yaml");
        t("Trade union", "trade-unions.yaml");
        t("../x", "xs.yaml");
        assert!(file_name("حزب", &RequestNames::default()).is_err());
    }
}
