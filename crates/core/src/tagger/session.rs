//! Tagging many documents in memory that is kept from one to the next.

use std::ops::Range;

use super::analyser::Analyser;
use super::dropped::Dropped;
use super::explain::{Rejection, each_rejection};
use super::mention::Mention;
use super::scratch::{Pool, Scratch};
use crate::document::Document;
use crate::text::sentences::Sentences;

/// Tags documents one after the other, on one thread, in memory that is used again.
///
/// [`Tagger::tag`](super::Tagger::tag) takes such memory from a pool and puts it back for every
/// document; a session keeps it until it is dropped. Mentions do not borrow the session: those of
/// one document can be held while the next is tagged.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use actag_core as actag;
/// use actag::gazetteer::ActorBuilder;
/// use actag::{Document, Gazetteer, Tagger};
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
    analyser: Analyser<'t>,
    /// Where the memory comes from and goes back to.
    pool: &'t Pool,
    scratch: Scratch,
    dropped: Dropped,
}

impl<'t> Session<'t> {
    pub(super) fn new(analyser: Analyser<'t>, pool: &'t Pool) -> Self {
        let scratch = pool.take();
        let scratch = scratch.unwrap_or_else(|| Scratch::for_analyser(&analyser));
        Self {
            analyser,
            pool,
            scratch,
            dropped: Dropped::default(),
        }
    }

    /// Returns the mentions of a document, by where they begin.
    pub fn tag<'a>(&mut self, document: &'a Document<'_>) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        let (mut mentions, sentences) = self.analyse(document);
        number_sentences(sentences, &mut mentions);
        mentions
    }

    /// [`Session::tag`] without the numbers of sentences, for a caller that has no use for them.
    pub fn tag_unnumbered<'a>(&mut self, document: &'a Document<'_>) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        self.analyse(document).0
    }

    fn analyse<'a>(&mut self, document: &'a Document<'_>) -> (Vec<Mention<'a>>, Sentences<'a>)
    where
        't: 'a,
    {
        let analysed = self.analyser.analyse(document, false, &mut self.scratch);
        self.dropped += &self.scratch.gathered.dropped;
        analysed
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
        mut each: impl FnMut(Rejection<'a>),
    ) -> Vec<Mention<'a>>
    where
        't: 'a,
    {
        let (mut mentions, sentences) = self.analyser.analyse(document, true, &mut self.scratch);
        number_sentences(sentences, &mut mentions);
        let dropped = &mut self.dropped;
        let each = |rejection: Rejection<'a>| {
            dropped.add(rejection.rule, 1);
            each(rejection);
        };
        each_rejection(self.analyser, &document.text, &mut self.scratch, each);
        mentions
    }

    /// Returns how many candidates each rule turned down in the documents so far.
    ///
    /// A candidate is a row of `rejected.csv`: a name of an actor at a place. Documents that were
    /// explained count all of them. Documents that were tagged count those of the rules that
    /// [`Rule::is_counted`](super::Rule::is_counted) names, for 1.5 % more instructions; but for
    /// names with which a longer name or phrase begins that counts whatever else the document says,
    /// which nothing could keep. With [`nested`](super::Tagger::nested) mentions these count, too.
    ///
    /// A candidate that several rules turn down counts once. Of rule 5 that may be another part
    /// than `rejected.csv` has: where nothing is in the document that a name needs, the words
    /// beside it are not looked at, which may make it somebody else's, and where one name has 32
    /// items or more with words of their own, either side of it may be.
    pub fn dropped(&self) -> &Dropped {
        &self.dropped
    }

    /// Returns where phrases that are somebody else count in the document tagged last, in bytes, by
    /// where they begin.
    pub fn phrases(&self) -> impl Iterator<Item = Range<usize>> {
        let phrases = self.scratch.won.phrases.iter();
        phrases.map(|phrase| phrase.start..phrase.end)
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // Mentions borrow the document and the gazetteer, never this memory, so it can go while
        // they stay.
        self.pool.put(std::mem::take(&mut self.scratch));
    }
}

fn number_sentences(mut sentences: Sentences<'_>, mentions: &mut [Mention<'_>]) {
    for mention in mentions {
        mention.sentence = sentences.number_at(mention.span.start);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Tagger;
    use super::super::scratch::KEPT;
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
        assert!(
            pool.iter()
                .all(|one| one.gathered.candidates.capacity() <= KEPT)
        );
    }
}
