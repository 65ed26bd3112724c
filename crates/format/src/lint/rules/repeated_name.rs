//! A name that the same entry already has.

use std::collections::HashMap;

use super::subject::{Subject, Written, forms};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::read::yaml::Node;
use crate::spelling::Spelling;
use actag_core::gazetteer::Case;

pub(super) const RULE: Rule = Rule {
    code: "repeated-name",
    severity: Severity::Warning,
    about: "A text that finds nothing which the other names of its actor do not find is one more \
        to read and to keep right.",
    look,
};

/// A text of an entry with the forms it stands for.
struct Item<'f> {
    text: &'f str,
    node: &'f Node,
    /// The canonical name cannot be left out.
    needed: bool,
    forms: Vec<Spelling>,
}

fn look(subject: &Subject<'_>, report: &mut Report) {
    for entry in subject.written() {
        let items = items(&entry);
        // For each spelling, the items that have it.
        let mut by_letters: HashMap<&str, Vec<(usize, &Spelling)>> = HashMap::new();
        for (number, item) in items.iter().enumerate() {
            for form in &item.forms {
                let same = by_letters.entry(form.folded()).or_default();
                same.push((number, form));
            }
        }
        let mut left_out = vec![false; items.len()];
        for (number, item) in items.iter().enumerate().rev() {
            if item.needed || item.forms.is_empty() {
                continue;
            }
            let mut found_by = None;
            let idle = item.forms.iter().all(|form| {
                let others = &by_letters[form.folded()];
                let other = others.iter().find(|&&(other, wider)| {
                    other != number && !left_out[other] && wider.finds_all_of(form)
                });
                found_by = found_by.or(other.map(|&(other, _)| other));
                other.is_some()
            });
            if let (true, Some(other)) = (idle, found_by) {
                left_out[number] = true;
                report_repeated(subject, &entry, item, &items[other], report);
            }
        }
    }
}

fn report_repeated(
    subject: &Subject<'_>,
    entry: &Written<'_>,
    item: &Item<'_>,
    other: &Item<'_>,
    report: &mut Report,
) {
    let place = subject.place(entry.origin(other.node));
    let message = format!(
        "{} finds nothing that {} at {place} does not find",
        quote(item.text),
        quote(other.text)
    );
    report.add(entry.origin(item.node), message, "remove it");
}

fn items<'f>(entry: &Written<'f>) -> Vec<Item<'f>> {
    let item = |text: &'f str, node: &'f Node, needed: bool| {
        let forms = if needed {
            vec![text.to_owned()]
        } else {
            forms(text)
        };
        Item {
            text,
            node,
            needed,
            forms: (forms.iter())
                .map(|form| Spelling::of(form, Case::Written))
                .collect(),
        }
    };
    let mut items: Vec<Item<'f>> = Vec::new();
    items.extend(
        entry
            .text("name")
            .map(|(text, node)| item(text, node, true)),
    );
    for key in ["aliases", "adjectives", "metonyms"] {
        items.extend(entry.texts(key).map(|(text, node)| item(text, node, false)));
    }
    items
}
