//! Entries out of order.

use super::subject::{Subject, Written};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::edit::runs;

pub(super) const RULE: Rule = Rule {
    code: "unsorted-ids",
    severity: Severity::Note,
    about: "Entries in the order of their ids are found at a glance, and two people who add one do \
        not collide.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for file in &subject.files {
        let items = file.actors();
        let whole = 0..items.len();
        for run in runs(file.text, items).unwrap_or_else(|| vec![whole]) {
            let entries: Vec<Written<'_>> = items[run]
                .iter()
                .filter_map(|item| file.entry(item))
                .collect();
            for pair in entries.windows(2) {
                let (before, entry) = (pair[0].id(), &pair[1]);
                if entry.id() < before
                    && let Some((id, node)) = entry.text("id")
                {
                    let message = format!("{} comes after {}", quote(id), quote(before));
                    let help = "sort the entries of a section by id; a comment line between blank \
                        lines begins a section";
                    report.add(file.origin(&node.span), message, help);
                }
            }
        }
    }
}
