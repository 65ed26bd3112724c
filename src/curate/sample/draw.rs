//! Which mentions of a table are drawn.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

use csv::ByteRecord;

pub use super::allot::Division;

use super::SampleError;
use super::allot::allot;
use super::order::Order;
use super::table::{MentionTable, SampledMention};

/// Values that a column may have, to draw by it: a sheet with some rows of each can be judged, and
/// what is kept on the way is bounded.
pub const MOST_STRATA: usize = 1000;

/// How many mentions are drawn, and which.
#[derive(Debug, Clone)]
pub struct DrawOptions {
    /// The column whose values are the strata, as messages call it.
    pub by: Option<String>,
    /// Mentions to draw.
    pub rows: usize,
    /// How they are divided among the strata.
    pub division: Division,
    /// Other seeds draw other mentions.
    pub seed: u64,
}

/// A sample of the mentions of a table.
#[derive(Debug)]
pub struct Sampling {
    /// The mentions in random order, those of each stratum spread evenly: whoever judges only the
    /// first of them has judged a sample of the same kind.
    pub rows: Vec<SampledRow>,
    /// The strata, the largest first.
    pub strata: Vec<SampledStratum>,
}

/// A mention that was drawn.
#[derive(Debug)]
pub struct SampledRow {
    /// The value of the column by which was drawn.
    pub stratum: String,
    /// Mentions of that stratum in the table.
    pub stratum_size: u64,
    /// The mention.
    pub mention: SampledMention,
}

/// A part of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampledStratum {
    /// The value that its mentions have in the column.
    pub name: String,
    /// How many there are.
    pub size: u64,
    /// How many were drawn.
    pub drawn: usize,
}

/// Reads a table once, and draws mentions of it.
///
/// Of each stratum as many rows are kept on the way as are drawn in all, those with the smallest
/// numbers (`order`); how many it gives is known at the end. `progress` is called now and then with
/// the bytes read so far.
///
/// # Errors
/// Where the table cannot be read, has no mentions, or has more strata than there may be or than
/// rows are drawn.
pub fn draw(
    mut table: MentionTable,
    options: &DrawOptions,
    progress: &dyn Fn(u64),
) -> Result<Sampling, SampleError> {
    const ROWS_BETWEEN: u64 = 1 << 14;
    let order = Order::new(options.seed);
    let mut strata: Vec<Reservoir> = Vec::new();
    let mut numbers: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut row = ByteRecord::new();
    let mut read = 0;
    while table.read(&mut row)? {
        let value = table.stratum(&row);
        let number = match numbers.get(value) {
            Some(&number) => number,
            None if strata.len() == MOST_STRATA => return Err(options.too_many()),
            None => {
                numbers.insert(value.to_owned(), strata.len());
                strata.push(Reservoir::new(value));
                strata.len() - 1
            }
        };
        let place = table.place(&row);
        // The number of the row decides between mentions of the very same place, if there are any.
        let rank = (order.of(place), read);
        if let Some(stratum) = strata.get_mut(number) {
            stratum.offer(rank, options.rows, || table.mention(&row));
        }
        read += 1;
        if read.is_multiple_of(ROWS_BETWEEN) {
            progress(table.bytes_read());
        }
    }
    options.divide(strata)
}

impl DrawOptions {
    fn divide(&self, mut strata: Vec<Reservoir>) -> Result<Sampling, SampleError> {
        if strata.is_empty() {
            let message = "there is no mention to draw: the table has a header only";
            return Err(SampleError::Nothing(message.to_owned()));
        }
        if self.rows < strata.len() {
            return Err(SampleError::TooFewRows {
                rows: self.rows,
                strata: strata.len(),
                column: self.by.clone().unwrap_or_default(),
            });
        }
        // So that the order of the table decides nothing.
        strata.sort_by(|a, b| b.size.cmp(&a.size).then_with(|| a.name.cmp(&b.name)));
        let sizes: Vec<u64> = strata.iter().map(|stratum| stratum.size).collect();
        let given = allot(&sizes, self.rows, self.division);
        let mut ranked = Vec::with_capacity(self.rows.min(given.iter().sum()));
        let mut told = Vec::with_capacity(strata.len());
        for (place, (stratum, drawn)) in strata.into_iter().zip(given).enumerate() {
            let (name, size) = (stratum.name, stratum.size);
            let smallest = stratum.kept.into_sorted_vec().into_iter().take(drawn);
            ranked.extend(smallest.enumerate().map(|(number, kept)| {
                let row = SampledRow {
                    stratum: name.clone(),
                    stratum_size: size,
                    mention: kept.mention,
                };
                let (random, read) = kept.rank;
                ((evenly(number, drawn), random, place, read), row)
            }));
            told.push(SampledStratum { name, size, drawn });
        }
        ranked.sort_by_key(|(key, _)| *key);
        Ok(Sampling {
            rows: ranked.into_iter().map(|(_, row)| row).collect(),
            strata: told,
        })
    }

    fn too_many(&self) -> SampleError {
        SampleError::TooManyStrata {
            column: self.by.clone().unwrap_or_default(),
            most: MOST_STRATA,
        }
    }
}

/// Returns where row `number` of `of` rows of a stratum goes, on a scale that all strata share. By
/// their numbers alone the rows of a small stratum would come last: it gives larger ones.
fn evenly(number: usize, of: usize) -> u128 {
    ((2 * number as u128 + 1) << 64) / (2 * of as u128).max(1)
}

/// The mentions of a stratum with the smallest numbers, so far.
struct Reservoir {
    name: String,
    size: u64,
    kept: BinaryHeap<KeptMention>,
}

struct KeptMention {
    rank: (u64, u64),
    mention: SampledMention,
}

impl Reservoir {
    fn new(value: &[u8]) -> Self {
        Self {
            name: String::from_utf8_lossy(value).into_owned(),
            size: 0,
            kept: BinaryHeap::new(),
        }
    }

    fn offer(&mut self, rank: (u64, u64), most: usize, mention: impl FnOnce() -> SampledMention) {
        self.size += 1;
        let is_wanted =
            self.kept.len() < most || self.kept.peek().is_some_and(|largest| rank < largest.rank);
        if !is_wanted {
            return;
        }
        if self.kept.len() == most {
            self.kept.pop();
        }
        self.kept.push(KeptMention {
            rank,
            mention: mention(),
        });
    }
}

impl Ord for KeptMention {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank)
    }
}

impl PartialOrd for KeptMention {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for KeptMention {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl Eq for KeptMention {}
