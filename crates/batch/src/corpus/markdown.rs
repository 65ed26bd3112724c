//! Markdown: the text without its marks.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::flow::Flow;
use super::whole::{Extract, WholeFile, WholeReader};

pub(super) const MARKDOWN: WholeFile = WholeFile {
    name: "markdown",
    description: "Markdown, the text without its marks",
    endings: &["md", "markdown", "mdown", "mkd"],
    is_begun_by: |_| false,
    reader: WholeReader::Text(read),
};

fn read(text: &str) -> Extract {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut flow = Flow::default();
    let mut extract = Extract::default();
    let (mut in_metadata, mut in_code) = (false, false);
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => in_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => in_metadata = false,
            Event::Text(text) if in_metadata => heed(&text, &mut extract),
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                flow.end_block();
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                flow.end_block();
            }
            Event::Text(text) if in_code => flow.push_as_it_is(text.trim_end_matches('\n')),
            Event::Text(text) | Event::Code(text) => flow.push(&text),
            Event::SoftBreak => flow.part(),
            Event::HardBreak => flow.end_line(),
            Event::End(TagEnd::TableCell) => flow.part(),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => flow.end_line(),
            Event::Start(tag) if is_inline(&tag.to_end()) => {}
            Event::End(tag) if is_inline(&tag) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => flow.end_block(),
            _ => {}
        }
    }
    extract.text = flow.into_text();
    extract
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
            | TagEnd::TableRow
            | TagEnd::TableHead
    )
}

/// Takes what the lines before a text say of it: `title: …`.
fn heed(lines: &str, extract: &mut Extract) {
    for line in lines.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        let place = match key.trim().to_ascii_lowercase().as_str() {
            "title" => &mut extract.title,
            "date" => &mut extract.date,
            "lang" | "language" => &mut extract.language,
            _ => continue,
        };
        if place.is_none() && !value.is_empty() {
            *place = Some(value);
        }
    }
}
