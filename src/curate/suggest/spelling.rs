//! Near-spellings: names that are probably another way to write a name we have.
//!
//! Two measures must agree. The *skeleton* of a name leaves out what transliterations disagree on.
//! With the same skeleton, one letter may differ after Damerau, and two in words of seven letters
//! or more (*Kadafi*, *Qaddafi*). With skeletons that differ by one sign, one letter may differ in
//! words of eight letters or more: in shorter ones that is usually another word (*Kananga*,
//! *Katanga*). Names of the same number of words must agree in all words but one, which then may be
//! shorter. Acronyms have no spellings. Measured on 46 MB of government prose with the shipped
//! gazetteers: most pairs that a plain distance of one in five letters, two in eight finds there
//! are two names (*Karen* and *Korean*).

use std::collections::HashMap;

use rayon::prelude::*;
use strsim::osa_distance;

use super::gather::fold_name;
use super::words::Words;
use crate::gazetteer::{Actor, Gazetteer};

/// Letters below which a word is never another spelling: too many short words are alike.
const SHORTEST: usize = 5;

/// Letters from which on two may differ, with the same skeleton.
const TWO_MAY_DIFFER: usize = 7;

/// Letters from which on the skeletons may differ.
const SKELETON_MAY_DIFFER: usize = 8;

/// Words of a name that is compared at most.
const MOST_WORDS: usize = 6;

/// A name we have that another is near to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    /// The actor's number.
    pub(super) actor: u32,
    /// The number of the name in the actor's names.
    pub(super) name: u32,
    /// Letters that differ; 0 where only capitals or signs do.
    pub(super) distance: u32,
    /// Whether the skeletons differ.
    pub(super) other_skeleton: bool,
}

/// For each of `folded`, the names we have that it is near to, nearest first; 0 apart where folded
/// they are the same.
pub(super) fn near_names(folded: &[&str], gazetteer: &Gazetteer, words: &Words) -> Vec<Vec<Near>> {
    let index = Index::new(folded);
    let actors = gazetteer.actors().par_iter().enumerate();
    let found: Vec<(u32, Near)> = actors
        .flat_map_iter(|(number, actor)| index.near_to(number as u32, actor, words))
        .collect();
    let mut near = vec![Vec::new(); folded.len()];
    for (suggestion, found) in found {
        near[suggestion as usize].push(found);
    }
    for found in &mut near {
        found.sort_by_key(|near| (near.distance, near.other_skeleton, near.actor, near.name));
    }
    near
}

/// Names by their skeletons, whole and with each one sign left out: two skeletons that differ by
/// one sign meet there.
struct Index<'f> {
    folded: &'f [&'f str],
    exact: HashMap<&'f str, u32>,
    /// By hash; what meets by accident is kept apart by the letters.
    skeletons: HashMap<u64, Vec<u32>>,
    bits: Bits,
}

impl<'f> Index<'f> {
    fn new(folded: &'f [&'f str]) -> Self {
        let mut skeletons: HashMap<u64, Vec<u32>> = HashMap::new();
        let mut exact = HashMap::new();
        let mut bits = Bits(vec![0; Bits::LENGTH]);
        for (number, name) in (0..).zip(folded) {
            exact.insert(*name, number);
            if letters(name) >= SHORTEST {
                each_near_hash(&skeleton(name), |hash| {
                    bits.set(hash);
                    let numbers = skeletons.entry(hash).or_default();
                    if numbers.last() != Some(&number) {
                        numbers.push(number);
                    }
                });
            }
        }
        Self {
            folded,
            exact,
            skeletons,
            bits,
        }
    }

    /// Returns the names near to those of an actor, by number.
    fn near_to(&self, actor: u32, entry: &Actor, words: &Words) -> Vec<(u32, Near)> {
        let (mut near, mut folded, mut skeleton) = (Vec::new(), String::new(), String::new());
        for (name, written) in (0..).zip(&entry.names) {
            fold_name(&written.text, &mut folded);
            self.look_up(
                &folded,
                &mut skeleton,
                words,
                |number, distance, other_skeleton| {
                    let found = Near {
                        actor,
                        name,
                        distance,
                        other_skeleton,
                    };
                    near.push((number, found));
                },
            );
        }
        near
    }

    /// Calls `found` with the number of each name near to `known`, how many letters differ, and
    /// whether skeletons do.
    fn look_up(
        &self,
        known: &str,
        known_skeleton: &mut String,
        words: &Words,
        mut found: impl FnMut(u32, u32, bool),
    ) {
        if let Some(&number) = self.exact.get(known) {
            found(number, 0, false);
        }
        if letters(known) < SHORTEST || known.split(' ').count() > MOST_WORDS {
            return;
        }
        add_name(known, known_skeleton);
        let mut met: Vec<u32> = Vec::new();
        each_near_hash(known_skeleton, |hash| {
            if self.bits.has(hash) {
                met.extend(self.skeletons.get(&hash).into_iter().flatten());
            }
        });
        // Two skeletons can meet by several of their hashes.
        met.sort_unstable();
        met.dedup();
        for number in met {
            let name = self.folded[number as usize];
            if name != known
                && let Some(distance) = distance(name, known, words)
            {
                found(number, distance, skeleton(name) != *known_skeleton);
            }
        }
    }
}

/// Returns how many letters of two folded names differ, where they may be one name.
fn distance(a: &str, b: &str, words: &Words) -> Option<u32> {
    let (a, b) = (without_article(a), without_article(b));
    if a == b {
        // *Jazeera*, *Al Jazeera*.
        return Some(2);
    }
    let (first, second): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    if first.len() != second.len() {
        // A space may be what differs: *Abu Bakr*, *Abubakr*.
        let (a, b) = (a.replace(' ', ""), b.replace(' ', ""));
        return (a.len().abs_diff(b.len()) <= 1)
            .then(|| word_distance(&a, &b, false))
            .flatten();
    }
    let mut differing = first.iter().zip(&second).filter(|(a, b)| a != b);
    let (a, b) = differing.next()?;
    if differing.next().is_some() || words.get(a).is_common() && words.get(b).is_common() {
        return None;
    }
    word_distance(a, b, first.len() > 1)
}

fn without_article(name: &str) -> &str {
    let rest = name
        .strip_prefix("al ")
        .or_else(|| name.strip_prefix("el "));
    rest.unwrap_or(name)
}

/// Returns how many letters of two words differ, with `others` where other words beside them agree.
fn word_distance(a: &str, b: &str, others: bool) -> Option<u32> {
    let (shorter, longer) = (letters(a).min(letters(b)), letters(a).max(letters(b)));
    let (first, second) = (skeleton(a), skeleton(b));
    if shorter < SHORTEST || first.bytes().next() != second.bytes().next() {
        return None;
    }
    let allowed = match first == second {
        true if others || longer >= TWO_MAY_DIFFER => 2,
        true => 1,
        false if others || shorter >= SKELETON_MAY_DIFFER => 1,
        false => 0,
    };
    let distance = osa_distance(a, b);
    (distance <= allowed).then_some(distance as u32)
}

fn letters(name: &str) -> usize {
    name.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Returns the sign that stands for letters which transliterations write differently, and how many
/// letters it takes.
fn sound(rest: &[u8]) -> Option<(char, usize)> {
    Some(match rest {
        [b't', b'c', b'h', ..] => ('c', 3),
        [b's', b'c', b'h', ..] => ('x', 3),
        [b'k', b'h', ..] => ('h', 2),
        [b'g', b'h', ..] => ('k', 2),
        [b'd', b'h', ..] => ('d', 2),
        [b't', b'h', ..] => ('t', 2),
        [b'p', b'h', ..] => ('f', 2),
        [b'c', b'h', ..] => ('c', 2),
        [b's', b'h', ..] => ('x', 2),
        [b'd', b'j', ..] | [b'z', b'h', ..] => ('j', 2),
        [b'c', b'k', ..] => ('k', 2),
        [b't', b's', ..] | [b'd', b'z', ..] => ('z', 2),
        [b'c', b'e' | b'i', ..] | [b'z', ..] => ('s', 1),
        [b'c' | b'q' | b'g' | b'x', ..] => ('k', 1),
        [b'v', ..] => ('f', 1),
        [b'p', ..] => ('b', 1),
        _ => return None,
    })
}

/// Returns a name without what transliterations disagree on: the article *al*, spaces, doubled
/// letters, which vowels are in a group of them (y and w are vowels behind another letter), h
/// behind a vowel at the end, and the letters of [`sound`].
fn skeleton(folded: &str) -> String {
    let mut skeleton = String::new();
    add_name(folded, &mut skeleton);
    skeleton
}

/// The skeleton of a name, in memory that was used before.
fn add_name(folded: &str, skeleton: &mut String) {
    skeleton.clear();
    for word in folded.split(' ') {
        if !matches!(word, "al" | "el") || folded.len() == word.len() {
            add_word(word, skeleton);
        }
    }
}

fn add_word(word: &str, skeleton: &mut String) {
    let mut rest = word;
    let mut first = true;
    while let Some(c) = rest.chars().next() {
        let (sign, length) =
            sound(rest.as_bytes()).unwrap_or_else(|| (vowel(c, first).unwrap_or(c), c.len_utf8()));
        let silent = sign == 'h' && rest.len() == 1 && skeleton.ends_with('a');
        if !silent && !skeleton.ends_with(sign) {
            skeleton.push(sign);
        }
        rest = &rest[length..];
        first = false;
    }
}

/// Returns the sign of all vowels.
fn vowel(c: char, first: bool) -> Option<char> {
    let is_vowel = match c {
        'a' | 'e' | 'i' | 'o' | 'u' => true,
        'y' | 'w' => !first,
        _ => false,
    };
    is_vowel.then_some('a')
}

/// Hashes of a skeleton, whole and without each one of its signs.
///
/// The hash is a sum of signs times powers of a number, so that leaving one out takes no second
/// reading.
fn each_near_hash(skeleton: &str, mut with: impl FnMut(u64)) {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let signs = || skeleton.bytes().map(|byte| u64::from(byte) + 1);
    // The rest of the skeleton as it would be hashed one place further to the left.
    let (mut rest, mut power) = (0u64, 1u64);
    let (mut whole, mut before) = (0u64, 0u64);
    for (place, sign) in signs().enumerate() {
        whole = whole.wrapping_add(sign.wrapping_mul(power));
        if place > 0 {
            rest = rest.wrapping_add(sign.wrapping_mul(before));
        }
        before = power;
        power = power.wrapping_mul(BASE);
    }
    with(whole);
    let (mut start, mut power, mut next) = (0u64, 1u64, skeleton.bytes().skip(1));
    for sign in signs() {
        with(start.wrapping_add(rest));
        start = start.wrapping_add(sign.wrapping_mul(power));
        if let Some(byte) = next.next() {
            rest = rest.wrapping_sub((u64::from(byte) + 1).wrapping_mul(power));
        }
        power = power.wrapping_mul(BASE);
    }
}

/// A table of bits that most hashes are looked up in vain in.
struct Bits(Vec<u64>);

impl Bits {
    // 2^20 bits in 128 KiB. Names to compare with are at most 5,000, of about a dozen signs: they
    // set one bit in sixteen.
    const LENGTH: usize = 1 << 14;

    fn place(hash: u64) -> (usize, u64) {
        // The low bits of a product depend on the low bits of its factors alone; the high half is
        // mixed in.
        let mixed = hash ^ hash >> 32;
        ((mixed >> 6) as usize % Self::LENGTH, 1 << (mixed % 64))
    }

    fn set(&mut self, hash: u64) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    fn has(&self, hash: u64) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skeletons_of_transliterations_agree() {
        for (a, b) in [
            ("hizballah", "hezbollah"),
            ("hizbullah", "hezbollah"),
            ("ansarullah", "ansar allah"),
            ("qaddafi", "kadafi"),
            ("gaddafi", "qadhafi"),
            ("al nusra", "nusrah"),
            ("khamenei", "khamanei"),
            ("defence", "defense"),
            ("houthi", "huthi"),
            ("mohammed", "muhamad"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("iran"), skeleton("iraq"));
        assert_ne!(skeleton("austria"), skeleton("australia"));
    }

    #[test]
    fn leaving_out_one_sign_hashes_as_the_rest() {
        let whole = |skeleton: &str| {
            let mut first = None;
            each_near_hash(skeleton, |hash| {
                first.get_or_insert(hash);
            });
            first.unwrap()
        };
        let mut all = Vec::new();
        each_near_hash("habal", |hash| all.push(hash));
        let want = ["habal", "abal", "hbal", "haal", "habl", "haba"].map(whole);
        assert_eq!(all, want);
    }

    #[test]
    fn near_spellings() {
        let words = Words::new();
        for (a, b, want) in [
            ("hizballah", "hezbollah", Some(2)),
            ("kadafi", "qaddafi", Some(2)),
            ("afganistan", "afghanistan", Some(1)),
            ("ansarullah", "ansar allah", Some(1)),
            ("liwa fatemiyoun", "liwa fatemiyun", Some(1)),
            ("serbian army", "syrian army", None),
            ("austria", "australia", None),
            ("iran", "iraq", None),
            ("mali", "malo", None),
            ("security", "securite", Some(1)),
            ("porto rico", "puerto rico", Some(2)),
            ("jazeera", "al jazeera", Some(2)),
            ("karen", "korean", None),
            ("kananga", "katanga", None),
            ("biden", "bidoon", None),
            ("abdullah", "abdullah ii", None),
            ("trained", "training", None),
            ("garcia", "marcia", None),
        ] {
            let known = [a];
            let mut found = None;
            Index::new(&known).look_up(b, &mut String::new(), &words, |_, distance, _| {
                found = Some(distance)
            });
            assert_eq!(found, want, "{a} {b}");
        }
    }

    #[test]
    fn names_we_have_are_found_again() {
        let gazetteer = crate::gazetteer::from_yaml(
            "type: militia\nactors:\n  - {id: hezbollah, name: Hezbollah, aliases: [Party of \
            God]}\n",
        )
        .unwrap();
        let near = near_names(
            &["hizballah", "party of god", "else"],
            &gazetteer,
            &Words::new(),
        );
        let found: Vec<Vec<(u32, u32)>> = near
            .iter()
            .map(|found| {
                found
                    .iter()
                    .map(|near| (near.name, near.distance))
                    .collect()
            })
            .collect();
        assert_eq!(found, [vec![(0, 2)], vec![(1, 0)], vec![]]);
    }
}
