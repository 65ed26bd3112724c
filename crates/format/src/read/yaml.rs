//! YAML read into a tree that knows where everything stands.
//!
//! Serde would stop at the first mistake and know no places. Here events become a tree in which every scalar is still
//! text (`NO`, `on`, `007` and `1e5` are what they look like) and every node has its bytes in the file. What a
//! gazetteer has no use for is refused: anchors, tags, several documents, keys that are not plain text. Only a syntax
//! error ends the reading; everything else is noted and the rest of the file is still looked at.

use std::collections::HashSet;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use crate::diagnostic::quote;
use crate::findings::Findings;
use crate::read::syntax;

/// A gazetteer nests six deep; the bound keeps a hostile file from overflowing the stack of whoever walks the tree.
const DEEPEST: usize = 32;

/// A value with its bytes in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Scalar(String),
    /// Nothing at all, or `~`.
    Empty,
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// Something that was already reported, to be passed over in silence.
    Faulty,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) value: Node,
}

/// Reads a whole file. `None` where it is not YAML; the reason is then among the findings.
pub(crate) fn parse(text: &str, findings: &mut Findings) -> Option<Node> {
    let mut builder = Builder {
        places: Places::new(text),
        findings,
        stack: Vec::new(),
        root: None,
        documents: 0,
    };
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let at = builder.places.byte(*error.marker());
                syntax::report(text, at, error.info(), builder.findings);
                return None;
            }
        }
    }
    Some(builder.root.unwrap_or(Node {
        span: 0..0,
        value: Value::Empty,
    }))
}

/// A collection that is still open.
enum Frame {
    List {
        span: Range<usize>,
        items: Vec<Node>,
    },
    Map {
        span: Range<usize>,
        entries: Vec<Entry>,
        key: Option<OpenKey>,
        /// The keys of a mapping that has many.
        seen: HashSet<String>,
    },
}

/// A key that waits for its value; `text` is `None` where the key was refused, and the value goes with it.
struct OpenKey {
    text: Option<String>,
    span: Range<usize>,
}

struct Builder<'t, 'f> {
    places: Places<'t>,
    findings: &'f mut Findings,
    stack: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
}

impl Builder<'_, '_> {
    /// Takes the next event; `None` where reading on makes no sense.
    fn take(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        let span = self.places.span(span);
        match event {
            Event::DocumentStart(_) => return self.start_document(&span),
            Event::Alias(_) => {
                syntax::refer_to_anchor(self.places.text, span.clone(), self.findings);
                self.add(Node {
                    span,
                    value: Value::Faulty,
                });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let refused =
                    self.refuse_anchor(anchor, &span) | self.refuse_tag(tag.is_some(), &span);
                let empty = style == ScalarStyle::Plain && (text.is_empty() || text == "~");
                let value = match (refused, empty) {
                    (true, _) => Value::Faulty,
                    (_, true) => Value::Empty,
                    _ => Value::Scalar(text.into_owned()),
                };
                let span = match style {
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                        quoted_span(self.places.text, span)
                    }
                    _ => span,
                };
                self.add(Node { span, value });
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(anchor, tag.is_some(), &span)?;
                self.stack.push(Frame::List {
                    span,
                    items: Vec::new(),
                });
            }
            Event::MappingStart(anchor, tag) => {
                self.open(anchor, tag.is_some(), &span)?;
                self.stack.push(Frame::Map {
                    span,
                    entries: Vec::new(),
                    key: None,
                    seen: HashSet::new(),
                });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(&span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Some(())
    }

    fn start_document(&mut self, span: &Range<usize>) -> Option<()> {
        self.documents += 1;
        if self.documents > 1 {
            let error =
                self.findings
                    .error(span, "yaml-documents", "a second document in one file");
            error.help("remove the `---`, or write another file");
            return None;
        }
        Some(())
    }

    fn open(&mut self, anchor: usize, tagged: bool, span: &Range<usize>) -> Option<()> {
        self.refuse_anchor(anchor, span);
        self.refuse_tag(tagged, span);
        if self.stack.len() == DEEPEST {
            self.findings.error(
                span,
                "yaml-too-deep",
                format!("lists and mappings nested more than {DEEPEST} deep"),
            );
            return None;
        }
        Some(())
    }

    fn refuse_anchor(&mut self, anchor: usize, span: &Range<usize>) -> bool {
        if anchor > 0 {
            let error = self
                .findings
                .error(span, "yaml-anchor", "this value has an anchor (`&…`)");
            error.help("gazetteers have no anchors: write the value out, or put quotes round text that begins with `&`");
        }
        anchor > 0
    }

    fn refuse_tag(&mut self, tagged: bool, span: &Range<usize>) -> bool {
        if tagged {
            let error = self
                .findings
                .error(span, "yaml-tag", "this value has a tag (`!…`)");
            error.help("gazetteers have no tags: everything is text; put quotes round text that begins with `!`");
        }
        tagged
    }

    /// Puts a finished node where it belongs: into the open list, as key or value into the open mapping, or at the top.
    fn add(&mut self, node: Node) {
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        match frame {
            Frame::List { span, items } => {
                span.end = span.end.max(node.span.end);
                items.push(node);
            }
            Frame::Map {
                span,
                entries,
                key,
                seen,
            } => {
                span.end = span.end.max(node.span.end);
                match key.take() {
                    None => *key = Some(read_key(node, entries, seen, self.findings)),
                    Some(OpenKey {
                        text: Some(text),
                        span,
                    }) => entries.push(Entry {
                        key: text,
                        key_span: span,
                        value: node,
                    }),
                    Some(OpenKey { text: None, .. }) => {}
                }
            }
        }
    }

    fn close(&mut self, end: &Range<usize>) {
        let (mut span, value) = match self.stack.pop() {
            Some(Frame::List { span, items }) => (span, Value::List(items)),
            Some(Frame::Map { span, entries, .. }) => (span, Value::Map(entries)),
            None => return,
        };
        // Only the closing bracket of a flow collection has a width; a block ends with its last value.
        if !end.is_empty() {
            span.end = span.end.max(end.end);
        }
        self.add(Node { span, value });
    }
}

/// A quoted text up to its closing quote: the parser counts white space and comments behind it in.
fn quoted_span(text: &str, span: Range<usize>) -> Range<usize> {
    let written = &text[span.clone()];
    let closing = match written.chars().next() {
        Some('"') => closing_double(written),
        Some('\'') => closing_single(written),
        _ => None,
    };
    closing.map_or(span.clone(), |at| span.start..span.start + at + 1)
}

fn closing_double(written: &str) -> Option<usize> {
    let mut escaped = false;
    written.char_indices().skip(1).find_map(|(at, c)| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at)
    })
}

fn closing_single(written: &str) -> Option<usize> {
    let bytes = written.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'\'', Some(b'\'')) => at += 2,
            (b'\'', _) => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// Whether a key stands in its mapping for the first time. An actor has a handful, for which no set is needed.
fn is_new(key: &str, entries: &[Entry], seen: &mut HashSet<String>) -> bool {
    const FEW: usize = 16;
    if entries.len() < FEW {
        return entries.iter().all(|entry| entry.key != key);
    }
    if seen.is_empty() {
        seen.extend(entries.iter().map(|entry| entry.key.clone()));
    }
    seen.insert(key.to_owned())
}

fn read_key(
    node: Node,
    entries: &[Entry],
    seen: &mut HashSet<String>,
    findings: &mut Findings,
) -> OpenKey {
    let span = node.span;
    let text = match node.value {
        Value::Scalar(text) if is_new(&text, entries, seen) => Some(text),
        Value::Scalar(text) => {
            let error = findings.error(
                &span,
                "duplicate-key",
                format!("the key {} stands here a second time", quote(&text)),
            );
            error.help("join the two, or remove one");
            None
        }
        Value::Faulty => None,
        Value::Empty | Value::List(_) | Value::Map(_) => {
            let error = findings.error(&span, "yaml-key", "a key must be a word");
            error.help("put quotes round text that begins with `{`, `[` or `?`");
            None
        }
    };
    OpenKey { text, span }
}

/// Turns the parser's lines and columns, which count characters, into bytes.
///
/// Not its running index, which miscounts nothing today but has no line to start afresh from. A cursor remembers the
/// last place: events come in order, so a file of one endless line is still walked only once.
struct Places<'t> {
    text: &'t str,
    lines: Vec<usize>,
    line: usize,
    column: usize,
    byte: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            // A carriage return alone ends a line in YAML, too.
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push(at + 1);
            }
        }
        Places {
            text,
            lines,
            line: 0,
            column: 0,
            byte: 0,
        }
    }

    fn span(&mut self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        let end = self.byte(span.end);
        start..end.max(start)
    }

    fn byte(&mut self, mark: Marker) -> usize {
        if mark.line() != self.line || mark.col() < self.column {
            self.line = mark.line();
            self.column = 0;
            let start = self.lines.get(self.line.saturating_sub(1));
            self.byte = start.copied().unwrap_or(self.text.len());
            // The parser counts no column for a byte-order mark.
            if self.text[self.byte..].starts_with('\u{FEFF}') {
                self.byte += '\u{FEFF}'.len_utf8();
            }
        }
        let ahead = mark.col() - self.column;
        let rest = &self.text[self.byte..];
        let passed = rest
            .char_indices()
            .nth(ahead)
            .map_or(rest.len(), |(at, _)| at);
        self.column = mark.col();
        self.byte += passed;
        self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Option<Node>, Vec<(&'static str, String)>) {
        let mut findings = Findings::new(0);
        let node = parse(text, &mut findings);
        let found = findings
            .list
            .iter()
            .map(|f| {
                (
                    f.code,
                    text[f.origin.start as usize..f.origin.end as usize].to_owned(),
                )
            })
            .collect();
        (node, found)
    }

    /// Every scalar of the tree with the bytes it claims.
    fn scalars(node: &Node, text: &str, out: &mut Vec<(String, String)>) {
        match &node.value {
            Value::Scalar(value) => out.push((value.clone(), text[node.span.clone()].to_owned())),
            Value::List(items) => items.iter().for_each(|item| scalars(item, text, out)),
            Value::Map(entries) => {
                for entry in entries {
                    out.push((entry.key.clone(), text[entry.key_span.clone()].to_owned()));
                    scalars(&entry.value, text, out);
                }
            }
            Value::Empty | Value::Faulty => {}
        }
    }

    #[test]
    fn scalars_stay_text_and_know_their_bytes() {
        let text = "# é comment 中文\r\na: NO # ключ é\r\nb: [on, 007, 1e5, null]   # ééé\r\nключ: {x: \"ä b\", y: 'c'}\r\n- z: ~\r\n".replace("- z: ~", "z: ~");
        let (node, found) = read(&text);
        assert_eq!(found, []);
        let mut all = Vec::new();
        scalars(&node.unwrap(), &text, &mut all);
        let t = |value: &str, written: &str| (value.to_owned(), written.to_owned());
        let wanted = [
            t("a", "a"),
            t("NO", "NO"),
            t("b", "b"),
            t("on", "on"),
            t("007", "007"),
            t("1e5", "1e5"),
            t("null", "null"),
            t("ключ", "ключ"),
            t("x", "x"),
            t("ä b", "\"ä b\""),
            t("y", "y"),
            t("c", "'c'"),
            t("z", "z"),
        ];
        assert_eq!(all, wanted);
    }

    #[test]
    fn multi_line_scalars_do_not_shift_what_follows() {
        let text = "a: \"é\r\n  é\r\n\r\n  é\"\r\nb: |\r\n  中\r\n  文\r\nc: >-\r\n  é\r\n  é\r\nd: plain é\r\n  é more\r\ne: last\r\n";
        let (node, found) = read(text);
        assert_eq!(found, []);
        let mut all = Vec::new();
        scalars(&node.unwrap(), text, &mut all);
        assert_eq!(all.last().unwrap(), &("last".to_owned(), "last".to_owned()));
        assert!(
            all.contains(&(
                "plain é é more".to_owned(),
                "plain é\r\n  é more".to_owned()
            )),
            "{all:?}"
        );
    }

    #[test]
    fn refuses_what_a_gazetteer_has_no_use_for() {
        let t = |text: &str, wanted: &[&str]| {
            let codes: Vec<_> = read(text).1.into_iter().map(|(code, _)| code).collect();
            assert_eq!(codes, wanted, "{}", quote(text));
        };
        t("a: &x 1\nb: *x\n", &["yaml-anchor", "yaml-anchor"]);
        t("a: *x\n", &["yaml-anchor"]);
        t("a: !!str 1\n", &["yaml-tag"]);
        t("a: 1\n---\nb: 2\n", &["yaml-documents"]);
        t("---\na: 1\n...\n", &[]);
        t("a: 1\nb: 2\na: 3\n", &["duplicate-key"]);
        t("[a, b]: 1\n", &["yaml-key"]);
        t("? {a: b}\n: 1\n", &["yaml-key"]);
        t(&"[".repeat(100_000), &["yaml-too-deep"]);
        t(&"- ".repeat(100_000), &["yaml-too-deep"]);
        t(&"{a: ".repeat(10_000), &["yaml-too-deep"]);
    }

    #[test]
    fn quoted_texts_end_with_their_quote() {
        let text = "- 'it''s' # 'a' comment\n- \"a \\\" b\"   # \"c\"\n- 'x'\n";
        let (node, _) = read(text);
        let Value::List(items) = node.unwrap().value else {
            panic!("no list");
        };
        let written: Vec<&str> = items.iter().map(|item| &text[item.span.clone()]).collect();
        assert_eq!(written, ["'it''s'", "\"a \\\" b\"", "'x'"]);
    }

    #[test]
    fn syntax_errors_have_a_place() {
        assert_eq!(read("a: [1, 2\nb: 3\n").1.len(), 1);
        assert!(read("a: [1, 2\nb: 3\n").0.is_none());
        assert_eq!(read("actors:\n\t- id: x\n").1[0].0, "yaml-tab");
        assert_eq!(read("a:\n  - id: x\n\tname: y\n").1[0].0, "yaml-tab");
    }

    #[test]
    fn byte_order_marks_take_no_column() {
        let t = |text: &str, wanted: &[(&str, &str)]| {
            let found = read(text).1;
            let found: Vec<_> = found
                .iter()
                .map(|(code, text)| (*code, text.as_str()))
                .collect();
            assert_eq!(found, wanted, "{text:?}");
        };
        t("\u{feff}*a: b", &[("yaml-anchor", "*")]);
        t("\u{feff}{a: b, a: c}", &[("duplicate-key", "a")]);
    }

    #[test]
    fn one_endless_line_is_read_quickly() {
        let text = format!("a: [{}]\n", "é, ".repeat(200_000));
        let began = std::time::Instant::now();
        assert!(read(&text).0.is_some());
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "([a-z{}\\[\\],:#&*!|>'\"%@`~?é \t\r\n\u{feff}\u{0}-]|\n  |: |- |\\.\\.\\.|---){0,60}") {
            let _ = read(&text);
        }

        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&String::from_utf8_lossy(&bytes));
        }

        #[test]
        fn plain_scalars_stand_where_they_say(items in proptest::collection::vec(("[a-zé中]{1,6}( [a-zé]{1,4})?", "( # [é#]{0,4})?"), 1..12)) {
            let text: String = items.iter().map(|(item, comment)| format!("- {item}{comment}\r\n")).collect();
            let (node, found) = read(&text);
            prop_assert_eq!(found, []);
            let mut all = Vec::new();
            scalars(&node.unwrap(), &text, &mut all);
            let wanted: Vec<_> = items.iter().map(|(item, _)| (item.clone(), item.clone())).collect();
            prop_assert_eq!(all, wanted);
        }
    }
}
