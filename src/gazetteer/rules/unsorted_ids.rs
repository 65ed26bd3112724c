//! Entries out of order.

use super::subject::{Subject, Written};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "unsorted-ids",
    severity: Severity::Warning,
    about: "Entries in the order of their ids are found at a glance, and two people who add one do not collide.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for file in &subject.files {
        let mut previous: Option<Written<'_>> = None;
        for entry in file.entries().filter(|entry| !entry.is_family) {
            if let Some(before) = previous
                && !begins_section(&before, &entry)
                && entry.id() < before.id()
                && let Some((_, node)) = entry.text("id")
            {
                let message = format!("{} stands behind {}", quote(entry.id()), quote(before.id()));
                let help = "sort the entries of a section by id: `actag check --fix` does it; a comment line between blank lines begins a section";
                report.add(file.origin(&node.span), message, help);
            }
            previous = Some(entry);
        }
    }
}

/// Whether a comment that stands by itself, a blank line after it, is between two entries.
fn begins_section(before: &Written<'_>, entry: &Written<'_>) -> bool {
    let text = entry.file.text;
    let between = text
        .get(before.node.span.end..entry.node.span.start)
        .unwrap_or("");
    let mut lines = between.lines().map(str::trim);
    let mut comment = false;
    lines.any(|line| {
        let ends = comment && line.is_empty();
        comment = line.starts_with('#');
        ends
    })
}
