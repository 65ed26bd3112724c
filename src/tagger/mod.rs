//! One document: from the places where names stand to mentions.
//!
//! The stages of `Tagger::analyse` stand in the order of the contract: candidates with their capitals and neighbours,
//! the longest of those that always count, the evidence they give, the names that depend on it, the longest of all, and
//! who is meant.

mod ambiguity;
mod candidates;
mod context;
mod explain;
mod mention;
mod modifier;
mod neighbours;
mod overlap;
mod place;
mod rule;

use std::collections::HashMap;
use std::ops::Range;

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::{BuildError, Hit, Lexicon, Standing, Target};
use crate::text::sentences::Sentences;

use candidates::Candidate;
use context::Evidence;
use overlap::{Slot, select};

pub use explain::{Rejection, Winner};
pub use mention::{Mention, RoleOnDate};
pub use rule::Rule;

use mention::{Actors, NameFound};

/// Finds the actors of a gazetteer in documents.
#[derive(Debug)]
pub struct Tagger<'g> {
    gazetteer: &'g Gazetteer,
    lexicon: Lexicon,
    relatives: Vec<Relatives>,
    nested: bool,
}

/// Actors whose mention speaks for an actor, by number.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Relatives {
    pub(crate) country: Option<u32>,
    pub(crate) parent: Option<u32>,
}

/// Memory that a tagger needs for a document, kept to be used for the next.
#[derive(Debug)]
pub(crate) struct Scratch {
    candidates: Vec<Candidate>,
    /// Where names stand that need something else in the document.
    postponed: Vec<Standing>,
    slots: Vec<Slot>,
    contenders: Vec<usize>,
    evidence: Evidence,
    cues: Vec<bool>,
}

impl Scratch {
    /// Where phrases that are somebody else won in the document tagged last, by where they begin.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = Range<usize>> {
        let phrases = self.slots.iter().filter(|slot| slot.phrase);
        phrases.map(|slot| slot.start..slot.end)
    }
}

impl<'g> Tagger<'g> {
    /// Compiles the names of a gazetteer.
    ///
    /// # Errors
    /// If the names are too many for one lexicon (over two thousand million letters).
    pub fn new(gazetteer: &'g Gazetteer) -> Result<Self, BuildError> {
        Self::of_some(gazetteer, |_| true)
    }

    /// A tagger that knows the names of some actors only, by number: right for texts in which no name, phrase or cue of
    /// any other stands.
    pub(crate) fn of_some(
        gazetteer: &'g Gazetteer,
        wanted: impl Fn(u32) -> bool + Sync,
    ) -> Result<Self, BuildError> {
        let (lexicon, relatives) = rayon::join(
            || Lexicon::compile_some(gazetteer, &wanted),
            || find_relatives(gazetteer),
        );
        Ok(Self {
            gazetteer,
            lexicon: lexicon?,
            relatives,
            nested: false,
        })
    }

    /// Calls `found` with the number of every actor of which a name or phrase stands in a text, in whatever capitals.
    pub(crate) fn actors_standing(&self, text: &str, mut found: impl FnMut(u32)) {
        let mut actor_of = |hit: Hit| match hit.target {
            Target::Name { actor, .. } | Target::Not { actor, .. } => found(actor),
            Target::Cue(_) => {}
        };
        self.lexicon.scan(text, true, |standing| {
            self.lexicon.each_free(text, &standing, &mut actor_of);
            self.lexicon
                .each_needing(text, &standing, |_| true, &mut actor_of);
            false
        });
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Also report the mentions that lie inside others, each with its parent.
    #[must_use]
    pub fn nested(mut self, nested: bool) -> Self {
        self.nested = nested;
        self
    }

    /// The gazetteer it finds the actors of.
    pub fn gazetteer(&self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// The mentions of a document, by where they begin.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let gazetteer = actag::Gazetteer::from_yaml("
    /// type: government
    /// actors:
    ///   - {id: syria, name: Syria, adjectives: [Syrian]}
    /// ")?;
    /// let tagger = actag::Tagger::new(&gazetteer)?;
    /// let document = actag::Document::new("example", "Syria’s allies met Syrian envoys.");
    /// let found: Vec<&str> = tagger.tag(&document).iter().map(|mention| mention.text()).collect();
    /// assert_eq!(found, ["Syria", "Syrian"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn tag<'a>(&'a self, document: &'a Document<'_>) -> Vec<Mention<'a>> {
        self.tag_with(document, &mut self.scratch())
    }

    /// Memory for [`Tagger::tag_with`].
    pub(crate) fn scratch(&self) -> Scratch {
        Scratch {
            candidates: Vec::new(),
            postponed: Vec::new(),
            slots: Vec::new(),
            contenders: Vec::new(),
            evidence: Evidence::with_actors(self.gazetteer.actors().len()),
            cues: vec![false; self.lexicon.cue_count()],
        }
    }

    /// [`Tagger::tag`] in memory that was used before.
    pub(crate) fn tag_with<'a>(
        &'a self,
        document: &'a Document<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Mention<'a>> {
        let mut mentions = self.analyse(document, false, scratch);
        number_sentences(&document.text, &mut mentions);
        mentions
    }

    /// [`Tagger::tag_with`] without the numbers of sentences, for a caller that has no use for them.
    pub(crate) fn tag_spans<'a>(
        &'a self,
        document: &'a Document<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Mention<'a>> {
        self.analyse(document, false, scratch)
    }

    /// The stages. With `trace`, the candidates left in `scratch` are all there were, each with what became of it.
    fn analyse<'a>(
        &'a self,
        document: &'a Document<'_>,
        trace: bool,
        scratch: &mut Scratch,
    ) -> Vec<Mention<'a>> {
        let text: &str = &document.text;
        scratch.cues.fill(false);
        scratch.evidence.clear();
        self.gather(text, trace, scratch);
        let Scratch {
            candidates,
            slots,
            contenders,
            evidence,
            cues,
            ..
        } = scratch;
        if candidates.is_empty() {
            slots.clear();
            return Vec::new();
        }
        select(candidates, Candidate::always_counts, slots);
        let deferred = candidates.iter().any(|c| c.deferred);
        // Nobody asks for evidence where each name is one actor's and counts whatever else the document says.
        if deferred || self.nested || slots.iter().any(Slot::is_shared) {
            self.collect_evidence(
                text,
                slots,
                candidates,
                Candidate::always_counts,
                contenders,
                evidence,
            );
        }
        if deferred {
            self.decide_deferred(candidates, evidence, cues);
            select(candidates, |c| c.rule.is_none(), slots);
            evidence.clear();
            self.collect_evidence(
                text,
                slots,
                candidates,
                |c| c.rule.is_none(),
                contenders,
                evidence,
            );
        }
        let mut mentions = Vec::with_capacity(slots.len());
        self.resolve(
            document,
            slots,
            None,
            candidates,
            contenders,
            evidence,
            &mut mentions,
        );
        if trace {
            explain::tell_losers(slots, candidates);
        }
        if self.nested {
            self.add_nested(
                document,
                slots,
                candidates,
                contenders,
                evidence,
                &mut mentions,
            );
        }
        mentions
    }

    /// Turns slots into mentions: the modifiers, and who is meant.
    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one scratch memory, borrowed apart"
    )]
    fn resolve<'a>(
        &'a self,
        document: &'a Document<'_>,
        slots: &[Slot],
        parent: Option<&Slot>,
        candidates: &mut [Candidate],
        contenders: &mut Vec<usize>,
        evidence: &Evidence,
        mentions: &mut Vec<Mention<'a>>,
    ) {
        let text: &str = &document.text;
        for (number, slot) in slots.iter().enumerate().filter(|(_, slot)| !slot.phrase) {
            self.contend(text, slot, candidates, |c| c.rule.is_none(), contenders);
            self.weigh(evidence, candidates, contenders);
            let Some(&first) = contenders.first() else {
                continue;
            };
            let first = candidates[first];
            let Target::Name { actor, name } = first.target else {
                continue;
            };
            let actors = match contenders[..] {
                [_] => Actors::One(actor),
                _ => Actors::Several(contenders.iter().map(|&c| candidates[c].actor()).collect()),
            };
            let previous_end = number
                .checked_sub(1)
                .map_or(0, |previous| slots[previous].end);
            let next_start = slots.get(number + 1).map_or(usize::MAX, |next| next.start);
            let span = slot.start..slot.end;
            mentions.push(Mention {
                gazetteer: self.gazetteer,
                text,
                date: document.date,
                name: NameFound {
                    actor,
                    name,
                    kind: first.traits.kind,
                    weak: first.traits.weak,
                },
                actors,
                modifiers: modifier::modifiers(text, &span, previous_end, next_start),
                sentence: 0,
                parent: parent.map(|parent| parent.start..parent.end),
                span,
            });
        }
    }

    /// Adds the mentions inside those there are, level by level.
    fn add_nested<'a>(
        &'a self,
        document: &'a Document<'_>,
        slots: &[Slot],
        candidates: &mut [Candidate],
        contenders: &mut Vec<usize>,
        evidence: &Evidence,
        mentions: &mut Vec<Mention<'a>>,
    ) {
        let mut parents: Vec<Slot> = slots.iter().copied().filter(|slot| !slot.phrase).collect();
        let mut inside = Vec::new();
        while let Some(parent) = parents.pop() {
            let lies_inside = |c: &Candidate| {
                matches!(c.rule, None | Some(Rule::Overlap))
                    && parent.start <= c.start
                    && c.end <= parent.end
                    && (c.start, c.end) != (parent.start, parent.end)
            };
            // Candidates are sorted by where they begin: those inside stand near their parent.
            let first = candidates.partition_point(|c| c.start < parent.start);
            let last = candidates.partition_point(|c| c.start < parent.end);
            select(&candidates[first..last], lies_inside, &mut inside);
            for slot in &mut inside {
                slot.first += first;
                slot.last += first;
                candidates[slot.first..slot.last]
                    .iter_mut()
                    .filter(|c| c.rule == Some(Rule::Overlap))
                    .for_each(|c| {
                        c.rule = None;
                        c.winner = None;
                    });
            }
            self.resolve(
                document,
                &inside,
                Some(&parent),
                candidates,
                contenders,
                evidence,
                mentions,
            );
            parents.extend(inside.iter().filter(|slot| !slot.phrase));
        }
        mentions.sort_by(|a, b| (a.span.start, b.span.end).cmp(&(b.span.start, a.span.end)));
    }

    fn is_place(&self, actor: u32) -> bool {
        self.gazetteer
            .actors()
            .get(actor as usize)
            .is_some_and(|actor| &*actor.kind == "place")
    }
}

fn number_sentences(text: &str, mentions: &mut [Mention<'_>]) {
    let mut sentences = Sentences::new(text);
    for mention in mentions {
        mention.sentence = sentences.number_at(mention.span.start);
    }
}

/// The country's government and the parent of every actor, by number.
pub(crate) fn find_relatives(gazetteer: &Gazetteer) -> Vec<Relatives> {
    let governments: HashMap<&str, u32> = (0u32..)
        .zip(gazetteer.actors())
        .filter(|(_, actor)| &*actor.kind == "government")
        .filter_map(|(number, actor)| Some((actor.codes.get("iso3")?.as_str(), number)))
        .collect();
    (0u32..)
        .zip(gazetteer.actors())
        .map(|(number, actor)| {
            let country = actor
                .country
                .as_deref()
                .and_then(|country| governments.get(country).copied());
            let parent = actor
                .part_of
                .as_deref()
                .and_then(|id| gazetteer.index_of(id))
                .map(|index| index as u32);
            Relatives {
                country: country.filter(|&country| country != number),
                parent: parent.filter(|&parent| parent != number),
            }
        })
        .collect()
}
