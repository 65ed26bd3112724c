//! Rows of tables that are made at the end, added up over shards.
//!
//! What becomes of each column is said in the table's schema: rows of the same primary key become
//! one, in which numbers are added and the earliest and latest days kept.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use jiff::civil::Date;

use crate::tables::days::Day;
use crate::tables::schema::{ColumnType, Made, Merge, Order};
use crate::tables::{Cells, Column, CsvRows, Table};

/// The rows of one table, added up. Cells are numbers: of texts, counted, or of days.
pub(super) struct AddedUp {
    table: Table,
    columns: Vec<&'static Column>,
    /// Which columns are the key.
    key: Vec<usize>,
    texts: Texts,
    /// By key.
    rows: HashMap<Box<[u64]>, Box<[u64]>>,
}

/// Texts, each once: a name stands in many rows.
#[derive(Default)]
struct Texts {
    numbers: HashMap<Box<str>, u64>,
    texts: Vec<Box<str>>,
}

impl AddedUp {
    pub(super) fn new(table: Table, nested: bool) -> Self {
        let columns: Vec<_> = table.columns(nested).collect();
        let is_key = |name: &str| table.schema().primary_key.contains(&name);
        let numbered = columns.iter().enumerate();
        let key = numbered.filter(|(_, column)| is_key(column.name));
        Self {
            table,
            key: key.map(|(number, _)| number).collect(),
            columns,
            texts: Texts::default(),
            rows: HashMap::new(),
        }
    }

    /// Adds a row of a shard; `None` where it is no row of this table.
    pub(super) fn add(&mut self, cells: &[&str]) -> Option<()> {
        if cells.len() != self.columns.len() {
            return None;
        }
        let columns = self.columns.iter().zip(cells);
        let row: Option<Box<[u64]>> = columns
            .map(|(column, cell)| match column.column_type {
                ColumnType::String | ColumnType::Boolean => Some(self.texts.number(cell)),
                ColumnType::Integer => cell.parse().ok(),
                ColumnType::Date => day_number(cell),
            })
            .collect();
        let row = row?;
        let key: Box<[u64]> = self
            .key
            .iter()
            .filter_map(|&at| row.get(at))
            .copied()
            .collect();
        // What depends on the key alone is taken from the first shard that has it.
        let Some(total) = self.rows.get_mut(&key) else {
            self.rows.insert(key, row);
            return Some(());
        };
        for ((sum, &part), column) in total.iter_mut().zip(&row).zip(&self.columns) {
            let total = *sum;
            *sum = match column.merge {
                Merge::Same => total,
                Merge::Sum => total.checked_add(part)?,
                // No day is 0, and gives way to any.
                Merge::Earliest if total == 0 || part == 0 => total.max(part),
                Merge::Earliest => total.min(part),
                Merge::Latest => total.max(part),
            };
        }
        Some(())
    }

    /// Returns how many rows there are.
    pub(super) fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Returns the rows as CSV, in the order of the table.
    pub(super) fn into_csv(self) -> Vec<u8> {
        let Self {
            table,
            columns,
            texts,
            rows,
            ..
        } = self;
        let order: Vec<(usize, Order)> = match table.schema().made {
            Made::AtEnd { order, .. } => {
                let place = |name| columns.iter().position(|column| column.name == name);
                let by = |order: &Order| Some((place(order.column())?, *order));
                order.iter().filter_map(by).collect()
            }
            Made::ByDocument(_) | Made::Otherwise => Vec::new(),
        };
        let compare = |a: &[u64], b: &[u64]| {
            let by = |&(at, order): &(usize, Order)| match (a.get(at), b.get(at), order) {
                (Some(a), Some(b), Order::Most(_)) => Reverse(a).cmp(&Reverse(b)),
                (Some(&a), Some(&b), Order::Text(_)) => texts.get(a).cmp(texts.get(b)),
                _ => Ordering::Equal,
            };
            order.iter().map(by).fold(Ordering::Equal, Ordering::then)
        };
        let mut rows: Vec<Box<[u64]>> = rows.into_values().collect();
        rows.sort_unstable_by(|a, b| compare(a, b));
        let mut csv = CsvRows::default();
        for row in &rows {
            for (&cell, column) in row.iter().zip(&columns) {
                match column.column_type {
                    ColumnType::String | ColumnType::Boolean => csv.text(texts.get(cell)),
                    ColumnType::Integer => csv.integer(Some(cell)),
                    ColumnType::Date => csv.date(date(cell)),
                }
            }
            csv.end();
        }
        csv.into_bytes()
    }
}

impl Texts {
    fn number(&mut self, text: &str) -> u64 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = self.texts.len() as u64;
        self.texts.push(text.into());
        self.numbers.insert(text.into(), number);
        number
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
    fn rows_of_a_key_become_one() {
        let mut added = AddedUp::new(PairRow::TABLE, false);
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
            added.add(&row).unwrap();
        }
        assert!(added.add(&["a"]).is_none());
        assert!(added.add(&pair("a", "b", ["x", "1", "", ""])).is_none());
        assert_eq!(added.len(), 2);
        assert_eq!(
            String::from_utf8(added.into_csv()).unwrap(),
            "a,A,person,b,B,place,5,4,2015-02-01,2017-02-01\n\
             a,A,person,c,B,place,9,3,2017-01-02,2018-01-02\n"
        );
    }
}
