//! Gold and mentions in CSV: a row per mark, the columns known by their names.

use std::borrow::Cow;
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::{EvalError, Mark, Marks, read_text};
use crate::delimiter::{TableStyle, stray_quotes};
use crate::diagnostic::quote;

/// The columns of a mark, each under the names it may have.
struct Columns {
    doc: usize,
    start: usize,
    end: usize,
    text: Option<usize>,
    actor_type: Option<usize>,
    entity: Option<usize>,
    before: Option<usize>,
    after: Option<usize>,
    field: Option<usize>,
}

/// Reads a CSV file of marks.
pub(super) fn read(path: &Path) -> Result<Marks, EvalError> {
    let text = read_text(path)?;
    let style = TableStyle::of(&text);
    let skipped = text.get(..style.begin).unwrap_or_default().lines().count() as u64;
    let rest = text.get(style.begin..).unwrap_or_default();
    let mut marks = Marks::default();
    let mended = mended(rest, style.delimiter, |line| {
        let line = skipped + line;
        marks.notes.push(format!(
            "{}:{line}: a cell begins with a quotation mark that none closes: it was read as part \
             of the text",
            path.display()
        ));
    });
    let mut reader = ReaderBuilder::new()
        .delimiter(style.delimiter)
        .flexible(true)
        .from_reader(mended.as_bytes());
    let malformed = |line, message| EvalError::Malformed {
        path: path.to_owned(),
        line,
        message,
    };
    let not_csv = |error: csv::Error| {
        let line = skipped + error.position().map_or(1, csv::Position::line);
        malformed(line, format!("this is not CSV: {error}"))
    };
    let header = reader.headers().map_err(not_csv)?.clone();
    let columns = Columns::of(&header).map_err(|message| malformed(skipped + 1, message))?;
    let mut row = StringRecord::new();
    while reader.read_record(&mut row).map_err(not_csv)? {
        let line = skipped + row.position().map_or(0, csv::Position::line);
        let note = columns.fit(&mut row, (header.len(), style.delimiter));
        if let Some(note) = note.map_err(|message| malformed(line, message))? {
            marks
                .notes
                .push(format!("{}:{line}: {note}", path.display()));
        }
        // Marks in titles have offsets of their own.
        if columns.is_in_title(&row) {
            continue;
        }
        let (doc, mark) = columns
            .mark(&row)
            .map_err(|message| malformed(line, message))?;
        marks.documents.entry(doc).or_default().push(mark);
    }
    Ok(marks)
}

/// Returns whether a header is that of mentions.csv rather than of a corpus.
pub(super) fn is_mentions(header: &str) -> bool {
    // The csv crate skips a byte-order mark.
    let style = TableStyle::of(header);
    let header = header.get(style.begin..).unwrap_or_default();
    let mut reader = ReaderBuilder::new()
        .delimiter(style.delimiter)
        .from_reader(header.as_bytes());
    reader.headers().is_ok_and(|columns| {
        let needed = ["doc_id", "start", "end", "actor_id"];
        needed
            .iter()
            .all(|name| columns.iter().any(|cell| cell == *name))
    })
}

/// Returns a table in which quotation marks that part nothing are those of texts; `each` is told
/// their lines.
fn mended(text: &str, delimiter: u8, mut each: impl FnMut(u64)) -> Cow<'_, str> {
    let header = text
        .lines()
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    let columns = 1 + header.bytes().filter(|&byte| byte == delimiter).count();
    let (mut mended, mut at, mut line) = (String::new(), 0, 1);
    for stray in stray_quotes(text, delimiter, columns) {
        let before = text.get(at..stray).unwrap_or_default();
        line += before.matches('\n').count() as u64;
        each(line);
        let rest = text.get(stray..).unwrap_or_default();
        let ends = |c: char| u32::from(c) == u32::from(delimiter) || matches!(c, '\n' | '\r');
        let cell = rest.split(ends).next().unwrap_or_default();
        mended.push_str(before);
        mended.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        at = stray + cell.len();
    }
    match at {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(mended + text.get(at..).unwrap_or_default()),
    }
}

impl Columns {
    fn of(header: &StringRecord) -> Result<Self, String> {
        let find = |names: &[&str]| {
            let is = |cell: &str| {
                names
                    .iter()
                    .any(|name| name.eq_ignore_ascii_case(cell.trim()))
            };
            header.iter().position(is)
        };
        let need = |names: &[&str]| {
            find(names).ok_or_else(|| {
                let there: Vec<&str> = header.iter().collect();
                format!(
                    "no column `{}`; the columns are doc, start, end, text, type and entity, of \
                     which the last three may be missing, but here {}",
                    names[0],
                    quote(&there.join(","))
                )
            })
        };
        Ok(Columns {
            doc: need(&["doc", "doc_id"])?,
            start: need(&["start"])?,
            end: need(&["end"])?,
            text: find(&["text"]),
            actor_type: find(&["type"]),
            entity: find(&["entity", "actor_id"]),
            before: find(&["before"]),
            after: find(&["after"]),
            field: find(&["field"]),
        })
    }

    /// Gives a row as many cells as the header has, where nothing of it is lost: empty cells behind
    /// all others go, and what a delimiter in the text has parted is put together. Returns a note
    /// on what was done.
    fn fit(
        &self,
        row: &mut StringRecord,
        (header, delimiter): (usize, u8),
    ) -> Result<Option<String>, String> {
        let has = format!("the row has {} cells, the header {header}", row.len());
        let Some(surplus) = row.len().checked_sub(header) else {
            return Err(format!("this is not CSV: {has}"));
        };
        if row.iter().skip(header).all(|cell| cell.trim().is_empty()) {
            row.truncate(header);
            return Ok(None);
        }
        let Some(text) = self.text else {
            return Err(format!("this is not CSV: {has}"));
        };
        let cells: Vec<&str> = row.iter().collect();
        let last = text + surplus;
        let (before, rest) = cells.split_at(text.min(cells.len()));
        let (parts, behind) = rest.split_at((surplus + 1).min(rest.len()));
        let whole = parts.join(&char::from(delimiter).to_string());
        let fitted = before.iter().copied().chain([whole.as_str()]);
        let fitted: StringRecord = fitted.chain(behind.iter().copied()).collect();
        *row = fitted;
        let (first, last) = (text + 1, last + 1);
        Ok(Some(format!(
            "{has}: cells {first} to {last} were read as the text"
        )))
    }

    fn is_in_title(&self, row: &StringRecord) -> bool {
        let field = self.field.and_then(|field| row.get(field));
        field.is_some_and(|field| field.trim() == "title")
    }

    fn mark(&self, row: &StringRecord) -> Result<(String, Mark), String> {
        let cell = |column: usize| row.get(column).unwrap_or_default();
        let offset = |column, name| {
            let written = cell(column).trim();
            written.parse::<usize>().map_err(|_| {
                format!(
                    "{} in `{name}` is not an offset: count code points from 0",
                    quote(written)
                )
            })
        };
        let (start, end) = (offset(self.start, "start")?, offset(self.end, "end")?);
        if end <= start {
            return Err(format!("the mark ends at {end}, but begins at {start}"));
        }
        let doc = cell(self.doc);
        if doc.is_empty() {
            return Err("a mark without a document in `doc`".to_owned());
        }
        let optional = |column: Option<usize>| column.map(cell).unwrap_or_default().to_owned();
        let mark = Mark {
            start,
            end,
            text: optional(self.text),
            actor_type: optional(self.actor_type),
            entity: optional(self.entity),
            before: optional(self.before),
            after: optional(self.after),
        };
        Ok((doc.to_owned(), mark))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Result<Marks, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gold.csv");
        std::fs::write(&path, text).unwrap();
        read(&path).map_err(|error| {
            let message = error.to_string();
            message
                .rsplit_once("gold.csv:")
                .map_or(message.clone(), |(_, rest)| rest.to_owned())
        })
    }

    #[test]
    fn columns_are_in_any_order_and_some_may_be_missing() {
        let marks = parsed("\u{FEFF}end,note,doc,start\r\n5,x,a,0\r\n9,,b,7\r\n").unwrap();
        let wanted = Mark {
            start: 7,
            end: 9,
            ..Mark::default()
        };
        assert_eq!(marks.documents["b"], [wanted]);
        let marks = parsed("doc_id,start,end,actor_id,type\n\"a,b\",1,2,iran,place\n").unwrap();
        let mark = &marks.documents["a,b"][0];
        assert_eq!(
            (mark.entity.as_str(), mark.actor_type.as_str()),
            ("iran", "place")
        );
    }

    #[test]
    fn other_delimiters_and_letters_of_either_case_are_read() {
        for text in [
            "Doc;Start;End\na;1;2\n",
            "sep=;\r\ndoc;start;end\r\na;1;2\r\n",
            "DOC\tSTART\tEND\na\t1\t2\n",
            "doc_id,field,start,end\na,text,1,2\na,title,5,6\n",
        ] {
            let marks = parsed(text).unwrap();
            let spans: Vec<_> = marks.documents["a"]
                .iter()
                .map(|one| (one.start, one.end))
                .collect();
            assert_eq!(spans, [(1, 2)], "{text:?}");
        }
        let message = parsed("sep=;\ndoc;start;end\na;x;2\n").unwrap_err();
        assert!(message.starts_with("3: `x` in `start`"), "{message}");
    }

    #[test]
    fn tables_that_lie_are_told_of_and_lose_nothing() {
        for (text, words, note) in [
            (
                "doc,start,end,text\na,1,9,\"A\" B\na,10,19,C\n",
                "\"A\" B",
                "2: a cell begins",
            ),
            (
                "doc,start,end,text\na,1,9,\"A\na,10,19,C\n",
                "\"A",
                "2: a cell begins",
            ),
            (
                "sep=;\ndoc;start;end;text\na;1;9;A;B\na;10;19;C\n",
                "A;B",
                "3: the row has 5 cells",
            ),
            (
                "doc,text,start,end\na,A, B,1,9\na,C,10,19,,\n",
                "A, B",
                "2: the row has 5 cells",
            ),
        ] {
            let marks = parsed(text).unwrap();
            let found: Vec<_> = marks.documents["a"]
                .iter()
                .map(|one| (one.start, one.text.as_str()))
                .collect();
            assert_eq!(found, [(1, words), (10, "C")], "{text:?}");
            assert_eq!(marks.notes.len(), 1, "{:?}", marks.notes);
            assert!(
                marks.notes[0].contains(&format!("gold.csv:{note}")),
                "{:?}",
                marks.notes
            );
        }
    }

    #[test]
    fn mistakes_have_their_line() {
        let t = |text: &str, wanted: &str| {
            let message = parsed(text).unwrap_err();
            assert!(message.starts_with(wanted), "{message}");
        };
        t("doc,begin,end\n", "1: no column `start`");
        t("", "1: no column `doc`");
        t(
            "doc,start,end\na,0,5\na,x,5\n",
            "3: `x` in `start` is not an offset",
        );
        t("doc,start,end\na,-1,5\n", "2: `-1` in `start`");
        t(
            "doc,start,end\na,5,5\n",
            "2: the mark ends at 5, but begins at 5",
        );
        t("doc,start,end\n,0,5\n", "2: a mark without a document");
        t(
            "doc,start,end\na,0\n",
            "2: this is not CSV: the row has 2 cells, the header 3",
        );
    }

    #[test]
    fn mentions_are_known_by_their_header() {
        assert!(is_mentions("doc_id,start,end,text,actor_id,actor_name\r\n"));
        assert!(is_mentions("\u{FEFF}\"doc_id\",start,end,\"actor_id\"\n"));
        assert!(!is_mentions("id,text,date"));
        assert!(!is_mentions("doc_id,start,end,text"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_answered(text in "[a-z0-9,\"\n ]{0,60}") {
            let _ = parsed(&format!("doc,start,end\n{text}"));
            let _ = parsed(&text);
        }
    }
}
