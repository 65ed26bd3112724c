//! A part of a corpus: every so many batches one.

use std::fmt;
use std::str::FromStr;

/// One of several runs that together tag a corpus. The `n`th of `of` takes batch `n` of the corpus
/// and every `of`th after it, so shards are alike in size however the corpus is cut into files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: u64,
    of: u64,
}

impl Shard {
    /// The only shard: the whole corpus.
    pub(crate) const WHOLE: Self = Self { number: 1, of: 1 };
    /// More would be files for hardly a batch each.
    const MOST: u64 = 10_000;

    /// Whether it takes the batch of this number in the corpus, from 0.
    pub(crate) fn takes(self, batch: u64) -> bool {
        batch % self.of == self.number - 1
    }

    /// The number in the corpus of its `nth` batch, from 0.
    pub(crate) fn batch(self, nth: u64) -> u64 {
        nth * self.of + self.number - 1
    }

    /// How many of the first `batches` of the corpus it takes.
    pub(crate) fn share(self, batches: u64) -> u64 {
        (batches + self.of - self.number) / self.of
    }

    /// Which one it is, from 1.
    pub fn number(self) -> u64 {
        self.number
    }

    /// How many there are.
    pub fn of(self) -> u64 {
        self.of
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// That is no shard.
#[derive(Debug, thiserror::Error)]
#[error("shards are written NUMBER/OF, such as 3/16, with numbers from 1 to 10,000")]
pub struct NoShard;

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(text: &str) -> Result<Self, NoShard> {
        let (number, of) = text.split_once('/').ok_or(NoShard)?;
        let number: u64 = number.parse().map_err(|_| NoShard)?;
        let of: u64 = of.parse().map_err(|_| NoShard)?;
        if (1..=of).contains(&number) && of <= Self::MOST {
            Ok(Self { number, of })
        } else {
            Err(NoShard)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_batch_is_in_one_shard() {
        let shards: Vec<Shard> = (1..=3)
            .map(|number| format!("{number}/3").parse().unwrap())
            .collect();
        for batch in 0..10 {
            let takes = shards.iter().filter(|shard| shard.takes(batch));
            assert_eq!(takes.count(), 1);
        }
        let second: Vec<u64> = (0..10).filter(|&batch| shards[1].takes(batch)).collect();
        assert_eq!(shards[1].share(10), second.len() as u64);
        assert_eq!(
            second,
            (0..3).map(|nth| shards[1].batch(nth)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn only_shards_are_shards() {
        for text in [
            "", "1", "0/4", "5/4", "1/0", "-1/4", "1/4/4", "1/10001", "a/b",
        ] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        assert_eq!("3/16".parse::<Shard>().unwrap().to_string(), "3/16");
    }
}
