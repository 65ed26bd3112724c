//! Who contends for a place and who is meant there, worked out once for all places where the same
//! may be meant.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::analyser::Analyser;
use super::candidates::{Candidate, is_sure};
use super::contest::{Contender, Ignored, Lost, PlaceOrMetonym};
use super::evidence::{Evidence, Stage};
use super::known::Known;
use super::mention::Undecided;
use super::overlap::Slot;
use super::readings::{ReadingLists, Readings};
use super::stance::Stance;
use super::standing::Standing;
use super::weights::Weight;
use crate::lexicon::{Bearer, Bearers, EntryNumber, Meaning, Traits};
use crate::text::sentences::Sentences;

/// Decides, at one stage of the analysis of a document, which names count and who is meant.
#[derive(Debug)]
pub(super) struct Resolver<'t, 'd, 's> {
    pub(super) tagger: Analyser<'t>,
    pub(super) text: &'d str,
    pub(super) candidates: &'s [Candidate],
    pub(super) reading_lists: &'s mut ReadingLists,
    pub(super) known: &'s mut Known,
    pub(super) verdicts: Verdicts,
    pub(super) sentences: Sentences<'d>,
    /// The numbers of the sentences of all slots, once they were asked for.
    pub(super) sentence_of: Vec<u32>,
    /// What the words around places and what they stand for say, by where those begin and end.
    pub(super) stances: FxHashMap<(usize, usize), Stance>,
}

/// What was decided at a stage so far, evidence apart.
///
/// Without it, time would grow with places times actors: a text that says *Ministry of Justice* a
/// thousand times would weigh 190 actors a thousand times.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    stage: Stage,
    fields: FxHashMap<Who, Field>,
    settled: FxHashMap<Setting, Settled>,
    /// The contenders of all contests.
    contenders: Vec<Contender>,
}

/// Who is meant, as far as it was worked out, on the evidence of the time: when more is known, a
/// new one is begun.
pub(super) type Decisions = FxHashMap<Setting, Decision>;

/// Who contends for places, and with what weight.
#[derive(Debug)]
pub(super) struct Decision {
    contest: Vec<Contender>,
    weights: Vec<Weight>,
    /// Who is meant where no name near a place says anything.
    far: Option<Meant>,
}

/// Contenders for whom the names near each place are asked: of a thousand who share a name, those
/// decide that the document as a whole speaks for.
const MOST_CONTENDERS: usize = 64;

/// Returns whether the names near a place have a say between these.
pub(super) fn has_neighbours_heard(contest: &[Contender]) -> bool {
    (2..=MOST_CONTENDERS).contains(&contest.len())
}

/// What a contest depends on, but for the words before the place: the readings, how they stand
/// there, and the phrases around it.
type Who = (Readings, Standing, Option<Readings>);

/// The same, and whether the words before make it a place.
type Setting = (Who, bool);

/// Those who contend: one name an actor.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) contenders: Range<u32>,
    place_or_metonym: Option<PlaceOrMetonym>,
}

/// Those who are left by the words before a place and the kinds of its names.
#[derive(Debug, Clone)]
struct Settled {
    contenders: Range<u32>,
    lost: Lost,
}

/// Who is meant at a place.
#[derive(Debug, Clone)]
pub(super) struct Meant {
    /// The only one, or the first of several between whom the document does not decide.
    pub(super) first: Contender,
    /// All of them, if they are several.
    pub(super) several: Option<Arc<Undecided>>,
    /// Whether the place and what it stands for were both in question.
    pub(super) contested: bool,
    /// How many are not, though the name is theirs, too.
    pub(super) lost: Lost,
}

impl Meant {
    /// Returns who is meant, if that is decided.
    pub(super) fn only(&self) -> Option<Contender> {
        self.several.is_none().then_some(self.first)
    }
}

impl Verdicts {
    /// Returns whether they are of the stage in which all names count.
    pub(super) fn has_all_names(&self) -> bool {
        self.stage == Stage::All
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

impl<'t, 'd, 's> Resolver<'t, 'd, 's> {
    /// Begins the first stage.
    pub(super) fn new(
        tagger: Analyser<'t>,
        text: &'d str,
        candidates: &'s [Candidate],
        reading_lists: &'s mut ReadingLists,
        known: &'s mut Known,
    ) -> Self {
        Self {
            tagger,
            text,
            candidates,
            reading_lists,
            known,
            verdicts: Verdicts::default(),
            sentences: Sentences::new(text),
            sentence_of: Vec::new(),
            stances: FxHashMap::default(),
        }
    }

    /// Returns the same document at the stage in which all names count. Nothing that was decided
    /// before holds any more.
    pub(super) fn with_all_names(self) -> Self {
        let verdicts = Verdicts {
            stage: Stage::All,
            ..Verdicts::default()
        };
        Self {
            verdicts,
            sentence_of: Vec::new(),
            ..self
        }
    }

    /// Forgets what was decided at this stage.
    pub(super) fn forget_verdicts(&mut self) {
        let stage = self.stage();
        self.verdicts = Verdicts {
            stage,
            ..Verdicts::default()
        };
    }

    /// Returns the stage.
    pub(super) fn stage(&self) -> Stage {
        self.verdicts.stage
    }

    /// Returns the contender of a slot, where the kinds of names and the words before it leave one.
    pub(super) fn only_contender(&mut self, slot: &Slot) -> Option<Contender> {
        let candidate = self.candidates[slot.candidate];
        match self.sole_name(&candidate, slot.except) {
            Some(sole) => sole,
            None => {
                let (_, settled) = self.settled(&candidate, slot.except);
                match self.verdicts.get(&settled.contenders) {
                    &[only] => Some(only),
                    _ => None,
                }
            }
        }
    }

    /// Returns who is meant at a slot, on the evidence there is; what is worked out goes to
    /// `decisions`. `outer` are all slots, of which one is this or has it inside.
    pub(super) fn meant(
        &mut self,
        outer: &[Slot],
        slot: &Slot,
        decisions: &mut Decisions,
    ) -> Option<Meant> {
        let candidate = self.candidates[slot.candidate];
        if let Some(sole) = self.sole_name(&candidate, slot.except) {
            return sole.map(|first| Meant {
                first,
                several: None,
                contested: false,
                lost: Lost::default(),
            });
        }
        let (key, settled) = self.settled(&candidate, slot.except);
        // What is settled holds for all of a stage, and the weight of evidence only for now.
        let decision = decisions
            .entry(key)
            .or_insert_with(|| self.decision(&settled));
        let Decision {
            contest, weights, ..
        } = &*decision;
        if !has_neighbours_heard(contest) {
            return decision.far.clone();
        }
        let mut near = weights.clone();
        self.add_near(outer, slot.start..slot.end, contest, &mut near);
        match near == *weights {
            true => decision.far.clone(),
            false => self.weighed(contest, &near, settled.lost),
        }
    }

    fn decision(&self, settled: &Settled) -> Decision {
        let contest = self.verdicts.get(&settled.contenders).to_vec();
        let weights = self.weights(&contest);
        Decision {
            far: self.weighed(&contest, &weights, settled.lost),
            contest,
            weights,
        }
    }

    /// Returns how much the document says for each contender.
    pub(super) fn weights(&self, contest: &[Contender]) -> Vec<Weight> {
        let evidence = self.evidence();
        let weight = |one: &Contender| {
            let relatives = &self.tagger.relatives[one.actor as usize];
            evidence.weight(one.actor, relatives)
        };
        contest.iter().map(weight).collect()
    }

    fn weighed(&self, contest: &[Contender], weights: &[Weight], mut lost: Lost) -> Option<Meant> {
        let mut left = contest.to_vec();
        self.tagger.weigh(&mut left, weights, &mut lost);
        left.first().map(|&first| Meant {
            first,
            contested: lost.place > 0,
            lost,
            several: (left.len() > 1).then(|| {
                // Those who are left are in the order of all.
                let mut left = left.iter().peekable();
                let all = contest.iter().zip(weights);
                let left = all.filter(|(one, _)| left.next_if(|next| next == one).is_some());
                let actors = left.map(|(one, weight)| (one.actor, *weight));
                Arc::new(Undecided::new(self.tagger.gazetteer, actors))
            }),
        })
    }

    /// Returns what the names say that count at this stage.
    pub(super) fn evidence(&self) -> &Evidence {
        self.known.evidence(self.stage())
    }

    /// Returns the name of a candidate that can only be one name of one actor, if it counts; nearly
    /// all are such.
    #[inline]
    pub(super) fn sole_name(
        &mut self,
        candidate: &Candidate,
        except: Option<Readings>,
    ) -> Option<Option<Contender>> {
        if except.is_some() {
            return None;
        }
        let Readings::One(number) = candidate.readings else {
            return None;
        };
        let entry = self.tagger.lexicon.entry(number);
        let Bearers::One(bearer) = entry.bearers() else {
            return None;
        };
        // Perhaps the document says that it is somebody else's.
        if self.known.gloss(number).is_some() {
            return None;
        }
        let counts = entry.meaning == Meaning::Name && self.counts(number, &bearer, candidate);
        Some(counts.then_some(Contender {
            actor: bearer.actor,
            name: self.tagger.lexicon.name_of(entry, 0),
            is_further: false,
            traits: entry.traits,
        }))
    }

    /// Returns whether a name counts at this stage as a name of an actor.
    #[inline]
    fn counts(&mut self, number: EntryNumber, bearer: &Bearer, candidate: &Candidate) -> bool {
        let standing = candidate.sorts.standing;
        let entry = self.tagger.lexicon.entry(number);
        match is_sure(entry, standing) {
            true => self
                .known
                .gloss(number)
                .is_none_or(|actor| bearer.actor == actor),
            false => {
                self.stage() == Stage::All && {
                    self.known
                        .turn_down(self.tagger, number, bearer, standing)
                        .is_none()
                }
            }
        }
    }

    pub(super) fn field(&mut self, candidate: &Candidate, except: Option<Readings>) -> Field {
        let who = (candidate.readings, candidate.sorts.standing, except);
        if let Some(field) = self.verdicts.fields.get(&who) {
            return field.clone();
        }
        let mut contest = self.contest(candidate);
        if let Some(phrases) = except {
            let not = self.actors_excepted(&phrases);
            let excepted = |one: &Contender| not.binary_search(&one.actor).is_ok();
            self.tagger.except(&mut contest, excepted);
        }
        self.tagger.one_name_each(&mut contest, &mut Ignored);
        let field = Field {
            place_or_metonym: self.tagger.place_or_metonym(&contest),
            contenders: self.verdicts.add(&contest),
        };
        self.verdicts.fields.insert(who, field.clone());
        field
    }

    /// Returns the names of a candidate that count.
    fn contest(&mut self, candidate: &Candidate) -> Vec<Contender> {
        let lexicon = self.tagger.lexicon;
        let mut contest = Vec::new();
        let entries = self.reading_lists.entries(&candidate.readings).to_vec();
        let mut explained = None;
        for number in entries {
            let entry = lexicon.entry(number);
            if entry.meaning != Meaning::Name {
                continue;
            }
            explained = explained.or(self.known.gloss(number));
            let mut add = |resolver: &mut Self, place: usize, bearer: &Bearer| {
                if resolver.counts(number, bearer, candidate) {
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
                    // Of 190 ministries of justice only those whose country is named are looked at.
                    for at in self.known.may_be_met_by(lexicon, list) {
                        let place = self.known.may(at);
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
        // The acronym is that actor's though the gazetteer does not know it.
        if let (Some(actor), []) = (explained, &contest[..]) {
            contest.push(Contender {
                actor,
                name: 0,
                is_further: false,
                traits: Traits::OF_SHORT_NAMES,
            });
        }
        contest
    }

    /// Returns those who are left by the words before a candidate and the kinds of its names.
    fn settled(&mut self, candidate: &Candidate, except: Option<Readings>) -> (Setting, Settled) {
        let who = (candidate.readings, candidate.sorts.standing, except);
        let field = self.field(candidate, except);
        // The words around it are read only where they decide anything.
        let place_wins =
            field.place_or_metonym.is_some() && self.is_place(candidate.start, candidate.end);
        // All that the words around it decide is this: places that agree in it share what is
        // settled.
        let key = (who, place_wins);
        if let Some(settled) = self.verdicts.settled.get(&key) {
            return (key, settled.clone());
        }
        let mut contest = self.verdicts.get(&field.contenders).to_vec();
        let place_or_metonym = field.place_or_metonym.as_ref();
        let mut lost = Lost::default();
        let in_full = |actor| self.known.is_in_full(actor);
        self.tagger.settle(
            &mut contest,
            place_or_metonym,
            place_wins,
            in_full,
            &mut lost,
        );
        let settled = Settled {
            contenders: self.verdicts.add(&contest),
            lost,
        };
        self.verdicts.settled.insert(key, settled.clone());
        (key, settled)
    }
}
