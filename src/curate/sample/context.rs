//! More words around the mentions of a sample: from the corpus that was tagged.

use std::collections::HashMap;

use rayon::ThreadPoolBuildError;

use super::draw::SampledRow;
use crate::corpus::{Corpus, Document, Item, visit};
use crate::text::OffsetUnit;

/// Words on each side of a mention: some two sentences.
const WORDS: usize = 40;

/// Bytes looked at for them: a bound where there are no spaces.
const BYTES: usize = 400;

/// What was not found in the corpus.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct ContextGaps {
    /// Mentions of documents that it has not.
    pub without_document: usize,
    /// Mentions that are other words there.
    pub other_words: usize,
}

/// The words before a mention and after it, or that the text has others there.
type Found = Option<(String, String)>;

/// Gives the rows of a sample up to 40 words on each side, from the texts of a corpus. A row whose
/// document is not there, or has other words at that place, keeps what the table has.
///
/// `unit` is what the offsets of the table count, `threads` the number of threads, 0 for one a
/// core; `progress` is called now and then with the bytes read so far.
///
/// # Errors
/// If the threads cannot be started.
pub fn add_context(
    rows: &mut [SampledRow],
    corpus: Corpus,
    unit: OffsetUnit,
    threads: usize,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<ContextGaps, ThreadPoolBuildError> {
    let mut wanted: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, row) in rows.iter().enumerate() {
        let of_document = wanted.entry(&row.mention.doc_key).or_default();
        of_document.push(number);
    }
    let seen = &*rows;
    let found = visit(
        corpus,
        threads,
        progress,
        Vec::new,
        |found: &mut Vec<(usize, Found)>, _, item| {
            let Item::Document(document) = item else {
                return;
            };
            let numbers = wanted.get(&*document.key).into_iter().flatten();
            let with_row = numbers.filter_map(|&number| Some((number, seen.get(number)?)));
            found.extend(with_row.map(|(number, row)| (number, around(row, &document, unit))));
        },
    )?;
    let found: Vec<(usize, Found)> = found.into_iter().flatten().collect();
    let mut gaps = ContextGaps {
        without_document: rows.len().saturating_sub(found.len()),
        other_words: 0,
    };
    for (number, found) in found {
        match (rows.get_mut(number), found) {
            (Some(row), Some((before, after))) => {
                row.mention.before = before;
                row.mention.after = after;
            }
            _ => gaps.other_words += 1,
        }
    }
    Ok(gaps)
}

/// Returns the words around a mention; `None` where the text has other words there.
fn around(row: &SampledRow, document: &Document<'_>, unit: OffsetUnit) -> Found {
    let text = match row.mention.field.as_str() {
        "title" => document.title.as_deref().unwrap_or_default(),
        _ => &*document.text,
    };
    let byte = |offset: &str| byte_at(text, unit, offset.parse().ok()?);
    let (start, end) = (byte(&row.mention.start)?, byte(&row.mention.end)?);
    let there = text.get(start..end)?;
    // A table for spreadsheets has a mark before what would be a formula.
    let told = row.mention.text.trim_start_matches('\'');
    let same = there == row.mention.text || there == told;
    same.then(|| (before(text, start), after(text, end)))
}

/// Returns the byte at an offset; `None` behind the end, or inside a character.
fn byte_at(text: &str, unit: OffsetUnit, offset: usize) -> Option<usize> {
    let units = |c: char| match unit {
        OffsetUnit::Bytes => c.len_utf8(),
        OffsetUnit::Chars => 1,
        OffsetUnit::Utf16 => c.len_utf16(),
    };
    let mut passed = 0;
    for (byte, c) in text.char_indices() {
        if passed >= offset {
            return (passed == offset).then_some(byte);
        }
        passed += units(c);
    }
    (passed == offset).then_some(text.len())
}

fn before(text: &str, at: usize) -> String {
    let from = text.floor_char_boundary(at.saturating_sub(BYTES));
    let near = text.get(from..at).unwrap_or_default();
    let whole = match near.split_once(char::is_whitespace) {
        // The first word may be cut.
        Some((_, rest)) if from > 0 => rest,
        _ => near,
    };
    let mut words: Vec<&str> = whole.split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    words.join(" ")
}

fn after(text: &str, at: usize) -> String {
    let end = text.floor_char_boundary(text.len().min(at + BYTES));
    let near = text.get(at..end).unwrap_or_default();
    let whole = match near.rsplit_once(char::is_whitespace) {
        Some((rest, _)) if end < text.len() => rest,
        _ => near,
    };
    let words: Vec<&str> = whole.split_whitespace().take(WORDS).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_bytes() {
        let text = "naïve 🌍!";
        for (unit, offset) in [
            (OffsetUnit::Bytes, 11),
            (OffsetUnit::Chars, 7),
            (OffsetUnit::Utf16, 8),
        ] {
            assert_eq!(byte_at(text, unit, offset), Some(11), "{unit:?}");
            assert_eq!(byte_at(text, unit, offset + 2), None, "{unit:?}");
        }
        assert_eq!(byte_at(text, OffsetUnit::Bytes, 3), None, "inside ï");
        assert_eq!(byte_at(text, OffsetUnit::Utf16, 7), None, "inside 🌍");
        assert_eq!(byte_at(text, OffsetUnit::Chars, 0), Some(0));
    }

    #[test]
    fn context_is_forty_words_and_no_half_word() {
        let text = "word ".repeat(100) + "MENTION" + &" word".repeat(100);
        let at = text.find("MENTION").unwrap_or_default();
        let (left, right) = (before(&text, at), after(&text, at + 7));
        assert_eq!(left.split(' ').count(), WORDS);
        assert_eq!(right.split(' ').count(), WORDS);
        let long = "antidisestablishmentarianism ".repeat(100);
        let left = before(&long, 2000);
        assert!(left.len() <= BYTES && left.starts_with("antidis"), "{left}");
        let right = after(&long, 1);
        assert!(
            right.len() <= BYTES && right.ends_with("arianism"),
            "{right}"
        );
        assert_eq!(before("a\n\n b MENTION", 6), "a b");
        let dense = "é".repeat(1000);
        assert!(before(&dense, 1000).len() <= BYTES && after(&dense, 1000).len() <= BYTES);
    }
}
