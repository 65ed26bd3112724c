//! How a file is written: what new text should look like there.

use std::collections::HashMap;

use super::layout::{column, dash_of, is_flow, line_break};
use super::scalar::{Context, Quotes, Sign, is_plain};
use crate::read::yaml::{Node, Value};

/// The ways of one file.
#[derive(Debug, Clone)]
pub(super) struct Habits {
    pub(super) line_break: &'static str,
    /// Columns between a key and the dashes below it.
    pub(super) offset: usize,
    keys: HashMap<String, Counts>,
    all: Counts,
}

/// How often something is written in which way.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    flow: usize,
    block: usize,
    plain: usize,
    /// Quotes that are not needed, and so are there by choice.
    chosen: usize,
    double: usize,
    single: usize,
}

impl Habits {
    pub fn of(text: &str, root: &Node) -> Habits {
        let mut habits = Habits {
            line_break: line_break(text),
            offset: 2,
            keys: HashMap::new(),
            all: Counts::default(),
        };
        let mut offsets = HashMap::new();
        habits.look(text, root, "", false, &mut offsets);
        let most = offsets
            .into_iter()
            .max_by_key(|&(offset, count)| (count, offset));
        habits.offset = most.map_or(2, |(offset, _)| offset);
        habits
    }

    fn look(
        &mut self,
        text: &str,
        node: &Node,
        key: &str,
        in_flow: bool,
        offsets: &mut HashMap<usize, usize>,
    ) {
        let flow = in_flow || is_flow(text, node);
        match &node.value {
            Value::Scalar(value) => {
                let counts = Counts::of_text(text, node, value, flow);
                self.keys.entry(key.to_owned()).or_default().add(counts);
                self.all.add(counts);
            }
            Value::List(items) => {
                let counts = self.keys.entry(key.to_owned()).or_default();
                if !items.is_empty() {
                    counts.flow += usize::from(flow);
                    counts.block += usize::from(!flow);
                }
                for item in items {
                    self.look(text, item, key, flow, offsets);
                }
            }
            Value::Map(entries) => {
                for entry in entries {
                    if let Value::List(items) = &entry.value.value
                        && !is_flow(text, &entry.value)
                        && entry.key != "actors"
                        && let Some(dash) = items.last().and_then(|item| dash_of(text, item))
                    {
                        let offset =
                            column(text, dash).saturating_sub(column(text, entry.key_span.start));
                        *offsets.entry(offset).or_default() += 1;
                    }
                    self.look(text, &entry.value, &entry.key, flow, offsets);
                }
            }
            Value::Empty | Value::Faulty => {}
        }
    }

    /// Returns whether the lists of a key are written between brackets. Where there are none yet,
    /// short words are.
    pub(super) fn in_brackets(&self, key: &str) -> bool {
        match self.keys.get(key) {
            Some(counts) if counts.flow != counts.block => counts.flow > counts.block,
            _ => matches!(key, "adjectives" | "metonyms" | "short_names"),
        }
    }

    /// Returns the quotes for a text under a key. Examples are sentences, often with brackets: they
    /// get quotes where the file does not show otherwise.
    pub(super) fn quotes(&self, key: &str) -> Quotes {
        let mut counts = self.keys.get(key).copied().unwrap_or_default();
        if matches!(key, "matches" | "never") {
            counts.chosen += 1;
        }
        counts.quotes(&self.all)
    }

    /// Returns the quotes for a further item of a list.
    pub(super) fn quotes_in(&self, text: &str, list: &Node) -> Quotes {
        let flow = is_flow(text, list);
        let mut counts = Counts::default();
        if let Value::List(items) = &list.value {
            for item in items {
                if let Value::Scalar(value) = &item.value {
                    counts.add(Counts::of_text(text, item, value, flow));
                }
            }
        }
        counts.quotes(&self.all)
    }
}

impl Counts {
    fn of_text(text: &str, node: &Node, value: &str, flow: bool) -> Counts {
        let mut counts = Counts::default();
        let context = if flow { Context::Flow } else { Context::Block };
        match text[node.span.start..].chars().next() {
            Some('"') => counts.double = 1,
            Some('\'') => counts.single = 1,
            _ => counts.plain = 1,
        }
        if counts.plain == 0 && is_plain(value, context) {
            counts.chosen = 1;
        }
        counts
    }

    fn add(&mut self, other: Counts) {
        self.plain += other.plain;
        self.chosen += other.chosen;
        self.double += other.double;
        self.single += other.single;
    }

    /// Returns what these counts speak for; which pair of quotes, the whole file decides where they
    /// do not.
    fn quotes(&self, file: &Counts) -> Quotes {
        let decisive = if self.single == self.double {
            file
        } else {
            self
        };
        let sign = if decisive.single > decisive.double {
            Sign::Single
        } else {
            Sign::Double
        };
        if self.plain == 0 && self.chosen > 0 {
            Quotes::Always(sign)
        } else {
            Quotes::IfNeeded(sign)
        }
    }
}
