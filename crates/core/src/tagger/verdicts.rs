//! Who contends for a place and who is meant there, worked out once for all places where the same
//! may be meant.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::analysis::Analysis;
use super::candidates::{Candidate, is_sure};
use super::contest::{Contender, Ignored, PlaceOrMetonym};
use super::evidence::{Evidence, forget};
use super::mention::Undecided;
use super::overlap::Slot;
use super::place::after_word_of_place;
use super::readings::Readings;
use crate::lexicon::{Bearer, Bearers, Entry, Meaning};

/// What was decided for a document so far.
///
/// Without it, time would grow with places times actors: a text that says *Ministry of Justice* a
/// thousand times would be asked a thousand times which of 190 are meant.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    /// Names count that depend on the rest of the document; else only those that count in any.
    all_count: bool,
    fields: FxHashMap<Who, Field>,
    settled: FxHashMap<(Who, bool), Range<u32>>,
    meant: FxHashMap<(Who, bool), Option<Meant>>,
    /// The contenders of all contests.
    contenders: Vec<Contender>,
}

/// What a contest depends on, but for the words before the place.
type Who = (Readings, bool);

/// Those who contend: one name an actor.
#[derive(Debug, Clone)]
struct Field {
    contenders: Range<u32>,
    place_or_metonym: Option<PlaceOrMetonym>,
}

/// Who is meant at a place.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    /// The only one, or the first of several between whom the document does not decide.
    pub(super) first: Contender,
    /// All of them, if they are several.
    pub(super) several: Option<Arc<Undecided>>,
}

impl Meant {
    /// Who is meant, if that is decided.
    pub(super) fn only(&self) -> Option<Contender> {
        self.several.is_none().then_some(self.first)
    }
}

impl Verdicts {
    /// Forgets what was decided, for a stage in which other names count.
    pub(super) fn count_all(&mut self, all_count: bool) {
        self.all_count = all_count;
        forget(&mut self.fields);
        forget(&mut self.settled);
        forget(&mut self.meant);
        self.contenders.clear();
    }

    /// Whether names count that depend on the rest of the document.
    pub(super) fn all_count(&self) -> bool {
        self.all_count
    }

    /// Forgets what was decided on evidence that was not complete.
    pub(super) fn forget_who_is_meant(&mut self) {
        forget(&mut self.meant);
    }

    fn add(&mut self, contest: &[Contender]) -> Range<u32> {
        let start = self.contenders.len() as u32;
        self.contenders.extend(contest);
        start..self.contenders.len() as u32
    }

    fn get(&self, range: &Range<u32>) -> &[Contender] {
        &self.contenders[range.start as usize..range.end as usize]
    }
}

impl Analysis<'_, '_, '_> {
    /// Whether any name of a candidate counts at this stage.
    pub(super) fn has_name_that_counts(&mut self, candidate: &Candidate) -> bool {
        if candidate.sorts.sure_name || !self.memory.verdicts.all_count {
            return candidate.sorts.sure_name;
        }
        if !candidate.sorts.unsure_name {
            return false;
        }
        match self.sole_name(candidate) {
            Some(sole) => sole.is_some(),
            None => !self.field(candidate).contenders.is_empty(),
        }
    }

    /// The contender of a slot, where the kinds of names and the words before it leave one.
    pub(super) fn only_contender(&mut self, slot: &Slot) -> Option<Contender> {
        let candidate = self.memory.candidates[slot.candidate];
        match self.sole_name(&candidate) {
            Some(sole) => sole,
            None => {
                let (_, settled) = self.settled(&candidate);
                match self.memory.verdicts.get(&settled) {
                    &[only] => Some(only),
                    _ => None,
                }
            }
        }
    }

    /// Who is meant at a slot, on the evidence there is.
    pub(super) fn meant(&mut self, slot: &Slot) -> Option<Meant> {
        let candidate = self.memory.candidates[slot.candidate];
        if let Some(sole) = self.sole_name(&candidate) {
            return sole.map(|first| Meant {
                first,
                several: None,
            });
        }
        let (key, settled) = self.settled(&candidate);
        if let Some(known) = self.memory.verdicts.meant.get(&key) {
            return known.clone();
        }
        let mut contest = self.memory.verdicts.get(&settled).to_vec();
        self.tagger
            .weigh(&mut contest, self.evidence(), &mut Ignored);
        let meant = contest.first().map(|&first| Meant {
            first,
            several: (contest.len() > 1).then(|| {
                let actors = contest.iter().map(|one| one.actor);
                Arc::new(Undecided::new(self.tagger.gazetteer, actors))
            }),
        });
        self.memory.verdicts.meant.insert(key, meant.clone());
        meant
    }

    /// What the names say that count at this stage.
    pub(super) fn evidence(&self) -> &Evidence {
        match self.memory.verdicts.all_count {
            true => &self.memory.known.all,
            false => &self.memory.known.sure,
        }
    }

    /// The name of a candidate that can only be one name of one actor, if it counts; nearly all are
    /// such.
    #[inline]
    fn sole_name(&mut self, candidate: &Candidate) -> Option<Option<Contender>> {
        let Readings::One(number) = candidate.readings else {
            return None;
        };
        let entry = self.tagger.lexicon.entry(number);
        let Bearers::One(bearer) = entry.bearers() else {
            return None;
        };
        let counts = entry.meaning == Meaning::Name && self.counts(entry, &bearer, candidate);
        Some(counts.then_some(Contender {
            actor: bearer.actor,
            name: self.tagger.lexicon.name_of(entry, 0),
            is_further: false,
            traits: entry.traits,
        }))
    }

    /// Whether a name counts at this stage as a name of an actor.
    #[inline]
    fn counts(&mut self, entry: &Entry, bearer: &Bearer, candidate: &Candidate) -> bool {
        let in_capitals = candidate.sorts.in_capitals;
        is_sure(entry, in_capitals)
            || self.memory.verdicts.all_count && {
                let known = &mut self.memory.known;
                known
                    .turn_down(self.tagger.lexicon, entry, bearer, in_capitals)
                    .is_none()
            }
    }

    fn field(&mut self, candidate: &Candidate) -> Field {
        let who = (candidate.readings, candidate.sorts.in_capitals);
        if let Some(field) = self.memory.verdicts.fields.get(&who) {
            return field.clone();
        }
        let mut contest = self.contest(candidate);
        self.tagger.one_name_each(&mut contest, &mut Ignored);
        let field = Field {
            place_or_metonym: self.tagger.place_or_metonym(&contest),
            contenders: self.memory.verdicts.add(&contest),
        };
        self.memory.verdicts.fields.insert(who, field.clone());
        field
    }

    /// The names of a candidate that count.
    fn contest(&mut self, candidate: &Candidate) -> Vec<Contender> {
        let lexicon = self.tagger.lexicon;
        let mut contest = Vec::new();
        let lists = &self.memory.reading_lists;
        let numbers = lists.entries(&candidate.readings).to_vec();
        for number in numbers {
            let entry = lexicon.entry(number);
            if entry.meaning != Meaning::Name {
                continue;
            }
            let mut add = |analysis: &mut Self, place: usize, bearer: &Bearer| {
                if analysis.counts(entry, bearer, candidate) {
                    contest.push(Contender {
                        actor: bearer.actor,
                        name: lexicon.name_of(entry, place),
                        is_further: false,
                        traits: entry.traits,
                    });
                }
            };
            match entry.bearers() {
                Bearers::One(bearer) => add(self, 0, &bearer),
                Bearers::Many(list, _) if entry.has_needs() => {
                    let bearers = lexicon.bearers(list);
                    for at in self.memory.known.may_be_met_by(lexicon, list) {
                        let place = self.memory.known.may(at);
                        add(self, place, &bearers[place]);
                    }
                }
                Bearers::Many(list, _) => {
                    for (place, bearer) in lexicon.bearers(list).iter().enumerate() {
                        add(self, place, bearer);
                    }
                }
            }
        }
        contest
    }

    /// Those who are left by the words before a candidate and the kinds of its names.
    fn settled(&mut self, candidate: &Candidate) -> ((Who, bool), Range<u32>) {
        let who = (candidate.readings, candidate.sorts.in_capitals);
        let field = self.field(candidate);
        let place_wins =
            field.place_or_metonym.is_some() && after_word_of_place(self.text, candidate.start);
        let key = (who, place_wins);
        if let Some(settled) = self.memory.verdicts.settled.get(&key) {
            return (key, settled.clone());
        }
        let mut contest = self.memory.verdicts.get(&field.contenders).to_vec();
        let place_or_metonym = field.place_or_metonym.as_ref();
        self.tagger
            .settle(&mut contest, place_or_metonym, place_wins, &mut Ignored);
        let settled = self.memory.verdicts.add(&contest);
        self.memory.verdicts.settled.insert(key, settled.clone());
        (key, settled)
    }
}
