//! `Unit #9`, `[Foo, Inc.]`: the sign of a comment, or a comma, has cut the name.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::read::yaml::Node;

pub(super) const RULE: Rule = Rule {
    code: "cut-name",
    severity: Severity::Warning,
    about: "In YAML ` #` begins a comment, and in `[…]` a comma ends a text: what follows is no \
        part of the name.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    cut_by_comma(subject, report);
    for file in &subject.files {
        let scalars = file.scalars();
        for comment in &file.comments {
            let text = &file.text[comment.clone()];
            // A comment has a space after its sign, `#9` and `#NiUnaMenos` do not.
            let Some(next) = text[1..].chars().next().filter(|c| c.is_alphanumeric()) else {
                continue;
            };
            let before = file.text[..comment.start].trim_end_matches([' ', '\t']);
            let at = scalars.partition_point(|(span, _)| span.end < before.len());
            let Some((span, name)) = scalars.get(at).filter(|(span, _)| span.end == before.len())
            else {
                continue;
            };
            if file.text[span.start..].starts_with(['"', '\'']) {
                continue;
            }
            // A comment may follow the cut part.
            let end = text[1..]
                .find(" #")
                .map_or(comment.end, |at| comment.start + 1 + at);
            let whole = file.text[span.start..end].trim_end();
            let message = format!("a `#` cuts this text short: it reads {}", quote(name));
            let help = match next {
                _ if whole.contains('"') => {
                    "put quotes round the text; or a space after `#`, if it begins a comment"
                        .to_owned()
                }
                _ => format!(
                    "write \"{whole}\" in quotes; or a space after `#`, if it begins a comment"
                ),
            };
            report.add(
                file.origin(&(span.start..span.start + whole.len())),
                message,
                help,
            );
        }
    }
}

/// What a name does not begin with, and another one ends with behind a comma.
const ENDS: [&str; 24] = [
    "inc", "inc.", "ltd", "ltd.", "llc", "plc", "co", "co.", "corp", "corp.", "gmbh", "s.a.", "sa",
    "ag", "jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "m.d.", "n.v.", "l.p.",
];

/// Lists in brackets with an item that can only be the rest of the one before.
fn cut_by_comma(subject: &Subject<'_>, report: &mut Report) {
    const LISTS: [&str; 5] = ["aliases", "adjectives", "metonyms", "short_names", "not"];
    for entry in subject.written() {
        let text = entry.file.text;
        for key in LISTS {
            let is_flow = |list: &Node| text[list.span.clone()].starts_with('[');
            if !entry.get(key).is_some_and(is_flow) {
                continue;
            }
            let items: Vec<_> = entry.texts(key).collect();
            for pair in items.windows(2) {
                let ((before, first), (rest, last)) = (pair[0], pair[1]);
                let is_quoted =
                    |span: &std::ops::Range<usize>| text[span.clone()].starts_with(['"', '\'']);
                if is_quoted(&first.span) || is_quoted(&last.span) || !is_rest(before, rest) {
                    continue;
                }
                let whole = text[first.span.start..last.span.end].trim();
                let message = format!("a comma cuts this text short: it reads {}", quote(before));
                let span = first.span.start..last.span.end;
                report.add(
                    entry.file.origin(&span),
                    message,
                    format!("write \"{whole}\" in quotes"),
                );
            }
        }
    }
}

/// Returns whether a text can only be the rest of the one before it.
fn is_rest(before: &str, rest: &str) -> bool {
    let is_end = ENDS.contains(&rest.to_lowercase().as_str());
    let joins = ["and ", "or ", "of "]
        .iter()
        .any(|word| rest.starts_with(word));
    let opened = before.matches('(').count() > before.matches(')').count();
    is_end || joins || opened && rest.contains(')')
}
