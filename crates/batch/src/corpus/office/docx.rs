//! `.docx`: the paragraphs of a document of a word processor, with its notes.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::super::flow::Flow;
use super::super::options::ReadOptions;
use super::super::skipped::{Fault, SkipKind};
use super::super::whole::{Extract, WholeFile, WholeReader};
use super::super::zip_parts::ZipParts;
use super::COMPOUND;

pub(in crate::corpus) const DOCX: WholeFile = WholeFile {
    name: "docx",
    description: "A .docx document of a word processor",
    endings: &["docx", "dotx"],
    is_begun_by: |head| has_part(head, b"word/"),
    reader: WholeReader::Bytes(read),
};

/// Whether the beginning of a zip archive names a part in this folder.
pub(super) fn has_part(head: &[u8], folder: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && head.windows(folder.len()).any(|part| part == folder)
}

fn read(bytes: &[u8], options: &ReadOptions) -> Result<Extract, Fault> {
    if bytes.starts_with(COMPOUND) {
        return Err(Fault::new(
            SkipKind::Locked,
            "locked by a password, or an old .doc",
        ));
    }
    let mut parts = ZipParts::open(bytes, options)?;
    let Some(body) = parts.named("word/document.xml")? else {
        return Err(Fault::new(SkipKind::Unreadable, "not a .docx document"));
    };
    let mut flow = Flow::default();
    add_paragraphs(&body, &mut flow)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = parts.named(notes)? {
            flow.end_block();
            add_paragraphs(&notes, &mut flow)?;
        }
    }
    let about = parts.named("docProps/core.xml")?;
    Ok(Extract {
        text: flow.into_text(),
        title: about.and_then(|about| title(&about)),
        ..Extract::default()
    })
}

/// Adds the paragraphs of one part.
fn add_paragraphs(xml: &[u8], flow: &mut Flow) -> Result<(), Fault> {
    let xml = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&xml);
    let mut in_text = false;
    loop {
        match next(&mut reader)? {
            Event::Start(tag) if tag.name().as_ref() == W_T => in_text = true,
            Event::End(tag) if tag.name().as_ref() == W_T => in_text = false,
            Event::Empty(tag) | Event::Start(tag) => match tag.name().as_ref() {
                "w:tab" => flow.part(),
                "w:br" | "w:cr" => flow.end_line(),
                "w:noBreakHyphen" => flow.push("-"),
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "w:p" => flow.end_block(),
                "w:tc" => flow.part(),
                _ => {}
            },
            Event::Text(text) if in_text => flow.push(&text.xml10_content()),
            Event::GeneralRef(name) if in_text => {
                let character = name.resolve_char_ref().ok().flatten();
                match (character, resolve_predefined_entity(&name)) {
                    (Some(character), _) => flow.push(character.encode_utf8(&mut [0; 4])),
                    (None, Some(text)) => flow.push(text),
                    _ => {}
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A run of text, that was not deleted.
const W_T: &str = "w:t";

/// The title among what a document says of itself.
fn title(xml: &[u8]) -> Option<String> {
    let xml = String::from_utf8_lossy(xml);
    let mut reader = Reader::from_str(&xml);
    let (mut in_title, mut title) = (false, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.name().as_ref() == "dc:title" => in_title = true,
            Event::End(tag) if tag.name().as_ref() == "dc:title" => {
                return (!title.trim().is_empty()).then_some(title);
            }
            Event::Text(text) if in_title => title.push_str(&text.xml10_content()),
            Event::GeneralRef(name) if in_title => {
                title.push_str(resolve_predefined_entity(&name).unwrap_or_default());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn next<'x>(reader: &mut Reader<&'x [u8]>) -> Result<Event<'x>, Fault> {
    reader.read_event().map_err(|error| {
        Fault::new(
            SkipKind::Unreadable,
            format!("its text cannot be read: {error}"),
        )
    })
}
