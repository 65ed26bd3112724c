//! The stages of tagging one by one, for the benchmarks to measure. Not part of the library's
//! interface.

use crate::corpus::Document;
use crate::tables::CsvRows;
use crate::tables::joined::FieldPlaces;
use crate::tables::mentions::MentionRows;
use actag_core::tagger::{Mention, Session, Tagger};
use actag_core::text::OffsetUnit;
use actag_core::text::offsets::OffsetCounter;
use actag_core::text::sentences::Sentences;

/// A tagger with the memory it works in.
pub struct Stages<'t> {
    tagger: &'t Tagger,
    session: Session<'t>,
}

impl<'t> Stages<'t> {
    /// The stages of `tagger`.
    pub fn of(tagger: &'t Tagger) -> Self {
        Self {
            tagger,
            session: tagger.session(),
        }
    }

    /// Visits every word and asks the Bloom filters: how many words may begin a name.
    pub fn starts(&self, text: &str) -> usize {
        self.tagger.count_starts(text)
    }

    /// Finds the places where the letters of names stand as whole words, whatever any rule says:
    /// how many. A name of many actors counts once.
    pub fn hits(&self, text: &str) -> usize {
        self.tagger.count_occurrences(text)
    }

    /// All of matching: which mentions stand there, by every rule. How many.
    pub fn mentions(&mut self, text: &str) -> usize {
        let document = Document::new("", text);
        self.session.tag_unnumbered(&document).len()
    }
}

/// Offsets of every `step`th byte or so, in code points: their sum.
pub fn offsets(text: &str, step: usize) -> usize {
    let mut counter = OffsetCounter::new(text, OffsetUnit::Chars);
    (0..text.len())
        .step_by(step)
        .map(|at| counter.at(text.floor_char_boundary(at)))
        .sum()
}

/// The number of the last sentence.
pub fn sentences(text: &str) -> u32 {
    Sentences::new(text).number_at(text.len())
}

/// Makes rows of mentions, in memory that is used again.
pub struct RowStage {
    rows: MentionRows,
    buffer: Vec<u8>,
}

impl Default for RowStage {
    fn default() -> Self {
        Self {
            rows: MentionRows::new(false),
            buffer: Vec::new(),
        }
    }
}

impl RowStage {
    /// The rows of a document's mentions: how many bytes.
    pub fn of(&mut self, document: &Document<'_>, mentions: &[Mention<'_>]) -> usize {
        let mut csv = CsvRows::in_buffer(std::mem::take(&mut self.buffer));
        let mut places = FieldPlaces::new(document, None, OffsetUnit::Chars);
        self.rows.each(mentions, &mut places, |row| csv.add(row));
        self.buffer = csv.into_bytes();
        self.buffer.len()
    }
}
