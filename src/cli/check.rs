//! `actag check`: whether gazetteers are right.

use std::io::{self, Write};
use std::path::PathBuf;

use actag::check::check;
use actag::gazetteer::FORMAT_ERRORS;
use actag::gazetteer::rules::RULES;
use anyhow::Context;
use clap::builder::styling::{AnsiColor, Style};

use super::{Outcome, counted, gazetteers, print_findings};

/// Check gazetteers: their format, their names, and the examples of their actors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag check                              the gazetteers that `actag tag` would use
  actag check my-gazetteers                a folder
  actag check shared/ mine/extra.yaml      several, as one gazetteer
  actag check --rules                      what is looked for, and why

Every actor's `matches:` lines must yield it where the brackets stand, and its `never:` lines must not yield it at all.
A comment `# actag: allow(rule): reason` in an entry silences a rule there; at the margin, above the first entry, in the
whole file.
Exit codes: 0 nothing is wrong; 1 something is; 2 there is nothing to check.")]
pub(super) struct Arguments {
    /// Folders or files of gazetteers, checked as one [default: ./gazetteers, else those built into actag]
    #[arg(value_name = "DIR")]
    paths: Vec<PathBuf>,

    /// List the rules instead, with the reason for each
    #[arg(long, conflicts_with = "paths")]
    rules: bool,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut out = anstream::stdout();
    if arguments.rules {
        list_rules(&mut out)?;
        return Ok(Outcome::Done);
    }
    let (draft, which) = gazetteers::draft(&arguments.paths)?;
    let findings = check(&draft).context("cannot compile the gazetteers")?;
    if !findings.is_empty() {
        print_findings(&findings, draft.more, &mut out)?;
        return Ok(Outcome::Findings);
    }
    let gazetteer = &draft.gazetteer;
    let examples: usize = gazetteer
        .actors()
        .iter()
        .map(|actor| actor.matches.len() + actor.never.len())
        .sum();
    writeln!(
        out,
        "Nothing wrong in {}",
        gazetteers::describe(gazetteer, &which)
    )?;
    match examples {
        0 => writeln!(
            out,
            "No examples to hold: `matches:` and `never:` lines say what an actor's names must and must not find"
        )?,
        1 => writeln!(out, "1 example holds")?,
        _ => writeln!(out, "{} hold", counted(examples as u64, "example"))?,
    }
    Ok(Outcome::Done)
}

fn list_rules(out: &mut impl Write) -> io::Result<()> {
    let bold = Style::new().bold();
    let dim = AnsiColor::BrightBlack.on_default();
    for rule in RULES {
        writeln!(
            out,
            "{bold}{}{bold:#} {dim}{}{dim:#}",
            rule.code, rule.severity
        )?;
        writeln!(out, "    {}", rule.about)?;
    }
    writeln!(
        out,
        "\n{bold}Errors of format and of examples{bold:#}, which no comment allows:\n"
    )?;
    for (code, about) in FORMAT_ERRORS {
        writeln!(out, "{bold}{code}{bold:#}")?;
        writeln!(out, "    {about}")?;
    }
    Ok(())
}
