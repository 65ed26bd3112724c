//! Which document of the gold is which of those that were tagged.
//!
//! A document of the gold is the one of that very id. Where there is none, it is the one whose id,
//! without folders and without the extension of a document, is the same: gold for `seed` or
//! `seed.txt` is that of `news/seed.txt`.

use std::collections::{BTreeMap, BTreeSet};

use super::{EvalError, Marks};
use crate::corpus::Format;

/// Extensions that ids of documents may have beside those of document formats.
const EXTENSIONS: [&str; 4] = ["gz", "zst", "ann", "json"];

/// The pairs, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pairs<'a> {
    /// Document of the gold, and what was tagged; one of the two may be missing.
    pub documents: Vec<(Option<&'a str>, Option<&'a str>)>,
    /// Documents of the gold that were not tagged, or in which nothing was found.
    pub unmatched: Vec<&'a str>,
}

/// Returns the file's name in an id, without the extensions of documents.
fn stem(id: &str) -> &str {
    let mut stem = id.rsplit(['/', '\\']).next().unwrap_or(id);
    let is_extension = |end: &str| {
        let mut formats = Format::all();
        EXTENSIONS.contains(&end) || formats.any(|format| format.endings().contains(&end))
    };
    while let Some((shorter, _)) = stem.rsplit_once('.').filter(|(_, end)| is_extension(end)) {
        stem = shorter;
    }
    stem
}

/// Returns whether a document may be one of the gold's, by its id.
pub fn named_by(gold: &Marks) -> impl Fn(&str) -> bool + Sync + '_ {
    let stems: BTreeSet<&str> = gold.documents.keys().map(|id| stem(id)).collect();
    move |id| gold.documents.contains_key(id) || stems.contains(stem(id))
}

/// Pairs the documents of the gold with those found.
///
/// # Errors
/// Where not one document of the gold is among the others, or one may be several of them.
pub fn pair<'a>(gold: &'a Marks, found: &'a Marks) -> Result<Pairs<'a>, EvalError> {
    let mut by_stem: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for id in found
        .documents
        .keys()
        .filter(|id| !gold.documents.contains_key(*id))
    {
        by_stem.entry(stem(id)).or_default().push(id);
    }
    let mut pairs = Pairs::default();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    for id in gold.documents.keys() {
        if let Some((other, _)) = found.documents.get_key_value(id) {
            taken.insert(other);
            pairs.documents.push((Some(id), Some(other)));
            continue;
        }
        match by_stem.get(stem(id)).map(Vec::as_slice) {
            Some([other]) if taken.insert(other) => pairs.documents.push((Some(id), Some(other))),
            None | Some([]) => {
                pairs.unmatched.push(id);
                pairs.documents.push((Some(id), None));
            }
            Some([other]) => {
                let message = format!(
                    "the gold's document `{id}` is `{other}`, but another of the gold is, too"
                );
                return Err(EvalError::Nothing(format!("{message}: write its whole id")));
            }
            Some([one, another, ..]) => {
                return Err(EvalError::Nothing(format!(
                    "the gold's document `{id}` may be `{one}` or `{another}`: write its whole id"
                )));
            }
        }
    }
    if taken.is_empty() {
        return Err(nothing_in_common(gold, found));
    }
    let others = found.documents.keys().map(String::as_str);
    let others = others.filter(|id| !taken.contains(id));
    pairs.documents.extend(others.map(|id| (None, Some(id))));
    Ok(pairs)
}

fn nothing_in_common(gold: &Marks, found: &Marks) -> EvalError {
    let first = |marks: &Marks| marks.documents.keys().next().cloned().unwrap_or_default();
    EvalError::Nothing(match found.documents.is_empty() {
        true => "nothing was found in any document, so there is nothing to compare".to_owned(),
        false => format!(
            "no document of the gold is among those tagged: the gold has `{}`, there is `{}`; ids \
             must be the same, or the same without folders and extension",
            first(gold),
            first(found)
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(ids: &[&str]) -> Marks {
        Marks {
            documents: ids
                .iter()
                .map(|id| ((*id).to_owned(), Vec::new()))
                .collect(),
            ..Marks::default()
        }
    }

    #[test]
    fn the_very_id_goes_before_the_stem() {
        let (gold, found) = (
            marks(&["a", "b.txt", "c", "d"]),
            marks(&["a", "x/a.txt", "y/b.jsonl.gz", "x/c.txt", "e"]),
        );
        let pairs = pair(&gold, &found).unwrap();
        let wanted = [
            (Some("a"), Some("a")),
            (Some("b.txt"), Some("y/b.jsonl.gz")),
            (Some("c"), Some("x/c.txt")),
            (Some("d"), None),
            (None, Some("e")),
            (None, Some("x/a.txt")),
        ];
        assert_eq!(pairs.documents, wanted);
        assert_eq!(pairs.unmatched, ["d"]);
    }

    #[test]
    fn what_is_not_plain_is_an_error() {
        let t = |gold: &[&str], found: &[&str], wanted: &str| {
            let message = pair(&marks(gold), &marks(found)).unwrap_err().to_string();
            assert!(message.contains(wanted), "{message}");
        };
        t(&["a"], &["b.txt"], "the gold has `a`, there is `b.txt`");
        t(
            &["a"],
            &["x/a.txt", "y/a.txt"],
            "may be `x/a.txt` or `y/a.txt`",
        );
        t(&["1/a", "2/a"], &["x/a.txt"], "another of the gold is, too");
        t(&["a"], &[], "nothing was found");
    }

    #[test]
    fn stems() {
        let t = |id: &str, wanted: &str| assert_eq!(stem(id), wanted);
        t("x/y/a.b.txt.gz", "a.b");
        t("U.S. report", "U.S. report");
        t("corpus.jsonl#3", "corpus.jsonl#3");
        t("x\\a.ann", "a");
    }
}
