//! One actor in full: what is known of it, and every name with the place where it is written.

use std::collections::HashMap;
use std::io::{self, Write};

use actag::gazetteer::{Actor, ChangeKind, Codes, Gazetteer, Name, NameKind, Origin, Phrase, Role};
use clap::builder::styling::{AnsiColor, Style};
use jiff::civil::Date;

use super::super::{counted, grouped, one_line, words};
use super::conditions;

const TITLE: Style = Style::new().bold();
const NAME: Style = AnsiColor::Green.on_default();
const PLACE: Style = AnsiColor::BrightBlack.on_default();

/// Written texts of one kind of name that are shown without `--all`.
const TEXTS: usize = 20;
/// Forms of one text that are shown without `--all`.
const FORMS: usize = 6;
/// Parts that are shown without `--all`.
const PARTS: usize = 10;

pub(super) fn write(
    gazetteer: &Gazetteer,
    actor: &Actor,
    all: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut page = Page {
        gazetteer,
        all,
        out,
    };
    page.head(actor)?;
    page.roles(actor)?;
    page.names(actor)?;
    page.phrases("not", "longer phrases that are somebody else", actor.not())?;
    page.phrases("matches", "must be found", actor.matches())?;
    page.phrases("never", "must not be found", actor.never())?;
    page.parts(actor)
}

struct Page<'g, W> {
    gazetteer: &'g Gazetteer,
    all: bool,
    out: W,
}

/// A text as it is written, and the names that it expands to.
struct WrittenText<'a> {
    origin: Origin,
    names: Vec<&'a Name>,
}

impl<W: Write> Page<'_, W> {
    fn head(&mut self, actor: &Actor) -> io::Result<()> {
        writeln!(self.out, "{TITLE}{}{TITLE:#}", words(&actor.name))?;
        self.line("id", &actor.id)?;
        self.line("type", &actor.actor_type)?;
        if let Some(country) = &actor.country {
            self.line("country", country)?;
        }
        if let Some(id) = &actor.part_of {
            let parent = self.with_name(id);
            self.line("part of", &parent)?;
        }
        if actor.is_placeholder() {
            self.line("placeholder", "for an actor that the text does not name")?;
        }
        if !actor.codes.is_empty() {
            self.line("codes", &codes(&actor.codes))?;
        }
        let place = self.place(actor.origin);
        match self.is_of_family(actor.origin) {
            true => self.line("made by", &format!("the family at {place}"))?,
            false => self.line("written", &format!("at {place}"))?,
        }
        self.changes(actor)
    }

    /// What other files change in it.
    fn changes(&mut self, actor: &Actor) -> io::Result<()> {
        for change in actor.changes() {
            let place = self.place(change.origin);
            let line = match &change.kind {
                ChangeKind::Extended => format!("at {place}"),
                ChangeKind::Dropped(name) => format!("at {place}: drops {name}"),
                ChangeKind::DroppedAll => format!("at {place}: drops all names but this one"),
                ChangeKind::Off => format!("at {place}: switched off"),
            };
            self.line("changed", &line)?;
        }
        Ok(())
    }

    fn line(&mut self, what: &str, value: &str) -> io::Result<()> {
        writeln!(self.out, "  {what:<9} {}", one_line(value))
    }

    fn heading(&mut self, what: &str, value: &str) -> io::Result<()> {
        writeln!(self.out, "\n{TITLE}{what}{TITLE:#}  {value}")
    }

    fn roles(&mut self, actor: &Actor) -> io::Result<()> {
        if actor.roles().is_empty() {
            return Ok(());
        }
        self.heading("roles", &grouped(actor.roles().len() as u64))?;
        for role in actor.roles() {
            let description = self.role(role);
            writeln!(self.out, "  {}", one_line(&description))?;
        }
        Ok(())
    }

    fn role(&self, role: &Role) -> String {
        let known = role.known_until.filter(|_| role.until.is_none());
        let known = known.map(|day| format!("known until {day}"));
        let dates: Vec<String> = days(role.from, role.until).chain(known).collect();
        let mut parts: Vec<String> = role.title.iter().cloned().collect();
        parts.extend(
            role.of
                .as_ref()
                .map(|id| format!("of {}", self.with_name(id))),
        );
        parts.push(match dates.is_empty() {
            true => "at any time".to_owned(),
            false => dates.join(" "),
        });
        if !role.codes.is_empty() {
            parts.push(codes(&role.codes));
        }
        parts.join(", ")
    }

    fn names(&mut self, actor: &Actor) -> io::Result<()> {
        for name_kind in KINDS {
            let texts = self.written(actor, name_kind);
            if texts.is_empty() {
                continue;
            }
            let forms: usize = texts.iter().map(|text| text.names.len()).sum();
            self.heading(label(name_kind), &grouped(forms as u64))?;
            let shown = self.shown(texts.len(), TEXTS);
            for text in &texts[..shown] {
                self.text(text)?;
            }
            self.left(texts[shown..].iter().map(|text| text.names.len()).sum())?;
        }
        Ok(())
    }

    /// Returns the names of one kind, those of one written text together. The cell of a CSV file is
    /// no such text.
    fn written<'a>(&self, actor: &'a Actor, name_kind: NameKind) -> Vec<WrittenText<'a>> {
        let mut texts: Vec<WrittenText<'a>> = Vec::new();
        let mut known: HashMap<Origin, usize> = HashMap::new();
        for name in actor.names.iter().filter(|name| name.kind == name_kind) {
            let is_cell = {
                let place = self.gazetteer.place(name.origin);
                place.is_some_and(|(path, ..)| path.ends_with(".csv"))
            };
            match known.get(&name.origin) {
                Some(&at) if !is_cell => texts[at].names.push(name),
                _ => {
                    known.insert(name.origin, texts.len());
                    texts.push(WrittenText {
                        origin: name.origin,
                        names: vec![name],
                    });
                }
            }
        }
        texts
    }

    fn text(&mut self, text: &WrittenText<'_>) -> io::Result<()> {
        let place = self.place(text.origin);
        let family = if self.is_of_family(text.origin) {
            ", a family"
        } else {
            ""
        };
        let [first, ..] = text.names[..] else {
            return Ok(());
        };
        let written = match text.names.len() {
            1 => first.text.clone(),
            _ => as_written(self.gazetteer.written(text.origin)),
        };
        writeln!(
            self.out,
            "  {NAME}{}{NAME:#}  {PLACE}{}{family}{PLACE:#}",
            one_line(&written),
            one_line(&place)
        )?;
        if text.names.len() > 1 {
            let shown = self.shown(text.names.len(), FORMS);
            let forms: Vec<&str> = text.names[..shown]
                .iter()
                .map(|name| name.text.as_str())
                .collect();
            let more = match text.names.len() - shown {
                0 => String::new(),
                more => format!(" … and {} more (--all)", grouped(more as u64)),
            };
            let count = counted(text.names.len() as u64, "form");
            writeln!(
                self.out,
                "    {count}: {}{more}",
                one_line(&forms.join(", "))
            )?;
        }
        for condition in conditions::described(first) {
            writeln!(self.out, "    {}", one_line(&condition))?;
        }
        Ok(())
    }

    fn phrases(&mut self, key: &str, what: &str, phrases: &[Phrase]) -> io::Result<()> {
        if phrases.is_empty() {
            return Ok(());
        }
        let count = grouped(phrases.len() as u64);
        self.heading(key, &format!("{count}; {what}"))?;
        let shown = self.shown(phrases.len(), TEXTS);
        for phrase in &phrases[..shown] {
            let place = self.place(phrase.origin);
            writeln!(
                self.out,
                "  {}  {PLACE}{}{PLACE:#}",
                words(&phrase.text),
                one_line(&place)
            )?;
        }
        self.left(phrases.len() - shown)
    }

    fn parts(&mut self, actor: &Actor) -> io::Result<()> {
        let parts: Vec<&Actor> = self
            .gazetteer
            .actors()
            .iter()
            .filter(|part| part.part_of.as_deref() == Some(actor.id.as_str()))
            .collect();
        if parts.is_empty() {
            return Ok(());
        }
        self.heading("parts", &grouped(parts.len() as u64))?;
        let shown = self.shown(parts.len(), PARTS);
        for part in &parts[..shown] {
            let line = format!("{} ({}, {})", part.id, part.name, part.actor_type);
            writeln!(self.out, "  {}", one_line(&line))?;
        }
        self.left(parts.len() - shown)
    }

    /// Returns how many items of a list are shown.
    fn shown(&self, there: usize, most: usize) -> usize {
        // A line that says that one item is left out would be as long as the item.
        if self.all || there <= most + 1 {
            there
        } else {
            most
        }
    }

    fn left(&mut self, count: usize) -> io::Result<()> {
        match count {
            0 => Ok(()),
            _ => writeln!(self.out, "  … and {} more (--all)", grouped(count as u64)),
        }
    }

    fn with_name(&self, id: &str) -> String {
        match self.gazetteer.actor(id) {
            Some(actor) => format!("{id} ({})", actor.name),
            None => id.to_owned(),
        }
    }

    fn place(&self, origin: Origin) -> String {
        let (path, line, _) = self.gazetteer.place(origin).unwrap_or_default();
        format!("{path}:{line}")
    }

    /// Returns whether a family made something: its text is then written with placeholders, and
    /// only there are any.
    fn is_of_family(&self, origin: Origin) -> bool {
        let written = self.gazetteer.written(origin);
        [
            "<id>",
            "<name>",
            "<alias>",
            "<adjective>",
            "<metonym>",
            "<country>",
        ]
        .iter()
        .any(|placeholder| written.contains(placeholder))
    }
}

const KINDS: [NameKind; 6] = [
    NameKind::Name,
    NameKind::Alias,
    NameKind::Adjective,
    NameKind::Metonym,
    NameKind::Short,
    NameKind::Guarded,
];

/// Returns the key under which names of a kind are written.
fn label(name_kind: NameKind) -> &'static str {
    match name_kind {
        NameKind::Name => "name",
        NameKind::Alias => "aliases",
        NameKind::Adjective => "adjectives",
        NameKind::Metonym => "metonyms",
        NameKind::Short => "short_names",
        NameKind::Guarded => "guarded",
    }
}

/// Returns a text of the file on one line, without the quotes of YAML.
fn as_written(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let bare = ['"', '\'']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    bare.unwrap_or(&text).to_owned()
}

fn codes(codes: &Codes) -> String {
    let codes = codes.iter().map(|code| {
        let days: Vec<String> = days(code.from, code.until).collect();
        let dated = match days.is_empty() {
            true => String::new(),
            false => format!(" ({})", days.join(" ")),
        };
        format!("{}={}{dated}", code.scheme, code.value)
    });
    codes.collect::<Vec<_>>().join(", ")
}

/// Returns the days between which something holds, in words.
fn days(from: Option<Date>, until: Option<Date>) -> impl Iterator<Item = String> {
    let from = from.map(|day| format!("from {day}"));
    let until = until.map(|day| format!("until {day}"));
    from.into_iter().chain(until)
}
