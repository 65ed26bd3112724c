//! The pairs of actors that one document names.

use std::io;
use std::sync::Arc;

use super::by_document::Tagged;
use super::ranks::Ranks;
use super::totals::TotalsOptions;
use crate::sorted::{RunFolder, Shape, Tally};

/// Actors of a document of which all pairs are made. More are a list rather than a relation, and
/// pairs grow with the square of their number. In 18,701 documents of American government prose the
/// most that one names is 195.
pub(super) const MOST_PAIRED: usize = 200;

/// Actors of a sentence of which pairs are made where the document names more than
/// [`MOST_PAIRED`]. With 50, a document of 20,000 actors takes five times as long as without pairs;
/// with 200, fourteen times.
const MOST_IN_SENTENCE: usize = 50;

/// What a document adds to a pair: a part of it, and there may be several parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct PairPart {
    /// The ranks of both, the lower one first.
    pub(super) actors: [u32; 2],
    /// Mentions of both in the document.
    pub(super) mentions: u64,
    pub(super) sentences: u64,
    pub(super) documents: u64,
}

/// Finds the pairs of documents, in memory that is used again.
#[derive(Debug)]
pub(super) struct DocumentPairs {
    ranks: Ranks,
    /// By rank, whether the actor is left out.
    left_out: Arc<[bool]>,
    runs: Arc<RunFolder>,
    /// Actor and sentence of the mentions of the document at hand.
    named: Vec<(u32, u32)>,
    /// Actors of the document at hand, with their mentions.
    actors: Vec<(u32, u64)>,
}

impl DocumentPairs {
    pub(super) fn new(options: &TotalsOptions<'_>) -> Self {
        Self {
            ranks: options.ranks.clone(),
            left_out: Arc::clone(&options.unpaired),
            runs: Arc::clone(&options.runs),
            named: Vec::new(),
            actors: Vec::new(),
        }
    }

    /// Hands over the parts of all pairs of a document. Beyond [`MOST_PAIRED`] actors it returns
    /// in words what was left out.
    ///
    /// # Errors
    /// Those of `each`, and of the disk, on which the pairs of a huge document lie.
    pub(super) fn each(
        &mut self,
        tagged: &Tagged<'_>,
        mut each: impl FnMut(PairPart) -> io::Result<()>,
    ) -> io::Result<Option<String>> {
        self.list(tagged);
        if self.actors.len() > MOST_PAIRED {
            return self.each_of_many(each).map(Some);
        }
        for sentence in self.named.chunk_by(|a, b| a.1 == b.1) {
            for_each_pair(sentence, |actors| {
                each(PairPart {
                    actors,
                    mentions: 0,
                    sentences: 1,
                    documents: 0,
                })
            })?;
        }
        for (place, &(a, of_a)) in self.actors.iter().enumerate() {
            for &(b, of_b) in &self.actors[place + 1..] {
                each(PairPart {
                    actors: [a, b],
                    mentions: of_a + of_b,
                    sentences: 0,
                    documents: 1,
                })?;
            }
        }
        Ok(None)
    }

    /// Lists actors and mentions of a document, by rank.
    fn list(&mut self, tagged: &Tagged<'_>) {
        let ranked = tagged.related.iter().map(|&(actor, sentence)| {
            let rank = self.ranks.rank(actor);
            (rank, sentence)
        });
        self.named.clear();
        self.named
            .extend(ranked.filter(|&(rank, _)| !self.left_out[rank as usize]));
        self.named.sort_unstable();
        self.actors.clear();
        for same in self.named.chunk_by(|a, b| a.0 == b.0) {
            self.actors.push((same[0].0, same.len() as u64));
        }
        // By sentence, then by actor: each sentence is a run, with each actor once.
        self.named.dedup();
        self.named
            .sort_unstable_by_key(|&(actor, sentence)| (sentence, actor));
    }

    /// The same for a document of many actors, of which only pairs in one sentence are made.
    fn each_of_many(&self, mut each: impl FnMut(PairPart) -> io::Result<()>) -> io::Result<String> {
        let mut lists = 0;
        // Whole books are read, too: then there are more pairs than the memory holds.
        let mut sentences = Tally::new(SentenceShape, &self.runs);
        for sentence in self.named.chunk_by(|a, b| a.1 == b.1) {
            if sentence.len() > MOST_IN_SENTENCE {
                lists += 1;
                continue;
            }
            for_each_pair(sentence, |actors| sentences.add(&[packed(actors), 1]))?;
        }
        let mut sentences = sentences.into_sorted()?;
        while let Some([actors, sentences]) = sentences.next()? {
            let actors = unpacked(actors);
            each(PairPart {
                actors,
                mentions: actors.iter().map(|&actor| self.mentions(actor)).sum(),
                sentences,
                documents: 1,
            })?;
        }
        let count = self.actors.len();
        let mut told = format!(
            "names {count} actors, more than {MOST_PAIRED}: only those of one sentence are pairs"
        );
        if lists > 0 {
            let (name, have) = match lists {
                1 => ("sentence names", "has"),
                _ => ("sentences name", "have"),
            };
            told.push_str(&format!(
                ", and {lists} {name} more than {MOST_IN_SENTENCE}, and {have} no pairs"
            ));
        }
        Ok(told)
    }

    fn mentions(&self, actor: u32) -> u64 {
        let found = self
            .actors
            .binary_search_by_key(&actor, |&(actor, _)| actor);
        found.map_or(0, |place| self.actors[place].1)
    }
}

/// A pair and the sentences that name both.
#[derive(Debug, Clone)]
struct SentenceShape;

impl Shape<2> for SentenceShape {
    fn key(&self) -> usize {
        1
    }

    fn add(&self, total: &mut [u64; 2], part: &[u64; 2]) {
        total[1] += part[1];
    }
}

fn for_each_pair(
    sorted: &[(u32, u32)],
    mut each: impl FnMut([u32; 2]) -> io::Result<()>,
) -> io::Result<()> {
    for (place, &(a, _)) in sorted.iter().enumerate() {
        for &(b, _) in &sorted[place + 1..] {
            each([a, b])?;
        }
    }
    Ok(())
}

/// Returns a pair as one number, by which pairs are in the order of their ids.
pub(super) fn packed([a, b]: [u32; 2]) -> u64 {
    u64::from(a) << 32 | u64::from(b)
}

/// Returns the pair of a number.
pub(super) fn unpacked(pair: u64) -> [u32; 2] {
    [(pair >> 32) as u32, pair as u32]
}
