//! Runs that are killed, stopped, starved and cut off, for real: what is on the disk afterwards,
//! and how a run goes on.
//!
//! `ACTAG_KILLS=200 cargo test --release --test faults kill -- --nocapture` kills more often than
//! the few times of every run; `ACTAG_SEED` chooses other moments.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may say so by panicking"
)]

#[cfg(unix)]
mod changing;
mod half_done;
mod kill;
mod meeting;
mod places;
mod resume;
mod shards;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod starved;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_actag");

const GAZETTEER: &str = "type: government
actors:
  - {id: iran, name: Iran, codes: {cow: '630', wikidata: Q794}, adjectives: ['Iranian{,s}'],
     metonyms: [Tehran]}
  - {id: syria, name: Syria, adjectives: ['Syrian{,s}'], metonyms: [Damascus]}
  - {id: iraq, name: Iraq, adjectives: ['Iraqi{,s}']}
  - {id: turkey, name: Turkey, country: TUR, codes: {cow: ['640', '640b']}}
  - {id: russia, name: Russia, roles: [{title: Guarantor, from: 2017-01-01, until: 2018-01-01}]}
families:
  - each: {type: government}
    id: <id>-army
    name: <name>'s army
    type: military
    aliases: ['<adjective> {army,troops,forces}']
";

/// Numbers that look random and are the same for the same seed (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

const WORDS: &[&str] = &[
    "Iran",
    "Syria",
    "Iraqi troops",
    "Tehran",
    "in Damascus",
    "Turkey",
    "Russia",
    "the",
    "said,",
    "and",
    "of",
    "against",
    "near.",
    "It",
    "\n\n",
    "border",
    "who",
    "wrote to",
    "é",
    "中",
];

fn text(numbers: &mut Numbers, words: usize) -> String {
    let words: Vec<&str> = (0..words)
        .map(|_| WORDS[numbers.below(WORDS.len())])
        .collect();
    words.join(" ")
}

/// A folder with a gazetteer and a corpus of about so many mebibytes in every format, with records
/// that are none.
fn folder(mebibytes: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("actors.yaml"), GAZETTEER).unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir_all(corpus.join("texts")).unwrap();
    let mut numbers = Numbers(11);
    let mut lines = Vec::new();
    let mut earlier = vec![String::new()];
    while lines.len() < mebibytes << 20 {
        let words = 20 + numbers.below(400);
        let date = format!("2017-0{}-11", 1 + numbers.below(9));
        // One in ten has a text that stands in an earlier document.
        let text = match numbers.below(10) {
            0 => earlier[numbers.below(earlier.len())].clone(),
            _ => text(&mut numbers, words),
        };
        let title = text.get(..7).unwrap_or("a \"title\",\nof two lines");
        let line = serde_json::json!({"title": title, "text": text, "date": date});
        earlier.push(text);
        writeln!(lines, "{line}").unwrap();
        if numbers.below(40) == 0 {
            writeln!(lines, "{{\"text\": 7}}").unwrap();
        }
    }
    let (packed, plain) = lines.split_at(lines.len() / 3);
    fs::write(corpus.join("b.jsonl"), plain).unwrap();
    let file = File::create(corpus.join("a.jsonl.gz")).unwrap();
    let mut file = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    file.write_all(packed).unwrap();
    file.finish().unwrap();
    for number in 0..200 {
        let name = format!("texts/2017-06-01-{number}.txt");
        let words = numbers.below(600);
        fs::write(corpus.join(name), text(&mut numbers, words)).unwrap();
    }
    let mut table = csv::Writer::from_path(corpus.join("c.csv")).unwrap();
    table.write_record(["id", "text"]).unwrap();
    for number in 0..500 {
        let id = format!("row {}", number % 400);
        table.write_record([id, text(&mut numbers, 100)]).unwrap();
    }
    table.flush().unwrap();
    folder
}

/// `actag tag corpus` in the folder.
fn tag(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(folder)
        .args(["tag", "corpus", "-g", "actors.yaml"])
        .args(arguments);
    command
}

/// Runs it and expects it to end well.
fn run(mut command: Command) -> Output {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}: {}", told(&done));
    done
}

fn told(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// The files of a folder of tables, hidden ones aside.
fn tables(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, path)
        })
        .filter(|(name, _)| !name.starts_with('.'))
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect()
}

/// Holds two folders of tables against each other, byte by byte.
fn assert_same(wanted: &BTreeMap<String, Vec<u8>>, found: &BTreeMap<String, Vec<u8>>, of: &str) {
    assert!(
        wanted.keys().eq(found.keys()),
        "{of}: {:?} instead of {:?}",
        found.keys(),
        wanted.keys()
    );
    for (name, bytes) in wanted {
        assert!(*bytes == found[name], "{of}: {name} differs");
    }
}

/// What is hidden in a folder of tables.
fn hidden(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect()
}

/// A run that waits for standard input: what is on the disk can be changed under it, at a moment
/// that is known.
#[cfg(unix)]
struct Waiting {
    child: std::process::Child,
    stdin: Option<std::process::ChildStdin>,
}

#[cfg(unix)]
impl Waiting {
    /// `actag tag - corpus`, once it has listed its inputs and has some of the rows.
    fn begin(folder: &Path, arguments: &[&str]) -> Self {
        use std::process::Stdio;
        let mut child = Command::new(PROGRAM)
            .current_dir(folder)
            .args([
                "tag",
                "-g",
                "actors.yaml",
                "-",
                "--save-every",
                "0",
                "-j",
                "1",
            ])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let line = "{\"text\": \"Iran wrote to Syria.\"}\n";
        stdin.write_all(line.repeat(80_000).as_bytes()).unwrap();
        Self {
            child,
            stdin: Some(stdin),
        }
    }

    fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, signal).unwrap();
    }

    /// Ends what it waits for.
    fn go_on(mut self) -> Output {
        drop(self.stdin.take());
        self.child.wait_with_output().unwrap()
    }

    /// Leaves it waiting.
    fn wait(mut self) -> Output {
        let stdin = self.stdin.take();
        let done = self.child.wait_with_output().unwrap();
        drop(stdin);
        done
    }
}
