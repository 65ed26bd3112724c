//! Characters that nobody sees, come along when text is copied.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    code: "invisible-character",
    severity: Severity::Warning,
    about: "Invisible characters come along when a name is copied; the next person to search for \
        it does not find it.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for file in &subject.files {
        for (span, _) in file.scalars() {
            let written = &file.text[span.clone()];
            let Some((at, c)) = written.char_indices().find(|&(_, c)| is_invisible(c)) else {
                continue;
            };
            let start = span.start + at;
            let message = format!("an invisible character, U+{:04X}, in this text", c as u32);
            let help = match c {
                '\u{A0}' | '\u{202F}' | '\u{2007}' => "put a plain space in its place",
                _ => "remove it",
            };
            report.add(file.origin(&(start..start + c.len_utf8())), message, help);
        }
    }
}

/// Soft hyphen, zero-width and directional marks, variation selectors, and spaces that look plain
/// but are not. The joiners U+200C and U+200D are part of the spelling of Persian and Indic names.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{A0}' | '\u{61C}' | '\u{180E}' | '\u{2007}' | '\u{200B}' | '\u{200E}'
            | '\u{200F}' | '\u{202A}'..='\u{202F}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}
