//! `actag merge`: shards in, the tables of one run out.

use std::io::{self, Write};
use std::path::PathBuf;

use actag::run::Summary;
use actag::tables::folder::Existing;

use super::{Outcome, counted, gazetteers, grouped, note, one_line, report};

/// Merge shards into the tables of one run
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag tag news/ --shard 1/2 --out part-1            on one machine
  actag tag news/ --shard 2/2 --out part-2            on another, with the same files and paths
  actag merge part-1 part-2 --out tables              byte for byte what one run over news/ writes

Exit codes: 0 done; 2 could not run, as where a shard is missing or of another run.")]
pub(super) struct Arguments {
    /// Folders that all shards of one run were tagged into, in any order
    #[arg(required = true, value_name = "DIR")]
    shards: Vec<PathBuf>,

    /// Folder for the tables
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,

    /// Replace tables of an earlier run
    #[arg(long)]
    force: bool,

    /// Print nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let existing = if arguments.force {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    gazetteers::refuse_output(&[], &arguments.out)?;
    let summary = actag::merge::merge(&arguments.shards, &arguments.out, existing)?;
    if !arguments.quiet {
        note(|out| print_summary(&arguments, &summary, out));
    }
    Ok(Outcome::Done)
}

fn print_summary(
    arguments: &Arguments,
    summary: &Summary,
    mut out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "Merged {}: {}, {}, {}; {} ambiguous",
        counted(arguments.shards.len() as u64, "shard"),
        counted(summary.counts.documents, "document"),
        report::size(summary.counts.bytes),
        counted(summary.counts.mentions, "mention"),
        grouped(summary.counts.ambiguous),
    )?;
    report::print_notes(&mut out, summary)?;
    let folder = arguments.out.display().to_string();
    writeln!(out, "Tables in {}", one_line(&folder))
}
