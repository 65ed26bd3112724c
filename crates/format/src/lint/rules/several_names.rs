//! `Foo Bar a.k.a. Qux`, `Foo; Qux`: several names in one text.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "several-names",
    severity: Severity::Warning,
    about: "A name is found only as it is written; several in one text, as lists have them, are \
        found nowhere.",
    look,
};

/// Words between a name and another of the same actor.
const BETWEEN: [&str; 13] = [
    "aka",
    "a.k.a",
    "a.k.a.",
    "a/k/a",
    "fka",
    "f.k.a.",
    "f/k/a",
    "alias",
    "formerly",
    "née",
    "also known as",
    "better known as",
    "formerly known as",
];

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        let names = parts(text);
        if names.is_empty() {
            continue;
        }
        let message = format!("{} is several names in one", quote(text));
        let names: Vec<String> = names.into_iter().map(quote).collect();
        let help = format!("write {} as names of their own", names.join(" and "));
        report.add_name(bearer, message, help);
    }
}

/// Returns the names that a text is made of, if it is made of several.
fn parts(text: &str) -> Vec<&str> {
    for sign in [";", "|", " / "] {
        if text.contains(sign) {
            let names: Vec<&str> = text.split(sign).map(trimmed).collect();
            if names.len() > 1 && names.iter().all(|name| !name.is_empty()) {
                return names;
            }
        }
    }
    // Of `Abu Foo (alias)` and `Foo (formerly Qux)` the bracket parts the names, too.
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return Vec::new();
    }
    for word in BETWEEN {
        for (at, _) in lower.match_indices(word) {
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            let begins = before.is_empty() || before.ends_with([' ', '(', ',']);
            let ends = after.is_empty() || after.starts_with([' ', ')', ':', ',']);
            // `X, formerly Twitter` is what texts write; in brackets it is what lists do.
            let is_phrase = word.starts_with("formerly") && !before.ends_with('(');
            if begins && ends && !is_phrase {
                let names = [trimmed(before), trimmed(after)];
                return names.into_iter().filter(|name| !name.is_empty()).collect();
            }
        }
    }
    Vec::new()
}

fn trimmed(name: &str) -> &str {
    name.trim_matches([' ', '(', ')', ',', ':', '"', '“', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_parted() {
        let t = |text: &str, wanted: &[&str]| assert_eq!(parts(text), wanted, "{text}");
        t("Foo Bar a.k.a. Qux", &["Foo Bar", "Qux"]);
        t("alias Abu Foo", &["Abu Foo"]);
        t("Abu Foo (alias)", &["Abu Foo"]);
        t("Foo (formerly Qux)", &["Foo", "Qux"]);
        t("Foo; Qux", &["Foo", "Qux"]);
        t("Foo|Qux", &["Foo", "Qux"]);
        t("Foo / Qux", &["Foo", "Qux"]);
        t("Foo, also known as Qux", &["Foo", "Qux"]);
        t("Foo (FB)", &[]);
        t("X, formerly Twitter", &[]);
        t("formerly known as Twitter", &[]);
        t("AC/DC", &[]);
        t("Osaka Police", &[]);
        t("ETA (military)", &[]);
    }
}
