//! `actag suggest`: what the gazetteers miss.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

use actag::Tagger;
use actag::corpus::Corpus;
use actag::suggest::{Sample, SuggestOptions, Suggestion, Suggestions, export, suggest, types};
use anyhow::Context;
use clap::builder::PossibleValuesParser;
use clap::builder::styling::{AnsiColor, Style};

use super::reading::ReadingOptions;
use super::table_file::TableFileOptions;
use super::{Outcome, counted, gazetteers, grouped, note, one_line, printable, report, words};

/// Suggest what the gazetteers miss: names in a corpus that nothing tagged
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag suggest news/                          the 25 names of the most documents
  actag suggest news/ --only militia,unknown   of one type, or of an unknown one
  actag suggest news/ --all --csv missed.csv   every name of two documents or more, as a table
  actag suggest news/ --top 10 --yaml          entries to paste into a gazetteer and to edit

A name is a run of capitalised words that no mention and no `not:` phrase covers. The type is
a guess from its words, and from titles and other words beside it; the reason is given. Another
spelling or the acronym of a name that the gazetteers have is shown with that actor; it is never
tagged by itself.

Exit codes: 0 done; 2 could not run.")]
pub(super) struct Arguments {
    /// Folders and files to read; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    gazetteers: gazetteers::GazetteerOptions,

    /// How many suggestions to give
    #[arg(long, value_name = "N", default_value_t = 25)]
    top: usize,

    /// Give all suggestions
    #[arg(long, conflicts_with = "top")]
    all: bool,

    /// Least number of documents in which a name must occur
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_documents: u32,

    /// Only suggestions of these types, joined by commas; unknown for those of none, known for
    /// names of actors there are
    #[arg(long, value_name = "TYPES", value_delimiter = ',', value_parser = only_parser())]
    only: Vec<String>,

    #[command(flatten)]
    table: TableFileOptions,

    /// Print the suggestions as gazetteer entries
    #[arg(long, conflicts_with = "csv")]
    yaml: bool,

    #[command(flatten)]
    reading: ReadingOptions,

    /// Print nothing but the suggestions and errors
    #[arg(short, long)]
    quiet: bool,
}

fn only_parser() -> PossibleValuesParser {
    PossibleValuesParser::new(types().chain(["unknown", "known"]))
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let corpus = Corpus::open(&arguments.inputs, arguments.reading.corpus())?;
    let named = &arguments.gazetteers.gazetteers;
    arguments
        .table
        .refuse(&corpus, &gazetteers::on_disk(named))?;
    let (gazetteer, which) = gazetteers::load(named)?;
    let tagger = Tagger::new(gazetteer).context("cannot compile the gazetteers")?;
    let bar = report::progress_bar(arguments.quiet, corpus.total_bytes());
    let options = SuggestOptions {
        min_documents: arguments.min_documents,
        threads: arguments.reading.threads(),
    };
    let mut found = suggest(corpus, &tagger, &options, &|read| bar.set_position(read))?;
    bar.finish_and_clear();
    found.list.retain(|suggestion| arguments.wants(suggestion));
    let all = found.list.len();
    if !arguments.all {
        found.list.truncate(arguments.top);
    }
    if !arguments.quiet {
        note(|out| {
            print_summary(&found, all, started, out)?;
            let gazetteers = gazetteers::describe(tagger.gazetteer(), &which);
            writeln!(out, "Gazetteers: {gazetteers}")
        });
    }
    if arguments.table.is_wanted() {
        arguments
            .table
            .write(|out| export::write_csv(&found.list, out))?;
    } else if arguments.yaml {
        let yaml = export::yaml(&found.list, tagger.gazetteer());
        write!(anstream::stdout(), "{}", printable(&yaml))?;
    } else {
        print_table(&found.list, &mut anstream::stdout().lock())?;
    }
    Ok(Outcome::Done)
}

impl Arguments {
    fn wants(&self, suggestion: &Suggestion) -> bool {
        self.only.is_empty()
            || self
                .only
                .iter()
                .any(|actor_type| match actor_type.as_str() {
                    "known" => suggestion.known.is_some(),
                    "unknown" => suggestion.guess.is_none() && suggestion.known.is_none(),
                    actor_type => suggestion.guess == Some(actor_type),
                })
    }
}

/// Prints what was read and how much was found, on standard error.
fn print_summary(
    found: &Suggestions,
    all: usize,
    started: Instant,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "Read {}, {} in {:.2} s",
        counted(found.documents, "document"),
        report::size(found.bytes),
        started.elapsed().as_secs_f64(),
    )?;
    let suggestions = counted(all as u64, "suggestion");
    match found.list.len() {
        shown if shown < all => writeln!(
            out,
            "{suggestions}; the first {} follow",
            grouped(shown as u64)
        )?,
        _ => writeln!(out, "{suggestions}")?,
    }
    if found.skipped > 0 {
        let inputs = counted(found.skipped, "input");
        writeln!(
            out,
            "Skipped {inputs}, whole or in part; `actag tag` lists them"
        )?;
    }
    if found.shortfall > 0 {
        writeln!(
            out,
            "More names than are kept: documents may be short by {}",
            grouped(found.shortfall.into())
        )?;
    }
    Ok(())
}

/// Columns of a sample where the output is no terminal; the rest is not cut there.
const WIDTH: usize = 110;

/// Columns for the name of a suggestion; longer ones push the rest along.
const NAME: usize = 30;

const TYPE: usize = 12;

const DIMMED: Style = AnsiColor::BrightBlack.on_default();
const NAMED: Style = Style::new().bold();

/// Prints a suggestion in two lines: what it is, and a place where it occurs.
fn print_table(suggestions: &[Suggestion], out: &mut impl Write) -> io::Result<()> {
    if suggestions.is_empty() {
        return Ok(());
    }
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    writeln!(
        out,
        "{:>6}  {:>8}  {:NAME$}  {:TYPE$}  why",
        "docs", "mentions", "name", "type"
    )?;
    for suggestion in suggestions {
        let name = match &suggestion.acronym {
            Some(acronym) => format!("{} ({acronym})", suggestion.name),
            None => suggestion.name.clone(),
        };
        let numbers = format!(
            "{:>6}  {:>8}",
            grouped(suggestion.documents.into()),
            grouped(suggestion.mentions.into())
        );
        let actor_type = suggestion.guess.unwrap_or("-");
        let name = words(&name);
        let used = numbers.len() + 2 + name.chars().count().max(NAME) + 2 + TYPE + 2;
        let room = terminal.map_or(usize::MAX, |width| width.saturating_sub(used));
        let why = cut(&one_line(&suggestion.why), room);
        writeln!(
            out,
            "{numbers}  {NAMED}{name:NAME$}{NAMED:#}  {actor_type:TYPE$}  {why}"
        )?;
        if let Some(sample) = suggestion.samples.first() {
            let indent = numbers.len() + 2;
            let text = around_name(sample, terminal.unwrap_or(WIDTH).saturating_sub(indent));
            writeln!(out, "{:indent$}{DIMMED}{}{DIMMED:#}", "", words(&text))?;
        }
    }
    Ok(())
}

/// Returns the text, cut to at most `width` characters; a cut text ends in an ellipsis.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Returns the sample with brackets around the name, cut at both ends to `width` characters.
fn around_name(sample: &Sample, width: usize) -> String {
    let (before, after) = (
        &sample.text[..sample.name.start],
        &sample.text[sample.name.end..],
    );
    let name = format!("[{}]", &sample.text[sample.name.clone()]);
    let room = width.saturating_sub(name.chars().count());
    let length = before.chars().count();
    let left = length.min((room / 2).max(room.saturating_sub(after.chars().count())));
    let mut start: String = before.chars().skip(length - left).collect();
    if left < length {
        start = format!("…{}", start.chars().skip(1).collect::<String>());
    }
    format!("{start}{name}{}", cut(after, room - left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_fit_the_line() {
        let sample = Sample {
            document: "a".into(),
            text: "one two three Four five six seven".into(),
            name: 14..18,
        };
        assert_eq!(
            around_name(&sample, 80),
            "one two three [Four] five six seven"
        );
        assert_eq!(around_name(&sample, 20), "…three [Four] five…");
        for width in 0..40 {
            let shown = around_name(&sample, width).chars().count();
            assert!(shown <= width.max(8), "{width}: {shown}");
        }
    }
}
