//! A document as it is tagged: its title and its text in one, with the characters that entities
//! such as `&amp;` stand for, and the way back to where they stand.

use std::borrow::Cow;
use std::ops::Range;

use actag_core::Document;
use actag_core::tagger::{Mention, OwnedMention, OwnedRejection, Rejection};
use actag_core::text::OffsetUnit;
use actag_core::text::offsets::OffsetCounter;

use super::entities::decode_entities;

/// Title and text of a document in one, parted as paragraphs are: so that what the one says is
/// known to the other, and no name spans both.
#[derive(Debug)]
pub struct JoinedText {
    text: String,
    title: Part,
    body: Part,
}

/// One field of a document, in the joined text.
#[derive(Debug, Default)]
struct Part {
    range: Range<usize>,
    /// Where an entity ends: in the part, and in the field.
    entities: Vec<(usize, usize)>,
}

/// Bytes of memory that are kept from one document to the next.
const MOST_KEPT: usize = 16 << 20;

/// What parts the title from the text.
const BREAK: &str = "\n\n";

impl JoinedText {
    /// Joins the fields of a document; `None` where its text is to be tagged as it is. `buffer` is
    /// memory that is used again.
    pub fn of(document: &Document<'_>, with_title: bool, buffer: &mut String) -> Option<Self> {
        let title = document.title.as_deref().filter(|_| with_title);
        if title.is_none() && !document.text.contains('&') {
            return None;
        }
        let mut text = std::mem::take(buffer);
        text.clear();
        let title = title.map(|title| Part::add(title, &mut text));
        if title.is_some() {
            text.push_str(BREAK);
        }
        let body = Part::add(&document.text, &mut text);
        if title.is_none() && body.entities.is_empty() {
            *buffer = kept(text);
            return None;
        }
        Some(Self {
            text,
            title: title.unwrap_or_default(),
            body,
        })
    }

    /// Hands over a document as it is tagged, with its title and without entities; what was joined
    /// leads back to its fields. `buffer` is memory that is used again.
    pub fn tagged<R>(
        document: &Document<'_>,
        buffer: &mut String,
        take: impl FnOnce(&Document<'_>, Option<&Self>) -> R,
    ) -> R {
        let Some(joined) = Self::of(document, true, buffer) else {
            return take(document, None);
        };
        let taken = take(&joined.document(document), Some(&joined));
        *buffer = joined.into_buffer();
        taken
    }

    /// Returns a document of the joined text.
    pub fn document<'a>(&'a self, document: &'a Document<'_>) -> Document<'a> {
        Document {
            key: Cow::Borrowed(&document.key),
            id: Cow::Borrowed(&document.id),
            text: Cow::Borrowed(&self.text),
            language: document.language.as_deref().map(Cow::Borrowed),
            date: document.date,
            date_from: document.date_from,
            title: None,
            path: Cow::Borrowed(&document.path),
            format: document.format,
            encoding: document.encoding,
        }
    }

    /// Returns its memory, unless that is of a huge document.
    pub fn into_buffer(self) -> String {
        kept(self.text)
    }
}

/// Returns memory that is worth keeping for the next document.
fn kept(buffer: String) -> String {
    match buffer.capacity() > MOST_KEPT {
        true => String::new(),
        false => buffer,
    }
}

impl Part {
    fn add(field: &str, text: &mut String) -> Self {
        let begin = text.len();
        let entities = decode_entities(field, text);
        let range = begin..text.len();
        Self { range, entities }
    }

    /// The place in the field of one in the part.
    fn place(&self, at: usize) -> usize {
        let before = self.entities.partition_point(|&(ends, _)| ends <= at);
        match before
            .checked_sub(1)
            .and_then(|last| self.entities.get(last))
        {
            Some((ends, in_field)) => in_field + (at - ends),
            None => at,
        }
    }
}

/// Finds where what was found in the tagged text of a document stands in its fields.
#[derive(Debug)]
pub struct FieldPlaces<'d> {
    document: &'d Document<'d>,
    joined: Option<&'d JoinedText>,
    title: OffsetCounter<'d>,
    text: OffsetCounter<'d>,
}

/// Where something stands in a field of a document.
#[derive(Debug)]
pub struct FieldSpan<'d> {
    /// `title` or `text`.
    pub field: &'static str,
    /// In the unit of the offsets.
    pub span: Range<u64>,
    /// The words there.
    pub words: &'d str,
    /// The field as it was tagged.
    pub around: &'d str,
    /// Where it stands there, in bytes.
    pub inside: Range<usize>,
}

impl<'d> FieldPlaces<'d> {
    /// Returns the places of a document, which count in a unit; `joined` is what was tagged, if
    /// that is not its text.
    pub fn new(
        document: &'d Document<'d>,
        joined: Option<&'d JoinedText>,
        unit: OffsetUnit,
    ) -> Self {
        Self {
            document,
            joined,
            title: OffsetCounter::new(document.title.as_deref().unwrap_or_default(), unit),
            text: OffsetCounter::new(&document.text, unit),
        }
    }

    /// Returns the document.
    pub fn document(&self) -> &'d Document<'d> {
        self.document
    }

    /// Returns the text that was tagged.
    pub fn tagged_text(&self) -> &'d str {
        self.joined
            .map_or(&self.document.text, |joined| &joined.text)
    }

    /// Returns where a span of bytes of the tagged text stands. In the order of the text that is
    /// cheap.
    pub fn of(&mut self, span: Range<usize>) -> FieldSpan<'d> {
        let text: &'d str = &self.document.text;
        let Some(joined) = self.joined else {
            return FieldSpan {
                field: "text",
                words: text.get(span.clone()).unwrap_or_default(),
                around: text,
                span: offsets(&mut self.text, span.clone()),
                inside: span,
            };
        };
        let is_title = span.start < joined.title.range.end;
        let (part, field, whole, counter) = match is_title {
            true => {
                let title = self.document.title.as_deref().unwrap_or_default();
                (&joined.title, "title", title, &mut self.title)
            }
            false => (&joined.body, "text", text, &mut self.text),
        };
        let inside = span.start - part.range.start..span.end - part.range.start;
        let bytes = part.place(inside.start)..part.place(inside.end);
        FieldSpan {
            field,
            words: whole.get(bytes.clone()).unwrap_or_default(),
            around: joined.text.get(part.range.clone()).unwrap_or_default(),
            span: offsets(counter, bytes),
            inside,
        }
    }
}

impl FieldPlaces<'_> {
    /// Returns what there is to know of a mention, with its place and its words in the field.
    pub fn owned(&mut self, mention: &Mention<'_>) -> OwnedMention {
        let mut owned = mention.owned(&mut self.in_tagged());
        let place = self.of(mention.span());
        place.words.clone_into(&mut owned.text);
        (owned.start, owned.end) = (place.span.start as usize, place.span.end as usize);
        owned.parent = mention.parent().map(|parent| {
            let Range { start, end } = self.of(parent).span;
            start as usize..end as usize
        });
        owned
    }

    /// The same of a candidate that was turned down.
    pub fn owned_rejection(&mut self, rejection: &Rejection<'_>) -> OwnedRejection {
        let mut owned = rejection.owned(&mut self.in_tagged());
        let place = self.of(rejection.span.clone());
        place.words.clone_into(&mut owned.text);
        (owned.start, owned.end) = (place.span.start as usize, place.span.end as usize);
        owned
    }

    /// Counts, at no cost, in the text that was tagged.
    fn in_tagged(&self) -> OffsetCounter<'_> {
        OffsetCounter::new(self.tagged_text(), OffsetUnit::Bytes)
    }
}

fn offsets(counter: &mut OffsetCounter<'_>, span: Range<usize>) -> Range<u64> {
    let Range { start, end } = counter.span(span);
    start as u64..end as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn document<'d>(title: Option<&'d str>, text: &'d str) -> Document<'d> {
        let mut document = Document::new("x", text);
        document.title = title.map(Cow::Borrowed);
        document
    }

    #[test]
    fn what_is_owned_stands_in_the_text_as_it_is() {
        use actag_core::gazetteer::ActorBuilder;
        let att = ActorBuilder::new("att", "AT&T", "company");
        let gazetteer = actag_core::Gazetteer::builder().actor(att).build().unwrap();
        let tagger = actag_core::Tagger::new(gazetteer).unwrap();
        let document = document(None, "Caf\u{e9} &amp; AT&amp;T");
        let joined = JoinedText::of(&document, false, &mut String::new());
        let tagged = joined.as_ref().unwrap().document(&document);
        let mentions = tagger.tag(&tagged);
        let mut places = FieldPlaces::new(&document, joined.as_ref(), OffsetUnit::Chars);
        let owned = places.owned(&mentions[0]);
        assert_eq!((owned.start, owned.end, &*owned.text), (11, 19, "AT&amp;T"));
    }

    #[test]
    fn words_stand_in_their_fields_as_they_are_written() {
        let document = document(
            Some("AT&amp;T in Mali"),
            "É C&ocirc;te d&#39;Ivoire, AT&amp;T.",
        );
        let mut buffer = String::new();
        let joined = JoinedText::of(&document, true, &mut buffer).unwrap();
        let tagged = joined.document(&document);
        assert_eq!(tagged.text, "AT&T in Mali\n\nÉ Côte d'Ivoire, AT&T.");
        let mut places = FieldPlaces::new(&document, Some(&joined), OffsetUnit::Chars);
        for (words, field, written, span) in [
            ("Mali", "title", "Mali", 12..16),
            ("Côte d'Ivoire", "text", "C&ocirc;te d&#39;Ivoire", 2..25),
        ] {
            let at = tagged.text.find(words).unwrap();
            let found = places.of(at..at + words.len());
            assert_eq!(
                (found.field, found.words, found.span),
                (field, written, span)
            );
        }
        for (at, field, span) in [
            (tagged.text.find("AT&T").unwrap(), "title", 0..8),
            (tagged.text.rfind("AT&T").unwrap(), "text", 27..35),
        ] {
            let found = places.of(at..at + 4);
            assert_eq!(
                (found.field, found.words, found.span),
                (field, "AT&amp;T", span)
            );
        }
    }

    #[test]
    fn a_text_that_is_tagged_as_it_is_is_not_copied() {
        let mut buffer = String::new();
        for (title, text, with_title) in [
            (None, "Iran", true),
            (None, "R & D, AT&T, &nothing; &;", true),
            (Some("Mali"), "Iran", false),
        ] {
            let document = document(title, text);
            assert!(
                JoinedText::of(&document, with_title, &mut buffer).is_none(),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_character_leads_back_to_its_field(
            title in prop::option::of("[a&; é]{0,12}"),
            text in "([a é]|&amp;|&eacute;|&#x41;|&|;){0,20}",
        ) {
            let document = document(title.as_deref(), &text);
            let mut buffer = String::new();
            let Some(joined) = JoinedText::of(&document, true, &mut buffer) else {
                return Ok(());
            };
            let tagged = joined.document(&document);
            let mut places = FieldPlaces::new(&document, Some(&joined), OffsetUnit::Bytes);
            let mut parts = [String::new(), String::new()];
            for (at, character) in tagged.text.char_indices() {
                let is_break = (joined.title.range.end..joined.body.range.start).contains(&at);
                if is_break {
                    continue;
                }
                let found = places.of(at..at + character.len_utf8());
                parts[usize::from(found.field == "text")].push_str(found.words);
            }
            prop_assert_eq!(&parts[0], title.as_deref().unwrap_or_default());
            prop_assert_eq!(&parts[1], &text);
        }
    }
}
