//! Adding to a gazetteer: the right file, the right place in it, and nothing written that is not
//! right.
//!
//! [`plan`] does everything but write. It finds the file, asks whether the names are somebody's
//! already, makes the edit on the text, loads all gazetteers with the edited text in the place of
//! the file, and runs the examples. Only a [`Plan`] that came through all of that can be written.

mod names;
mod target;

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::BuildError;
use crate::check::check_examples;
use crate::diagnostic::{Diagnostic, Severity, quote};
use crate::gazetteer::edit::{
    Additions, EditError, FileOnDisk, NewActor, Sheet, Turn, WriteError, unified,
};
use crate::gazetteer::rules::lint;
use crate::gazetteer::{Draft, Gazetteer, Layer, LoadError, squeeze};
use crate::tagger::Tagger;

use target::{Target, Whom};

/// What is to be added.
#[derive(Debug, Clone)]
pub struct Request {
    /// To whom.
    pub subject: Subject,
    /// Names, codes and examples.
    pub additions: Additions,
    /// The file; else the one that has most actors of its type.
    pub file: Option<PathBuf>,
    /// Write names that another actor has, too.
    pub allow_shared: bool,
    /// What messages call the parts of a request.
    pub names: RequestNames,
}

/// What the parts of a request are called where a person gives them, so that a message can say what
/// to change.
#[derive(Debug, Clone, Copy)]
pub struct RequestNames {
    /// The command that adds.
    pub command: &'static str,
    /// The command that shows the ids of what it finds in a text.
    pub explain: &'static str,
    /// [`Subject::Known`].
    pub to: &'static str,
    /// [`Profile::id`].
    pub id: &'static str,
    /// [`Profile::actor_type`].
    pub actor_type: &'static str,
    /// [`Request::file`].
    pub file: &'static str,
    /// [`Additions::aliases`].
    pub alias: &'static str,
    /// [`Additions::guarded`].
    pub guarded: &'static str,
    /// The cues that a guarded name needs.
    pub needs: &'static str,
    /// [`Request::allow_shared`].
    pub allow_shared: &'static str,
}

impl Default for RequestNames {
    fn default() -> Self {
        Self {
            command: "add",
            explain: "explain",
            to: "to",
            id: "id",
            actor_type: "type",
            file: "file",
            alias: "alias",
            guarded: "guarded",
            needs: "needs",
            allow_shared: "allow_shared",
        }
    }
}

impl Request {
    /// White space in names counts for nothing when they are read; so it is not written either.
    fn squeezed(mut self) -> Request {
        let lists = &mut self.additions;
        let names = [
            &mut lists.aliases,
            &mut lists.adjectives,
            &mut lists.metonyms,
            &mut lists.short_names,
            &mut lists.not,
        ];
        let names = names.into_iter().flatten();
        let guarded = lists.guarded.iter_mut().flat_map(|guarded| {
            let cues = guarded.needs.iter_mut().chain(&mut guarded.unless);
            cues.chain([&mut guarded.name])
        });
        names.chain(guarded).for_each(|name| *name = squeeze(name));
        if let Subject::New(profile) = &mut self.subject {
            profile.name = squeeze(&profile.name);
        }
        self
    }
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
    pub actor_type: Option<String>,
    /// ISO 3166 alpha-3 code.
    pub country: Option<String>,
    /// Id of the actor it belongs to.
    pub part_of: Option<String>,
}

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// The gazetteers have mistakes as they are.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The addition would be wrong: findings that say why.
    #[error("nothing is written: {} found", .0.diagnostics.len())]
    Refused(LoadError),
    /// It cannot be done as requested.
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
    /// Returns the file that is changed or made.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Returns the change as a unified diff.
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

    /// Writes the file in a turn that is held since before the plan was made.
    fn write_in(&self, turn: &mut Turn) -> Result<(), WriteError> {
        self.file.write_in(turn, &self.text)
    }
}

/// How often an addition is planned anew, where others save the file meanwhile.
const MOST_TRIES: usize = 10;

/// Makes an addition and writes it. Others who add at the same time wait for each other; where an
/// editor saves the file meanwhile, the addition is planned anew.
///
/// # Errors
/// See [`AddError`]; nothing has been written then.
pub fn add<L: Clone + Into<Layer>>(layers: &[L], request: &Request) -> Result<Plan, AddError> {
    let layers: Vec<Layer> = layers.iter().cloned().map(Into::into).collect();
    let mut turn = Turn::wait(&paths_of(&layers))?;
    let mut tries = 0;
    loop {
        let plan = plan(&layers, request.clone())?;
        tries += 1;
        match plan.write_in(&mut turn) {
            Err(WriteError::Changed { .. }) if tries < MOST_TRIES => {}
            written => return Ok(written.map(|()| plan)?),
        }
    }
}

/// Makes an addition to gazetteers, without writing it. It goes into a file on the disk, never into
/// gazetteers that are built in.
///
/// # Errors
/// See [`AddError`]; nothing has been written then.
pub fn plan<L: Clone + Into<Layer>>(layers: &[L], request: Request) -> Result<Plan, AddError> {
    let layers: Vec<Layer> = layers.iter().cloned().map(Into::into).collect();
    let layers = &layers;
    let request = request.squeezed();
    let old = read_what_has_actors(layers)?;
    let paths = &paths_of(layers);
    let called = request.names;
    let (target, actor) = target::find(
        &old.gazetteer,
        paths,
        request.subject,
        request.file,
        &called,
    )?;
    let Target { file, mut sheet } = target;
    let mut additions = request.additions;
    let mut notes = settle_names(
        &old.gazetteer,
        &actor,
        &mut additions,
        request.allow_shared,
        &called,
    )?;
    let names = names::expanded(actor.new_name(), &additions);
    let at = write_into(&mut sheet, &actor, additions).map_err(|source| AddError::Edit {
        path: file.path().to_owned(),
        source,
    })?;
    let text = sheet.text();
    let new = try_out(layers, &old.gazetteer, file.path(), &text)?;
    let known = |finding: &&Diagnostic| {
        !old.warnings
            .iter()
            .any(|one| one.message == finding.message)
    };
    let left_out: Vec<Diagnostic> = new.warnings.iter().filter(known).cloned().collect();
    if !left_out.is_empty() {
        return Err(AddError::refused(left_out));
    }
    let entry = sheet.entry_of(&actor.id).unwrap_or_default();
    notes.extend(new_warnings(&old, &new, file.path(), &entry));
    let written = new.gazetteer.actor(&actor.id);
    Ok(Plan {
        file,
        text,
        line: sheet.line_of(at),
        names,
        examples: written.map_or(0, |actor| actor.matches().len() + actor.never().len()),
        notes,
        is_new: actor.profile.is_some(),
        id: actor.id,
    })
}

/// Returns the folders and files among layers.
fn paths_of(layers: &[Layer]) -> Vec<PathBuf> {
    let paths = layers.iter().filter_map(Layer::path);
    paths.map(Path::to_owned).collect()
}

/// Refuses names of others, and leaves out those that the actor has: a note for each.
fn settle_names(
    gazetteer: &Gazetteer,
    actor: &Whom,
    additions: &mut Additions,
    allow_shared: bool,
    called: &RequestNames,
) -> Result<Vec<Diagnostic>, AddError> {
    let compared = names::compare(gazetteer, actor, additions, called);
    if !compared.taken.is_empty() && !allow_shared {
        return Err(AddError::refused(compared.taken));
    }
    if actor.profile.is_none() && additions.is_empty() {
        return Err(AddError::Impossible(format!(
            "nothing to add to {}: name it with {} and the like",
            quote(&actor.id),
            called.alias
        )));
    }
    names::leave_out(additions, &compared.present);
    let mut notes: Vec<Diagnostic> = compared.present.into_values().collect();
    notes.sort_by(|a, b| a.message.cmp(&b.message));
    if actor.profile.is_none() && additions.is_empty() {
        notes
            .iter_mut()
            .for_each(|note| note.severity = Severity::Error);
        return Err(AddError::refused(notes));
    }
    Ok(notes)
}

/// Makes the edit. Returns the byte at which it begins.
fn write_into(sheet: &mut Sheet, actor: &Whom, additions: Additions) -> Result<usize, EditError> {
    let id = &actor.id;
    let Some(profile) = &actor.profile else {
        return sheet.add(id, &additions);
    };
    let actor_type = profile.actor_type.clone();
    let new = NewActor {
        id: id.clone(),
        name: profile.name.clone(),
        actor_type: actor_type.filter(|one| sheet.default_type() != Some(one)),
        country: profile.country.clone(),
        part_of: profile.part_of.clone(),
        additions,
    };
    let place = sheet.place_for(id, new.country.as_deref(), new.part_of.as_deref());
    sheet.insert_actor(&new, place)
}

/// Loads all gazetteers with a text in the place of a file, and runs the examples.
fn try_out(
    layers: &[Layer],
    old: &Arc<Gazetteer>,
    path: &Path,
    text: &str,
) -> Result<Draft, AddError> {
    let edits = [(path.to_owned(), Some(text))];
    let new = crate::gazetteer::draft_edited(layers, &edits).map_err(AddError::Refused)?;
    if !new.errors.is_empty() {
        // Another file without actors was no matter until here, but is not this addition's fault.
        let was_there = new.errors.iter().all(|error| error.code == "no-actors");
        let errors = LoadError {
            diagnostics: new.errors,
            more: new.more,
        };
        return Err(match was_there {
            true => AddError::Load(errors),
            false => AddError::Refused(errors),
        });
    }
    refuse_failing_examples(old, &new.gazetteer)?;
    Ok(new)
}

/// Reads the gazetteers. A file in which there is no actor yet is a mistake elsewhere; here it may
/// get its first.
fn read_what_has_actors(layers: &[Layer]) -> Result<Draft, LoadError> {
    let draft = crate::gazetteer::draft_edited(layers, &[])?;
    let empty = draft.errors.iter().map(|found| match &found.location {
        Some(location) if found.code == "no-actors" => {
            Some((PathBuf::from(&location.source.path), None))
        }
        _ => None,
    });
    let draft = match empty.collect::<Option<Vec<_>>>() {
        Some(empty) if !empty.is_empty() => crate::gazetteer::draft_edited(layers, &empty)?,
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

/// Examples that fail now, and did not before: the actor's own, or those of others whom the
/// addition is in the way.
fn refuse_failing_examples(old: &Arc<Gazetteer>, new: &Arc<Gazetteer>) -> Result<(), AddError> {
    let mut failing = check_examples(&Tagger::new(Arc::clone(new))?);
    if failing.is_empty() {
        return Ok(());
    }
    let before = check_examples(&Tagger::new(Arc::clone(old))?);
    let known: HashSet<_> = before.iter().map(without_place).collect();
    failing.retain(|found| !known.contains(&without_place(found)));
    match failing.is_empty() {
        true => Ok(()),
        false => Err(AddError::refused(failing)),
    }
}

/// Returns what the rules find in the entry now, and did not before. It does not keep the entry
/// from being written.
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

/// Returns what a finding is about, whatever its line.
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
