//! Results of batches, put in the order in which the batches were read.

use std::collections::BTreeMap;

/// Holds what comes too early until all before it has come.
#[derive(Debug)]
pub struct InOrder<T> {
    next: u64,
    waiting: BTreeMap<u64, T>,
}

impl<T> Default for InOrder<T> {
    /// Begins with number 0.
    fn default() -> Self {
        Self::from(0)
    }
}

impl<T> InOrder<T> {
    /// Begins with a number.
    pub fn from(first: u64) -> Self {
        Self {
            next: first,
            waiting: BTreeMap::new(),
        }
    }

    /// Returns the number that is next.
    pub fn next(&self) -> u64 {
        self.next
    }

    /// Returns how many wait for an earlier one.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Takes the result of batch `number`; each number comes once.
    pub fn insert(&mut self, number: u64, result: T) {
        self.waiting.insert(number, result);
    }

    /// Returns the next number and its result, once it is there.
    pub fn pop(&mut self) -> Option<(u64, T)> {
        let result = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some((self.next - 1, result))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let mut order = InOrder::default();
        let mut seen = Vec::new();
        for number in [2, 0, 1, 4, 3] {
            order.insert(number, number * 10);
            while let Some(next) = order.pop() {
                seen.push(next);
            }
        }
        assert_eq!(seen, [(0, 0), (1, 10), (2, 20), (3, 30), (4, 40)]);
        assert_eq!((order.next(), order.waiting()), (5, 0));
    }
}
