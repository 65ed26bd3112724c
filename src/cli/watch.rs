//! `actag watch`: checks and tags again at each save, while a person edits.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

use actag::Gazetteer;
use actag::corpus::Corpus;
use actag::diagnostic::Diagnostic;
use actag::diff::{Change, NameChange};
use actag::gazetteer::{Draft, Layer, LoadError, Loader};
use actag::watch::{Effect, Files, MentionChange, Saved, State, Texts, read_texts};
use anyhow::{Context, bail};
use clap::builder::styling::{AnsiColor, Style};

use super::diff::{fields, in_context, sign};
use super::reading::ReadingOptions;
use super::{Outcome, advice, counted, formats, gazetteers, grouped, note, one_line, words};

/// Check gazetteers and tag some texts at each save, and show what changed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag watch                              ./gazetteers: mistakes, and names gained and lost
  actag watch article.txt                  and the mentions gained, lost and changed in a text
  actag watch sample/ -g my-gazetteers     in a small corpus

Each save is compared with the last one that was free of mistakes in the format. Ctrl-C ends it.
Exit codes: 0 ended; 1 with --once, where the save left something wrong; 2 could not run.")]
pub(super) struct Arguments {
    /// Texts to tag: folders and files, kept in memory
    #[arg(value_name = "CORPUS")]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    gazetteers: gazetteers::GazetteerOptions,

    #[command(flatten)]
    reading: ReadingOptions,

    /// End after the first save
    #[arg(long)]
    once: bool,
}

/// Lines listed of one save, of names and of mentions.
const LISTED: usize = 20;

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let folders = arguments.folders()?;
    let layers = gazetteers::layers(&arguments.gazetteers.gazetteers);
    // The shell's message for an interrupted program is not wanted here: this is how it ends.
    ctrlc::set_handler(|| std::process::exit(0)).context("cannot wait for Ctrl-C")?;
    let mut watch = Watch {
        files: Files::new(folders, arguments.inputs.clone()),
        loader: Loader::default(),
        texts: arguments.texts()?,
        layers,
        arguments,
    };
    watch.run()
}

impl Arguments {
    /// Returns the gazetteers on the disk: those built in cannot be edited.
    fn folders(&self) -> anyhow::Result<Vec<PathBuf>> {
        let folders = gazetteers::on_disk(&self.gazetteers.gazetteers);
        if !folders.is_empty() {
            return Ok(folders);
        }
        bail!(
            "there is no folder `{}` to watch: name one with -g, or write the gazetteers built \
             into actag there with `actag init`",
            gazetteers::DEFAULT_FOLDER
        )
    }

    fn texts(&self) -> anyhow::Result<Texts> {
        if self.inputs.is_empty() {
            return Ok(Texts::default());
        }
        if self.inputs.iter().any(|input| input.as_os_str() == "-") {
            bail!("standard input cannot be watched: name a file or folder");
        }
        let threads = self.reading.threads();
        let corpus = Corpus::open(&self.inputs, self.reading.corpus())?;
        read_texts(corpus, threads).with_context(|| format!("cannot start {threads} threads"))
    }
}

struct Watch {
    arguments: Arguments,
    layers: Vec<Layer>,
    files: Files,
    loader: Loader,
    texts: Texts,
}

impl Watch {
    fn run(&mut self) -> anyhow::Result<Outcome> {
        let cannot_compile = "cannot compile the gazetteers";
        let Some((mut draft, mut saved)) = self.first()? else {
            return Ok(Outcome::Findings);
        };
        let mut effect: Option<Effect> = None;
        // Each round is one state of the gazetteers; it ends with the next that loads.
        loop {
            let state = match effect {
                Some(effect) => {
                    let (state, new) = State::after(&draft, effect).context(cannot_compile)?;
                    self.report_linted(&state, &new)?;
                    if saved.as_ref().is_some_and(|saved| !saved.texts.is_empty()) {
                        self.report_texts(&state)?;
                    }
                    state
                }
                None => {
                    let (state, findings) = State::new(&draft).context(cannot_compile)?;
                    self.report_state(&state, &findings)?;
                    state
                }
            };
            if self.arguments.once && saved.is_some() {
                return Ok(match state.findings() {
                    0 => Outcome::Done,
                    _ => Outcome::Findings,
                });
            }
            let next = loop {
                let saved = self.files.wait();
                let noticed = Instant::now();
                if let Some(new) = self.load_saved(&saved)? {
                    let effect = state
                        .effect(&new.gazetteer, &self.texts.documents)
                        .context(cannot_compile)?;
                    self.report_effect(&new.gazetteer, &effect, noticed)?;
                    break (new, effect, saved);
                }
                if self.arguments.once {
                    return Ok(Outcome::Findings);
                }
            };
            drop(state);
            draft = next.0;
            effect = Some(next.1);
            saved = Some(next.2);
        }
    }

    /// Waits for the first gazetteers that load. Returns them, and the save that fixed them where
    /// one was needed; `None` where only one save was to be waited for, and it did not fix them.
    fn first(&mut self) -> anyhow::Result<Option<(Draft, Option<Saved>)>> {
        let draft = self.loader.draft(&self.layers)?;
        if draft.errors.is_empty() {
            return Ok(Some((draft, None)));
        }
        let mut out = anstream::stdout().lock();
        header(&mut out, "watching")?;
        formats::human::write(&draft.errors, draft.more, &mut out)?;
        drop(out);
        loop {
            let saved = self.files.wait();
            match self.load_saved(&saved)? {
                Some(draft) => return Ok(Some((draft, Some(saved)))),
                None if self.arguments.once => return Ok(None),
                None => {}
            }
        }
    }

    /// Loads what was saved. Reports mistakes, and returns `None` where there are any.
    fn load_saved(&mut self, saved: &Saved) -> anyhow::Result<Option<Draft>> {
        let is_broken = |loaded: &Result<Draft, LoadError>| match loaded {
            Ok(draft) => !draft.errors.is_empty(),
            Err(_) => true,
        };
        let mut loaded = self.loader.draft(&self.layers);
        // A file that is only half written is not a mistake of its author: wait for the rest.
        while is_broken(&loaded) && self.files.still_change() {
            loaded = self.loader.draft(&self.layers);
        }
        if !saved.texts.is_empty() {
            match self.arguments.texts() {
                Ok(texts) => self.texts = texts,
                Err(error) => note(|out| writeln!(out, "{}", one_line(&error.to_string()))),
            }
        }
        let mut out = anstream::stdout().lock();
        header(&mut out, &what_changed(saved))?;
        let (errors, more) = match loaded {
            Ok(draft) if draft.errors.is_empty() => return Ok(Some(draft)),
            Ok(draft) => (draft.errors, draft.more),
            Err(error) => (advice::of_load(&error), error.more),
        };
        formats::human::write(&errors, more, &mut out)?;
        out.flush()?;
        Ok(None)
    }

    /// Reports what the rules find that they did not find before.
    fn report_linted(&self, state: &State, new: &[Diagnostic]) -> anyhow::Result<()> {
        let mut out = anstream::stdout().lock();
        if !new.is_empty() || state.findings() == 0 {
            report_findings(&mut out, new)?;
        }
        if state.findings() > new.len() {
            let all = counted(state.findings() as u64, "finding");
            writeln!(out, "{all} in all; `actag check` lists them")?;
        }
        Ok(out.flush()?)
    }

    fn report_state(&self, state: &State, findings: &[Diagnostic]) -> anyhow::Result<()> {
        let mut out = anstream::stdout().lock();
        let which = gazetteers::described(&self.layers);
        let gazetteer = state.tagger().gazetteer();
        let description = gazetteers::describe(gazetteer, &which);
        header(&mut out, &format!("watching {description}"))?;
        report_findings(&mut out, findings)?;
        drop(out);
        self.report_texts(state)
    }

    /// Reports how many mentions and actors are found in the texts.
    fn report_texts(&self, state: &State) -> anyhow::Result<()> {
        let mut out = anstream::stdout().lock();
        if self.arguments.inputs.is_empty() {
            return Ok(out.flush()?);
        }
        let mut mentions = 0;
        let mut actors = HashSet::new();
        for document in &self.texts.documents {
            let found = state.tagger().tag(document);
            mentions += found.len() as u64;
            actors.extend(found.iter().filter_map(|mention| mention.actor_index()));
        }
        writeln!(
            out,
            "{} of {} in {}",
            counted(mentions, "mention"),
            counted(actors.len() as u64, "actor"),
            counted(self.texts.documents.len() as u64, "document"),
        )?;
        super::report::print_skipped(
            &mut out,
            self.texts.skipped.len() as u64,
            &self.texts.skipped[..self.texts.skipped.len().min(3)],
            "`actag tag` lists all",
        )?;
        Ok(out.flush()?)
    }

    fn report_effect(
        &self,
        new: &Gazetteer,
        effect: &Effect,
        noticed: Instant,
    ) -> anyhow::Result<()> {
        let mut out = anstream::stdout().lock();
        if !effect.findings.is_empty() {
            formats::human::write(&effect.findings, 0, &mut out)?;
        }
        let count = |wanted: Change| {
            let names = effect.names.iter().filter(|name| name.change == wanted);
            names.count() as u64
        };
        let (gained, lost) = (count(Change::Gained), count(Change::Lost));
        if self.arguments.inputs.is_empty() {
            list(&mut out, &effect.names, describe_name)?;
        }
        write!(
            out,
            "{} gained, {} lost, of {}",
            counted(gained, "name"),
            grouped(lost),
            counted(new.actors().len() as u64, "actor")
        )?;
        if !self.arguments.inputs.is_empty() {
            writeln!(out)?;
            list(&mut out, &effect.mentions, describe_mention)?;
            let count = |wanted: Change| {
                let mentions = effect.mentions.iter();
                mentions.filter(|one| one.change == wanted).count() as u64
            };
            write!(
                out,
                "{} gained, {} lost, {} changed",
                counted(count(Change::Gained), "mention"),
                grouped(count(Change::Lost)),
                grouped(count(Change::Changed)),
            )?;
        }
        writeln!(out, " ({} ms)", noticed.elapsed().as_millis())?;
        Ok(out.flush()?)
    }
}

const HEADER: Style = AnsiColor::Cyan.on_default().bold();

fn header(out: &mut impl Write, title: &str) -> io::Result<()> {
    let time = jiff::Zoned::now().strftime("%H:%M:%S").to_string();
    writeln!(out, "\n{HEADER}── {time} {}{HEADER:#}", one_line(title))
}

/// Returns the files that were saved: `militias.yaml saved`.
fn what_changed(saved: &Saved) -> String {
    let mut names: Vec<String> = saved
        .gazetteers
        .iter()
        .chain(&saved.texts)
        .map(|path| path.display().to_string())
        .collect();
    let more = names.len().saturating_sub(3);
    names.truncate(3);
    match more {
        0 => format!("{} saved", names.join(", ")),
        _ => format!(
            "{} and {} saved",
            names.join(", "),
            counted(more as u64, "other file")
        ),
    }
}

fn report_findings(out: &mut impl Write, findings: &[Diagnostic]) -> io::Result<()> {
    match findings {
        [] => writeln!(out, "Nothing wrong"),
        findings => formats::human::write(findings, 0, out),
    }
}

/// Prints the first items of a list, and the number of those left out.
fn list<T>(
    out: &mut impl Write,
    items: &[T],
    describe: impl Fn(&T) -> (Change, String, String),
) -> io::Result<()> {
    for item in items.iter().take(LISTED) {
        let (change, name, rest) = describe(item);
        let (sign, style) = sign(change);
        writeln!(out, "{style}{sign} {name}{style:#}  {rest}")?;
    }
    match items.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => writeln!(out, "… and {more} more"),
    }
}

fn describe_name(name: &NameChange) -> (Change, String, String) {
    (name.change, words(&name.name), one_line(&name.actor))
}

fn describe_mention(one: &MentionChange) -> (Change, String, String) {
    let sample = &one.sample;
    let mut details = one_line(&one.actor);
    if !one.fields.is_empty() {
        details.push_str(&format!("; {}", one_line(&fields(&one.fields))));
    }
    let context = words(&in_context(&sample.before, &sample.text, &sample.after));
    details.push_str(&format!("  {}: {context}", one_line(&sample.document)));
    (one.change, words(&format!("[{}]", sample.text)), details)
}
