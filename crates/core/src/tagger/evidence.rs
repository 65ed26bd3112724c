//! What the document as a whole says: who is named in it, and the names that depend on it (rule 5,
//! and the lines in capitals of rule 3).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rule::Rule;
use crate::gazetteer::NameKind;
use crate::lexicon::{Bearer, Bearers, CompiledCue, ConditionsNumber, CueList, Entry, Lexicon};

/// A stage of an analysis, by the names that count in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stage {
    /// Those that count whatever else the document says.
    #[default]
    Sure,
    /// All, also those on which the document as a whole decides: by the evidence of the first
    /// stage, so that two such names cannot prove each other.
    All,
}

/// What some names of a document say of each actor, by its number.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    flags: Marks,
}

/// Named by a name that is nobody else's there.
pub(super) const OWN_NAME: u8 = 1;
/// Named at all.
pub(super) const NAMED: u8 = 2;
/// Named in full: by its name or an alias.
pub(super) const FULL_NAME: u8 = 4;
/// Named outside lines set wholly in capitals.
pub(super) const OUTSIDE_CAPITALS: u8 = 8;

impl Evidence {
    pub(super) fn has(&self, actor: u32, flag: u8) -> bool {
        self.flags.get(actor) & flag != 0
    }

    pub(super) fn add(&mut self, actor: u32, flags: u8) {
        self.flags.add(actor, flags);
    }
}

/// A byte for each of many things, of which a document touches few.
#[derive(Debug, Default)]
struct Marks {
    bytes: Vec<u8>,
    touched: Vec<u32>,
}

impl Marks {
    fn for_count(count: usize) -> Self {
        Self {
            bytes: vec![0; count],
            touched: Vec::new(),
        }
    }

    #[inline]
    fn get(&self, number: u32) -> u8 {
        self.bytes[number as usize]
    }

    #[inline]
    fn add(&mut self, number: u32, bits: u8) {
        let known = &mut self.bytes[number as usize];
        // Listed once, when its first bit is set: clearing the whole list for a short text would
        // take as long as the gazetteer is large.
        if *known == 0 {
            self.touched.push(number);
        }
        *known |= bits;
    }

    fn clear(&mut self) {
        for number in self.touched.drain(..) {
            self.bytes[number as usize] = 0;
        }
    }
}

/// The cues that occur in a document: words and phrases, and actors of whom a name occurs that
/// counts whatever else the document says, unless another one covers it.
#[derive(Debug, Default)]
struct CueSet {
    bits: Vec<u64>,
    /// The words of bits that are not zero.
    touched: Vec<u32>,
}

impl CueSet {
    fn for_count(count: usize) -> Self {
        Self {
            bits: vec![0; count.div_ceil(64)],
            touched: Vec::new(),
        }
    }

    #[inline]
    fn has(&self, bit: usize) -> bool {
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }

    #[inline]
    fn add(&mut self, bit: usize) {
        let word = &mut self.bits[bit / 64];
        if *word == 0 {
            self.touched.push((bit / 64) as u32);
        }
        *word |= 1 << (bit % 64);
    }

    /// Returns those of many cues, given by their bits in order, that are there.
    fn of<'s>(&'s self, bits: &'s [u32]) -> impl Iterator<Item = u32> {
        self.near(bits).filter(|&bit| self.has(bit as usize))
    }

    /// Returns those of many cues, given by their bits in order, that are worth a look.
    fn near<'s>(&'s self, bits: &'s [u32]) -> impl Iterator<Item = u32> {
        // A list is gone through, or the document: ten thousand words are no more work than the
        // document has cues.
        let (all, touched) = match bits.len() <= FEW_BITS.max(8 * self.touched.len()) {
            true => (bits, &[][..]),
            false => (&[][..], &self.touched[..]),
        };
        let near = touched.iter().flat_map(|&word| {
            let first = word * 64;
            let from = bits.partition_point(|&bit| bit < first);
            let near = bits[from..].iter();
            near.take_while(move |&&bit| bit < first + 64)
        });
        all.iter().chain(near).copied()
    }

    fn clear(&mut self) {
        for word in self.touched.drain(..) {
            self.bits[word as usize] = 0;
        }
    }
}

/// Cues that are looked up one after the other: in a list of so many nothing is faster.
const FEW_BITS: usize = 64;

/// What is known of a document as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Known {
    cues: CueSet,
    /// What the names say that count in any document.
    sure: Evidence,
    /// What all names say that count in this one.
    all: Evidence,
    /// Lists of actors whose shared name occurs and counts in any document.
    lists_named: Marks,
    /// Whether the needs of conditions may be met: see [`MAY_BE_MET`].
    conditions_may: Marks,
    /// Of lists of actors, the places of those who may have what they need, list by list, and where
    /// those of each list that was looked up are.
    may: Vec<u32>,
    may_of_list: FxHashMap<u32, Range<usize>>,
    /// Those of the current list, while they are looked up.
    met: Vec<u32>,
    /// What the conditions come to, once it is decided: see [`Known::fail_conditions`].
    conditions: Marks,
}

/// Needs may be met.
const MAY_BE_MET: u8 = 2;
/// It has been looked up whether they may.
const LOOKED_UP: u8 = 1;

impl Known {
    /// Makes room for what can be known with a lexicon and a number of actors.
    pub(super) fn with_actors(actors: usize, lexicon: &Lexicon) -> Self {
        let evidence = || Evidence {
            flags: Marks::for_count(actors),
        };
        Self {
            cues: CueSet::for_count(lexicon.cue_bits().count()),
            sure: evidence(),
            all: evidence(),
            lists_named: Marks::for_count(lexicon.bearer_list_count()),
            conditions_may: Marks::for_count(lexicon.conditions_count()),
            may: Vec::new(),
            may_of_list: FxHashMap::default(),
            met: Vec::new(),
            conditions: Marks::for_count(lexicon.conditions_count()),
        }
    }

    /// Forgets the document.
    pub(super) fn clear(&mut self) {
        self.cues.clear();
        self.sure.flags.clear();
        self.all.flags.clear();
        self.lists_named.clear();
        self.conditions_may.clear();
        self.may.clear();
        forget(&mut self.may_of_list);
        self.conditions.clear();
    }

    /// Returns what the names say that count at a stage.
    pub(super) fn evidence(&self, stage: Stage) -> &Evidence {
        match stage {
            Stage::Sure => &self.sure,
            Stage::All => &self.all,
        }
    }

    pub(super) fn evidence_mut(&mut self, stage: Stage) -> &mut Evidence {
        match stage {
            Stage::Sure => &mut self.sure,
            Stage::All => &mut self.all,
        }
    }

    /// Notes that a cue occurs.
    pub(super) fn note_cue(&mut self, lexicon: &Lexicon, cue: CompiledCue) {
        self.cues.add(lexicon.cue_bits().bit(cue));
    }

    /// Notes that a name occurs that counts in any document.
    pub(super) fn note_name(&mut self, lexicon: &Lexicon, entry: &Entry) {
        let mut note = |bearer: &Bearer| {
            let cue = CompiledCue::Actor(bearer.actor);
            self.cues.add(lexicon.cue_bits().bit(cue));
        };
        match entry.bearers() {
            Bearers::One(bearer) => note(&bearer),
            Bearers::Many(list, _) => {
                // A list is noted once a document: *Ministry of Justice* occurs often, and has 190
                // actors.
                if self.lists_named.get(list) == 0 {
                    self.lists_named.add(list, 1);
                    lexicon.bearers(list).iter().for_each(note);
                }
            }
        }
    }

    /// Returns whether what a name needs may be there, of whichever of its actors. To be called
    /// when all that counts in any document is noted: names that all states share (Ministry of
    /// Justice) mostly end here.
    pub(super) fn may_be_met(&mut self, lexicon: &Lexicon, entry: &Entry) -> bool {
        match entry.bearers() {
            Bearers::One(bearer) => self.may_meet(lexicon, bearer.conditions),
            Bearers::Many(list, _) => !self.may_be_met_by(lexicon, list).is_empty(),
        }
    }

    /// Returns the places in a list of those actors who may have what they need, in order.
    pub(super) fn may_be_met_by(&mut self, lexicon: &Lexicon, list: u32) -> Range<usize> {
        if let Some(known) = self.may_of_list.get(&list) {
            return known.clone();
        }
        // Looked up once a document, 64 cues at a time; ranges of one list, so that nothing is
        // allocated for each.
        let start = self.may.len();
        self.met.clear();
        lexicon.each_need_met(list, &self.cues.bits, |place| self.met.push(place));
        // A bearer with two of its cues in the document comes twice.
        self.met.sort_unstable();
        self.met.dedup();
        self.may.extend(&self.met);
        let places = start..self.may.len();
        self.may_of_list.insert(list, places.clone());
        places
    }

    /// Returns the place at that place of the list of places: see [`Known::may_be_met_by`].
    pub(super) fn may(&self, at: usize) -> usize {
        self.may[at] as usize
    }

    fn may_meet(&mut self, lexicon: &Lexicon, conditions: Option<ConditionsNumber>) -> bool {
        let Some(number) = conditions else {
            return true;
        };
        let place = number.get() - 1;
        // Looked up once a document, like the conditions themselves.
        if self.conditions_may.get(place) == 0 {
            let needs = lexicon.conditions(number).needs;
            let may = self.cues.of(lexicon.bits(needs)).next().is_some();
            self.conditions_may
                .add(place, LOOKED_UP | if may { MAY_BE_MET } else { 0 });
        }
        self.conditions_may.get(place) & MAY_BE_MET != 0
    }

    /// Returns whether any word of a list occurs, or any of its actors is named by what counts in
    /// any document.
    fn any_is_named(&self, lexicon: &Lexicon, list: CueList) -> bool {
        let mut there = self.cues.of(lexicon.bits(list));
        there.any(|bit| match lexicon.cue_bits().cue(bit) {
            // Its name occurs, but may have lost its place to another.
            CompiledCue::Actor(actor) => self.sure.has(actor, NAMED),
            CompiledCue::Word(_) => true,
        })
    }

    /// Returns the rule by which the document turns down a name of an actor; to be called when it
    /// is known what the names say that count in any document.
    pub(super) fn turn_down(
        &mut self,
        lexicon: &Lexicon,
        entry: &Entry,
        bearer: &Bearer,
        in_capitals: bool,
    ) -> Option<Rule> {
        let traits = &entry.traits;
        let in_capitals = in_capitals && traits.common_word;
        // In the order of the contract: the first rule that fails is the one that is reported.
        if in_capitals && !self.sure.has(bearer.actor, OUTSIDE_CAPITALS) {
            return Some(Rule::CapitalLine);
        }
        if traits.kind == NameKind::Short && !self.sure.has(bearer.actor, FULL_NAME) {
            return Some(Rule::ShortName);
        }
        if !traits.needs_document {
            return None;
        }
        self.fail_conditions(lexicon, bearer.conditions?)
    }

    fn fail_conditions(&mut self, lexicon: &Lexicon, number: ConditionsNumber) -> Option<Rule> {
        const MET: u8 = 1;
        const NEEDS: u8 = 2;
        const UNLESS: u8 = 3;
        let place = number.get() - 1;
        // Evaluated once a document: the names that a family makes share their conditions.
        if self.conditions.get(place) == 0 {
            let conditions = lexicon.conditions(number);
            // Actors count by evidence of the first stage, where no conditional name took part: so
            // two guarded names cannot prove each other.
            let any = |list: CueList| self.any_is_named(lexicon, list);
            let verdict = match () {
                () if conditions.needs != CueList::EMPTY && !any(conditions.needs) => NEEDS,
                () if any(conditions.unless) => UNLESS,
                () => MET,
            };
            self.conditions.add(place, verdict);
        }
        match self.conditions.get(place) {
            NEEDS => Some(Rule::Needs),
            UNLESS => Some(Rule::Unless),
            _ => None,
        }
    }
}

/// Empties a table. Clearing one costs as much as it once held, even if it is empty.
fn forget<K, V>(table: &mut FxHashMap<K, V>) {
    if !table.is_empty() {
        *table = FxHashMap::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    #[test]
    fn a_document_is_looked_for_in_a_long_list() {
        let mut cues = CueSet::for_count(40_000);
        [7, 20_000, 20_001]
            .into_iter()
            .for_each(|bit| cues.add(bit));
        let list: Vec<u32> = (0..20_000).map(|n| 2 * n).collect();
        assert_eq!(cues.of(&list).collect::<Vec<_>>(), [20_000]);
        // Two words of 64 bits are touched, of which the list has every other.
        assert_eq!(cues.near(&list).count(), 64);
        // A short list is gone through.
        assert_eq!(cues.near(&list[..64]).count(), 64);
    }

    proptest! {
        #[test]
        fn cues_of_a_list_are_those_that_are_there(
            there in vec(0..3000u32, 0..40),
            list in btree_set(0..3000u32, 0..1500),
        ) {
            let mut cues = CueSet::for_count(3000);
            there.iter().for_each(|&bit| cues.add(bit as usize));
            let list: Vec<u32> = list.into_iter().collect();
            let mut found: Vec<u32> = cues.of(&list).collect();
            found.sort_unstable();
            let wanted = list.iter().copied().filter(|bit| there.contains(bit));
            prop_assert_eq!(found, wanted.collect::<Vec<_>>());
        }
    }
}
