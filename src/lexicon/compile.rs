//! From a gazetteer's names to a lexicon.

use rayon::prelude::*;

use super::asked::Asked;
use super::cues::CueList;
use super::pattern::{Folded, Pattern, Written, beginnings_of};
use super::prefixes::Prefixes;
use super::starts::Starts;
use super::{
    BuildError, CompiledConditions, CompiledName, CompiledPattern, Entry, Lexicon, MOST_LETTERS,
    Target,
};
use crate::gazetteer::{Case, Gazetteer};
use crate::text::common_words::sorted_common_words;

/// Names that are folded together: enough that capitals of the same shape are kept once, few enough to share the work.
const TOGETHER: usize = 8192;

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
        let mut names = Vec::new();
        let mut written: Vec<Written<'_>> = Vec::new();
        let actors = (0u32..).zip(gazetteer.actors());
        for (number, actor) in actors.filter(|&(number, _)| wanted(number)) {
            for (index, name) in (0u32..).zip(&actor.names) {
                written.push((&name.text, name.case, Target::Name(names.len() as u32)));
                names.push(CompiledName {
                    actor: number,
                    index,
                    kind: name.kind,
                    weak: name.weak,
                    common_word: false,
                    conditions: None,
                });
            }
            for (phrase, not) in (0u32..).zip(&actor.not) {
                let actor = number;
                written.push((&not.text, Case::Written, Target::Not { actor, phrase }));
            }
        }
        let (asked, mut folded) = rayon::join(
            || Asked::by(&mut names, gazetteer),
            || -> Vec<Folded> { written.par_chunks(TOGETHER).map(Folded::of).collect() },
        );
        drop(written);
        folded.push(Folded::of(&asked.written_cues()));
        let masks = join_masks(&mut folded);
        let mut patterns: Vec<Pattern<'_>> =
            folded.par_iter().flat_map_iter(Folded::patterns).collect();
        patterns.par_sort_unstable_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        mark_common_words(&patterns, &mut names);

        let letters = patterns.iter().map(|pattern| pattern.folded.len()).sum();
        if letters > MOST_LETTERS {
            return Err(BuildError { letters });
        }
        let distinct = || patterns.chunk_by(|a, b| a.folded == b.folded);
        let texts: Vec<&str> = distinct().map(|alike| alike[0].folded).collect();
        let ((prefixes, starts), (compiled, entries)) = rayon::join(
            || {
                rayon::join(
                    || Prefixes::of(&texts),
                    || {
                        let beginnings = patterns.iter();
                        Starts::of(beginnings.flat_map(|pattern| beginnings_of(pattern, &masks)))
                    },
                )
            },
            || arrange(distinct(), &names, &asked.conditions),
        );
        Ok(Self {
            starts,
            prefixes,
            patterns: compiled,
            folded: texts.concat(),
            entries,
            masks,
            names,
            cues: asked.words.len(),
            conditions: asked.conditions,
            neighbours: asked.neighbours,
            cue_lists: asked.lists.finish(),
        })
    }
}

/// The entries of patterns, those that need nothing in front, and where they stand.
fn arrange<'p>(
    distinct: impl Iterator<Item = &'p [Pattern<'p>]>,
    names: &[CompiledName],
    conditions: &[CompiledConditions],
) -> (Vec<CompiledPattern>, Vec<Entry>) {
    let (mut patterns, mut entries) = (Vec::new(), Vec::new());
    let mut folded = 0;
    for alike in distinct {
        let free = entries.len();
        entries.extend(
            alike
                .iter()
                .map(|pattern| entry_of(pattern, names, conditions)),
        );
        let here = &mut entries[free..];
        here.sort_by_key(|entry: &Entry| entry.needs != CueList::EMPTY);
        let needing = free + here.partition_point(|entry| entry.needs == CueList::EMPTY);
        patterns.push(CompiledPattern {
            folded,
            free: free as u32,
            needing: needing as u32,
        });
        folded += alike[0].folded.len() as u32;
    }
    let end = entries.len() as u32;
    patterns.push(CompiledPattern {
        folded,
        free: end,
        needing: end,
    });
    (patterns, entries)
}

fn entry_of(
    pattern: &Pattern<'_>,
    names: &[CompiledName],
    conditions: &[CompiledConditions],
) -> Entry {
    let needs = match pattern.target {
        Target::Name(number) => names[number as usize]
            .conditions
            .map(|number| conditions[number as usize].needs),
        _ => None,
    };
    Entry {
        target: pattern.target,
        possessive: pattern.possessive,
        masks: pattern.masks,
        needs: needs.unwrap_or(CueList::EMPTY),
    }
}

/// The masks of all, one after the other; each piece then knows where its own stand.
fn join_masks(folded: &mut [Folded]) -> Vec<u64> {
    let mut masks = Vec::with_capacity(folded.iter().map(|one| one.masks.len()).sum());
    for one in folded {
        one.first_mask = masks.len() as u32;
        masks.append(&mut one.masks);
    }
    masks
}

/// Marks the names that are common words; both lists are sorted.
fn mark_common_words(patterns: &[Pattern<'_>], names: &mut [CompiledName]) {
    let mut words = sorted_common_words().peekable();
    for pattern in patterns {
        while words.next_if(|&word| word < pattern.folded).is_some() {}
        if let Target::Name(number) = pattern.target {
            names[number as usize].common_word = words.peek() == Some(&pattern.folded);
        }
    }
}
