//! Which language a text is in, told by its commonest words, or by its letters.
//!
//! A detector that compares n-grams takes longer than all of tagging does. This one looks at the
//! beginning of a text, and says nothing where it is not sure.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::words::{LETTERS, WORDS};

/// Words that are looked at.
const MOST_WORDS: usize = 80;
/// Characters that are looked at: some scripts do not part words.
const MOST_CHARS: usize = 600;
/// How often words are counted up on the way, to stop where there is no doubt.
const LOOK_EVERY: usize = 16;
/// The fewest words of a language that tell it.
const FEWEST: u8 = 3;
/// Of these, the fewest that are common: a list of names has letters of its own, and none of them.
const FEWEST_COMMON: u8 = 2;
/// By how many it must be ahead of its neighbours.
const AHEAD: u8 = 2;
/// A list of names is in no language: of so many words, one at least is a common one.
const AMONG: usize = 12;
/// The fewest letters of a script that tell its language.
const FEWEST_LETTERS: u16 = 8;

/// Returns the ISO 639-1 code of the language of a text; `None` where it is not sure.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let known = known();
    let mut counts = WordCounts::new(known);
    let mut word = Word::default();
    for c in text.chars().take(MOST_CHARS) {
        if c.is_ascii_alphabetic() {
            word.push_byte(c.to_ascii_lowercase() as u8);
        } else if !c.is_ascii() && is_of_word(c) {
            counts.letter(c);
            word.push(c, known);
        } else if word.length > 0 {
            counts.word(&word);
            word.clear();
            let looks = counts.words.is_multiple_of(LOOK_EVERY);
            if looks && (counts.words >= MOST_WORDS || counts.is_plain()) {
                break;
            }
        }
    }
    counts.word(&word);
    counts.by_words().or_else(|| counts.by_script())
}

/// A word in small letters; what is longer than any common word is cut.
#[derive(Default)]
struct Word {
    letters: [u8; 32],
    length: usize,
    /// Languages that it has a letter of.
    languages: u64,
}

impl Word {
    fn push_byte(&mut self, byte: u8) {
        if let Some(place) = self.letters.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }

    fn clear(&mut self) {
        self.length = 0;
        self.languages = 0;
    }

    fn push(&mut self, c: char, known: &Vocabulary) {
        match c {
            // Most of what is not ASCII, without the tables of all capitals.
            'а'..='я' | '\u{590}'..='\u{109f}' | '\u{1100}'.. => self.push_small(c, known),
            'А'..='Я' => self.push_small(char::from_u32(c as u32 + 0x20).unwrap_or(c), known),
            _ => c
                .to_lowercase()
                .for_each(|small| self.push_small(small, known)),
        }
    }

    fn push_small(&mut self, c: char, known: &Vocabulary) {
        self.languages |= known.letters.get(c as usize).copied().unwrap_or(0);
        for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
            self.push_byte(byte);
        }
    }
}

/// Combining marks belong to words: in Indic scripts every second letter has one.
fn is_of_word(c: char) -> bool {
    match c {
        'À'..='ÿ' => c != '×' && c != '÷',
        'Ā'..='ɏ' | '\u{300}'..='\u{36f}' | 'Ѐ'..='ҁ' => true,
        '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff20}' => false,
        '\u{900}'..='\u{dff}' => !matches!(c, '\u{964}' | '\u{965}'),
        _ => c.is_alphabetic(),
    }
}

/// What is known of languages, each of which is a bit.
struct Vocabulary {
    words: FxHashMap<&'static [u8], u64>,
    /// By code point.
    letters: Vec<u64>,
}

fn known() -> &'static Vocabulary {
    static KNOWN: OnceLock<Vocabulary> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let (mut words, mut letters) = (FxHashMap::default(), Vec::new());
        for (number, (code, common)) in WORDS.iter().enumerate() {
            for word in common.split_ascii_whitespace() {
                *words.entry(word.as_bytes()).or_insert(0) |= 1 << number;
            }
            let own = LETTERS.iter().filter(|(of, _)| of == code);
            for letter in own.flat_map(|(_, own)| own.chars()) {
                let place = letter as usize;
                letters.resize(letters.len().max(place + 1), 0);
                if let Some(languages) = letters.get_mut(place) {
                    *languages |= 1 << number;
                }
            }
        }
        Vocabulary { words, letters }
    })
}

// A bit each.
const _: () = assert!(WORDS.len() <= 64);

struct WordCounts {
    known: &'static Vocabulary,
    words: usize,
    /// Words of each language: common ones, and those with its letters.
    of: [u8; WORDS.len()],
    /// Of which common ones.
    common: [u8; WORDS.len()],
    /// Letters of each script that has one language.
    scripts: [u16; SCRIPTS.len()],
    /// All letters but ASCII.
    letters: u16,
}

impl WordCounts {
    fn new(known: &'static Vocabulary) -> Self {
        Self {
            known,
            words: 0,
            of: [0; WORDS.len()],
            common: [0; WORDS.len()],
            scripts: [0; SCRIPTS.len()],
            letters: 0,
        }
    }

    fn word(&mut self, word: &Word) {
        let letters = word.letters.get(..word.length).unwrap_or_default();
        if letters.is_empty() {
            return;
        }
        self.words += 1;
        let common = self.known.words.get(letters).copied().unwrap_or(0);
        add(&mut self.common, common);
        add(&mut self.of, common | word.languages);
    }

    fn letter(&mut self, c: char) {
        self.letters += 1;
        // Latin, Cyrillic and Arabic letters are of many languages.
        if matches!(c, '\0'..='\u{36f}' | '\u{400}'..='\u{52f}' | '\u{600}'..='\u{77f}') {
            return;
        }
        let place = SCRIPTS.partition_point(|(first, _, _)| *first <= c);
        let script = place.checked_sub(1);
        let script = script.filter(|&at| SCRIPTS.get(at).is_some_and(|(_, last, _)| c <= *last));
        if let Some(count) = script.and_then(|at| self.scripts.get_mut(at)) {
            *count += 1;
        }
    }

    /// Returns the language with the most common words, how many, and how many the next one has.
    fn leader(&self) -> (usize, u8, u8) {
        let (mut first, mut most, mut next) = (0, 0, 0);
        for (number, &count) in self.of.iter().enumerate() {
            if count > most {
                (first, most, next) = (number, count, most);
            } else {
                next = next.max(count);
            }
        }
        (first, most, next)
    }

    /// Whether more words would change nothing.
    fn is_plain(&self) -> bool {
        let (_, most, next) = self.leader();
        most >= 2 * FEWEST && most - next > 2 * AHEAD
    }

    fn by_words(&self) -> Option<&'static str> {
        let (first, most, next) = self.leader();
        // Neighbours share words, by which neither gets ahead; the others must be enough of all.
        let ahead = most - next;
        let is_ahead = ahead >= AHEAD && usize::from(ahead) * 5 >= usize::from(most);
        let is_common = self
            .common
            .get(first)
            .is_some_and(|&common| common >= FEWEST_COMMON);
        let is_sure =
            most >= FEWEST && is_common && is_ahead && usize::from(most) * AMONG >= self.words;
        let (code, _) = WORDS.get(first).filter(|_| is_sure)?;
        Some(*code).filter(|code| !code.is_empty())
    }

    /// Returns the language of a script that has but one, if most of the text is in it.
    fn by_script(&self) -> Option<&'static str> {
        let of = |wanted: &str| -> u16 {
            let scripts = SCRIPTS.iter().zip(self.scripts);
            let wanted = scripts.filter(|((_, _, code), _)| *code == wanted);
            wanted.map(|(_, count)| count).sum()
        };
        let (kana, han) = (of("ja"), of("zh"));
        let (code, count) = if kana + han == 0 {
            let scripts = SCRIPTS.iter().zip(self.scripts);
            let ((_, _, code), count) = scripts.max_by_key(|(_, count)| *count)?;
            (*code, count)
        } else if kana * 10 >= han {
            // Chinese characters are Japanese among kana.
            ("ja", kana + han)
        } else if kana * 30 <= han {
            ("zh", han)
        } else {
            return None;
        };
        let is_most = count > self.letters / 2 && usize::from(count) > self.words;
        (count >= FEWEST_LETTERS && is_most).then_some(code)
    }
}

/// Counts one more for each of some languages.
fn add(counts: &mut [u8; WORDS.len()], mut languages: u64) {
    while languages != 0 {
        if let Some(count) = counts.get_mut(languages.trailing_zeros() as usize) {
            *count = count.saturating_add(1);
        }
        languages &= languages - 1;
    }
}

/// Blocks of scripts, in order, that are of one language, or nearly all of whose texts are.
const SCRIPTS: [(char, char, &str); 22] = [
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{531}', '\u{58f}', "hy"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{780}', '\u{7bf}', "dv"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b00}', '\u{b7f}', "or"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{e80}', '\u{eff}', "lo"),
    ('\u{f00}', '\u{fff}', "bo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{3040}', '\u{30ff}', "ja"),
    ('\u{4e00}', '\u{9fff}', "zh"),
    ('\u{ac00}', '\u{d7a3}', "ko"),
];

#[cfg(test)]
mod tests;
