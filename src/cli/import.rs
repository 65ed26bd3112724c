//! `actag import`: gazetteers from the lists that people have.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actag::Gazetteer;
use actag::gazetteer::draft_edited;
use actag_exchange::import::{Format, ImportError, Options, Report, Source, import, is_column};
use anyhow::{Context, anyhow, bail};
use clap::builder::PossibleValuesParser;

use super::gazetteers::{self, GazetteerOptions};
use super::table_file::TableFile;
use super::{Outcome, counted, grouped, note, one_line};

/// Make a gazetteer of a list: a spreadsheet, patterns of spaCy, a dictionary, a sanctions list
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Formats:
  spreadsheet    a table with a header: CSV in any dialect, .xlsx. Columns are name, aliases, type,
                 country and so on, in letters of either case, or as --map says
  spacy          patterns for the entity ruler of spaCy, a JSON object a line
  opensanctions  targets.simple.csv, or entities of FollowTheMoney, a JSON object a line
  petrarch       dictionaries of PETRARCH and TABARI: .actors, .agents
  wikidata       the answer of a SPARQL query: CSV, TSV, JSON
  geonames       dumps of GeoNames: 19 columns with tabs

Examples:
  actag import spreadsheet groups.xlsx --type militia -o groups.yaml
  actag import spreadsheet list.csv --map 'Gruppe=name' --map 'Nr=codes.mine' --type party -o l.yaml
  actag import opensanctions targets.simple.csv -o listed.yaml
  actag import petrarch Phoenix.Countries.actors -o countries.yaml
  actag import wikidata query.csv --type media -o media.yaml
  actag check groups.yaml                                      then look it over
  actag tag news/ -g groups.yaml --out tables                  and use it

The file that is written has a comment before each entry: the line of the source, and, behind
`look:`, what a person should look at. What could not be taken is there, too. -g says with which
gazetteers names and ids are compared.

Exit codes: 0 done; 2 could not run.")]
pub(super) struct Arguments {
    /// What the list is written in
    #[arg(value_name = "FORMAT", value_parser = PossibleValuesParser::new(FORMATS))]
    format: String,

    /// The list; - for standard input
    #[arg(value_name = "FILE")]
    list: PathBuf,

    /// The gazetteer to write; - for standard output
    #[arg(short, long, value_name = "OUT.yaml")]
    out: PathBuf,

    /// Type of the actors of which the list says none: militia, person, company, …
    #[arg(long = "type", value_name = "TYPE", value_parser = parse_type)]
    actor_type: Option<String>,

    /// What a column holds: name, aliases, codes.SCHEME, comment, … or - to leave it out
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = parse_map)]
    map: Vec<(String, String)>,

    /// Take what is no actor by its kind, too: vessels, streams
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    gazetteers: GazetteerOptions,

    /// Replace the file of --out, if it is there
    #[arg(long)]
    force: bool,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

const FORMATS: [&str; Format::ALL.len()] = {
    let mut names = [""; Format::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Format::ALL[at].0;
        at += 1;
    }
    names
};

fn parse_type(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("write a type, such as militia".to_owned()),
        text => Ok(text.to_owned()),
    }
}

fn parse_map(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, field)) if is_column(field) => Ok((column.to_owned(), field.to_owned())),
        Some((_, field)) => Err(format!(
            "`{field}` is no column of gazetteers: write name, aliases, short_names, adjectives, \
             metonyms, type, country, id, part_of, codes.SCHEME, comment, or -"
        )),
        None => Err("write the column and what it holds, such as Gruppe=name".to_owned()),
    }
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let named = Format::ALL
        .iter()
        .find(|(name, _)| *name == arguments.format);
    let Some((_, format)) = named else {
        bail!("`{}` is no format", arguments.format);
    };
    let out = TableFile {
        path: &arguments.out,
        force: arguments.force,
        option: "--out",
    };
    // Unlike a table it may lie among the gazetteers: it is one.
    out.refuse(None, &[])?;
    let source = open(&arguments.list)?;
    let (known, which) = arguments.known()?;
    let options = Options {
        actor_type: arguments.actor_type.clone(),
        map: arguments.map.clone(),
        all: arguments.all,
    };
    let mut done = None;
    let written = out.write(|file| {
        let report = import(*format, source, &options, &known, file);
        // A gazetteer without actors is none: nothing takes its place.
        let is_written = report.as_ref().is_ok_and(|report| report.actors > 0);
        done = Some(report);
        match is_written {
            true => Ok(()),
            false => Err(io::Error::other("nothing is written")),
        }
    });
    let report = match done {
        Some(Ok(report)) => report,
        Some(Err(error)) => return Err(advised(error)),
        None => return written.map(|()| Outcome::Done),
    };
    if !arguments.quiet || report.actors == 0 {
        note(|err| arguments.print(&report, &which, err));
    }
    if report.actors == 0 {
        bail!(
            "no actor in `{}`: nothing is written",
            arguments.list.display()
        );
    }
    written?;
    Ok(Outcome::Done)
}

/// Opens the list. What can be read but once is copied.
fn open(path: &Path) -> anyhow::Result<Source> {
    let is_input = path.as_os_str() == "-";
    let is_file = !is_input
        && path
            .metadata()
            .is_ok_and(|there| there.is_file() || there.is_dir());
    if is_file || !is_input && !path.exists() {
        return Ok(Source::open(path)?);
    }
    let copied = || -> io::Result<File> {
        let mut copy = actag_format::temporary(&std::env::temp_dir(), "actag-import")?;
        match is_input {
            true => io::copy(&mut io::stdin().lock(), &mut copy)?,
            false => io::copy(&mut File::open(path)?, &mut copy)?,
        };
        copy.reopen()
    };
    let name = match is_input {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    };
    let file = copied().with_context(|| format!("cannot read `{name}`"))?;
    Ok(Source::of(name, file))
}

/// Adds what to type.
fn advised(error: ImportError) -> anyhow::Error {
    match &error {
        ImportError::NoName { .. } => {
            anyhow!("{error}; say which it is with --map COLUMN=name")
        }
        ImportError::NoType { .. } => {
            anyhow!("{error}; say what they are, such as --type militia, or --map COLUMN=type")
        }
        _ => error.into(),
    }
}

impl Arguments {
    /// Loads the gazetteers that names are compared with, without the file that is replaced.
    fn known(&self) -> anyhow::Result<(Arc<Gazetteer>, String)> {
        let named = &self.gazetteers.gazetteers;
        let paths = gazetteers::on_disk(named);
        if !self.out.exists() || paths.is_empty() {
            return Ok(gazetteers::load(named)?);
        }
        let layers = gazetteers::layers(named);
        let draft = draft_edited(&layers, &[(self.out.clone(), None)])?;
        Ok((Arc::new(draft.into_gazetteer()?), gazetteers::which(named)))
    }

    fn print(&self, report: &Report, which: &str, out: &mut dyn Write) -> io::Result<()> {
        let list = match self.list.as_os_str() == "-" {
            true => "standard input".to_owned(),
            false => one_line(&self.list.display().to_string()),
        };
        let file = one_line(&self.out.display().to_string());
        let joined = match report.joined {
            0 => String::new(),
            count => format!(", {} of them more of an actor before", grouped(count)),
        };
        writeln!(
            out,
            "Read {} of {list}{joined}: {} with {} in {file}",
            counted(report.read, "record"),
            counted(report.actors, "actor"),
            counted(report.names, "name"),
        )?;
        print_left_out(report, &list, out)?;
        for text in &report.notes {
            writeln!(out, "Note: {}", one_line(text))?;
        }
        if report.to_look_at > 0 {
            let verb = if report.to_look_at == 1 {
                "has"
            } else {
                "have"
            };
            let actors = counted(report.to_look_at, "actor");
            writeln!(out, "{actors} {verb} a comment `look:`, for you to look at")?;
        }
        if report.shared > 0 {
            let first: Vec<String> = report
                .first_shared
                .iter()
                .map(|(name, id)| format!("`{name}` ({id})"))
                .collect();
            let more = if report.shared > first.len() as u64 {
                ", …"
            } else {
                ""
            };
            writeln!(
                out,
                "Other actors have {} of these, in {}: {}{more}",
                counted(report.shared, "name"),
                one_line(which),
                one_line(&first.join(", "))
            )?;
        }
        // What gazetteers are bounded by.
        if report.bytes > 1 << 30 {
            writeln!(
                out,
                "The file is larger than the gibibyte that a gazetteer may have: split it"
            )?;
        }
        if report.actors > 0 && self.out.as_os_str() != "-" {
            writeln!(out, "Next: actag check {file}")?;
        }
        Ok(())
    }
}

/// Prints what could not be taken, and why.
fn print_left_out(report: &Report, list: &str, out: &mut dyn Write) -> io::Result<()> {
    if report.left_out > 0 || report.dropped > 0 {
        let and = match report.dropped {
            0 => String::new(),
            count => format!(
                "; of actors that were taken, {}",
                counted(count, "name or value")
            ),
        };
        let records = counted(report.left_out, "record");
        writeln!(
            out,
            "Left out {records}{}",
            and.replace("name or values", "names or values")
        )?;
    }
    for (kind, (count, first)) in &report.kinds {
        let line = one_line(&format!(
            "{} of {kind}, the first at {list}:{first}",
            grouped(*count)
        ));
        writeln!(out, "  {line}")?;
    }
    for problem in &report.problems {
        let line = format!("{list}:{}: {}", problem.place, problem.text);
        writeln!(out, "  {}", one_line(&line))?;
    }
    let by_kind: u64 = report.kinds.values().map(|(count, _)| count).sum();
    let listed = report.problems.len() as u64 + by_kind;
    let more = (report.left_out + report.dropped).saturating_sub(listed);
    if more > 0 {
        writeln!(
            out,
            "  and {} more, in the comments of the file",
            grouped(more)
        )?;
    }
    Ok(())
}
