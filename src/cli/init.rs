//! `actag init`: the shipped gazetteers, to edit.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actag::gazetteer::edit::{WriteError, write_missing};
use actag::gazetteer::shipped_files;
use anyhow::bail;

use super::{Outcome, counted, one_line};

/// Write the gazetteers that come with actag into a folder, for editing
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag init                    into ./gazetteers, where every command then finds them
  actag init my-gazetteers      elsewhere; name it with --gazetteers my-gazetteers
  actag init --without placeholders
                                without \"the Ministry of Justice\" of a state that nobody names

A folder that holds another file of one of the names is left alone. Where some of the files are
there as they come with actag, the rest is added.")]
pub(super) struct Arguments {
    /// The folder; it is made if need be
    #[arg(value_name = "DIR", default_value = "gazetteers")]
    folder: PathBuf,
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
    let _ = print_done(&folder, written, files.len());
    Ok(Outcome::Done)
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
