//! The command line: one file per command. Only here is anything printed.

mod add;
mod advice;
mod check;
mod columns;
mod config;
mod diff;
mod eval;
mod explain;
mod export;
mod formats;
mod gazetteers;
mod import;
mod init;
mod lines;
mod merge;
mod project;
mod reading;
mod report;
mod rule_options;
mod sample;
mod schema;
mod show;
mod suggest;
mod table_file;
mod tag;
mod watch;

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use jiff::civil::Date;

use lines::{note, one_line, printable, words};

/// Tags the actors of a document corpus: who is named, where, and what is known of them.
#[derive(Debug, Parser)]
#[command(
    name = "actag",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(after_help = "\
Examples:
  actag tag news/ --out tables             tag a folder with the gazetteers that come with actag
  actag init my-gazetteers                 write those out, to edit them
  actag check my-gazetteers                see whether they are right
  actag explain \"Tehran-backed militias\"   see what is found in a text, and why
  actag import spreadsheet list.csv -o list.yaml --type militia
                                           make a gazetteer of a list that you have
  actag config                             see which gazetteers and options hold here
  actag show iran                          see an actor with all its names; search for one
  actag eval gold.csv tables               see how well that agrees with what people marked
  actag sample tables -o sheet.csv         see how right the tables are: a sample to judge

Exit codes: 0 done; 1 findings, or input skipped under --strict; 2 could not run; \
3 stopped by a signal.")]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Tag(tag::Arguments),
    Merge(merge::Arguments),
    Check(check::Arguments),
    Add(Box<add::Arguments>),
    Diff(diff::Arguments),
    Explain(explain::Arguments),
    Suggest(suggest::Arguments),
    Init(init::Arguments),
    Import(Box<import::Arguments>),
    Export(export::Arguments),
    Show(show::Arguments),
    Config(config::Arguments),
    Eval(eval::Arguments),
    Sample(Box<sample::Arguments>),
    Schema(schema::Arguments),
    Watch(watch::Arguments),
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Findings,
    CouldNotRun,
    Stopped,
}

impl Outcome {
    /// The exit code of a run that a signal stopped.
    const STOPPED: u8 = 3;
}

impl Outcome {
    /// Returns the exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::CouldNotRun => 2,
            Self::Stopped => Self::STOPPED,
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        outcome.code().into()
    }
}

/// Runs the program: parses what was typed, its own name first, runs that, and prints what went
/// wrong.
pub fn main(typed: impl IntoIterator<Item = OsString>) -> Outcome {
    let done = match arguments(typed) {
        Ok(arguments) => arguments.and_then(run),
        Err(outcome) => return outcome,
    };
    match done {
        Ok(outcome) => outcome,
        Err(error) if is_closed_pipe(&error) => Outcome::Done,
        Err(error) => {
            print_error(&error);
            Outcome::CouldNotRun
        }
    }
}

fn run_command(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        Command::Tag(arguments) => tag::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Add(arguments) => add::run(*arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Suggest(arguments) => suggest::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Import(arguments) => import::run(*arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Eval(arguments) => eval::run(arguments),
        Command::Sample(arguments) => sample::run(*arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Config(arguments) => config::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Watch(arguments) => watch::run(arguments),
    }
}

/// Reads the arguments, and adds what the project file sets. Where they are wrong, or ask for help,
/// prints that and returns how the program ends; an error is one of the project file.
fn arguments(
    typed: impl IntoIterator<Item = OsString>,
) -> Result<anyhow::Result<Arguments>, Outcome> {
    let mut typed: Vec<OsString> = typed.into_iter().collect();
    let command = Arguments::command();
    let matches = command.clone().try_get_matches_from(&typed);
    let mut matches = matches.map_err(print_refusal)?;
    if let Err(error) = project::read(&command) {
        return Ok(Err(error));
    }
    if let (Some(project), Some((name, of_command))) = (project::current(), matches.subcommand())
        && let Some(subcommand) = command.find_subcommand(name)
    {
        // Behind the name of the command, which comes first: there are no options before it.
        typed.splice(2..2, project.arguments(subcommand, of_command));
        let again = command.clone().try_get_matches_from(&typed);
        matches = again.map_err(print_refusal)?;
    }
    let arguments = Arguments::from_arg_matches(&matches);
    arguments.map(Ok).map_err(print_refusal)
}

/// Prints why arguments are refused, or the help that they ask for.
fn print_refusal(mut error: clap::Error) -> Outcome {
    // The message quotes what was typed.
    let quoted: Vec<(ContextKind, ContextValue)> = error
        .context()
        .filter_map(|(kind, value)| Some((kind, shown(value)?)))
        .collect();
    for (kind, value) in quoted {
        error.insert(kind, value);
    }
    let is_help = !error.use_stderr();
    match error.print() {
        Err(error) if is_help && !is_broken_pipe(&error) => {
            print_error(&error.into());
            Outcome::CouldNotRun
        }
        _ if is_help => Outcome::Done,
        _ => Outcome::CouldNotRun,
    }
}

/// Returns what was typed, as a part of one line; `None` for other values.
fn shown(value: &ContextValue) -> Option<ContextValue> {
    match value {
        ContextValue::String(text) => Some(ContextValue::String(one_line(text))),
        ContextValue::Strings(texts) => {
            let texts = texts.iter().map(|text| one_line(text));
            Some(ContextValue::Strings(texts.collect()))
        }
        _ => None,
    }
}

/// Runs a command, and makes sure that all it printed was taken.
fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let is_written = arguments.command.writes_files();
    let outcome = run_command(arguments)?;
    let printed = io::stdout().flush();
    if !is_written {
        printed?;
    }
    Ok(outcome)
}

impl Command {
    /// Returns whether files are what the command is for: what it prints only tells of them.
    fn writes_files(&self) -> bool {
        match self {
            Self::Add(arguments) => !arguments.dry_run,
            Self::Init(_) => true,
            _ => false,
        }
    }
}

/// Returns whether an error only says that the reader of our output closed the pipe.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(is_broken_pipe)
}

/// Returns whether an error is that of a pipe that nobody reads, however it is wrapped. Errors that
/// hold one of input and output show it as it would be printed, and not as their source.
fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return error.kind() == io::ErrorKind::BrokenPipe
            || error.get_ref().is_some_and(|inner| is_broken_pipe(inner));
    }
    if let Some(error) = error.downcast_ref::<csv::Error>() {
        return matches!(error.kind(), csv::ErrorKind::Io(error) if is_broken_pipe(error));
    }
    if let Some(error) = error.downcast_ref::<serde_json::Error>() {
        return error.io_error_kind() == Some(io::ErrorKind::BrokenPipe);
    }
    error.source().is_some_and(is_broken_pipe)
}

/// Prints an error that ended the program.
fn print_error(error: &anyhow::Error) {
    // An error of writing to standard error cannot be reported anywhere.
    let _ = match error.downcast_ref::<actag::gazetteer::LoadError>() {
        Some(error) => formats::write(
            &advice::of_load(error),
            error.more,
            &[],
            formats::FindingFormat::Human,
            &mut anstream::stderr(),
        ),
        None => writeln!(
            anstream::stderr(),
            "error: {}",
            one_line(&advice::with_advice(error))
        ),
    };
}

/// Parses the day that an option takes.
fn parse_day(text: &str) -> Result<Date, String> {
    // The message of the library describes its parser, not what to write.
    text.parse()
        .map_err(|_| "days are written YYYY-MM-DD, such as 2017-06-15".to_owned())
}

/// Returns a number with its noun: `1 document`, `12,345 documents`.
fn counted(count: u64, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        grouped(count),
        if count == 1 { "" } else { "s" }
    )
}

/// Returns a number with commas between groups of three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_closed_pipe_is_seen_through_what_wraps_it() {
        let pipe = || io::Error::from(io::ErrorKind::BrokenPipe);
        let wrapped: [anyhow::Error; 6] = [
            pipe().into(),
            io::Error::other(pipe()).into(),
            csv::Error::from(pipe()).into(),
            io::Error::from(csv::Error::from(pipe())).into(),
            serde_json::Error::io(pipe()).into(),
            anyhow::Error::from(io::Error::from(serde_json::Error::io(pipe()))).context("a"),
        ];
        for error in wrapped {
            assert!(is_closed_pipe(&error), "{error:?}");
        }
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        assert!(!is_closed_pipe(&csv::Error::from(full()).into()));
        assert!(!is_closed_pipe(&anyhow::anyhow!("Broken pipe")));
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "document"), "1 document");
        assert_eq!(counted(0, "document"), "0 documents");
        assert_eq!(counted(1_234_567, "document"), "1,234,567 documents");
        assert_eq!(grouped(999), "999");
    }
}
