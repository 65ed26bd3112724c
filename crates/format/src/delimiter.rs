//! What parts the cells of a table: programs of some countries write semicolons, others tabs.

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
