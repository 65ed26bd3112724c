//! pairs.csv: one row per pair of actors named in one document.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::{Column, Rows, column};

/// The columns.
pub const COLUMNS: &[Column] = &[
    column("actor_a", "string", "the actor whose id comes first"),
    column("actor_b", "string", "the other actor"),
    column("sentences", "integer", "sentences that name both"),
    column("documents", "integer", "documents that name both"),
];

/// How often pairs of actors, by their numbers, were seen together.
#[derive(Debug, Default)]
pub(crate) struct PairCounts(FxHashMap<(u32, u32), PairCount>);

#[derive(Debug, Clone, Copy, Default)]
struct PairCount {
    sentences: u64,
    documents: u64,
}

impl PairCounts {
    /// Counts a document, from its pairs of actor and sentence. Sorts `named` and leaves each pair in it once.
    pub(crate) fn add_document(&mut self, named: &mut Vec<(u32, u32)>) {
        named.sort_unstable_by_key(|&(actor, sentence)| (sentence, actor));
        named.dedup();
        for sentence in named.chunk_by(|a, b| a.1 == b.1) {
            for_each_pair(sentence, |pair| {
                self.0.entry(pair).or_default().sentences += 1
            });
        }
        named.sort_unstable();
        let mut actors = named.clone();
        actors.dedup_by_key(|&mut (actor, _)| actor);
        for_each_pair(&actors, |pair| {
            self.0.entry(pair).or_default().documents += 1
        });
    }

    /// The pairs, each with its sentences and documents.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32, u64, u64)> + '_ {
        let pairs = self.0.iter();
        pairs.map(|(&(a, b), count)| (a, b, count.sentences, count.documents))
    }

    pub(crate) fn merge(&mut self, other: Self) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        for (pair, count) in other.0 {
            let total = self.0.entry(pair).or_default();
            total.sentences += count.sentences;
            total.documents += count.documents;
        }
    }
}

impl FromIterator<(u32, u32, u64, u64)> for PairCounts {
    fn from_iter<I: IntoIterator<Item = (u32, u32, u64, u64)>>(pairs: I) -> Self {
        let counted = |(a, b, sentences, documents)| {
            let count = PairCount {
                sentences,
                documents,
            };
            ((a, b), count)
        };
        Self(pairs.into_iter().map(counted).collect())
    }
}

fn for_each_pair(sorted: &[(u32, u32)], mut each: impl FnMut((u32, u32))) {
    for (place, &(a, _)) in sorted.iter().enumerate() {
        for &(b, _) in &sorted[place + 1..] {
            each((a, b));
        }
    }
}

/// Adds the rows: the pairs that share most documents first. `ids` are those of the actors by number.
pub(crate) fn write(ids: &[&str], counts: &PairCounts, mut rows: Rows) -> Rows {
    // Numbers in the order of the ids are quicker to sort by than the ids.
    let mut by_id: Vec<u32> = (0..ids.len() as u32).collect();
    by_id.sort_unstable_by_key(|&actor| ids[actor as usize]);
    let mut rank = vec![0; ids.len()];
    for (place, &actor) in (0u32..).zip(&by_id) {
        rank[actor as usize] = place;
    }
    let mut pairs: Vec<(Reverse<u64>, Reverse<u64>, u32, u32)> = counts
        .iter()
        .map(|(a, b, sentences, documents)| {
            let (a, b) = (rank[a as usize], rank[b as usize]);
            (Reverse(documents), Reverse(sentences), a.min(b), a.max(b))
        })
        .collect();
    pairs.sort_unstable();
    let id = |rank: u32| ids[by_id[rank as usize] as usize];
    for (Reverse(documents), Reverse(sentences), a, b) in pairs {
        rows.field(id(a));
        rows.field(id(b));
        rows.number(sentences);
        rows.number(documents);
        rows.end();
    }
    rows
}
