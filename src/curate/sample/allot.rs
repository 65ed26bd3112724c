//! How many rows of each stratum are drawn.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// How the rows of a sample are divided among the strata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// By the sizes of the strata, but of each at least so many, as far as it has them and the
    /// sample has room.
    Proportional {
        /// The least of each.
        least: usize,
    },
    /// As many of each, as far as it has them.
    Equal,
}

/// A stratum that asks for one more row. Whoever has the largest quotient gets it.
#[derive(PartialEq, Eq)]
struct Claim {
    weight: u64,
    given: usize,
    stratum: usize,
}

impl Ord for Claim {
    /// By `weight / (2 · given + 1)`, the quotients of Sainte-Laguë, without rounding; among equals
    /// the first stratum.
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Self, b: &Self| u128::from(a.weight) * (2 * b.given as u128 + 1);
        let by_quotient = cross(self, other).cmp(&cross(other, self));
        by_quotient.then(Reverse(self.stratum).cmp(&Reverse(other.stratum)))
    }
}

impl PartialOrd for Claim {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Returns how many rows each stratum gives, together `rows` or all there are. For a larger sample
/// none gives fewer.
pub(super) fn allot(sizes: &[u64], rows: usize, division: Division) -> Vec<usize> {
    let has = |size: &u64| usize::try_from(*size).unwrap_or(usize::MAX);
    let all: Vec<usize> = sizes.iter().map(has).collect();
    let alike = vec![1; sizes.len()];
    let mut given = vec![0; sizes.len()];
    match division {
        Division::Equal => give(&mut given, &all, &alike, rows),
        Division::Proportional { least } => {
            let some: Vec<usize> = all.iter().map(|&all| all.min(least)).collect();
            give(&mut given, &some, &alike, rows);
            give(&mut given, &all, sizes, rows);
        }
    }
    given
}

/// Gives rows one by one to the stratum with the best claim, until they are `rows` in all, or each
/// stratum has as many as it may.
fn give(given: &mut [usize], most: &[usize], weights: &[u64], rows: usize) {
    let claim = |stratum: usize, given: &[usize]| {
        let (&so_far, &most) = given.get(stratum).zip(most.get(stratum))?;
        (so_far < most).then_some(Claim {
            weight: weights.get(stratum).copied()?,
            given: so_far,
            stratum,
        })
    };
    let strata = 0..given.len();
    let mut claims: BinaryHeap<Claim> = strata.filter_map(|one| claim(one, given)).collect();
    for _ in given.iter().sum()..rows {
        let Some(Claim { stratum, .. }) = claims.pop() else {
            return;
        };
        if let Some(given) = given.get_mut(stratum) {
            *given += 1;
        }
        claims.extend(claim(stratum, given));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_are_divided() {
        let by_size = |least| Division::Proportional { least };
        assert_eq!(allot(&[800, 150, 50], 100, by_size(5)), [80, 15, 5]);
        assert_eq!(allot(&[9000, 900, 90, 9], 100, by_size(5)), [82, 8, 5, 5]);
        assert_eq!(allot(&[9000, 900, 90, 2], 100, by_size(5)), [85, 8, 5, 2]);
        // No room for five of each.
        assert_eq!(allot(&[9000, 900, 90, 9], 8, by_size(5)), [2, 2, 2, 2]);
        assert_eq!(
            allot(&[9000, 900, 90, 9], 12, Division::Equal),
            [3, 3, 3, 3]
        );
        assert_eq!(
            allot(&[9000, 900, 90, 1], 13, Division::Equal),
            [4, 4, 4, 1]
        );
        assert_eq!(allot(&[3, 2], 100, by_size(5)), [3, 2]);
        assert_eq!(allot(&[], 100, by_size(5)), [0usize; 0]);
        assert_eq!(allot(&[u64::MAX, 1], 3, by_size(1)), [2, 1]);
    }

    proptest! {
        #[test]
        fn as_many_as_there_are_and_at_least_some_of_each(
            sizes in prop::collection::vec(1u64..5000, 1..20),
            rows in 1usize..400,
            least in 0usize..10,
        ) {
            for division in [Division::Proportional { least }, Division::Equal] {
                let given = allot(&sizes, rows, division);
                let all: u64 = sizes.iter().sum();
                prop_assert_eq!(given.iter().sum::<usize>() as u64, all.min(rows as u64));
                let some = least.min(rows / sizes.len());
                let more = allot(&sizes, rows + 1, division);
                prop_assert!(given.iter().zip(&more).all(|(given, more)| given <= more));
                for (&size, &given) in sizes.iter().zip(&given) {
                    prop_assert!(given as u64 <= size);
                    if division != Division::Equal {
                        prop_assert!(given as u64 >= size.min(some as u64));
                    }
                }
            }
        }
    }
}
