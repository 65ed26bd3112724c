//! What actag found: read from a mentions.csv, or tagged here and now.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuildError;

use super::pair::pair;
use super::{EvalError, Mark, Marks, csv_gold, read_text};
use crate::corpus::{Corpus, Item, Place, visit};
use crate::diagnostic::quote;
use crate::tables::folder::{PACKAGE_FILE, finished_table};
use crate::tables::joined::{FieldPlaces, FieldSpan, JoinedText};
use crate::tables::{Table, TableFormat};
use crate::tagger::{Mention, Tagger};
use crate::text::OffsetUnit;
use crate::text::context::{self, spaced};

/// Returns the mentions.csv at a path, known by its header, or the one in a folder of tables;
/// `None` for a corpus.
pub fn table_at(path: &Path) -> Option<PathBuf> {
    let table = match path.is_dir() {
        true if path.join(PACKAGE_FILE).is_file() => {
            let (table, format) = finished_table(path, Table::MENTIONS)?;
            if format != TableFormat::Csv {
                return Some(table);
            }
            table
        }
        true => return None,
        false => path.to_owned(),
    };
    // What a pipe has given cannot be read again: a pipe is a corpus.
    if !table.is_file() {
        return None;
    }
    /// Longer than the header of mentions.csv, and a bound where a file has no line breaks.
    const HEADER: u64 = 4096;
    let mut header = Vec::new();
    let file = BufReader::new(File::open(&table).ok()?.take(HEADER));
    file.take(HEADER).read_until(b'\n', &mut header).ok()?;
    csv_gold::is_mentions(&String::from_utf8_lossy(&header)).then_some(table)
}

/// Reads a mentions.csv.
///
/// # Errors
/// Where it cannot be read or is no CSV, or the data package beside it says that its offsets are no
/// code points.
pub fn read_table(path: &Path) -> Result<Marks, EvalError> {
    if TableFormat::ALL.iter().any(|&format| {
        format != TableFormat::Csv && path.ends_with(Table::MENTIONS.file_name(format))
    }) {
        let path = path.to_owned();
        return Err(EvalError::OtherFormat { path });
    }
    if let Some(unit) = unit_beside(path).filter(|unit| unit != "chars") {
        return Err(EvalError::Units {
            path: path.to_owned(),
            unit,
        });
    }
    let mut found = csv_gold::read(path)?;
    found.sort();
    Ok(found)
}

/// Returns what the offsets of a table count, where a data package beside it says.
pub(crate) fn unit_beside(path: &Path) -> Option<String> {
    let package = read_text(&path.with_file_name("datapackage.json")).ok()?;
    let package: serde_json::Value = serde_json::from_str(&package).ok()?;
    package["actag"]["options"]["offsets"]
        .as_str()
        .map(str::to_owned)
}

/// Tags every document of a corpus.
///
/// Texts are kept of the documents that `is_wanted` names by their ids. `threads` is the number of
/// threads, 0 for one a core; `progress` is called now and then with the bytes read so far.
///
/// # Errors
/// If the threads cannot be started.
pub fn tag(
    corpus: Corpus,
    tagger: &Tagger,
    threads: usize,
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Marks, ThreadPoolBuildError> {
    struct Seen {
        place: Place,
        id: String,
        marks: Vec<Mark>,
        text: Option<String>,
    }
    let states = visit(
        corpus,
        threads,
        progress,
        || (Vec::new(), Vec::new(), (tagger.session(), String::new())),
        |(seen, notes, (session, buffer)), place, item| match item {
            Item::Document(document) => seen.push(Seen {
                place,
                marks: JoinedText::tagged(&document, buffer, |tagged, joined| {
                    let places = FieldPlaces::new(&document, joined, OffsetUnit::Chars);
                    marks_of(&session.tag(tagged), places)
                }),
                text: is_wanted(&document.id).then(|| document.text.to_string()),
                id: document.id.into_owned(),
            }),
            // Gold may lie beside the texts.
            Item::Skipped(skipped) if skipped.path.ends_with(".ann") => {}
            Item::Skipped(skipped) => {
                let line = skipped
                    .line
                    .map(|line| format!(":{line}"))
                    .unwrap_or_default();
                notes.push((place, format!("{}{line}: {}", skipped.path, skipped.reason)));
            }
        },
    )?;
    let (mut documents, mut notes) = (Vec::<Seen>::new(), Vec::<(Place, String)>::new());
    for (seen, noted, _) in states {
        documents.extend(seen);
        notes.extend(noted);
    }
    documents.sort_by_key(|one| one.place);
    notes.sort();
    let mut found = Marks {
        notes: notes.into_iter().map(|(_, note)| note).collect(),
        ..Marks::default()
    };
    for one in documents {
        if found.documents.contains_key(&one.id) {
            let note = format!(
                "several documents have the id `{}`: only the first counts",
                one.id
            );
            found.notes.push(note);
            continue;
        }
        found
            .texts
            .extend(one.text.map(|text| (one.id.clone(), text)));
        found.documents.insert(one.id, one.marks);
    }
    found.sort();
    Ok(found)
}

/// The marks in a text: those in titles are in no gold.
fn marks_of(mentions: &[Mention<'_>], mut places: FieldPlaces<'_>) -> Vec<Mark> {
    let marks = mentions.iter().map(|mention| {
        let place = places.of(mention.span());
        (place.field != "title").then(|| mark(mention, &place))
    });
    marks.flatten().collect()
}

fn mark(mention: &Mention<'_>, place: &FieldSpan<'_>) -> Mark {
    Mark {
        start: place.span.start as usize,
        end: place.span.end as usize,
        text: place.words.to_owned(),
        actor_type: mention.actor_type().unwrap_or_default().to_owned(),
        entity: mention
            .actor()
            .map(|actor| actor.id.clone())
            .unwrap_or_default(),
        before: spaced(context::before(place.around, place.inside.start)),
        after: spaced(context::after(place.around, place.inside.end)),
    }
}

/// Gives the marks of gold the words around them, and words where they have none, as far as texts
/// are known: those that were tagged, else those that lie beside the gold. A note says how many
/// have other words than the text.
///
/// # Errors
/// Where the documents cannot be paired.
pub fn add_context(gold: &mut Marks, found: &Marks) -> Result<(), EvalError> {
    let tagged: BTreeMap<String, &str> = pair(gold, found)?
        .documents
        .into_iter()
        .filter_map(|(of_gold, of_found)| {
            let text = found.texts.get(of_found?)?;
            Some((of_gold?.to_owned(), text.as_str()))
        })
        .collect();
    let mut wrong = Wrong::default();
    for (id, marks) in &mut gold.documents {
        let beside = gold.texts.get(id).map(String::as_str);
        let Some(text) = tagged.get(id).copied().or(beside) else {
            continue;
        };
        let bytes = Bytes::of(text);
        for mark in marks {
            mark.add_context(id, text, &bytes, &mut wrong);
        }
    }
    gold.notes.extend(wrong.note());
    Ok(())
}

impl Mark {
    fn add_context(&mut self, id: &str, text: &str, bytes: &Bytes<'_>, wrong: &mut Wrong) {
        let place = || format!("{id}:{}–{}", self.start, self.end);
        let span = bytes.at(self.start).zip(bytes.at(self.end));
        let Some((there, (start, end))) =
            span.and_then(|(start, end)| Some((text.get(start..end)?, (start, end))))
        else {
            wrong.add(|| format!("{} lies behind the end of the text", place()));
            return;
        };
        if self.text.is_empty() {
            there.clone_into(&mut self.text);
        } else if !same_words(&self.text, there) {
            wrong.add(|| {
                format!(
                    "{} is {}, but the text has {}",
                    place(),
                    quote(&self.text),
                    quote(there)
                )
            });
        }
        self.before = spaced(context::before(text, start));
        self.after = spaced(context::after(text, end));
    }
}

/// Marks whose words are not those of the text.
#[derive(Default)]
struct Wrong {
    count: usize,
    first: Option<String>,
}

impl Wrong {
    fn add(&mut self, describe: impl FnOnce() -> String) {
        self.count += 1;
        self.first.get_or_insert_with(describe);
    }

    fn note(self) -> Option<String> {
        let first = self.first?;
        let (marks, have) = if self.count == 1 {
            ("mark", "has")
        } else {
            ("marks", "have")
        };
        Some(format!(
            "{} {marks} of the gold {have} other words than the text at that place ({first}): \
             offsets count code points of the decoded text",
            self.count
        ))
    }
}

/// Annotation tools write line breaks as spaces.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

/// From code points to bytes.
struct Bytes<'t> {
    text: &'t str,
    /// The byte of every 256th code point: a walk from one to the next is short.
    marks: Vec<usize>,
}

impl<'t> Bytes<'t> {
    const STEP: usize = 256;

    fn of(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Bytes {
            text,
            marks: starts.step_by(Self::STEP).collect(),
        }
    }

    /// Returns the byte at which a code point begins, or the end of the text.
    fn at(&self, chars: usize) -> Option<usize> {
        let from = *self.marks.get(chars / Self::STEP)?;
        let rest = &self.text[from..];
        let mut starts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        starts.nth(chars % Self::STEP).map(|at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn code_points_become_bytes(text in "\\PC{0,600}", chars in 0usize..700) {
            let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            prop_assert_eq!(Bytes::of(&text).at(chars), starts.nth(chars));
        }
    }

    #[test]
    fn whole_steps_end_where_the_text_does() {
        for length in [0, 255, 256, 257, 512] {
            let text = "é".repeat(length);
            assert_eq!(Bytes::of(&text).at(length), Some(2 * length), "{length}");
            assert_eq!(Bytes::of(&text).at(length + 1), None, "{length}");
        }
    }

    #[test]
    fn gold_gets_its_context_and_wrong_offsets_are_reported() {
        let mark = |start, end, text: &str| Mark {
            start,
            end,
            text: text.into(),
            ..Mark::default()
        };
        let mut gold = Marks::default();
        let marks = vec![
            mark(4, 8, "Irán"),
            mark(9, 14, "wrote"),
            mark(4, 8, ""),
            mark(14, 99, ""),
        ];
        gold.documents.insert("a".into(), marks);
        gold.texts.insert("a".into(), "Thé Irán\nwrote.".into());
        let found = gold.clone();
        add_context(&mut gold, &found).unwrap();
        let marks = &gold.documents["a"];
        assert_eq!(
            (marks[0].before.as_str(), marks[0].after.as_str()),
            ("Thé", "wrote.")
        );
        assert_eq!(marks[2].text, "Irán");
        assert_eq!(gold.notes.len(), 1);
        assert!(
            gold.notes[0].starts_with("1 mark of the gold has"),
            "{:?}",
            gold.notes
        );
        assert!(
            gold.notes[0].contains("a:14–99 lies behind"),
            "{:?}",
            gold.notes
        );
    }
}
