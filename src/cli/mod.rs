//! The command line: one file per command. Only here is anything printed.

mod add;
mod advice;
mod check;
mod columns;
mod diff;
mod eval;
mod explain;
mod formats;
mod gazetteers;
mod init;
mod merge;
mod reading;
mod report;
mod schema;
mod show;
mod suggest;
mod table_file;
mod tag;
mod watch;

use std::io::{self, Write};
use std::process::ExitCode;

use actag::diagnostic::{is_obeyed, visible};
use clap::{Parser, Subcommand};
use jiff::civil::Date;

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
  actag show iran                          see an actor with all its names; search for one
  actag eval gold.csv tables               see how well that agrees with what people marked

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
    Show(show::Arguments),
    Eval(eval::Arguments),
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

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Findings => Self::from(1),
            Outcome::CouldNotRun => Self::from(2),
            Outcome::Stopped => Self::from(Outcome::STOPPED),
        }
    }
}

/// Runs a command.
pub fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    match arguments.command {
        Command::Tag(arguments) => tag::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Add(arguments) => add::run(*arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Suggest(arguments) => suggest::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Eval(arguments) => eval::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Watch(arguments) => watch::run(arguments),
    }
}

/// Returns whether an error only says that the reader of our output closed the pipe.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Prints an error that ended the program.
pub fn print_error(error: &anyhow::Error) {
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
            visible(&advice::with_advice(error))
        ),
    };
}

/// Parses the day that an option takes.
fn parse_day(text: &str) -> Result<Date, String> {
    // The message of the library describes its parser, not what to write.
    text.parse()
        .map_err(|_| "days are written YYYY-MM-DD, such as 2017-06-15".to_owned())
}

/// Returns a text of several lines for a terminal: what could move the cursor or fake output is
/// shown escaped. What is to stay on one line, such as a path, is made [`visible`].
fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => shown.push(c),
            c if is_obeyed(c) => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
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
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "document"), "1 document");
        assert_eq!(counted(0, "document"), "0 documents");
        assert_eq!(counted(1_234_567, "document"), "1,234,567 documents");
        assert_eq!(grouped(999), "999");
    }

    #[test]
    fn nothing_a_terminal_obeys_is_printed() {
        assert_eq!(
            printable("a\u{1b}[2Jb\u{202e}\n"),
            "a\\u{1b}[2Jb\\u{202e}\n"
        );
    }
}
