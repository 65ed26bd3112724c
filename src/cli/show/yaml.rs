//! Actors as a YAML gazetteer.

use std::collections::BTreeSet;
use std::io::Write;

use actag::gazetteer::{Actor, Cue, GazetteerFile};

use super::super::{grouped, note, one_line};

/// Ids that the note lists; an export of a region may refer to hundreds.
const LISTED: usize = 10;

/// Writes a gazetteer of the actors, and a note on standard error of those that it refers to and
/// lacks.
pub(super) fn write(actors: &[&Actor], out: &mut impl Write) -> anyhow::Result<()> {
    GazetteerFile::of(actors.iter().copied())?.write(&mut *out)?;
    out.flush()?;
    note_missing(&missing(actors));
    Ok(())
}

/// Returns the ids that these actors refer to and that are not among them.
fn missing<'a>(actors: &[&'a Actor]) -> BTreeSet<&'a str> {
    let mut ids: BTreeSet<&str> = actors.iter().flat_map(|actor| references(actor)).collect();
    for actor in actors {
        ids.remove(actor.id.as_str());
    }
    ids
}

/// Returns every id that an actor refers to.
fn references(actor: &Actor) -> impl Iterator<Item = &str> {
    let roles = actor.roles().iter().filter_map(|role| role.of.as_deref());
    let conditions = actor
        .names
        .iter()
        .filter_map(|name| name.conditions.as_deref());
    let cues = conditions.flat_map(|one| one.needs.iter().chain(&one.unless));
    let cues = cues.filter_map(|cue| match cue {
        Cue::Actor(id) => Some(id.as_str()),
        Cue::Word(_) => None,
    });
    actor
        .part_of
        .as_deref()
        .into_iter()
        .chain(roles)
        .chain(cues)
}

fn note_missing(ids: &BTreeSet<&str>) {
    if ids.is_empty() {
        return;
    }
    let listed: Vec<&str> = ids.iter().copied().take(LISTED).collect();
    let more = match ids.len() - listed.len() {
        0 => String::new(),
        more => format!(" and {} more", grouped(more as u64)),
    };
    note(|out| {
        writeln!(
            out,
            "The gazetteer refers to actors that are not in it, and can only be loaded together \
             with them: {}{more}",
            one_line(&listed.join(", "))
        )
    });
}
