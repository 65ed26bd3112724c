//! A value for each of many things, of which a document touches few.

use rustc_hash::FxHashMap;

/// A value for each of many things, of which a document touches few.
#[derive(Debug, Default)]
pub(super) struct Sparse<T> {
    values: Vec<T>,
    touched: Vec<u32>,
}

impl<T: Copy + Default + PartialEq> Sparse<T> {
    pub(super) fn for_count(count: usize) -> Self {
        Self {
            values: vec![T::default(); count],
            touched: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn get(&self, number: u32) -> T {
        self.values[number as usize]
    }

    /// Changes a value. What was changed must differ from the default.
    #[inline]
    pub(super) fn change(&mut self, number: u32, change: impl FnOnce(&mut T)) {
        let value = &mut self.values[number as usize];
        // Listed once, when it is first changed: clearing the whole list for a short text would
        // take as long as the gazetteer is large.
        if *value == T::default() {
            self.touched.push(number);
        }
        change(value);
    }

    /// Returns the numbers of those that were changed, in the order in which they first were.
    pub(super) fn touched(&self) -> &[u32] {
        &self.touched
    }

    pub(super) fn clear(&mut self) {
        for number in self.touched.drain(..) {
            self.values[number as usize] = T::default();
        }
    }
}

/// Empties a table. Clearing one costs as much as it once held, even if it is empty.
pub(super) fn forget<K, V>(table: &mut FxHashMap<K, V>) {
    if !table.is_empty() {
        *table = FxHashMap::default();
    }
}
