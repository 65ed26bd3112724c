//! The entries of a pattern: names, phrases and cues, and the actors that share them.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;

use super::cues::{CompiledCue, CueList};
use super::ends::Ends;
use super::needs::Needs;
use super::{Lexicon, Neighbours, Occurrence, PatternEntries, Prior};
use crate::gazetteer::{Case, NameKind};

/// One meaning of a pattern: a name of an actor, or of many actors that differ in nothing else.
///
/// What the tagger needs of a name lies where its letters are found: the gazetteer would be
/// two more looks into far memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// The actor, the number of their list, or that of the cue.
    pub(super) subject: u32,
    /// The number of the name or phrase at its actor, or where those of the list begin in
    /// [`Names`].
    pub(super) name: u32,
    /// Where its masks begin: as many words for capitals as the pattern needs, then as many for
    /// lower-case letters.
    pub(super) masks: u32,
    /// The conditions of the name; of a list, those of its first actor, which have the same
    /// conditions on neighbours as all others.
    pub(super) conditions: Option<ConditionsNumber>,
    /// How many entries from here on differ only in the capitals that they demand: the first that
    /// fits counts.
    pub(super) spellings: u32,
    pub(crate) meaning: Meaning,
    pub(super) is_list: bool,
    pub(super) form: Form,
    pub(crate) traits: Traits,
}

/// What is special in how a name is written: three flags in the byte that an entry has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Form(u8);

impl Form {
    const POSSESSIVE: u8 = 1;
    const ABBREVIATED: u8 = 2;
    const EXACT: u8 = 4;

    pub(super) fn new(possessive: bool, abbreviated: bool) -> Self {
        let flag = |is_set, flag| if is_set { flag } else { 0 };
        Self(flag(possessive, Self::POSSESSIVE) | flag(abbreviated, Self::ABBREVIATED))
    }

    /// Returns whether it ends with a possessive (`Lloyd's`), so that a possessive in the text is
    /// part of it.
    #[inline(always)]
    pub(super) fn is_possessive(self) -> bool {
        self.0 & Self::POSSESSIVE != 0
    }

    /// Returns the same of a name that demands such capitals.
    pub(super) fn with_case(self, case: Case) -> Self {
        match case {
            Case::Exact => Self(self.0 | Self::EXACT),
            Case::Written | Case::Any => self,
        }
    }

    /// Returns whether it demands its capitals also where the others demand none.
    #[inline(always)]
    pub(super) fn is_exact(self) -> bool {
        self.0 & Self::EXACT != 0
    }

    /// Returns whether points of the compass are abbreviated in it.
    #[inline(always)]
    pub(super) fn is_abbreviated(self) -> bool {
        self.0 & Self::ABBREVIATED != 0
    }
}

/// What sort of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    /// A name.
    Name,
    /// A phrase that is somebody else.
    Phrase,
    /// A word or phrase that a condition looks for.
    Cue,
}

/// What rules need to know of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) kind: NameKind,
    pub(crate) weak: bool,
    /// What its conditions ask of the rest of the document.
    pub(crate) dependence: Dependence,
    /// Of a short name, when it counts without a full one.
    pub(crate) prior: Prior,
    /// Also a common word in lower case.
    pub(crate) common_word: bool,
}

/// What the conditions of a name ask of the rest of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Dependence {
    /// Nothing.
    None,
    /// That something does not outweigh its actor.
    Unless,
    /// That something be there; and perhaps the same.
    Needs,
}

impl Traits {
    /// Of what is no name.
    pub(super) const OF_PHRASES: Self = Self {
        kind: NameKind::Name,
        weak: false,
        dependence: Dependence::None,
        prior: Prior::FullName,
        common_word: false,
    };

    /// Of a short name that no gazetteer has.
    pub(crate) const OF_SHORT_NAMES: Self = Self {
        kind: NameKind::Short,
        ..Self::OF_PHRASES
    };

    /// Returns its place in the order of kinds: see [`NameKind::rank`].
    pub(crate) fn rank(&self) -> u8 {
        self.kind.rank(self.weak)
    }
}

/// The number of compiled conditions, plus one.
pub(crate) type ConditionsNumber = NonZeroU32;

/// The conditions of a guarded name: actors and words by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CompiledConditions {
    pub(crate) needs: CueList,
    pub(crate) unless: CueList,
    /// The number of its conditions on the words beside it, if it has any: the names of a family
    /// share them.
    pub(crate) neighbours: Option<u32>,
}

/// The number of an entry: among those that patterns share a list of, or of the pattern that has it
/// alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct EntryNumber(pub(super) u32);

impl EntryNumber {
    /// Set in numbers of entries that are in the list, and not with their pattern.
    const LISTED: u32 = 1 << 31;

    /// Returns the entry at that place of the list.
    pub(super) fn listed(place: usize) -> Self {
        Self(place as u32 | Self::LISTED)
    }

    /// Returns the place in the list of an entry that is there.
    pub(super) fn listed_place(self) -> usize {
        (self.0 & !Self::LISTED) as usize
    }

    /// Returns the only entry of a pattern.
    #[inline(always)]
    pub(super) fn of_pattern(pattern: usize) -> Self {
        Self(pattern as u32)
    }
}

/// An actor of a name, and the conditions under which it is its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Bearer {
    pub(crate) actor: u32,
    pub(crate) conditions: Option<ConditionsNumber>,
}

/// The actors that bear a name, by the number of an actor or of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bearers {
    One(Bearer),
    /// The number of a list, and the conditions of the first of them.
    Many(u32, Option<ConditionsNumber>),
}

/// Lists of bearers, each once, whichever names share it.
#[derive(Debug, Default)]
pub(super) struct BearerLists {
    bearers: Vec<Bearer>,
    /// Where the bearers of each list end.
    ends: Ends,
    needs: Needs,
}

impl BearerLists {
    fn bearers(&self, number: u32) -> &[Bearer] {
        &self.bearers[self.ends.range(number as usize)]
    }

    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }
}

/// Puts lists of bearers together.
#[derive(Debug, Default)]
pub(super) struct BearerListsBuilder {
    lists: BearerLists,
    known: FxHashMap<Box<[Bearer]>, u32>,
}

impl BearerListsBuilder {
    /// Returns the number of a list, which is added unless it is there; `needs` gives the bits of
    /// the cues that a bearer needs.
    pub(super) fn add<I: Iterator<Item = usize>>(
        &mut self,
        bearers: &[Bearer],
        needs: impl Fn(&Bearer) -> I,
    ) -> u32 {
        // A list is compared as a whole: the same actors under other conditions are another list.
        if let Some(&known) = self.known.get(bearers) {
            return known;
        }
        let lists = &mut self.lists;
        let number = lists.ends.len() as u32;
        let of_each = (0u32..).zip(bearers);
        let needs = of_each.flat_map(|(place, one)| needs(one).map(move |bit| (bit, place)));
        lists.needs.add(needs.collect());
        lists.bearers.extend(bearers);
        lists.ends.push(lists.bearers.len());
        self.known.insert(bearers.into(), number);
        number
    }

    pub(super) fn finish(self) -> BearerLists {
        self.lists
    }
}

/// The numbers of the names of actors that share an entry.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Of each actor of an entry's list, in its order, the first of its names that share the
    /// entry.
    pub(super) first: Vec<u32>,
    /// Further names of an actor that differ from the first in nothing but how they are written
    /// (`Foo-Bar`, `Foo Bar`), by entry.
    pub(super) further: FxHashMap<EntryNumber, Vec<(Bearer, u32)>>,
}

impl Lexicon {
    /// Returns the entry of that number.
    #[inline(always)]
    pub(crate) fn entry(&self, number: EntryNumber) -> &Entry {
        match number.0.checked_sub(EntryNumber::LISTED) {
            Some(listed) => &self.entries[listed as usize],
            None => match &self.patterns[number.0 as usize].entries {
                PatternEntries::One(entry) => entry,
                PatternEntries::Several { start, .. } => &self.entries[*start as usize],
            },
        }
    }

    /// Returns the actors of that list, in order.
    #[inline]
    pub(crate) fn bearers(&self, list: u32) -> &[Bearer] {
        self.bearer_lists.bearers(list)
    }

    /// Returns the actors whose name or phrase an entry is, in order.
    #[inline]
    pub(crate) fn bearers_of(&self, entry: &Entry) -> impl Iterator<Item = Bearer> + use<'_> {
        let (one, many) = match entry.bearers() {
            Bearers::One(bearer) => (Some(bearer), &[][..]),
            Bearers::Many(list, _) => (None, self.bearers(list)),
        };
        one.into_iter().chain(many.iter().copied())
    }

    /// Calls `each` with the place in that list of every actor that needs one of the cues whose
    /// bits are set (see [`CueBits`](super::CueBits)); once for each cue.
    #[inline]
    pub(crate) fn each_need_met(&self, list: u32, cues: &[u64], each: impl FnMut(u32)) {
        self.bearer_lists.needs.each_met(list, cues, each);
    }

    /// Returns how many lists of actors that share a name there are.
    pub(crate) fn bearer_list_count(&self) -> usize {
        self.bearer_lists.count()
    }

    /// Returns the number, at its actor, of the name or phrase that an entry is for; `place` is the
    /// actor's in the list.
    #[inline]
    pub(crate) fn name_of(&self, entry: &Entry, place: usize) -> u32 {
        match entry.is_list {
            true => self.names.first[entry.name as usize + place],
            false => entry.name,
        }
    }

    /// Calls `each` with every actor of an entry and the number of each of its names or phrases
    /// that it is for.
    pub(crate) fn each_name(
        &self,
        number: EntryNumber,
        entry: &Entry,
        mut each: impl FnMut(Bearer, u32),
    ) {
        match entry.bearers() {
            Bearers::One(bearer) => each(bearer, self.name_of(entry, 0)),
            Bearers::Many(list, _) => {
                for (place, &bearer) in self.bearers(list).iter().enumerate() {
                    each(bearer, self.name_of(entry, place));
                }
            }
        }
        // In a table apart: no entry is larger for them.
        for &(bearer, name) in self.further_names(number) {
            each(bearer, name);
        }
    }

    /// Returns how many names an entry stands for, and those that differ from it only in capitals
    /// that also fit: as many rejections as there are where a rule turns it down.
    pub(crate) fn count_names(
        &self,
        text: &str,
        occurrence: &Occurrence,
        number: EntryNumber,
        entry: &Entry,
    ) -> u64 {
        if !entry.has_further() {
            return self.count_alike(number, entry);
        }
        let further = self.each_further(text, occurrence, number, entry);
        let further = further.map(|(number, entry)| self.count_alike(number, entry));
        self.count_alike(number, entry) + further.sum::<u64>()
    }

    /// Returns how many names an entry stands for.
    #[inline]
    pub(crate) fn count_alike(&self, number: EntryNumber, entry: &Entry) -> u64 {
        // Nearly all are alone at their pattern, and are one name.
        if number.0 < EntryNumber::LISTED {
            return 1;
        }
        let bearers = match entry.bearers() {
            Bearers::One(_) => 1,
            Bearers::Many(list, _) => self.bearers(list).len(),
        };
        (bearers + self.further_names(number).len()) as u64
    }

    /// Returns the further names of an entry, by actor: few have any.
    pub(crate) fn further_names(&self, number: EntryNumber) -> &[(Bearer, u32)] {
        self.names.further.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Returns the conditions of that number.
    #[inline]
    pub(crate) fn conditions(&self, number: ConditionsNumber) -> &CompiledConditions {
        &self.conditions[number.get() as usize - 1]
    }

    /// Returns how many conditions there are.
    pub(crate) fn conditions_count(&self) -> usize {
        self.conditions.len()
    }

    /// Returns the number of the conditions that all actors of an entry have on the words beside
    /// the name.
    #[inline]
    pub(crate) fn neighbours_of(&self, entry: &Entry) -> Option<u32> {
        self.conditions(entry.conditions?).neighbours
    }

    /// Returns the conditions on the words beside a name that have a number.
    pub(crate) fn neighbours(&self, number: u32) -> &Neighbours {
        &self.neighbours[number as usize]
    }
}

impl Entry {
    /// Returns the actors whose name or phrase it is. A cue has none.
    #[inline(always)]
    pub(crate) fn bearers(&self) -> Bearers {
        match self.is_list {
            true => Bearers::Many(self.subject, self.conditions),
            false => Bearers::One(Bearer {
                actor: self.subject,
                conditions: self.conditions,
            }),
        }
    }

    /// Returns whether it needs something else in the document.
    #[inline(always)]
    pub(crate) fn has_needs(&self) -> bool {
        self.traits.dependence == Dependence::Needs
    }

    /// Returns whether others behind it differ from it only in the capitals they demand.
    #[inline(always)]
    pub(crate) fn has_further(&self) -> bool {
        self.spellings > 1
    }

    /// Returns whether nothing but its needs can keep it from being a name, where capitals are
    /// `in_doubt` or prove it.
    pub(crate) fn depends_on_needs_alone(&self, in_doubt: bool) -> bool {
        self.traits.kind != NameKind::Short && !in_doubt
    }

    /// Returns the word or phrase that conditions look for, if it is one.
    #[inline(always)]
    pub(crate) fn cue(&self) -> Option<CompiledCue> {
        (self.meaning == Meaning::Cue).then_some(CompiledCue::Word(self.subject))
    }
}
