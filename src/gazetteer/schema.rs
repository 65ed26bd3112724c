//! The keys of a gazetteer, and the nearest known word to a mistaken one.

/// Keys of a file.
pub(super) const FILE: &[&str] = &["type", "actors", "families"];

/// Keys of an actor.
pub(super) const ACTOR: &[&str] = &[
    "id",
    "name",
    "type",
    "country",
    "part_of",
    "aliases",
    "adjectives",
    "metonyms",
    "short_names",
    "guarded",
    "codes",
    "roles",
    "not",
    "matches",
    "never",
];

/// Keys of an entry under `guarded`.
pub(super) const GUARDED: &[&str] = &[
    "name",
    "case",
    "needs",
    "unless",
    "before",
    "after",
    "not_before",
    "not_after",
    "weak",
];

/// Keys of an entry under `roles`.
pub(super) const ROLE: &[&str] = &["title", "of", "from", "until", "codes"];

/// Keys of a family.
pub(super) const FAMILY: &[&str] = &[
    "each",
    "id",
    "name",
    "type",
    "country",
    "part_of",
    "aliases",
    "adjectives",
    "metonyms",
    "short_names",
    "guarded",
    "codes",
    "not",
];

/// Keys of a family's `each`.
pub(super) const EACH: &[&str] = &["type", "id"];

/// Columns of a CSV gazetteer; `codes.<scheme>` are columns, too.
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "name",
    "aliases",
    "type",
    "country",
    "part_of",
    "adjectives",
    "metonyms",
    "short_names",
    "codes",
];

/// What a family's texts may hold between `<` and `>`.
pub(super) const PLACEHOLDERS: &[&str] =
    &["id", "name", "alias", "adjective", "metonym", "country"];

/// The documented types; others are allowed.
pub(super) const TYPES: &[&str] = &[
    "government",
    "military",
    "militia",
    "agency",
    "coalition",
    "organization",
    "party",
    "company",
    "media",
    "person",
    "place",
];

/// Well-known public schemes of codes: ISO 3166, Wikidata, GeoNames, CAMEO (event data), Correlates of War,
/// Gleditsch-Ward, the Legal Entity Identifier, stock tickers, the International Standard Name Identifier, OFAC's list of
/// sanctions, and the Global Terrorism Database; others are allowed.
pub(super) const SCHEMES: &[&str] = &[
    "iso2",
    "iso3",
    "wikidata",
    "geonames",
    "cameo",
    "cow",
    "gw",
    "lei",
    "ticker",
    "isni",
    "ofac",
    "gtd",
    "iso3166-2",
];

/// The known word that was probably meant by `word`, if any is near enough.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    // A third of the letters may be wrong: enough for a slip or another spelling, too little for another word.
    let allowed = (word.chars().count() / 3).clamp(1, 5);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        if candidate.len().abs_diff(word.len()) > allowed && !begins_alike(candidate, &word) {
            continue;
        }
        let mut distance = strsim::osa_distance(&candidate.to_lowercase().replace('_', "-"), &word);
        if distance > allowed && begins_alike(candidate, &word) {
            distance = allowed;
        }
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// `alias` for `aliases`, `adjs` no: one is the whole beginning of the other, and not by accident.
fn begins_alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 3 && short.len() * 2 >= long.len() && long.starts_with(short)
}

/// Words for a message: `` `a`, `b` and `c` ``.
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_what_was_meant() {
        let t = |word: &str, wanted: Option<&str>| {
            assert_eq!(nearest(word, ACTOR.iter().copied()), wanted, "{word}")
        };
        t("alias", Some("aliases"));
        t("Aliases", Some("aliases"));
        t("part-of", Some("part_of"));
        t("partof", Some("part_of"));
        t("shortnames", Some("short_names"));
        t("adjectve", Some("adjectives"));
        t("role", Some("roles"));
        t("colour", None);
        t("x", None);
    }
}
