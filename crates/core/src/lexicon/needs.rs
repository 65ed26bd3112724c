//! What the bearers of shared names need, laid out so that 64 cues are looked up at once.
//!
//! A document that speaks of one ministry of justice raises the needs of 190. Nearly all of them
//! need the government of their country, and governments mostly have numbers in a row: four looks
//! instead of 190, which were a fifteenth of the time of matching the shipped gazetteers.

use super::cues::CompiledCue;
use super::ends::Ends;

/// The bit of each cue: those of actors by their numbers, those of words behind them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CueBits {
    first_word: u32,
    count: u32,
}

impl CueBits {
    pub fn of(actors: usize, words: usize) -> Self {
        let first_word = actors as u32;
        Self {
            first_word,
            count: first_word + words as u32,
        }
    }

    /// Returns the bit of a cue.
    #[inline(always)]
    pub(crate) fn bit(self, cue: CompiledCue) -> usize {
        match cue {
            CompiledCue::Actor(actor) => actor as usize,
            CompiledCue::Word(word) => (self.first_word + word) as usize,
        }
    }

    /// Returns the cue of a bit.
    #[inline(always)]
    pub(crate) fn cue(self, bit: u32) -> CompiledCue {
        match bit.checked_sub(self.first_word) {
            Some(word) => CompiledCue::Word(word),
            None => CompiledCue::Actor(bit),
        }
    }

    /// Returns how many bits there are.
    pub(crate) fn count(self) -> usize {
        self.count as usize
    }
}

/// The needs of lists of bearers, list by list.
#[derive(Debug, Default)]
pub(super) struct Needs {
    blocks: Vec<Block>,
    /// Where the blocks of each list end.
    ends: Ends,
    /// Where the places of each bit end that is set in a block, block by block.
    runs: Ends,
    /// The places, in their lists, of the bearers that need the cue of a bit.
    places: Vec<u32>,
}

/// 64 cues with numbers in a row, of which some are needed.
#[derive(Debug)]
struct Block {
    /// Which 64.
    number: u32,
    /// Where its bits begin in [`Needs::runs`].
    first: u32,
    needed: u64,
}

impl Needs {
    /// Adds a list, given by the bits of cues and the places of the bearers that need them.
    pub(super) fn add(&mut self, mut needs: Vec<(usize, u32)>) {
        needs.sort_unstable();
        needs.dedup();
        // Only blocks of which any cue is needed are kept: lists have few cues of many thousand.
        for block in needs.chunk_by(|a, b| a.0 / 64 == b.0 / 64) {
            let first = self.runs.len() as u32;
            let mut needed = 0;
            for run in block.chunk_by(|a, b| a.0 == b.0) {
                needed |= 1 << (run[0].0 % 64);
                self.places.extend(run.iter().map(|(_, place)| place));
                self.runs.push(self.places.len());
            }
            let number = (block[0].0 / 64) as u32;
            self.blocks.push(Block {
                number,
                first,
                needed,
            });
        }
        self.ends.push(self.blocks.len());
    }

    /// Calls `each` with the place of every bearer of a list that needs one of the cues whose bits
    /// are set; once for each cue.
    pub(super) fn each_met(&self, list: u32, cues: &[u64], mut each: impl FnMut(u32)) {
        for block in &self.blocks[self.ends.range(list as usize)] {
            let mut met = block.needed & cues[block.number as usize];
            while met != 0 {
                // The lowest bit that is set. The number of its run is the count of needed bits
                // below it.
                let bit = met & met.wrapping_neg();
                met ^= bit;
                let run = block.first + (block.needed & (bit - 1)).count_ones();
                let places = self.runs.range(run as usize);
                self.places[places].iter().copied().for_each(&mut each);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::{hash_set, vec};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn met_are_those_whose_cue_is_there(
            lists in vec(vec((0..300usize, 0..40u32), 0..60), 1..5),
            there in hash_set(0..300usize, 0..80),
        ) {
            let mut needs = Needs::default();
            lists.iter().for_each(|list| needs.add(list.clone()));
            let mut cues = [0; 300usize.div_ceil(64)];
            there.iter().for_each(|bit| cues[bit / 64] |= 1 << (bit % 64));
            for (number, list) in (0u32..).zip(&lists) {
                let mut met = Vec::new();
                needs.each_met(number, &cues, |place| met.push(place));
                let wanted = list.iter().filter(|(bit, _)| there.contains(bit));
                let mut wanted: Vec<(usize, u32)> = wanted.copied().collect();
                wanted.sort_unstable();
                wanted.dedup();
                let wanted: Vec<u32> = wanted.iter().map(|(_, place)| *place).collect();
                prop_assert_eq!(met, wanted);
            }
        }
    }
}
