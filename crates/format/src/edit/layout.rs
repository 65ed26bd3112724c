//! Where the parts of a file begin and end on the page.
//!
//! The tree's spans say where a value is; an edit must also know where its line ends, where its
//! dash is, and which comment goes with it. The parser's own ends are not enough: behind a quoted
//! text or a bracket they take in blanks and comments, and behind a block of text the blank lines.

use std::ops::Range;

use crate::read::yaml::{Entry, Node, Value};

/// Returns where the line of byte `at` begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Returns where the line of byte `at` ends, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end)
}

/// Returns where the line after that of byte `at` begins; `None` where there is none.
pub(super) fn next_line(text: &str, at: usize) -> Option<usize> {
    let end = line_end(text, at);
    match &text.as_bytes()[end..] {
        [b'\r', b'\n', ..] => Some(end + 2),
        [_, ..] => Some(end + 1),
        [] => None,
    }
}

/// Returns where the line before the one that begins at `start` begins.
pub(super) fn previous_line(text: &str, start: usize) -> Option<usize> {
    let before = &text[..start];
    let before = before
        .strip_suffix("\r\n")
        .or_else(|| before.strip_suffix(['\n', '\r']))?;
    Some(line_start(text, before.len()))
}

/// Returns the line that begins at `start`, without its line break.
pub(super) fn line(text: &str, start: usize) -> &str {
    &text[start..line_end(text, start)]
}

pub(super) fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte == b' ' || byte == b'\t')
}

/// Returns the column at which a comment line's sign is, if it is one.
pub(super) fn comment_column(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches([' ', '\t']);
    rest.starts_with('#').then(|| line.len() - rest.len())
}

/// Returns how many characters are before byte `at` in its line: what YAML counts as indentation.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].chars().count()
}

/// Returns the line break that the file uses.
pub(super) fn line_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Returns whether a list or mapping is written between brackets.
pub(super) fn is_flow(text: &str, node: &Node) -> bool {
    // The span of a list whose dashes are under its key begins with the first item: that may begin
    // with a bracket.
    let (sign, first) = match &node.value {
        Value::List(items) => ('[', items.first().map(|item| item.span.start)),
        Value::Map(entries) => ('{', entries.first().map(|entry| entry.key_span.start)),
        _ => return false,
    };
    text[node.span.start..].starts_with(sign) && first.is_none_or(|first| first > node.span.start)
}

/// Returns where a node's own characters end; `None` where the file is written in a way that is not
/// understood.
pub(super) fn node_end(text: &str, node: &Node) -> Option<usize> {
    let last = match &node.value {
        Value::Scalar(_) => return Some(scalar_end(text, &node.span)),
        Value::Empty | Value::Faulty => return Some(node.span.end),
        Value::List(items) => items.last().map(|item| node_end(text, item)),
        Value::Map(entries) => entries.last().map(|entry| entry_end(text, entry)),
    };
    match last {
        Some(end) if !is_flow(text, node) => end,
        Some(end) => closing_bracket(text, end?).map(|at| at + 1),
        None => closing_bracket(text, node.span.start + 1).map(|at| at + 1),
    }
}

/// Returns where the characters of a key with its value end.
pub(super) fn entry_end(text: &str, entry: &Entry) -> Option<usize> {
    if entry.value.value != Value::Empty || written(text, &entry.value) {
        return node_end(text, &entry.value);
    }
    let key = scalar_end(text, &entry.key_span);
    let gap = text[key..].find(|c| c != ' ' && c != '\t')?;
    text[key + gap..].starts_with(':').then_some(key + gap + 1)
}

/// Returns whether an empty value is there as a sign, `~`.
fn written(text: &str, node: &Node) -> bool {
    text[node.span.clone()].starts_with('~')
}

/// Returns where a text ends: behind its closing quote, or its last letter.
fn scalar_end(text: &str, span: &Range<usize>) -> usize {
    let written = &text[span.clone()];
    span.start + written.trim_end_matches([' ', '\t', '\n', '\r']).len()
}

/// Returns whether the text at `start` is below a `|` or `>`.
pub(super) fn is_block_scalar(text: &str, start: usize) -> bool {
    let mut at = line_start(text, start);
    if !is_blank(&text[at..start]) {
        return false;
    }
    while let Some(above) = previous_line(text, at) {
        let shown = line(text, above);
        if !is_blank(shown) {
            return ends_with_header(shown);
        }
        at = above;
    }
    false
}

/// Returns whether a line ends with the sign of a block of text (`|`, `>-`, `|2+`), a comment left
/// aside.
fn ends_with_header(line: &str) -> bool {
    line.match_indices(['|', '>']).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let rest =
            line[at + 1..].trim_start_matches(|c: char| c == '+' || c == '-' || c.is_ascii_digit());
        let after = rest.trim_start_matches([' ', '\t']);
        !has_comment(&line[..at])
            && before.is_none_or(|c| c == ' ' || c == '\t')
            && (after.is_empty() || after.starts_with('#') && after.len() < rest.len())
    })
}

/// Returns whether a comment begins in a line. A `#` inside quotes is taken for one, too.
fn has_comment(line: &str) -> bool {
    let mut signs = line.match_indices('#');
    signs.any(|(at, _)| line[..at].ends_with([' ', '\t']) || is_blank(&line[..at]))
}

/// Returns the next bracket that closes, with nothing but blanks, commas, colons and comments
/// before it.
fn closing_bracket(text: &str, from: usize) -> Option<usize> {
    let at = past_blanks(text, from, &[',', ':']);
    text[at..].starts_with([']', '}']).then_some(at)
}

/// Returns the first byte from `from` on that is neither white space nor part of a comment nor one
/// of `also`.
fn past_blanks(text: &str, from: usize, also: &[char]) -> usize {
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        match c {
            ' ' | '\t' | '\n' | '\r' => at += 1,
            '#' if text[..at].ends_with([' ', '\t', '\n', '\r', ',']) => at = line_end(text, at),
            c if also.contains(&c) => at += c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// Returns the comma behind an element of a flow collection, if there is one.
pub(super) fn comma_after(text: &str, from: usize) -> Option<usize> {
    let at = past_blanks(text, from, &[]);
    text[at..].starts_with(',').then_some(at)
}

/// Returns whether nothing but blanks and a comment follows in the line of byte `at`.
pub(super) fn ends_line(text: &str, at: usize) -> bool {
    let rest = &text[at..line_end(text, at)];
    let after = rest.trim_start_matches([' ', '\t']);
    after.is_empty() || after.starts_with('#')
}

/// Returns whether byte `at` is the first of its line that is not blank.
pub(super) fn begins_line(text: &str, at: usize) -> bool {
    is_blank(&text[line_start(text, at)..at])
}

/// Returns the dash before an item of a block list: in its line, or in a line above with nothing
/// else than comments between.
pub(super) fn dash_of(text: &str, item: &Node) -> Option<usize> {
    let mut start = line_start(text, item.span.start);
    let before = text[start..item.span.start].trim_end_matches([' ', '\t']);
    if !before.is_empty() {
        return before.ends_with('-').then(|| start + before.len() - 1);
    }
    loop {
        start = previous_line(text, start)?;
        let shown = line(text, start);
        let rest = shown.trim_start_matches([' ', '\t']);
        if rest.starts_with('-') && rest[1..].starts_with([' ', '\t']) || rest == "-" {
            return Some(start + shown.len() - rest.len());
        }
        // A block of text may have its sign on a line between.
        if !rest.is_empty() && !rest.starts_with(['#', '|', '>']) {
            return None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Findings;
    use crate::read::yaml;

    /// Returns the item at the end of a one-key file, as the layout sees it.
    fn ends(text: &str) -> Vec<(String, String)> {
        let root = yaml::parse(text, &mut Findings::new(0)).unwrap();
        let Value::Map(entries) = &root.value else {
            panic!("{text:?}")
        };
        let shown = entries.iter().map(|entry| {
            let end = entry_end(text, entry).unwrap();
            let rest = &text[end..line_end(text, end)];
            (
                text[entry.key_span.start..end].to_owned(),
                rest.trim().to_owned(),
            )
        });
        shown.collect()
    }

    #[test]
    fn values_end_with_their_last_sign() {
        let t = |text: &str, wanted: &[(&str, &str)]| {
            let found = ends(text);
            let found: Vec<_> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
            assert_eq!(found, wanted, "{text:?}");
        };
        t("a: plain  # c\n", &[("a: plain", "# c")]);
        t(
            "a: 'it''s'  # c\nb: \"x\\\"\"\t # d",
            &[("a: 'it''s'", "# c"), ("b: \"x\\\"\"", "# d")],
        );
        t(
            "a: |+\n  x\n\n\nb:  # c\n",
            &[("a: |+\n  x", ""), ("b:", "# c")],
        );
        t(
            "a: >- # c\n  \"x\" y\n  z\n# d\n",
            &[("a: >- # c\n  \"x\" y\n  z", "")],
        );
        t(
            "a: [x , [y] # c\n , ]  # d\n",
            &[("a: [x , [y] # c\n , ]", "# d")],
        );
        t(
            "a: []  # c\nb: {k: }\n",
            &[("a: []", "# c"), ("b: {k: }", "")],
        );
        t(
            "a: [ # b: |\n  'x' ] # c\n",
            &[("a: [ # b: |\n  'x' ]", "# c")],
        );
        t(
            "a:\n- x\n- 'y'  # c\nb: ~ # d\n",
            &[("a:\n- x\n- 'y'", "# c"), ("b: ~", "# d")],
        );
        t(
            "a:\n  - k: v\n    l: # c\n",
            &[("a:\n  - k: v\n    l:", "# c")],
        );
    }

    #[test]
    fn every_item_has_its_dash() {
        let text = "a:\n- [x]\n-   y\n-\n  # c\n  k: v\n- |\n  - z\n- # d\n\n  'w'\n-\n  |\n  x\n";
        let root = yaml::parse(text, &mut Findings::new(0)).unwrap();
        let Value::Map(entries) = &root.value else {
            panic!()
        };
        let Value::List(items) = &entries[0].value.value else {
            panic!()
        };
        assert!(!is_flow(text, &entries[0].value));
        assert!(is_flow(text, &items[0]));
        let lines: Vec<&str> = items
            .iter()
            .map(|item| line(text, dash_of(text, item).unwrap()))
            .collect();
        assert_eq!(lines, ["- [x]", "-   y", "-", "- |", "- # d", "-"]);
    }
}
