//! `actag sample`: how right the tables are, by a sample that people judge.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actag::corpus::Corpus;
use actag::paths::is_same_place;
use actag::sample::context::{ContextGaps, add_context};
use actag::sample::draw::{Division, DrawOptions, Sampling, draw};
use actag::sample::score::{StratumScore, overall};
use actag::sample::sheet::{read_sheet, write_sheet};
use actag::sample::table::{MentionTable, offset_unit};
use actag::tables::folder::output_paths;
use anyhow::bail;

use super::reading::ReadingOptions;
use super::report::progress_bar;
use super::table_file::TableFile;
use super::{Outcome, columns, counted, gazetteers, grouped, note, one_line};

/// Draw mentions for people to judge, and compute from their judgement how right the tables are
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag sample tables -o sheet.csv                      300 mentions, by type of the actor
  actag sample tables --by name_kind --equal -n 200 -o sheet.csv
  actag sample tables --corpus news/ -o sheet.csv       with more words around each
  actag sample --score sheet.csv                        precision, with its interval

The sheet has a row per mention, in random order, with empty columns `right` and `note`. Write y, \
n or ? into `right`: is this the actor that the text means there? Every stratum, a value of the \
column of --by, gives rows by its size, but at least --least of them; its size is in the sheet, \
and --score weighs by it. The same seed draws the same mentions everywhere, and a larger -n draws \
them and others.

Exit codes: 0 done; 2 could not run.")]
pub(super) struct Arguments {
    /// A folder of tables, or a mentions.csv; - for standard input
    #[arg(value_name = "TABLES", required_unless_present = "score")]
    tables: Option<PathBuf>,

    /// Column of mentions whose values are the strata: type, name_kind, country, …
    #[arg(long, value_name = "COLUMN", default_value = "type")]
    by: String,

    /// Mentions to draw
    #[arg(short = 'n', long, value_name = "N", default_value = "300", value_parser = parse_rows)]
    rows: usize,

    /// As many of each stratum, whatever its size
    #[arg(long)]
    equal: bool,

    /// Least of each stratum, as far as it has them
    #[arg(
        long,
        value_name = "N",
        default_value = "5",
        value_parser = parse_rows,
        conflicts_with = "equal"
    )]
    least: usize,

    /// Number that decides which mentions are drawn
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// New file for the sheet; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    out: PathBuf,

    /// Replace the file of --out, if it is there
    #[arg(long)]
    force: bool,

    /// Put ' before cells that a spreadsheet would run as a formula, and a byte-order mark before
    /// the sheet
    #[arg(long)]
    spreadsheet_safe: bool,

    /// What the tables were made from: gives up to 40 words on each side of a mention, for the
    /// five of the table. Name it as it was named for `actag tag`, and likewise what is below
    /// Reading
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    corpus: Vec<PathBuf>,

    /// Compute precision from a sheet that people have judged
    #[arg(
        long,
        value_name = "SHEET",
        conflicts_with_all = [
            "tables", "by", "rows", "equal", "least", "seed", "out", "force", "spreadsheet_safe",
            "corpus",
        ]
    )]
    score: Option<PathBuf>,

    #[command(flatten)]
    reading: ReadingOptions,

    /// Print nothing but the sheet, or the figures, and errors
    #[arg(short, long)]
    quiet: bool,
}

fn parse_rows(text: &str) -> Result<usize, String> {
    /// A bound to what is kept in memory; nobody judges so many.
    const MOST: usize = 1_000_000;
    match text.parse() {
        Ok(rows) if (1..=MOST).contains(&rows) => Ok(rows),
        _ => Err(format!("write a number from 1 to {MOST}, such as 300")),
    }
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match (&arguments.score, &arguments.tables) {
        (Some(sheet), _) => print_score(&read_sheet(sheet)?, sheet)?,
        (None, Some(tables)) => arguments.draw(tables)?,
        // The parser has refused it.
        (None, None) => bail!("name a folder of tables, or a sheet with --score"),
    }
    Ok(Outcome::Done)
}

impl Arguments {
    fn draw(&self, tables: &Path) -> anyhow::Result<()> {
        let corpus = match self.corpus.as_slice() {
            [] => None,
            inputs => Some(Corpus::open(inputs, self.reading.corpus())?),
        };
        let sheet = TableFile {
            path: &self.out,
            force: self.force,
            option: "--out",
        };
        sheet.refuse(corpus.as_ref(), &gazetteers::on_disk(&[]))?;
        self.refuse_tables(tables)?;
        let options = self.options();
        let table = MentionTable::open(tables, options.by.as_deref())?;
        let is_unfinished = table.is_unfinished();
        let bar = progress_bar(self.quiet, table.bytes());
        let mut sampling = draw(table, &options, &|read| bar.set_position(read))?;
        bar.finish_and_clear();
        let gaps = match corpus {
            Some(corpus) => self.add_context(&mut sampling, corpus, tables)?,
            None => ContextGaps::default(),
        };
        if !self.quiet {
            note(|out| self.print_summary(&sampling, is_unfinished, gaps, out));
        }
        sheet.write(|out| write_sheet(&sampling.rows, self.spreadsheet_safe, out))
    }

    fn options(&self) -> DrawOptions {
        DrawOptions {
            by: Some(self.by.clone()),
            rows: self.rows,
            division: match self.equal {
                true => Division::Equal,
                false => Division::Proportional { least: self.least },
            },
            seed: self.seed,
        }
    }

    /// Refuses a sheet that is the table that is read, or would take the place of one beside it.
    fn refuse_tables(&self, tables: &Path) -> anyhow::Result<()> {
        let out = &self.out;
        let folder = match tables.is_dir() {
            true => Some(tables),
            false => tables.parent(),
        };
        let beside = folder.into_iter().flat_map(output_paths);
        let mut taken = beside.chain([tables.to_owned()]);
        if out.exists() && taken.any(|table| table.exists() && is_same_place(&table, out)) {
            bail!(
                "`{}` is a table, and no place for a sheet; name another file with --out",
                out.display()
            );
        }
        Ok(())
    }

    fn add_context(
        &self,
        sampling: &mut Sampling,
        corpus: Corpus,
        tables: &Path,
    ) -> anyhow::Result<ContextGaps> {
        let bar = progress_bar(self.quiet, corpus.total_bytes());
        let gaps = add_context(
            &mut sampling.rows,
            corpus,
            offset_unit(tables),
            self.reading.threads(),
            &|read| bar.set_position(read),
        )?;
        bar.finish_and_clear();
        Ok(gaps)
    }

    fn print_summary(
        &self,
        sampling: &Sampling,
        is_unfinished: bool,
        gaps: ContextGaps,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let size = sampling.strata.iter().map(|stratum| stratum.size).sum();
        writeln!(
            out,
            "Drew {} of {} by `{}`, with the seed {}",
            grouped(sampling.rows.len() as u64),
            counted(size, "mention"),
            one_line(&self.by),
            self.seed
        )?;
        let rows: Vec<Vec<String>> = sampling
            .strata
            .iter()
            .map(|stratum| {
                let (size, drawn) = (grouped(stratum.size), grouped(stratum.drawn as u64));
                vec![named(&stratum.name), size, drawn]
            })
            .collect();
        let heading = ["", "#mentions", "#drawn"];
        columns::write(out, &heading, &rows, None)?;
        if is_unfinished {
            writeln!(
                out,
                "The run has not ended: these are mentions that it has saved"
            )?;
        }
        for (rows, why) in [
            (gaps.without_document, "has no such document"),
            (gaps.other_words, "has other words there"),
        ] {
            if rows > 0 {
                writeln!(
                    out,
                    "{} as in the table: the corpus {why}; is it what was tagged?",
                    counted(rows as u64, "row")
                )?;
            }
        }
        Ok(())
    }
}

fn named(stratum: &str) -> String {
    match stratum.is_empty() {
        true => "(none)".to_owned(),
        false => stratum.to_owned(),
    }
}

/// Prints precision by stratum and of all mentions.
fn print_score(strata: &[StratumScore], sheet: &Path) -> anyhow::Result<()> {
    let Some(all) = overall(strata) else {
        bail!(
            "no row of `{}` is judged: write y or n into the column `right`",
            sheet.display()
        );
    };
    let out = &mut anstream::stdout().lock();
    let sum = |count: fn(&StratumScore) -> u64| strata.iter().map(count).sum::<u64>();
    writeln!(
        out,
        "{} of {}: {} judged, {} with ?, {} left\n",
        counted(sum(StratumScore::drawn), "row"),
        counted(sum(|stratum| stratum.size), "mention"),
        grouped(sum(StratumScore::judged)),
        grouped(sum(|stratum| stratum.unsure)),
        grouped(sum(|stratum| stratum.unjudged)),
    )?;
    let heading = [
        "",
        "#mentions",
        "#right",
        "#wrong",
        "#?",
        "#left",
        "#precision",
        "#95 % from",
        "#to",
    ];
    let rows: Vec<Vec<String>> = strata.iter().map(score_row).collect();
    columns::write(out, &heading, &rows, columns::terminal_width())?;
    writeln!(
        out,
        "\nPrecision {:.3}, 95 % interval {:.3} to {:.3}; \
         strata weigh as much as they have mentions",
        all.precision, all.interval.start, all.interval.end
    )?;
    if all.covered < 1.0 {
        writeln!(
            out,
            "That holds for {:.1} % of the mentions: of the other strata nothing is judged",
            100.0 * all.covered
        )?;
    }
    Ok(())
}

fn score_row(stratum: &StratumScore) -> Vec<String> {
    let share = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.3}"));
    let interval = stratum.interval();
    vec![
        named(&stratum.name),
        grouped(stratum.size),
        grouped(stratum.right),
        grouped(stratum.wrong),
        grouped(stratum.unsure),
        grouped(stratum.unjudged),
        share(stratum.precision()),
        share(interval.as_ref().map(|interval| interval.start)),
        share(interval.as_ref().map(|interval| interval.end)),
    ]
}
