//! `Al-Qa*`, `Mobili[sz]ation`, `AL_QAEDA`: the language of another program.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "wildcard-in-name",
    severity: Severity::Warning,
    about: "Names are looked for as they are written: wildcards, regular expressions and the `_` \
        of other dictionaries stand for themselves, and occur in no text.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        if let Some((what, help)) = pattern(text) {
            let message = format!("{} holds {what}", quote(text));
            report.add_name(bearer, message, help);
        }
    }
}

const ALTERNATIVES: &str = "write the forms themselves, or alternatives in braces, as in \
    `Mobili{s,z}ation`; braces are expanded in lists of YAML files";

/// Returns what of another language a name holds, and what would be right.
fn pattern(text: &str) -> Option<(&'static str, &'static str)> {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    for (at, &c) in chars.iter().enumerate() {
        let (before, after) = (at > 0 && is_letter(at - 1), is_letter(at + 1));
        let previous = at.checked_sub(1).map(|at| chars[at]);
        match c {
            '\\' if after => return Some(("a sign of a regular expression", ALTERNATIVES)),
            '*' | '+' if matches!(previous, Some('.' | ')' | ']')) => {
                return Some(("a regular expression", ALTERNATIVES));
            }
            '?' if matches!(previous, Some(')' | ']')) || before && after => {
                return Some(("a wildcard", ALTERNATIVES));
            }
            // `M*A*S*H` is a name: one star that ends a word is none.
            '*' if before && !after && text.matches('*').count() == 1 => {
                return Some(("a wildcard", ALTERNATIVES));
            }
            '%' if before && at + 1 == chars.len() => return Some(("a wildcard", ALTERNATIVES)),
            '[' if is_class(&chars[at + 1..]) && (before || at == 0) => {
                return Some(("a regular expression", ALTERNATIVES));
            }
            '_' if at > 0 && at + 1 < chars.len() => {
                return Some(("`_` between words", "write a space in its place"));
            }
            _ => {}
        }
    }
    None
}

/// Returns whether a bracket opens a class of letters: `sz]`, `a-z]`.
fn is_class(rest: &[char]) -> bool {
    let end = rest.iter().position(|&c| c == ']');
    end.is_some_and(|end| (2..=5).contains(&end) && rest[..end].iter().all(|c| !c.is_whitespace()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_told_from_names() {
        for text in [
            "Al-Qa*",
            "Mobili[sz]ation",
            "AL_QAEDA",
            "Foo.*",
            r"\bFoo",
            "Colo(u)?r",
            "Mobili?ation",
            "Al-Qa%",
        ] {
            assert!(pattern(text).is_some(), "{text}");
        }
        for text in [
            "M*A*S*H",
            "Yahoo!",
            "Canal+",
            "Disney+",
            "Who?",
            "AC/DC",
            "C++",
            "100%",
            "Foo [sic]",
            "Foo (FB)",
            "St. Foo",
        ] {
            assert!(pattern(text).is_none(), "{text}");
        }
    }
}
