//! The same tables, byte for byte, whatever the number of threads.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use actag::Tagger;
use actag::corpus::{self, Corpus};
use actag::run::{Output, RunOptions, run};
use actag::tables::Table;
use actag::tables::folder::Existing;
use actag::text::OffsetUnit;

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const FILLER: &[&str] = &[
    "the",
    "said",
    "forces",
    "in",
    "attack",
    "near",
    "against",
    "of",
    "a",
    "troops.",
    "It",
    "from",
    "us",
    "who",
    "city,",
    "and",
    "pro-",
    "\n",
    "\n\n",
    "THE US ARMY",
    "leader",
    "“",
];

const DATES: &[&str] = &[
    "1991-01-17",
    "2003-03-20",
    "2014-08-08",
    "2017-06-01",
    "2021-02-30",
    "",
];

/// A document of about `words` words, every fourth one of thirty names.
fn document(numbers: &mut Numbers, names: &[&str], words: usize) -> String {
    let first = numbers.below(names.len() - 30);
    let names = &names[first..first + 30];
    let mut text = String::new();
    for _ in 0..words {
        let word = if numbers.below(4) == 0 {
            numbers.pick(names)
        } else {
            numbers.pick(FILLER)
        };
        text.push_str(word);
        text.push(' ');
    }
    text
}

/// Seven hundred documents of very different size, of every format, with lines that are no record.
fn write_corpus(folder: &Path, names: &[&str]) {
    let mut numbers = Numbers(7);
    let record = |numbers: &mut Numbers, number: usize| {
        let words = if number.is_multiple_of(50) {
            5000
        } else {
            100 + numbers.below(600)
        };
        (document(numbers, names, words), numbers.pick(DATES))
    };
    fs::create_dir(folder.join("texts")).unwrap();
    for number in 0..150 {
        let (text, _) = record(&mut numbers, number);
        fs::write(folder.join(format!("texts/{number}.txt")), text).unwrap();
    }
    for file in 0..2 {
        let mut lines = Vec::new();
        for number in 0..200 {
            let (text, date) = record(&mut numbers, number);
            writeln!(lines, "{}", serde_json::json!({"text": text, "date": date})).unwrap();
            if number % 70 == 3 {
                writeln!(lines, "{{no record").unwrap();
            }
        }
        if file == 0 {
            fs::write(folder.join("lines.jsonl"), lines).unwrap();
        } else {
            let packed = File::create(folder.join("packed.jsonl.gz")).unwrap();
            let mut packed = flate2::write::GzEncoder::new(packed, flate2::Compression::fast());
            packed.write_all(&lines).unwrap();
            packed.finish().unwrap();
        }
    }
    let mut rows = csv::Writer::from_path(folder.join("rows.csv")).unwrap();
    rows.write_record(["id", "date", "title", "text"]).unwrap();
    for number in 0..150 {
        let (text, date) = record(&mut numbers, number);
        rows.write_record([&format!("row {number}"), date, "A title", &text])
            .unwrap();
    }
    rows.flush().unwrap();
}

/// The files of a run. It reads several batches: one holds about a mebibyte.
fn tables(input: &Path, tagger: &Tagger, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let mut corpus = Corpus::open(&[input.to_owned()], corpus::ReadOptions::default()).unwrap();
    let options = RunOptions {
        tables: Table::ALL.to_vec(),
        offsets: OffsetUnit::Chars,
        nested: true,
        threads,
        described: vec![("nested".to_owned(), "true".to_owned())],
        ..RunOptions::default()
    };
    let output = Output::Folder {
        path: folder.path().to_owned(),
        existing: Existing::Refuse,
    };
    let summary = run(&mut corpus, tagger, &options, output, &|_| ()).unwrap();
    assert!(
        summary.counts.bytes > 3 << 20 && summary.counts.documents > 500,
        "{summary:?}"
    );
    fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

#[test]
fn tables_do_not_depend_on_the_number_of_threads() {
    let gazetteer = actag::shipped().unwrap();
    let names: Vec<&str> = gazetteer
        .actors()
        .iter()
        .flat_map(|actor| &actor.names)
        .map(|name| name.text.as_str())
        .step_by(17)
        .collect();
    let input = tempfile::tempdir().unwrap();
    write_corpus(input.path(), &names);
    let tagger = Tagger::new(gazetteer).unwrap().nested(true);
    let alone = tables(input.path(), &tagger, 1);
    assert_eq!(alone.len(), Table::ALL.len() + 1, "{:?}", alone.keys());
    for (name, bytes) in &alone {
        assert!(
            bytes.iter().filter(|&&byte| byte == b'\n').count() > 5,
            "{name} is all but empty"
        );
    }
    for threads in [2, 8] {
        let together = tables(input.path(), &tagger, threads);
        assert!(alone.keys().eq(together.keys()));
        for (name, bytes) in &alone {
            assert!(
                *bytes == together[name],
                "{name} differs with {threads} threads"
            );
        }
    }
}
