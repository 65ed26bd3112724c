//! What parts the cells of a table: programs of some countries write semicolons, others tabs; and
//! quotation marks that part nothing.

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableStyle {
    /// What parts its cells.
    pub delimiter: u8,
    /// Where its header begins, in bytes.
    pub begin: usize,
}

/// Delimiters that are told from a header.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

impl TableStyle {
    /// Returns how a table is written: by its first line `sep=;`, if it has one, else by what most
    /// often parts its header outside of quotation marks.
    ///
    /// ```
    /// use actag_format::delimiter::TableStyle;
    ///
    /// assert_eq!(TableStyle::of("id;name;type\n").delimiter, b';');
    /// assert_eq!(TableStyle::of("sep=\t\nid\tname\n").begin, 6);
    /// ```
    pub fn of(text: &str) -> Self {
        let first = text.trim_start_matches('\u{FEFF}');
        let mark = text.len() - first.len();
        let mut lines = first.split_inclusive('\n');
        let line = lines.next().unwrap_or_default();
        if let Some(delimiter) = declared(line) {
            let begin = mark + line.len();
            return Self { delimiter, begin };
        }
        let mut counts = [0usize; DELIMITERS.len()];
        let mut quoted = false;
        let header = first.trim_start_matches(['\r', '\n']);
        for byte in header.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' | b'\r' if !quoted => break,
                _ if quoted => {}
                byte => {
                    let known = DELIMITERS.iter().zip(&mut counts);
                    known
                        .filter(|(known, _)| **known == byte)
                        .for_each(|(_, count)| *count += 1);
                }
            }
        }
        // Of as many the first: a header without any is one of commas.
        let mut best = (DELIMITERS[0], counts[0]);
        for (delimiter, count) in DELIMITERS.into_iter().zip(counts) {
            if count > best.1 {
                best = (delimiter, count);
            }
        }
        Self {
            delimiter: best.0,
            begin: 0,
        }
    }
}

/// Returns where quotation marks stand, in bytes, that begin a cell and mean nothing: none closes
/// the cell, or the one that would do so stands lines below, and what lies between are rows of so
/// many `columns`. A reader that takes them for what they seem to be loses the rows behind them.
///
/// A mark closes its cell where the delimiter or the end of the line comes next, blanks aside.
///
/// ```
/// use actag_format::delimiter::stray_quotes;
///
/// let text = "id,name\na,\"A\" Brigade\nb,\"B, C\"\nc,\"C\n";
/// assert_eq!(stray_quotes(text, b',', 2), [10, 33]);
/// ```
pub fn stray_quotes(text: &str, delimiter: u8, columns: usize) -> Vec<usize> {
    let mut strays = Vec::new();
    if !text.contains('"') {
        return strays;
    }
    let bytes = text.as_bytes();
    let is_end = |byte: u8| matches!(byte, b'\n' | b'\r');
    let (mut at, mut column) = (0, 0);
    while at < bytes.len() {
        if bytes.get(at) == Some(&b'"') {
            match closing(bytes, at + 1, delimiter) {
                Some(end) if !holds_rows(text.get(at..end), delimiter, (column, columns)) => {
                    at = end;
                }
                _ => strays.push(at),
            }
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let parts = |&byte: &u8| byte == delimiter || is_end(byte);
        let length = rest.iter().position(parts).unwrap_or(rest.len());
        column = match rest.get(length) {
            Some(&byte) if byte == delimiter => column + 1,
            _ => 0,
        };
        at += length + 1;
    }
    strays
}

/// Returns where the cell ends of which the text begins at `from`; `None` where nothing closes it.
fn closing(bytes: &[u8], mut from: usize, delimiter: u8) -> Option<usize> {
    loop {
        let mark = from + bytes.get(from..)?.iter().position(|&byte| byte == b'"')?;
        let rest = bytes.get(mark + 1..).unwrap_or_default();
        if rest.first() == Some(&b'"') {
            from = mark + 2;
            continue;
        }
        let is_blank = |byte: &&u8| **byte == b' ' && delimiter != b' ';
        let blanks = rest.iter().take_while(is_blank).count();
        return match rest.get(blanks) {
            None | Some(b'\n' | b'\r') => Some(mark + 1 + blanks),
            Some(&next) if next == delimiter => Some(mark + 1 + blanks),
            Some(_) => None,
        };
    }
}

/// Whether the first line of a quoted cell in column `column` ends a row, and others are rows.
fn holds_rows(cell: Option<&str>, delimiter: u8, (column, columns): (usize, usize)) -> bool {
    let mut lines: Vec<&str> = cell.unwrap_or_default().lines().collect();
    let parted = |line: &str| line.bytes().filter(|&byte| byte == delimiter).count();
    let (Some(_), true) = (lines.pop(), columns > 1) else {
        return false;
    };
    match lines.split_first() {
        Some((first, rows)) if !rows.is_empty() => {
            column + parted(first) + 1 == columns
                && rows.iter().all(|row| parted(row) + 1 == columns)
        }
        _ => false,
    }
}

/// The delimiter of a line such as `sep=;`.
fn declared(line: &str) -> Option<u8> {
    let (key, value) = line.split_once('=')?;
    let value = value.trim_end_matches(['\r', '\n']).as_bytes();
    match value {
        [delimiter] if key.eq_ignore_ascii_case("sep") => Some(*delimiter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_that_part_nothing_are_found() {
        for (text, wanted) in [
            ("id,name\na,\"A, B\"\n", vec![]),
            ("id,name\na,\"A \"\"B\"\"\"\n", vec![]),
            ("id,name\na,A \"B\" C\n", vec![]),
            ("id,name\na,\"A\nB\"\nb,B\n", vec![]),
            ("id,name\n\"a\" ,\"A\"", vec![]),
            ("id,name\na,\"A\" B\nb,B\n", vec![10]),
            ("id,name\na,\"A\nb,B\n", vec![10]),
            ("id,name\na,\"A\nb,B\nc,\"C\"\n", vec![10]),
            // Closed three rows below.
            ("id,name\na,\"A\nb,B\nc,C\nd,D\"\ne,E\n", vec![10]),
            ("id,name\r\n\"a\r\nb,B\r\n", vec![9]),
        ] {
            assert_eq!(stray_quotes(text, b',', 2), wanted, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn without_strays_rows_end_with_lines(text in "[a,\"\n]{0,40}") {
            let strays = stray_quotes(&text, b',', 2);
            prop_assert!(strays.iter().all(|&at| text.as_bytes()[at] == b'"'));
            let mended: Vec<u8> = text
                .bytes()
                .enumerate()
                .map(|(at, byte)| if strays.contains(&at) { b'x' } else { byte })
                .collect();
            let mended = String::from_utf8(mended).unwrap();
            prop_assert!(stray_quotes(&mended, b',', 2).is_empty());
        }
    }

    #[test]
    fn the_header_shows_what_parts_cells() {
        for (text, delimiter, begin) in [
            ("id,name,type\n1;2;3;4", b',', 0),
            ("id;name;type\r\n", b';', 0),
            ("id\tname\ttype", b'\t', 0),
            ("\u{FEFF}id;\"a,b,c,d\";type\n", b';', 0),
            ("\n\nid;name\n", b';', 0),
            ("sep=;\r\nid,name;type\n", b';', 7),
            ("\u{FEFF}SEP=|\nid|name\n", b'|', 9),
            ("id\n", b',', 0),
            ("", b',', 0),
        ] {
            let wanted = TableStyle { delimiter, begin };
            assert_eq!(TableStyle::of(text), wanted, "{text:?}");
        }
    }
}
