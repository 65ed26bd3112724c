//! Who contends for a place and who is meant there, worked out once for all places where the same
//! may be meant.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::analyser::Analyser;
use super::candidates::{Candidate, Gathered, is_sure};
use super::contest::{Contender, Ignored, Lost, PlaceOrMetonym};
use super::evidence::{Evidence, Known, Stage};
use super::mention::Undecided;
use super::overlap::Slot;
use super::place::after_word_of_place;
use super::readings::{ReadingLists, Readings};
use crate::lexicon::{Bearer, Bearers, Entry, Meaning};

/// Decides, at one stage of the analysis of a document, which names count and who is meant.
#[derive(Debug)]
pub(super) struct Resolver<'t, 'd, 's> {
    pub(super) tagger: Analyser<'t>,
    pub(super) text: &'d str,
    pub(super) candidates: &'s [Candidate],
    pub(super) reading_lists: &'s ReadingLists,
    pub(super) known: &'s mut Known,
    pub(super) verdicts: Verdicts,
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
pub(super) type Decisions = FxHashMap<Setting, Option<Meant>>;

/// What a contest depends on, but for the words before the place: the readings, and whether they
/// are in a line of capitals.
type Who = (Readings, bool);

/// The same, and whether the words before make it a place.
type Setting = (Who, bool);

/// Those who contend: one name an actor.
#[derive(Debug, Clone)]
struct Field {
    contenders: Range<u32>,
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
        gathered: &'s Gathered,
        known: &'s mut Known,
    ) -> Self {
        Self {
            tagger,
            text,
            candidates: &gathered.candidates,
            reading_lists: &gathered.reading_lists,
            known,
            verdicts: Verdicts::default(),
        }
    }

    /// Returns the same document at the stage in which all names count. Nothing that was decided
    /// before holds any more.
    pub(super) fn with_all_names(self) -> Self {
        let verdicts = Verdicts {
            stage: Stage::All,
            ..Verdicts::default()
        };
        Self { verdicts, ..self }
    }

    /// Returns the stage.
    pub(super) fn stage(&self) -> Stage {
        self.verdicts.stage
    }

    /// Returns whether any name of a candidate counts at this stage.
    pub(super) fn has_name_that_counts(&mut self, candidate: &Candidate) -> bool {
        if candidate.sorts.sure_name || self.stage() == Stage::Sure {
            return candidate.sorts.sure_name;
        }
        if !candidate.sorts.unsure_name {
            return false;
        }
        // Nearly all are one entry of one actor: no contest, and no look-up.
        match self.sole_name(candidate) {
            Some(sole) => sole.is_some(),
            None => !self.field(candidate).contenders.is_empty(),
        }
    }

    /// Returns the contender of a slot, where the kinds of names and the words before it leave one.
    pub(super) fn only_contender(&mut self, slot: &Slot) -> Option<Contender> {
        let candidate = self.candidates[slot.candidate];
        match self.sole_name(&candidate) {
            Some(sole) => sole,
            None => {
                let (_, settled) = self.settled(&candidate);
                match self.verdicts.get(&settled.contenders) {
                    &[only] => Some(only),
                    _ => None,
                }
            }
        }
    }

    /// Returns who is meant at a slot, on the evidence there is; what is worked out goes to
    /// `decisions`.
    pub(super) fn meant(&mut self, slot: &Slot, decisions: &mut Decisions) -> Option<Meant> {
        let candidate = self.candidates[slot.candidate];
        if let Some(sole) = self.sole_name(&candidate) {
            return sole.map(|first| Meant {
                first,
                several: None,
                lost: Lost::default(),
            });
        }
        let (key, settled) = self.settled(&candidate);
        if let Some(known) = decisions.get(&key) {
            return known.clone();
        }
        // Weighed in a copy: what is settled holds for all of a stage, and the weight of evidence
        // only for now.
        let mut contest = self.verdicts.get(&settled.contenders).to_vec();
        let mut lost = settled.lost;
        self.tagger.weigh(&mut contest, self.evidence(), &mut lost);
        let meant = contest.first().map(|&first| Meant {
            first,
            lost,
            several: (contest.len() > 1).then(|| {
                let actors = contest.iter().map(|one| one.actor);
                Arc::new(Undecided::new(self.tagger.gazetteer, actors))
            }),
        });
        decisions.insert(key, meant.clone());
        meant
    }

    /// Returns what the names say that count at this stage.
    pub(super) fn evidence(&self) -> &Evidence {
        self.known.evidence(self.stage())
    }

    /// Returns the name of a candidate that can only be one name of one actor, if it counts; nearly
    /// all are such.
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

    /// Returns whether a name counts at this stage as a name of an actor.
    #[inline]
    fn counts(&mut self, entry: &Entry, bearer: &Bearer, candidate: &Candidate) -> bool {
        let in_capitals = candidate.sorts.in_capitals;
        is_sure(entry, in_capitals)
            || self.stage() == Stage::All && {
                self.known
                    .turn_down(self.tagger.lexicon, entry, bearer, in_capitals)
                    .is_none()
            }
    }

    fn field(&mut self, candidate: &Candidate) -> Field {
        let who = (candidate.readings, candidate.sorts.in_capitals);
        if let Some(field) = self.verdicts.fields.get(&who) {
            return field.clone();
        }
        let mut contest = self.contest(candidate);
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
        let lists = self.reading_lists;
        for &number in lists.entries(&candidate.readings) {
            let entry = lexicon.entry(number);
            if entry.meaning != Meaning::Name {
                continue;
            }
            let mut add = |resolver: &mut Self, place: usize, bearer: &Bearer| {
                if resolver.counts(entry, bearer, candidate) {
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
        contest
    }

    /// Returns those who are left by the words before a candidate and the kinds of its names.
    fn settled(&mut self, candidate: &Candidate) -> (Setting, Settled) {
        let who = (candidate.readings, candidate.sorts.in_capitals);
        let field = self.field(candidate);
        // The words before it are read only where they decide anything.
        let place_wins =
            field.place_or_metonym.is_some() && after_word_of_place(self.text, candidate.start);
        // All that the words before it decide is this: places that agree in it share what is
        // settled.
        let key = (who, place_wins);
        if let Some(settled) = self.verdicts.settled.get(&key) {
            return (key, settled.clone());
        }
        let mut contest = self.verdicts.get(&field.contenders).to_vec();
        let place_or_metonym = field.place_or_metonym.as_ref();
        let mut lost = Lost::default();
        self.tagger
            .settle(&mut contest, place_or_metonym, place_wins, &mut lost);
        let settled = Settled {
            contenders: self.verdicts.add(&contest),
            lost,
        };
        self.verdicts.settled.insert(key, settled.clone());
        (key, settled)
    }
}
