//! `actag diff`: what an edit of the gazetteers does to a corpus.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use actag::corpus::Corpus;
use actag::diff::{Change, Comparison, DiffOptions, FieldChange, Group, Summary, diff};
use actag::gazetteer::{Layer, Loader, is_in_work_tree, layers};
use actag::{Gazetteer, Tagger};
use anyhow::{Context, bail};
use clap::builder::styling::{AnsiColor, Style};

use super::reading::ReadingOptions;
use super::table_file::TableFileOptions;
use super::{Outcome, counted, gazetteers, grouped, note, one_line, report, words};

/// Show what an edit of the gazetteers does to a corpus: mentions gained, lost and changed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag diff news/                                    ./gazetteers as it is, against the last commit
  actag diff news/ --old git:main~3                   against another commit
  actag diff news/ --old before/ --new after/         two folders
  actag diff news/ --old shipped                      against those that come with actag
  actag diff news/ --old shipped --new shipped --new mine.yaml
                                                      what mine.yaml does on top of them
  actag diff news.jsonl.gz --csv differences.csv      every difference as a row

A mention is changed where its row of mentions.csv differs: its actor or candidates, the actor's
name, type, country, role or codes, the kind of name, the modifier, or its bounds. Nested mentions
are not compared. Only documents in which a changed name occurs are tagged, once with each side.

Exit codes: 0 nothing differs; 1 something does; 2 could not run.")]
pub(super) struct Arguments {
    /// Folders and files to compare in; - for standard input
    #[arg(required = true, value_name = "CORPUS")]
    inputs: Vec<PathBuf>,

    /// The gazetteers before the edit: a folder or file, `shipped` for those that come with actag,
    /// or git:REV for the new ones as they were at a commit [default: git:HEAD]
    #[arg(long, value_name = "GAZETTEERS")]
    old: Vec<OsString>,

    /// The gazetteers after the edit: a folder or file, or `shipped` [default:
    /// those of actag.toml, else ./gazetteers, else shipped]
    #[arg(long, value_name = "GAZETTEERS")]
    new: Vec<PathBuf>,

    /// Samples in context to show of each name
    #[arg(long, value_name = "N", default_value = "3")]
    samples: u16,

    #[command(flatten)]
    table: TableFileOptions,

    #[command(flatten)]
    reading: ReadingOptions,

    /// Print nothing but differences and errors
    #[arg(short, long)]
    quiet: bool,
}

/// The gazetteers before the edit.
enum Old {
    Layers(Vec<Layer>),
    Commit(String),
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let old = arguments.old()?;
    let corpus = Corpus::open(&arguments.inputs, arguments.reading.corpus())?;
    arguments.table.refuse(&corpus, &old.with(&arguments.new))?;
    let (old, new) = load(&old, &arguments.new)?;
    let compile = |loaded: &Loaded| Tagger::new(Arc::clone(&loaded.0));
    let (old_tagger, new_tagger) = rayon::join(|| compile(&old), || compile(&new));
    let comparison = old_tagger
        .and_then(|old| Comparison::new(old, new_tagger?))
        .context("cannot compile the gazetteers")?;

    let bar = report::progress_bar(arguments.quiet, corpus.total_bytes());
    let threads = arguments.reading.threads();
    let options = DiffOptions {
        threads,
        samples: arguments.samples.into(),
        rows: arguments.table.is_wanted(),
    };
    let summary = diff(corpus, &comparison, options, &|read| bar.set_position(read))
        .with_context(|| format!("cannot start {threads} threads"))?;
    bar.finish_and_clear();

    arguments.table.write(|out| out.write_all(&summary.rows))?;
    if !arguments.table.is_standard_output() {
        print_groups(&summary)?;
    }
    if !arguments.quiet {
        note(|out| print_summary(out, &summary, started, [("Old", &old), ("New", &new)]));
    }
    Ok(match summary.groups.is_empty() {
        true => Outcome::Done,
        false => Outcome::Findings,
    })
}

/// Prints what was read, and with which gazetteers.
fn print_summary(
    mut out: &mut dyn Write,
    summary: &Summary,
    started: Instant,
    sides: [(&str, &Loaded); 2],
) -> io::Result<()> {
    report::print_skipped(
        &mut out,
        summary.skipped,
        &summary.first_skipped,
        "`actag tag` lists all",
    )?;
    writeln!(
        out,
        "Compared {}, {} in {:.2} s",
        counted(summary.documents, "document"),
        report::size(summary.bytes),
        started.elapsed().as_secs_f64(),
    )?;
    for (side, (gazetteer, which)) in sides {
        let description = gazetteers::describe(gazetteer, which);
        writeln!(out, "{side}: {description}")?;
    }
    Ok(())
}

impl Arguments {
    fn old(&self) -> anyhow::Result<Old> {
        let commits: Vec<&str> = self
            .old
            .iter()
            .filter_map(|old| old.to_str()?.strip_prefix("git:"))
            .collect();
        match (commits[..].first(), self.old.len()) {
            (None, 0) => {
                let new = gazetteers::on_disk(&self.new);
                if new.is_empty() || !new.iter().all(|path| is_in_work_tree(path)) {
                    bail!(
                        "there is nothing to compare with: name the old gazetteers, with \
                         `--old FOLDER`, or `--old shipped` for those that come with actag; \
                         without --old the new ones are compared with the last commit, which needs \
                         a git work tree"
                    );
                }
                Ok(Old::Commit("HEAD".to_owned()))
            }
            (None, _) => {
                let named: Vec<PathBuf> = self.old.iter().map(PathBuf::from).collect();
                Ok(Old::Layers(layers(&named)))
            }
            (Some(revision), 1) => {
                if gazetteers::on_disk(&self.new).is_empty() {
                    bail!(
                        "`git:{revision}` is the state of the new gazetteers at a commit, and \
                         those built into actag have none: name a folder with --new"
                    );
                }
                Ok(Old::Commit((*revision).to_owned()))
            }
            (Some(_), _) => {
                bail!("a commit is compared alone: give --old once")
            }
        }
    }
}

impl Old {
    /// Returns the paths on the disk that are read, with those of the new gazetteers.
    fn with(&self, new: &[PathBuf]) -> Vec<PathBuf> {
        let mut paths = gazetteers::on_disk(new);
        if let Self::Layers(layers) = self {
            let old = layers.iter().filter_map(Layer::path);
            paths.extend(old.map(Path::to_owned));
        }
        paths
    }
}

/// Gazetteers, and which they are in words.
type Loaded = (Arc<Gazetteer>, String);

/// Loads both sides. Files that did not change are parsed once.
fn load(old: &Old, named: &[PathBuf]) -> anyhow::Result<(Loaded, Loaded)> {
    let mut loader = Loader::default();
    let layers = gazetteers::layers(named);
    let old = match old {
        Old::Layers(layers) => (loader.load(layers)?.into(), gazetteers::described(layers)),
        Old::Commit(revision) => (
            loader.load_at_commit(&layers, revision)?.into(),
            format!("git:{revision}:{}", gazetteers::described(&layers)),
        ),
    };
    let new = (loader.load(&layers)?.into(), gazetteers::described(&layers));
    Ok((old, new))
}

const GAINED: Style = AnsiColor::Green.on_default().bold();
const LOST: Style = AnsiColor::Red.on_default().bold();
const CHANGED: Style = AnsiColor::Yellow.on_default().bold();

/// Returns the sign and the colour of a change.
pub(super) fn sign(change: Change) -> (char, Style) {
    match change {
        Change::Gained => ('+', GAINED),
        Change::Lost => ('-', LOST),
        Change::Changed => ('~', CHANGED),
    }
}

fn print_groups(summary: &Summary) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for group in &summary.groups {
        print_group(&mut out, group)?;
    }
    if !summary.groups.is_empty() {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{} gained, {} lost, {} changed in {} of {}; {} tagged twice",
        grouped(summary.gained),
        grouped(summary.lost),
        grouped(summary.changed),
        grouped(summary.documents_changed),
        counted(summary.documents, "document"),
        counted(summary.documents_tagged, "document"),
    )
}

fn print_group(out: &mut impl Write, group: &Group) -> io::Result<()> {
    let (sign, style) = sign(group.change);
    writeln!(
        out,
        "{style}{sign} {}{style:#}  {}: {} {} in {}",
        words(&group.name),
        one_line(&group.actor),
        counted(group.mentions, "mention"),
        group.change,
        counted(group.documents, "document"),
    )?;
    if !group.fields.is_empty() {
        writeln!(out, "    {}", one_line(&fields(&group.fields)))?;
    }
    for sample in &group.samples {
        let line = format!(
            "{}: {}",
            one_line(&sample.document),
            words(&in_context(&sample.before, &sample.text, &sample.after))
        );
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

/// Returns a mention in brackets, between the words around it.
pub(super) fn in_context(before: &str, text: &str, after: &str) -> String {
    // No space where the text has none: before a comma, after an opening bracket.
    let opens = before.ends_with(['(', '[', '“', '‘', '-', '–', '—', '/']);
    let closes = after.starts_with(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '(' | '[' | '“' | '‘' | '–' | '—')
    });
    let gap = |wanted: bool| if wanted { " " } else { "" };
    format!(
        "{before}{}[{text}]{}{after}",
        gap(!before.is_empty() && !opens),
        gap(!after.is_empty() && !closes),
    )
}

/// Describes the fields that changed: `type militia → military; role nothing → Ally`.
pub(super) fn fields(changes: &[FieldChange]) -> String {
    let value = |value: &str| match value {
        "" => "nothing".to_owned(),
        value => value.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let described: Vec<String> = changes
        .iter()
        .map(|change| {
            format!(
                "{} {} → {}",
                change.field,
                value(&change.old),
                value(&change.new)
            )
        })
        .collect();
    described.join("; ")
}
