//! Text put in or taken out at known bytes, and where that must happen for a list or mapping to
//! grow.

use std::ops::Range;

use super::layout::{
    begins_line, column, comma_after, dash_of, ends_line, entry_end, is_flow, line_end, line_start,
    node_end,
};
use crate::read::yaml::{Entry, Node, Value};

/// `insert` in the place of the bytes `at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Splice {
    pub(super) at: Range<usize>,
    pub(super) insert: String,
}

impl Splice {
    pub(super) fn insert(at: usize, text: impl Into<String>) -> Splice {
        Splice {
            at: at..at,
            insert: text.into(),
        }
    }

    pub(super) fn remove(at: Range<usize>) -> Splice {
        Splice {
            at,
            insert: String::new(),
        }
    }
}

/// Returns the text with all splices done, which are in order and do not overlap.
pub(super) fn splice(text: &str, splices: &[Splice]) -> String {
    let added: usize = splices.iter().map(|splice| splice.insert.len()).sum();
    let mut done = String::with_capacity(text.len() + added);
    let mut from = 0;
    for splice in splices {
        done.push_str(&text[from..splice.at.start]);
        done.push_str(&splice.insert);
        from = splice.at.end;
    }
    done.push_str(&text[from..]);
    done
}

/// Returns what the splices put in, taken out of `done` again, and what they took out put back.
pub(super) fn undo(text: &str, splices: &[Splice], done: &str) -> Option<String> {
    let mut old = String::with_capacity(text.len());
    let (mut from, mut at) = (0, 0);
    for splice in splices {
        let kept = splice.at.start - from;
        old.push_str(done.get(at..at + kept)?);
        at += kept;
        if done.get(at..at + splice.insert.len())? != splice.insert {
            return None;
        }
        at += splice.insert.len();
        old.push_str(&text[splice.at.clone()]);
        from = splice.at.end;
    }
    old.push_str(done.get(at..)?);
    Some(old)
}

/// Lines put behind those of a node or entry that ends at `end` and that the parser follows to
/// `span_end`. There are two places: most often directly behind it, but a text that keeps its blank
/// lines (`|+`) reaches to the next value.
pub(super) fn lines_after(
    text: &str,
    end: usize,
    span_end: usize,
    lines: &[String],
    line_break: &str,
) -> Vec<Vec<Splice>> {
    let at = line_end(text, end);
    let behind: String = lines
        .iter()
        .map(|line| format!("{line_break}{line}"))
        .collect();
    let mut ways = vec![vec![Splice::insert(at, behind)]];
    let next = line_start(text, span_end.min(text.len()));
    if next > at {
        let before: String = lines
            .iter()
            .map(|line| format!("{line}{line_break}"))
            .collect();
        ways.push(vec![Splice::insert(next, before)]);
    }
    ways
}

/// Returns the beginnings and ends of what is between the brackets of a flow collection.
pub(super) fn elements(text: &str, node: &Node) -> Option<Vec<Range<usize>>> {
    match &node.value {
        Value::List(items) => items
            .iter()
            .map(|item| Some(item.span.start..node_end(text, item)?))
            .collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|entry| Some(entry.key_span.start..entry_end(text, entry)?))
            .collect(),
        _ => None,
    }
}

/// Puts an element between the brackets of a flow collection, behind the first `at` of those that
/// are there.
///
/// An element that has a line of its own is followed by another such line; the comma goes before a
/// comment.
pub(super) fn into_brackets(
    text: &str,
    node: &Node,
    at: usize,
    new: &str,
    line_break: &str,
) -> Option<Vec<Splice>> {
    let elements = elements(text, node)?;
    let Some(first) = elements.first() else {
        return Some(vec![Splice::insert(node.span.start + 1, new)]);
    };
    let Some(before) = at
        .min(elements.len())
        .checked_sub(1)
        .and_then(|at| elements.get(at))
    else {
        return Some(vec![Splice::insert(first.start, format!("{new}, "))]);
    };
    let own_line = begins_line(text, before.start);
    let indented = format!(
        "{line_break}{}{new}",
        " ".repeat(column(text, before.start))
    );
    Some(match comma_after(text, before.end) {
        Some(comma) if own_line && ends_line(text, comma + 1) => {
            vec![Splice::insert(line_end(text, comma), indented + ",")]
        }
        Some(comma) => vec![Splice::insert(comma + 1, format!(" {new},"))],
        None if own_line && ends_line(text, before.end) => vec![
            Splice::insert(before.end, ","),
            Splice::insert(line_end(text, before.end), indented),
        ],
        None if own_line => vec![Splice::insert(before.end, format!(",{indented}"))],
        None => vec![Splice::insert(before.end, format!(", {new}"))],
    })
}

/// Puts lines behind a list or mapping that has lines of its own.
pub(super) fn below(
    text: &str,
    node: &Node,
    lines: &[String],
    line_break: &str,
) -> Option<Vec<Vec<Splice>>> {
    let end = node_end(text, node)?;
    Some(lines_after(text, end, node.span.end, lines, line_break))
}

/// Puts lines behind an entry of a mapping that has lines of its own.
pub(super) fn below_entry(
    text: &str,
    entry: &Entry,
    lines: &[String],
    line_break: &str,
) -> Option<Vec<Vec<Splice>>> {
    let end = entry_end(text, entry)?;
    Some(lines_after(
        text,
        end,
        entry.value.span.end,
        lines,
        line_break,
    ))
}

/// Takes an item out of a list: its line, or its place between the commas. Comments stay; an item
/// that spans lines with comments among them is left alone.
pub(super) fn without_item(text: &str, list: &Node, at: usize) -> Option<Vec<Splice>> {
    let Value::List(items) = &list.value else {
        return None;
    };
    let item = items.get(at)?;
    let end = node_end(text, item)?;
    if is_flow(text, list) {
        return without_element(text, list, at);
    }
    let dash = dash_of(text, item)?;
    let start = line_start(text, dash);
    let stop = line_end(text, end);
    let several_lines = text[dash..end].contains(['\n', '\r']);
    if !begins_line(text, dash) || several_lines && text[dash..end].contains('#') {
        return None;
    }
    if text[end..stop].contains('#') {
        // The comment keeps the line.
        let gap = text[end..stop].find('#')?;
        return Some(vec![Splice::remove(dash..end + gap)]);
    }
    let before = match &text.as_bytes()[..start] {
        [.., b'\r', b'\n'] => start - 2,
        [_, ..] => start - 1,
        [] => return None,
    };
    Some(vec![Splice::remove(before..stop)])
}

fn without_element(text: &str, list: &Node, at: usize) -> Option<Vec<Splice>> {
    let elements = elements(text, list)?;
    let here = elements.get(at)?;
    let comment_free = |range: &Range<usize>| !text[range.clone()].contains('#');
    let range = match comma_after(text, here.end) {
        // From its beginning to the next one's, so that the blanks before it stay as they are.
        Some(comma) => match elements.get(at + 1) {
            Some(next) => here.start..next.start,
            None => elements.get(at.checked_sub(1)?)?.end..comma,
        },
        None => match at.checked_sub(1).and_then(|at| elements.get(at)) {
            Some(before) => before.end..here.end,
            None => here.start..here.end,
        },
    };
    let gaps = [
        range.start..here.start.max(range.start),
        here.end.min(range.end)..range.end,
    ];
    if !gaps.iter().all(comment_free) {
        return None;
    }
    Some(vec![Splice::remove(range)])
}
