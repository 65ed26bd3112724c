//! Letters of two alphabets in one word: a Cyrillic `а` in `Hamas` looks right and matches nothing.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "mixed-scripts",
    severity: Severity::Error,
    about: "A letter of another alphabet that looks the same makes a name that is never found.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        if text.is_ascii() {
            continue;
        }
        for word in text.split(|c: char| !c.is_alphabetic()) {
            let Some(stranger) = stranger(word) else {
                continue;
            };
            let (alphabet, _) = alphabet(stranger).unwrap_or(("another", ' '));
            let message = format!(
                "{} mixes alphabets: `{stranger}` in {} is {alphabet} (U+{:04X})",
                quote(text),
                quote(word),
                stranger as u32
            );
            report.add_name(bearer, message, "type the word anew, in one alphabet");
        }
    }
}

/// Returns whether a word of a name has letters of two alphabets, so that no text has it.
pub fn mixes_alphabets(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphabetic());
    !name.is_ascii() && words.any(|word| stranger(word).is_some())
}

/// Returns the first letter of the alphabet that has fewer letters of the word.
fn stranger(word: &str) -> Option<char> {
    let count = |wanted: &str| {
        let letters = word
            .chars()
            .filter(|&c| alphabet(c).is_some_and(|(name, _)| name == wanted));
        letters.count()
    };
    let mut counts = ["Latin", "Greek", "Cyrillic", "Armenian"].map(|name| (count(name), name));
    counts.sort_unstable();
    let (fewer, name) = counts.into_iter().find(|&(count, _)| count > 0)?;
    let most = counts[counts.len() - 1].0;
    let mixed = counts.iter().filter(|&&(count, _)| count > 0).count() > 1 && fewer <= most;
    let mut letters = word.chars();
    mixed
        .then(|| letters.find(|&c| alphabet(c).is_some_and(|(found, _)| found == name)))
        .flatten()
}

/// Returns the alphabets with letters that look alike, by the blocks of Unicode.
fn alphabet(c: char) -> Option<(&'static str, char)> {
    let name = match c {
        'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' => "Latin",
        'Ͱ'..='Ͽ' | 'ἀ'..='῿' => "Greek",
        'Ѐ'..='ԯ' => "Cyrillic",
        '\u{531}'..='\u{58F}' => "Armenian",
        _ => return None,
    };
    Some((name, c))
}
