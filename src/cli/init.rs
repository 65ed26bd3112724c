//! `actag init`: the shipped gazetteers, to edit.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};

use actag::gazetteer::shipped_files;

use super::{Outcome, counted};

/// Write the gazetteers that come with actag into a folder, for editing
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag init                    into ./gazetteers, where every command then finds them
  actag init my-gazetteers      elsewhere; name it with --gazetteers my-gazetteers

A folder that already holds one of the files is left alone.")]
pub(super) struct Arguments {
    /// The folder; it is made if need be
    #[arg(value_name = "DIR", default_value = "gazetteers")]
    folder: PathBuf,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let folder = arguments.folder;
    if let Some((taken, _)) = shipped_files()
        .iter()
        .find(|(name, _)| folder.join(name).exists())
    {
        bail!(
            "`{}` already has a {taken}; name another folder, so that nothing is overwritten",
            folder.display()
        );
    }
    if folder.exists() && !folder.is_dir() {
        bail!("`{}` is not a folder", folder.display());
    }
    for (name, text) in shipped_files() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot make the folder `{}`", parent.display()))?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    let files = counted(shipped_files().len() as u64, "file");
    writeln!(anstream::stdout(), "Wrote {files} to {}", folder.display())?;
    writeln!(
        anstream::stdout(),
        "Edit them, then run: actag check {}",
        folder.display()
    )?;
    Ok(Outcome::Done)
}
