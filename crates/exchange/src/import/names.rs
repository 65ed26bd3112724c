//! Texts of lists taken apart into names as newspapers print them.

use std::borrow::Cow;

use actag_core::gazetteer::names::squeeze;

/// What a text of a list says: names, and what a person should look at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// Full names, the first first.
    pub(super) full: Vec<String>,
    /// Acronyms.
    pub(super) short: Vec<String>,
    /// What was done to the text that might be wrong.
    pub(super) look: Vec<String>,
}

/// Texts that people write where they know nothing.
const NOTHING: &[&str] = &[
    "",
    "-",
    "--",
    "—",
    "–",
    "?",
    ".",
    "n/a",
    "na",
    "n.a.",
    "none",
    "null",
    "nil",
    "nan",
    "unknown",
    "not available",
    "tbd",
    "#n/a",
    "#ref!",
    "#name?",
    "#value!",
];

/// What stands between two names of one actor. In small letters, with the spaces around it.
const BETWEEN: &[&str] = &[
    " a.k.a. ",
    " a.k.a ",
    " aka ",
    " a/k/a ",
    " also known as ",
    " f.k.a. ",
    " f.k.a ",
    " fka ",
    " formerly known as ",
    " formerly ",
    " n.k.a. ",
    " alias ",
    " / ",
    "; ",
    ";",
    "|",
];

/// What stands before another name in brackets.
const INTRODUCED: &[&str] = &[
    "also known as ",
    "formerly known as ",
    "a.k.a. ",
    "a.k.a ",
    "aka ",
    "f.k.a. ",
    "f.k.a ",
    "fka ",
    "formerly ",
    "alias ",
    "or ",
    "also ",
];

/// Words that are written small inside names.
const SMALL: &[&str] = &[
    "a", "al", "an", "and", "at", "by", "da", "das", "de", "del", "der", "des", "di", "do", "dos",
    "du", "e", "el", "for", "from", "i", "in", "la", "las", "le", "les", "los", "of", "on", "or",
    "ou", "the", "to", "und", "van", "von", "with", "y",
];

/// Returns whether a text only says that there is none.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 16 && NOTHING.contains(&text.to_lowercase().as_str())
}

/// How the texts of a list are to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reading {
    /// Of persons a comma parts the surname from the given name.
    pub(super) person: bool,
    /// All of the list is in capitals, and nothing is said of it.
    pub(super) capitals: bool,
}

/// Takes a text apart.
pub(super) fn parts(text: &str, reading: Reading) -> Parts {
    let mut parts = Parts::default();
    add(text, reading, &mut parts);
    parts
}

fn add(text: &str, reading: Reading, parts: &mut Parts) {
    let text = squeeze(text.trim_matches(['"', '“', '”', '\u{FEFF}']));
    if is_nothing(&text) {
        return;
    }
    // Bytes of the lower-cased text are not those of the text where a letter changes its length.
    let lower = text.to_ascii_lowercase();
    let split = BETWEEN
        .iter()
        .filter_map(|word| lower.find(word).map(|at| (at, word.len())))
        .filter(|&(at, _)| at > 0)
        .min();
    if let Some((at, length)) = split {
        add(&text[..at], reading, parts);
        add(&text[at + length..], reading, parts);
        return;
    }
    if let Some((before, inside, after)) = bracketed(&text) {
        let rest = squeeze(&format!("{before} {after}"));
        add(&rest, reading, parts);
        add_bracketed(&inside, reading, parts);
        return;
    }
    let turned = turned(&text, reading.person);
    if let Some(turned) = &turned {
        parts.look.push(format!("`{text}` is read as `{turned}`"));
    }
    let name = turned.unwrap_or(text);
    if reading.capitals {
        // What has more letters, and vowels, is a word.
        let is_short = name.chars().count() <= 3 || title_case(&name) == name;
        match is_acronym(&name) && is_short {
            true if !parts.full.is_empty() => parts.short.push(name),
            true => parts.full.push(name),
            false => parts.full.push(title_case(&name)),
        }
        return;
    }
    let cased = recased(&name);
    if let Some(cased) = &cased {
        parts.look.push(format!("`{name}` is written `{cased}`"));
    }
    let name = cased.unwrap_or(name);
    match is_acronym(&name) && !parts.full.is_empty() {
        true => parts.short.push(name),
        false => parts.full.push(name),
    }
}

/// Puts what stood in brackets where it belongs.
fn add_bracketed(inside: &str, reading: Reading, parts: &mut Parts) {
    let lower = inside.to_ascii_lowercase();
    if let Some(word) = INTRODUCED.iter().find(|word| lower.starts_with(*word)) {
        add(&inside[word.len()..], reading, parts);
    } else if lower == "alias" || lower == "aka" || is_nothing(inside) {
        // `Abu Foo (alias)` says what the name is, and no name.
    } else if is_acronym(inside) {
        parts.short.push(inside.to_owned());
    } else {
        let text = format!("`({inside})` is left out: is it a name, or does it say which?");
        parts.look.push(text);
    }
}

/// Returns what stands before, in and after the first brackets.
fn bracketed(text: &str) -> Option<(&str, String, &str)> {
    let open = text.find('(').filter(|&open| open > 0)?;
    let close = open + text[open..].find(')')?;
    let inside = squeeze(&text[open + 1..close]);
    Some((&text[..open], inside, &text[close + 1..]))
}

/// Returns an inverted name in its order: `Smith, Jorge`; `Order, The`.
fn turned(text: &str, person: bool) -> Option<String> {
    let (last, first) = text.split_once(", ")?;
    let article = matches!(
        first.to_ascii_lowercase().as_str(),
        "the" | "le" | "la" | "el"
    );
    let words = |text: &str| text.split(' ').count();
    let is_title = ["jr", "jr.", "sr", "sr.", "ii", "iii"].contains(&&*first.to_ascii_lowercase());
    let inverted = person && !first.contains(',') && words(last) <= 3 && words(first) <= 4;
    let last = match inverted && last.to_uppercase() == last {
        true => Cow::Owned(capitals_of_words(last)),
        false => Cow::Borrowed(last),
    };
    if article {
        // Written small it is found in the middle of a sentence, too.
        return Some(format!("{} {last}", first.to_lowercase()));
    }
    (inverted && !is_title).then(|| format!("{first} {last}"))
}

/// Returns a surname in capitals with those of its words alone, however short it is.
fn capitals_of_words(name: &str) -> String {
    let words = name.split(' ').map(|word| match word.chars().count() {
        0..=3 => capitalized(&word.to_lowercase()),
        _ => cased_word(word, true),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Returns a name of several words all in capitals as texts write it: a capital in a name demands
/// one in the text, so that as it is, headings alone would have it.
fn recased(name: &str) -> Option<String> {
    let several =
        name.contains([' ', '-']) && name.chars().filter(|c| c.is_alphabetic()).count() > 5;
    let shouted = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 3 && word.to_uppercase() == word && word.to_lowercase() != word
    };
    if !several {
        return None;
    }
    let all = name.to_uppercase() == name && name.to_lowercase() != name;
    // `BAZ, Foo`, turned, is `Foo BAZ`; `Foo UNRWA` is not.
    let person_like =
        name.split(' ').count() <= 4 && name.split(' ').filter(|word| shouted(word)).count() > 1;
    (all || person_like)
        .then(|| title_case(name))
        .filter(|cased| cased != name)
}

/// Returns a name in capitals with capitals at the beginning of its words alone.
pub(super) fn title_case(name: &str) -> String {
    let words = name.split(' ').enumerate();
    let words: Vec<String> = words.map(|(at, word)| cased_word(word, at == 0)).collect();
    words.join(" ")
}

fn cased_word(word: &str, first: bool) -> String {
    if word.contains('-') {
        let parts = word.split('-').enumerate();
        let parts: Vec<String> = parts
            .map(|(at, part)| cased_word(part, first && at == 0))
            .collect();
        return parts.join("-");
    }
    let lower = word.to_lowercase();
    // An article is written small at the beginning, too: so it is found inside a sentence.
    if lower == "the" || !first && SMALL.contains(&lower.as_str()) {
        return lower;
    }
    // `17TH` is `17th`; `M23` does not begin with a digit.
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return lower;
    }
    let has_vowel = lower.contains(|c: char| "aeiouyáéíóúàèâêîôûäöüåæø".contains(c));
    let roman = lower.chars().all(|c| "ivx".contains(c));
    let is_ascii = lower.is_ascii();
    if is_ascii && (!has_vowel || roman) && lower.len() <= 5 {
        return word.to_owned();
    }
    for article in ["d'", "l'", "d’", "l’"] {
        if let Some(rest) = lower.strip_prefix(article) {
            return format!("{article}{}", capitalized(rest));
        }
    }
    if let Some(rest) = lower.strip_prefix("o'").or(lower.strip_prefix("o’")) {
        return format!("{}{}", &word[..word.len() - rest.len()], capitalized(rest));
    }
    capitalized(&lower)
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Returns whether a text is a short word of capitals and digits: `FB`, `M23`, `FDLR-R`.
pub(super) fn is_acronym(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    let fits = |c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '-' | '.' | '/' | '&');
    (2..=10).contains(&text.chars().count())
        && (capitals >= 2 || capitals == 1 && text.contains(char::is_numeric))
        && text.chars().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, person: bool) -> String {
        let reading = Reading {
            person,
            capitals: false,
        };
        let parts = parts(text, reading);
        let mut shown = parts.full.join("|");
        if !parts.short.is_empty() {
            shown += &format!(" +{}", parts.short.join("+"));
        }
        if !parts.look.is_empty() {
            shown += " !";
        }
        shown
    }

    #[test]
    fn texts_are_taken_apart_into_names() {
        for (text, wanted) in [
            ("Foo Front", "Foo Front"),
            ("  Foo   Front ", "Foo Front"),
            ("Foo Front (FF)", "Foo Front +FF"),
            ("Foo Front (Greece)", "Foo Front !"),
            ("Foo Front (formerly Qux League)", "Foo Front|Qux League"),
            ("Abu Foo (alias)", "Abu Foo"),
            ("Foo Bar a.k.a. Qux", "Foo Bar|Qux"),
            ("Foo Bar AKA Qux Baz", "Foo Bar|Qux Baz"),
            ("Foo / Qux", "Foo|Qux"),
            ("Foo/Qux", "Foo/Qux"),
            ("Foo; Qux|Baz", "Foo|Qux|Baz"),
            ("n/a", ""),
            ("N/A", ""),
            ("Order, The", "the Order !"),
            ("FOO FRONT OF THE NORTH", "Foo Front of the North !"),
            ("AL-FOO PEOPLE'S ARMY", "Al-Foo People's Army !"),
            ("HAMAS", "HAMAS"),
            ("Foo, Bar and Baz Ltd", "Foo, Bar and Baz Ltd"),
            ("İstanbul Foo aka Bar", "İstanbul Foo|Bar"),
            ("(Foo) Front", "(Foo) Front"),
            ("Foo Front (", "Foo Front ("),
            ("“Foo Front”", "Foo Front"),
        ] {
            assert_eq!(show(text, false), wanted, "{text}");
        }
        for (text, wanted) in [
            ("Smith, Jorge", "Jorge Smith !"),
            ("FOOBAR, Jorge Luis", "Jorge Luis Foobar !"),
            ("LI, Jorge", "Jorge Li !"),
            ("Jorge Smith, Jr.", "Jorge Smith, Jr."),
            ("AL-FOOBAR, JORGE", "JORGE Al-Foobar !"),
        ] {
            assert_eq!(show(text, true), wanted, "{text}");
        }
    }

    #[test]
    fn capitals_become_those_of_a_text() {
        for (text, wanted) in [
            ("FOO PKK BAR", "Foo PKK Bar"),
            ("ARMY OF FOO II", "Army of Foo II"),
            ("CÔTE D'IVOIRE", "Côte d'Ivoire"),
            ("THE 17TH FOO ARMY", "the 17th Foo Army"),
            ("O'BRIEN", "O'Brien"),
            ("JAMIAT-UL-FOO", "Jamiat-Ul-Foo"),
        ] {
            assert_eq!(title_case(text), wanted);
        }
        assert!(
            is_acronym("M23") && is_acronym("FDLR-R") && !is_acronym("Foo") && !is_acronym("2017")
        );
    }
}
