//! Matching alone, one thread, in bytes of text a second, beside a plain scan of the same text for the same names.
//!
//! `cargo bench` takes the sample corpus, repeated to a few megabytes; `ACTAG_BENCH_CORPUS=corpus.jsonl cargo bench` takes
//! the texts of a file or folder that `actag tag` would read.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark that cannot run may say so by panicking"
)]

use std::path::PathBuf;

use actag::corpus::{Batch, Corpus, Item, Options};
use actag::{Document, Gazetteer, Tagger};
use aho_corasick::{MatchKind, nfa::contiguous};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

/// Bytes that the sample corpus is repeated to: enough to leave the processor's caches.
const BYTES: usize = 8 << 20;

fn texts() -> Vec<String> {
    let named = std::env::var_os("ACTAG_BENCH_CORPUS").map(PathBuf::from);
    let path = named
        .clone()
        .unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data")));
    let mut corpus = Corpus::open(&[path], Options::default()).expect("the corpus can be read");
    let mut batch = Batch::default();
    let mut texts = Vec::new();
    while corpus.next_batch(&mut batch) {
        batch.read(|item| {
            if let Item::Document(document) = item {
                texts.push(document.text.into_owned());
            }
        });
    }
    if named.is_none() {
        let once = texts.clone();
        while total(&texts) < BYTES {
            texts.extend(once.iter().cloned());
        }
    }
    texts
}

fn total(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

fn shipped() -> Gazetteer {
    Gazetteer::shipped().expect("the shipped gazetteers are right")
}

/// The tagger: candidates, every rule, mentions.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn tag(bencher: Bencher) {
    let gazetteer = shipped();
    let tagger = Tagger::new(&gazetteer).expect("the shipped gazetteers compile");
    let texts = texts();
    bencher
        .counter(BytesCount::new(total(&texts)))
        .bench_local(|| {
            texts
                .iter()
                .map(|text| tagger.tag(&Document::new("bench", text.as_str())).len())
                .sum::<usize>()
        });
}

/// The reference: aho-corasick's contiguous NFA, leftmost-longest, over text folded beforehand; no word boundaries, no
/// capitals, no rules.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn plain_aho_corasick(bencher: Bencher) {
    let gazetteer = shipped();
    let mut names: Vec<String> = gazetteer
        .actors()
        .iter()
        .flat_map(|actor| &actor.names)
        .map(|name| actag::text::fold(&name.text))
        .collect();
    names.sort();
    names.dedup();
    let automaton = contiguous::NFA::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("the names compile");
    let texts: Vec<String> = texts().iter().map(|text| actag::text::fold(text)).collect();
    bencher
        .counter(BytesCount::new(total(&texts)))
        .bench_local(|| {
            use aho_corasick::automaton::Automaton;
            texts
                .iter()
                .map(|text| {
                    automaton
                        .try_find_iter(text.as_str().into())
                        .expect("unanchored")
                        .count()
                })
                .sum::<usize>()
        });
}

/// Loading and compiling the shipped gazetteers: paid at every start.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn load_and_compile() -> usize {
    let gazetteer = shipped();
    let tagger = Tagger::new(&gazetteer).expect("the shipped gazetteers compile");
    tagger.gazetteer().actors().len()
}
