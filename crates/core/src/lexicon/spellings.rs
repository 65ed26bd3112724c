//! Many spellings of one name that differ in nothing but their capitals: which one fits, without a
//! look at each.

use super::capitals::Written;

/// As many spellings are looked through one after the other.
pub(super) const FEW_SPELLINGS: usize = 16;

/// A binary tree of the demands of many spellings. At each node is a demand that some of those
/// below it make; where a text is against it, these are skipped.
///
/// Three hundred thousand aliases of one actor that differ in capitals would else be tested at
/// every occurrence of one of them.
#[derive(Debug)]
pub(super) struct SpellingTree {
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    Demand {
        /// The bit of the masks.
        bit: u16,
        /// The nodes below for spellings that make it, and for those that do not; 0 for none.
        made: u32,
        not_made: u32,
    },
    /// All demands of a spelling are above: it fits.
    Fits(u32),
}

impl SpellingTree {
    /// Returns the tree of spellings with these masks, each `words` long.
    pub fn of(masks: &[&[u64]]) -> Self {
        let mut tree = Self { nodes: Vec::new() };
        let words = masks.first().map_or(0, |masks| masks.len());
        tree.add(
            masks,
            (0..masks.len() as u32).collect(),
            &mut vec![0; words],
        );
        tree
    }

    /// Adds the node of some spellings, all of which make the demands in `above`, and gives its
    /// number.
    fn add(&mut self, masks: &[&[u64]], some: Vec<u32>, above: &mut [u64]) -> u32 {
        let number = self.nodes.len() as u32;
        let of = |spelling: u32| masks[spelling as usize];
        let is_above = |&&one: &&u32| {
            of(one)
                .iter()
                .zip(&*above)
                .all(|(&own, &above)| own & !above == 0)
        };
        if let Some(&fits) = some.iter().find(is_above) {
            self.nodes.push(Node::Fits(fits));
            return number;
        }
        // The most frequent demand is the one by which a text rules out most spellings at once.
        let bit = most_frequent(some.iter().map(|&one| of(one)), above);
        // Holds the place of this node, so that those below it have higher numbers and 0 can mean
        // none.
        self.nodes.push(Node::Fits(0));
        let makes = |one: &u32| of(*one)[bit / 64] >> (bit % 64) & 1 != 0;
        let (made, not_made): (Vec<u32>, Vec<u32>) = some.into_iter().partition(makes);
        above[bit / 64] |= 1 << (bit % 64);
        let made = self.add(masks, made, above);
        above[bit / 64] &= !(1 << (bit % 64));
        let not_made = match not_made.is_empty() {
            true => 0,
            false => self.add(masks, not_made, above),
        };
        self.nodes[number as usize] = Node::Demand {
            bit: bit as u16,
            made,
            not_made,
        };
        number
    }

    /// Returns the spelling that fits a text, if one does.
    pub(super) fn first_fit(&self, written: &Written) -> Option<u32> {
        // Both ways may lead to a spelling that fits, so one is put aside. Every leaf that is
        // reached fits.
        let mut open = vec![0];
        while let Some(number) = open.pop() {
            match self.nodes[number as usize] {
                Node::Fits(spelling) => return Some(spelling),
                Node::Demand {
                    bit,
                    made,
                    not_made,
                } => {
                    if !written.is_against(bit.into()) {
                        open.push(made);
                    }
                    if not_made != 0 {
                        open.push(not_made);
                    }
                }
            }
        }
        None
    }
}

/// Returns the bit that most of some masks have and `above` has not.
fn most_frequent<'m>(some: impl Iterator<Item = &'m [u64]>, above: &[u64]) -> usize {
    let mut counts = vec![0u32; 64 * above.len()];
    for masks in some {
        for (word, (&own, &above)) in masks.iter().zip(above).enumerate() {
            let mut left = own & !above;
            while left != 0 {
                counts[64 * word + left.trailing_zeros() as usize] += 1;
                left &= left - 1;
            }
        }
    }
    let best = counts.iter().enumerate().max_by_key(|&(_, count)| count);
    best.map_or(0, |(bit, _)| bit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// The masks of a name in these capitals: demanded capitals, and no lower-case letters.
    fn masks(name: &str) -> [u64; 2] {
        let capitals = name.bytes().enumerate();
        let capitals = capitals.map(|(at, c)| u64::from(c.is_ascii_uppercase()) << at);
        [capitals.sum(), 0]
    }

    proptest! {
        #[test]
        fn a_tree_finds_a_spelling_where_one_fits(
            names in vec("[aA][bB][cC][dD][eE][fF][gG]", 1..40),
            text in "[aA][bB][cC][dD][eE][fF][gG]",
        ) {
            let masks: Vec<[u64; 2]> = names.iter().map(|name| masks(name)).collect();
            let masks: Vec<&[u64]> = masks.iter().map(|masks| &masks[..]).collect();
            let written = Written::of(&text, 0, text.len());
            let any = masks.iter().any(|masks| written.fits(masks));
            let found = SpellingTree::of(&masks).first_fit(&written);
            prop_assert_eq!(found.is_some(), any);
            prop_assert!(found.is_none_or(|found| written.fits(masks[found as usize])));
        }
    }
}
