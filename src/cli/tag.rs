//! `actag tag`: a corpus in, tables out.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use actag::Tagger;
use actag::corpus::{Corpus, Stop};
use actag::run::{Ended, Output, RunError, RunOptions, Shard, Summary, run as run_tagger};
use actag::tables::folder::{Existing, OutputError, can_resume, output_paths};
use actag::tables::{Period, Table, TableForm, TableFormat};
use actag::text::OffsetUnit;
use anyhow::{Context, anyhow, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::reading::ReadingOptions;
use super::report::RunReport;
use super::rule_options::RuleOptions;
use super::{Outcome, advice, gazetteers, note, report};

/// Tag the actors of a corpus and write tables: CSV, JSON lines or Parquet
#[derive(Debug, clap::Args)]
#[command(after_help = after_help())]
pub(super) struct Arguments {
    /// Folders and files to tag; - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Folder for the tables; - for standard output, which takes mentions or the one table that
    /// --tables names
    #[arg(short, long, value_name = "DIR", default_value = "actag-out")]
    out: PathBuf,

    /// Replace the tables of an earlier run, finished or not
    #[arg(long)]
    force: bool,

    /// Resume a run of the same command that was stopped or killed; start where there is none
    #[arg(long, conflicts_with = "force")]
    resume: bool,

    /// Tag one part of the corpus, such as 3/16 for the third of sixteen; `actag merge` puts the
    /// parts together
    #[arg(long, value_name = "N/OF")]
    shard: Option<Shard>,

    /// Seconds after which what is tagged is saved for --resume; longer, where saving takes long
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = parse_seconds)]
    save_every: Duration,

    #[command(flatten)]
    gazetteers: gazetteers::GazetteerOptions,

    /// Tables to write, joined by commas [default: all but those on request]
    #[arg(long, value_name = "TABLES", value_delimiter = ',', value_parser = table_parser())]
    tables: Vec<Table>,

    /// Also write rejected.csv: every candidate that a rule rejected
    #[arg(long)]
    rejected: bool,

    /// Also write periods.csv: how often each actor, and each pair, is named in a day, week, month
    /// or year
    #[arg(long, value_name = "PERIOD")]
    by: Option<By>,

    /// Of several documents with the same text tag only the first
    #[arg(long, conflicts_with = "shard")]
    unique_texts: bool,

    /// Also pair actors that stand for one that the text does not name, such as an unnamed ministry
    #[arg(long)]
    pair_placeholders: bool,

    /// Leave states and places out of pairs and periods where they are read as places
    #[arg(long)]
    pair_actors_only: bool,

    #[command(flatten)]
    rules: RuleOptions,

    /// What to do with titles: a mention there has `title` in the column field
    #[arg(long, value_name = "WHAT", default_value = "tag")]
    title: Title,

    /// Also report mentions inside others, with columns for the mention around them
    #[arg(long)]
    nested: bool,

    /// Write tables for spreadsheets: ' before cells that one would run as a formula, which begin
    /// with = + - @, a tab or a line break; and a byte-order mark, so that Excel shows accents
    #[arg(long)]
    spreadsheet_safe: bool,

    /// Also write the texts that offsets refer to, to this folder: that of document 3:17 as
    /// 3-17.txt
    #[arg(long, value_name = "DIR")]
    text_out: Option<PathBuf>,

    /// What start and end count
    #[arg(long, value_name = "UNIT", default_value = "chars")]
    offsets: Unit,

    /// The format of the tables: lists and codes are one text each in CSV, and have types of their
    /// own in the others
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = format_parser())]
    format: TableFormat,

    /// Schemes of codes that get a column each, beside `codes` in mentions and actors, joined by
    /// commas
    #[arg(long, value_name = "SCHEMES", value_delimiter = ',')]
    code_columns: Vec<String>,

    #[command(flatten)]
    reading: ReadingOptions,

    /// Exit with code 1 where any input was skipped
    #[arg(long)]
    strict: bool,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  actag tag news/ --out tables                        a folder: text, JSON, tables, pages, mail
  actag tag corpus.jsonl.gz --text-field body         records whose text is in another field
  actag tag article.txt --date 2017-06-15             a text of a day: decides the roles of people
  actag tag news/ -g gazetteers -g my-extra.yaml      gazetteers of your own
  actag tag news/ --out tables --by month             actors and pairs by month, too
  actag tag news/ --out tables --format parquet       for pandas, polars, DuckDB, R, Spark
  actag tag news/ --out tables --code-columns cow     each actor's COW number in a column
  actag tag news/ --out tables --resume               resume a run that was stopped or killed
  actag tag news/ --out part-3 --shard 3/16           a sixteenth of the work; see actag merge
  zcat feed.gz | actag tag - -o - | head              a stream in, mentions.csv out
";

const ENDING: &str = "\
Ctrl-C, or SIGTERM, ends the run after the batches at hand and saves what is tagged; a second one
ends it at once.

Exit codes: 0 done; 1 some input was skipped, under --strict; 2 could not run, or no document \
could be read; \
3 stopped by a signal.";

/// Returns the text below the options: examples, the tables with their descriptions, exit codes.
fn after_help() -> String {
    let tables = Table::ALL.iter().map(|table| {
        let schema = table.schema();
        let on_request = if schema.by_default {
            ""
        } else {
            "; on request"
        };
        format!(
            "  {:<10} one row per {}{on_request}\n",
            schema.name, schema.row_per
        )
    });
    let tables: String = tables.collect();
    let heading = "Tables, each a file; datapackage.json describes their columns:";
    format!("{EXAMPLES}\n{heading}\n{tables}\n{ENDING}")
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum By {
    /// 2017-06-15
    Day,
    /// 2017-W24, as in ISO 8601
    Week,
    /// 2017-06
    Month,
    /// 2017
    Year,
}

impl By {
    fn period(self) -> Period {
        match self {
            Self::Day => Period::Day,
            Self::Week => Period::Week,
            Self::Month => Period::Month,
            Self::Year => Period::Year,
        }
    }
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Title {
    /// Tag them, and weigh what they say of the text
    Tag,
    /// Leave them alone
    Ignore,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Unit {
    /// Bytes in UTF-8
    Bytes,
    /// Unicode code points, as Python counts
    Chars,
    /// UTF-16 code units, as JavaScript and Java count
    Utf16,
}

fn table_parser() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.iter().map(|table| table.name()))
        .try_map(|name| name.parse::<Table>())
}

fn format_parser() -> impl TypedValueParser<Value = TableFormat> {
    PossibleValuesParser::new(TableFormat::ALL.iter().map(|format| format.name()))
        .try_map(|name| name.parse::<TableFormat>())
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let stream = arguments.streamed_table()?;
    let mut corpus = Corpus::open(&arguments.inputs, arguments.reading.corpus())?;
    arguments.refuse_out_in_input(&corpus)?;
    let (gazetteer, which) = gazetteers::load(&arguments.gazetteers.gazetteers)?;
    let tagger = Tagger::new(gazetteer)
        .context("cannot compile the gazetteers")?
        .nested(arguments.nested);
    let tagger = arguments.rules.apply(tagger);
    let bar = report::progress_bar(arguments.quiet, corpus.total_bytes());
    let mut stdout = std::io::stdout();
    let output = match stream {
        Some(table) => Output::Stream(table, &mut stdout),
        None => Output::Folder {
            path: arguments.out.clone(),
            existing: arguments.existing(),
        },
    };
    stop_by_signal(corpus.stop())?;
    let tagging = Instant::now();
    let summary = run_tagger(
        &mut corpus,
        &tagger,
        &arguments.run_options(),
        output,
        &|read| bar.set_position(read),
    );
    bar.finish_and_clear();
    let folder = stream.is_none().then_some(arguments.out.as_path());
    let summary = summary.map_err(|error| arguments.failed(error, folder))?;
    let tagging = tagging.elapsed();
    if !arguments.quiet {
        let lists_skipped = arguments.tables().contains(&Table::SKIPPED);
        let report = RunReport {
            summary: &summary,
            gazetteers: &gazetteers::describe(tagger.gazetteer(), &which),
            time: started.elapsed(),
            tagging,
            folder,
            names: arguments.reading.corpus().names,
            skipped: folder
                .filter(|_| lists_skipped)
                .map(|folder| folder.join(Table::SKIPPED.file_name(arguments.written_format()))),
        };
        note(|out| report::print(&report, out));
    }
    if summary.ended == Ended::Stopped {
        return Ok(Outcome::Stopped);
    }
    Ok(arguments.outcome(&summary))
}

/// Makes the first signal end the run after the batches at hand, and a second one at once.
fn stop_by_signal(stop: Stop) -> anyhow::Result<()> {
    let handler = move || {
        if stop.is_set() {
            std::process::exit(Outcome::STOPPED.into());
        }
        stop.set();
    };
    ctrlc::set_handler(handler).context("cannot wait for signals")
}

/// Returns whether a run was refused before it began: then what is saved in the folder is another
/// one's.
fn is_refusal(error: &RunError) -> bool {
    let RunError::Output(error) = error else {
        return false;
    };
    !matches!(
        error,
        OutputError::Write { .. } | OutputError::Lost { .. } | OutputError::NotOurs { .. }
    )
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok();
    seconds
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "write a number of seconds, such as 5 or 0.5".to_owned())
}

impl Arguments {
    /// Returns how a run that came to its end counts.
    fn outcome(&self, summary: &Summary) -> Outcome {
        // A shard may have nothing to do.
        let read_nothing = summary.counts.documents == 0 && self.shard.is_none();
        if summary.ended == Ended::Whole && read_nothing {
            Outcome::CouldNotRun
        } else if self.strict && summary.counts.all_skipped() > 0 {
            Outcome::Findings
        } else {
            Outcome::Done
        }
    }

    /// Returns the error of a run. Where the run left something to resume, it says so.
    fn failed(&self, error: RunError, folder: Option<&Path>) -> anyhow::Error {
        match folder {
            Some(folder) if !self.resume && !is_refusal(&error) && can_resume(folder) => {
                let advice = advice::of_run(&error);
                anyhow!(
                    "{error}{advice}; what was saved is kept: once that is fixed, resume the run \
                     with --resume"
                )
            }
            _ => anyhow!(error),
        }
    }

    /// Returns the form of the tables: each scheme once.
    fn form(&self) -> TableForm {
        let mut code_columns: Vec<String> = Vec::new();
        for scheme in self.code_columns.iter().map(|scheme| scheme.trim()) {
            if !code_columns.iter().any(|one| one == scheme) {
                code_columns.push(scheme.to_owned());
            }
        }
        TableForm {
            format: self.format,
            code_columns,
        }
    }

    /// Returns the format of the tables that this run leaves: those of a shard get theirs when they
    /// are merged.
    fn written_format(&self) -> TableFormat {
        match self.shard {
            Some(_) => TableFormat::Csv,
            None => self.format,
        }
    }

    fn to_stdout(&self) -> bool {
        self.out.as_os_str() == "-"
    }

    /// Returns the table for standard output; `None` where a folder takes the tables.
    fn streamed_table(&self) -> anyhow::Result<Option<Table>> {
        match (self.to_stdout(), self.tables.as_slice()) {
            (false, _) => Ok(None),
            (true, _) if self.resume || self.shard.is_some() => bail!(
                "what goes to standard output can be neither resumed nor merged; \
                 name a folder with --out"
            ),
            (true, []) if self.rejected => Ok(Some(Table::REJECTED)),
            (true, []) if self.by.is_some() => Ok(Some(Table::PERIODS)),
            (true, []) => Ok(Some(Table::MENTIONS)),
            (true, [table]) if !self.rejected => Ok(Some(*table)),
            (true, _) => bail!(
                "standard output takes one table; name one with --tables, or a folder with --out"
            ),
        }
    }

    /// Refuses an output that is an input, or would be read as one the next time.
    fn refuse_out_in_input(&self, corpus: &Corpus) -> anyhow::Result<()> {
        if let Some(folder) = &self.text_out {
            corpus.refuse_output(folder, [])?;
        }
        if self.to_stdout() {
            return Ok(corpus.refuse_standard_output()?);
        }
        corpus.refuse_output(&self.out, output_paths(&self.out))?;
        gazetteers::refuse_output(&self.gazetteers.gazetteers, &self.out)
    }

    fn existing(&self) -> Existing {
        match (self.force, self.resume) {
            (true, _) => Existing::Replace,
            (_, true) => Existing::Resume,
            _ => Existing::Refuse,
        }
    }

    fn run_options(&self) -> RunOptions {
        RunOptions {
            tables: self.tables(),
            offsets: match self.offsets {
                Unit::Bytes => OffsetUnit::Bytes,
                Unit::Chars => OffsetUnit::Chars,
                Unit::Utf16 => OffsetUnit::Utf16,
            },
            text_out: self.text_out.clone(),
            tag_titles: matches!(self.title, Title::Tag),
            nested: self.nested,
            spreadsheet_safe: self.spreadsheet_safe,
            form: self.form(),
            threads: self.reading.threads(),
            shard: self.shard,
            save_every: self.save_every,
            period: self.period(),
            pair_placeholders: self.pair_placeholders,
            pair_actors_only: self.pair_actors_only,
            unique_texts: self.unique_texts,
            described: self.described(),
        }
    }

    /// Returns the period of periods.csv, should it be asked for without `--by`: months.
    fn period(&self) -> Period {
        self.by.map(By::period).unwrap_or_default()
    }

    /// Returns the tables to write, each once, in the order in which tables are listed.
    fn tables(&self) -> Vec<Table> {
        let wanted = |table: Table| {
            let by_default = self.tables.is_empty() && table.schema().by_default;
            by_default
                || self.tables.contains(&table)
                || table == Table::REJECTED && self.rejected
                || table == Table::PERIODS && self.by.is_some()
        };
        let tables = Table::ALL.iter().copied();
        tables.filter(|&table| wanted(table)).collect()
    }

    /// Returns the options that change the tables, for the data package.
    fn described(&self) -> Vec<(String, String)> {
        let unit = match self.offsets {
            Unit::Bytes => "bytes",
            Unit::Chars => "chars",
            Unit::Utf16 => "utf16",
        };
        let mut described = vec![
            ("offsets".to_owned(), unit.to_owned()),
            ("nested".to_owned(), self.nested.to_string()),
        ];
        described.extend(self.rules.described());
        if self.tables().contains(&Table::PERIODS) {
            described.push(("by".to_owned(), self.period().name().to_owned()));
        }
        for (name, given) in [
            ("spreadsheet_safe", self.spreadsheet_safe),
            ("unique_texts", self.unique_texts),
            ("ignore_titles", matches!(self.title, Title::Ignore)),
            ("pair_placeholders", self.pair_placeholders),
            ("pair_actors_only", self.pair_actors_only),
        ] {
            described.extend(given.then(|| (name.to_owned(), "true".to_owned())));
        }
        described.extend(self.form().described());
        described.extend(self.reading.described());
        described
    }
}
