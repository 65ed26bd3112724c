//! `actag check`: whether gazetteers are right.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actag::check::check;
use actag::gazetteer::edit::{Change, FileOnDisk, Fixes, Turn, WriteError, fix};
use actag::gazetteer::rules::RULES;
use actag::gazetteer::{FORMAT_ERRORS, is_csv, list_files};
use anyhow::{Context, bail};
use clap::builder::styling::{AnsiColor, Style};

use super::formats::{self, FindingFormat};
use super::{Outcome, advice, counted, gazetteers, note, one_line};

/// Check gazetteers: their format, their names, and the examples of their actors
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag check                              the gazetteers that `actag tag` would use
  actag check my-gazetteers                a folder
  actag check shared/ mine/extra.yaml      several, as one gazetteer
  actag check --rules                      the rules, and the reason for each
  actag check --fix                        sort, remove repeated names and white space, then check
  actag check --format sarif > out.sarif   findings for a code-scanning service

In each `matches:` line the actor must be found exactly in the brackets, in each `never:` line it
must not be found. A comment `# actag: allow(rule): reason` in an entry silences a rule there; at
the margin, above the first entry, in the whole file.
Exit codes: 0 nothing is wrong; 1 something is; 2 there is nothing to check.")]
pub(super) struct Arguments {
    /// Folders or files of gazetteers, or `shipped`, checked as one [default:
    /// those of actag.toml, else ./gazetteers, else shipped]
    #[arg(value_name = "DIR")]
    paths: Vec<PathBuf>,

    /// List the rules instead, with the reason for each
    #[arg(long, conflicts_with = "paths")]
    rules: bool,

    /// First fix what is mechanical: the order of ids, repeated names, stray white space
    #[arg(long, conflicts_with = "rules")]
    fix: bool,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: FindingFormat,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let mut out = anstream::stdout();
    if arguments.rules {
        list_rules(&mut out)?;
        return Ok(Outcome::Done);
    }
    if arguments.fix {
        fix_files(&arguments.paths)?;
    }
    let (draft, which) = gazetteers::draft(&arguments.paths)?;
    let mut findings = check(&draft).context("cannot compile the gazetteers")?;
    advice::add_to(&mut findings);
    if !findings.is_empty() || arguments.format != FindingFormat::Human {
        let format = arguments.format;
        formats::write(&findings, draft.more, &described(), format, &mut out)?;
        return Ok(match findings.is_empty() {
            true => Outcome::Done,
            false => Outcome::Findings,
        });
    }
    let gazetteer = &draft.gazetteer;
    let examples: usize = gazetteer
        .actors()
        .iter()
        .map(|actor| actor.matches().len() + actor.never().len())
        .sum();
    writeln!(
        out,
        "Nothing wrong in {}",
        gazetteers::describe(gazetteer, &which)
    )?;
    match examples {
        0 => writeln!(
            out,
            "No examples: `matches:` and `never:` lines say what an actor's names must \
             and must not find"
        )?,
        1 => writeln!(out, "1 example holds")?,
        _ => writeln!(out, "{} hold", counted(examples as u64, "example"))?,
    }
    Ok(Outcome::Done)
}

/// Fixes the files and reports each change. Files that cannot be read are left to the check.
fn fix_files(paths: &[PathBuf]) -> anyhow::Result<()> {
    let paths = gazetteers::on_disk(paths);
    if paths.is_empty() {
        bail!("the gazetteers built into actag cannot be fixed; `actag init` writes them out")
    }
    let fixes = Fixes {
        order: true,
        ..Fixes::default()
    };
    let mut turn = Turn::wait(&paths)?;
    for path in list_files(&paths) {
        if is_csv(&path.display().to_string()) {
            continue;
        }
        let fixed = fix_file(&mut turn, &path, fixes)?;
        note(|out| print_changes(&path, &fixed, out));
    }
    Ok(())
}

/// Fixes one file, and returns what was changed. Where an editor saves it at that moment, it is
/// read again.
fn fix_file(turn: &mut Turn, path: &Path, fixes: Fixes) -> Result<Vec<Change>, WriteError> {
    let mut tries = 0;
    loop {
        let file = FileOnDisk::read(path)?;
        let Ok(fixed) = fix(file.text(), fixes) else {
            return Ok(Vec::new());
        };
        if fixed.changes.is_empty() {
            return Ok(Vec::new());
        }
        tries += 1;
        match file.write_in(turn, &fixed.text) {
            Err(WriteError::Changed { .. }) if tries < MOST_TRIES => {}
            written => return written.map(|()| fixed.changes),
        }
    }
}

fn print_changes(path: &Path, changes: &[Change], err: &mut dyn Write) -> io::Result<()> {
    for change in changes {
        let line = format!("{}:{}: {}", path.display(), change.line, change.what);
        writeln!(err, "{}", one_line(&line))?;
    }
    Ok(())
}

/// How often a file is read again that others save.
const MOST_TRIES: usize = 10;

/// Returns each code that a finding may have, with its description.
fn described() -> Vec<(&'static str, &'static str)> {
    let rules = RULES.iter().map(|rule| (rule.code, rule.about));
    rules.chain(FORMAT_ERRORS.iter().copied()).collect()
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
