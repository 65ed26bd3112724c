//! The cues of conditions that occur in a document.

use super::analyser::Relatives;

/// The cues that occur in a document: words and phrases, and actors of whom a name occurs that
/// counts whatever else the document says, unless another one covers it.
#[derive(Debug, Default)]
pub(super) struct CueSet {
    bits: Vec<u64>,
    /// The words of bits that are not zero.
    touched: Vec<u32>,
}

impl CueSet {
    pub(super) fn for_count(count: usize) -> Self {
        Self {
            bits: vec![0; count.div_ceil(64)],
            touched: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn has(&self, bit: usize) -> bool {
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }

    #[inline]
    pub(super) fn add(&mut self, bit: usize) {
        let word = &mut self.bits[bit / 64];
        if *word == 0 {
            self.touched.push((bit / 64) as u32);
        }
        *word |= 1 << (bit % 64);
    }

    /// Returns those of many cues, given by their bits in order, that are there.
    pub(super) fn of<'s>(&'s self, bits: &'s [u32]) -> impl Iterator<Item = u32> {
        self.near(bits).filter(|&bit| self.has(bit as usize))
    }

    /// Returns those of many cues, given by their bits in order, that are worth a look.
    pub(super) fn near<'s>(&'s self, bits: &'s [u32]) -> impl Iterator<Item = u32> {
        // A list is gone through, or the document: ten thousand words are no more work than the
        // document has cues.
        let (all, touched) = match bits.len() <= FEW_BITS.max(8 * self.touched.len()) {
            true => (bits, &[][..]),
            false => (&[][..], &self.touched[..]),
        };
        let near = touched.iter().flat_map(|&word| {
            let first = word * 64;
            let from = bits.partition_point(|&bit| bit < first);
            let near = bits[from..].iter();
            near.take_while(move |&&bit| bit < first + 64)
        });
        all.iter().chain(near).copied()
    }

    /// Adds, for every actor that is there, those of whom its mention speaks, too: its country and
    /// its parent.
    pub(super) fn add_relatives(&mut self, relatives: &[Relatives]) {
        let kin = |bit: usize| relatives.get(bit).map(|one| [one.country, one.parent]);
        // Bits that are added on the way may be visited, too: cues are then looked at that need not
        // be, and evidence decides.
        for at in 0..self.touched.len() {
            let word = self.touched[at] as usize;
            let mut left = self.bits[word];
            while left != 0 {
                let bit = 64 * word + left.trailing_zeros() as usize;
                left &= left - 1;
                for relative in kin(bit).into_iter().flatten().flatten() {
                    self.add(relative as usize);
                }
            }
        }
    }

    /// Returns all bits, 64 a word.
    pub(super) fn words(&self) -> &[u64] {
        &self.bits
    }

    pub(super) fn clear(&mut self) {
        for word in self.touched.drain(..) {
            self.bits[word as usize] = 0;
        }
    }
}

/// Cues that are looked up one after the other: in a list of so many nothing is faster.
const FEW_BITS: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    #[test]
    fn a_document_is_looked_for_in_a_long_list() {
        let mut cues = CueSet::for_count(40_000);
        [7, 20_000, 20_001]
            .into_iter()
            .for_each(|bit| cues.add(bit));
        let list: Vec<u32> = (0..20_000).map(|n| 2 * n).collect();
        assert_eq!(cues.of(&list).collect::<Vec<_>>(), [20_000]);
        // Two words of 64 bits are touched, of which the list has every other.
        assert_eq!(cues.near(&list).count(), 64);
        // A short list is gone through.
        assert_eq!(cues.near(&list[..64]).count(), 64);
    }

    proptest! {
        #[test]
        fn cues_of_a_list_are_those_that_are_there(
            there in vec(0..3000u32, 0..40),
            list in btree_set(0..3000u32, 0..1500),
        ) {
            let mut cues = CueSet::for_count(3000);
            there.iter().for_each(|&bit| cues.add(bit as usize));
            let list: Vec<u32> = list.into_iter().collect();
            let mut found: Vec<u32> = cues.of(&list).collect();
            found.sort_unstable();
            let wanted = list.iter().copied().filter(|bit| there.contains(bit));
            prop_assert_eq!(found, wanted.collect::<Vec<_>>());
        }
    }
}
