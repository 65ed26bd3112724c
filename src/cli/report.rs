//! The run as a person sees it: a progress bar, then a summary of a few lines.

mod notes;

pub(super) use notes::print as print_notes;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use actag::corpus::{OptionNames, Skipped};
use actag::run::{Ended, Summary};
use indicatif::{ProgressBar, ProgressStyle};

use super::{counted, grouped, one_line};

/// What the summary of a run is written from.
pub(super) struct RunReport<'a> {
    pub(super) summary: &'a Summary,
    /// The gazetteers in a few words.
    pub(super) gazetteers: &'a str,
    /// From start to end.
    pub(super) time: Duration,
    /// Of which tagging, once the gazetteers were loaded.
    pub(super) tagging: Duration,
    /// Where the tables are, unless they went to standard output.
    pub(super) folder: Option<&'a Path>,
    /// What the options of reading are called.
    pub(super) names: OptionNames,
    /// The table that lists skipped inputs, if it was written.
    pub(super) skipped: Option<PathBuf>,
}

/// Returns a progress bar, which is hidden in a pipe.
pub(super) fn progress_bar(quiet: bool, total: Option<u64>) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta} left",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {bytes} {bytes_per_sec}",
        ),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// Returns an amount of text in words, in bytes or megabytes.
pub(super) fn size(bytes: u64) -> String {
    if bytes < 100_000 {
        counted(bytes, "byte")
    } else {
        format!("{:.1} MB", bytes as f64 / 1e6)
    }
}

/// Returns the speed in words; empty where there was too little text to measure it.
fn speed(bytes: u64, time: Duration) -> String {
    if bytes < 1_000_000 {
        return String::new();
    }
    let speed = bytes as f64 / 1e6 / time.as_secs_f64().max(1e-9);
    format!(" ({speed:.0} MB/s once the gazetteers were loaded)")
}

/// Prints how many inputs were skipped, and the first of them; nothing where none was.
pub(super) fn print_skipped(
    out: &mut impl Write,
    count: u64,
    first: &[Skipped],
    place: &str,
) -> std::io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    let inputs = counted(count, "input");
    writeln!(
        out,
        "Skipped {inputs}, whole or in part; {}",
        one_line(place)
    )?;
    for note in first {
        let line = note.line.map(|line| format!(":{line}")).unwrap_or_default();
        writeln!(
            out,
            "  {}",
            one_line(&format!("{}{line}: {}", note.path, note.reason))
        )?;
    }
    Ok(())
}

/// Prints what was done, on standard error: standard output may be a table.
pub(super) fn print(report: &RunReport<'_>, mut out: &mut dyn Write) -> std::io::Result<()> {
    let summary = report.summary;
    let counts = &summary.counts;
    let folder = report.folder.map(|folder| folder.display().to_string());
    let folder = one_line(&folder.unwrap_or_default());
    if summary.ended == Ended::Before {
        return writeln!(
            out,
            "Nothing to do: all is tagged, and the tables are in {folder}"
        );
    }
    writeln!(
        out,
        "{} {}, {} in {:.2} s{}",
        match summary.ended {
            Ended::Stopped => "Stopped after",
            Ended::Whole | Ended::Before => "Tagged",
        },
        counted(counts.documents, "document"),
        size(counts.bytes),
        report.time.as_secs_f64(),
        speed(counts.bytes - summary.earlier_bytes, report.tagging),
    )?;
    if summary.earlier_documents > 0 {
        let earlier = counted(summary.earlier_documents, "document");
        writeln!(out, "Of these an earlier run tagged {earlier}")?;
    }
    if summary.ended == Ended::Stopped {
        return match report.folder {
            Some(_) => writeln!(out, "Saved in {folder}; resume the run with --resume"),
            None => Ok(()),
        };
    }
    print_found(&mut out, summary)?;
    print_notes(&mut out, summary)?;
    let place = match &report.skipped {
        Some(table) => format!("all are listed in {}", table.display()),
        None => "the table `skipped` lists all".to_owned(),
    };
    print_skipped(
        &mut out,
        counts.all_skipped(),
        &summary.first_skipped,
        &place,
    )?;
    notes::print_kinds(&mut out, counts, &report.names)?;
    writeln!(out, "Gazetteers: {}", one_line(report.gazetteers))?;
    if report.folder.is_some() {
        writeln!(out, "Tables in {folder}")?;
    }
    Ok(())
}

/// Prints how many mentions were found, or why there are none.
fn print_found(out: &mut impl Write, summary: &Summary) -> std::io::Result<()> {
    let counts = &summary.counts;
    if counts.documents == 0 {
        writeln!(out, "No document could be read")
    } else if counts.mentions == 0 {
        writeln!(
            out,
            "Found nothing; `actag explain FILE` shows which names occur in a text, \
             and which rules rejected them"
        )
    } else {
        writeln!(
            out,
            "Found {} of {}; {} ambiguous",
            counted(counts.mentions, "mention"),
            counted(summary.actors, "actor"),
            grouped(counts.ambiguous),
        )
    }
}
