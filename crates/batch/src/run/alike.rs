//! Documents that are alike, told of in the tables.

use std::collections::BTreeMap;

use super::counts::CorpusCounts;
use super::repeats::{Alike, RepeatCounts};
use crate::corpus::{OptionNames, SkipKind, Skipped};
use crate::tables::copies::DocumentKey;
use crate::tables::folder::{OutputError, OutputFolder};
use crate::tables::skipped::SkippedRow;

/// Fills the keys of first documents with the same text into documents.csv, and notes ids that
/// several documents have: in skipped.csv, in the counts, and in what is returned.
pub(crate) fn settle(
    alike: Alike,
    output: &mut OutputFolder,
    counted: &mut CorpusCounts,
) -> Result<Option<Skipped>, OutputError> {
    let Alike {
        counts,
        first_ids,
        mut copies,
    } = alike;
    let mut places = BTreeMap::new();
    if counts.repeated_ids > 0 {
        places = output.find_documents(first_ids.iter().flatten().copied().collect())?;
    }
    if counts.same_texts > 0 {
        output.fill_in(|| {
            let copy = copies.next()?;
            Ok(copy.map(|[input, record, first_input, first_record]| {
                let first = DocumentKey {
                    input: first_input,
                    record: first_record,
                };
                (DocumentKey { input, record }, first)
            }))
        })?;
    }
    let note = note(&counts, &first_ids, &places);
    counted.repeats = counts;
    if let Some(note) = &note {
        *counted.skipped.entry(note.kind).or_default() += 1;
        output.add(&SkippedRow {
            note,
            // The remedy of this kind names none.
            names: OptionNames::default(),
        })?;
    }
    Ok(note)
}

/// Returns a note on ids that several documents have: how many, and where the first ones stand.
fn note(
    counts: &RepeatCounts,
    first_ids: &[Vec<DocumentKey>],
    places: &BTreeMap<DocumentKey, (String, String)>,
) -> Option<Skipped> {
    let first = first_ids.first()?;
    let path = first.first().and_then(|key| places.get(key));
    let ids = first_ids.iter().map(|keys| {
        let found = keys.first().and_then(|key| places.get(key));
        // Without a table of documents the keys tell where they are.
        let id = found.map_or_else(String::new, |(id, _)| format!("`{id}` at "));
        let keys = keys.iter().map(|key| match places.get(key) {
            Some((_, path)) => format!("{key} ({path})"),
            None => key.to_string(),
        });
        format!("{id}{}", keys.collect::<Vec<_>>().join(" and "))
    });
    let ids = ids.collect::<Vec<_>>().join("; ");
    let (count, documents) = (counts.repeated_ids, counts.documents_of_repeated_ids);
    let these = match count {
        1 => "1 id is".to_owned(),
        _ => format!("{count} ids are"),
    };
    Some(Skipped {
        path: path.map_or_else(String::new, |(_, path)| path.clone()),
        line: None,
        kind: SkipKind::RepeatedIds,
        reason: format!("{these} that of several documents, {documents} in all; first {ids}"),
    })
}
