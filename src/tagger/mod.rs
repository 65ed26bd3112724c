//! One document: from the places where names stand to mentions.
//!
//! The stages of `Analyser::analyse` stand in the order of the contract: candidates with their capitals and neighbours,
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
mod owned;
mod place;
mod rule;
mod session;

use std::collections::HashMap;
use std::sync::Arc;

use crate::corpus::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::{BuildError, Hit, Lexicon, Target};
use crate::text::sentences::Sentences;

use candidates::Candidate;
use context::Evidence;
use overlap::{Slot, select};
use session::{Pool, Scratch};

pub use explain::{Rejection, Winner};
pub use mention::{Mention, RoleOnDate};
pub use owned::{OwnedMention, OwnedRejection};
pub use rule::Rule;
pub use session::Session;

use mention::{Actors, NameFound};

/// Finds the actors of a gazetteer in documents.
///
/// A tagger owns its gazetteer, can be used from many threads at once, and is cheap to clone: clones
/// share what was compiled.
#[derive(Debug, Clone)]
pub struct Tagger {
    compiled: Arc<Compiled>,
    nested: bool,
}

/// What clones of a tagger share.
#[derive(Debug)]
struct Compiled {
    gazetteer: Arc<Gazetteer>,
    lexicon: Lexicon,
    relatives: Vec<Relatives>,
    pool: Pool,
}

/// The parts of a tagger, borrowed for the stages of analysing a document.
#[derive(Debug, Clone, Copy)]
struct Analyser<'t> {
    gazetteer: &'t Gazetteer,
    lexicon: &'t Lexicon,
    relatives: &'t [Relatives],
    nested: bool,
}

/// Actors whose mention speaks for an actor, by number.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Relatives {
    pub(crate) country: Option<u32>,
    pub(crate) parent: Option<u32>,
}

impl Tagger {
    /// Compiles the names of a gazetteer, given by value or shared through an [`Arc`].
    ///
    /// # Errors
    /// If the names are too many for one lexicon (over two thousand million letters).
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>) -> Result<Self, BuildError> {
        Self::of_some(gazetteer.into(), |_| true)
    }

    /// A tagger that knows the names of some actors only, by number: right for texts in which no name, phrase or cue of
    /// any other stands.
    pub(crate) fn of_some(
        gazetteer: Arc<Gazetteer>,
        wanted: impl Fn(u32) -> bool + Sync,
    ) -> Result<Self, BuildError> {
        let (lexicon, relatives) = rayon::join(
            || Lexicon::compile_some(&gazetteer, &wanted),
            || find_relatives(&gazetteer),
        );
        let compiled = Compiled {
            gazetteer,
            lexicon: lexicon?,
            relatives,
            pool: Pool::default(),
        };
        Ok(Self {
            compiled: Arc::new(compiled),
            nested: false,
        })
    }

    fn analyser(&self) -> Analyser<'_> {
        let Compiled {
            gazetteer,
            lexicon,
            relatives,
            pool: _,
        } = &*self.compiled;
        Analyser {
            gazetteer,
            lexicon,
            relatives,
            nested: self.nested,
        }
    }

    /// Calls `found` with the number of every actor of which a name or phrase stands in a text, in whatever capitals.
    pub(crate) fn actors_standing(&self, text: &str, mut found: impl FnMut(u32)) {
        let mut actor_of = |hit: Hit| match hit.target {
            Target::Name { actor, .. } | Target::Not { actor, .. } => found(actor),
            Target::Cue(_) => {}
        };
        let lexicon = self.lexicon();
        lexicon.scan(text, true, |standing| {
            lexicon.each_free(text, &standing, &mut actor_of);
            lexicon.each_needing(text, &standing, |_| true, &mut actor_of);
            false
        });
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.compiled.lexicon
    }

    /// Also report the mentions that lie inside others, each with its parent.
    #[must_use]
    pub fn nested(mut self, nested: bool) -> Self {
        self.nested = nested;
        self
    }

    /// The gazetteer it finds the actors of.
    pub fn gazetteer(&self) -> &Arc<Gazetteer> {
        &self.compiled.gazetteer
    }

    /// Returns the mentions of a document, by where they begin.
    ///
    /// Many threads may call it at once. A thread with many documents is served faster by a
    /// [`Session`].
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let gazetteer = actag::Gazetteer::from_yaml("
    /// type: government
    /// actors:
    ///   - {id: syria, name: Syria, adjectives: [Syrian]}
    /// ")?;
    /// let tagger = actag::Tagger::new(gazetteer)?;
    /// let document = actag::Document::new("example", "Syria’s allies met Syrian envoys.");
    /// let found: Vec<&str> = tagger.tag(&document).iter().map(|mention| mention.text()).collect();
    /// assert_eq!(found, ["Syria", "Syrian"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn tag<'a>(&'a self, document: &'a Document<'_>) -> Vec<Mention<'a>> {
        self.session().tag(document)
    }

    /// Returns the mentions of a document, and every candidate that a rule turned down, by where they
    /// begin.
    ///
    /// With nested mentions, a candidate that is reported inside another is not among the rejected.
    pub fn explain<'a>(
        &'a self,
        document: &'a Document<'_>,
    ) -> (Vec<Mention<'a>>, Vec<Rejection<'a>>) {
        self.session().explain(document)
    }

    /// Returns a session, which tags many documents on one thread without asking for memory anew.
    pub fn session(&self) -> Session<'_> {
        Session::new(self)
    }
}

impl<'t> Analyser<'t> {
    /// The stages. With `trace`, the candidates left in `scratch` are all there were, each with what became of it.
    fn analyse<'a>(
        &self,
        document: &'a Document<'_>,
        trace: bool,
        scratch: &mut Scratch,
    ) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        let text: &str = &document.text;
        scratch.clear();
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
        &self,
        document: &'a Document<'_>,
        slots: &[Slot],
        parent: Option<&Slot>,
        candidates: &mut [Candidate],
        contenders: &mut Vec<usize>,
        evidence: &Evidence,
        mentions: &mut Vec<Mention<'a>>,
    ) where
        't: 'a,
    {
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
        &self,
        document: &'a Document<'_>,
        slots: &[Slot],
        candidates: &mut [Candidate],
        contenders: &mut Vec<usize>,
        evidence: &Evidence,
        mentions: &mut Vec<Mention<'a>>,
    ) where
        't: 'a,
    {
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

/// Holds a tagger to what embedding needs: threads that outlive its maker each take a clone.
const fn is_shared_freely<T: Send + Sync + Clone + 'static>() {}
const _: () = is_shared_freely::<Tagger>();
