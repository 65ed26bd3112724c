//! Every reader: any bytes under any name become documents and notes, and the same ones in whatever batches.

#![no_main]

use std::fs;

use actag::corpus::{Batch, Corpus, Item, Options};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 10] = [
    "a.txt", "a.jsonl", "a.csv", "a.tsv", "a.txt.gz", "a.jsonl.gz", "a.csv.zst", "a.jsonl.zst", "a", "2017-01-01.txt",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else {
        return;
    };
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
    let path = folder.path().join(NAMES[usize::from(first) % NAMES.len()]);
    fs::write(&path, bytes).expect("a file");
    let mut corpus = Corpus::open(&[path], Options::default()).expect("it is there");
    let mut batch = Batch::default();
    let mut items = 0;
    while corpus.next_batch(&mut batch) {
        batch.read(|item| {
            items += 1;
            if let Item::Document(document) = item {
                assert!(!document.id.is_empty());
            }
        });
    }
    assert!(items > 0, "nothing is said of the input");
});
