//! From a gazetteer's names to a lexicon.

use std::ops::Range;

use rayon::prelude::*;

use super::asked::{Asked, NumbersOfOneActor};
use super::cues::CueList;
use super::pattern::{Folded, Pattern, beginnings_of};
use super::prefixes::Prefixes;
use super::starts::Starts;
use super::{
    BuildError, CompiledEntries, CompiledLetters, CompiledPattern, Entry, FEW, Lexicon,
    MOST_LETTERS, Target, Traits,
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
        wanted: impl Fn(u32) -> bool + Sync,
    ) -> Result<Self, BuildError> {
        let shares = shares(gazetteer, &wanted);
        let (asked, mut folded) = rayon::join(
            || Asked::by(gazetteer, &wanted),
            || -> Vec<Folded> {
                let shares = shares.into_par_iter();
                shares
                    .map(|share| fold(share, gazetteer, &wanted))
                    .collect()
            },
        );
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
        let ((prefixes, starts), arranged) = rayon::join(
            || {
                rayon::join(
                    || Prefixes::of(&texts),
                    || Starts::of(alike.iter().flat_map(|alike| beginnings_of(alike, &masks))),
                )
            },
            || arrange(&alike, &asked),
        );
        Ok(Self {
            starts,
            prefixes,
            patterns: arranged.patterns,
            folded: arranged.folded,
            entries: arranged.entries,
            masks,
            cues: asked.words.len(),
            conditions: asked.conditions,
            neighbours: asked.neighbours,
            cue_lists: asked.lists.finish(),
        })
    }
}

/// All actors, by number, in shares of some thousand names.
fn shares(gazetteer: &Gazetteer, wanted: impl Fn(u32) -> bool) -> Vec<Range<u32>> {
    let mut shares = Vec::new();
    let (mut share, mut names) = (0..0, 0);
    for (number, actor) in (0u32..).zip(gazetteer.actors()) {
        share.end = number + 1;
        if wanted(number) {
            names += actor.names.len();
        }
        if names >= TOGETHER {
            shares.push(share);
            (share, names) = (number + 1..number + 1, 0);
        }
    }
    shares.push(share);
    shares
}

/// The names of some actors, and what is none of them.
fn fold(actors: Range<u32>, gazetteer: &Gazetteer, wanted: impl Fn(u32) -> bool + Copy) -> Folded {
    let actor_of = |number: u32| &gazetteer.actors()[number as usize];
    let actors = actors.filter(|&number| wanted(number));
    let written = || {
        let actors = actors.clone().map(actor_of);
        actors
            .flat_map(|actor| &actor.names)
            .map(|name| name.text.len())
    };
    let mut folded = Folded::with_room(written().count(), written().sum());
    for number in actors.clone() {
        let actor = actor_of(number);
        let mut conditions = NumbersOfOneActor::default();
        for (name, written) in (0u32..).zip(&actor.names) {
            let target = Target::Name {
                actor: number,
                name,
            };
            let traits = Traits {
                kind: written.kind,
                weak: written.weak,
                conditions: written.conditions.as_ref().map(|one| conditions.next(one)),
                ..Traits::OF_PHRASES
            };
            folded.add(&written.text, written.case, target, traits);
        }
        for (phrase, not) in (0u32..).zip(actor.not()) {
            let target = Target::Not {
                actor: number,
                phrase,
            };
            folded.add(&not.text, Case::Written, target, Traits::OF_PHRASES);
        }
    }
    folded
}

/// Patterns on their way into a lexicon.
#[derive(Default)]
struct Arranged {
    patterns: Vec<CompiledPattern>,
    folded: String,
    entries: Vec<Entry>,
}

/// The patterns with their letters and entries, those that need nothing in front. Patterns are sorted, and so are the common
/// words that are looked for on the way.
fn arrange(alike: &[&[Pattern<'_>]], asked: &Asked<'_>) -> Arranged {
    let mut all = Arranged {
        patterns: Vec::with_capacity(alike.len()),
        ..Arranged::default()
    };
    let mut words = sorted_common_words().peekable();
    for alike in alike {
        let folded = alike[0].folded;
        while words.next_if(|word| alike[0].is_after(word)).is_some() {}
        let common_word = words.peek() == Some(&folded);
        let entries = alike
            .iter()
            .map(|pattern| entry(pattern, common_word, asked));
        let letters = all.place_letters(folded);
        let entries = all.place_entries(entries);
        all.patterns.push(CompiledPattern { letters, entries });
    }
    all
}

/// One meaning of a pattern.
fn entry(pattern: &Pattern<'_>, common_word: bool, asked: &Asked<'_>) -> Entry {
    let mut entry = Entry {
        target: pattern.target,
        masks: pattern.masks,
        needs: CueList::EMPTY,
        traits: Traits {
            common_word,
            ..pattern.traits
        },
    };
    if let Some(of_actor) = pattern.traits.conditions
        && let Target::Name { actor, .. } = pattern.target
    {
        let number = of_actor.saturating_add(asked.first_of_actor[actor as usize]);
        entry.traits.conditions = Some(number);
        entry.needs = asked.conditions[number.get() as usize - 1].needs;
    }
    entry
}

impl Arranged {
    fn place_letters(&mut self, folded: &str) -> CompiledLetters {
        let mut bytes = [0; FEW];
        match bytes.get_mut(..folded.len()) {
            Some(few) => {
                few.copy_from_slice(folded.as_bytes());
                CompiledLetters::Few {
                    length: folded.len() as u8,
                    bytes,
                }
            }
            None => {
                let start = self.folded.len() as u32;
                self.folded.push_str(folded);
                CompiledLetters::Many {
                    start,
                    end: self.folded.len() as u32,
                }
            }
        }
    }

    fn place_entries(
        &mut self,
        mut entries: impl ExactSizeIterator<Item = Entry>,
    ) -> CompiledEntries {
        let is_free = |entry: &Entry| entry.needs == CueList::EMPTY;
        if entries.len() == 1
            && let Some(entry) = entries.next()
        {
            return CompiledEntries::One {
                entry,
                is_free: is_free(&entry),
            };
        }
        let start = self.entries.len();
        self.entries.extend(entries);
        let here = &mut self.entries[start..];
        here.sort_by_key(|entry| !is_free(entry));
        let needing = start + here.partition_point(is_free);
        CompiledEntries::Several {
            start: start as u32,
            needing: needing as u32,
            end: self.entries.len() as u32,
        }
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
