//! Where in a text a run is: at the beginning of a sentence, in a heading, in a line that
//! continues.

use std::ops::Range;

use crate::text::abbreviations::is_abbreviation_before_name;
use crate::text::chars::Class;
use crate::text::fold::{before, is_acronym_dot};

/// Bytes of a line that continues in the next: shorter ones are headings and lists.
const WRAPPED_LINE: usize = 40;

/// Bytes that a heading has at most.
const LONGEST_HEADING: usize = 200;

/// Longer words that keep their lower-case letter in a heading.
const SMALL_IN_HEADINGS: &[&str] = &[
    "about", "after", "against", "among", "before", "between", "during", "through", "toward",
    "under", "within", "without",
];

/// Returns whether the line that ends at `end` is long enough to continue in the next.
pub(super) fn is_wrapped(text: &str, end: usize) -> bool {
    let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
    end - line >= WRAPPED_LINE
}

/// Returns whether a sentence, a quotation or a line that is not wrapped begins at `start`.
pub(super) fn is_initial(text: &str, start: usize) -> bool {
    let mut at = start;
    let mut white = false;
    while let Some((previous, info)) = before(text, at) {
        match info.class() {
            Class::Space => white = true,
            Class::Break if is_wrapped(text, previous) => white = true,
            Class::Break | Class::Paragraph | Class::Quote | Class::Apostrophe => return true,
            Class::Dot => return white && !is_inner_stop(text, previous),
            Class::Other => {
                let sign = text[previous..].chars().next();
                return !matches!(sign, Some('(' | ',' | '/' | '&' | '%' | '$'));
            }
            _ => return false,
        }
        at = previous;
    }
    true
}

/// Returns whether the stop at `dot` ends an abbreviation or an acronym.
fn is_inner_stop(text: &str, dot: usize) -> bool {
    let letters = text[..dot].bytes().rev();
    let letters = letters.take_while(u8::is_ascii_alphabetic).take(5).count();
    is_abbreviation_before_name(&text[dot - letters..dot]) || is_acronym_dot(text, dot)
}

/// How far a line is a heading, kept for the line at hand.
#[derive(Debug, Default)]
pub(super) struct Heading {
    line: Range<usize>,
    end: usize,
}

impl Heading {
    /// Returns whether byte `at` is in a heading: a line, or the part of one up to a colon, that is
    /// short, does not end as sentences do, and has no longer word in lower-case letters.
    pub(super) fn contains(&mut self, text: &str, at: usize) -> bool {
        if !self.line.contains(&at) {
            let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
            let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
            self.line = start..end;
            self.end = start + heading_length(&text[start..end]);
        }
        at < self.end
    }
}

/// Bytes of the heading with which a line begins.
fn heading_length(line: &str) -> usize {
    let limit = line.floor_char_boundary(LONGEST_HEADING);
    let length = line[..limit].find(':').unwrap_or(line.len());
    let heading = line[..length].trim();
    if length > limit || heading.ends_with(['.', '!', '?', ';', ',']) {
        return 0;
    }
    let is_small = |word: &str| {
        word.len() > 4 && word.starts_with(char::is_lowercase) && !SMALL_IN_HEADINGS.contains(&word)
    };
    if heading.split_whitespace().any(is_small) {
        return 0;
    }
    length
}
