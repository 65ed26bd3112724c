//! Cells that hold more than a text: lists of texts, and what is a mapping in YAML.

use std::borrow::Cow;
use std::ops::Range;

use actag_core::gazetteer::{Actor, Code};

use super::Column;
use crate::contents::Contents;
use crate::findings::Finding;
use crate::read::decode::{DecodedCell, decode_cell};

/// Takes apart a cell of several texts, which are joined by `|`; one inside a text has a backslash
/// before it, and so has a backslash.
pub fn split_cell(cell: &str) -> Vec<Cow<'_, str>> {
    if !cell.contains('\\') {
        return cell.split('|').map(Cow::Borrowed).collect();
    }
    let mut texts = vec![String::new()];
    let mut escaped = false;
    for c in cell.chars() {
        let last = texts.len() - 1;
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '|' if !escaped => texts.push(String::new()),
            // A backslash that escapes nothing is one.
            c => {
                if escaped && !matches!(c, '|' | '\\') {
                    texts[last].push('\\');
                }
                texts[last].push(c);
            }
        }
        escaped = false;
    }
    if escaped && let Some(last) = texts.last_mut() {
        last.push('\\');
    }
    texts.into_iter().map(Cow::Owned).collect()
}

/// Adds what a cell says of its actor that few actors have. Its places are those of the cell.
pub(super) fn add(
    column: &Column,
    cell: &str,
    span: &Range<usize>,
    actor: &mut Actor,
    contents: &mut Contents,
) {
    let Some(key) = column.rich_key() else {
        return;
    };
    let origin = contents.findings.origin(span);
    let decoded = decode_cell(key, cell, |cell| {
        split_cell(cell).into_iter().map(Cow::into_owned).collect()
    });
    report(decoded.findings, span, contents);
    contents
        .references
        .extend(decoded.references.into_iter().map(|mut one| {
            one.origin = origin;
            one
        }));
    let DecodedCell {
        mut names,
        mut roles,
        mut phrases,
        flag,
        ..
    } = decoded;
    names.iter_mut().for_each(|name| name.origin = origin);
    roles.iter_mut().for_each(|role| role.origin = origin);
    phrases.iter_mut().for_each(|phrase| phrase.origin = origin);
    actor.names.append(&mut names);
    if roles.is_empty() && phrases.is_empty() && !flag {
        return;
    }
    let extras = actor.extras.get_or_insert_default();
    extras.roles.append(&mut roles);
    extras.placeholder |= flag;
    match column {
        Column::Not => extras.not.append(&mut phrases),
        Column::Matches => extras.matches.append(&mut phrases),
        _ => extras.never.append(&mut phrases),
    }
}

/// Adds the codes of a cell that is JSON, as that of an entry.
pub(super) fn add_codes(
    cell: &str,
    span: &Range<usize>,
    actor: &mut Actor,
    contents: &mut Contents,
) {
    let origin = contents.findings.origin(span);
    let decoded = decode_cell("codes", cell, |_| Vec::new());
    report(decoded.findings, span, contents);
    let codes = decoded
        .codes
        .into_iter()
        .map(|code| Code { origin, ..code });
    actor.codes.extend(codes);
}

/// Reports what is wrong in a cell, at the cell.
fn report(findings: Vec<Finding>, span: &Range<usize>, contents: &mut Contents) {
    for finding in findings {
        let error = contents.findings.error(span, finding.code, finding.message);
        error.help = finding.help;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_parted() {
        let t = |cell: &str, wanted: &[&str]| assert_eq!(split_cell(cell), wanted, "{cell}");
        t("a|b", &["a", "b"]);
        t(r"a\|b|c", &["a|b", "c"]);
        t(r"a\\|b", &[r"a\", "b"]);
        t(r"a\b\", &[r"a\b\"]);
        t("", &[""]);
    }
}
