//! Lines of bytes, and a fast search for one byte.

use std::io::BufRead;

/// Takes the next line off `rest`, without its line feed; `false` where it has none.
pub(super) fn next_line<'a>(rest: &mut &'a [u8]) -> (&'a [u8], bool) {
    until(b'\n', rest)
}

/// A line without the carriage return of its end.
pub(super) fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Whether a line holds nothing but white space.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// How many line feeds there are.
pub(super) fn count_lines(bytes: &[u8]) -> u64 {
    // Sums of so few that a byte holds them: the compiler then counts sixteen bytes at a time.
    let count = |few: &[u8]| few.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    bytes.chunks(192).map(|few| u64::from(count(few))).sum()
}

/// Takes all before the first `mark` off `rest`, and drops the mark.
pub(super) fn until<'a>(mark: u8, rest: &mut &'a [u8]) -> (&'a [u8], bool) {
    let all = *rest;
    // The standard library's fast search for a byte hides behind this method; on a slice it cannot
    // fail.
    let passed = rest.skip_until(mark).unwrap_or(all.len());
    match all.get(..passed) {
        Some([before @ .., last]) if *last == mark => (before, true),
        _ => (all, false),
    }
}
