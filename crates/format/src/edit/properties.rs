//! Random files, random edits: nothing lost, nothing else changed.
//!
//! A file is written by dice: every choice of layout that a person may make is one throw. `ACTAG_CASES` sets how many
//! files are tried; on every run they are 256.

use proptest::prelude::*;

use super::{Additions, Fixes, Guarded, NewActor, Sheet, fix};
use actag_core::gazetteer::{Actor, NameKind, Origin};

/// Numbers that decide how a file is written; 0 for ever once they are used up, which chooses the plainest form.
struct Dice {
    throws: Vec<u16>,
    at: usize,
}

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        let throw = self.throws.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        throw as usize % sides
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.throw(chance) == chance - 1
    }

    fn pick<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.throw(texts.len())]
    }
}

/// Names that YAML or folding could stumble over.
const NAMES: &[&str] = &[
    "Badr Organization",
    "Badr {Corps,Brigade}",
    "حزب الله",
    "حركة {النجباء,أنصار}",
    "Kata'ib Hezbollah",
    "O\"Neil",
    "a: b",
    "a #b",
    "C#",
    "NO",
    "007",
    "null",
    "1e5",
    "Ὀδυσσεύς — Ø",
    "中文 武装",
    "back\\slash",
    "ends:",
    "x, [y] {z,w}",
    "Côte d’Ivoire",
    "7th {,Shi{ite,a} }Brigade",
    "\"Islamic State\"",
    "'Amaq",
    "X",
];

const EXAMPLES: &[&str] = &[
    "[X] said",
    "the [Badr Organization]: \"no\" # 1",
    "  two  [X] ",
    "[حزب الله]",
    "{[X]}, 'a'",
];

const COMMENTS: &[&str] = &[
    "#",
    "# plain",
    "#\ttabs\tin it",
    "# - id: old",
    "# \"open [quote, {brace: 'x",
    "# ── Iraq ──",
    "# حزب | >",
    "#: |",
];

struct Writer {
    dice: Dice,
    text: String,
    line_break: &'static str,
    /// A block of text was the last thing written: a comment further in would be part of it.
    in_text: bool,
}

impl Writer {
    fn end_line(&mut self) {
        self.in_text = false;
        if self.dice.one_in(5) {
            let comment = self.dice.pick(COMMENTS);
            let gap = self.dice.pick(&[" ", "  ", "\t"]);
            self.text += gap;
            self.text += comment;
        } else if self.dice.one_in(8) {
            self.text += self.dice.pick(&[" ", "   ", " \t"]);
        }
        self.text += self.line_break;
    }

    /// Blank lines and comments, at some column.
    fn rest(&mut self, column: usize) {
        let column = (!self.in_text).then_some(column);
        while self.dice.one_in(4) {
            if self.dice.one_in(2) {
                self.text += self.dice.pick(&["", "  ", " "]);
                self.text += self.line_break;
            } else {
                let columns = column.map_or([0; 3], |column| [column, 0, column + 2]);
                let margin = columns[self.dice.throw(3)];
                self.text += &" ".repeat(margin);
                self.text += self.dice.pick(COMMENTS);
                self.text += self.line_break;
            }
        }
    }

    /// A text in one of the forms that give it back.
    fn scalar(&mut self, text: &str, in_flow: bool) {
        let context = if in_flow {
            super::scalar::Context::Flow
        } else {
            super::scalar::Context::Block
        };
        let (single, double) = (super::scalar::Sign::Single, super::scalar::Sign::Double);
        let quotes = match self.dice.throw(4) {
            0 => super::scalar::Quotes::IfNeeded(single),
            1 => super::scalar::Quotes::IfNeeded(double),
            2 => super::scalar::Quotes::Always(single),
            _ => super::scalar::Quotes::Always(double),
        };
        self.text += &super::scalar::write(text, context, quotes);
    }

    /// A text as the value of a block item or key, perhaps as a block of text; ends the line.
    fn block_scalar(&mut self, text: &str, column: usize) {
        if text.starts_with(' ') || !self.dice.one_in(8) {
            self.scalar(text, false);
            return self.end_line();
        }
        self.text += self.dice.pick(&["|", ">", "|-", ">-", ">+"]);
        if self.dice.one_in(3) {
            self.text += " # | x";
        }
        self.text += self.line_break;
        self.text += &format!("{}{text}{}", " ".repeat(column + 2), self.line_break);
        if self.dice.one_in(3) {
            self.text += self.line_break;
        }
        self.in_text = true;
    }

    fn list(&mut self, key: &str, items: &[&str], column: usize, in_flow: bool) {
        self.text += key;
        self.text.push(':');
        if in_flow || items.is_empty() || self.dice.one_in(2) {
            self.text.push(' ');
            self.flow_list(items, column + 4);
            if !in_flow {
                self.end_line();
            }
            return;
        }
        self.end_line();
        let column = column + [2, 0, 4][self.dice.throw(3)];
        for item in items {
            self.rest(column);
            self.text += &" ".repeat(column);
            self.text.push('-');
            match self.dice.throw(8) {
                0 => self.text += "   ",
                1 => {
                    self.end_line();
                    self.text += &" ".repeat(column + 3);
                }
                _ => self.text += " ",
            }
            self.block_scalar(item, column);
        }
        self.rest(column);
    }

    fn flow_list(&mut self, items: &[&str], column: usize) {
        let on_lines = self.dice.one_in(3);
        self.text.push('[');
        for (n, item) in items.iter().enumerate() {
            if on_lines {
                self.end_line();
                self.text += &" ".repeat(column);
            } else if n > 0 {
                self.text += self.dice.pick(&[" ", ""]);
            }
            self.scalar(item, true);
            if n + 1 < items.len() || self.dice.one_in(3) {
                self.text += self.dice.pick(&[",", ",", " ,"]);
            }
        }
        if on_lines && self.dice.one_in(2) {
            self.end_line();
            self.text += &" ".repeat(column);
        }
        self.text.push(']');
    }

    /// The keys of an actor: name and up to four others.
    fn keys(&mut self) -> Vec<(&'static str, Vec<&'static str>)> {
        let mut keys = vec![("id", vec![]), ("name", vec![])];
        for key in [
            "country",
            "aliases",
            "adjectives",
            "short_names",
            "guarded",
            "codes",
            "not",
            "matches",
        ] {
            if self.dice.one_in(4) {
                let texts = if key == "matches" { EXAMPLES } else { NAMES };
                let count = self.dice.throw(4);
                let count = if key == "guarded" {
                    count.max(1)
                } else {
                    count
                };
                keys.push((key, (0..count).map(|_| self.dice.pick(texts)).collect()));
            }
        }
        if self.dice.one_in(4) {
            let other = self.dice.throw(keys.len());
            keys.swap(1, other);
        }
        keys
    }

    fn entry(&mut self, id: &str, key: &'static str, items: &[&str], column: usize, in_flow: bool) {
        let single = match key {
            "id" => Some(id),
            "name" => Some("Some Name"),
            "country" => Some("IRQ"),
            _ => None,
        };
        match (single, key) {
            (Some(text), _) if in_flow => {
                self.text += &format!("{key}: ");
                self.scalar(text, true);
            }
            (Some(text), _) => {
                self.text += &format!("{key}: ");
                self.block_scalar(text, column);
            }
            (None, "codes" | "guarded") if !in_flow && !items.is_empty() && self.dice.one_in(2) => {
                self.mappings_on_lines(key, items.len(), column);
            }
            (None, "codes" | "guarded") => {
                let value = match (key, items.len()) {
                    ("codes", 0) => "{}",
                    ("codes", 1) => "{a: 'b' }",
                    ("codes", _) => "{a: b, c: \"d\",}",
                    (_, 1) => "[{name: G, needs: [iraq words]}]",
                    _ => "[{name: G, unless: [x y]}, {name: 'H', needs: [ z ]},]",
                };
                self.text += &format!("{key}: {value}");
                if !in_flow {
                    self.end_line();
                }
            }
            (None, _) => self.list(key, items, column, in_flow),
        }
    }

    /// Codes, or guarded names, with a line for each key.
    fn mappings_on_lines(&mut self, key: &str, count: usize, column: usize) {
        self.text += &format!("{key}:");
        self.end_line();
        for n in 0..count {
            self.rest(column + 2);
            if key == "codes" {
                self.text += &format!("{}{}: ", " ".repeat(column + 2), ["a", "c", "e"][n % 3]);
                self.block_scalar("Q 1", column + 2);
                continue;
            }
            let indentation = " ".repeat(column + 2);
            self.text += &format!("{indentation}- name: ");
            self.block_scalar("Guarded Name", column + 4);
            self.rest(column + 4);
            self.text += &format!("{indentation}  ");
            self.list("needs", &["iraq words", "حزب الله"], column + 4, false);
        }
    }

    fn flow_actor(&mut self, id: &str, column: usize) {
        let keys = self.keys();
        let on_lines = self.dice.one_in(3);
        self.text.push('{');
        for (n, (key, items)) in keys.iter().enumerate() {
            if on_lines {
                self.end_line();
                self.text += &" ".repeat(column);
            } else if n > 0 {
                self.text.push(' ');
            }
            self.entry(id, key, items, column, true);
            if n + 1 < keys.len() || self.dice.one_in(4) {
                self.text.push(',');
            }
        }
        self.text.push('}');
    }

    fn block_actor(&mut self, id: &str, column: usize) {
        self.text += &" ".repeat(column);
        let gap = [1, 3, 0][self.dice.throw(3)];
        let inner = column + 1 + gap.max(1);
        self.text.push('-');
        if gap == 0 {
            self.end_line();
            self.text += &" ".repeat(inner);
        } else {
            self.text += &" ".repeat(gap);
        }
        if gap > 0 && self.dice.one_in(4) {
            self.flow_actor(id, inner + 2);
            return self.end_line();
        }
        for (n, (key, items)) in self.keys().into_iter().enumerate() {
            if n > 0 {
                self.rest(inner);
                self.text += &" ".repeat(inner);
            }
            self.entry(id, key, &items, inner, false);
        }
    }

    /// A whole file with so many actors, whose ids are `a0`, `a1` …, in no order.
    fn file(&mut self, count: usize) {
        self.rest(0);
        if self.dice.one_in(6) {
            self.text += "---";
            self.end_line();
        }
        self.text += "type: militia";
        self.end_line();
        self.rest(0);
        self.text += "actors:";
        if count == 0 || self.dice.one_in(8) {
            self.text += " [";
            for n in 0..count {
                self.flow_actor(&id(n, count), 8);
                self.text += self.dice.pick(&[", ", ","]);
            }
            self.text += "]";
            self.end_line();
        } else {
            self.end_line();
            let column = [2, 0, 4][self.dice.throw(3)];
            for n in 0..count {
                self.rest(column);
                self.block_actor(&id(n, count), column);
            }
        }
        self.rest(2);
        if count > 0 && self.dice.one_in(4) || count == 0 {
            self.text += "families: [{each: {id: []}, id: f, name: F}]";
            self.end_line();
            self.rest(0);
        }
        if self.dice.one_in(4) {
            let end = self.text.trim_end_matches(['\n', '\r']).len();
            self.text.truncate(end);
        }
        if self.dice.one_in(8) {
            self.text.insert(0, '\u{FEFF}');
        }
    }
}

/// Three orders of ids: up, down, and mixed.
fn id(n: usize, count: usize) -> String {
    match count % 3 {
        0 => format!("a{n}"),
        1 => format!("a{}", count - n),
        _ => format!("a{}", (n * 7 + 3) % 11),
    }
}

fn write_file(throws: Vec<u16>, count: usize) -> String {
    let line_break = if throws.first().is_some_and(|first| first % 4 == 3) {
        "\r\n"
    } else {
        "\n"
    };
    let dice = Dice { throws, at: 1 };
    let mut writer = Writer {
        dice,
        text: String::new(),
        line_break,
        in_text: false,
    };
    writer.file(count);
    writer.text
}

fn additions() -> impl Strategy<Value = Additions> {
    let names = || proptest::collection::vec(proptest::sample::select(NAMES), 0..3).prop_map(owned);
    let examples =
        || proptest::collection::vec(proptest::sample::select(EXAMPLES), 0..2).prop_map(owned);
    let guarded = (proptest::sample::select(NAMES), any::<bool>()).prop_map(|(name, needs)| {
        let cues = vec!["some words".to_owned(), "a: b".to_owned()];
        let (needs, unless) = if needs {
            (cues, vec![])
        } else {
            (vec![], cues)
        };
        Guarded {
            name: name.to_owned(),
            needs,
            unless,
        }
    });
    let codes = proptest::sample::subsequence(vec!["wikidata", "x-1", "cow"], 0..3);
    let lists = (names(), names(), names(), names(), names());
    (
        lists,
        proptest::collection::vec(guarded, 0..2),
        codes,
        examples(),
        examples(),
    )
        .prop_map(
            |(
                (aliases, adjectives, metonyms, short_names, not),
                guarded,
                codes,
                matches,
                never,
            )| Additions {
                aliases,
                adjectives,
                metonyms,
                short_names,
                guarded,
                codes: codes
                    .into_iter()
                    .map(|scheme| (scheme.to_owned(), "Q1, 0".to_owned()))
                    .collect(),
                not,
                matches,
                never,
            },
        )
}

fn owned(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// The actors without their places.
fn actors(text: &str) -> Result<Vec<Actor>, TestCaseError> {
    let gazetteer = crate::from_yaml(text)
        .map_err(|error| TestCaseError::fail(format!("{error}\n{text:?}")))?;
    let nowhere = Origin {
        source: 0,
        start: 0,
        end: 0,
    };
    let mut actors = gazetteer.actors().to_vec();
    for actor in &mut actors {
        actor.origin = nowhere;
        actor
            .names
            .iter_mut()
            .for_each(|name| name.origin = nowhere);
        let extras = actor.extras.get_or_insert_default();
        let phrases = [&mut extras.not, &mut extras.matches, &mut extras.never];
        phrases
            .into_iter()
            .flatten()
            .for_each(|phrase| phrase.origin = nowhere);
    }
    Ok(actors)
}

/// Whether every character of `old` stands in `new`, in order.
fn holds(new: &str, old: &str) -> bool {
    let mut new = new.chars();
    old.chars().all(|c| new.any(|other| other == c))
}

/// Everything but the empty brackets that a first actor replaces.
fn without_empty_list(text: &str) -> String {
    match text.find("actors: []") {
        Some(at) => format!("{}{}", &text[..at + 7], &text[at + 10..]),
        None => text.to_owned(),
    }
}

/// What an actor says of itself, as sets: added texts are in the new one, and nothing of the old one is lost.
fn assert_grown(old: &Actor, new: &Actor, additions: &Additions) -> Result<(), TestCaseError> {
    prop_assert_eq!(
        (&old.id, &old.name, &old.actor_type),
        (&new.id, &new.name, &new.actor_type)
    );
    for name in &old.names {
        prop_assert!(new.names.contains(name), "{name:?} is lost");
    }
    let lists = [
        (NameKind::Alias, &additions.aliases),
        (NameKind::Adjective, &additions.adjectives),
        (NameKind::Metonym, &additions.metonyms),
        (NameKind::Short, &additions.short_names),
    ];
    for (name_kind, texts) in lists {
        for text in texts
            .iter()
            .flat_map(|text| crate::read::braces::expand(text).unwrap())
        {
            prop_assert!(
                new.names
                    .iter()
                    .any(|name| name.kind == name_kind && name.text == text),
                "{text:?}"
            );
        }
    }
    let count = |actor: &Actor| {
        (
            actor.matches().len(),
            actor.never().len(),
            actor.codes.len(),
        )
    };
    let (matches, never, codes) = count(old);
    let wanted = (
        matches + additions.matches.len(),
        never + additions.never.len(),
        codes + additions.codes.len(),
    );
    prop_assert_eq!(count(new), wanted);
    Ok(())
}

fn cases() -> ProptestConfig {
    let asked = std::env::var("ACTAG_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(256),
        ..ProptestConfig::default()
    }
}

fn files(actors: std::ops::Range<usize>) -> impl Strategy<Value = (String, usize)> {
    (proptest::collection::vec(any::<u16>(), 0..300), actors)
        .prop_map(|(throws, count)| (write_file(throws, count), count))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn adding_names_changes_nothing_else(
        (text, count) in files(1..6),
        which in any::<proptest::sample::Index>(),
        additions in additions(),
    ) {
        let before = actors(&text)?;
        let at = which.index(count);
        let mut sheet = Sheet::read(&text).unwrap();
        if let Err(error) = sheet.add(&before[at].id, &additions) {
            return Err(TestCaseError::fail(format!("{error}\n{text}")));
        }
        let new = sheet.text();
        let after = actors(&new)?;
        prop_assert!(holds(&new, &text), "{text}\n=====\n{new}");
        prop_assert_eq!(before.len(), after.len());
        for (n, (old, new)) in before.iter().zip(&after).enumerate() {
            if n == at {
                assert_grown(old, new, &additions)?;
            } else {
                prop_assert_eq!(old, new);
            }
        }
        // Only the added texts, with their signs and margins, are new.
        prop_assert_eq!(comments(&text), comments(&new), "{}", new);
    }

    #[test]
    fn adding_an_actor_changes_nothing_else(
        (text, _) in files(0..6),
        additions in additions(),
        id in "a[0-9]-new",
        country in proptest::option::of(proptest::sample::select(vec!["IRQ", "SYR"])),
    ) {
        let before = actors(&text)?;
        let mut sheet = Sheet::read(&text).unwrap();
        let actor = NewActor {
            id: id.clone(),
            name: "New: 'Name' #1".into(),
            actor_type: None,
            country: country.map(str::to_owned),
            part_of: None,
            additions: additions.clone(),
        };
        let place = sheet.place_for(&id, country, None);
        if let Err(error) = sheet.insert_actor(&actor, place) {
            return Err(TestCaseError::fail(format!("{error}\n{text}")));
        }
        let new = sheet.text();
        let mut after = actors(&new)?;
        let at = after.iter().position(|actor| actor.id == id);
        let added = after.remove(at.ok_or_else(|| TestCaseError::fail("not there"))?);
        prop_assert_eq!(before, after);
        prop_assert!(holds(&new, &without_empty_list(&text)), "{text}\n=====\n{new}");
        let mut alone = added.clone();
        alone.names.truncate(1);
        let extras = alone.extras.get_or_insert_default();
        (extras.matches, extras.never, alone.codes) = Default::default();
        assert_grown(&alone, &added, &additions)?;
        prop_assert_eq!(comments(&text), comments(&new), "{}", new);
    }

    #[test]
    fn mending_twice_changes_nothing_and_loses_no_comment((text, _) in files(0..6), order in any::<bool>()) {
        let fixes = Fixes { order, ..Fixes::default() };
        let once = fix(&text, fixes).unwrap();
        let twice = fix(&once.text, fixes).unwrap();
        prop_assert_eq!(&once.text, &twice.text);
        prop_assert_eq!(twice.changes, []);
        prop_assert_eq!(once.changes.is_empty(), once.text == text);
        let (mut before, mut after) = (comments(&text), comments(&once.text));
        if order {
            before.sort_unstable();
            after.sort_unstable();
        }
        prop_assert_eq!(before, after, "{}\n=====\n{}", text, once.text);
        let (mut before, mut after) = (actors(&text)?, actors(&once.text)?);
        let by_id = |a: &Actor, b: &Actor| a.id.cmp(&b.id);
        before.sort_by(by_id);
        after.sort_by(by_id);
        for (old, new) in before.iter().zip(&after) {
            prop_assert_eq!(found_by(old), found_by(new));
            prop_assert_eq!((&old.codes, old.matches(), old.never()), (&new.codes, new.matches(), new.never()));
        }
        prop_assert_eq!(before.len(), after.len());
    }
}

/// What an actor is found by: kinds and spellings.
fn found_by(actor: &Actor) -> std::collections::BTreeSet<(NameKind, String)> {
    use crate::spelling::Spelling;
    let spelling =
        |name: &actag_core::gazetteer::Name| format!("{:?}", Spelling::of(&name.text, name.case));
    actor
        .names
        .iter()
        .map(|name| (name.kind, spelling(name)))
        .collect()
}

/// The comments of the dice, in order. None of the names holds one.
fn comments(text: &str) -> Vec<&str> {
    let lines = text.lines();
    let comments = lines.filter_map(|line| {
        let at = COMMENTS.iter().filter_map(|comment| {
            let line = line.trim_end();
            line.ends_with(comment).then(|| line.len() - comment.len())
        });
        Some(&line.trim_end()[at.min()?..])
    });
    comments.filter(|comment| comment.len() > 1).collect()
}

/// Every hundredth actor of the shipped gazetteers can be added to, and each file takes a new one; with 10,000
/// `ACTAG_CASES` every one is tried.
#[test]
fn the_shipped_files_can_be_added_to() {
    let additions = Additions {
        aliases: vec!["Added {Name,Names}".into()],
        guarded: vec![Guarded {
            name: "AN".into(),
            needs: vec!["iran".into()],
            unless: vec![],
        }],
        codes: vec![("added".into(), "1".into())],
        never: vec!["no".into()],
        ..Additions::default()
    };
    let step = if cases().cases >= 10_000 { 1 } else { 100 };
    for (name, text) in crate::shipped::shipped_files()
        .iter()
        .filter(|(name, _)| name.ends_with(".yaml"))
    {
        let sheet = Sheet::read(text).unwrap();
        // A file of families alone has no actors yet.
        let items = sheet.actors().map_or(&[][..], |(_, items)| items);
        for item in items.iter().step_by(step) {
            let id = super::text_of(item, "id").unwrap();
            let mut sheet = sheet.clone();
            sheet
                .add(id, &additions)
                .unwrap_or_else(|error| panic!("{name}, {id}: {error}"));
            assert!(holds(&sheet.text(), text));
        }
        for country in ["IRQ", "USA", "ZZZ"] {
            let mut sheet = sheet.clone();
            let place = sheet.place_for("m-new", Some(country), None);
            let actor = NewActor {
                id: "m-new".into(),
                additions: additions.clone(),
                ..NewActor::default()
            };
            sheet
                .insert_actor(&actor, place)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(holds(&sheet.text(), text));
        }
    }
}
