//! The bytes of a file of records, unpacked, in UTF-8 where its encoding is known.

use std::io;

use super::encoding::Recoded;
use super::unpack::{Peeked, read_some};

pub(super) enum Reader {
    /// As they are; what is not UTF-8 is seen to record by record.
    AsIs(Peeked),
    /// From an encoding in which a line feed or a quotation mark is not one byte.
    Recoded(Recoded),
}

impl Reader {
    pub(super) fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::AsIs(stream) => read_some(stream, into),
            Self::Recoded(stream) => read_some(stream, into),
        }
    }

    /// Returns how many bytes could not be recoded so far.
    pub(super) fn malformed(&self) -> usize {
        match self {
            Self::AsIs(_) => 0,
            Self::Recoded(stream) => stream.malformed(),
        }
    }
}
