//! `actag check`: whether gazetteers are right.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use actag::check::check;
use actag::diagnostic::{Diagnostic, Severity};
use actag::gazetteer::edit::{Change, FileOnDisk, Fixes, Turn, WriteError, fix};
use actag::gazetteer::rules::RULES;
use actag::gazetteer::{Draft, FORMAT_ERRORS, is_csv, list_files, nearest};
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
  actag check --ignore missing-examples,shared-name
                                           without some rules, for this once
  actag check --fail-on error              exit with 1 only where something cannot be used

In each `matches:` line the actor must be found exactly in the brackets, in each `never:` line it
must not be found. A comment `# actag: allow(rule): reason` in an entry silences a rule there; at
the margin, above the first entry, in the whole file. Notes are on layout alone, and fail no run.
Exit codes: 0 nothing is wrong, or less than --fail-on; 1 something is; 2 there is nothing to
check.")]
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

    /// Only findings of these rules, joined by commas; errors of format are always shown
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = parse_code)]
    select: Vec<&'static str>,

    /// No findings of these rules, joined by commas; errors of format are always shown
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = parse_code)]
    ignore: Vec<&'static str>,

    /// How grave a finding must be to end with exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "warning")]
    fail_on: FailOn,

    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: FindingFormat,
}

/// How grave a finding must be to fail a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// What cannot be used, and examples that do not hold
    Error,
    /// Also what was probably not meant
    Warning,
    /// Also layout
    Note,
}

impl FailOn {
    fn fails(self, finding: &Diagnostic) -> bool {
        let least = match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Note => Severity::Note,
        };
        // The graver come first.
        finding.severity <= least
    }
}

/// Returns the code of a rule, or of an example that does not hold.
fn parse_code(text: &str) -> Result<&'static str, String> {
    let mut codes = described().into_iter().map(|(code, _)| code);
    if let Some(code) = codes.find(|code| *code == text) {
        return Ok(code);
    }
    let rules = RULES.iter().map(|rule| rule.code);
    Err(match nearest(text, rules) {
        Some(near) => format!("there is no such rule; did you mean `{near}`?"),
        None => "there is no such rule; `actag check --rules` lists them".to_owned(),
    })
}

impl Arguments {
    /// Returns whether a finding is shown. What keeps gazetteers from being used always is.
    fn shows(&self, finding: &Diagnostic, draft: &Draft) -> bool {
        let is_selected = self.select.is_empty() || self.select.contains(&finding.code);
        is_selected && !self.ignore.contains(&finding.code) || draft.errors.contains(finding)
    }
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
    findings.retain(|finding| arguments.shows(finding, &draft));
    advice::add_to(&mut findings);
    if !findings.is_empty() || arguments.format != FindingFormat::Human {
        let format = arguments.format;
        formats::write(&findings, draft.more, &described(), format, &mut out)?;
        return Ok(
            match findings.iter().any(|one| arguments.fail_on.fails(one)) {
                false => Outcome::Done,
                true => Outcome::Findings,
            },
        );
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
