//! Folders and files to one [`Gazetteer`]: read everything, put it together, and report all
//! mistakes at once.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::changes::Changes;
use crate::contents::{
    ActorChange, Addition, Contents, Family, MOST_NAMES, Reference, Relation, RowAllowance, Text,
};
use crate::draft::{Draft, IdleRows};
use crate::families::Expansion;
use crate::findings::Finding;
use crate::read::decode;
use crate::read::files::{Input, hash, is_csv};
use actag_core::gazetteer::Ids;
use actag_core::gazetteer::{Actor, Codes, Conditions, Cue};
use actag_core::gazetteer::{Gazetteer, names};

use crate::diagnostic::{Diagnostic, Severity, Source, line_column, quote};
use crate::read::csv;
use crate::schema::vocabulary;

/// More errors than anyone fixes before loading again; a CSV file with a wrong column has one in
/// each of its rows.
const MOST_DIAGNOSTICS: usize = 500;

/// Everything that was read, put together.
pub(crate) fn assemble(inputs: Vec<Input>) -> Draft {
    let hash = hash(&inputs);
    let files = inputs
        .into_par_iter()
        .enumerate()
        .map(|(n, input)| read(u32::try_from(n).unwrap_or(u32::MAX), input))
        .collect();
    join(files, hash)
}

/// Puts files together that were read.
pub(crate) fn join(files: Vec<(Arc<Source>, Contents)>, hash: String) -> Draft {
    let mut sources = Vec::with_capacity(files.len());
    let mut contents = Vec::with_capacity(files.len());
    for (source, one) in files {
        sources.push(source);
        contents.push(one);
    }
    let mut folder = Folder::join(contents, &sources);
    let mut changes = Changes::new(std::mem::take(&mut folder.changes));
    changes.apply_to_written(&mut folder.actors, &folder.ids);
    folder.expand_families();
    let of_changes = changes.apply_to_all(&mut folder.actors, &folder.ids);
    folder.findings.extend(of_changes);
    folder.add_beside();
    folder.resolve();
    let (mild, grave) = folder
        .findings
        .into_iter()
        .partition(|one: &Finding| one.is_mild);
    let (warnings, _) = diagnostics(mild, Severity::Warning, &sources);
    let (errors, more) = diagnostics(grave, Severity::Error, &sources);
    Draft {
        gazetteer: Gazetteer::new(folder.actors, folder.ids, sources, hash).into(),
        errors,
        more,
        warnings,
        whole: folder.whole,
        idle_rows: folder.idle_rows,
        idle_columns: folder.idle_columns,
        allowances: folder.allowances,
    }
}

/// Reads one file.
pub(crate) fn read(source: u32, input: Input) -> (Arc<Source>, Contents) {
    let mut contents = Contents::new(source);
    let mut text = Cow::Borrowed("");
    match input.bytes {
        Err(error) => {
            let finding = contents.findings.error(
                &(0..0),
                "unreadable",
                format!("cannot read {}: {error}", quote(&input.path)),
            );
            finding.placed = false;
            contents.whole = false;
        }
        Ok(bytes) if u32::try_from(bytes.len()).is_err() => {
            contents
                .findings
                .error(&(0..0), "too-large", "a file of more than 4 GiB")
                .help("cut it into several files");
            contents.whole = false;
        }
        Ok(bytes) => {
            let (whole, fault) = text_of(bytes);
            match fault {
                None if is_csv(&input.name) => contents = csv::decode(source, &whole),
                None => contents = decode::decode(source, &whole),
                Some(at) => {
                    let finding = contents.findings.error(
                        &(at..at + 1),
                        "not-utf8",
                        "this file is not UTF-8",
                    );
                    finding.help("save it as UTF-8");
                    contents.whole = false;
                }
            }
            text = whole;
        }
    }
    (
        Arc::new(Source {
            path: input.path,
            text,
        }),
        contents,
    )
}

/// Returns the text of a file, without a byte-order mark: offsets count from behind it, for YAML
/// and CSV know nothing of it. Where it is not UTF-8, also the place of the first byte that is not.
fn text_of(bytes: Cow<'static, [u8]>) -> (Cow<'static, str>, Option<usize>) {
    const MARK: &[u8] = b"\xEF\xBB\xBF";
    let whole = match bytes {
        Cow::Borrowed(bytes) => {
            let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
            str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|error| (bytes.to_vec(), error))
        }
        Cow::Owned(mut bytes) => {
            if bytes.starts_with(MARK) {
                bytes.drain(..MARK.len());
            }
            String::from_utf8(bytes).map(Cow::Owned).map_err(|error| {
                let at = error.utf8_error();
                (error.into_bytes(), at)
            })
        }
    };
    match whole {
        Ok(text) => (text, None),
        Err((bytes, error)) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            (text.into(), Some(error.valid_up_to()))
        }
    }
}

/// The files put together.
struct Folder {
    actors: Vec<Actor>,
    ids: Ids,
    families: Vec<Family>,
    additions: Vec<Addition>,
    changes: Vec<ActorChange>,
    idle_rows: Vec<IdleRows>,
    idle_columns: Vec<Text>,
    allowances: Vec<RowAllowance>,
    references: Vec<Reference>,
    claimed: HashSet<String>,
    findings: Vec<Finding>,
    /// Every file could be read to its end, so that an id that is not there is a mistake.
    whole: bool,
}

impl Folder {
    fn join(contents: Vec<Contents>, sources: &[Arc<Source>]) -> Folder {
        let count = contents.iter().map(|one| one.actors.len()).sum();
        let mut folder = Folder {
            actors: Vec::new(),
            ids: Ids::with_capacity(count),
            families: Vec::new(),
            additions: Vec::new(),
            changes: Vec::new(),
            idle_rows: Vec::new(),
            idle_columns: Vec::new(),
            allowances: Vec::new(),
            references: Vec::new(),
            claimed: HashSet::new(),
            findings: Vec::new(),
            whole: contents.iter().all(|one| one.whole),
        };
        for mut one in contents {
            folder.findings.extend(one.findings.list);
            folder.families.extend(one.families);
            folder.additions.append(&mut one.additions);
            folder.changes.append(&mut one.changes);
            folder.idle_columns.append(&mut one.idle_columns);
            folder.allowances.append(&mut one.allowances);
            folder.references.extend(one.references);
            folder.claimed.extend(one.claimed_ids);
            if folder.actors.is_empty() {
                folder.actors = one.actors; // A list of a million is not copied.
            } else {
                folder.actors.append(&mut one.actors);
            }
        }
        folder.index_actors(sources);
        folder
    }

    /// Finds the place of every id, and reports the second of each.
    fn index_actors(&mut self, sources: &[Arc<Source>]) {
        let mut twice = Vec::new();
        let hash = |actor: &Actor| self.ids.hash(&actor.id);
        let hashes: Vec<u32> = self.actors.par_iter().map(hash).collect();
        for (at, hash) in (0..).zip(hashes) {
            if let Some(first) = self.ids.enter(&self.actors, at, hash) {
                twice.push((first as usize, at as usize));
            }
        }
        for (first, second) in twice {
            let place = self.actors[first].origin;
            let source = &sources[place.source as usize];
            let (line, _) = line_column(&source.text, place.start as usize);
            let second = &self.actors[second];
            let id = quote(&second.id);
            let message = format!("the id {id} is already taken, at {}:{line}", source.path);
            let help = "join the two actors, or give one of them another id; what another file is \
                to add or change stands under `changes:`, as `- actor: …`";
            let finding = Finding::at(second.origin, "duplicate-id", message, help);
            self.findings.push(finding);
        }
    }

    fn expand_families(&mut self) {
        // CSV lists are not counted: they are as long as they are written.
        let written: u64 = self
            .actors
            .iter()
            .map(|actor| actor.names.len() as u64)
            .sum();
        let mut expansion = Expansion {
            actors: &mut self.actors,
            ids: &mut self.ids,
            references: &mut self.references,
            findings: &mut self.findings,
            budget: MOST_NAMES.saturating_sub(written),
        };
        expansion.run(&self.families, self.whole);
    }

    /// Adds what rows say of actors. Codes of a scheme that the entry of the actor has stay as they
    /// are there: who corrects one does so beside the names, and tables are written anew.
    fn add_beside(&mut self) {
        let mut additions: Vec<(u32, Addition)> = Vec::new();
        for addition in std::mem::take(&mut self.additions) {
            match self.ids.get(&self.actors, &addition.actor.text) {
                Some(at) => additions.push((at, addition)),
                None if self.claimed.contains(&addition.actor.text) => {}
                None => IdleRows::count(&mut self.idle_rows, addition.actor),
            }
        }
        // Stable: rows of one actor stay in the order of the files.
        additions.sort_by_key(|&(at, _)| at);
        for of_actor in additions.chunk_by_mut(|one, next| one.0 == next.0) {
            let actor = &mut self.actors[of_actor[0].0 as usize];
            let codes = of_actor.iter_mut();
            let codes: Codes = codes
                .flat_map(|(_, one)| std::mem::take(&mut one.codes))
                .collect();
            actor.codes.fill(codes);
            let roles = of_actor.iter_mut().filter_map(|(_, one)| one.role.take());
            let mut roles = roles.peekable();
            if roles.peek().is_some() {
                actor.extras.get_or_insert_default().roles.extend(roles);
            }
        }
    }

    /// Separates actors from words among the cues, and reports references to nobody.
    fn resolve(&mut self) {
        // Conditions go aside meanwhile: the ids of actors that are written to cannot be looked up.
        let mut conditions: Vec<Vec<TakenConditions>> =
            self.actors.par_iter_mut().map(take_conditions).collect();
        let (ids, actors) = (&self.ids, &self.actors);
        conditions.par_iter_mut().flatten_iter().for_each(|taken| {
            let conditions = Arc::make_mut(&mut taken.conditions);
            for cue in conditions.needs.iter_mut().chain(&mut conditions.unless) {
                if let Cue::Word(text) = cue
                    && ids.get(actors, text).is_some()
                {
                    *cue = Cue::Actor(std::mem::take(text));
                }
            }
        });
        self.actors
            .par_iter_mut()
            .zip(conditions)
            .for_each(|(actor, taken)| give_back_conditions(actor, taken));
        self.report_unknown();
        self.report_circles();
    }

    fn report_unknown(&mut self) {
        let mut reported = HashSet::new();
        let faulty = !self.findings.is_empty();
        let references = std::mem::take(&mut self.references);
        let is_unknown = |reference: &&Reference| {
            let id = reference.id.as_str();
            let is_word = reference.relation == Relation::Cue && !names::looks_like_id(id);
            !is_word && self.ids.get(&self.actors, id).is_none() && !self.claimed.contains(id)
        };
        // Families refer to somebody for each actor they expand to.
        let unknown: Vec<&Reference> = match self.whole {
            true => references.par_iter().filter(is_unknown).collect(),
            false => Vec::new(),
        };
        for reference in unknown {
            let id = reference.id.as_str();
            if !reported.insert(reference.origin) {
                continue;
            }
            // An actor with a mistake may have kept a family from making this one: one mistake, one
            // error.
            if faulty && self.families.iter().any(|family| family.may_expand_to(id)) {
                continue;
            }
            // Looking through a million ids takes a while: the first hundred errors are enough to
            // begin with.
            let near = (reported.len() <= 100)
                .then(|| vocabulary::nearest(id, self.actors.iter().map(|actor| actor.id.as_str())))
                .flatten();
            let words = id.replace('-', " ");
            let help = match (near, reference.relation) {
                (Some(near), Relation::Cue) => {
                    format!("did you mean `{near}`? For the words themselves write `{words}`")
                }
                (Some(near), _) => format!("did you mean `{near}`?"),
                (None, Relation::Cue) => {
                    format!("write the id of an actor, or `{words}` for the words themselves")
                }
                (None, Relation::Change) => "write the id of an actor of these gazetteers; an \
                    actor of your own belongs under `actors:`"
                    .into(),
                (None, _) => "write the id of an actor of these gazetteers".into(),
            };
            let message = format!("there is no actor {}", quote(id));
            let finding = Finding::at(reference.origin, "unknown-actor", message, help);
            self.findings.push(finding);
        }
        self.references = references;
    }

    /// Whoever follows `part_of` upwards must come to an end.
    fn report_circles(&mut self) {
        for at in self.ids.part_of_circles(&self.actors) {
            let actor = &self.actors[at];
            let id = actor.part_of.clone().unwrap_or_default();
            let message = format!(
                "{} is part of itself, by way of {}",
                quote(&actor.id),
                quote(&id)
            );
            let help = "`part_of` names the larger actor";
            let finding = Finding::at(actor.origin, "circular-part-of", message, help);
            self.findings.push(finding);
        }
    }
}

/// Conditions taken out of an actor, and the names that share them.
struct TakenConditions {
    conditions: Arc<Conditions>,
    names: Vec<u32>,
}

fn take_conditions(actor: &mut Actor) -> Vec<TakenConditions> {
    let mut taken: Vec<TakenConditions> = Vec::new();
    for (number, name) in (0u32..).zip(&mut actor.names) {
        let Some(conditions) = name.conditions.take() else {
            continue;
        };
        // Names that share them follow one another.
        match taken.last_mut() {
            Some(last) if Arc::ptr_eq(&last.conditions, &conditions) => last.names.push(number),
            _ => taken.push(TakenConditions {
                conditions,
                names: vec![number],
            }),
        }
    }
    taken
}

fn give_back_conditions(actor: &mut Actor, taken: Vec<TakenConditions>) {
    for TakenConditions { conditions, names } in taken {
        for number in names {
            actor.names[number as usize].conditions = Some(Arc::clone(&conditions));
        }
    }
}

/// Returns the findings in the order of files and lines, with their sources, and how many more
/// there are.
fn diagnostics(
    mut findings: Vec<Finding>,
    severity: Severity,
    sources: &[Arc<Source>],
) -> (Vec<Diagnostic>, usize) {
    findings.sort_by_key(|finding| finding.origin);
    let more = findings.len().saturating_sub(MOST_DIAGNOSTICS);
    findings.truncate(MOST_DIAGNOSTICS);
    let diagnostics = findings
        .into_iter()
        .map(|finding| finding.diagnostic(severity, sources))
        .collect();
    (diagnostics, more)
}

#[cfg(test)]
mod tests;
