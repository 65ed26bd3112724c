//! The figures of an evaluation, for people and for programs.

use std::io::{self, Write};

use actag::eval::Mark;
use actag::eval::measure::{Agreement, Counts, Pair, Placed, Scores};
use clap::builder::styling::{AnsiColor, Style};
use serde_json::{Map, Value, json};

use super::super::{columns, counted, formats, grouped, one_line, words};
use super::Spans;

const TITLE: Style = Style::new().bold();
const MARK: Style = AnsiColor::Green.on_default().bold();

/// Actors with mistakes that people are shown; JSON has all.
const ACTORS: usize = 12;

/// What the figures are written from.
pub(super) struct Evaluation<'a> {
    pub(super) exact: &'a Scores<'a>,
    pub(super) overlap: &'a Scores<'a>,
    /// The rule of the lists and bounds.
    pub(super) spans: Spans,
    /// Documents of the gold.
    pub(super) documents: usize,
    pub(super) notes: &'a [String],
    /// The length of each list.
    pub(super) most: usize,
}

impl Evaluation<'_> {
    /// Returns the scores of the rule that was chosen.
    pub(super) fn chosen(&self) -> &Scores<'_> {
        match self.spans {
            Spans::Exact => self.exact,
            Spans::Overlap => self.overlap,
        }
    }

    fn rule(&self) -> &'static str {
        match self.spans {
            Spans::Exact => "exact",
            Spans::Overlap => "overlap",
        }
    }

    pub(super) fn human(&self, out: &mut impl Write) -> io::Result<()> {
        let scores = self.chosen();
        let marks = counted((scores.all.found + scores.all.missed) as u64, "mark");
        let documents = counted(self.documents as u64, "document");
        let neutral = match scores.neutral {
            0 => String::new(),
            count => format!("; {} more count neither way", grouped(count as u64)),
        };
        writeln!(out, "Gold: {marks} in {documents}{neutral}")?;
        for note in self.notes {
            writeln!(out, "Note: {}", one_line(note))?;
        }
        self.totals(out)?;
        self.by_type(out)?;
        self.by_actor(out)?;
        self.marks("missed", "found by no mention", &scores.missed, out)?;
        self.marks("extra", "marked by nobody", &scores.extra, out)?;
        let other = |pair: &&Pair<'_>| pair.same_entity == Some(false);
        let others: Vec<&Pair<'_>> = scores.pairs.iter().filter(other).collect();
        self.pairs("other actor", &others, out)?;
        let bounds = |pair: &&Pair<'_>| places(pair.gold.mark) != places(pair.found);
        let others: Vec<&Pair<'_>> = scores.pairs.iter().filter(bounds).collect();
        self.pairs("other bounds", &others, out)
    }

    fn totals(&self, out: &mut impl Write) -> io::Result<()> {
        let row = |name: &str, scores: &Scores<'_>| {
            let mut row = counts_row(name, &scores.all);
            row.extend([share(scores.types.share()), share(scores.entities.share())]);
            row
        };
        let mut heading = counts_heading("spans");
        heading.extend(["#type", "#entity"]);
        writeln!(out)?;
        let rows = [row("exact", self.exact), row("overlap", self.overlap)];
        columns::write(out, &heading, &rows, None)
    }

    fn by_type(&self, out: &mut impl Write) -> io::Result<()> {
        let by_type = &self.chosen().by_type;
        if by_type.keys().all(|actor_type| actor_type.is_empty()) {
            return Ok(());
        }
        let rows: Vec<Vec<String>> = by_type
            .iter()
            .map(|(actor_type, of)| {
                let exact = self
                    .exact
                    .by_type
                    .get(actor_type)
                    .copied()
                    .unwrap_or_default();
                let mut row = counts_row(named(actor_type, "(none)"), of);
                if self.spans == Spans::Overlap {
                    row.push(share(exact.f1()));
                }
                row
            })
            .collect();
        let mut heading = counts_heading("");
        if self.spans == Spans::Overlap {
            heading.push("#exact F1");
        }
        writeln!(out, "\n{TITLE}By type{TITLE:#}, {}", self.rule())?;
        columns::write(out, &heading, &rows, columns::terminal_width())
    }

    fn by_actor(&self, out: &mut impl Write) -> io::Result<()> {
        let mistaken = |of: &Counts| of.missed + of.extra > 0;
        let by_actor = &self.chosen().by_actor;
        let rows: Vec<Vec<String>> = by_actor
            .iter()
            .filter(|(_, of)| mistaken(of))
            .map(|(actor, of)| counts_row(named(actor, "(nobody)"), of))
            .collect();
        let right = by_actor.len() - rows.len();
        let right = format!(
            "{} of {} without a mistake",
            right,
            counted(by_actor.len() as u64, "actor")
        );
        writeln!(out, "\n{TITLE}By actor{TITLE:#}, {}; {right}", self.rule())?;
        if rows.is_empty() {
            return Ok(());
        }
        let shown = &rows[..rows.len().min(ACTORS)];
        let heading = counts_heading("");
        columns::write(out, &heading, shown, columns::terminal_width())?;
        left(rows.len() - shown.len(), out)
    }

    fn marks(
        &self,
        what: &str,
        how: &str,
        marks: &[Placed<'_>],
        out: &mut impl Write,
    ) -> io::Result<()> {
        self.list(what, how, marks, out, |placed| {
            let mark = placed.mark;
            (*placed, format!("{}{}", in_context(mark), whom(mark)))
        })
    }

    fn pairs(&self, what: &str, pairs: &[&Pair<'_>], out: &mut impl Write) -> io::Result<()> {
        let side = |mark: &Mark| format!("{}{}", marked(mark), whom(mark));
        self.list(what, "gold → found", pairs, out, |pair| {
            let description = format!("{} → {}", side(pair.gold.mark), side(pair.found));
            (pair.gold, description)
        })
    }

    /// Writes a heading, then a line for each item, which begins with the place of a mark. At most
    /// `most` items are listed.
    fn list<'m, T>(
        &self,
        what: &str,
        how: &str,
        items: &[T],
        out: &mut impl Write,
        line: impl Fn(&T) -> (Placed<'m>, String),
    ) -> io::Result<()> {
        if items.is_empty() || self.most == 0 {
            return Ok(());
        }
        let count = grouped(items.len() as u64);
        writeln!(
            out,
            "\n{TITLE}{}{TITLE:#} {count}: {how}",
            capitalised(what)
        )?;
        let shown = &items[..items.len().min(self.most)];
        for item in shown {
            let (Placed { document, mark }, description) = line(item);
            let place = format!("{document}:{}–{}", mark.start, mark.end);
            writeln!(out, "  {}  {description}", one_line(&place))?;
        }
        left(items.len() - shown.len(), out)
    }

    pub(super) fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let value = json!({
            "documents": self.documents,
            "marks": self.exact.all.found + self.exact.all.missed,
            "neutral": self.exact.neutral,
            "notes": self.notes,
            "exact": scores(self.exact),
            "overlap": scores(self.overlap),
        });
        formats::json::print(&value, out)
    }
}

fn places(mark: &Mark) -> (usize, usize) {
    (mark.start, mark.end)
}

/// Returns the heading of a table of counts, whose first column is called `first`.
fn counts_heading(first: &'static str) -> Vec<&'static str> {
    vec![
        first,
        "#found",
        "#missed",
        "#extra",
        "#precision",
        "#recall",
        "#F1",
    ]
}

/// Returns a row of a table of counts.
fn counts_row(name: &str, of: &Counts) -> Vec<String> {
    let number = |count: usize| grouped(count as u64);
    vec![
        name.to_owned(),
        number(of.found),
        number(of.missed),
        number(of.extra),
        share(of.precision()),
        share(of.recall()),
        share(of.f1()),
    ]
}

fn share(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{share:.3}"))
}

fn named<'a>(name: &'a str, without: &'a str) -> &'a str {
    if name.is_empty() { without } else { name }
}

fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn marked(mark: &Mark) -> String {
    format!("{MARK}[{}]{MARK:#}", words(&mark.text))
}

/// Returns the mark between the words around it. Contexts do not say whether there was white space
/// between them: punctuation that is written without a space is joined to the mark.
fn in_context(mark: &Mark) -> String {
    let joins_next = |c: char| "([{‘“-‑–/#@".contains(c);
    let joins_previous = |c: char| !c.is_alphanumeric() && !"([{‘“–—".contains(c);
    let mut shown = words(&mark.before);
    if !shown.is_empty() && !shown.ends_with(joins_next) {
        shown.push(' ');
    }
    shown.push_str(&marked(mark));
    let after = words(&mark.after);
    if !after.is_empty() && !after.starts_with(joins_previous) {
        shown.push(' ');
    }
    shown + &after
}

/// Returns the type and the entity in parentheses, as far as they are known.
fn whom(mark: &Mark) -> String {
    let known: Vec<&str> = [mark.actor_type.as_str(), &mark.entity]
        .into_iter()
        .filter(|known| !known.is_empty())
        .collect();
    match known.is_empty() {
        true => String::new(),
        false => format!(" ({})", one_line(&known.join(", "))),
    }
}

fn left(count: usize, out: &mut impl Write) -> io::Result<()> {
    match count {
        0 => Ok(()),
        _ => writeln!(out, "  … and {} more", grouped(count as u64)),
    }
}

fn scores(scores: &Scores<'_>) -> Value {
    let mut value = counts_object(&scores.all);
    let by = |list: &mut dyn Iterator<Item = (&str, Counts)>| -> Value {
        let objects = list.map(|(name, of)| (name.to_owned(), counts_object(&of)));
        Value::Object(objects.collect::<Map<String, Value>>())
    };
    value["type_agreement"] = agreement(&scores.types);
    value["entity_agreement"] = agreement(&scores.entities);
    value["by_type"] = by(&mut scores
        .by_type
        .iter()
        .map(|(actor_type, of)| (*actor_type, *of)));
    value["by_actor"] = by(&mut scores.by_actor.iter().map(|(actor, of)| (*actor, *of)));
    value["missing"] = scores.missed.iter().map(placed).collect();
    value["unexpected"] = scores.extra.iter().map(placed).collect();
    let differing = scores.pairs.iter().filter(|pair| {
        pair.same_entity == Some(false) || places(pair.gold.mark) != places(pair.found)
    });
    value["differing"] = differing
        .map(|pair| {
            json!({
                "gold": placed(&pair.gold),
                "found": mark(pair.found),
                "same_entity": pair.same_entity,
            })
        })
        .collect();
    value
}

fn counts_object(of: &Counts) -> Value {
    json!({
        "found": of.found,
        "missed": of.missed,
        "extra": of.extra,
        "precision": of.precision(),
        "recall": of.recall(),
        "f1": of.f1(),
    })
}

fn agreement(agreement: &Agreement) -> Value {
    json!({"same": agreement.same, "of": agreement.of, "share": agreement.share()})
}

fn placed(placed: &Placed<'_>) -> Value {
    let mut value = mark(placed.mark);
    value["document"] = placed.document.into();
    value
}

fn mark(mark: &Mark) -> Value {
    json!({
        "start": mark.start,
        "end": mark.end,
        "text": mark.text,
        "type": mark.actor_type,
        "entity": mark.entity,
        "before": mark.before,
        "after": mark.after,
    })
}
