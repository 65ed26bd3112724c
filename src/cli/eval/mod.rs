//! `actag eval`: how well a tagging agrees with what people marked.

mod report;

use std::path::PathBuf;

use actag::Tagger;
use actag::corpus::Corpus;
use actag::eval::found::{add_context, read_table, table_at, tag};
use actag::eval::measure::{Counts, Rule, measure};
use actag::eval::pair::{Pairs, named_by, pair};
use actag::eval::{Marks, gold};
use anyhow::Context;

use super::reading::ReadingOptions;
use super::report::progress_bar;
use super::{Outcome, counted, gazetteers, grouped, note};

/// Measure how well mentions agree with what people marked: precision, recall, F1
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag eval gold.csv tables/mentions.csv          mentions of an earlier run
  actag eval gold.csv news/ -g gazetteers          a corpus, tagged here and now
  actag eval annotated/ annotated/ --misses 50     brat's .ann files beside the texts
  actag eval gold.csv news/ --min-f1 0.9           for CI: exit code 1 below the bound

GOLD is a CSV file with the columns doc, start, end and, where there are any, text, type and \
entity, in any order; or brat's .ann files: one, or a folder. Offsets count Unicode code points. \
A mark of type `skip` counts neither way. A document of the gold is matched by its id, else by \
its id without folders and extension.

A mark of the gold is found where a mention has the very same bounds (exact), or overlaps it \
(overlap). Its entity need not have the name of the actor: it agrees where the mention has the \
actor id that most mentions of that entity have, and that no other entity of the gold has.

Exit codes: 0 done; 1 below a bound; 2 could not run.")]
pub(super) struct Arguments {
    /// What people marked
    #[arg(value_name = "GOLD")]
    gold: PathBuf,

    /// A mentions.csv or a folder of tables; or folders and files to tag; - for standard input
    #[arg(required = true, value_name = "MENTIONS|CORPUS")]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    gazetteers: gazetteers::GazetteerOptions,

    /// What counts as found in the lists and for the bounds
    #[arg(long, value_name = "SPANS", default_value = "overlap")]
    spans: Spans,

    /// Leave out documents that the gold does not name
    #[arg(long)]
    annotated: bool,

    /// Misses and extra mentions to list, each
    #[arg(long, value_name = "N", default_value_t = 10)]
    misses: usize,

    /// How the figures are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: FigureFormat,

    /// Exit with code 1 where F1 is below
    #[arg(long, value_name = "SHARE", value_parser = parse_share, help_heading = "Bounds")]
    min_f1: Option<f64>,

    /// Exit with code 1 where precision is below
    #[arg(long, value_name = "SHARE", value_parser = parse_share, help_heading = "Bounds")]
    min_precision: Option<f64>,

    /// Exit with code 1 where recall is below
    #[arg(long, value_name = "SHARE", value_parser = parse_share, help_heading = "Bounds")]
    min_recall: Option<f64>,

    #[command(flatten)]
    reading: ReadingOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Spans {
    /// The very same place
    Exact,
    /// Any overlap
    Overlap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FigureFormat {
    /// Tables, and some of the misses in context
    Human,
    /// Everything, with all misses
    Json,
}

fn parse_share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("bounds are shares from 0 to 1, such as 0.9".to_owned()),
    }
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut gold = gold::read(&arguments.gold)?;
    let found = arguments.found(&gold)?;
    add_context(&mut gold, &found)?;
    let mut pairs = pair(&gold, &found)?;
    if arguments.annotated {
        pairs.documents.retain(|(of_gold, _)| of_gold.is_some());
    }
    let exact = measure(&gold, &found, &pairs, Rule::Exact);
    let overlap = measure(&gold, &found, &pairs, Rule::Overlap);
    let report = report::Evaluation {
        exact: &exact,
        overlap: &overlap,
        spans: arguments.spans,
        documents: gold.documents.len(),
        notes: &notes(&gold, &found, &pairs),
        most: arguments.misses,
    };
    match arguments.format {
        FigureFormat::Human => report.human(&mut anstream::stdout().lock())?,
        FigureFormat::Json => report.json(&mut anstream::stdout().lock())?,
    }
    let all = report.chosen().all;
    Ok(match arguments.below(&all) {
        true => Outcome::Findings,
        false => Outcome::Done,
    })
}

impl Arguments {
    /// Returns the mentions: of a table, if there is one, else of the corpus.
    fn found(&self, gold: &Marks) -> anyhow::Result<Marks> {
        if let [input] = self.inputs.as_slice()
            && let Some(table) = table_at(input)
        {
            return Ok(read_table(&table)?);
        }
        let (gazetteer, which) = gazetteers::load(&self.gazetteers.gazetteers)?;
        let corpus = Corpus::open(&self.inputs, self.reading.corpus())?;
        let tagger = Tagger::new(gazetteer).context("cannot compile the gazetteers")?;
        let bar = progress_bar(false, corpus.total_bytes());
        let is_wanted = named_by(gold);
        let found = tag(
            corpus,
            &tagger,
            self.reading.threads(),
            &is_wanted,
            &|read| bar.set_position(read),
        )?;
        bar.finish_and_clear();
        let description = gazetteers::describe(tagger.gazetteer(), &which);
        note(|out| writeln!(out, "Gazetteers: {description}"));
        Ok(found)
    }

    /// Returns whether a figure is below its bound, and reports those that are on standard error.
    /// What cannot be measured is below any bound.
    fn below(&self, all: &Counts) -> bool {
        let mut below = false;
        for (what, bound, share) in [
            ("F1", self.min_f1, all.f1()),
            ("precision", self.min_precision, all.precision()),
            ("recall", self.min_recall, all.recall()),
        ] {
            if let Some(bound) = bound
                && share.is_none_or(|share| share < bound)
            {
                below = true;
                let share =
                    share.map_or("not measurable".to_owned(), |share| format!("{share:.4}"));
                note(|out| writeln!(out, "{what} is {share}, below the bound of {bound}"));
            }
        }
        below
    }
}

/// Returns what a reader of the figures must know.
fn notes(gold: &Marks, found: &Marks, pairs: &Pairs<'_>) -> Vec<String> {
    /// Inputs that could not be read, and documents, that are named.
    const NAMED: usize = 3;
    let mut notes = gold.notes.clone();
    notes.extend(found.notes.iter().take(NAMED).cloned());
    if found.notes.len() > NAMED {
        notes.push(format!(
            "… and {} more inputs could not be read",
            found.notes.len() - NAMED
        ));
    }
    if !pairs.unmatched.is_empty() {
        let documents = counted(pairs.unmatched.len() as u64, "document");
        let named = pairs.unmatched[..pairs.unmatched.len().min(NAMED)].join(", ");
        notes.push(format!(
            "nothing was tagged in {documents} of the gold: {named}"
        ));
    }
    let others = pairs
        .documents
        .iter()
        .filter(|(of_gold, _)| of_gold.is_none());
    let (mut documents, mut mentions) = (0, 0);
    for marks in others.filter_map(|(_, id)| found.documents.get((*id)?)) {
        documents += u64::from(!marks.is_empty());
        mentions += marks.len() as u64;
    }
    if mentions > 0 {
        notes.push(format!(
            "mentions in documents without gold count as extra: {} in {}; \
             --annotated leaves them out",
            grouped(mentions),
            counted(documents, "document")
        ));
    }
    notes
}
