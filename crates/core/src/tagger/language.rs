//! Adjectives that name a language, and not who speaks it: *fluent in Arabic*, *Persian-language*
//! (rule 5).

use std::ops::Range;

use super::company::is_capitalised;
use crate::text::lists::Words;
use crate::text::words::words_before;

/// Languages that are called by the adjective of a state or a people.
static LANGUAGES: Words = Words::new(
    "\
    afrikaans albanian algerian amharic arabic aramaic armenian assyrian azerbaijani azeri baluchi \
    basque belarusian bengali berber bosnian breton bulgarian burmese cantonese catalan chechen \
    chinese circassian coptic corsican croatian czech danish dari dutch english estonian ethiopic \
    faroese farsi fijian filipino finnish flemish french gaelic galician georgian german greek \
    greenlandic hawaiian hebrew hindi hungarian icelandic indonesian inuit irish italian japanese \
    kazakh khmer kirghiz korean kurdish kyrgyz lao laotian latin latvian lithuanian luxembourgish \
    macedonian malagasy malay maltese mandarin maori mongolian montenegrin nepalese nepali \
    norwegian ossetian pashto persian polish portuguese punjabi quechua romanian romansh russian \
    samoan sanskrit serbian sindhi sinhalese slovak slovene slovenian somali spanish swahili \
    swedish syriac tagalog tajik tamil tatar thai tibetan tongan turkish turkmen uighur ukrainian \
    urdu uyghur uzbek vietnamese welsh yiddish",
);

/// Words behind any adjective that say so.
static NOUNS: Words = Words::new("dialect dialects language languages");

/// Further words behind a language, in small letters.
static NOUNS_OF_LANGUAGES: Words = Words::new(
    "\
    acronym acronyms alphabet dictionaries dictionary grammar lessons proverb proverbs script \
    speaker speakers speaking subtitles translation translations transliteration word words",
);

/// Words before a language that ends the phrase.
static VERBS: Words = Words::new(
    "\
    in learn learned learning learns learnt read reading reads speak speaking speaks spoke spoken \
    studied studies study studying taught teach teaches teaching understand understands understood",
);

/// Words before *into*, *from* and *to*.
static TRANSLATED: Words = Words::new(
    "\
    translate translated translates translating translation translations",
);

/// Words between such a word and the language.
static HOW: Words = Words::new(
    "\
    accented basic broken conversational elementary excellent flawless fluent good halting limited \
    little native no only passable perfect poor rudimentary simple some",
);

/// Words behind a language with which something else begins.
static GOES_ON: Words = Words::new(
    "\
    about after although always am and are as at be because been before better but by can cannot \
    could during enough for from had has have he her his i if in is it may must nor not of often \
    on or over she should since so sometimes than that the their then they through to under \
    until very via was we well were when where which while who will with without would you",
);

/// Languages of a list that are looked at.
const MOST_IN_LIST: usize = 8;

/// What joins the languages of a list.
const JOINTS: &[&str] = &[", and ", ", or ", " and ", " or ", ", "];

/// Returns whether an adjective is a language at a span.
pub(super) fn is_language(text: &str, span: &Range<usize>) -> bool {
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    if behind.starts_with("'s") || behind.starts_with("’s") {
        return false;
    }
    let next = behind.strip_prefix([' ', '-', '\n']).unwrap_or("");
    let next = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    if NOUNS.has(next) {
        return true;
    }
    // The word itself is looked up last: adjectives are frequent, and what tells of a language is
    // not.
    let is_small = next.starts_with(char::is_lowercase) || next.eq_ignore_ascii_case("speaking");
    let tells = is_small && NOUNS_OF_LANGUAGES.has(next)
        || is_beside_english(before, behind)
        || (is_spoken(text, span) || is_listed_with_english(text, span.start))
            && ends_phrase(text, span.end);
    tells && LANGUAGES.has(&text[span.clone()])
}

/// Returns whether a list joins a language with *English*, which is no state’s alone.
fn is_beside_english(before: &str, behind: &str) -> bool {
    let joined = JOINTS.iter().find_map(|joint| before.strip_suffix(joint));
    let precedes = [" and ", " or "];
    let followed = precedes.iter().find_map(|joint| behind.strip_prefix(joint));
    joined.is_some_and(|list| list.ends_with("English"))
        || followed.is_some_and(|list| list.starts_with("English"))
}

/// Returns whether *English* is in the list before byte `at`.
fn is_listed_with_english(text: &str, at: usize) -> bool {
    text[start_of_list(text, at)..at].contains("English")
}

/// Returns whether the words before a language, or before the list in which it stands, are of
/// speaking or of translating.
fn is_spoken(text: &str, span: &Range<usize>) -> bool {
    let start = start_of_list(text, span.start);
    let mut words = words_before(text, start).peekable();
    words.next_if(|how| HOW.has(how));
    match words.next() {
        Some("into" | "from" | "to") => words.next().is_some_and(|verb| TRANSLATED.has(verb)),
        Some(verb) => VERBS.has(verb),
        None => false,
    }
}

/// Returns where a list of words with capitals begins that ends before byte `at`.
fn start_of_list(text: &str, at: usize) -> usize {
    let mut at = at;
    for _ in 0..MOST_IN_LIST {
        let list = JOINTS
            .iter()
            .find_map(|joint| text[..at].strip_suffix(joint));
        let Some(list) = list else { break };
        let word = list
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or("");
        if !is_capitalised(word) {
            break;
        }
        at = list.len() - word.len();
    }
    at
}

/// Returns whether nothing follows a language, or the list in which it stands, that it could be the
/// adjective of: *speaks Russian well*, not *in Russian hands*.
fn ends_phrase(text: &str, end: usize) -> bool {
    let mut behind = &text[end..];
    for _ in 0..MOST_IN_LIST {
        let list = JOINTS.iter().find_map(|joint| behind.strip_prefix(joint));
        let Some(list) = list.filter(|list| is_capitalised(list)) else {
            break;
        };
        behind = list.trim_start_matches(char::is_alphabetic);
    }
    if may_end(behind) {
        return true;
    }
    let next = behind.strip_prefix([' ', '\n']).unwrap_or("");
    let word = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    GOES_ON.has(word) || word.ends_with("ly") && word.len() > "only".len()
}

/// Returns whether a phrase may end before some text: nothing, a sign or a blank line follows.
fn may_end(behind: &str) -> bool {
    let signs = ['.', ',', ';', ':', '!', '?', ')', ']', '"', '”', '’', '—'];
    behind.is_empty() || behind.starts_with(signs) || behind.starts_with("\n\n") || behind == "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_5_languages() {
        for (text, want) in [
            ("speaks *Russian*", true),
            ("spoke only *Turkish*.", true),
            ("learned *Chinese* at home", true),
            ("fluent in Arabic, *French* and German", true),
            ("English, French and *German*; others", true),
            ("*Spanish* or English", true),
            ("said in *Spanish* that", true),
            ("in *Arabic*", true),
            ("translated into *Persian* by", true),
            ("a *Kurdish*-language paper", true),
            ("the *Iraqi* dialect", true),
            ("*Greek* speakers", true),
            ("the *Spanish* Speaking and", true),
            ("who do not speak *French* are", true),
            ("spoke with *Russian* officials", false),
            ("in *German* custody", false),
            ("in *French* and German prisons", false),
            ("taught *Iraqi* troops", false),
            ("study *Chinese* intentions", false),
            ("the *Russian* Speaker", false),
            ("the *French*’s language", false),
            ("English, French and *German* troops", false),
            ("from *Russian* sources", false),
        ] {
            let start = text.find('*').unwrap();
            let end = text.rfind('*').unwrap() - 1;
            let found = is_language(&text.replace('*', ""), &(start..end));
            assert_eq!(found, want, "{text}");
        }
    }
}
