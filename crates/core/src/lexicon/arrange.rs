//! The entries of each pattern, arranged for the scan: names that actors share are one entry with
//! a list of them.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::conditions::ConditionTable;
use super::crowd::{CrowdEntry, Crowds, CrowdsBuilder, MANY_ENTRIES};
use super::cues::CueList;
use super::entry::{
    Bearer, BearerLists, BearerListsBuilder, Bearers, Dependence, Entry, EntryNumber, Form,
    Meaning, Names, Traits,
};
use super::pattern::{Pattern, Subject, mask_words_of};
use super::sorted::SortedPatterns;
use super::spellings::{FEW_SPELLINGS, SpellingTree};
use super::{CompiledPattern, FEW, MANY, PatternEntries, Prior, Tokens};
use crate::gazetteer::NameKind;
use crate::text::common_words::common_words;

/// Patterns on their way into a lexicon.
#[derive(Default)]
pub(super) struct Arranged {
    pub(super) patterns: Vec<CompiledPattern>,
    /// Tokens of the longest.
    pub(super) longest: usize,
    pub(super) letters: String,
    pub(super) entries: Vec<Entry>,
    pub(super) spellings: FxHashMap<u32, SpellingTree>,
    pub(super) bearer_lists: BearerLists,
    pub(super) names: Names,
    pub(super) crowds: Crowds,
}

/// Arranges patterns.
pub(super) fn arrange(
    patterns: &SortedPatterns<'_>,
    masks: &[u64],
    conditions: &ConditionTable<'_>,
) -> Arranged {
    let mut all = Arranging {
        done: Arranged {
            patterns: Vec::with_capacity(patterns.len()),
            ..Arranged::default()
        },
        bearer_lists: BearerListsBuilder::default(),
        crowds: CrowdsBuilder::default(),
        common_words: common_words(),
        masks,
        conditions,
    };
    let mut alike = Vec::new();
    for group in patterns.groups() {
        alike.clear();
        alike.extend(group);
        all.add(&alike);
    }
    all.done.bearer_lists = all.bearer_lists.finish();
    all.done.crowds = all.crowds.finish();
    all.done
}

struct Arranging<'a> {
    done: Arranged,
    bearer_lists: BearerListsBuilder,
    crowds: CrowdsBuilder,
    common_words: HashSet<&'static str>,
    masks: &'a [u64],
    conditions: &'a ConditionTable<'a>,
}

/// One name, phrase or cue of a pattern, with what decides which others share its entry. Sorted,
/// those that do follow each other; those without needs come first, and among them cues last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    key: EntryKey,
    masks: u32,
    bearer: Bearer,
    name: u32,
}

/// What names that share an entry have in common, but for the capitals they demand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct EntryKey {
    has_needs: bool,
    meaning: Meaning,
    kind: NameKind,
    weak: bool,
    form: Form,
    dependence: Dependence,
    prior: Prior,
    neighbours: Option<u32>,
    /// A cue has no actor, and shares its entry with nobody.
    cue: Option<u32>,
}

/// Names of one pattern that share an entry.
struct Shared {
    key: EntryKey,
    bearers: Bearers,
    /// Of each bearer, the number of the first of its names.
    names: Vec<u32>,
    /// Other names of theirs.
    further: Vec<(Bearer, u32)>,
    masks: u32,
}

impl Arranging<'_> {
    /// Adds a pattern, with the entries of all that fold to it.
    fn add(&mut self, alike: &[Pattern<'_>]) {
        let Pattern { folded, tokens, .. } = alike[0];
        // The list has single words alone: longer patterns need no look-up.
        let common_word = tokens == 1 && self.common_words.contains(folded);
        // Nearly every pattern is one name of one actor. Its entry lies with the pattern, and no
        // list is made for it.
        let entries = match alike {
            [only] => {
                let item = self.item(only);
                let alone = Shared {
                    key: item.key,
                    bearers: Bearers::One(item.bearer),
                    names: Vec::new(),
                    further: Vec::new(),
                    masks: item.masks,
                };
                PatternEntries::One(alone.entry(item.name, 1, common_word))
            }
            _ => self.add_several(alike, common_word),
        };
        let tokens = tokens as usize;
        self.done.longest = self.done.longest.max(tokens);
        let (length, letters) = self.place_letters(folded);
        self.done.patterns.push(CompiledPattern {
            entries,
            tokens: Tokens::new(tokens, false),
            length,
            letters,
        });
    }

    fn item(&self, pattern: &Pattern<'_>) -> Item {
        let (meaning, actor, name) = match pattern.subject {
            Subject::Name { actor, name } => (Meaning::Name, actor, name),
            Subject::Phrase { actor, phrase } => (Meaning::Phrase, actor, phrase),
            Subject::Cue(number) => (Meaning::Cue, number, 0),
        };
        let written = pattern.conditions;
        let conditions = written.and_then(|written| self.conditions.number_of(written));
        let compiled = conditions.map(|number| self.conditions.compiled(number));
        Item {
            key: EntryKey {
                has_needs: pattern.traits.dependence == Dependence::Needs,
                meaning,
                kind: pattern.traits.kind,
                weak: pattern.traits.weak,
                form: pattern.form,
                dependence: pattern.traits.dependence,
                prior: pattern.traits.prior,
                neighbours: compiled.and_then(|one| one.neighbours),
                cue: (meaning == Meaning::Cue).then_some(actor),
            },
            masks: pattern.masks,
            bearer: Bearer { actor, conditions },
            name,
        }
    }

    /// Adds the entries of a pattern that has several.
    fn add_several(&mut self, alike: &[Pattern<'_>], common_word: bool) -> PatternEntries {
        let mut items: Vec<Item> = alike.iter().map(|pattern| self.item(pattern)).collect();
        let first = items[0].bearer.actor;
        if items.iter().any(|item| item.bearer.actor != first) {
            // What several bear says little of any of them.
            let each = items.iter_mut();
            each.for_each(|item| item.key.prior = item.key.prior.min(Prior::Country));
        }
        items.sort_unstable();
        let of_one_entry = |a: &Item, b: &Item| (a.key, a.masks) == (b.key, b.masks);
        let items = items.chunk_by(of_one_entry);
        let mut all: Vec<Shared> = items.map(|items| self.share(items)).collect();
        let what = |one: &Shared| (one.key, one.bearers);
        // Of spellings that fit alike, the one that the actor has first counts.
        all.sort_by_key(|one| (what(one), one.names[0]));
        let start = self.done.entries.len();
        let words = 2 * mask_words_of(alike[0].folded);
        for spellings in all.chunk_by(|a, b| what(a) == what(b)) {
            if spellings.len() > FEW_SPELLINGS {
                let masks = spellings.iter().map(|one| one.masks as usize);
                let masks: Vec<&[u64]> = masks.map(|at| &self.masks[at..at + words]).collect();
                let place = self.done.entries.len() as u32;
                self.done.spellings.insert(place, SpellingTree::of(&masks));
            }
            // Each knows how many follow it, itself included: so a search may begin at any of them.
            let left = (1..=spellings.len()).rev();
            for (shared, left) in spellings.iter().zip(left) {
                self.push(shared, left, common_word);
            }
        }
        if all.len() >= MANY_ENTRIES {
            self.add_crowd(&all);
        }
        let without_needs = all.iter().filter(|one| !one.key.has_needs).count();
        PatternEntries::Several {
            start: start as u32,
            first_with_needs: (start + without_needs) as u32,
            end: self.done.entries.len() as u32,
        }
    }

    /// Adds the pattern at hand to the crowds, if it is one; its entries were the last to be added.
    fn add_crowd(&mut self, all: &[Shared]) {
        let what = |one: &Shared| (one.key, one.bearers);
        let mut entries: Vec<CrowdEntry> = Vec::with_capacity(all.len());
        for (place, shared) in all.iter().enumerate() {
            let before = place.checked_sub(1).map(|place| what(&all[place]));
            entries.push(CrowdEntry {
                is_first: before != Some(what(shared)),
                neighbours: shared.key.neighbours,
                names: (shared.names.len() + shared.further.len()) as u64,
            });
        }
        let (pattern, all) = (self.done.patterns.len(), &self.done.entries);
        self.crowds.add(pattern, &entries, all, self.conditions);
    }

    /// Names of one pattern that differ in nothing but the actor, sorted, as one.
    fn share(&mut self, items: &[Item]) -> Shared {
        let (mut bearers, mut names, mut further) = (Vec::new(), Vec::new(), Vec::new());
        for item in items {
            if bearers.last() == Some(&item.bearer) {
                further.push((item.bearer, item.name));
            } else {
                bearers.push(item.bearer);
                names.push(item.name);
            }
        }
        Shared {
            key: items[0].key,
            bearers: match bearers[..] {
                [one] => Bearers::One(one),
                _ => {
                    let conditions = self.conditions;
                    let needs = |bearer: &Bearer| {
                        let needs = bearer
                            .conditions
                            .map(|number| conditions.compiled(number).needs);
                        let needs = needs.unwrap_or(CueList::EMPTY);
                        // Where it needs anything, another name of the actor will do.
                        let own = (needs != CueList::EMPTY).then_some(bearer.actor);
                        let bits = conditions.lists.bits(needs).iter().copied();
                        bits.chain(own).map(|bit| bit as usize)
                    };
                    // Lists are kept once: *Ministry of Justice* and *Justice Ministry* are of the
                    // same 190 actors.
                    let list = self.bearer_lists.add(&bearers, needs);
                    Bearers::Many(list, bearers[0].conditions)
                }
            },
            names,
            further,
            masks: items[0].masks,
        }
    }

    fn push(&mut self, shared: &Shared, spellings: usize, common_word: bool) {
        let name = match shared.bearers {
            Bearers::One(_) => shared.names[0],
            Bearers::Many(..) => {
                let first = self.done.names.first.len() as u32;
                self.done.names.first.extend(&shared.names);
                first
            }
        };
        let number = EntryNumber::listed(self.done.entries.len());
        if !shared.further.is_empty() {
            let further = &mut self.done.names.further;
            further.insert(number, shared.further.clone());
        }
        let entry = shared.entry(name, spellings, common_word);
        self.done.entries.push(entry);
    }

    fn place_letters(&mut self, folded: &str) -> (u8, [u8; FEW]) {
        let mut letters = [0; FEW];
        if let Some(few) = letters.get_mut(..folded.len()) {
            few.copy_from_slice(folded.as_bytes());
            return (folded.len() as u8, letters);
        }
        // Four bytes suffice: there are at most two thousand million letters.
        let start = self.done.letters.len() as u32;
        self.done.letters.push_str(folded);
        let end = self.done.letters.len() as u32;
        letters[..4].copy_from_slice(&start.to_le_bytes());
        letters[4..8].copy_from_slice(&end.to_le_bytes());
        (MANY, letters)
    }
}

impl Shared {
    fn entry(&self, name: u32, spellings: usize, common_word: bool) -> Entry {
        let EntryKey {
            meaning,
            kind,
            weak,
            form,
            dependence,
            prior,
            ..
        } = self.key;
        let (subject, conditions, is_list) = match self.bearers {
            Bearers::One(bearer) => (bearer.actor, bearer.conditions, false),
            Bearers::Many(list, of_first) => (list, of_first, true),
        };
        Entry {
            subject,
            name,
            masks: self.masks,
            conditions,
            spellings: spellings as u32,
            meaning,
            is_list,
            form,
            traits: Traits {
                kind,
                weak,
                dependence,
                prior,
                common_word,
            },
        }
    }
}
