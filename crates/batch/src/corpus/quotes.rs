//! Quotation marks of tables: what one that begins a cell turns out to be.

use super::lines::until;

/// How the cells of a table are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub delimiter: u8,
    /// Whether a cell may stand in quotation marks.
    pub quotes: bool,
}

/// What became of a quotation mark that begins a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    /// It is closed by the mark at `mark`, and the cell ends at `end`.
    Closed { mark: usize, end: usize },
    /// The next mark closes nothing: something else than the end of the cell comes behind it. So
    /// the first one is part of the text.
    Stray,
    /// What follows these bytes will tell, from that of this place on.
    Open(usize),
}

/// Looks for the mark that closes a cell, from `from` on, where the text of the cell is searched.
///
/// A mark closes the cell if the delimiter or the end of the line comes next, blanks aside. A
/// doubled mark is one of the text, and so is one behind a backslash that closes nothing.
pub(super) fn closing(bytes: &[u8], mut from: usize, dialect: Dialect) -> Closing {
    loop {
        let mut rest = bytes.get(from..).unwrap_or_default();
        let (inside, found) = until(b'"', &mut rest);
        let mark = from + inside.len();
        if !found {
            return Closing::Open(bytes.len());
        }
        if rest.first() == Some(&b'"') {
            from = mark + 2;
            continue;
        }
        let is_blank = |byte: &&u8| **byte == b' ' && dialect.delimiter != b' ';
        let blanks = rest.iter().take_while(is_blank).count();
        match rest.get(blanks) {
            None => return Closing::Open(mark),
            Some(&next) if next == dialect.delimiter || is_end(next) => {
                let end = mark + 1 + blanks;
                return Closing::Closed { mark, end };
            }
            Some(_) if is_escaped(bytes, mark) => from = mark + 1,
            Some(_) => return Closing::Stray,
        }
    }
}

fn is_escaped(bytes: &[u8], mark: usize) -> bool {
    mark.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\\')
}

/// Looks for the mark that closes a cell where no bytes follow.
pub(super) fn closing_at_end(bytes: &[u8], from: usize, dialect: Dialect) -> Closing {
    match closing(bytes, from, dialect) {
        Closing::Open(mark) if mark < bytes.len() => {
            let end = bytes.len();
            Closing::Closed { mark, end }
        }
        Closing::Open(_) => Closing::Stray,
        closing => closing,
    }
}

/// Whether a byte ends a line.
pub(super) fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMAS: Dialect = Dialect {
        delimiter: b',',
        quotes: true,
    };

    #[test]
    fn a_mark_closes_a_cell_where_the_cell_ends() {
        for (bytes, found) in [
            ("a\",b", Closing::Closed { mark: 1, end: 2 }),
            ("a\"\r\nb", Closing::Closed { mark: 1, end: 2 }),
            ("a\"  ,b", Closing::Closed { mark: 1, end: 4 }),
            ("a\"\"b\",", Closing::Closed { mark: 4, end: 5 }),
            ("a\\\"b\",", Closing::Closed { mark: 4, end: 5 }),
            ("a\\\",b", Closing::Closed { mark: 2, end: 3 }),
            ("\",", Closing::Closed { mark: 0, end: 1 }),
            ("a\" b,", Closing::Stray),
            ("a\"b\",", Closing::Stray),
            ("a\"\"\"b", Closing::Stray),
            ("a", Closing::Open(1)),
            ("a\"", Closing::Open(1)),
            ("a\"  ", Closing::Open(1)),
            ("a\"\"", Closing::Open(3)),
            ("", Closing::Open(0)),
        ] {
            assert_eq!(closing(bytes.as_bytes(), 0, COMMAS), found, "{bytes:?}");
        }
    }

    #[test]
    fn at_the_end_of_a_file_a_mark_closes_or_is_stray() {
        for (bytes, found) in [
            ("a\"", Closing::Closed { mark: 1, end: 2 }),
            ("a\" ", Closing::Closed { mark: 1, end: 3 }),
            ("a\"\"", Closing::Stray),
            ("a", Closing::Stray),
        ] {
            assert_eq!(
                closing_at_end(bytes.as_bytes(), 0, COMMAS),
                found,
                "{bytes:?}"
            );
        }
    }
}
