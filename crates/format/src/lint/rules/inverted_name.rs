//! `Smith, Jorge`: the order of a list, and not of a text.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "inverted-name",
    severity: Severity::Warning,
    about: "Lists sort names by what comes last in texts; a name is found only as it is written.",
    look,
};

/// What stands behind a comma in texts, too.
const BEHIND: [&str; 14] = [
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "inc", "inc.", "ltd", "ltd.", "llc", "phd", "m.d.",
];

/// Titles that stand behind a name and a comma.
const TITLES: [&str; 10] = [
    "Baron", "Count", "Countess", "Duchess", "Duke", "Earl", "King", "Prince", "Princess", "Queen",
];

fn look(subject: &Subject<'_>, report: &mut Report) {
    for bearer in &subject.names {
        let text = bearer.name.text.as_str();
        let is_person = &*bearer.actor.actor_type == "person";
        if let Some(right) = turned(text, is_person) {
            let message = format!("{} is inverted, as in a list", quote(text));
            report.add_name(bearer, message, format!("write {}", quote(&right)));
        }
    }
}

/// Returns an inverted name as texts have it: of a person the surname before the comma, of others
/// what ends with `of`, or a surname all in capitals.
fn turned(text: &str, is_person: bool) -> Option<String> {
    let (last, first) = text.split_once(", ")?;
    let is_title = BEHIND.contains(&first.to_lowercase().as_str());
    if first.contains(',') || is_title || last.is_empty() {
        return None;
    }
    let words = |text: &str| text.split_whitespace().count();
    let end = first.rsplit(' ').next()?.to_lowercase();
    let capitals = |text: &str| {
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        letters.clone().count() > 1 && letters.all(char::is_uppercase)
    };
    let is_inverted = match is_person {
        true => {
            let named = first.split_whitespace().all(|word| {
                word.chars()
                    .next()
                    .is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
            });
            let is_title = first.split_whitespace().any(|word| TITLES.contains(&word));
            // Of a surname of several words nobody knows whether it is a whole name with a title.
            (words(last) == 1 || capitals(last)) && words(first) <= 4 && named && !is_title
        }
        false => {
            matches!(end.as_str(), "of" | "for" | "the")
                || capitals(last) && words(last) == 1 && words(first) <= 3 && !capitals(first)
        }
    };
    is_inverted.then(|| format!("{first} {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_texts() {
        let t = |text: &str, is_person: bool, wanted: Option<&str>| {
            assert_eq!(turned(text, is_person).as_deref(), wanted, "{text}");
        };
        t("Smith, Jorge", true, Some("Jorge Smith"));
        t("BAZ, Foo Bar", true, Some("Foo Bar BAZ"));
        t("BAZ, Foo Bar", false, Some("Foo Bar BAZ"));
        t(
            "Treasury, Department of the",
            false,
            Some("Department of the Treasury"),
        );
        t("Martin Luther King, Jr.", true, None);
        t("Paris, Texas", false, None);
        t("Foo, Inc.", false, None);
        t("William, Duke of Foo", true, None);
        t("Anne, Princess Royal", true, None);
        t("Charles Grey, 2nd Earl Grey", true, None);
        t("Tom Andrews, Special Rapporteur", true, None);
        t("Ministry of Trade, Industry and Labour", false, None);
    }
}
