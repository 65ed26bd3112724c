//! From a gazetteer's names to a lexicon.

use std::ops::Range;

use rayon::prelude::*;

use super::asked::Asked;
use super::cues::CueList;
use super::pattern::{Folded, Pattern, beginnings_of};
use super::prefixes::Prefixes;
use super::starts::Starts;
use super::{
    BuildError, CompiledConditions, CompiledName, CompiledPattern, Entry, Lexicon, MOST_LETTERS,
    Target,
};
use crate::gazetteer::{Case, Gazetteer};
use crate::text::common_words::sorted_common_words;

/// Names that are folded together: enough that capitals of the same shape are kept once, few enough to share the work.
const TOGETHER: u32 = 8192;

impl Lexicon {
    /// Compiles all names, phrases and cues of a gazetteer.
    pub(crate) fn compile(gazetteer: &Gazetteer) -> Result<Self, BuildError> {
        Self::compile_some(gazetteer, |_| true)
    }

    /// The same for the actors of some numbers only.
    pub(crate) fn compile_some(
        gazetteer: &Gazetteer,
        wanted: impl Fn(u32) -> bool + Sync,
    ) -> Result<Self, BuildError> {
        let (asked, parts) = rayon::join(
            || Asked::by(gazetteer, &wanted),
            || -> Vec<_> {
                let shares = shares(gazetteer, &wanted).into_par_iter();
                shares.map(|share| share.fold(gazetteer, &wanted)).collect()
            },
        );
        let (mut names, mut folded) = (Vec::new(), Vec::with_capacity(parts.len() + 1));
        for (names_of_part, part) in parts {
            names.extend(names_of_part);
            folded.push(part);
        }
        for &(name, conditions) in &asked.by_name {
            names[name as usize].conditions = Some(conditions);
        }
        folded.push(asked.fold_cues());
        let masks = join_masks(&mut folded);
        let letters = folded.iter().map(Folded::letters).sum();
        if letters > MOST_LETTERS {
            return Err(BuildError { letters });
        }
        let mut patterns = Vec::with_capacity(folded.iter().map(Folded::len).sum());
        patterns.extend(folded.iter().flat_map(Folded::patterns));
        patterns.par_sort_unstable_by(|a: &Pattern<'_>, b| a.sort_key().cmp(&b.sort_key()));
        let alike: Vec<&[Pattern<'_>]> = patterns.par_chunk_by(Pattern::is_like).collect();
        let texts: Vec<&str> = alike.iter().map(|alike| alike[0].folded).collect();
        let ((prefixes, starts), (compiled, entries)) = rayon::join(
            || {
                rayon::join(
                    || Prefixes::of(&texts),
                    || Starts::of(alike.iter().flat_map(|alike| beginnings_of(alike, &masks))),
                )
            },
            || arrange(&alike, &mut names, &asked.conditions),
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

/// Actors whose names are folded together, by number.
struct Share {
    actors: Range<u32>,
    /// How many names stand before theirs.
    first_name: u32,
}

/// All actors in shares of some thousand names.
fn shares(gazetteer: &Gazetteer, wanted: impl Fn(u32) -> bool) -> Vec<Share> {
    let mut shares = Vec::new();
    let (mut share, mut names) = (
        Share {
            actors: 0..0,
            first_name: 0,
        },
        0,
    );
    for (number, actor) in (0u32..).zip(gazetteer.actors()) {
        if names - share.first_name >= TOGETHER {
            let next = Share {
                actors: number..number,
                first_name: names,
            };
            shares.push(std::mem::replace(&mut share, next));
        }
        share.actors.end = number + 1;
        if wanted(number) {
            names += actor.names.len() as u32;
        }
    }
    shares.push(share);
    shares
}

impl Share {
    /// The names of the share, and all that is to be found of them, folded.
    fn fold(
        self,
        gazetteer: &Gazetteer,
        wanted: impl Fn(u32) -> bool,
    ) -> (Vec<CompiledName>, Folded) {
        let (mut names, mut folded) = (Vec::new(), Folded::default());
        for number in self.actors.filter(|&number| wanted(number)) {
            let actor = &gazetteer.actors()[number as usize];
            for (index, name) in (0u32..).zip(&actor.names) {
                let target = Target::Name(self.first_name + names.len() as u32);
                folded.add(&name.text, name.case, target);
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
                folded.add(&not.text, Case::Written, Target::Not { actor, phrase });
            }
        }
        (names, folded)
    }
}

/// The entries of patterns, those that need nothing in front, and where they stand. Marks the names that are common words,
/// on the way: patterns and words are sorted.
fn arrange(
    alike: &[&[Pattern<'_>]],
    names: &mut [CompiledName],
    conditions: &[CompiledConditions],
) -> (Vec<CompiledPattern>, Vec<Entry>) {
    let mut patterns = Vec::with_capacity(alike.len() + 1);
    let mut entries = Vec::with_capacity(alike.iter().map(|alike| alike.len()).sum());
    let mut letters = 0;
    let mut words = sorted_common_words().peekable();
    for alike in alike {
        let folded = alike[0].folded;
        while words.next_if(|word| alike[0].is_after(word)).is_some() {}
        let is_word = words.peek() == Some(&folded);
        let free = entries.len();
        for pattern in *alike {
            let mut needs = None;
            if let Target::Name(number) = pattern.target {
                let name = &mut names[number as usize];
                name.common_word = is_word;
                needs = name
                    .conditions
                    .map(|number| conditions[number as usize].needs);
            }
            entries.push(Entry {
                target: pattern.target,
                possessive: pattern.possessive,
                masks: pattern.masks,
                needs: needs.unwrap_or(CueList::EMPTY),
            });
        }
        let here = &mut entries[free..];
        here.sort_by_key(|entry: &Entry| entry.needs != CueList::EMPTY);
        let needing = free + here.partition_point(|entry| entry.needs == CueList::EMPTY);
        patterns.push(CompiledPattern {
            folded: letters,
            free: free as u32,
            needing: needing as u32,
        });
        letters += folded.len() as u32;
    }
    let end = entries.len() as u32;
    patterns.push(CompiledPattern {
        folded: letters,
        free: end,
        needing: end,
    });
    (patterns, entries)
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
