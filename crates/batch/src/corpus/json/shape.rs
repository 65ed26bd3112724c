//! How the records of a JSON file stand, as its beginning tells.

use super::super::fields::{FIELDS, Field};
use super::super::lines::count_lines;
use super::super::split::{Splitter, Whole};
use super::nan::without_nan;
use super::object::{Found, begun};

/// How records stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonShape {
    /// One a line.
    Lines,
    /// In a list inside so many other values, whose opening bracket was passed; with 0 in lists, or
    /// one after the other.
    Values { inside: u32 },
}

/// What the beginning of a file tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FoundShape {
    pub shape: JsonShape,
    /// What comes before the first record.
    pub before: Whole,
}

/// Bytes of a file that are looked at.
pub(super) const LOOKED_AT: usize = 1 << 20;

/// How many values a list may stand in.
const DEEPEST: usize = 4;

/// Returns how the records of a file stand that begins so; `is_all` where that is all of it.
pub(super) fn find(bytes: &[u8], is_all: bool, names: &[&str; FIELDS]) -> FoundShape {
    let blank = bytes.iter().take_while(|byte| byte.is_ascii_whitespace());
    let begins = blank.count();
    let value = bytes.get(begins..).unwrap_or_default();
    let top = JsonShape::Values { inside: 0 };
    let shape = match value.first() {
        Some(b'[') => match first_of_lists(value) {
            Some(b'{') => top,
            Some(b']') if is_all && value.trim_ascii_end().ends_with(b"]") => top,
            // Lists of anything else are no records, a line each.
            _ => JsonShape::Lines,
        },
        Some(b'{') => return of_object(bytes, begins, is_all, names),
        // The mark before each record of a JSON sequence.
        Some(0x1e) => top,
        _ => JsonShape::Lines,
    };
    let before = Whole::default();
    FoundShape { shape, before }
}

/// The same for a file that begins with an object, at `begins`.
fn of_object(bytes: &[u8], begins: usize, is_all: bool, names: &[&str; FIELDS]) -> FoundShape {
    let value = bytes.get(begins..).unwrap_or_default();
    let first = Splitter::values(0).first_end(value);
    let object = first.and_then(|end| value.get(..end));
    // A text of its own makes it a record, and so does a line of its own where others follow.
    let is_record = has_text(object.unwrap_or(value), names);
    if !is_record && let Some(list) = list_of_records(value, names) {
        let rest = object.and_then(|object| value.get(object.len()..));
        let is_alone = match rest {
            Some(rest) => is_all && rest.trim_ascii().is_empty(),
            None => list.is_open,
        };
        if list.has_text || is_alone {
            let end = begins + list.begins;
            let before = bytes.get(..end).unwrap_or_default();
            return FoundShape {
                shape: JsonShape::Values {
                    inside: list.inside,
                },
                before: Whole {
                    end,
                    lines: count_lines(before),
                    records: 0,
                },
            };
        }
    }
    let line = value
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let behind = object.and_then(|object| line.get(object.len()..));
    let shape = match (object, behind) {
        // A line of its own.
        (Some(_), Some(behind)) if behind.trim_ascii().is_empty() => JsonShape::Lines,
        // Several lines, or not all of one.
        (Some(_), _) => JsonShape::Values { inside: 0 },
        // Of one that does not end, what begins other lines may be whole.
        (None, _) if is_all || line.len() == value.len() || has_lines(value) => JsonShape::Lines,
        (None, _) => JsonShape::Values { inside: 0 },
    };
    let before = Whole::default();
    FoundShape { shape, before }
}

/// Whether each line begins as an object does, blank ones aside.
fn has_lines(value: &[u8]) -> bool {
    let lines = value.split(|&byte| byte == b'\n');
    let mut lines = lines
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty());
    lines.nth(1).is_some_and(|second| second.starts_with(b"{"))
}

/// Whether an object has a text, as far as it is there.
fn has_text(object: &[u8], names: &[&str; FIELDS]) -> bool {
    let object = match std::str::from_utf8(object) {
        Ok(object) => object,
        Err(error) => {
            let valid = object.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid).unwrap_or_default()
        }
    };
    let mut buffers = Default::default();
    let fixed = without_nan(object);
    let object = fixed.as_deref().unwrap_or(object);
    let found = begun(object, names, &mut buffers);
    let text = found.get(Field::Text.index());
    matches!(text, Some(Found::Plain(_) | Found::Unescaped))
}

/// A list of objects inside a value.
struct ListOfObjects {
    /// Where its first object begins.
    begins: usize,
    /// How many values it stands in.
    inside: u32,
    /// Whether its first object has a text.
    has_text: bool,
    /// Whether its end was not seen.
    is_open: bool,
}

/// Returns the first list of objects that have a text, else the first of any.
fn list_of_records(value: &[u8], names: &[&str; FIELDS]) -> Option<ListOfObjects> {
    let mut first: Option<ListOfObjects> = None;
    let mut open: Vec<u8> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        match byte {
            b'"' => at = behind_string(value, at),
            b'{' => open.push(b'{'),
            b'}' | b']' => {
                open.pop();
                if let Some(list) = &mut first
                    && open.len() <= list.inside as usize
                {
                    list.is_open = false;
                }
                if open.is_empty() {
                    return first;
                }
            }
            b'[' => {
                let is_inside = open.iter().all(|&byte| byte == b'{') && open.len() <= DEEPEST;
                if is_inside && next(value, at + 1) == Some(b'{') {
                    let rest = value.get(at + 1..).unwrap_or_default();
                    let end = Splitter::values(0).first_end(rest);
                    let list = ListOfObjects {
                        begins: at + 1,
                        inside: u32::try_from(open.len()).unwrap_or(0),
                        has_text: has_text(rest.get(..end.unwrap_or(rest.len()))?, names),
                        is_open: true,
                    };
                    if list.has_text {
                        return Some(list);
                    }
                    first = first.or(Some(list));
                }
                open.push(b'[');
            }
            _ => {}
        }
        at += 1;
    }
    first
}

/// Where the string ends that begins at `at`: at its closing mark.
fn behind_string(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// The first byte behind opening brackets of lists, and blanks.
fn first_of_lists(bytes: &[u8]) -> Option<u8> {
    let is_open = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'[';
    bytes.iter().copied().find(|byte| !is_open(byte))
}

/// The first byte from a place on that is no blank.
fn next(bytes: &[u8], from: usize) -> Option<u8> {
    let rest = bytes.get(from..)?;
    rest.iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace())
}
