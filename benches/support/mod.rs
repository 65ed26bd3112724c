//! What the benchmarks share: a corpus, lexicons of any size, and rounds in which everything
//! measured takes its turn.

#![allow(dead_code, reason = "each benchmark uses a part of it")]

pub mod names;

use std::collections::HashSet;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use actag::Gazetteer;
use actag::corpus::{Batch, Corpus, Item, ReadOptions};

/// Rounds unless `ACTAG_BENCH_ROUNDS` says otherwise.
const ROUNDS: usize = 5;

/// Bytes that the sample corpus is repeated to: enough to leave the processor's caches.
const BYTES: usize = 8 << 20;

/// The texts that are tagged: of `ACTAG_BENCH_CORPUS`, a file or folder that `actag tag` would
/// read; else of the bulk corpus if it lies beside the checkout; else the sample corpus, repeated.
pub fn texts() -> Vec<String> {
    let named = corpus_path();
    let sample = || Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut texts = read(&named.clone().unwrap_or_else(sample));
    if named.is_none() {
        let once = texts.clone();
        while total(&texts) < BYTES {
            texts.extend(once.iter().cloned());
        }
    }
    texts
}

/// The file or folder of [`texts`], unless it is the sample corpus.
pub fn corpus_path() -> Option<PathBuf> {
    let bulk = beside("corpora/bulk/us-government-prose.jsonl.gz");
    std::env::var_os("ACTAG_BENCH_CORPUS")
        .map(PathBuf::from)
        .or_else(|| bulk.exists().then_some(bulk))
}

/// A path in the folder `shared` beside the checkout.
pub fn beside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path)
}

fn read(path: &Path) -> Vec<String> {
    let mut corpus =
        Corpus::open(&[path.to_owned()], ReadOptions::default()).expect("the corpus can be read");
    let mut batch = Batch::default();
    let mut texts = Vec::new();
    while corpus.next_batch(&mut batch) {
        batch.read(|item| {
            if let Item::Document(document) = item {
                texts.push(document.text.into_owned());
            }
        });
    }
    texts
}

/// Bytes of all texts.
pub fn total(texts: &[String]) -> usize {
    texts.iter().map(String::len).sum()
}

/// A gazetteer of places with these names, one a name, made as people make long lists: a CSV file.
/// `any_case` writes the names in lower case, for which capitals do not count.
pub fn gazetteer(names: &[String], any_case: bool) -> Gazetteer {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    write_gazetteer(folder.path(), names, any_case);
    actag::load(folder.path()).expect("the names make a gazetteer")
}

/// Writes the file of [`gazetteer`] into a folder.
pub fn write_gazetteer(folder: &Path, names: &[String], any_case: bool) {
    let mut rows = csv::Writer::from_path(folder.join("names.csv")).expect("it is writable");
    rows.write_record(["id", "name", "type"]).expect("written");
    let mut seen = HashSet::new();
    for (number, name) in names.iter().enumerate() {
        let name = match any_case {
            true => name.to_lowercase(),
            false => name.clone(),
        };
        if seen.insert(name.clone()) {
            rows.write_record([&format!("n{number}"), &name, "place"])
                .expect("written");
        }
    }
    rows.flush().expect("written");
}

/// One thing that is measured: what it is called, how many bytes of text it works through, and the
/// work, which returns a number that the compiler cannot foresee.
pub struct Case<'a> {
    pub name: String,
    pub bytes: usize,
    pub work: Box<dyn FnMut() -> usize + 'a>,
}

impl<'a> Case<'a> {
    pub fn new(name: impl Into<String>, bytes: usize, work: impl FnMut() -> usize + 'a) -> Self {
        Self {
            name: name.into(),
            bytes,
            work: Box::new(work),
        }
    }
}

/// What came out: seconds of each round, sorted.
pub struct Measured {
    pub name: String,
    pub bytes: usize,
    pub found: usize,
    pub seconds: Vec<f64>,
}

impl Measured {
    pub fn median(&self) -> f64 {
        self.seconds[self.seconds.len() / 2]
    }

    pub fn speed(&self) -> f64 {
        self.bytes as f64 / self.median() / 1e6
    }
}

/// Runs all cases in turn (or those that `ACTAG_BENCH_ONLY` is part of the name of, for a
/// profiler), round for round, so that what disturbs the machine disturbs them alike.
pub fn measure(mut cases: Vec<Case<'_>>) -> Vec<Measured> {
    let rounds = std::env::var("ACTAG_BENCH_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS);
    if let Ok(only) = std::env::var("ACTAG_BENCH_ONLY") {
        cases.retain(|case| case.name.contains(&only));
    }
    let mut measured: Vec<Measured> = cases
        .iter()
        .map(|case| Measured {
            name: case.name.clone(),
            bytes: case.bytes,
            found: 0,
            seconds: Vec::new(),
        })
        .collect();
    for _ in 0..rounds {
        for (case, measured) in cases.iter_mut().zip(&mut measured) {
            let begin = Instant::now();
            measured.found = black_box((case.work)());
            measured.seconds.push(begin.elapsed().as_secs_f64());
        }
    }
    for measured in &mut measured {
        measured.seconds.sort_by(f64::total_cmp);
    }
    measured
}

/// Prints speeds with their spread, and the ratio to the case named `reference`.
pub fn print(title: &str, measured: &[Measured], reference: &str) {
    println!("\n{title}");
    println!(
        "{:>34} {:>8} {:>15} {:>9} {:>8}",
        "", "MB/s", "min–max", "found", "ratio"
    );
    let base = measured
        .iter()
        .find(|measured| measured.name == reference)
        .map(Measured::speed);
    for measured in measured {
        let of = |seconds: f64| measured.bytes as f64 / seconds / 1e6;
        let (slowest, fastest) = (
            of(measured.seconds[measured.seconds.len() - 1]),
            of(measured.seconds[0]),
        );
        let ratio = base.map_or(String::new(), |base| {
            format!("{:.2}", measured.speed() / base)
        });
        println!(
            "{:>34} {:>8.0} {:>15} {:>9} {:>8}",
            measured.name,
            measured.speed(),
            format!("{slowest:.0}–{fastest:.0}"),
            measured.found,
            ratio
        );
    }
}
