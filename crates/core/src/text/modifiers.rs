//! Which half of a hyphenated pair tells how the actor in it stands to who acts (rule 8).

use std::ops::Range;

use super::chars::{CharInfo, Class};
use super::fold::fold;
use super::lists::Words;

/// Prefixes that put whoever acts beside the actor: against or for it, outside of it, before or
/// after it, in place of it. Prefixes that only count, measure or name a second people (*half*,
/// *all*, *Afro*, *Sino*) are none.
static PREFIXES: Words = Words::new(
    "\
    anti counter cross ex former inter intra mid neo non pan post pre pro pseudo quasi trans",
);

/// Participles that are modifiers with any capitals and behind any dash. They are the most
/// frequent behind names in news and reports.
static RELATIONS: Words = Words::new(
    "\
    administered affiliated aligned allied appointed armed associated backed based brokered \
    built controlled designated dominated equipped facilitated financed flagged founded \
    funded governed held inspired leaning led linked made mandated mediated occupied \
    operated owned populated recognized registered ruled run sanctioned speaking sponsored \
    supplied supported supporting trained",
);

/// Further participles that end otherwise than with *-ed*, and those with *-eed*.
static IRREGULAR: Words = Words::new(
    "\
    agreed begun born bought bound brought caught chosen cut dealt decreed drawn driven \
    dug fed flown fought found freed given grown guaranteed hidden hit kept known laden laid \
    lent lit looking lost meant overrun overseen paid put ridden sent set shaken shot shown \
    sold sought sounding spent spun stolen stricken struck sworn taken taught thrown torn \
    undertaken underwritten won worn woven written",
);

/// Words that end with *-ed* and are no participles.
static NO_PARTICIPLES: Words = Words::new(
    "\
    biped hatred hundred infrared kindred moped sacred shed shred sled",
);

/// Returns whether the half before a mention is a prefix that makes it a modifier.
pub fn is_prefix(half: &str) -> bool {
    PREFIXES.has(&fold(half))
}

/// Returns whether the half behind a mention is a participle that makes it a modifier; `dash` is
/// what joins them.
pub fn is_participle(half: &str, dash: char) -> bool {
    let folded = fold(half);
    if RELATIONS.has(&folded) {
        return true;
    }
    // Behind an en dash a sentence goes on as often as not (*the army of Chad–deployed in May–*),
    // and with a capital it may be somebody's name (*Assad-Mohammed*).
    let is_small = !half.chars().any(|c| CharInfo::of(c).is_upper());
    is_small && !matches!(dash, '‒' | '–') && (IRREGULAR.has(&folded) || is_regular(&folded))
}

/// Returns whether a folded word looks like a participle with *-ed*. Words with *-eed* are nouns
/// and verbs (*speed*, *need*, *succeed*).
fn is_regular(folded: &str) -> bool {
    folded.len() > 3
        && folded.ends_with("ed")
        && !folded.ends_with("eed")
        && !NO_PARTICIPLES.has(folded)
}

/// Endings of the names of files.
static FILE_ENDINGS: Words = Words::new(
    "\
    asp aspx csv doc docx gif htm html jpeg jpg json md mp3 mp4 odt pdf php png ppt pptx rtf \
    shtml txt xls xlsx xml zip",
);

/// Bytes looked over on either side for the address that a place is in: more than nearly any has,
/// and a bound where a text has no spaces.
const LONGEST_ADDRESS: usize = 400;

/// Returns whether a place of a text is inside of an address of the web or of mail, of a path, or
/// of the name of a file: hyphens stand for spaces there, and what they join is no pair.
pub fn is_in_address(text: &str, place: &Range<usize>) -> bool {
    is_address(unbroken(text, place))
}

/// Returns the text around a place up to white space, a quote or an angle bracket.
fn unbroken<'t>(text: &'t str, place: &Range<usize>) -> &'t str {
    let ends = |c: char| {
        let class = CharInfo::of(c).class();
        let is_space = matches!(class, Class::Space | Class::Break | Class::Paragraph);
        is_space || class == Class::Quote || matches!(c, '<' | '>')
    };
    let first = text.floor_char_boundary(place.start.saturating_sub(LONGEST_ADDRESS));
    let last = text.ceil_char_boundary((place.end + LONGEST_ADDRESS).min(text.len()));
    let before = &text[first..place.start];
    let start = before
        .char_indices()
        .rev()
        .find(|&(_, c)| ends(c))
        .map_or(first, |(at, c)| first + at + c.len_utf8());
    let end = text[place.end..last]
        .find(ends)
        .map_or(last, |length| place.end + length);
    &text[start..end]
}

fn is_address(unbroken: &str) -> bool {
    // What closes a sentence or a bracket is no part of it.
    let written = unbroken.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '\\'));
    let Some(first) = written.split(['/', '?', '#']).next() else {
        return false;
    };
    let slashes = written.matches('/').count();
    written.contains("://")
        || written.contains(['\\', '@', '_', '='])
        || slashes > 1
        || written.starts_with(['/', '~'])
        || is_host(first)
        || has_file_ending(written)
}

/// Returns whether the part of an unbroken text before the first slash looks like the name of a
/// host: small letters and digits, with a stop between two of them.
fn is_host(first: &str) -> bool {
    let labels = || first.split('.');
    let is_label = |label: &str| {
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !label.is_empty() && label.chars().all(is_part)
    };
    labels().count() > 1
        && labels().all(is_label)
        && labels().next_back().is_some_and(|last| last.len() > 1)
}

fn has_file_ending(written: &str) -> bool {
    let path = written.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| fold(ending));
    ending.is_some_and(|ending| FILE_ENDINGS.has(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_apart() {
        for word in IRREGULAR.each() {
            assert!(!RELATIONS.has(word), "{word}");
            assert!(!is_regular(word), "{word} needs no line");
        }
        for word in NO_PARTICIPLES.each() {
            assert!(word.ends_with("ed"), "{word}");
        }
    }

    #[test]
    fn participles() {
        for (half, hyphen, en_dash) in [
            ("backed", true, true),
            ("BACKED", true, true),
            ("Led", true, true),
            ("brokered", true, true),
            ("hijacked", true, false),
            ("Hijacked", false, false),
            ("fought", true, false),
            ("agreed", true, false),
            ("speed", false, false),
            ("hundred", false, false),
            ("red", false, false),
            ("Ahmed", false, false),
            ("Mohammed", false, false),
            ("the", false, false),
            ("S", false, false),
            ("фронт", false, false),
        ] {
            assert_eq!(is_participle(half, '-'), hyphen, "{half}");
            assert_eq!(is_participle(half, '–'), en_dash, "{half}");
        }
    }

    #[test]
    fn prefixes() {
        for half in ["pro", "Pro", "ANTI", "non", "ex", "mid", "trans", "counter"] {
            assert!(is_prefix(half), "{half}");
        }
        for half in [
            "on", "IBA", "Afro", "Sino", "all", "half", "al", "U", "called",
        ] {
            assert!(!is_prefix(half), "{half}");
        }
    }

    #[test]
    fn addresses() {
        for (text, want) in [
            ("https://a.org/us/Iran-backed-militias", true),
            ("(https://a.org/Iran-backed).", true),
            ("www.a.org/Iran-backed", true),
            ("bbc.co.uk/Iran-backed", true),
            ("Iran-backed.org", false),
            ("pro-Iran.example.org/x", false),
            ("iran-pro-Iran@a.org", true),
            ("/home/x/Iran-backed", true),
            ("C:\\texts\\Iran-backed", true),
            ("reports/2020/Iran-backed", true),
            ("Iran-backed.pdf", true),
            ("Iran-backed.PDF,", true),
            ("x_Iran-backed_2020", true),
            ("index.php?q=Iran-backed", true),
            ("_Iran-backed_", false),
            ("Iran-backed/Israel-led", false),
            ("Iran-backed.", false),
            ("(Iran-backed)", false),
            ("#Iran-backed", false),
            ("“Iran-backed”", false),
            ("Iran-backed…", false),
        ] {
            let start = text.rfind("Iran").unwrap();
            assert_eq!(is_in_address(text, &(start..start + 4)), want, "{text}");
        }
    }

    #[test]
    fn an_address_is_looked_for_nearby() {
        let text = format!("https://{}Iran-backed", "é".repeat(100_000));
        let start = text.rfind("Iran").unwrap();
        assert!(unbroken(&text, &(start..start + 4)).len() < 3 * LONGEST_ADDRESS);
    }
}
