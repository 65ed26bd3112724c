//! brat's standoff annotations: an `.ann` file beside each text, a line per annotation, offsets in
//! code points.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{EvalError, Mark, Marks, read_text};
use crate::diagnostic::quote;

/// Reads one `.ann` file, or every one of a folder. A document's id is the path without `.ann`,
/// relative to the folder.
pub(super) fn read(path: &Path) -> Result<Marks, EvalError> {
    let mut marks = Marks::default();
    let mut pieces = Pieces::default();
    let files = files(path)?;
    if files.is_empty() {
        return Err(EvalError::Nothing(format!(
            "no `.ann` file in `{}`: gold is a CSV file, or a folder of brat's .ann and .txt files",
            path.display()
        )));
    }
    for (id, file) in files {
        let found = annotations(&file, &read_text(&file)?, &mut pieces)?;
        let text = file.with_extension("txt");
        if text.is_file() {
            marks.texts.insert(id.clone(), read_text(&text)?);
        }
        marks.documents.insert(id, found);
    }
    marks.notes.extend(pieces.note());
    Ok(marks)
}

/// Returns the files with the ids of their documents.
fn files(path: &Path) -> Result<Vec<(String, PathBuf)>, EvalError> {
    let mut files = Vec::new();
    for entry in WalkDir::new(path).follow_links(true).sort_by_file_name() {
        let entry = entry.map_err(|error| EvalError::Unreadable {
            path: error.path().unwrap_or(path).to_owned(),
            source: error.into(),
        })?;
        let file = entry.path();
        let is_ann = file
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("ann"));
        if !is_ann || !entry.file_type().is_file() {
            continue;
        }
        let relative = match entry.depth() {
            0 => Path::new(entry.file_name()),
            _ => file.strip_prefix(path).unwrap_or(file),
        };
        let parts: Vec<String> = relative
            .with_extension("")
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        files.push((parts.join("/"), entry.into_path()));
    }
    Ok(files)
}

/// Annotations of several pieces: nothing that is found is like that.
#[derive(Default)]
struct Pieces {
    count: usize,
    first: Option<String>,
}

impl Pieces {
    fn note(self) -> Option<String> {
        let first = self.first?;
        Some(match self.count {
            1 => format!(
                "an annotation of several pieces is left out, and counts neither way: {first}"
            ),
            count => format!(
                "{count} annotations of several pieces are left out, and count neither way; the \
                first: {first}"
            ),
        })
    }
}

fn annotations(path: &Path, text: &str, pieces: &mut Pieces) -> Result<Vec<Mark>, EvalError> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    let mut references: Vec<(&str, &str)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let malformed = |message| EvalError::Malformed {
            path: path.to_owned(),
            line: number,
            message,
        };
        if line.starts_with('T') {
            let (key, found) = text_bound(line).map_err(malformed)?;
            if found.len() > 1 {
                pieces.count += 1;
                pieces
                    .first
                    .get_or_insert_with(|| format!("{}:{number}", path.display()));
            } else {
                by_key.insert(key, marks.len());
            }
            marks.extend(found);
        } else if line.starts_with('N') {
            references.extend(reference(line));
        }
        // Relations, events, attributes and notes say nothing of who is named where.
    }
    for (key, entity) in references {
        if let Some(&at) = by_key.get(key)
            && let Some(mark) = marks.get_mut(at)
            && mark.entity.is_empty()
        {
            entity.clone_into(&mut mark.entity);
        }
    }
    Ok(marks)
}

/// `T1<tab>Type 0 5<tab>words`, with `;` between the pieces where there are several. Those count
/// neither way.
fn text_bound(line: &str) -> Result<(&str, Vec<Mark>), String> {
    let wrong = || {
        format!(
            "{} is no annotation: write `T1`, a tab, `Type 0 5`, a tab and the words",
            quote(line)
        )
    };
    let mut cells = line.splitn(3, '\t');
    let (Some(key), Some(middle)) = (cells.next(), cells.next()) else {
        return Err(wrong());
    };
    let words = cells.next().unwrap_or_default();
    let (actor_type, spans) = middle.split_once(' ').ok_or_else(wrong)?;
    let mut marks = Vec::new();
    for span in spans.split(';') {
        let (start, end) = span.trim().split_once(' ').ok_or_else(wrong)?;
        let number = |text: &str| text.trim().parse::<usize>().map_err(|_| wrong());
        let (start, end) = (number(start)?, number(end)?);
        if end <= start {
            return Err(format!(
                "the annotation ends at {end}, but begins at {start}"
            ));
        }
        marks.push(Mark {
            start,
            end,
            text: words.to_owned(),
            actor_type: actor_type.to_owned(),
            ..Mark::default()
        });
    }
    if marks.len() > 1 {
        for mark in &mut marks {
            mark.actor_type = Mark::NEUTRAL.to_owned();
            mark.text.clear();
        }
    }
    Ok((key, marks))
}

/// Returns the annotation and the entity of `N1<tab>Reference T1 Wikidata:Q794<tab>words`.
fn reference(line: &str) -> Option<(&str, &str)> {
    let mut words = line.split('\t').nth(1)?.split(' ');
    let (_, key, entity) = (words.next()?, words.next()?, words.next()?);
    Some((key, entity))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Result<(Vec<Mark>, Option<String>), String> {
        let mut pieces = Pieces::default();
        let marks = annotations(Path::new("a.ann"), text, &mut pieces);
        marks
            .map(|marks| (marks, pieces.note()))
            .map_err(|error| error.to_string())
    }

    fn mark(start: usize, end: usize, text: &str, actor_type: &str, entity: &str) -> Mark {
        Mark {
            start,
            end,
            text: text.into(),
            actor_type: actor_type.into(),
            entity: entity.into(),
            ..Mark::default()
        }
    }

    #[test]
    fn reads_annotations_and_their_references() {
        let text = "T1\tPlace 0 6\tTehran\r\nN1\tReference T1 Wikidata:Q3616\tTehran\n\
                    R1\tIn Arg1:T1 Arg2:T2\n\
                    #1\tAnnotatorNotes T1\tsure\nT2\tMilitia 10 12;20 25\tPM forces\n\
                    A1\tOld T1\n\n";
        let (marks, note) = parsed(text).unwrap();
        let wanted = [
            mark(0, 6, "Tehran", "Place", "Wikidata:Q3616"),
            mark(10, 12, "", "skip", ""),
            mark(20, 25, "", "skip", ""),
        ];
        assert_eq!(marks, wanted);
        let note = note.unwrap();
        assert!(
            note.starts_with("an annotation of several pieces is left out")
                && note.ends_with("a.ann:5"),
            "{note}"
        );
    }

    #[test]
    fn mistakes_have_their_line() {
        let t = |text: &str, wanted: &str| {
            let message = parsed(text).unwrap_err();
            assert!(message.starts_with(wanted), "{message}");
        };
        t(
            "T1\tPlace 0 6\tx\nT2 Place 0 6 x",
            "a.ann:2: `T2 Place 0 6 x` is no annotation",
        );
        t("T1\tPlace 0\tx", "a.ann:1: ");
        t("T1\tPlace a 6\tx", "a.ann:1: ");
        t("T1\tPlace 6 6\tx", "a.ann:1: the annotation ends at 6");
        t("T", "a.ann:1: ");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_answered(
            text in "([TN#]1?[\t ](Place |Reference T1 )?-?[0-9; é]{0,12}\t?x?\n?){0,6}",
        ) {
            let _ = parsed(&text);
        }
    }
}
