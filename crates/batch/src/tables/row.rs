//! A row as it is made, whatever writes it.

use std::borrow::Cow;
use std::cell::OnceCell;

use jiff::civil::Date;

use super::Table;

/// A row of a table: it is made once, and written by whatever takes cells.
pub trait Row {
    /// The table that it is a row of.
    const TABLE: Table;

    /// Hands over the cells, one for each column, in their order.
    fn write(&self, cells: &mut impl Cells);
}

/// Takes the cells of a row, one after the other.
pub trait Cells: Sized {
    /// Takes a text; an empty one stands for none.
    fn text(&mut self, text: &str);

    /// Takes a text of several words, with one space between them.
    fn words<'t>(&mut self, words: impl Iterator<Item = &'t str>);

    /// Takes several texts or none. A cell that holds one text has them joined by `|`.
    fn list<'t>(&mut self, texts: impl Iterator<Item = Cow<'t, str>>);

    /// Takes codes, each a scheme and a value. A cell that holds one text has them as
    /// [`join_codes`] writes them.
    fn codes<'t>(&mut self, codes: impl Iterator<Item = (&'t str, Cow<'t, str>)>);

    /// Takes a number; `None` for an empty cell.
    fn integer(&mut self, number: Option<u64>);

    /// Takes a day; `None` for an empty cell.
    fn date(&mut self, date: Option<Date>);

    /// Takes `true` or `false`.
    fn boolean(&mut self, yes: bool);

    /// Takes cells that are the same in many rows, those that `write` hands over. `known` may keep
    /// them in the form in which they are written.
    fn repeated(&mut self, known: &Known, write: impl FnOnce(&mut Self)) {
        let _ = known;
        write(self);
    }
}

/// Cells that are the same in many rows, as CSV, once they have been written. One of these serves
/// one kind of writer: with and without protection for spreadsheets differ.
#[derive(Debug, Clone, Default)]
pub struct Known(OnceCell<Box<[u8]>>);

impl Known {
    /// Returns the bytes, made by `make` the first time.
    pub(super) fn or_make(&self, make: impl FnOnce() -> Vec<u8>) -> &[u8] {
        self.0.get_or_init(|| make().into())
    }
}

/// Returns codes as tables have them: `scheme=value`, joined by `;`.
pub fn join_codes<'a>(codes: impl IntoIterator<Item = (&'a str, Cow<'a, str>)>) -> String {
    let mut joined = String::new();
    for (scheme, value) in codes {
        if !joined.is_empty() {
            joined.push(';');
        }
        joined.push_str(scheme);
        joined.push('=');
        joined.push_str(&value);
    }
    joined
}
