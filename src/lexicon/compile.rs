//! From a gazetteer's names to automata.

use std::collections::HashMap;

use rayon::prelude::*;

use super::shards::Shards;
use super::starts::{KEY_LETTERS, Letters, NEXT_LETTERS, Next, Starts};
use super::{BuildError, CompiledConditions, CompiledCue, CompiledName, Entry, Lexicon, Target};
use crate::gazetteer::{Case, Conditions, Cue, Gazetteer};
use crate::text::chars::fold_to_several;
use crate::text::common_words::common_words;
use crate::text::fold::{Step, fold, fold_plain, is_plain, step};
use crate::text::words::ends_with_possessive;

/// Folded characters of a name in which capitals are checked: far more than any name has.
pub(super) const MASK_CHARS: usize = 256;
pub(super) const MASK_WORDS: usize = MASK_CHARS / 64;

/// A name, phrase or cue on its way into the lexicon.
#[derive(Debug)]
struct Pattern {
    folded: String,
    capitals: [u64; MASK_WORDS],
    small: [u64; MASK_WORDS],
    possessive: bool,
    target: Target,
}

impl Lexicon {
    /// Compiles all names, phrases and cues of a gazetteer.
    pub(crate) fn compile(gazetteer: &Gazetteer) -> Result<Self, BuildError> {
        Self::compile_some(gazetteer, |_| true)
    }

    /// The same for the actors of some numbers only.
    pub(crate) fn compile_some(
        gazetteer: &Gazetteer,
        wanted: impl Fn(u32) -> bool,
    ) -> Result<Self, BuildError> {
        let mut conditions = Vec::new();
        let mut cues: HashMap<&str, u32> = HashMap::new();
        let mut names = Vec::new();
        let mut sources: Vec<(&str, Case, Target)> = Vec::new();
        let actors = (0u32..).zip(gazetteer.actors());
        for (number, actor) in actors.filter(|&(number, _)| wanted(number)) {
            for (index, name) in (0u32..).zip(&actor.names) {
                let compiled = name.conditions.as_deref().map(|written| {
                    conditions.push(compile_conditions(written, gazetteer, &mut cues));
                    (conditions.len() - 1) as u32
                });
                sources.push((&name.text, name.case, Target::Name(names.len() as u32)));
                names.push(CompiledName {
                    actor: number,
                    index,
                    kind: name.kind,
                    weak: name.weak,
                    common_word: false,
                    conditions: compiled,
                });
            }
            for (phrase, not) in (0u32..).zip(&actor.not) {
                sources.push((
                    &not.text,
                    Case::Written,
                    Target::Not {
                        actor: number,
                        phrase,
                    },
                ));
            }
        }
        let cue_count = cues.len();
        sources.extend(
            cues.into_iter()
                .map(|(word, number)| (word, Case::Written, Target::Cue(number))),
        );

        let mut patterns: Vec<Pattern> = sources
            .into_par_iter()
            .map(|(text, case, target)| Pattern::new(text, case, target))
            .filter(|pattern| !pattern.folded.is_empty())
            .collect();
        patterns.par_sort_unstable_by(|a, b| (&a.folded, a.target).cmp(&(&b.folded, b.target)));
        mark_common_words(&patterns, &mut names);
        let mut lexicon = Self {
            shards: Shards::default(),
            starts: Starts::of(patterns.iter().flat_map(beginnings)),
            entry_starts: Vec::new(),
            entries: Vec::with_capacity(patterns.len()),
            masks: Vec::new(),
            names,
            conditions,
            cues: cue_count,
        };
        lexicon.add_entries(&patterns);
        patterns.dedup_by(|a, b| a.folded == b.folded);
        let folded: Vec<&str> = patterns
            .iter()
            .map(|pattern| pattern.folded.as_str())
            .collect();
        lexicon.shards = Shards::build(&folded)?;
        Ok(lexicon)
    }

    /// One entry a pattern, in order; patterns of the same letters stand side by side.
    fn add_entries(&mut self, patterns: &[Pattern]) {
        let mut previous: Option<&str> = None;
        for pattern in patterns {
            if previous != Some(&pattern.folded) {
                self.entry_starts.push(self.entries.len() as u32);
                previous = Some(&pattern.folded);
            }
            let words = mask_words(pattern.folded.chars().count());
            let masks = self.masks.len() as u32;
            self.masks.extend_from_slice(&pattern.capitals[..words]);
            self.masks.extend_from_slice(&pattern.small[..words]);
            self.entries.push(Entry {
                target: pattern.target,
                possessive: pattern.possessive,
                masks,
            });
        }
        self.entry_starts.push(self.entries.len() as u32);
    }
}

impl Pattern {
    fn new(text: &str, case: Case, target: Target) -> Self {
        let mut pattern = Self {
            folded: String::with_capacity(text.len()),
            capitals: [0; MASK_WORDS],
            small: [0; MASK_WORDS],
            possessive: false,
            target,
        };
        if is_plain(text) {
            for (at, c) in text.chars().enumerate() {
                let (upper, lower) = (c.is_ascii_uppercase(), c.is_ascii_lowercase());
                pattern.push(fold_plain(c), at, upper, lower);
            }
            return pattern.with_case(case);
        }
        let mut at = skip_quotes(text);
        let mut chars = 0;
        // Where the name ends in `text`: quotes and spaces after its last word do not count either.
        let mut name_end = at;
        while let Some(step) = step(text, at) {
            at = match step {
                Step::Char { folded, info, end } => {
                    pattern.push(folded, chars, info.is_upper(), info.is_lower());
                    chars += 1;
                    if folded != '"' {
                        name_end = end;
                    }
                    end
                }
                Step::Several { source, info, end } => {
                    name_end = end;
                    for folded in fold_to_several(source).chars() {
                        pattern.push(folded, chars, info.is_upper(), info.is_lower());
                        chars += 1;
                    }
                    end
                }
                Step::Space { end } => {
                    pattern.folded.push(' ');
                    chars += 1;
                    end
                }
                Step::Paragraph { end } => {
                    pattern.folded.push_str("\n\n");
                    chars += 2;
                    end
                }
                Step::Nothing { end } => end,
            };
        }
        let trimmed = pattern.folded.trim_end_matches(['"', ' ', '\n']).len();
        pattern.folded.truncate(trimmed);
        pattern.possessive = ends_with_possessive(text, name_end);
        pattern.with_case(case)
    }

    /// Drops what does not count.
    fn with_case(mut self, case: Case) -> Self {
        match case {
            Case::Written => self.small = [0; MASK_WORDS],
            Case::Exact => {}
            Case::Any => {
                self.capitals = [0; MASK_WORDS];
                self.small = [0; MASK_WORDS];
            }
        }
        self
    }

    fn push(&mut self, folded: char, at: usize, upper: bool, lower: bool) {
        self.folded.push(folded);
        if at < MASK_CHARS {
            self.capitals[at / 64] |= u64::from(upper) << (at % 64);
            self.small[at / 64] |= u64::from(lower) << (at % 64);
        }
    }

    /// Whether the folded character `at` must be a capital.
    fn demands_capital(&self, at: usize) -> bool {
        at < MASK_CHARS && self.capitals[at / 64] >> (at % 64) & 1 == 1
    }
}

/// How many words of a mask a pattern of `chars` folded characters needs.
pub(super) fn mask_words(chars: usize) -> usize {
    chars.div_ceil(64).min(MASK_WORDS)
}

/// A name is looked for at word starts, so quotes and spaces before its first word do not count.
fn skip_quotes(text: &str) -> usize {
    let mut at = 0;
    while let Some(step) = step(text, at) {
        at = match step {
            Step::Char {
                folded: '"', end, ..
            }
            | Step::Space { end }
            | Step::Nothing { end } => end,
            Step::Paragraph { end } => end,
            _ => break,
        };
    }
    at
}

fn compile_conditions<'g>(
    written: &'g Conditions,
    gazetteer: &'g Gazetteer,
    cues: &mut HashMap<&'g str, u32>,
) -> CompiledConditions {
    let mut number_all = |list: &'g [Cue]| -> Vec<CompiledCue> {
        list.iter()
            .map(|cue| match cue {
                Cue::Actor(id) => gazetteer.index_of(id).map_or_else(
                    || CompiledCue::Word(number_of(id, cues)),
                    |actor| CompiledCue::Actor(actor as u32),
                ),
                Cue::Word(word) => CompiledCue::Word(number_of(word, cues)),
            })
            .collect()
    };
    let fold_all = |words: &[String]| {
        words
            .iter()
            .map(|word| fold(word).trim().to_owned())
            .collect()
    };
    CompiledConditions {
        needs: number_all(&written.needs),
        unless: number_all(&written.unless),
        before: fold_all(&written.before),
        after: fold_all(&written.after),
        not_before: fold_all(&written.not_before),
        not_after: fold_all(&written.not_after),
    }
}

fn number_of<'g>(word: &'g str, cues: &mut HashMap<&'g str, u32>) -> u32 {
    let next = cues.len() as u32;
    *cues.entry(word).or_insert(next)
}

fn mark_common_words(patterns: &[Pattern], names: &mut [CompiledName]) {
    let common = common_words();
    for pattern in patterns {
        if let Target::Name(number) = pattern.target {
            names[number as usize].common_word = common.contains(pattern.folded.as_str());
        }
    }
}

/// How a pattern begins, in every way of capitals that it allows.
fn beginnings(pattern: &Pattern) -> impl Iterator<Item = (Letters, Next)> {
    let folded = pattern.folded.as_bytes();
    let length = folded
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let next = match folded.get(length) {
        Some(b' ') => Letters::of_folded(&folded[length + 1..], NEXT_LETTERS),
        _ => Letters::default(),
    };
    let ways = move |letters: Letters, at| {
        let small = (!pattern.demands_capital(at)).then_some(letters);
        [Some(letters.with_capital()), small].into_iter().flatten()
    };
    ways(Letters::of_folded(folded, KEY_LETTERS), 0).flat_map(move |first| {
        ways(next, length + 1).map(move |letters| match next == Letters::default() {
            true => (first, Next::Other),
            false => (first, Next::Word(letters)),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_around_a_name_do_not_count() {
        for (name, folded, possessive) in [
            ("Lloyd's", "lloyds", true),
            ("Lloyds", "lloyds", false),
            ("“Lloyd’s”", "lloyds", true),
            ("'Lloyd's' ", "lloyds", true),
            ("Houthis'", "houthis", false),
            ("“Iran’s” Army", "irans\" army", false),
        ] {
            let pattern = Pattern::new(name, Case::Written, Target::Name(0));
            assert_eq!(
                (pattern.folded.as_str(), pattern.possessive),
                (folded, possessive),
                "{name}"
            );
        }
    }
}
