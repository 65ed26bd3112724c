//! Adding to a gazetteer: the right file, the right place in it, and nothing written that is not right.
//!
//! [`plan`] does everything but write. It finds the file, asks whether the names are somebody's already, makes the edit on
//! the text, loads all gazetteers with the edited text in the place of the file, and runs the examples. Only a [`Plan`]
//! that came through all of that can be written.

mod names;
mod target;

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::BuildError;
use crate::check::check_examples;
use crate::diagnostic::{Diagnostic, Severity, quote};
use crate::gazetteer::edit::{Additions, EditError, FileOnDisk, NewActor, WriteError, unified};
use crate::gazetteer::rules::lint;
use crate::gazetteer::{Draft, Gazetteer, LoadError};
use crate::tagger::Tagger;

use target::{Target, Written};

/// What is to be added.
#[derive(Debug, Clone)]
pub struct Request {
    /// To whom.
    pub subject: Subject,
    /// Names, codes and examples.
    pub additions: Additions,
    /// The file; else the one that has most actors of the kind.
    pub file: Option<PathBuf>,
    /// Write names that another actor has, too.
    pub allow_shared: bool,
}

/// Whom something is added to.
#[derive(Debug, Clone)]
pub enum Subject {
    /// An actor that is there, by its id.
    Known(String),
    /// A new one.
    New(Profile),
}

/// A new actor, but for its lists.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Its canonical name.
    pub name: String,
    /// Its id; else made from the name.
    pub id: Option<String>,
    /// Its type; else that of the file.
    pub kind: Option<String>,
    /// ISO 3166 alpha-3 code.
    pub country: Option<String>,
    /// Id of the actor it belongs to.
    pub part_of: Option<String>,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The gazetteers have mistakes as they stand.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The addition would be wrong: findings that say why.
    #[error("nothing is written: {} found", .0.diagnostics.len())]
    Refused(LoadError),
    /// It cannot be done as asked.
    #[error("{0}")]
    Impossible(String),
    /// The file is written in a way in which that cannot be done safely.
    #[error("{}: {source}", path.display())]
    Edit {
        /// The file.
        path: PathBuf,
        /// Why.
        source: EditError,
    },
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] WriteError),
    /// The names cannot be compiled.
    #[error(transparent)]
    Build(#[from] BuildError),
}

impl AddError {
    fn refused(diagnostics: Vec<Diagnostic>) -> AddError {
        AddError::Refused(LoadError {
            diagnostics,
            more: 0,
        })
    }
}

/// An addition that is right and only waits to be written.
#[derive(Debug, Clone)]
pub struct Plan {
    file: FileOnDisk,
    text: String,
    /// The id of the actor.
    pub id: String,
    /// Whether the actor is new.
    pub is_new: bool,
    /// The line at which the addition begins, counted from one.
    pub line: usize,
    /// The names that come with it, braces written out.
    pub names: Vec<String>,
    /// How many examples the actor has; all hold.
    pub examples: usize,
    /// What was left out, as it is there already, and what the rules find in the entry.
    pub notes: Vec<Diagnostic>,
}

impl Plan {
    /// The file that is changed or made.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The change as a unified diff.
    pub fn diff(&self) -> String {
        let path = self.path().display().to_string();
        let old = if self.file.exists() {
            &path
        } else {
            "/dev/null"
        };
        unified(old, &path, self.file.text(), &self.text)
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// If it is no longer what it was when the plan was made, or cannot be written.
    pub fn write(&self) -> Result<(), WriteError> {
        self.file.write(&self.text)
    }
}

/// Makes an addition to the gazetteers of folders or files, without writing it.
///
/// # Errors
/// See [`AddError`]; nothing has been written then.
pub fn plan(paths: &[PathBuf], request: Request) -> Result<Plan, AddError> {
    let old = read_what_has_actors(paths)?;
    let gazetteer = &old.gazetteer;
    let mut additions = request.additions;
    let (written, subject) = match request.subject {
        Subject::Known(id) => (Written::find(gazetteer, &id)?, Subject::Known(id)),
        Subject::New(mut profile) => {
            let written =
                Written::for_new(gazetteer, paths, &mut profile, request.file.as_deref())?;
            (written, Subject::New(profile))
        }
    };
    let Target { file, mut sheet } = written.open()?;
    let (id, kind, new_name) = match &subject {
        Subject::Known(id) => (
            id.clone(),
            gazetteer.actor(id).map(|actor| actor.kind.clone()),
            None,
        ),
        Subject::New(profile) => {
            let id = target::id_of(gazetteer, profile)?;
            (id, profile.kind.clone(), Some(profile.name.as_str()))
        }
    };
    let compared = names::compare(
        gazetteer,
        &id,
        kind.as_deref().unwrap_or_default(),
        new_name,
        &additions,
    );
    if !compared.taken.is_empty() && !request.allow_shared {
        return Err(AddError::refused(compared.taken));
    }
    names::leave_out(&mut additions, &compared.present);
    let mut notes: Vec<Diagnostic> = compared.present.into_values().collect();
    notes.sort_by(|a, b| a.message.cmp(&b.message));
    if new_name.is_none() && additions.is_empty() {
        notes
            .iter_mut()
            .for_each(|note| note.severity = Severity::Error);
        return Err(match notes.is_empty() {
            true => AddError::Impossible(format!(
                "nothing to add to {}: name it with --alias and the like",
                quote(&id)
            )),
            false => AddError::refused(notes),
        });
    }
    let path = file.path().to_owned();
    let failed = |source| AddError::Edit {
        path: path.clone(),
        source,
    };
    let names = names::expanded(new_name, &additions);
    let is_new = matches!(subject, Subject::New(_));
    let at = match subject {
        Subject::Known(id) => sheet.add(&id, &additions).map_err(failed)?,
        Subject::New(profile) => {
            let kind = profile
                .kind
                .filter(|kind| sheet.default_type() != Some(kind));
            let actor = NewActor {
                id: id.clone(),
                name: profile.name,
                kind,
                country: profile.country,
                part_of: profile.part_of,
                additions,
            };
            let place = sheet.place_for(&id, actor.country.as_deref(), actor.part_of.as_deref());
            sheet.insert_actor(&actor, place).map_err(failed)?
        }
    };
    let text = sheet.text();
    let new = Gazetteer::draft_edited(paths, &[(path, Some(&text))]).map_err(AddError::Refused)?;
    if !new.errors.is_empty() {
        return Err(AddError::Refused(LoadError {
            diagnostics: new.errors,
            more: new.more,
        }));
    }
    refuse_failing_examples(&old.gazetteer, &new.gazetteer)?;
    let entry = sheet.entry_of(&id).unwrap_or_default();
    notes.extend(new_warnings(&old, &new, file.path(), &entry));
    let examples = new
        .gazetteer
        .actor(&id)
        .map_or(0, |actor| actor.matches.len() + actor.never.len());
    let line = sheet.line_of(at);
    Ok(Plan {
        file,
        text,
        id,
        is_new,
        line,
        names,
        examples,
        notes,
    })
}

/// Reads the gazetteers. A file in which there is no actor yet is a mistake elsewhere; here it may get its first.
fn read_what_has_actors(paths: &[PathBuf]) -> Result<Draft, LoadError> {
    let draft = Gazetteer::draft_edited(paths, &[])?;
    let empty = draft.errors.iter().map(|found| match &found.location {
        Some(location) if found.code == "no-actors" => {
            Some((PathBuf::from(&location.source.path), None))
        }
        _ => None,
    });
    let draft = match empty.collect::<Option<Vec<_>>>() {
        Some(empty) if !empty.is_empty() => Gazetteer::draft_edited(paths, &empty)?,
        _ => draft,
    };
    if draft.errors.is_empty() {
        return Ok(draft);
    }
    Err(LoadError {
        diagnostics: draft.errors,
        more: draft.more,
    })
}

/// Examples that fail now, and did not before: the actor's own, or those of others whom the addition stands in the way.
fn refuse_failing_examples(old: &Gazetteer, new: &Gazetteer) -> Result<(), AddError> {
    let mut failing = check_examples(&Tagger::new(new)?);
    if failing.is_empty() {
        return Ok(());
    }
    let before = check_examples(&Tagger::new(old)?);
    let known: HashSet<_> = before.iter().map(without_place).collect();
    failing.retain(|found| !known.contains(&without_place(found)));
    match failing.is_empty() {
        true => Ok(()),
        false => Err(AddError::refused(failing)),
    }
}

/// What the rules find in the entry now, and did not before. It does not keep the entry from being written.
fn new_warnings(old: &Draft, new: &Draft, path: &Path, entry: &Range<usize>) -> Vec<Diagnostic> {
    let mut found = lint(new);
    found.retain(|found| {
        found.location.as_ref().is_some_and(|location| {
            Path::new(&location.source.path) == path && entry.contains(&location.span.start)
        })
    });
    if found.is_empty() {
        return found;
    }
    let before = lint(old);
    let known: HashSet<_> = before.iter().map(without_place).collect();
    found.retain(|found| !known.contains(&without_place(found)));
    found
}

/// What a finding is about, whatever its line.
fn without_place(found: &Diagnostic) -> (&str, &str, Option<(&str, &str)>) {
    let location = found.location.as_ref();
    let place = location.and_then(|location| {
        let source = &location.source;
        Some((
            source.path.as_str(),
            source.text.get(location.span.clone())?,
        ))
    });
    (found.code, &found.message, place)
}
