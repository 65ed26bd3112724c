//! The parts of an actor that are mappings of their own: guarded names, roles, examples.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::contents::{Relation, Text};
use crate::diagnostic::quote;
use crate::read::decode::{Decoder, Of};
use crate::read::fields::Fields;
use crate::read::wanted::Wanted;
use crate::read::yaml::{Node, Value};
use crate::schema::vocabulary;
use actag_core::gazetteer::names::Fault;
use actag_core::gazetteer::{Case, Conditions, Cue, Name, NameKind, Phrase, Role};

impl Decoder<'_> {
    /// Returns the names under `guarded`.
    pub(crate) fn guarded(&mut self, fields: &Fields<'_>, of: Of) -> Vec<Name> {
        let mut all = Vec::new();
        for node in self
            .reader
            .list(fields, "guarded", Wanted::List("mappings with `name`"))
        {
            let Some(entry) = self
                .reader
                .fields(node, "a guarded name", vocabulary::GUARDED)
            else {
                continue;
            };
            let mut texts = Vec::new();
            match entry.get("name") {
                Some(name) => self
                    .reader
                    .texts_of(name, "name", of.expanded(), &mut texts),
                None => self.reader.missing(&entry, "name", "PMU"),
            }
            if of == Of::Actor {
                self.reader.findable(&mut texts);
            }
            let case = self.case(&entry);
            let weak = self.flag(&entry, "weak");
            let conditions = self.conditions(&entry, of);
            // The names share their conditions, but each is a name with that many words to compile.
            let words = conditions.needs.len()
                + conditions.unless.len()
                + conditions.before.len()
                + conditions.after.len();
            let compiled = words.saturating_mul(texts.len());
            let origin = self.reader.findings.origin(&entry.span);
            if !self.reader.charge(compiled, origin) {
                continue;
            }
            let conditions = (conditions != Conditions::default()).then(|| Arc::new(conditions));
            all.extend(texts.into_iter().map(|Text { text, origin }| Name {
                text,
                kind: NameKind::Guarded,
                case,
                weak,
                conditions: conditions.clone(),
                origin,
            }));
        }
        all
    }

    fn conditions(&mut self, entry: &Fields<'_>, of: Of) -> Conditions {
        Conditions {
            needs: self.cues(entry, "needs", of),
            unless: self.cues(entry, "unless", of),
            before: self.words(entry, "before", of),
            after: self.words(entry, "after", of),
            not_before: self.words(entry, "not_before", of),
            not_after: self.words(entry, "not_after", of),
        }
    }

    /// Actors or words. Which of them are actors shows only when every file has been read.
    fn cues(&mut self, entry: &Fields<'_>, key: &str, of: Of) -> Vec<Cue> {
        let texts = self.words_with_places(entry, key, of);
        texts
            .into_iter()
            .map(|text| Cue::Word(self.refer(text, Relation::Cue)))
            .collect()
    }

    fn words(&mut self, entry: &Fields<'_>, key: &str, of: Of) -> Vec<String> {
        self.words_with_places(entry, key, of)
            .into_iter()
            .map(|text| text.text)
            .collect()
    }

    fn words_with_places(&mut self, entry: &Fields<'_>, key: &str, of: Of) -> Vec<Text> {
        if let Some(Node {
            value: Value::List(items),
            span,
        }) = entry.get(key)
            && items.is_empty()
        {
            // An empty condition would always hold: surely not what it was written for.
            let error =
                self.reader
                    .findings
                    .error(span, "empty-value", format!("`{key}` lists nothing"));
            error.help("list actor ids or words, or remove the key");
        }
        let mut texts = self.reader.texts(entry, key, of.literal());
        texts.retain(|text| {
            let has_word = text.text.contains(char::is_alphanumeric);
            if !has_word {
                let message = format!("{} is no word", quote(&text.text));
                self.reader
                    .findings
                    .error_at(text.origin, "empty-value", message)
                    .help("write letters or digits");
            }
            has_word
        });
        texts
    }

    fn case(&mut self, entry: &Fields<'_>) -> Case {
        let Some(text) = self.reader.text(entry, "case") else {
            return Case::Written;
        };
        match text.text.as_str() {
            "exact" => Case::Exact,
            "any" => Case::Any,
            other => {
                let error = self.reader.findings.error_at(
                    text.origin,
                    "bad-value",
                    format!("unknown case {}", quote(other)),
                );
                error.help(
                    "write `exact` or `any`; without it capitals count where the name has them",
                );
                Case::Written
            }
        }
    }

    /// Reads a key that is `true` or `false`, or not there.
    pub(crate) fn flag(&mut self, fields: &Fields<'_>, key: &'static str) -> bool {
        let Some(text) = self.reader.text(fields, key) else {
            return false;
        };
        match text.text.as_str() {
            "true" => true,
            "false" => false,
            other => {
                let error = self.reader.findings.error_at(
                    text.origin,
                    "bad-value",
                    format!("expected `true` or `false`, found {}", quote(other)),
                );
                error.help(format!("write `{key}: true`"));
                false
            }
        }
    }

    /// Returns the entries under `roles`.
    pub(crate) fn roles(&mut self, fields: &Fields<'_>) -> Vec<Role> {
        let mut roles = Vec::new();
        for node in self.reader.list(
            fields,
            "roles",
            Wanted::List("mappings with `title` or `codes`"),
        ) {
            let Some(entry) = self.reader.fields(node, "a role", vocabulary::ROLE) else {
                continue;
            };
            let title = self.reader.text(&entry, "title").map(|text| text.text);
            let of = self
                .reader
                .text(&entry, "of")
                .map(|text| self.refer(text, Relation::Of));
            let codes = self.codes(&entry);
            if entry.get("title").is_none() && entry.get("codes").is_none() {
                let error = self.reader.findings.error(
                    &entry.span,
                    "missing-key",
                    "a role with neither `title` nor `codes`",
                );
                error.help("add `title: Secretary of Defense` or `codes: {cameo: USAGOVMIL}`");
            }
            let (from, until) = self.period(&entry, "role");
            let known_until = self.date(&entry, "known_until");
            if let (Some((_, place)), true) = (&known_until, entry.get("until").is_some()) {
                let findings = &mut self.reader.findings;
                let error = findings.error(place, "bad-value", "`known_until` beside `until`");
                error
                    .help("`known_until` is for a role whose end is not known: remove one of them");
            }
            roles.push(Role {
                title,
                of,
                from,
                until,
                known_until: known_until.map(|(date, _)| date),
                codes,
                origin: self.reader.findings.origin(&entry.span),
            });
        }
        roles
    }

    /// Returns the days between which something holds; `what`, for messages: `role`.
    pub(crate) fn period(
        &mut self,
        entry: &Fields<'_>,
        what: &str,
    ) -> (Option<Date>, Option<Date>) {
        let (from, until) = (self.date(entry, "from"), self.date(entry, "until"));
        if let (Some((from, _)), Some((until, place))) = (&from, &until)
            && until <= from
        {
            let error = self.reader.findings.error(
                place,
                "reversed-dates",
                format!("the {what} ends on {until}, but begins on {from}"),
            );
            error.help("`until` is the day after the last one, so it comes after `from`");
        }
        (from.map(|(date, _)| date), until.map(|(date, _)| date))
    }

    fn date(&mut self, entry: &Fields<'_>, key: &str) -> Option<(Date, Range<usize>)> {
        let node = entry.get(key)?;
        let text = self.reader.text_of(node, key)?;
        match parse_date(&text.text, key) {
            Ok(date) => Some((date, node.span.clone())),
            Err(fault) => {
                self.reader.fault(text.origin, fault);
                None
            }
        }
    }

    /// Returns the example texts under `matches` or `never`, as written.
    pub(crate) fn examples(&mut self, fields: &Fields<'_>, key: &str) -> Vec<Phrase> {
        let mut examples = Vec::new();
        for node in self.reader.list(fields, key, Wanted::Strings) {
            let Value::Scalar(text) = &node.value else {
                self.reader.wrong_type(node, key, Wanted::String);
                continue;
            };
            let problem = match key {
                _ if text.trim().is_empty() => Some("an empty example"),
                "matches" => bracket_problem(text),
                _ => None,
            };
            if let Some(problem) = problem {
                let error = self
                    .reader
                    .findings
                    .error(&node.span, "bad-example", problem);
                error.help(match key {
                    "matches" => "put brackets round what must be found: `the [PMU] left Baghdad`",
                    _ => "write a text in which the actor must not be found",
                });
            }
            examples.push(Phrase {
                text: text.clone(),
                origin: self.reader.findings.origin(&node.span),
            });
        }
        examples
    }
}

/// Returns the day that a text is; `key`, for help: `from`.
pub(crate) fn parse_date(text: &str, key: &str) -> Result<Date, Fault> {
    let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let form: String = text.chars().map(digits).collect();
    let fault = |message, help| Fault {
        code: "bad-date",
        message,
        help,
    };
    if form != "0000-00-00" {
        let help = format!(
            "write year, month and day: `{key}: 2017-01-20`; leave `{key}` out where it is not \
            known"
        );
        return Err(fault(format!("{} is not a date", quote(text)), help));
    }
    text.parse().map_err(|_| {
        let help = "the order is year, month, day".to_owned();
        fault(format!("there is no day {}", quote(text)), help)
    })
}

/// Returns what is wrong with the brackets of an example.
fn bracket_problem(text: &str) -> Option<&'static str> {
    let mut opened = None;
    let mut pairs = 0;
    for (at, c) in text.char_indices() {
        match (c, opened) {
            ('[', None) => opened = Some(at),
            ('[', Some(_)) => return Some("brackets inside of brackets"),
            (']', None) => return Some("a `]` that closes nothing"),
            (']', Some(start)) => {
                if text[start + 1..at].trim().is_empty() {
                    return Some("brackets round nothing");
                }
                pairs += 1;
                opened = None;
            }
            _ => {}
        }
    }
    match (opened, pairs) {
        (Some(_), _) => Some("a `[` that is never closed"),
        (None, 0) => Some("an example without brackets"),
        _ => None,
    }
}
