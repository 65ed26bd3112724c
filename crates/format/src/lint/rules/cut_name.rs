//! `Unit #9`: the comment sign has cut the name.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "cut-name",
    severity: Severity::Warning,
    about: "In YAML ` #` begins a comment: what follows is no part of the name.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
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
