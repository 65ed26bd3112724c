//! From a gazetteer's names to a lexicon: fold, cut into tokens, encode, sort, build.

use std::ops::Range;

use rayon::prelude::*;

use super::arrange::arrange;
use super::automaton::Loose;
use super::compass::{AsWritten, PlainNames};
use super::conditions::ConditionTable;
use super::entry::{Dependence, Traits};
use super::pattern::{Folded, Subject, prefixes_of};
use super::sorted::SortedPatterns;
use super::starts::Starts;
use super::vocabulary::{OnlyPattern, TokenCode, Vocabulary};
use super::{BuildError, CompiledPattern, Lexicon, MOST_LETTERS, Prior, Tokens};
use crate::gazetteer::{Actor, Case, Conditions, Gazetteer, Name};

/// Names that are folded together: enough that capitals of the same shape are kept once, few enough
/// to share the work.
const TOGETHER: usize = 8192;

impl Lexicon {
    /// Compiles the names, phrases and cues of the actors of some numbers.
    pub(crate) fn compile_some(
        gazetteer: &Gazetteer,
        wanted: impl Fn(u32) -> bool + Sync,
    ) -> Result<Self, BuildError> {
        let shares = shares(gazetteer, &wanted);
        let plain = PlainNames::of(gazetteer);
        // Folding shares its work out over all threads; conditions are numbered in order, by one
        // thread, meanwhile.
        let (conditions, mut folded) = rayon::join(
            || ConditionTable::of(gazetteer, &wanted),
            || -> Vec<Folded<'_>> {
                let shares = shares.into_par_iter();
                shares
                    .map(|share| fold(share, gazetteer, &plain, &wanted))
                    .collect()
            },
        );
        folded.push(conditions.fold_cues(&plain));
        let masks = join_masks(&mut folded);
        let letters = folded.iter().map(Folded::letters).sum();
        if letters > MOST_LETTERS {
            return Err(BuildError::TooManyLetters { letters });
        }
        let vocabulary = encode(&mut folded)?;
        let patterns = SortedPatterns::of(&folded);
        let prefixes = patterns
            .groups()
            .flat_map(|alike| prefixes_of(alike, &masks));
        // The builder of the automaton is the work of one thread: what does not need it is done
        // beside it.
        let (loose, (starts, mut arranged)) = rayon::join(
            || Loose::of((0..patterns.len()).map(|group| patterns.codes(group))),
            || {
                rayon::join(
                    || Starts::of(prefixes),
                    || arrange(&patterns, &masks, &conditions),
                )
            },
        );
        let loose = loose?;
        note_leaves(&mut arranged.patterns, &patterns, &loose);
        // Laying the states out is what needs most memory: what the patterns were made of is given
        // back before.
        drop(patterns);
        drop(folded);
        let mut lexicon = Self {
            cue_bits: conditions.cue_bits(),
            conditions: conditions.compiled,
            neighbours: conditions.neighbours,
            cue_lists: conditions.lists.finish(),
            automaton: loose.finish()?,
            starts,
            vocabulary,
            patterns: arranged.patterns,
            longest: arranged.longest,
            letters: arranged.letters,
            entries: arranged.entries,
            spellings: arranged.spellings,
            bearer_lists: arranged.bearer_lists,
            names: arranged.names,
            crowds: arranged.crowds,
            masks,
        };
        lexicon.note_states();
        Ok(lexicon)
    }

    /// Notes with each token the state of the automaton behind it.
    fn note_states(&mut self) {
        let (automaton, patterns) = (&self.automaton, &self.patterns);
        self.vocabulary.set_states(|code: TokenCode| {
            let state = automaton.next(automaton.start(), code);
            let mut ends = automaton.ends(state);
            let only = match (ends.next(), ends.next()) {
                (Some(only), None) => OnlyPattern::new(only, patterns[only].tokens.is_leaf()),
                _ => OnlyPattern::default(),
            };
            (state, only)
        });
    }
}

/// Notes which patterns are leaves.
fn note_leaves(patterns: &mut [CompiledPattern], sorted: &SortedPatterns<'_>, automaton: &Loose) {
    let patterns = patterns.par_iter_mut().enumerate();
    patterns.for_each(|(number, pattern)| {
        let own = sorted.codes(number);
        // In the order of the automaton those that continue it come before it, the next one first.
        let is_prefix = number > 0 && sorted.codes(number - 1).starts_with(own);
        // The first byte of a code is below 0x80 and no other is: this is the length of the first
        // code.
        let of_first = own.iter().skip(1).take_while(|&&byte| byte >= 0x80).count();
        let behind_first = own[1 + of_first..].iter().copied();
        // Two ways lead on: a longer pattern that begins with this one, or one that begins at a
        // later token of it. The automaton forgets all tokens where there is no such later one.
        let is_leaf = !is_prefix && automaton.forgets(behind_first);
        pattern.tokens = Tokens::new(pattern.tokens.count(), is_leaf);
    });
}

/// Finds the tokens of all patterns and writes the patterns in their codes.
fn encode(folded: &mut [Folded<'_>]) -> Result<Vocabulary, BuildError> {
    let keys: Vec<Vec<u64>> = folded.par_iter_mut().map(Folded::cut).collect();
    let vocabulary = Vocabulary::of(&keys).ok_or(BuildError::TooManyWords)?;
    let shares = folded.par_iter_mut().zip(&keys);
    shares.for_each(|(share, keys)| share.encode(keys, &vocabulary));
    Ok(vocabulary)
}

/// Returns all actors, by number, in shares of some thousand names.
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

/// Returns the names of some actors, and what is none of them.
fn fold<'g>(
    actors: Range<u32>,
    gazetteer: &'g Gazetteer,
    plain: &PlainNames<'g>,
    wanted: impl Fn(u32) -> bool + Copy,
) -> Folded<'g> {
    let actor_of = |number: u32| &gazetteer.actors()[number as usize];
    let actors = actors.filter(|&number| wanted(number));
    let written = || {
        let actors = actors.clone().map(actor_of);
        actors
            .flat_map(|actor| &actor.names)
            .map(|name| name.text.len())
    };
    let mut folded = Folded::with_room(written().count(), written().sum());
    for actor in actors.clone() {
        for (name, written) in (0u32..).zip(&actor_of(actor).names) {
            let subject = Subject::Name { actor, name };
            let conditions = written.conditions.as_deref();
            let traits = traits_of(actor_of(actor), written);
            folded.add(
                AsWritten::new(&written.text, written.case),
                subject,
                traits,
                conditions,
            );
            for short in plain.abbreviated(&written.text) {
                let short = AsWritten::abbreviated(&short, written.case);
                folded.add(short, subject, traits, conditions);
            }
        }
        for (phrase, not) in (0u32..).zip(actor_of(actor).not()) {
            let subject = Subject::Phrase { actor, phrase };
            let written = AsWritten::new(&not.text, Case::Written);
            folded.add(written, subject, Traits::OF_PHRASES, None);
            for short in plain.abbreviated(&not.text) {
                let short = AsWritten::abbreviated(&short, Case::Written);
                folded.add(short, subject, Traits::OF_PHRASES, None);
            }
        }
    }
    folded
}

fn traits_of(actor: &Actor, name: &Name) -> Traits {
    let conditions = name.conditions.as_deref();
    Traits {
        kind: name.kind,
        weak: name.weak,
        dependence: conditions.map_or(Dependence::None, |conditions| match conditions {
            Conditions { needs, .. } if !needs.is_empty() => Dependence::Needs,
            Conditions { unless, .. } if !unless.is_empty() => Dependence::Unless,
            _ => Dependence::None,
        }),
        prior: Prior::of(actor, name),
        ..Traits::OF_PHRASES
    }
}

/// Returns the masks of all, one after the other; each piece then knows where its own begin.
fn join_masks(folded: &mut [Folded<'_>]) -> Vec<u64> {
    let mut masks = Vec::with_capacity(folded.iter().map(|one| one.masks.len()).sum());
    for one in folded {
        one.first_mask = masks.len() as u32;
        masks.append(&mut one.take_masks());
    }
    masks
}
