//! Lists of different lengths in one: where each of them ends.

use std::ops::Range;

/// Where each list ends in the one that holds them all; the next one begins there.
#[derive(Debug, Default)]
pub(crate) struct Ends(Vec<u32>);

impl Ends {
    /// Notes that a further list ends at a place.
    pub(crate) fn push(&mut self, end: usize) {
        self.0.push(end as u32);
    }

    /// Returns how many lists there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the range of the list of that number.
    #[inline]
    pub(crate) fn range(&self, number: usize) -> Range<usize> {
        let start = number.checked_sub(1).map_or(0, |before| self.0[before]);
        start as usize..self.0[number] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_begins_where_the_one_before_ends() {
        let mut ends = Ends::default();
        [2, 2, 5].into_iter().for_each(|end| ends.push(end));
        assert_eq!(
            [0, 1, 2].map(|number| ends.range(number)),
            [0..2, 2..2, 2..5]
        );
        assert_eq!(ends.len(), 3);
    }
}
