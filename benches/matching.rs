//! Matching alone, one thread, in bytes of text a second, beside a plain scan of the same text for
//! the same names.
//!
//! `cargo bench --bench matching -- [SIZE…]`, where a size is a number of names or `shipped`. For
//! the text see [`support::texts`].

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints, and may say by panicking that it cannot run"
)]

mod support;

use actag::Tagger;
use actag::stages::Stages;
use actag::text::fold;
use aho_corasick::automaton::{Automaton, OverlappingState};
use aho_corasick::{Input, MatchKind, nfa::contiguous};

use support::names::names;
use support::{Case, gazetteer, measure, print, texts, total};

fn main() {
    let given: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let sizes = match given.is_empty() {
        true => ["1000", "10000", "100000", "1000000", "shipped"]
            .map(str::to_owned)
            .to_vec(),
        false => given,
    };
    let texts = texts();
    println!(
        "{} documents, {:.1} MB of text",
        texts.len(),
        total(&texts) as f64 / 1e6
    );
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    for size in sizes {
        match size.parse() {
            Ok(count) => of_names(&size, &names(count), &texts, &folded),
            Err(_) => of_shipped(&texts, &folded),
        }
    }
}

fn of_names(size: &str, names: &[String], texts: &[String], folded: &[String]) {
    let texts = part(texts, names.len());
    let folded = part(folded, names.len());
    let any_case = Tagger::new(gazetteer(names, true)).expect("the names compile");
    let as_written = Tagger::new(gazetteer(names, false)).expect("the names compile");
    let mut cases = plain(names, folded);
    cases.extend(ours("case: any", &any_case, texts));
    cases.extend(ours("default", &as_written, texts));
    print(&format!("{size} names"), &measure(cases), PLAIN);
}

fn of_shipped(texts: &[String], folded: &[String]) {
    let gazetteer = actag::shipped().expect("the shipped gazetteers are right");
    let names: Vec<String> = gazetteer
        .actors()
        .iter()
        .flat_map(|actor| &actor.names)
        .map(|name| name.text.clone())
        .collect();
    let tagger = Tagger::new(gazetteer).expect("the names compile");
    let mut cases = plain(&names, folded);
    cases.extend(ours("shipped", &tagger, texts));
    print(
        &format!("shipped: {} names", names.len()),
        &measure(cases),
        PLAIN,
    );
}

/// Half of the text, and a quarter for a million names: the plain scan takes minutes otherwise.
fn part(texts: &[String], names: usize) -> &[String] {
    let share = match names {
        0..=100_000 => 2,
        _ => 4,
    };
    &texts[..texts.len().div_ceil(share)]
}

const PLAIN: &str = "aho-corasick, leftmost-longest";

/// The reference: aho-corasick's contiguous NFA over text folded beforehand; no word boundaries, no
/// capitals, no rules.
fn plain<'a>(names: &[String], folded: &'a [String]) -> Vec<Case<'a>> {
    let mut names: Vec<String> = names.iter().map(|name| fold(name)).collect();
    names.sort();
    names.dedup();
    let build = |kind| {
        contiguous::NFA::builder()
            .match_kind(kind)
            .build(&names)
            .expect("the names compile")
    };
    let (longest, standard) = (
        build(MatchKind::LeftmostLongest),
        build(MatchKind::Standard),
    );
    let bytes = total(folded);
    vec![
        Case::new("read memory", bytes, move || {
            folded.iter().map(|text| sum(text.as_bytes())).sum()
        }),
        Case::new(PLAIN, bytes, move || {
            let count = |text: &String| {
                let found = longest.try_find_iter(Input::new(text)).expect("unanchored");
                found.count()
            };
            folded.iter().map(count).sum()
        }),
        Case::new("aho-corasick, overlapping", bytes, move || {
            folded.iter().map(|text| overlapping(&standard, text)).sum()
        }),
    ]
}

fn overlapping(automaton: &contiguous::NFA, text: &str) -> usize {
    let (input, mut state, mut found) = (Input::new(text), OverlappingState::start(), 0);
    loop {
        automaton
            .try_find_overlapping(&input, &mut state)
            .expect("unanchored");
        if state.get_match().is_none() {
            return found;
        }
        found += 1;
    }
}

fn sum(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let words = words.iter().map(|&word| u64::from_le_bytes(word) as usize);
    words.fold(rest.len(), usize::wrapping_add)
}

fn ours<'a>(what: &str, tagger: &'a Tagger, texts: &'a [String]) -> Vec<Case<'a>> {
    let bytes = total(texts);
    let stages = Stages::of(tagger);
    let hits = Stages::of(tagger);
    let mut whole = Stages::of(tagger);
    vec![
        Case::new(format!("{what}: words + prefilter"), bytes, move || {
            texts.iter().map(|text| stages.starts(text)).sum()
        }),
        Case::new(format!("{what}: names matched"), bytes, move || {
            texts.iter().map(|text| hits.hits(text)).sum()
        }),
        Case::new(format!("{what}: matching"), bytes, move || {
            texts.iter().map(|text| whole.mentions(text)).sum()
        }),
    ]
}
