//! Memory in which a worker reads records, used again from record to record.

use super::fields::FIELDS;

/// Buffers larger than this are given back after use: one huge document is no reason to keep its
/// size for ever.
pub(super) const KEPT: usize = 16 << 20;

/// Memory in which records are read.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    /// A file as it is on the disk.
    pub file: Vec<u8>,
    /// A text or record in UTF-8.
    pub decoded: String,
    /// The id, text, date, title and language of a record, where its bytes cannot lend them.
    pub fields: [String; FIELDS],
}

/// The key of a record, and an id for one that has none.
#[derive(Debug, Default)]
pub(super) struct BuiltIds {
    pub key: String,
    pub id: String,
}

impl Buffers {
    /// Gives back the memory of what was huge.
    pub(super) fn shrink(&mut self) {
        if self.file.capacity() > KEPT {
            self.file = Vec::new();
        }
        for text in self.fields.iter_mut().chain([&mut self.decoded]) {
            if text.capacity() > KEPT {
                *text = String::new();
            }
        }
    }
}
