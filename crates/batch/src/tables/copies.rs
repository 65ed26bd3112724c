//! What is known of a document only when all have been read: filled into documents.csv at the end.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, BufRead, Write};
use std::str::FromStr;

/// The key of a document: number of the input, and of the record in it, from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DocumentKey {
    pub(crate) input: u64,
    pub(crate) record: u64,
}

impl fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.input, self.record)
    }
}

/// That is no key.
#[derive(Debug)]
pub(crate) struct NoKey;

impl FromStr for DocumentKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let (input, record) = text.split_once(':').ok_or(NoKey)?;
        Ok(Self {
            input: input.parse().map_err(|_| NoKey)?,
            record: record.parse().map_err(|_| NoKey)?,
        })
    }
}

/// Copies documents.csv and fills its last column, which is empty in all rows: the key of the first
/// document with the same text. `copies` hands over the documents to fill in and those keys, in
/// the order of the rows.
pub(super) fn fill_in(
    from: &mut impl BufRead,
    to: &mut impl Write,
    mut copies: impl FnMut() -> io::Result<Option<(DocumentKey, DocumentKey)>>,
) -> io::Result<()> {
    let mut row = Vec::new();
    let mut next = copies()?;
    while read_row(from, &mut row)? {
        if let Some((copy, first)) = next
            && key_of(&row) == Some(copy)
            && row.pop().is_some()
        {
            writeln!(row, "{first}")?;
            next = copies()?;
        }
        to.write_all(&row)?;
    }
    match next {
        None => Ok(()),
        // Rows and keys are of one corpus, and in one order.
        Some(_) => Err(io::Error::other(
            "documents.csv does not have all documents",
        )),
    }
}

/// Looks up the ids and paths of some documents in documents.csv.
pub(super) fn find(
    from: &mut impl BufRead,
    mut keys: Vec<DocumentKey>,
) -> io::Result<BTreeMap<DocumentKey, (String, String)>> {
    keys.sort_unstable();
    let mut found = BTreeMap::new();
    let mut keys = keys.into_iter().peekable();
    let mut row = Vec::new();
    while let Some(&key) = keys.peek()
        && read_row(from, &mut row)?
    {
        if key_of(&row) != Some(key) {
            continue;
        }
        let mut cells = csv::ReaderBuilder::new();
        let mut cells = cells.has_headers(false).from_reader(&*row);
        if let Some(Ok(cells)) = cells.records().next() {
            let cell = |at| cells.get(at).unwrap_or_default().to_owned();
            found.insert(key, (cell(1), cell(2)));
        }
        keys.next();
    }
    Ok(found)
}

/// Reads a row with its line end, over line breaks in quotation marks; `false` at the end.
fn read_row(from: &mut impl BufRead, row: &mut Vec<u8>) -> io::Result<bool> {
    row.clear();
    let mut quotes = 0;
    loop {
        let begin = row.len();
        if from.read_until(b'\n', row)? == 0 {
            return Ok(!row.is_empty());
        }
        quotes += row.iter().skip(begin).filter(|&&byte| byte == b'"').count();
        if quotes.is_multiple_of(2) {
            return Ok(true);
        }
    }
}

/// Returns the key that a row begins with; `None` for the header row.
fn key_of(row: &[u8]) -> Option<DocumentKey> {
    let end = row.iter().position(|&byte| byte == b',')?;
    std::str::from_utf8(row.get(..end)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "doc_key,doc_id,path,title,same_text_as\n\
                         1:1,a,x.csv,,\n\
                         1:2,\"b\nc\",x.csv,\"one \"\"\n2:1,two\",\n\
                         2:1,d,\"y,z.csv\",,\n";

    #[test]
    fn the_last_column_is_filled_in() {
        let key = |text: &str| text.parse::<DocumentKey>().unwrap();
        let fill = |pairs: &[(&str, &str)]| {
            let mut pairs = pairs.iter().map(|(copy, first)| (key(copy), key(first)));
            let mut filled = Vec::new();
            fill_in(&mut TABLE.as_bytes(), &mut filled, || Ok(pairs.next()))
                .map(|()| String::from_utf8(filled).unwrap())
        };
        assert_eq!(fill(&[]).unwrap(), TABLE);
        assert_eq!(
            fill(&[("1:2", "1:1"), ("2:1", "1:1")]).unwrap(),
            TABLE
                .replace("two\",\n", "two\",1:1\n")
                .replace("z.csv\",,\n", "z.csv\",,1:1\n")
        );
        assert!(fill(&[("3:1", "1:1")]).is_err());
    }

    #[test]
    fn ids_and_paths_are_looked_up() {
        let keys = [
            DocumentKey {
                input: 2,
                record: 1,
            },
            DocumentKey {
                input: 1,
                record: 2,
            },
        ];
        let found = find(&mut TABLE.as_bytes(), keys.to_vec()).unwrap();
        assert_eq!(found[&keys[0]], ("d".to_owned(), "y,z.csv".to_owned()));
        assert_eq!(found[&keys[1]], ("b\nc".to_owned(), "x.csv".to_owned()));
    }
}
