//! The words of all names: the alphabet that the automaton reads.
//!
//! A folded name is cut into tokens: words of letters and digits, and every other character by
//! itself. A space between two words is implied; beside a sign it is a token of its own.
//! So the cut is injective (`at&t` and `at & t` differ), and a text is cut like a name wherever a
//! walk begins, because folding keeps no state.
//!
//! Each token has a code of one to four bytes, the frequent ones the short codes. The first byte of
//! a code is below 0x80 and all others are not, so no match of the automaton begins or ends inside
//! a token.

use aho_corasick::automaton::StateID;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::key::{Key, count_letters, is_spaced_word};

/// The tokens of all names, by key: an open-addressing table with four slots a cache line.
///
/// Two tokens of one key are one here: what the automaton finds is confirmed by its letters.
#[derive(Debug)]
pub(super) struct Vocabulary {
    lines: Box<[Line]>,
    /// The code of a space that is a token of its own, if any name has one.
    space: Option<TokenCode>,
}

/// What the automaton knows of a token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) code: TokenCode,
    /// The state behind this token, read from the start state.
    pub(super) alone: StateID,
    /// The one pattern that is this token and nothing else.
    pub(super) only: OnlyPattern,
}

/// The pattern that a token is by itself, if there is exactly one, and whether it is a leaf: no
/// pattern continues behind it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OnlyPattern(u32);

impl OnlyPattern {
    pub(super) fn new(pattern: usize, is_leaf: bool) -> Self {
        Self((pattern as u32 + 1) << 1 | u32::from(is_leaf))
    }

    /// Returns the pattern, and whether it is a leaf.
    #[inline(always)]
    pub(super) fn get(self) -> Option<(usize, bool)> {
        let pattern = (self.0 >> 1).checked_sub(1)?;
        Some((pattern as usize, self.0 & 1 != 0))
    }
}

/// The bytes of a token's code, the first one lowest, zeros behind them. Zero marks an empty slot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TokenCode(u32);

/// Slots that lie in one cache line and are compared at once.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Line {
    /// The low halves of keys; the high halves choose the line.
    tags: [u32; SLOTS],
    /// Slots in use come first.
    codes: [TokenCode; SLOTS],
    alone: [StateID; SLOTS],
    only: [OnlyPattern; SLOTS],
}

const SLOTS: usize = 4;

const _: () = assert!(size_of::<Line>() == 64);

/// Tokens for each line, on average: few lines are full, behind which a search has to continue.
const LOAD: usize = 2;

impl TokenCode {
    /// How many first bytes there are of codes of one, two, three and four bytes: 24 tokens have
    /// one byte, 8,192 two, 507,904 three, 16,777,216 four. First bytes are 1 to 127: zero marks an
    /// empty slot.
    ///
    /// Long codes have the low ones: most names begin with a rare word, and the builder looks for
    /// the transition of the start state from the lowest byte on, name for name.
    const FIRST_BYTES: [u32; 4] = [24, 64, 31, 8];

    /// Returns the code of the token with that rank, from 0 for the most frequent; `None` if there
    /// are too many.
    fn of_rank(rank: usize) -> Option<Self> {
        // Codes of one byte first, which 24 tokens have; a million names have 86,635 distinct
        // tokens, and 4.9 bytes of codes each.
        let mut rest = u32::try_from(rank).ok()?;
        let mut first = 0x80;
        for (more, count) in (0u32..).zip(Self::FIRST_BYTES) {
            first -= count;
            let codes = count << (7 * more);
            if rest < codes {
                let others = (1..=more).map(|place| {
                    let part = rest >> (7 * (more - place)) & 0x7F;
                    (0x80 | part) << (8 * place)
                });
                return Some(Self(first + (rest >> (7 * more)) + others.sum::<u32>()));
            }
            rest -= codes;
        }
        None
    }

    fn is_used(self) -> bool {
        self.0 != 0
    }

    /// Returns its bytes.
    #[inline(always)]
    pub(super) fn bytes(self) -> impl Iterator<Item = u8> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let byte = rest as u8;
            rest >>= 8;
            (byte != 0).then_some(byte)
        })
    }
}

impl Vocabulary {
    /// Returns the tokens of many names, given by their keys in shares; `None` if there are too
    /// many for codes of four bytes.
    pub fn of(shares: &[Vec<u64>]) -> Option<Self> {
        let mut counted: Vec<(u64, u32)> = shares.par_iter().flat_map_iter(count).collect();
        counted.par_sort_unstable();
        let mut tokens: Vec<(u32, u64)> = counted
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| {
                let count = same.iter().map(|&(_, count)| count);
                // The frequent ones first when sorted, as if counted downwards.
                (!count.fold(0, u32::saturating_add), same[0].0)
            })
            .collect();
        tokens.par_sort_unstable();
        let mut table = Self {
            lines: vec![Line::default(); tokens.len() / LOAD + 2].into(),
            space: None,
        };
        for (rank, &(_, key)) in tokens.iter().enumerate() {
            table.insert(key, TokenCode::of_rank(rank)?);
        }
        table.space = table.find(Key::of_char(' ')).map(|token| token.code);
        Some(table)
    }

    fn insert(&mut self, key: u64, code: TokenCode) {
        let mut place = self.home(key);
        loop {
            let line = &mut self.lines[place];
            for slot in 0..SLOTS {
                let is_used = line.codes[slot].is_used();
                if !is_used {
                    line.codes[slot] = code;
                    line.tags[slot] = key as u32;
                }
                // A tag that is there already is that of a token with nearly the same key: it is
                // taken for this one.
                if !is_used || line.tags[slot] == key as u32 {
                    return;
                }
            }
            place = self.after(place);
        }
    }

    /// Notes what the automaton knows of each token.
    pub(super) fn set_states(&mut self, of: impl Fn(TokenCode) -> (StateID, OnlyPattern) + Sync) {
        self.lines.par_iter_mut().for_each(|line| {
            for slot in 0..SLOTS {
                if line.codes[slot].is_used() {
                    (line.alone[slot], line.only[slot]) = of(line.codes[slot]);
                }
            }
        });
    }

    /// Returns what is known of the token with this key.
    #[inline(always)]
    pub(super) fn find(&self, key: u64) -> Option<Token> {
        let mut place = self.home(key);
        loop {
            let line = &self.lines[place];
            let equal = line.slots_with(key as u32);
            if equal != 0 {
                // The remainder spares a check of bounds.
                let slot = equal.trailing_zeros() as usize % SLOTS;
                let code = line.codes[slot];
                // An empty slot has the tag 0, too.
                return code.is_used().then_some(Token {
                    code,
                    alone: line.alone[slot],
                    only: line.only[slot],
                });
            }
            // A line with a free slot has never sent a token on to the next.
            if !line.codes[SLOTS - 1].is_used() {
                return None;
            }
            place = self.after(place);
        }
    }

    /// Returns the code of a space that is a token of its own.
    pub(super) fn space(&self) -> Option<TokenCode> {
        self.space
    }

    /// Returns the line of a key, unless others took its slots.
    #[inline(always)]
    fn home(&self, key: u64) -> usize {
        // A multiplication in place of a division, and the number of lines need be no power of two,
        // which could be twice as many as needed.
        (((key >> 32) * self.lines.len() as u64) >> 32) as usize
    }

    #[inline(always)]
    fn after(&self, place: usize) -> usize {
        match place + 1 {
            past if past == self.lines.len() => 0,
            next => next,
        }
    }
}

impl Line {
    /// Returns a bit for each slot that has this tag.
    #[inline(always)]
    fn slots_with(&self, tag: u32) -> u32 {
        // Without a branch for each: the compiler can compare all four at once.
        let tags = self.tags.iter().enumerate();
        tags.fold(0, |bits, (slot, &known)| {
            bits | u32::from(known == tag) << slot
        })
    }
}

/// Returns how often each key occurs.
fn count(keys: &Vec<u64>) -> impl Iterator<Item = (u64, u32)> + use<> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for &key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts.into_iter()
}

/// Calls `each` with the keys of the tokens of a folded name.
pub(super) fn each_token(folded: &str, mut each: impl FnMut(u64)) {
    let bytes = folded.as_bytes();
    let (mut after_space, mut after_word) = (false, false);
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b' ' {
            after_space = true;
            at += 1;
            continue;
        }
        let (key, end, is_word) = token_at(folded, at);
        if after_space && !(after_word && is_word) {
            each(Key::of_char(' '));
        }
        each(key);
        (after_space, after_word) = (false, is_word);
        at = end;
    }
}

/// Returns the token that begins at byte `at` of a folded name: its key, its end, and whether it is
/// a word.
fn token_at(folded: &str, at: usize) -> (u64, usize, bool) {
    let bytes = folded.as_bytes();
    let mut key = Key::EMPTY;
    let mut end = at;
    while end < bytes.len() {
        let letters = count_letters(bytes, end);
        if letters > 0 {
            key.letters(bytes, end, letters);
            end += letters;
            continue;
        }
        match folded[end..].chars().next() {
            Some(c) if is_spaced_word(c) => {
                key.char(c);
                end += c.len_utf8();
            }
            Some(c) if end == at => {
                return (Key::of_char(c), end + c.len_utf8(), false);
            }
            _ => break,
        }
    }
    (key.value(), end, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_and_none_begins_inside_another() {
        let ranks = [0, 1, 23, 24, 8215, 8216, 516_119, 516_120, 17_293_335];
        let codes: Vec<Vec<u8>> = ranks
            .iter()
            .map(|&rank| TokenCode::of_rank(rank).unwrap().bytes().collect())
            .collect();
        let lengths: Vec<usize> = codes.iter().map(Vec::len).collect();
        assert_eq!(lengths, [1, 1, 1, 2, 2, 3, 3, 4, 4]);
        for code in &codes {
            assert!((1..0x80).contains(&code[0]));
            assert!(code[1..].iter().all(|&byte| byte >= 0x80));
        }
        assert_eq!(TokenCode::of_rank(17_293_336), None);
        let mut first = 0..10_000;
        let mut distinct: Vec<TokenCode> = first.by_ref().filter_map(TokenCode::of_rank).collect();
        distinct.sort_by_key(|code| code.0);
        distinct.dedup();
        assert_eq!(distinct.len(), 10_000);
    }

    #[test]
    fn a_space_between_words_is_implied() {
        let tokens = |folded: &str| {
            let mut keys = Vec::new();
            each_token(folded, |key| keys.push(key));
            keys
        };
        let word = |word: &str| Key::of_letters(word.as_bytes(), 0, word.len());
        let sign = Key::of_char;
        assert_eq!(
            tokens("lords army"),
            [word("lords"), word("army")],
            "between words"
        );
        assert_eq!(tokens("at&t"), [word("at"), sign('&'), word("t")]);
        assert_eq!(
            tokens("at & t"),
            [word("at"), sign(' '), sign('&'), sign(' '), word("t")]
        );
        assert_eq!(tokens("伊朗"), [sign('伊'), sign('朗')]);
    }

    #[test]
    fn frequent_tokens_have_short_codes_and_all_are_found() {
        let keys: Vec<u64> = (0..5000u64)
            .map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15))
            .collect();
        let often: Vec<u64> = keys[4000..4010].repeat(3);
        let table = Vocabulary::of(&[keys.clone(), often]).unwrap();
        for (number, &key) in keys.iter().enumerate() {
            let code = table.find(key).unwrap().code;
            let is_frequent = (4000..4010).contains(&number);
            assert!(!is_frequent || code.bytes().count() == 1);
        }
        assert!(table.find(12345).is_none());
        assert!(table.space().is_none());
    }
}
