//! Rows of tables that are made at the end, added up over shards.
//!
//! What becomes of each column is said in the table's schema: rows of the same primary key become
//! one, in which numbers are added and the earliest and latest days kept.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use jiff::civil::Date;

use crate::sorted::{RunFolder, Shape, Sorter, Tally};
use crate::tables::days::Day;
use crate::tables::schema::{ColumnType, Made, Merge, Order};
use crate::tables::totals::AT_ONCE;
use crate::tables::{Cells, Column, CsvRows, Table};

/// Numbers of a record: as many as the widest table that is added up has columns.
const WIDTH: usize = 10;

type Record = [u64; WIDTH];

/// The rows of one table, added up. Cells are numbers: of texts, counted, or of days.
pub(super) struct AddedUp {
    columns: Vec<&'static Column>,
    /// The place of each column in a record: those of the key come first.
    places: Vec<usize>,
    order: &'static [Order],
    texts: Texts,
    rows: Tally<RowShape, WIDTH>,
    runs: Arc<RunFolder>,
}

/// How records of one key become one.
#[derive(Debug, Clone)]
struct RowShape {
    /// How many numbers are the key.
    key: usize,
    /// By place in the record.
    merge: [Merge; WIDTH],
}

impl Shape<WIDTH> for RowShape {
    fn key(&self) -> usize {
        self.key
    }

    fn add(&self, total: &mut Record, part: &Record) {
        for ((total, &part), merge) in total.iter_mut().zip(part).zip(self.merge) {
            *total = match merge {
                // What depends on the key alone is the same in all shards.
                Merge::Same => *total,
                Merge::Sum => total.saturating_add(part),
                // No day is 0, and gives way to any.
                Merge::Earliest if *total == 0 || part == 0 => part.max(*total),
                Merge::Earliest => part.min(*total),
                Merge::Latest => part.max(*total),
            };
        }
    }
}

/// Texts, each once: a name stands in many rows.
#[derive(Default)]
struct Texts {
    numbers: HashMap<Arc<str>, u64>,
    texts: Vec<Arc<str>>,
}

impl AddedUp {
    pub(super) fn new(table: Table, nested: bool, runs: &Arc<RunFolder>) -> Self {
        let columns: Vec<_> = table.columns(nested).collect();
        let is_key = |column: &Column| table.schema().primary_key.contains(&column.name);
        let (mut key, mut next) = (0, columns.iter().filter(|column| is_key(column)).count());
        let mut merge = [Merge::Same; WIDTH];
        let places = columns.iter().map(|column| {
            let counter = if is_key(column) { &mut key } else { &mut next };
            let place = *counter;
            *counter += 1;
            merge[place] = column.merge;
            place
        });
        let places = places.collect();
        Self {
            columns,
            places,
            order: match table.schema().made {
                Made::AtEnd { order, .. } => order,
                Made::ByDocument(_) | Made::Otherwise => &[],
            },
            texts: Texts::default(),
            rows: Tally::new(RowShape { key, merge }, runs),
            runs: Arc::clone(runs),
        }
    }

    /// Adds a row of a shard; `None` where it is no row of this table.
    pub(super) fn add(&mut self, cells: &[&str]) -> Option<io::Result<()>> {
        if cells.len() != self.columns.len() {
            return None;
        }
        let mut record = Record::default();
        for ((column, &place), cell) in self.columns.iter().zip(&self.places).zip(cells) {
            record[place] = match column.column_type {
                ColumnType::String | ColumnType::List | ColumnType::Codes | ColumnType::Boolean => {
                    self.texts.number(cell)
                }
                ColumnType::Integer => cell.parse().ok()?,
                ColumnType::Date => day_number(cell)?,
            };
        }
        Some(self.rows.add(&record))
    }

    /// Hands over the rows as CSV, in the order of the table; returns how many there are.
    pub(super) fn write<E: From<io::Error>>(
        self,
        mut write: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<u64, E> {
        let Self {
            columns,
            places,
            order,
            texts,
            rows,
            runs,
        } = self;
        let ranks = texts.ranks();
        // Behind each record what it is sorted by: numbers that grow as the rows go on.
        let by: Vec<(usize, Order)> = order
            .iter()
            .filter_map(|order| {
                let mut names = columns.iter().map(|column| column.name);
                let column = names.position(|name| name == order.column())?;
                Some((*places.get(column)?, *order))
            })
            .collect();
        let mut sorter: Sorter<{ WIDTH + MOST_ORDERED }> = Sorter::new(&runs);
        let mut rows = rows.into_sorted()?;
        while let Some(record) = rows.next()? {
            let mut sortable = [0; WIDTH + MOST_ORDERED];
            let (first, rest) = sortable.split_at_mut(MOST_ORDERED);
            for (key, &(place, order)) in first.iter_mut().zip(&by) {
                *key = match order {
                    Order::Most(_) => !record[place],
                    Order::Text(_) => ranks.get(record[place] as usize).copied().unwrap_or(0),
                };
            }
            rest.copy_from_slice(&record);
            sorter.push(sortable)?;
        }
        let mut csv = CsvRows::default();
        let mut count = 0;
        let mut sorted = sorter.into_sorted()?;
        while let Some(sortable) = sorted.next()? {
            let record = &sortable[MOST_ORDERED..];
            for (column, &place) in columns.iter().zip(&places) {
                match column.column_type {
                    // As the shard wrote it: joined already.
                    ColumnType::String
                    | ColumnType::List
                    | ColumnType::Codes
                    | ColumnType::Boolean => {
                        csv.text(texts.get(record[place]));
                    }
                    ColumnType::Integer => csv.integer(Some(record[place])),
                    ColumnType::Date => csv.date(date(record[place])),
                }
            }
            csv.end();
            count += 1;
            if csv.len() > AT_ONCE {
                csv.flush(&mut write)?;
            }
        }
        csv.flush(&mut write)?;
        Ok(count)
    }
}

/// Columns by which a table is sorted, at most.
const MOST_ORDERED: usize = 4;

impl Texts {
    fn number(&mut self, text: &str) -> u64 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u64;
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    /// Returns the places of the texts in the order of their bytes, by number.
    fn ranks(&self) -> Vec<u64> {
        let mut sorted: Vec<usize> = (0..self.texts.len()).collect();
        sorted.sort_unstable_by_key(|&number| &self.texts[number]);
        let mut ranks = vec![0; sorted.len()];
        for (rank, number) in (0..).zip(sorted) {
            ranks[number] = rank;
        }
        ranks
    }

    fn get(&self, number: u64) -> &str {
        let text = usize::try_from(number)
            .ok()
            .and_then(|at| self.texts.get(at));
        text.map_or("", |text| text)
    }
}

/// Returns a number for a day, greater for later ones; 0 for none.
fn day_number(cell: &str) -> Option<u64> {
    if cell.is_empty() {
        return Some(0);
    }
    let day = Day::of(cell.parse().ok()?)?;
    Some(day.number().into())
}

fn date(number: u64) -> Option<Date> {
    Day::of_number(u32::try_from(number).ok()?)?.date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Row;
    use crate::tables::pairs::PairRow;

    #[test]
    fn tables_are_no_wider_than_records() {
        for table in Table::ALL.iter().filter(|table| table.is_at_end()) {
            let Made::AtEnd { order, .. } = table.schema().made else {
                continue;
            };
            assert!(table.columns(true).count() <= WIDTH, "{table}");
            assert!(order.len() <= MOST_ORDERED, "{table}");
        }
    }

    #[test]
    fn rows_of_a_key_become_one() {
        let runs = Arc::new(RunFolder::temporary());
        let mut added = AddedUp::new(PairRow::TABLE, false, &runs);
        let pair = |a, b, counts: [&'static str; 4]| {
            let [sentences, documents, first, last] = counts;
            [
                a, "A", "person", b, "B", "place", sentences, documents, first, last,
            ]
        };
        for row in [
            pair("a", "b", ["1", "2", "", ""]),
            pair("a", "c", ["9", "3", "2017-01-02", "2018-01-02"]),
            pair("a", "b", ["4", "1", "2016-02-01", "2016-02-01"]),
            pair("a", "b", ["0", "1", "2015-02-01", "2017-02-01"]),
        ] {
            added.add(&row).unwrap().unwrap();
        }
        assert!(added.add(&["a"]).is_none());
        assert!(added.add(&pair("a", "b", ["x", "1", "", ""])).is_none());
        let mut rows = Vec::new();
        let write = |bytes: &[u8]| -> io::Result<()> {
            rows.extend_from_slice(bytes);
            Ok(())
        };
        assert_eq!(added.write(write).unwrap(), 2);
        assert_eq!(
            String::from_utf8(rows).unwrap(),
            "a,A,person,b,B,place,5,4,2015-02-01,2017-02-01\n\
             a,A,person,c,B,place,9,3,2017-01-02,2018-01-02\n"
        );
    }
}
