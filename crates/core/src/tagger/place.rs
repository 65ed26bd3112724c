//! Whether the words before a name make it a place (rule 6).

use crate::text::fold;
use crate::text::words::words_before;

/// Prepositions after which a name is a place.
const PREPOSITIONS: &[&str] = &[
    "across",
    "around",
    "at",
    "beyond",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "outside",
    "throughout",
    "to",
    "toward",
    "towards",
    "via",
    "within",
];

/// Words that may come between the preposition and the name.
const BETWEEN: &[&str] = &[
    "capital", "central", "city", "downtown", "east", "eastern", "greater", "historic", "nearby",
    "north", "northern", "old", "south", "southern", "the", "west", "western",
];

/// Nouns that make *of* a word of place: the outskirts of Damascus.
const PARTS: &[&str] = &[
    "area",
    "areas",
    "capital",
    "center",
    "centre",
    "city",
    "district",
    "districts",
    "east",
    "heart",
    "neighborhood",
    "neighborhoods",
    "neighbourhood",
    "neighbourhoods",
    "north",
    "outskirts",
    "port",
    "province",
    "siege",
    "south",
    "streets",
    "suburb",
    "suburbs",
    "town",
    "west",
];

/// Words after which *to* leads to an actor, not a place: ties to Tehran.
const RELATIONS: &[&str] = &[
    "access",
    "according",
    "affiliated",
    "affiliation",
    "affiliations",
    "aid",
    "aligned",
    "allegiance",
    "allied",
    "answer",
    "answerable",
    "appeal",
    "assistance",
    "assurances",
    "belong",
    "belonged",
    "belonging",
    "belongs",
    "close",
    "closer",
    "committed",
    "concessions",
    "hostile",
    "letter",
    "linked",
    "links",
    "loyal",
    "loyalty",
    "message",
    "messages",
    "opposed",
    "opposition",
    "pledge",
    "pledged",
    "reply",
    "responded",
    "response",
    "subordinate",
    "support",
    "sympathetic",
    "thanks",
    "threat",
    "tied",
    "ties",
    "warning",
];

/// Words looked back over before giving up.
const REACH: usize = 4;

/// Returns whether a word of place leads to the name that begins at byte `start`.
pub(super) fn after_word_of_place(text: &str, start: usize) -> bool {
    let mut words = words_before(text, start)
        .take(REACH)
        .map(fold)
        .skip_while(|word| listed(BETWEEN, word));
    let Some(preposition) = words.next() else {
        return false;
    };
    match preposition.as_str() {
        "of" => words.next().is_some_and(|word| listed(PARTS, &word)),
        "to" => !words.next().is_some_and(|word| listed(RELATIONS, &word)),
        word => listed(PREPOSITIONS, word),
    }
}

fn listed(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [PREPOSITIONS, BETWEEN, PARTS, RELATIONS] {
            assert!(list.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn rule_6_words_of_place() {
        for (text, want) in [
            ("in *Tehran", true),
            ("In central *Tehran", true),
            ("flew to *Tehran", true),
            ("ties to *Tehran", false),
            ("*Tehran said", false),
            ("against *Tehran", false),
            ("the outskirts of *Tehran", true),
            ("the government of *Tehran", false),
            ("He is in. *Tehran said", false),
            ("in, *Tehran", false),
            ("near\n*Tehran", true),
        ] {
            let start = text.find('*').unwrap();
            assert_eq!(
                after_word_of_place(&text.replace('*', ""), start),
                want,
                "{text}"
            );
        }
    }
}
