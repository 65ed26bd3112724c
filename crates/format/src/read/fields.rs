//! Typed access to the located tree: text, lists, mappings, each with an error that says what was
//! found and what is wanted.

use std::ops::Range;

use crate::contents::{MOST_NAMES, Text, placeholders};
use crate::diagnostic::quote;
use crate::findings::Findings;
use crate::read::braces::{self, BraceErrorKind};
use crate::read::wanted::Wanted;
use crate::read::yaml::{Entry, Node, Value};
use crate::schema::vocabulary;
use actag_core::gazetteer::Origin;
use actag_core::gazetteer::names::{self, Fault};

/// The keys of one mapping, all of them known.
pub(crate) struct Fields<'n> {
    /// What the mapping is, for messages: `an actor`.
    pub(crate) what: &'static str,
    pub(crate) span: Range<usize>,
    entries: &'n [Entry],
}

impl<'n> Fields<'n> {
    /// Returns the keys of a mapping that were made out elsewhere.
    pub(crate) fn of(what: &'static str, span: Range<usize>, entries: &'n [Entry]) -> Self {
        Self {
            what,
            span,
            entries,
        }
    }

    /// Returns the keys that are written, in their order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'n str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }
}

/// What a text may hold beside letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signs {
    /// Brace alternatives are expanded; otherwise they are an error.
    pub(crate) braces: bool,
    /// Placeholders are allowed; otherwise they are an error.
    pub(crate) placeholders: bool,
}

/// Reads values out of one file and notes what is wrong with them.
pub(crate) struct Reader<'a> {
    pub(crate) source: &'a str,
    pub(crate) findings: &'a mut Findings,
    /// Names that this file may still stand for.
    pub(crate) budget: u64,
}

impl Reader<'_> {
    /// Returns a mapping whose keys are all among `known`; the others are reported.
    pub(crate) fn fields<'n>(
        &mut self,
        node: &'n Node,
        what: &'static str,
        known: &[vocabulary::Key],
    ) -> Option<Fields<'n>> {
        let entries = match &node.value {
            Value::Map(entries) => entries,
            Value::Faulty => return None,
            other => {
                let message = format!("expected {what}, a mapping, found {}", found(other));
                let error = self.findings.error(&node.span, "wrong-type", message);
                let first = known.first().map_or("key", |key| key.name);
                error.help(format!(
                    "write keys and values, beginning with `{first}: …`"
                ));
                return None;
            }
        };
        for entry in entries
            .iter()
            .filter(|entry| !vocabulary::names(known).any(|name| name == entry.key))
        {
            let message = format!("unknown key {} in {what}", quote(&entry.key));
            let help = match vocabulary::nearest(&entry.key, vocabulary::names(known)) {
                Some(key) => format!("did you mean `{key}`?"),
                None => {
                    let names: Vec<&str> = vocabulary::names(known).collect();
                    format!("the keys of {what} are {}", vocabulary::listed(&names))
                }
            };
            self.findings
                .error(&entry.key_span, "unknown-key", message)
                .help(help);
        }
        Some(Fields {
            what,
            span: node.span.clone(),
            entries,
        })
    }

    /// Returns the value of a key as text, white space squeezed.
    pub fn text(&mut self, fields: &Fields<'_>, key: &str) -> Option<Text> {
        self.text_of(fields.get(key)?, key)
    }

    /// Returns the text of a key that must be there.
    pub(crate) fn required_text(
        &mut self,
        fields: &Fields<'_>,
        key: &str,
        example: &str,
    ) -> Option<Text> {
        if fields.get(key).is_none() {
            self.missing(fields, key, example);
        }
        self.text(fields, key)
    }

    pub(crate) fn missing(&mut self, fields: &Fields<'_>, key: &str, example: &str) {
        let message = format!("{} without `{key}`", fields.what);
        self.findings
            .error(&fields.span, "missing-key", message)
            .help(format!("add `{key}: {example}`"));
    }

    pub(crate) fn text_of(&mut self, node: &Node, key: &str) -> Option<Text> {
        let Value::Scalar(written) = &node.value else {
            self.wrong_type(node, key, Wanted::Text);
            return None;
        };
        let text = names::squeeze(written);
        if text.is_empty() {
            self.findings
                .error(&node.span, "empty-value", format!("`{key}` is empty"))
                .help("write a text, or remove the key");
            return None;
        }
        Some(Text {
            text,
            origin: self.findings.origin(&node.span),
        })
    }

    /// Returns the items of a list; empty where the key is missing or is no list.
    pub(crate) fn list<'n>(
        &mut self,
        fields: &Fields<'n>,
        key: &str,
        wanted: Wanted,
    ) -> &'n [Node] {
        match fields.get(key) {
            None => &[],
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            Some(node) => {
                self.wrong_type(node, key, wanted);
                &[]
            }
        }
    }

    /// Returns every text of a list of strings, braces expanded where they are allowed. Each string
    /// is a place; the texts of one string share it.
    pub(crate) fn texts(&mut self, fields: &Fields<'_>, key: &str, signs: Signs) -> Vec<Text> {
        let mut texts = Vec::new();
        for item in self.list(fields, key, Wanted::Strings) {
            self.texts_of(item, key, signs, &mut texts);
        }
        texts
    }

    /// Every text that one string stands for.
    pub(crate) fn texts_of(&mut self, node: &Node, key: &str, signs: Signs, out: &mut Vec<Text>) {
        let Value::Scalar(written) = &node.value else {
            self.wrong_type(node, key, Wanted::String);
            return;
        };
        if self.has_blank_line(node, written) {
            let error = self.findings.error(
                &node.span,
                "blank-line",
                format!("a blank line in {}", quote(&names::squeeze(written))),
            );
            error.help("a name never runs over a paragraph: write it on one line");
            return;
        }
        let origin = self.findings.origin(&node.span);
        if !signs.braces {
            if self.refuse_braces(node, written, key)
                && self.check_placeholders(node, written, signs)
            {
                out.push(Text {
                    text: names::squeeze(written),
                    origin,
                });
            }
            return;
        }
        // Past the limit nothing is expanded any more, so that reading ends soon.
        if self.budget == 0 {
            return;
        }
        if !braces::has_braces(written) {
            let sound = self.check_placeholders(node, written, signs);
            if self.charge(1, origin) && sound {
                let text = names::squeeze(written);
                out.push(Text { text, origin });
            }
            return;
        }
        match braces::expand(written) {
            Ok(expanded) => {
                let sound = self.check_placeholders(node, written, signs);
                if self.charge(expanded.len(), origin) && sound {
                    out.extend(expanded.into_iter().map(|text| Text { text, origin }));
                }
            }
            Err(error) => {
                let span = match error.kind {
                    BraceErrorKind::TooMany(_) | BraceErrorKind::TooLong => node.span.clone(),
                    _ => self.inside(node, written, error.offset, 1),
                };
                self.findings
                    .error(&span, error.code(), error.message())
                    .help(error.help());
            }
        }
    }

    /// Counts what is about to be kept; `false` where the limit is exceeded, which is reported
    /// once.
    pub(crate) fn charge(&mut self, count: usize, origin: Origin) -> bool {
        if self.budget == 0 {
            return false;
        }
        self.budget = self.budget.saturating_sub(count as u64);
        if self.budget == 0 {
            let message = format!("the gazetteers stand for more than {MOST_NAMES} names");
            let error = self.findings.error_at(origin, "too-many-names", message);
            error.help("this text exceeds the limit: write fewer alternatives in one text");
        }
        self.budget > 0
    }

    fn refuse_braces(&mut self, node: &Node, written: &str, key: &str) -> bool {
        let Some(offset) = written.find(['{', '}']) else {
            return true;
        };
        let span = self.inside(node, written, offset, 1);
        let help = match key {
            "name" => "write the variants under `aliases`, where braces are expanded",
            _ => "write every variant as an item of its own",
        };
        self.findings
            .error(
                &span,
                "braces-not-here",
                format!("braces are not expanded in `{key}`"),
            )
            .help(help);
        false
    }

    /// Placeholders are words between `<` and `>`; other uses of the signs are text.
    pub(crate) fn check_placeholders(&mut self, node: &Node, written: &str, signs: Signs) -> bool {
        for (offset, word) in placeholders(written) {
            let known = vocabulary::PLACEHOLDERS.contains(&word);
            if known && signs.placeholders || !known && !signs.placeholders {
                continue;
            }
            let span = self.inside(node, written, offset, word.len() + 2);
            if known {
                let error = self.findings.error(
                    &span,
                    "placeholder-not-here",
                    format!("`<{word}>` outside of a family"),
                );
                error.help("placeholders are expanded under `families` only");
            } else {
                let help = match vocabulary::nearest(word, vocabulary::PLACEHOLDERS.iter().copied())
                {
                    Some(near) => format!("did you mean `<{near}>`?"),
                    None => format!(
                        "the placeholders are {}",
                        vocabulary::listed(&[
                            "<id>",
                            "<name>",
                            "<alias>",
                            "<adjective>",
                            "<metonym>",
                            "<country>"
                        ])
                    ),
                };
                let message = format!("unknown placeholder {}", quote(&format!("<{word}>")));
                self.findings
                    .error(&span, "unknown-placeholder", message)
                    .help(help);
            }
            return false;
        }
        true
    }

    /// Notes a fault of a name, id or code.
    pub(crate) fn fault(&mut self, origin: Origin, fault: Fault) {
        self.findings
            .error_at(origin, fault.code, fault.message)
            .help(fault.help);
    }

    /// Keeps the texts that can be found, and reports each string that has others, once.
    pub(crate) fn findable(&mut self, texts: &mut Vec<Text>) {
        let mut reported = None;
        texts.retain(|text| match names::check_name(&text.text) {
            Ok(()) => true,
            Err(fault) => {
                if reported != Some(text.origin) {
                    reported = Some(text.origin);
                    let is_mild = fault.leaves_out();
                    let error = self
                        .findings
                        .error_at(text.origin, fault.code, fault.message);
                    error.help(fault.help);
                    error.is_mild = is_mild;
                }
                false
            }
        });
    }

    pub(crate) fn wrong_type(&mut self, node: &Node, key: &str, wanted: Wanted) {
        let found = match &node.value {
            Value::Faulty => return,
            Value::Empty => {
                let error = self.findings.error(
                    &node.span,
                    "empty-value",
                    format!("expected {wanted} in `{key}`, found nothing"),
                );
                error.help(format!("write {wanted}, or remove it"));
                return;
            }
            other => found(other),
        };
        let flow = self.source[node.span.clone()].starts_with('{');
        let help = match &node.value {
            Value::Scalar(text) if wanted == Wanted::Strings => {
                Some(format!("write a list: `{key}: [{}]`", in_flow(text)))
            }
            Value::Scalar(text) if key == "codes" => Some(format!(
                "write the scheme, too: `codes: {{wikidata: {}}}`",
                in_flow(text)
            )),
            Value::Map(_) if wanted.is_text() && flow => {
                Some("put quotes round text that begins with `{`".to_owned())
            }
            Value::Map(_) if wanted == Wanted::String => {
                Some("put quotes round text that holds `: `".to_owned())
            }
            Value::Map(_) if wanted.is_list() => Some("begin each item with `- `".to_owned()),
            Value::List(_) if wanted.is_text() => {
                Some("write a single text, without brackets or dashes".to_owned())
            }
            _ => None,
        };
        let message = format!("expected {wanted} in `{key}`, found {found}");
        let error = self.findings.error(&node.span, "wrong-type", message);
        if let Some(help) = help {
            error.help(help);
        }
    }

    /// Returns whether a text has a blank line as written (YAML folds it into a line break), or one
    /// put in with `\n\n`.
    fn has_blank_line(&self, node: &Node, value: &str) -> bool {
        let blank = |text: &str| {
            let mut lines = text.trim().lines();
            lines.any(|line| line.trim().is_empty())
        };
        value.contains('\n') && (blank(value) || blank(&self.source[node.span.clone()]))
    }

    /// Returns the bytes of the file that hold a part of a scalar; the whole scalar where YAML
    /// rewrote it.
    fn inside(&self, node: &Node, value: &str, offset: usize, len: usize) -> Range<usize> {
        let written = &self.source[node.span.clone()];
        let skipped = match written.strip_prefix(['"', '\'']) {
            Some(rest) if rest.starts_with(value) => 1,
            _ if written.starts_with(value) => 0,
            _ => return node.span.clone(),
        };
        let start = node.span.start + skipped + offset;
        start..start + len
    }
}

/// Returns a text as it can be written between brackets.
fn in_flow(text: &str) -> String {
    match text.contains(['{', '}', '[', ']', ',', ':', '#', '"', '\'']) {
        true => format!("{text:?}"),
        false => text.to_owned(),
    }
}

fn found(value: &Value) -> &'static str {
    match value {
        Value::Scalar(_) => "text",
        Value::Empty | Value::Faulty => "nothing",
        Value::List(_) => "a list",
        Value::Map(_) => "a mapping",
    }
}
