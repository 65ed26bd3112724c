//! Rows that add to actors of other files: codes, or a role with its title and days.
//!
//! Tables of this kind are written by programs, and stay out of the way of the names that people
//! write.

use super::records::Row;
use super::{Column, add_codes, add_pairs, is_whole};
use crate::contents::{Addition, Contents, Reference, Relation, Text};
use crate::read::conditions::parse_date;
use actag_core::gazetteer::names::{Fault, squeeze};
use actag_core::gazetteer::{Code, Codes, Role};

/// Adds what a row says to the contents.
pub(super) fn add(columns: &[Column], row: &Row, contents: &mut Contents) {
    if !is_whole(columns, row, &mut contents.findings) {
        return;
    }
    let origin = contents.findings.origin(&row.place());
    let mut addition = Addition {
        actor: Text {
            text: String::new(),
            origin,
        },
        codes: Codes::default(),
        role: columns.contains(&Column::Title).then(|| Role {
            origin,
            ..Role::default()
        }),
    };
    let (mut days, mut codes) = (Role::default(), Vec::new());
    for (n, (column, cell)) in columns.iter().zip(row.cells()).enumerate() {
        let span = row.span(n);
        let text = Text {
            text: squeeze(cell),
            origin: contents.findings.origin(&span),
        };
        if *column == Column::Of && addition.role.is_some() && !text.text.is_empty() {
            contents.references.push(Reference {
                id: text.text.clone(),
                origin: text.origin,
                relation: Relation::Of,
            });
        }
        if let Err(fault) = add_cell(column, text, &mut addition, &mut days, &mut codes) {
            let error = contents.findings.error(&span, fault.code, fault.message);
            error.help(fault.help);
        }
    }
    addition.codes = codes.into_iter().collect();
    check_days(&days, row, contents);
    if !addition.actor.text.is_empty() {
        contents.additions.push(with_days(addition, &days));
    }
}

fn add_cell(
    column: &Column,
    cell: Text,
    addition: &mut Addition,
    days: &mut Role,
    codes: &mut Vec<Code>,
) -> Result<(), Fault> {
    let Text { text, origin } = cell;
    if text.is_empty() {
        return match column {
            Column::Actor => missing("actor"),
            Column::Title => missing("title"),
            _ => Ok(()),
        };
    }
    match (column, &mut addition.role) {
        (Column::Actor, _) => addition.actor = Text { text, origin },
        (Column::Title, Some(role)) => role.title = Some(text),
        (Column::Of, Some(role)) => role.of = Some(text),
        (Column::Of | Column::KnownUntil, None) => {
            return Err(Fault {
                code: "missing-column",
                message: "`of` and `known_until` are of roles, and no column has their titles"
                    .into(),
                help: "add the column `title`, or empty the cell".into(),
            });
        }
        (Column::Codes, _) => add_pairs(codes, &text, origin)?,
        (Column::Code(scheme), _) => add_codes(codes, scheme, &text, origin)?,
        (Column::From, _) => days.from = Some(parse_date(&text, "from")?),
        (Column::Until, _) => days.until = Some(parse_date(&text, "until")?),
        (Column::KnownUntil, Some(_)) => {
            days.known_until = Some(parse_date(&text, "known_until")?);
        }
        _ => {}
    }
    Ok(())
}

fn missing(column: &str) -> Result<(), Fault> {
    Err(Fault {
        code: "missing-key",
        message: format!("a row without `{column}`"),
        help: format!("fill the column `{column}`"),
    })
}

fn check_days(days: &Role, row: &Row, contents: &mut Contents) {
    if let (Some(from), Some(until)) = (days.from, days.until)
        && until <= from
    {
        let message = format!("this ends on {until}, but begins on {from}");
        let error = contents
            .findings
            .error(&row.place(), "reversed-dates", message);
        error.help("`until` is the day after the last one, so it comes after `from`");
    }
    if days.until.is_some() && days.known_until.is_some() {
        let message = "`known_until` beside `until`";
        let error = contents.findings.error(&row.place(), "bad-value", message);
        error.help("`known_until` is for a role whose end is not known: empty one of them");
    }
}

/// Returns the addition with its days: those of the role, or of the codes where there is none.
fn with_days(addition: Addition, days: &Role) -> Addition {
    let Addition { actor, codes, role } = addition;
    match role {
        Some(role) => Addition {
            role: Some(Role {
                from: days.from,
                until: days.until,
                known_until: days.known_until,
                codes,
                ..role
            }),
            codes: Codes::default(),
            actor,
        },
        None => {
            let dated = codes.into_iter().map(|code| Code {
                from: days.from,
                until: days.until,
                ..code
            });
            Addition {
                codes: dated.collect(),
                role,
                actor,
            }
        }
    }
}
