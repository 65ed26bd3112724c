//! `actag show`: the actors of the gazetteers, one in full or many in a table.

mod actor;
mod conditions;
mod counts;
mod list;
mod yaml;

use std::collections::BTreeSet;
use std::io::Write;

use actag::gazetteer::{Actor, Gazetteer};
use actag::search::{Filter, Hit, Rank, nearest, search};

use super::{Outcome, counted, gazetteers, grouped, note, one_line};

/// Show an actor with all its names and where each is written, or search and list actors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag show iran                          an actor by its id or a name: all that is known
  actag show Hashd                         what has this word, or has it as part of a word
  actag show --code cameo=IRNGOV           who has a code; --code cameo: who has one of that scheme
  actag show --type militia --country IRQ  a table of them
  actag show --count                       how many actors and names there are, by type
  actag show --file syria --format csv     everything in files named syria.yaml, for another program
  actag show iran --format yaml            an entry for a gazetteer, with all names in full

A search covers ids, names with all their forms, and codes; capitals, accents and hyphens do not \
count. One actor that fits exactly, or alone, is shown in full.

Exit codes: 0 done; 1 nothing was found; 2 could not run.")]
pub(super) struct Arguments {
    /// An id, a name, a part of one, or a code
    #[arg(value_name = "QUERY")]
    query: Option<String>,

    /// Only actors with that code
    #[arg(long, value_name = "SCHEME[=CODE]", value_parser = parse_code)]
    code: Option<(String, Option<String>)>,

    /// Only actors of that type
    #[arg(long = "type", value_name = "TYPE")]
    actor_type: Option<String>,

    /// Only actors of that country
    #[arg(long, value_name = "ISO3")]
    country: Option<String>,

    /// Only actors written in that file; the end of its path will do
    #[arg(long, value_name = "FILE")]
    file: Option<String>,

    /// How actors are shown
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ActorFormat,

    /// Show how many actors and names there are, by type
    #[arg(long)]
    count: bool,

    /// Show all that fit even where one actor is meant
    #[arg(long)]
    list: bool,

    /// Cut no list short
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    gazetteers: gazetteers::GazetteerOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum ActorFormat {
    /// For people: one actor in full, several as a table
    Table,
    /// An array with everything of each actor
    Json,
    /// A row per actor
    Csv,
    /// A gazetteer in which braces and families are written out
    Yaml,
}

fn parse_code(text: &str) -> Result<(String, Option<String>), String> {
    let (scheme, code) = match text.split_once('=') {
        Some((scheme, code)) => (scheme.trim(), Some(code.trim())),
        None => (text.trim(), None),
    };
    if scheme.is_empty() || code == Some("") {
        return Err("codes are written scheme=code, such as cameo=IRNGOV".to_owned());
    }
    Ok((scheme.to_owned(), code.map(str::to_owned)))
}

/// Rows of a search that are shown without `--all`: a screen of them.
const ROWS: usize = 40;

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let (gazetteer, _) = gazetteers::load(&arguments.gazetteers.gazetteers)?;
    let filter = arguments.filter();
    let gazetteer = &*gazetteer;
    let hits = found(gazetteer, arguments.query.as_deref(), &filter);
    let mut out = anstream::stdout().lock();
    if arguments.count {
        counts::write(&hits, arguments.format, &mut out)?;
    } else {
        let meant = one(&hits, arguments.query.is_some()).filter(|_| !arguments.list);
        match (arguments.format, meant) {
            (ActorFormat::Json, _) => list::json(gazetteer, &hits, &mut out)?,
            (ActorFormat::Csv, _) => list::csv(gazetteer, &hits, &mut out)?,
            (ActorFormat::Yaml, Some(hit)) => yaml::write(&[hit.actor], &mut out)?,
            (ActorFormat::Yaml, None) => {
                let actors: Vec<&Actor> = hits.iter().map(|hit| hit.actor).collect();
                yaml::write(&actors, &mut out)?;
            }
            (ActorFormat::Table, Some(hit)) => {
                actor::write(gazetteer, hit.actor, arguments.all, &mut out)?;
                print_others(&hits, hit, &mut out)?;
            }
            (ActorFormat::Table, None) if hits.is_empty() => {}
            (ActorFormat::Table, None) => {
                let searched = arguments.query.is_some();
                let most = if searched && !arguments.all {
                    ROWS
                } else {
                    usize::MAX
                };
                list::table(&hits, searched, most, &mut out)?;
            }
        }
    }
    if hits.is_empty() {
        out.flush()?;
        note(|err| report_nothing_found(gazetteer, &arguments, &filter, err));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Done)
}

impl Arguments {
    fn filter(&self) -> Filter {
        Filter {
            code: self.code.clone(),
            actor_type: self.actor_type.clone(),
            country: self.country.clone(),
            file: self.file.clone(),
        }
    }
}

/// Returns the hits of the query, or every actor, in the order of the files.
fn found<'g>(gazetteer: &'g Gazetteer, query: Option<&str>, filter: &Filter) -> Vec<Hit<'g>> {
    let mut hits = match query {
        Some(query) => search(gazetteer, query),
        None => {
            let whole = |actor: &'g Actor| Hit {
                actor,
                rank: Rank::Id,
                text: actor.id.clone(),
            };
            gazetteer.actors().iter().map(whole).collect()
        }
    };
    hits.retain(|hit| filter.takes(gazetteer, hit.actor));
    hits
}

/// Returns the hit that is meant, if it is clear which: an id, the only exact hit, or the only hit.
fn one<'h, 'g>(hits: &'h [Hit<'g>], searched: bool) -> Option<&'h Hit<'g>> {
    match hits {
        [hit] => Some(hit),
        [first, ..] if searched && first.rank == Rank::Id => Some(first),
        [first, second, ..] if searched && first.rank.is_exact() && !second.rank.is_exact() => {
            Some(first)
        }
        _ => None,
    }
}

/// Prints whom else the query may have meant.
fn print_others(hits: &[Hit<'_>], shown: &Hit<'_>, out: &mut impl Write) -> std::io::Result<()> {
    let others = hits.iter().filter(|hit| hit.actor.id != shown.actor.id);
    let (exact, parts): (Vec<&Hit<'_>>, Vec<_>) = others.partition(|hit| hit.rank.is_exact());
    if !hits[1..].is_empty() {
        writeln!(out)?;
    }
    for hit in exact {
        let line = format!(
            "also called so: {} ({}, {})",
            hit.actor.id, hit.actor.name, hit.actor.actor_type
        );
        writeln!(out, "{}", one_line(&line))?;
    }
    match parts.len() {
        0 => Ok(()),
        1 => writeln!(out, "1 more has it in an id or name (--list)"),
        more => writeln!(
            out,
            "{} more have it in an id or name (--list)",
            grouped(more as u64)
        ),
    }
}

/// Reports on standard error that nothing was found, and what is similar.
fn report_nothing_found(
    gazetteer: &Gazetteer,
    arguments: &Arguments,
    filter: &Filter,
    err: &mut dyn Write,
) -> std::io::Result<()> {
    let Some(query) = arguments.query.as_deref() else {
        writeln!(err, "No actor is like that{}", values(gazetteer, filter))?;
        return Ok(());
    };
    let quoted = actag::diagnostic::quote(query);
    let elsewhere = search(gazetteer, query).len();
    if elsewhere > 0 {
        let actors = counted(elsewhere as u64, "actor");
        let fit = if elsewhere == 1 { "fits" } else { "fit" };
        writeln!(
            err,
            "{actors} {fit} {quoted}, but none is like that{}",
            values(gazetteer, filter)
        )?;
        return Ok(());
    }
    writeln!(err, "No id, name or code has {quoted}")?;
    let near = nearest(gazetteer, query, 5);
    if !near.is_empty() {
        writeln!(err, "Did you mean one of these?")?;
    }
    for (actor, text) in near {
        let line = match text == actor.id {
            true => format!("  {text} ({}, {})", actor.name, actor.actor_type),
            false => format!(
                "  {text}: {} ({}, {})",
                actor.id, actor.name, actor.actor_type
            ),
        };
        writeln!(err, "{}", one_line(&line))?;
    }
    Ok(())
}

/// Returns the values that a filter may have, where it has one that no actor has.
fn values(gazetteer: &Gazetteer, filter: &Filter) -> String {
    let of = |value: fn(&Actor) -> &str| gazetteer.actors().iter().map(value).collect();
    let lists: [(&str, &Option<String>, BTreeSet<&str>); 2] = [
        ("types", &filter.actor_type, of(|actor| &actor.actor_type)),
        (
            "countries",
            &filter.country,
            of(|actor| actor.country.as_deref().unwrap_or_default()),
        ),
    ];
    for (what, wanted, mut there) in lists {
        let Some(wanted) = wanted else { continue };
        there.remove("");
        if !there.iter().any(|value| value.eq_ignore_ascii_case(wanted)) {
            let there: Vec<&str> = there.into_iter().collect();
            return one_line(&format!("; the {what} are {}", there.join(", ")));
        }
    }
    String::new()
}
