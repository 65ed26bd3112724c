//! `actag init`: the shipped gazetteers, to edit.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actag::gazetteer::edit::{
    UpdateError, Updated, WriteError, update, with_originals, write_missing,
};
use actag::gazetteer::shipped_files;
use anyhow::bail;

use super::{Outcome, counted, one_line};

/// Write the gazetteers that come with actag into a folder, for editing
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag init                    into ./gazetteers, where every command then finds them
  actag init my-gazetteers      elsewhere; name it with --gazetteers my-gazetteers
  actag init --update           take those of a newer actag in, and keep your edits
  actag init --without placeholders
                                without \"the Ministry of Justice\" of a state that nobody names

A folder that holds another file of one of the names is left alone. Where some of the files are
there as they come with actag, the rest is added.

The hidden folder .shipped keeps the files as they came. By it --update tells what you have edited:
files that nobody edited become the newer ones, edits are joined with what is new, and where both
changed the same lines yours stay, and a file NAME.conflict shows both. What you removed stays away.

Exit codes: 0 done; 1 some edits clash; 2 could not run.")]
pub(super) struct Arguments {
    /// The folder; it is made if need be
    #[arg(value_name = "DIR", default_value = "gazetteers")]
    folder: PathBuf,
    /// Take a newer version into a folder that this command wrote, and keep what you have edited
    #[arg(long, conflicts_with = "without")]
    update: bool,
    /// Leave out a part of them
    #[arg(long, value_name = "PART")]
    without: Vec<Part>,
}

/// A part of the shipped gazetteers that not everybody wants.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Part {
    /// Actors that stand for one that the text does not name: a ministry of an unnamed state
    Placeholders,
}

impl Part {
    /// The name of the files in which this part stands, and nothing else.
    fn file_name(self) -> &'static str {
        match self {
            Self::Placeholders => "placeholders.yaml",
        }
    }
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let folder = arguments.folder;
    if folder.exists() && !folder.is_dir() {
        bail!("`{}` is not a folder", folder.display());
    }
    if arguments.update {
        return update_folder(&folder);
    }
    let is_wanted = |path: &str| {
        let name = Path::new(path).file_name().and_then(OsStr::to_str);
        !arguments
            .without
            .iter()
            .any(|part| name == Some(part.file_name()))
    };
    let files: Vec<_> = shipped_files()
        .iter()
        .copied()
        .filter(|(path, _)| is_wanted(path))
        .collect();
    let with = with_originals(VERSION, &files, shipped_files())?;
    let (new, all) = (missing(&folder, &files), files.len());
    let files: Vec<(&str, &str)> = with
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let written = match write_missing(&folder, &files) {
        Err(WriteError::Changed { path }) => bail!(
            "`{}` already has a {}; name another folder, so that nothing is overwritten",
            folder.display(),
            path.strip_prefix(&folder).unwrap_or(&path).display()
        ),
        written => written?,
    };
    if written == 0 {
        bail!(
            "`{}` already has all files; name another folder",
            folder.display()
        );
    }
    // They are written, whether anybody can read so or not.
    let _ = print_done(&folder, new, all);
    Ok(Outcome::Done)
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Returns how many of the files are not there.
fn missing(folder: &Path, files: &[(&str, &str)]) -> usize {
    let is_missing = |(name, _): &&(&str, &str)| !folder.join(name).exists();
    files.iter().filter(is_missing).count()
}

fn update_folder(folder: &Path) -> anyhow::Result<Outcome> {
    let updated = match update(folder, VERSION, shipped_files()) {
        Err(error @ UpdateError::NoManifest { .. }) => bail!(
            "{error}: only a folder that this or a later `actag init` wrote can be updated; write \
             the new ones elsewhere with `actag init DIR`, and move your edits there"
        ),
        Err(error @ UpdateError::Damaged { .. }) => bail!(
            "{error}; nothing is written: write the new ones elsewhere with `actag init DIR`, and \
             move your edits there"
        ),
        updated => updated?,
    };
    let clash = |(_, became): &(String, Updated)| matches!(became, Updated::Conflict { .. });
    let outcome = match updated.iter().any(clash) {
        true => Outcome::Findings,
        false => Outcome::Done,
    };
    // It is done, whether anybody can read so or not.
    let _ = print_updated(folder, &updated);
    Ok(outcome)
}

fn print_updated(folder: &Path, updated: &[(String, Updated)]) -> io::Result<()> {
    let mut out = anstream::stdout();
    let count = |wanted: &Updated| {
        let same = updated.iter().filter(|(_, became)| became == wanted);
        counted(same.count() as u64, "file")
    };
    for (name, became) in updated {
        let line = match became {
            Updated::New | Updated::Replaced => continue,
            Updated::Merged => format!("{name}: your edits are joined with what is new"),
            Updated::Conflict { places, beside } => format!(
                "{name}: {} where both sides changed the same lines; yours stay, {} shows both",
                counted(*places as u64, "place"),
                beside.display()
            ),
            Updated::Removed => format!("{name}: no longer among them, removed"),
            Updated::KeptEdited => {
                format!("{name}: no longer among them; you have edited it, it stays")
            }
            Updated::KeptAway => format!("{name}: is newer; you removed it, it stays away"),
        };
        writeln!(out, "{}", one_line(&line))?;
    }
    let folder = one_line(&folder.display().to_string());
    if updated.is_empty() {
        return writeln!(out, "{folder} is up to date with actag {VERSION}");
    }
    writeln!(
        out,
        "Updated {folder} to actag {VERSION}: {} new, {} replaced",
        count(&Updated::New),
        count(&Updated::Replaced)
    )?;
    writeln!(out, "Look at them, then run: actag check {folder}")
}

fn print_done(folder: &Path, written: usize, all: usize) -> io::Result<()> {
    let files = counted(written as u64, "file");
    let there = match all - written {
        0 => String::new(),
        there => format!(
            "; {} more were there already",
            counted(there as u64, "file")
        ),
    };
    let mut out = anstream::stdout();
    let folder = one_line(&folder.display().to_string());
    writeln!(out, "Wrote {files} to {folder}{there}")?;
    writeln!(out, "Edit them, then run: actag check {folder}")
}
