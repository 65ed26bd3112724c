//! What is known of a document: the cues that occur in it, what its names say, and which names
//! count by that (rule 5, and the lines in capitals of rule 3).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::analyser::{ActorSort, Analyser, Relatives};
use super::called_alike::{People, Towns};
use super::company::Company;
use super::cue_set::CueSet;
use super::evidence::{AFTER_TITLE, ANOTHER_BEARER, Evidence, IN_FULL, OUTSIDE_CAPITALS, Stage};
use super::rule::Rule;
use super::short_names::ShortNames;
use super::sparse::{Sparse, forget};
use super::standing::Standing;
use super::weights::{MAINLY, MOST_TIMES, PERSON, WORD};
use crate::gazetteer::NameKind;
use crate::lexicon::{
    Bearer, Bearers, CompiledCue, CueList, Dependence, Entry, EntryNumber, Lexicon, Prior, Traits,
};

/// What is known of a document as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Words and phrases, and actors of whom, or of whose kin, a name occurs that counts whatever
    /// else the document says, unless another one covers it.
    cues: CueSet,
    /// What the names say that count in any document.
    sure: Evidence,
    /// What all names say that count in this one.
    all: Evidence,
    /// Lists of actors whose shared name occurs and counts in any document.
    lists_named: Sparse<bool>,
    /// Whether the needs of conditions may be met.
    may_be_met: Sparse<Option<bool>>,
    /// Of lists of actors, the places of those who may have what they need, list by list, and where
    /// those of each list that was looked up are.
    may: Vec<u32>,
    may_of_list: FxHashMap<u32, Range<usize>>,
    /// Those of the current list, while they are looked up.
    met: Vec<u32>,
    /// Whose the acronyms are that the document explains, by entry.
    glosses: FxHashMap<EntryNumber, u32>,
    /// What the state weighs that weighs most, once it was asked for.
    heaviest_state: Option<u32>,
    /// People who are called like a place or a state, by the entry of its name.
    pub(super) people: People,
    /// Towns that are called like a place or a state elsewhere, by the entry of its name.
    pub(super) towns: Towns,
    /// What the document says to conditions, once it was looked up.
    weighed: Sparse<Option<Weighed>>,
}

/// What a document says to the conditions of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Weighed {
    /// The most that something weighs that the name needs.
    needs: u32,
    /// The most that something weighs that rules it out.
    unless: u32,
}

/// The weight of a word that rules a name out: whatever else the document says.
const DECIDES: u32 = u32::MAX;

impl Known {
    /// Makes room for what can be known with a lexicon and a number of actors.
    pub(super) fn with_actors(actors: usize, lexicon: &Lexicon) -> Self {
        Self {
            cues: CueSet::for_count(lexicon.cue_bits().count()),
            sure: Evidence::for_count(actors),
            all: Evidence::for_count(actors),
            lists_named: Sparse::for_count(lexicon.bearer_list_count()),
            may_be_met: Sparse::for_count(lexicon.conditions_count()),
            may: Vec::new(),
            may_of_list: FxHashMap::default(),
            met: Vec::new(),
            glosses: FxHashMap::default(),
            heaviest_state: None,
            people: People::default(),
            towns: Towns::default(),
            weighed: Sparse::for_count(lexicon.conditions_count()),
        }
    }

    /// Forgets the document.
    pub(super) fn clear(&mut self) {
        self.cues.clear();
        self.sure.clear();
        self.all.clear();
        self.lists_named.clear();
        self.may_be_met.clear();
        self.may.clear();
        forget(&mut self.may_of_list);
        forget(&mut self.glosses);
        self.heaviest_state = None;
        self.people.clear();
        self.towns.clear();
        self.weighed.clear();
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
                if !self.lists_named.get(list) {
                    self.lists_named.change(list, |noted| *noted = true);
                    lexicon.bearers(list).iter().for_each(note);
                }
            }
        }
    }

    /// Notes what the words beside a short name make of it.
    pub(super) fn note_company(&mut self, lexicon: &Lexicon, entry: &Entry, company: Company) {
        let flag = match company {
            Company::Title => AFTER_TITLE,
            Company::GivenName => ANOTHER_BEARER,
            Company::Alone | Company::Run | Company::Place => return,
        };
        let bearers = lexicon.bearers_of(entry);
        bearers.for_each(|bearer| self.sure.mark(bearer.actor, flag));
    }

    /// Returns whether an actor is named in full, by a name that counts in any document.
    pub(super) fn is_in_full(&self, actor: u32) -> bool {
        self.sure.has(actor, IN_FULL)
    }

    /// Returns whether people of a name outweigh the place or the state that is called so. A
    /// company is named beside who it is called after.
    fn is_rather_a_person(&self, tagger: Analyser<'_>, number: EntryNumber, actor: u32) -> bool {
        if tagger.sort(actor) == ActorSort::Company {
            return false;
        }
        let times = u32::from(self.people.times(number).min(MOST_TIMES));
        times > 0 && self.sure.of(actor) <= PERSON * times
    }

    /// Returns whether a place or a state is not the one of a name's region, and the document does
    /// not speak of its country either.
    fn is_namesake(
        &self,
        tagger: Analyser<'_>,
        number: EntryNumber,
        actor: u32,
        standing: Standing,
    ) -> bool {
        let Some(countries) = self.towns.countries(number) else {
            return false;
        };
        let is_territory = matches!(tagger.sort(actor), ActorSort::Place | ActorSort::State);
        let country = tagger.gazetteer.actors()[actor as usize].country.as_deref();
        let is_far = country.is_some_and(|country| !countries.contains(&country));
        let is_spoken_of = || {
            let mut whole = tagger.relatives[actor as usize].each();
            whole.any(|whole| self.sure.has(whole, IN_FULL)) || self.sure.has(actor, IN_FULL)
        };
        is_territory && is_far && (standing.before_region || !is_spoken_of())
    }

    /// Notes whose an acronym is that the document explains. Of several explanations the first
    /// counts.
    pub(super) fn note_gloss(&mut self, number: EntryNumber, actor: u32) {
        self.glosses.entry(number).or_insert(actor);
    }

    /// Returns whose an acronym is that the document explains.
    #[inline]
    pub(super) fn gloss(&self, number: EntryNumber) -> Option<u32> {
        match self.glosses.is_empty() {
            true => None,
            false => self.glosses.get(&number).copied(),
        }
    }

    /// Notes the countries and parents of the actors that were noted. To be called when all that
    /// counts in any document is.
    pub(super) fn note_kin(&mut self, relatives: &[Relatives]) {
        self.cues.add_relatives(relatives);
    }

    /// Returns whether what a name needs may be there, of whichever of its actors. To be called
    /// when all that counts in any document is noted: names that all states share (Ministry of
    /// Justice) mostly end here.
    pub(super) fn may_be_met(&mut self, lexicon: &Lexicon, entry: &Entry) -> bool {
        match entry.bearers() {
            Bearers::One(bearer) => self.may_meet(lexicon, &bearer),
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
        lexicon.each_need_met(list, self.cues.words(), |place| self.met.push(place));
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

    fn may_meet(&mut self, lexicon: &Lexicon, bearer: &Bearer) -> bool {
        let Some(number) = bearer.conditions else {
            return true;
        };
        // Another name of the actor will do.
        let own = lexicon.cue_bits().bit(CompiledCue::Actor(bearer.actor));
        if self.cues.has(own) {
            return true;
        }
        let place = number.get() - 1;
        // Looked up once a document, like the conditions themselves.
        self.may_be_met.get(place).unwrap_or_else(|| {
            let needs = lexicon.conditions(number).needs;
            let may = self.cues.of(lexicon.bits(needs)).next().is_some();
            self.may_be_met.change(place, |known| *known = Some(may));
            may
        })
    }

    /// Returns the most that an item of a list weighs, where a word weighs so much.
    fn weight_of(&self, lexicon: &Lexicon, list: CueList, word: u32) -> u32 {
        let there = self.cues.of(lexicon.bits(list));
        let weights = there.map(|bit| match lexicon.cue_bits().cue(bit) {
            // Its name occurs, but may have lost its place to another. Actors count by evidence of
            // the first stage, where no conditional name took part: so two guarded names cannot
            // prove each other.
            CompiledCue::Actor(actor) => self.sure.of(actor),
            CompiledCue::Word(_) => word,
        });
        weights.max().unwrap_or(0)
    }

    /// Returns the rule by which the document turns down a name of an actor; to be called when it
    /// is known what the names say that count in any document.
    pub(super) fn turn_down(
        &mut self,
        tagger: Analyser<'_>,
        number: EntryNumber,
        bearer: &Bearer,
        standing: Standing,
    ) -> Option<Rule> {
        if let Some(actor) = self.gloss(number) {
            return (bearer.actor != actor).then_some(Rule::Gloss);
        }
        let entry = tagger.lexicon.entry(number);
        let traits = &entry.traits;
        // In the order of the contract: the first rule that fails is the one that is reported.
        if standing.doubts(traits) && !self.is_vouched_for(tagger, traits, bearer.actor, standing) {
            return Some(match standing.in_capitals && traits.common_word {
                true => Rule::CapitalLine,
                false => Rule::Capitals,
            });
        }
        if traits.kind == NameKind::Short
            && !self.short_name_counts(tagger, traits, bearer.actor, standing)
        {
            return Some(Rule::ShortName);
        }
        let failed = match traits.dependence {
            Dependence::None => None,
            _ => self.fail_conditions(tagger.lexicon, bearer),
        };
        let failed = failed.or_else(|| {
            let is_person =
                standing.after_person && self.is_rather_a_person(tagger, number, bearer.actor);
            is_person.then_some(Rule::Person)
        });
        failed.or_else(|| {
            let is_namesake =
                standing.elsewhere && self.is_namesake(tagger, number, bearer.actor, standing);
            is_namesake.then_some(Rule::Namesake)
        })
    }

    /// Returns whether the document says that a name is no word where capitals do not.
    fn is_vouched_for(
        &self,
        tagger: Analyser<'_>,
        traits: &Traits,
        actor: u32,
        standing: Standing,
    ) -> bool {
        let is_short = traits.kind == NameKind::Short;
        let is_odd = !traits.common_word && !standing.like_words;
        self.sure.has(actor, OUTSIDE_CAPITALS)
            || is_short && self.sure.has(actor, AFTER_TITLE)
            || is_short && is_odd && tagger.short_names == ShortNames::Always
    }

    fn short_name_counts(
        &mut self,
        tagger: Analyser<'_>,
        traits: &Traits,
        actor: u32,
        standing: Standing,
    ) -> bool {
        if self.sure.has(actor, IN_FULL) || tagger.short_names == ShortNames::Always {
            return true;
        }
        let is_person = || tagger.sort(actor) == ActorSort::Person;
        if standing.in_run || standing.behind_place_word && is_person() {
            return false;
        }
        let prior = match self.sure.has(actor, AFTER_TITLE) {
            // A title makes a rare surname as good as a full name, and a common one as good as a
            // rare one.
            true if traits.prior >= Prior::Country => return true,
            true => Prior::Country,
            false if tagger.short_names == ShortNames::Evidence => return false,
            // Who is called so here has another first name.
            false if self.sure.has(actor, ANOTHER_BEARER) => return false,
            false => traits.prior,
        };
        match prior {
            Prior::FullName => false,
            Prior::Country => {
                let mut relatives = tagger.relatives[actor as usize].each();
                relatives.any(|relative| self.sure.of(relative) > 0)
            }
            Prior::Mainly => {
                let mut relatives = tagger.relatives[actor as usize].each();
                relatives.any(|relative| self.speaks_mainly_of(tagger, relative))
            }
            Prior::Always => true,
        }
    }

    /// Returns whether an actor weighs enough in the document, and no state weighs more.
    fn speaks_mainly_of(&mut self, tagger: Analyser<'_>, actor: u32) -> bool {
        let weight = self.sure.of(actor);
        weight >= MAINLY
            && weight
                >= *self.heaviest_state.get_or_insert_with(|| {
                    let is_state = |actor: u32| tagger.sort(actor) == ActorSort::State;
                    let named = self.sure.named().filter(|&actor| is_state(actor));
                    named.map(|actor| self.sure.of(actor)).max().unwrap_or(0)
                })
    }

    fn fail_conditions(&mut self, lexicon: &Lexicon, bearer: &Bearer) -> Option<Rule> {
        let number = bearer.conditions?;
        let place = number.get() - 1;
        // Evaluated once a document: the names that a family makes share their conditions.
        let Weighed { needs, unless } = self.weighed.get(place).unwrap_or_else(|| {
            let conditions = lexicon.conditions(number);
            let weighed = Weighed {
                needs: self.weight_of(lexicon, conditions.needs, WORD),
                unless: self.weight_of(lexicon, conditions.unless, DECIDES),
            };
            self.weighed.change(place, |known| *known = Some(weighed));
            weighed
        });
        let has_needs = lexicon.conditions(number).needs != CueList::EMPTY;
        let own = match self.sure.has(bearer.actor, IN_FULL) {
            // Who is named in full is outweighed by nobody, but still ruled out by a word.
            true => DECIDES - 1,
            false => self.sure.of(bearer.actor),
        };
        match () {
            () if has_needs && needs == 0 && own == 0 => Some(Rule::Needs),
            // What weighs the same rules out, too: nothing is guessed.
            () if unless > 0 && unless >= own.max(needs) => Some(Rule::Unless),
            () => None,
        }
    }
}
