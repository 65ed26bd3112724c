//! Capitals that no text will have.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use actag_core::gazetteer::Case;

pub(super) const RULE: Rule = Rule {
    code: "odd-capitals",
    severity: Severity::Warning,
    about: "A capital in a name demands one in the text: `ISLAMIC STATE` is found in headlines \
        only, `HEzbollah` nowhere.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let (text, case) = (bearer.name.text.as_str(), bearer.name.case);
        if case == Case::Any || is_plain(text) {
            continue;
        }
        let mut words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let message = if let Some(word) = words.find(|word| slipped(word)) {
            format!(
                "the capitals of {} look like a slip of the shift key",
                quote(word)
            )
        } else if is_shouted(text) {
            format!(
                "{} is wholly in capitals: it is found in headlines only",
                quote(text)
            )
        } else {
            continue;
        };
        let help =
            "write capitals as running text has them; a lower-case letter in a name accepts both";
        report.add_name(bearer, message, help);
    }
}

/// Returns whether capitals only begin words, as in nearly every name.
fn is_plain(text: &str) -> bool {
    text.is_ascii()
        && text
            .as_bytes()
            .windows(2)
            .all(|two| !(two[1].is_ascii_uppercase() && two[0].is_ascii_alphanumeric()))
}

/// Two capitals and then only lower-case letters (`HEzbollah`), or a capital behind lower-case
/// letters (`hamaS`). Acronyms with a plural s (`MPs`) and names like `McCain`, `YouTube`, `ISIS-K`
/// are neither.
fn slipped(word: &str) -> bool {
    let shape: String = word
        .chars()
        .map(|c| match c {
            _ if c.is_uppercase() => 'A',
            _ if c.is_lowercase() => 'a',
            _ => '0',
        })
        .collect();
    let tail = shape.trim_start_matches('A');
    let capitals = shape.len() - tail.len();
    let small = tail.bytes().take_while(|&b| b == b'a').count();
    match &tail[small..] {
        "" => capitals == 2 && small >= 4,
        rest => capitals <= 1 && small >= 3 && rest == "A",
    }
}

/// Several words, a long one among them, all in capitals: nobody's acronym.
fn is_shouted(text: &str) -> bool {
    /// Acronyms that can be spoken, like UNAMID, are as long, but are written alone.
    const LONG: usize = 5;
    let words = || {
        text.split(' ')
            .filter(|word| word.chars().all(char::is_uppercase))
    };
    !text.chars().any(char::is_lowercase)
        && words().count() >= 2
        && words().any(|word| word.chars().count() >= LONG)
}
