//! `actag check`: whether gazetteers are right.

use std::io::Write;
use std::path::PathBuf;

use actag::Tagger;
use actag::check::check_examples;
use anyhow::Context;

use super::{Outcome, counted, gazetteers, print_findings};

/// Check gazetteers: their format, and the examples of their actors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag check                              the gazetteers that `actag tag` would use
  actag check my-gazetteers                a folder
  actag check shared/ mine/extra.yaml      several, as one gazetteer

Every actor's `matches:` lines must yield it where the brackets stand, and its `never:` lines must not yield it at all.
Exit code 1 where anything is found.")]
pub(super) struct Arguments {
    /// Folders or files of gazetteers, checked as one [default: ./gazetteers, else those built into actag]
    #[arg(value_name = "DIR")]
    paths: Vec<PathBuf>,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut out = anstream::stdout();
    let (gazetteer, which) = match gazetteers::load(&arguments.paths) {
        Ok(loaded) => loaded,
        Err(error) => {
            print_findings(&error.diagnostics, &mut out)?;
            return Ok(Outcome::Findings);
        }
    };
    let tagger = Tagger::new(&gazetteer).context("cannot compile the gazetteers")?;
    let findings = check_examples(&tagger);
    if !findings.is_empty() {
        print_findings(&findings, &mut out)?;
        return Ok(Outcome::Findings);
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
    writeln!(out, "{} hold", counted(examples as u64, "example"))?;
    Ok(Outcome::Done)
}
