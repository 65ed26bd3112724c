//! How many candidates each rule turned down.

use std::ops::AddAssign;

use super::rule::Rule;

/// How many candidates each rule turned down: see [`Session::dropped`](super::Session::dropped) for
/// what is counted.
///
/// ```
/// use actag_core::tagger::{Dropped, Rule};
///
/// let mut dropped = Dropped::default();
/// dropped.add(Rule::Needs, 3);
/// assert_eq!(dropped.of(Rule::Needs), 3);
/// assert_eq!(dropped.iter().collect::<Vec<_>>(), [(Rule::Needs, 3)]);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dropped {
    counts: [u64; Rule::ALL.len()],
}

impl Dropped {
    /// Returns how many a rule turned down.
    pub fn of(&self, rule: Rule) -> u64 {
        self.counts[rule as usize]
    }

    /// Returns the rules that turned any down, in the order of [`Rule::ALL`], with how many.
    pub fn iter(&self) -> impl Iterator<Item = (Rule, u64)> + use<> {
        let counts = Rule::ALL.into_iter().zip(self.counts);
        counts.filter(|&(_, count)| count > 0)
    }

    /// Adds candidates that a rule turned down.
    #[inline]
    pub fn add(&mut self, rule: Rule, count: u64) {
        self.counts[rule as usize] += count;
    }
}

impl Dropped {
    /// Takes candidates back that a rule did not turn down after all.
    pub(super) fn remove(&mut self, rule: Rule, count: u64) {
        let known = &mut self.counts[rule as usize];
        *known = known.saturating_sub(count);
    }
}

/// Adds what other documents, or other threads, turned down.
impl AddAssign<&Dropped> for Dropped {
    fn add_assign(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
    }
}
