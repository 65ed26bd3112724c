//! The keys and columns of a gazetteer, and the nearest known word to a mistaken one.

use crate::schema::keys;
pub(crate) use crate::schema::keys::{ACTOR, CHANGE, CODE, EACH, FAMILY, FILE, GUARDED, Key, ROLE};

/// Columns of a CSV table of additions; `codes.<scheme>` are columns, too.
pub(crate) const ADDED_COLUMNS: &[&str] = &[
    "actor",
    "title",
    "of",
    "from",
    "until",
    "known_until",
    "codes",
];

/// Columns of a CSV gazetteer; `codes.<scheme>` are columns, too.
pub(crate) const COLUMNS: &[&str] = &[
    "id",
    "name",
    "aliases",
    "type",
    "country",
    "part_of",
    "adjectives",
    "metonyms",
    "short_names",
    "guarded",
    "not",
    "codes",
    "roles",
    "matches",
    "never",
    "placeholder",
    "allow",
    "note",
];

/// What a family's texts may hold between `<` and `>`.
pub(crate) const PLACEHOLDERS: &[&str] =
    &["id", "name", "alias", "adjective", "metonym", "country"];

/// The documented types; others are allowed.
pub(crate) const TYPES: &[&str] = &first_of_each(keys::TYPES);

const fn first_of_each<const N: usize>(pairs: [(&'static str, &str); N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = pairs[at].0;
        at += 1;
    }
    names
}

/// Returns the names of some keys.
pub(crate) fn names(keys: &[Key]) -> impl Iterator<Item = &'static str> {
    keys.iter().map(|key| key.name)
}

/// Returns the known word that was probably meant by `word`, if any is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase().replace(['_', ' '], "-");
    // A third of the letters may be wrong: enough for a slip or another spelling, too little for
    // another word.
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
pub(crate) fn listed(words: &[&str]) -> String {
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
            assert_eq!(nearest(word, names(ACTOR)), wanted, "{word}")
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
