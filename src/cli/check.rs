//! `actag check`: whether gazetteers are right.

use std::io::Write;
use std::path::PathBuf;

use actag::Tagger;
use actag::check::check_examples;
use anyhow::Context;

use super::formats::{self, Format};
use super::{Outcome, counted, gazetteers};

/// Check gazetteers: their format, and the examples of their actors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag check                              the gazetteers that `actag tag` would use
  actag check my-gazetteers                a folder
  actag check shared/ mine/extra.yaml      several, as one gazetteer
  actag check --format sarif > out.sarif   findings for a code-scanning service

Every actor's `matches:` lines must yield it where the brackets stand, and its `never:` lines must not yield it at all.
Exit codes: 0 nothing is wrong; 1 something is; 2 there is nothing to check.")]
pub(super) struct Arguments {
    /// Folders or files of gazetteers, checked as one [default: ./gazetteers, else those built into actag]
    #[arg(value_name = "DIR")]
    paths: Vec<PathBuf>,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut out = anstream::stdout();
    let (gazetteer, which) = match gazetteers::load(&arguments.paths) {
        Ok(loaded) => loaded,
        // Without a file to look into nothing was checked.
        Err(error)
            if error
                .diagnostics
                .iter()
                .all(|found| found.location.is_none()) =>
        {
            return Err(error.into());
        }
        Err(error) => {
            formats::write(
                &error.diagnostics,
                error.more,
                &[],
                arguments.format,
                &mut out,
            )?;
            return Ok(Outcome::Findings);
        }
    };
    let tagger = Tagger::new(&gazetteer).context("cannot compile the gazetteers")?;
    let findings = check_examples(&tagger);
    if !findings.is_empty() {
        formats::write(&findings, 0, &[], arguments.format, &mut out)?;
        return Ok(Outcome::Findings);
    }
    if arguments.format != Format::Human {
        formats::write(&[], 0, &[], arguments.format, &mut out)?;
        return Ok(Outcome::Done);
    }
    let examples: usize = gazetteer
        .actors()
        .iter()
        .map(|actor| actor.matches.len() + actor.never.len())
        .sum();
    writeln!(
        out,
        "No errors in {}",
        gazetteers::describe(&gazetteer, &which)
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
