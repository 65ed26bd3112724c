//! YAML read into a tree that knows where everything is.
//!
//! Serde would stop at the first mistake and know no places. Here events become a tree in which
//! every scalar is still text (`NO`, `on`, `007` and `1e5` are what they look like) and every node
//! has its bytes in the file. What a gazetteer has no use for is refused: anchors, tags, several
//! documents, keys that are not plain text. Only a syntax error ends the reading; everything else
//! is noted and the rest of the file is still looked at.

mod places;

use std::collections::HashSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use self::places::{Places, quoted_span};
use crate::diagnostic::quote;
use crate::findings::Findings;
use crate::read::syntax;

/// A gazetteer nests six deep; the bound keeps a hostile file from overflowing the stack of whoever
/// walks the tree.
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
    /// Something that was already reported, to be skipped without a word.
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

/// A key that waits for its value; `text` is `None` where the key was refused, and the value goes
/// with it.
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
            error.help(
                "gazetteers have no anchors: write the value out, or put quotes round text \
                that begins with `&`",
            );
        }
        anchor > 0
    }

    fn refuse_tag(&mut self, tagged: bool, span: &Range<usize>) -> bool {
        if tagged {
            let error = self
                .findings
                .error(span, "yaml-tag", "this value has a tag (`!…`)");
            error.help(
                "gazetteers have no tags: everything is text; put quotes round text that \
                begins with `!`",
            );
        }
        tagged
    }

    /// Puts a finished node where it belongs: into the open list, as key or value into the open
    /// mapping, or at the top.
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
        // Only the closing bracket of a flow collection has a width; a block ends with its last
        // value.
        if !end.is_empty() {
            span.end = span.end.max(end.end);
        }
        self.add(Node { span, value });
    }
}

/// Returns whether a key is new in its mapping. An actor has a handful, for which no set is needed.
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
                format!("the key {} occurs a second time", quote(&text)),
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

#[cfg(test)]
mod tests;
