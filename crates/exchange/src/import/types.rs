//! Words that lists use for the types of actors.

/// Words, in small letters and the singular, and the type that is meant.
const WORDS: &[(&str, &str)] = &[
    ("armed group", "militia"),
    ("armed forces", "military"),
    ("army", "military"),
    ("rebel group", "militia"),
    ("rebel", "militia"),
    ("insurgent", "militia"),
    ("insurgent group", "militia"),
    ("terrorist", "militia"),
    ("terrorist group", "militia"),
    ("terrorist organization", "militia"),
    ("paramilitary", "militia"),
    ("non-state armed group", "militia"),
    ("country", "government"),
    ("state", "government"),
    ("ministry", "agency"),
    ("public body", "agency"),
    ("police", "agency"),
    ("ngo", "organization"),
    ("igo", "organization"),
    ("org", "organization"),
    ("organisation", "organization"),
    ("legal entity", "organization"),
    ("corporation", "company"),
    ("firm", "company"),
    ("business", "company"),
    ("newspaper", "media"),
    ("media outlet", "media"),
    ("broadcaster", "media"),
    ("political party", "party"),
    ("human", "person"),
    ("individual", "person"),
    ("people", "person"),
    ("politician", "person"),
    ("per", "person"),
    ("city", "place"),
    ("town", "place"),
    ("location", "place"),
    ("region", "place"),
    ("gpe", "place"),
    ("loc", "place"),
    ("fac", "place"),
    ("norp", "community"),
    ("alliance", "coalition"),
];

/// Returns the type that a word of a list means; what is no word of [`WORDS`] is a type of its own,
/// in small letters with hyphens.
pub(super) fn type_of(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let one = text.strip_suffix('s').unwrap_or(&text);
    let one = text
        .strip_suffix("ies")
        .map_or(one.to_owned(), |stem| format!("{stem}y"));
    let known = WORDS.iter().find(|(word, _)| *word == text || *word == one);
    if let Some((_, meant)) = known {
        return (*meant).to_owned();
    }
    let own = [
        "government",
        "military",
        "militia",
        "agency",
        "coalition",
        "organization",
        "party",
        "company",
        "person",
        "place",
    ];
    if own.contains(&one.as_str()) {
        return one;
    }
    text.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::type_of;

    #[test]
    fn words_of_lists_are_types() {
        for (text, wanted) in [
            ("Militia", "militia"),
            ("Militias", "militia"),
            ("Armed Groups", "militia"),
            ("companies", "company"),
            ("PERSON", "person"),
            ("ORG", "organization"),
            ("Political Party", "party"),
            ("media", "media"),
            ("Tribal council", "tribal-council"),
        ] {
            assert_eq!(type_of(text), wanted, "{text}");
        }
    }
}
