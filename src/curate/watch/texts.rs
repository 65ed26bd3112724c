//! The texts that are watched, kept in memory: they are small.

use rayon::ThreadPoolBuildError;

use crate::corpus::{Corpus, Document, Item, Skipped, visit};
use crate::tables::joined::JoinedText;

/// Texts in memory, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    /// The documents, in order, each with its title before its text, and without entities.
    pub documents: Vec<Document<'static>>,
    /// Inputs that could not be read, whole or in part.
    pub skipped: Vec<Skipped>,
}

/// Reads a whole corpus.
///
/// # Errors
/// If the threads cannot be started; `threads` is their number, 0 for one a core.
pub fn read_texts(corpus: Corpus, threads: usize) -> Result<Texts, ThreadPoolBuildError> {
    let parts = visit(corpus, threads, &|_| (), Vec::new, |found, place, item| {
        let item = match item {
            Item::Document(document) => {
                JoinedText::tagged(&document, &mut String::new(), |tagged, _| Ok(owned(tagged)))
            }
            Item::Skipped(note) => Err(note),
        };
        found.push((place, item));
    })?;
    let mut found: Vec<_> = parts.into_iter().flatten().collect();
    found.sort_by_key(|(place, _)| *place);
    let mut texts = Texts::default();
    for (_, item) in found {
        match item {
            Ok(document) => texts.documents.push(document),
            Err(note) => texts.skipped.push(note),
        }
    }
    Ok(texts)
}

fn owned(document: &Document<'_>) -> Document<'static> {
    let owned = |text: &str| text.to_owned().into();
    Document {
        key: owned(&document.key),
        id: owned(&document.id),
        text: owned(&document.text),
        date: document.date,
        date_from: document.date_from,
        title: document.title.as_deref().map(owned),
        path: owned(&document.path),
        language: document.language.as_deref().map(owned),
        format: document.format,
        encoding: document.encoding,
    }
}
