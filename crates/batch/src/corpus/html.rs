//! HTML: the readable text of a page, with its title, date and language.
//!
//! The tokenizer of html5ever says what is a tag, what a character; which tags part words is said
//! here. Extractors that were tried glue words of neighbouring blocks, or add marks of their own.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::flow::Flow;
use super::whole::{Extract, WholeFile, WholeReader};

pub(super) const HTML: WholeFile = WholeFile {
    name: "html",
    description: "HTML, the readable text of a page",
    endings: &["html", "htm", "xhtml", "shtml"],
    is_begun_by,
    reader: WholeReader::Text(read),
};

fn is_begun_by(head: &[u8]) -> bool {
    let head = head.get(..head.len().min(512)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html", "<head", "<body"];
    is_page.iter().any(|begin| head.starts_with(begin))
        || head.starts_with("<?xml") && head.contains("<html")
        || head.starts_with("<!--") && head.contains("<html")
}

/// Tags whose contents nobody reads.
const UNREAD: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
    "button", "textarea", "canvas", "head",
];

/// Tags that part words as blanks do.
const CELLS: &[&str] = &["td", "th", "option"];

/// Tags that stand in a line, and part nothing.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "picture", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "input", "meta", "link", "title", "html", "body",
];

/// Reads a page, or a part of one.
pub(super) fn read(page: &str) -> Extract {
    let input = BufferQueue::default();
    input.push_back(page.into());
    let tokenizer = Tokenizer::new(PageSink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let found = tokenizer.sink.0.into_inner();
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Extract {
        text: found.flow.into_text(),
        title: Some(one_line(found.title)).filter(|title| !title.is_empty()),
        date: found.date,
        language: found.language,
    }
}

/// Takes the tokens of a page.
#[derive(Default)]
struct PageSink(RefCell<PageText>);

#[derive(Default)]
struct PageText {
    flow: Flow,
    title: String,
    date: Option<String>,
    language: Option<String>,
    /// Whether the title is read.
    in_title: bool,
    /// Blocks whose lines are kept.
    kept: u32,
    /// The tag whose contents are passed over, and how many of its name are open.
    unread: Option<(String, u32)>,
}

impl TokenSink for PageSink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => return found.tag(&tag),
            Token::CharacterTokens(text) => found.characters(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl PageText {
    fn characters(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
        } else if self.unread.is_some() {
        } else if self.kept > 0 {
            self.flow.push_as_it_is(text);
        } else {
            self.flow.push(text);
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        let opens = tag.kind == TagKind::StartTag;
        self.heed(tag);
        if name == "title"
            && self
                .unread
                .as_ref()
                .is_none_or(|(unread, _)| unread == "head")
        {
            self.in_title = opens && self.title.is_empty();
        } else if name == "body" && opens {
            // A head that is never closed ends here.
            self.unread = None;
        } else if let Some((unread, depth)) = &mut self.unread {
            if unread == name && !tag.self_closing {
                *depth = if opens { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    self.unread = None;
                }
            }
        } else if opens && UNREAD.contains(&name) && !tag.self_closing {
            self.unread = Some((name.to_owned(), 1));
        } else {
            self.part(name, opens);
        }
        match (opens, name) {
            (true, "script") => TokenSinkResult::RawData(RawKind::ScriptData),
            (true, "style" | "iframe" | "noscript") => TokenSinkResult::RawData(RawKind::Rawtext),
            (true, "title" | "textarea") => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Parts what a tag parts.
    fn part(&mut self, name: &str, opens: bool) {
        match name {
            "br" => self.flow.end_line(),
            "tr" | "dt" | "dd" => self.flow.end_line(),
            _ if CELLS.contains(&name) => self.flow.part(),
            _ if INLINE.contains(&name) => {}
            _ => self.flow.end_block(),
        }
        if matches!(name, "pre" | "listing" | "xmp") {
            self.kept = match opens {
                true => self.kept + 1,
                false => self.kept.saturating_sub(1),
            };
        }
    }

    /// Takes what a tag says of the page.
    fn heed(&mut self, tag: &Tag) {
        let value = |name: &str| {
            let found = tag.attrs.iter().find(|one| &*one.name.local == name);
            found
                .map(|one| one.value.to_string())
                .filter(|value| !value.trim().is_empty())
        };
        match &*tag.name {
            "html" if self.language.is_none() => self.language = value("lang"),
            "meta" => {
                let named = value("property")
                    .or_else(|| value("name"))
                    .or_else(|| value("itemprop"));
                let named = named.unwrap_or_default().to_ascii_lowercase();
                if DATES.contains(&named.as_str()) && self.date.is_none() {
                    self.date = value("content");
                }
            }
            "time" if self.date.is_none() && self.unread.is_none() => {
                let is_published = value("pubdate").is_some()
                    || value("itemprop").is_some_and(|named| named == "datePublished");
                if is_published {
                    self.date = value("datetime");
                }
            }
            _ => {}
        }
    }
}

/// What pages call the day on which they were published.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "sailthru.date",
    "parsely-pub-date",
];
