//! New values as text, in the manner of the file they go into.

use super::habits::Habits;
use super::plain::Plain;
use super::scalar::{self, Context, Quotes};

/// Lines are not made longer than this where brackets would do it; the shipped gazetteers keep to
/// it, too.
pub(super) const WIDEST: usize = 118;

/// Returns a value between brackets, on one line.
pub(super) fn flow(value: &Plain, key: &str, habits: &Habits) -> String {
    match value {
        Plain::Text(text) => scalar::write(text, Context::Flow, habits.quotes(key)),
        Plain::Empty => "~".to_owned(),
        Plain::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, key, habits)).collect();
            format!("[{}]", items.join(", "))
        }
        Plain::Map(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| flow_entry(key, value, habits))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// Returns a key with its value, for a place between brackets.
pub(super) fn flow_entry(key: &str, value: &Plain, habits: &Habits) -> String {
    format!(
        "{}: {}",
        key_text(key, Context::Flow),
        flow(value, key, habits)
    )
}

/// Returns an item of a list that has lines of its own, without its dash.
pub(super) fn item(value: &Plain, key: &str, quotes: Quotes, habits: &Habits) -> String {
    match value {
        Plain::Text(text) => scalar::write(text, Context::Block, quotes),
        other => flow(other, key, habits),
    }
}

/// Returns a key with its value as lines. The first begins with the key; the others carry the
/// `indentation` of the key.
pub(super) fn block_entry(
    key: &str,
    value: &Plain,
    indentation: usize,
    habits: &Habits,
) -> Vec<String> {
    let shown = key_text(key, Context::Block);
    match value {
        Plain::Text(text) => {
            let text = scalar::write(text, Context::Block, habits.quotes(key));
            vec![format!("{shown}: {text}")]
        }
        Plain::List(items) if !items.is_empty() => {
            let brackets = format!("{shown}: {}", flow(value, key, habits));
            let fits = brackets.chars().count() + indentation <= WIDEST;
            if habits.in_brackets(key) && fits && items.iter().all(suits_brackets) {
                return vec![brackets];
            }
            let dash = " ".repeat(indentation + habits.offset);
            let quotes = habits.quotes(key);
            let items = items
                .iter()
                .map(|value| format!("{dash}- {}", item(value, key, quotes, habits)));
            std::iter::once(format!("{shown}:")).chain(items).collect()
        }
        other => vec![format!("{shown}: {}", flow(other, key, habits))],
    }
}

/// Returns a mapping as an item of a block list whose dashes are at column `dash`, with `gap`
/// blanks behind each.
pub(super) fn block_item(
    entries: &[(String, Plain)],
    dash: usize,
    gap: usize,
    habits: &Habits,
) -> Vec<String> {
    let indentation = dash + 1 + gap;
    let mut lines = Vec::new();
    for (key, value) in entries {
        for (n, line) in block_entry(key, value, indentation, habits)
            .into_iter()
            .enumerate()
        {
            let begins = if lines.is_empty() {
                format!("{}-{}", " ".repeat(dash), " ".repeat(gap))
            } else {
                " ".repeat(indentation)
            };
            lines.push(if n == 0 { begins + &line } else { line });
        }
    }
    lines
}

/// Returns whether a value needs no quotes between brackets that it would not need on a line of its
/// own, as braces do.
fn suits_brackets(value: &Plain) -> bool {
    match value {
        Plain::Text(text) => {
            scalar::is_plain(text, Context::Flow) || !scalar::is_plain(text, Context::Block)
        }
        _ => true,
    }
}

fn key_text(key: &str, context: Context) -> String {
    let quotes = Quotes::IfNeeded(scalar::Sign::Double);
    scalar::write(key, context, quotes)
}
