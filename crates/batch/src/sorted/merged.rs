//! Sorted runs and what is in memory, read as one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::sync::Arc;

use super::run_file::RunReader;
use super::run_folder::RunFolder;
use super::shape::Shape;

/// The records of several sorted lists in their order; those of one key come as one. The runs go
/// with this value.
pub(crate) struct Merged<S, const N: usize> {
    shape: S,
    folder: Arc<RunFolder>,
    readers: Vec<RunReader<N>>,
    memory: std::vec::IntoIter<[u64; N]>,
    /// The next record of each list, with the list's number; that in memory is the last.
    heads: BinaryHeap<Reverse<([u64; N], usize)>>,
}

impl<S: Shape<N>, const N: usize> Merged<S, N> {
    pub(super) fn of(
        shape: S,
        folder: Arc<RunFolder>,
        readers: Vec<RunReader<N>>,
        memory: Vec<[u64; N]>,
    ) -> io::Result<Self> {
        let mut merged = Self {
            shape,
            folder,
            heads: BinaryHeap::with_capacity(readers.len() + 1),
            readers,
            memory: memory.into_iter(),
        };
        // What is in memory alone is in order already.
        if !merged.readers.is_empty() {
            for list in 0..=merged.readers.len() {
                merged.advance(list)?;
            }
        }
        Ok(merged)
    }

    /// Returns the next record; `None` at the end.
    ///
    /// # Errors
    /// Where a run cannot be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<[u64; N]>> {
        if self.readers.is_empty() {
            return Ok(self.memory.next());
        }
        let Some(mut total) = self.pop()? else {
            return Ok(None);
        };
        let key = self.shape.key();
        while let Some(Reverse((next, _))) = self.heads.peek()
            && next[..key] == total[..key]
        {
            if let Some(part) = self.pop()? {
                self.shape.add(&mut total, &part);
            }
        }
        Ok(Some(total))
    }

    /// Takes the least record, and puts the next one of its list in its place.
    fn pop(&mut self) -> io::Result<Option<[u64; N]>> {
        let Some(Reverse((record, list))) = self.heads.pop() else {
            return Ok(None);
        };
        self.advance(list)?;
        Ok(Some(record))
    }

    fn advance(&mut self, list: usize) -> io::Result<()> {
        let next = match self.readers.get_mut(list) {
            Some(reader) => reader.next()?,
            None => self.memory.next(),
        };
        self.heads
            .extend(next.map(|record| Reverse((record, list))));
        Ok(())
    }
}

impl<S, const N: usize> Drop for Merged<S, N> {
    fn drop(&mut self) {
        for reader in self.readers.drain(..) {
            self.folder.discard(reader.number());
        }
    }
}
