//! What records are made of.

/// What the numbers of a record are: which of them are its key, and how two of one key become one.
pub(crate) trait Shape<const N: usize>: Clone + Send + 'static {
    /// Returns how many numbers, the first ones, are the key.
    fn key(&self) -> usize;

    /// Adds a record to another one of the same key.
    fn add(&self, total: &mut [u64; N], part: &[u64; N]);
}

/// Records that are only sorted: all of each is its key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SortOnly;

impl<const N: usize> Shape<N> for SortOnly {
    fn key(&self) -> usize {
        N
    }

    fn add(&self, _total: &mut [u64; N], _part: &[u64; N]) {}
}
