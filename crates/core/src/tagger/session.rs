//! Memory for tagging, kept from one document to the next.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::analysis::Analysis;
use super::candidates::{Candidate, Postponed};
use super::evidence::Known;
use super::explain::Rejection;
use super::overlap::Slot;
use super::readings::ReadingLists;
use super::verdicts::Verdicts;
use super::{Mention, Tagger, number_sentences};
use crate::document::Document;
use crate::lexicon::{EntryNumber, Occurrence, Walk};

/// Tags documents one after the other, on one thread, in memory that is used again.
///
/// [`Tagger::tag`] takes such memory from a pool and puts it back for every document; a session
/// keeps it until it is dropped. Mentions do not borrow the session: those of one document can be
/// held while the next is tagged.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use actag_core::gazetteer::ActorBuilder;
/// use actag_core::{Document, Gazetteer, Tagger};
///
/// let syria = ActorBuilder::new("syria", "Syria", "government");
/// let tagger = Tagger::new(Gazetteer::builder().actor(syria).build()?)?;
/// let documents = ["In Syria", "and in Syria"].map(|text| Document::new("example", text));
/// let mut session = tagger.session();
/// let found: Vec<_> = documents.iter().flat_map(|document| session.tag(document)).collect();
/// assert_eq!(found.len(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Session<'t> {
    tagger: &'t Tagger,
    scratch: Scratch,
}

impl<'t> Session<'t> {
    pub(super) fn new(tagger: &'t Tagger) -> Self {
        let scratch = tagger.compiled.pool.take();
        let scratch = scratch.unwrap_or_else(|| Scratch::for_tagger(tagger));
        Self { tagger, scratch }
    }

    /// Returns the mentions of a document, by where they begin.
    pub fn tag<'a>(&mut self, document: &'a Document<'_>) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        let mut mentions = self.tag_unnumbered(document);
        number_sentences(&document.text, &mut mentions);
        mentions
    }

    /// [`Session::tag`] without the numbers of sentences, for a caller that has no use for them.
    pub fn tag_unnumbered<'a>(&mut self, document: &'a Document<'_>) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        let analyser = self.tagger.analyser();
        analyser.analyse(document, false, &mut self.scratch)
    }

    /// Returns the mentions of a document, and every candidate that a rule turned down, by where
    /// they begin.
    ///
    /// With nested mentions, a candidate that is reported inside another is not among the rejected.
    pub fn explain<'a>(
        &mut self,
        document: &'a Document<'_>,
    ) -> (Vec<Mention<'a>>, Vec<Rejection<'a>>)
    where
        't: 'a,
    {
        let mut rejections = Vec::new();
        let mentions = self.explain_each(document, |rejection| rejections.push(rejection));
        (mentions, rejections)
    }

    /// [`Session::explain`] that hands out what was turned down one by one.
    pub fn explain_each<'a>(
        &mut self,
        document: &'a Document<'_>,
        each: impl FnMut(Rejection<'a>),
    ) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        let tagger = self.tagger.analyser();
        let mut mentions = tagger.analyse(document, true, &mut self.scratch);
        number_sentences(&document.text, &mut mentions);
        let mut analysis = Analysis {
            tagger,
            text: &document.text,
            memory: &mut self.scratch,
        };
        analysis.each_rejection(each);
        mentions
    }

    /// Where phrases that are somebody else won in the document tagged last, in bytes, by where
    /// they begin.
    pub fn phrases(&self) -> impl Iterator<Item = Range<usize>> {
        let phrases = self.scratch.slots.iter().filter(|slot| slot.phrase);
        phrases.map(|slot| slot.start..slot.end)
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        self.tagger
            .compiled
            .pool
            .put(std::mem::take(&mut self.scratch));
    }
}

/// Memory that analysing a document needs.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) walk: Walk,
    /// The entries that fit at the occurrence at hand.
    pub(super) fitting: Vec<EntryNumber>,
    pub(super) candidates: Vec<Candidate>,
    /// All occurrences of names, if somebody asks what was turned down.
    pub(super) occurrences: Vec<Occurrence>,
    /// Where names stand that need something else in the document.
    pub(super) postponed: Vec<Postponed>,
    /// Entries that fit where something is postponed.
    pub(super) set_aside: Vec<EntryNumber>,
    pub(super) reading_lists: ReadingLists,
    pub(super) known: Known,
    pub(super) verdicts: Verdicts,
    /// The spans that were won, by where they begin.
    pub(super) slots: Vec<Slot>,
    /// Those inside others, if they are wanted; by where they begin, then longest first.
    pub(super) inner_slots: Vec<Slot>,
}

/// Candidates, occurrences and slots for which memory is kept: 4 MiB or so. One huge document is no
/// reason to keep its size for ever.
const KEPT: usize = 1 << 15;

impl Scratch {
    fn for_tagger(tagger: &Tagger) -> Self {
        Self {
            known: Known::with_actors(tagger.gazetteer().actors().len(), tagger.lexicon()),
            ..Self::default()
        }
    }

    /// Forgets the last document.
    pub(super) fn clear(&mut self) {
        let Self {
            walk: _,
            fitting: _,
            candidates,
            occurrences,
            postponed,
            set_aside,
            reading_lists,
            known,
            verdicts,
            slots,
            inner_slots,
        } = self;
        clear(candidates);
        clear(occurrences);
        clear(postponed);
        clear(set_aside);
        reading_lists.forget_many();
        known.clear();
        verdicts.count_all(false);
        clear(slots);
        clear(inner_slots);
    }
}

fn clear<T>(list: &mut Vec<T>) {
    list.clear();
    list.shrink_to(KEPT);
}

/// Scratch memory that no session holds at the moment.
///
/// It has a byte for every actor and cue of the gazetteer: made anew for each text, a short text
/// would cost as much as the gazetteer is large.
#[derive(Debug, Default)]
pub(super) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    fn take(&self) -> Option<Scratch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, mut scratch: Scratch) {
        scratch.clear();
        let mut free = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        free.push(scratch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;
    use crate::gazetteer::{ActorBuilder, Conditions, Cue};

    fn tagger() -> Tagger {
        let needs = Conditions {
            needs: vec![Cue::Actor("syria".into()), Cue::Word("Quds".into())],
            ..Conditions::default()
        };
        let gazetteer = Gazetteer::builder()
            .actor(
                ActorBuilder::new("iran", "Iran", "government")
                    .not("Iran Contra")
                    .guarded("the Guards", needs),
            )
            .actor(ActorBuilder::new("syria", "Syria", "government").short_name("SAR"));
        Tagger::new(gazetteer.build().unwrap()).unwrap()
    }

    fn found(mentions: &[Mention<'_>]) -> Vec<(Range<usize>, Option<usize>)> {
        let mentions = mentions.iter();
        mentions
            .map(|one| (one.span(), one.actor_index()))
            .collect()
    }

    #[test]
    fn what_was_tagged_before_leaves_no_trace() {
        let texts = [
            "the Guards",
            "Syria and the Guards",
            "SAR",
            "Quds",
            "Iran Contra",
            "Iran",
        ];
        let documents = texts.map(|text| Document::new("a", text));
        let alone = documents.each_ref().map(|one| found(&tagger().tag(one)));
        assert!(alone[0].is_empty() && alone[1].len() == 2 && alone[2].is_empty());
        let tagger = tagger();
        for first in &documents {
            for (document, alone) in documents.iter().zip(&alone) {
                let mut session = tagger.session();
                let before = session.tag(first);
                assert_eq!(found(&session.tag(document)), *alone);
                // Mentions outlive the session.
                drop(session);
                assert_eq!(found(&before), found(&tagger.tag(first)));
            }
        }
    }

    #[test]
    fn memory_goes_back_to_the_pool() {
        let tagger = tagger();
        let free = || tagger.compiled.pool.0.lock().unwrap().len();
        let document = Document::new("a", "Iran".to_owned() + &" Iran".repeat(2 * KEPT));
        for _ in 0..3 {
            assert_eq!(tagger.clone().tag(&document).len(), 2 * KEPT + 1);
        }
        assert_eq!(free(), 1);
        let two = (tagger.session(), tagger.session());
        assert_eq!(free(), 0);
        drop(two);
        let pool = tagger.compiled.pool.0.lock().unwrap();
        assert_eq!(pool.len(), 2);
        // What a huge document took is given back.
        assert!(pool.iter().all(|one| one.candidates.capacity() <= KEPT));
    }
}
