//! The language of a document: as a field says, or as its commonest words and its letters tell.

mod detect;
mod names;
mod words;

use std::borrow::Cow;

/// Returns the language that is `written` where it stands, else that of the text if it is plain.
pub(super) fn language_of<'a>(written: Option<&'a str>, text: &str) -> Option<Cow<'a, str>> {
    let said = written.and_then(names::code_of);
    said.or_else(|| detect::detect(text).map(Cow::Borrowed))
}
