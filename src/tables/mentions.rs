//! mentions.csv: one row per mention.

use super::{Column, Rows, column, join_codes};
use crate::corpus::Document;
use crate::gazetteer::{Actor, Name, NameKind};
use crate::tagger::{Mention, RoleOnDate};
use crate::text::offsets::OffsetCounter;

/// The columns.
pub const COLUMNS: &[Column] = &[
    column("doc_id", "string", "the document"),
    column(
        "start",
        "integer",
        "where the mention begins in the document's text",
    ),
    column(
        "end",
        "integer",
        "where it ends; text[start:end] is the mention",
    ),
    column("text", "string", "the words of the document"),
    column(
        "actor_id",
        "string",
        "the actor; empty where the document does not decide between the candidates",
    ),
    column("actor_name", "string", "the actor's canonical name"),
    column(
        "type",
        "string",
        "the actor's type; of an ambiguous mention, where all candidates share it",
    ),
    column(
        "country",
        "string",
        "ISO 3166 alpha-3 code; of an ambiguous mention, where all candidates share it",
    ),
    column(
        "role",
        "string",
        "the title held on the document's date; (no date) or (none on this date) where none is known",
    ),
    column(
        "codes",
        "string",
        "scheme=value of the actor and of the role held that day, joined by ;",
    ),
    column(
        "kind",
        "string",
        "what sort of name: name, alias, adjective, metonym, short, guarded or weak",
    ),
    column(
        "modifier",
        "string",
        "the other half of a hyphenated pair: the actor is named, but does not act",
    ),
    column(
        "candidates",
        "string",
        "where ambiguous: the ids of all it may mean, joined by |",
    ),
    column(
        "sentence",
        "integer",
        "number of the sentence in the document, from 1",
    ),
    column("before", "string", "the words before it"),
    column("after", "string", "the words after it"),
];

/// The columns that nested mentions add.
pub const PARENT_COLUMNS: &[Column] = &[
    column(
        "parent_start",
        "integer",
        "where the mention around a nested one begins",
    ),
    column("parent_end", "integer", "where it ends"),
];

/// What the role column says of an actor with roles in a document without a date.
pub const NO_DATE: &str = "(no date)";
/// What the role column says where no role holds on the document's date.
pub const NONE_ON_THIS_DATE: &str = "(none on this date)";

/// How a name's kind is written in tables.
pub fn kind(name: &Name) -> &'static str {
    match name.kind {
        _ if name.weak => "weak",
        NameKind::Name => "name",
        NameKind::Alias => "alias",
        NameKind::Adjective => "adjective",
        NameKind::Metonym => "metonym",
        NameKind::Short => "short",
        NameKind::Guarded => "guarded",
    }
}

/// Adds the rows of mentions of a document. `offsets` goes on where it stands: for the next ones it is cheap.
pub(crate) fn add(
    rows: &mut Rows,
    document: &Document<'_>,
    mentions: &[Mention<'_>],
    offsets: &mut OffsetCounter<'_>,
    nested: bool,
) {
    let text: &str = &document.text;
    for mention in mentions {
        let span = mention.span();
        rows.field(document.id.as_bytes());
        rows.number(offsets.at(span.start));
        rows.number(offsets.at(span.end));
        rows.field(mention.text());
        actor_fields(rows, mention);
        rows.field(kind(mention.name()));
        rows.field(mention.modifier().unwrap_or_default());
        rows.field(candidates(mention));
        rows.number(mention.sentence());
        rows.field(context_before(text, span.start));
        rows.field(context_after(text, span.end));
        if nested {
            match mention.parent() {
                Some(parent) => {
                    rows.number(offsets.at(parent.start));
                    rows.number(offsets.at(parent.end));
                }
                None => {
                    rows.field("");
                    rows.field("");
                }
            }
        }
        rows.end();
    }
}

fn actor_fields(rows: &mut Rows, mention: &Mention<'_>) {
    if let Some(actor) = mention.actor() {
        rows.field(&actor.id);
        rows.field(&actor.name);
        rows.field(&actor.kind);
        rows.field(actor.country.as_deref().unwrap_or_default());
        rows.field(role(mention));
        rows.field(join_codes(mention.codes()));
        return;
    }
    let (kind, country) = type_and_country(mention);
    rows.field("");
    rows.field("");
    rows.field(kind);
    rows.field(country);
    rows.field("");
    rows.field("");
}

/// The type and country columns.
pub(crate) fn type_and_country<'a>(mention: &Mention<'a>) -> (&'a str, &'a str) {
    let actors = match mention.actor() {
        Some(actor) => vec![actor],
        None => mention.candidates(),
    };
    (
        shared(&actors, |actor| Some(&actor.kind)),
        shared(&actors, |actor| actor.country.as_deref()),
    )
}

/// What all candidates share; empty where they differ.
pub(crate) fn shared<'a>(
    candidates: &[&'a Actor],
    property: impl Fn(&'a Actor) -> Option<&'a str>,
) -> &'a str {
    let mut values = candidates.iter().map(|actor| property(actor));
    let first = values.next().flatten();
    if values.all(|value| value == first) {
        first.unwrap_or_default()
    } else {
        ""
    }
}

/// The role column.
pub fn role(mention: &Mention<'_>) -> String {
    match mention.role() {
        RoleOnDate::None => String::new(),
        RoleOnDate::NoDate => NO_DATE.to_owned(),
        RoleOnDate::NoneFits => NONE_ON_THIS_DATE.to_owned(),
        RoleOnDate::Held(roles) => {
            let titles: Vec<&str> = roles
                .iter()
                .filter_map(|role| role.title.as_deref())
                .collect();
            titles.join("; ")
        }
    }
}

/// The candidates column.
pub fn candidates(mention: &Mention<'_>) -> String {
    mention.candidate_ids().join("|")
}

/// Words shown on each side of a mention.
const CONTEXT_WORDS: usize = 5;
/// Bytes looked at for them: enough for five words, and a bound where there are no spaces.
const CONTEXT_BYTES: usize = 100;

/// The words before byte `at`, with one space between them.
pub(crate) fn context_before(text: &str, at: usize) -> String {
    let from = text.floor_char_boundary(at.saturating_sub(CONTEXT_BYTES));
    let window = &text[from..at];
    let whole = if from == 0 {
        window
    } else {
        window
            .split_once(char::is_whitespace)
            .map_or(window, |(_, rest)| rest)
    };
    let words: Vec<&str> = whole.split_whitespace().collect();
    words[words.len().saturating_sub(CONTEXT_WORDS)..].join(" ")
}

/// The words after byte `at`, with one space between them.
pub(crate) fn context_after(text: &str, at: usize) -> String {
    let to = text.floor_char_boundary((at + CONTEXT_BYTES).min(text.len()));
    let window = &text[at..to];
    let whole = if to == text.len() {
        window
    } else {
        window
            .rsplit_once(char::is_whitespace)
            .map_or(window, |(rest, _)| rest)
    };
    whole
        .split_whitespace()
        .take(CONTEXT_WORDS)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_is_five_words() {
        let text = "one two three four five\nsix MENTION, seven eight nine ten eleven twelve";
        let start = text.find("MENTION").unwrap();
        assert_eq!(context_before(text, start), "two three four five six");
        assert_eq!(context_after(text, start + 7), ", seven eight nine ten");
        assert_eq!(context_before(text, 0), "");
        assert_eq!(context_after(text, text.len()), "");
    }

    #[test]
    fn context_is_bounded_without_spaces() {
        let text = "é".repeat(1000);
        assert!(context_before(&text, 1000).len() <= CONTEXT_BYTES + 4);
        assert!(context_after(&text, 1000).len() <= CONTEXT_BYTES);
    }
}
