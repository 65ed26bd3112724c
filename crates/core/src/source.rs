//! A text that was read, places in it, and how to show parts of it safely.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A file that was read, kept to show its lines in findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the person gave it, for display.
    pub path: String,
    /// The whole text.
    pub text: Cow<'static, str>,
}

/// A span of a [`Source`], in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes the finding is about; may be empty.
    pub span: Range<usize>,
}

/// Returns the line and column of a byte of `text`, both counted from one, the column in
/// characters.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let start = line_start(text, byte);
    let line = text.as_bytes()[..start]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
        + 1;
    let byte = floor_boundary(text, byte);
    (line, text[start..byte].chars().count() + 1)
}

/// `text` for a message: in backticks, on one line, cut where it is long, with nothing a terminal
/// would obey.
pub fn quote(text: &str) -> String {
    /// Enough to recognise a name by; a message is one line.
    const LONGEST: usize = 60;
    let mut quoted = String::from("`");
    for (n, c) in text.chars().enumerate() {
        if n == LONGEST {
            quoted.push('…');
            break;
        }
        push_visible(&mut quoted, if c == '`' { '\'' } else { c });
    }
    quoted.push('`');
    quoted
}

/// `text` on one line, with everything a terminal would obey or hide written as an escape.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut shown, c);
    }
    shown
}

fn push_visible(out: &mut String, c: char) {
    if is_unsafe_to_show(c) {
        out.extend(c.escape_default());
    } else {
        out.push(c);
    }
}

/// Returns whether a terminal would obey or hide it.
pub fn is_unsafe_to_show(c: char) -> bool {
    is_obeyed(c)
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}')
        || matches!(c, '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}')
        // Fillers of Hangul and Mongolian, marks of annotations, and tags: all without a glyph.
        || matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{180E}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Returns whether a terminal would obey it: control characters (C1 too: some terminals obey
/// U+009B), line separators, and the marks that turn the direction of writing and so can make a
/// line read as something else. What is only hidden, as the joiners of Persian and Hindi are,
/// belongs to a text that is shown.
pub fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}')
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns where the line of `byte` begins.
pub fn line_start(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    text.as_bytes()[..byte]
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |at| at + 1)
}

/// Returns the last place up to `byte` at which a character begins.
pub fn floor_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
