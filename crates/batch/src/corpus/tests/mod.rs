//! The readers as the run uses them: inputs in, documents and notes out.

mod bounds;
mod dates;
#[cfg(all(
    feature = "archives",
    feature = "bzip2",
    feature = "html",
    feature = "mail",
    feature = "markdown",
    feature = "office",
    feature = "xz"
))]
mod documents;
mod encodings;
mod folders;
mod json_lines;
mod json_shapes;
mod packed;
#[cfg(feature = "parquet")]
mod parquet;
mod properties;
mod tables;
mod texts;
#[cfg(unix)]
mod twins;

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// What came out of some inputs.
#[derive(Debug, PartialEq)]
pub(super) struct Out {
    pub documents: Vec<Document<'static>>,
    pub skipped: Vec<Skipped>,
    /// Both, in order: an id, or a reason.
    pub order: Vec<String>,
}

impl Out {
    /// Ids with texts.
    fn texts(&self) -> Vec<(&str, &str)> {
        self.documents
            .iter()
            .map(|d| (d.id.as_ref(), d.text.as_ref()))
            .collect()
    }

    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|d| d.id.as_ref()).collect()
    }

    /// Lines with reasons.
    fn notes(&self) -> Vec<(Option<u64>, &str)> {
        self.skipped
            .iter()
            .map(|s| (s.line, s.reason.as_str()))
            .collect()
    }

    fn the_document(&self) -> &Document<'static> {
        assert_eq!(self.documents.len(), 1, "{self:?}");
        &self.documents[0]
    }
}

/// A folder of files.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder of one file.
    fn of(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        Self::new().with(name, bytes)
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        if name.is_empty() {
            self.0.path().to_owned()
        } else {
            self.0.path().join(name)
        }
    }

    fn read(&self) -> Out {
        self.read_with(ReadOptions::default())
    }

    fn read_with(&self, options: ReadOptions) -> Out {
        read(&[self.path("")], options)
    }
}

pub(super) fn read(inputs: &[PathBuf], options: ReadOptions) -> Out {
    read_in(inputs, options, LIMITS)
}

pub(super) fn read_in(inputs: &[PathBuf], options: ReadOptions, limits: Limits) -> Out {
    let mut corpus = Corpus::open(inputs, options).unwrap();
    corpus.limits = limits;
    let mut out = Out {
        documents: Vec::new(),
        skipped: Vec::new(),
        order: Vec::new(),
    };
    let mut batch = Batch::default();
    while corpus.next_batch(&mut batch) {
        batch.read(|item| match item {
            Item::Document(document) => {
                out.order.push(document.id.to_string());
                out.documents.push(owned(&document));
            }
            Item::Skipped(note) => {
                out.order.push(note.reason.clone());
                out.skipped.push(note);
            }
        });
    }
    assert!(!corpus.next_batch(&mut batch), "the end stays the end");
    if let Some(total) = corpus.total_bytes() {
        assert!(
            corpus.bytes_read() <= total,
            "{} of {total}",
            corpus.bytes_read()
        );
    }
    out
}

fn owned(document: &Document<'_>) -> Document<'static> {
    Document {
        key: Cow::Owned(document.key.to_string()),
        id: Cow::Owned(document.id.to_string()),
        text: Cow::Owned(document.text.to_string()),
        date: document.date,
        date_from: document.date_from,
        title: document
            .title
            .as_ref()
            .map(|title| Cow::Owned(title.to_string())),
        path: Cow::Owned(document.path.to_string()),
        language: document
            .language
            .as_ref()
            .map(|language| Cow::Owned(language.to_string())),
        format: document.format,
        encoding: document.encoding,
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

#[test]
fn keys_are_numbers_of_inputs_and_records() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("a.txt", "The Houthis left."),
        ("b.dat", "skipped, but counted"),
        (
            "c.jsonl",
            "{\"id\":\"x\",\"text\":\"a\"}\n\n{\"text\":1}\n{\"id\":\"x\",\"text\":\"b\"}\n",
        ),
        ("d.csv", "id,text\nx,a\nx,b\n"),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for bytes in [1, 1 << 20] {
        let limits = Limits { bytes, ..LIMITS };
        let out = read_in(&[folder.path().to_owned()], ReadOptions::default(), limits);
        let keys: Vec<&str> = out
            .documents
            .iter()
            .map(|document| &*document.key)
            .collect();
        assert_eq!(keys, ["1:1", "3:1", "3:3", "4:1", "4:2"]);
    }
}

#[test]
fn a_corpus_can_be_shared_between_workers() {
    fn sent<T: Send>() {}
    sent::<Corpus>();
    sent::<Batch>();
}

#[test]
fn progress_counts_bytes_on_the_disk() {
    let lines = "{\"text\":\"The Houthis left.\"}\n".repeat(10_000);
    let folder = Folder::of("a.jsonl.gz", gzip(lines.as_bytes()))
        .with("b.txt", "b")
        .with("c.log", "not read");
    let mut corpus = Corpus::open(&[folder.path("")], ReadOptions::default()).unwrap();
    let packed = fs::metadata(folder.path("a.jsonl.gz")).unwrap().len();
    assert_eq!(corpus.total_bytes(), Some(packed + 1));
    assert_eq!(corpus.bytes_read(), 0);
    let mut batch = Batch::default();
    while corpus.next_batch(&mut batch) {}
    assert_eq!(corpus.bytes_read(), packed + 1);
}

#[test]
fn batches_are_bounded() {
    let line = format!("{{\"text\":\"{}\"}}\n", "x".repeat(1000));
    let huge = format!("{{\"text\":\"{}\"}}\n", "y".repeat(3_000_000));
    let folder = Folder::of("a.jsonl", line.repeat(5000) + &huge + &line);
    let mut corpus = Corpus::open(&[folder.path("")], ReadOptions::default()).unwrap();
    let mut batch = Batch::default();
    let (mut sizes, mut documents) = (Vec::new(), 0);
    while corpus.next_batch(&mut batch) {
        let mut size = 0;
        batch.read(|item| match item {
            Item::Document(document) => (size += document.text.len(), documents += 1).1,
            Item::Skipped(note) => panic!("{note:?}"),
        });
        sizes.push(size);
    }
    assert_eq!(documents, 5002);
    assert!(sizes.len() >= 5, "{sizes:?}");
    assert!(
        sizes
            .iter()
            .all(|size| *size <= 1 << 20 || (3_000_000..5_000_000).contains(size)),
        "{sizes:?}"
    );
}

#[test]
fn many_small_files_are_shared_out() {
    let mut folder = Folder::new();
    for number in 0..200 {
        folder = folder.with(&format!("{number:03}.txt"), number.to_string());
    }
    let mut corpus = Corpus::open(&[folder.path("")], ReadOptions::default()).unwrap();
    let mut batch = Batch::default();
    let mut counts = Vec::new();
    while corpus.next_batch(&mut batch) {
        let mut count = 0;
        batch.read(|_| count += 1);
        counts.push(count);
    }
    assert_eq!(counts, [64, 64, 64, 8]);
}

fn name_of(path: &str) -> &str {
    Path::new(path).file_name().unwrap().to_str().unwrap()
}
