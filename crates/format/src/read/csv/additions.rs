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
    let mut addition = Addition {
        actor: Text {
            text: String::new(),
            origin: contents.findings.origin(&row.place()),
        },
        codes: Codes::default(),
        role: columns.contains(&Column::Title).then(|| Role {
            origin: contents.findings.origin(&row.place()),
            ..Role::default()
        }),
    };
    let mut days = Role::default();
    for (n, (column, cell)) in columns.iter().zip(row.cells()).enumerate() {
        let span = row.span(n);
        let text = squeeze(cell);
        if text.is_empty() {
            if matches!(column, Column::Actor | Column::Title) {
                let name = if *column == Column::Actor {
                    "actor"
                } else {
                    "title"
                };
                let error = contents.findings.error(
                    &span,
                    "missing-key",
                    format!("a row without `{name}`"),
                );
                error.help(format!("fill the column `{name}`"));
            }
            continue;
        }
        let origin = contents.findings.origin(&span);
        let checked = match (column, &mut addition.role) {
            (Column::Actor, _) => {
                addition.actor = Text { text, origin };
                Ok(())
            }
            (Column::Title, Some(role)) => {
                role.title = Some(text);
                Ok(())
            }
            (Column::Of, Some(role)) => {
                contents.references.push(Reference {
                    id: text.clone(),
                    origin,
                    relation: Relation::Of,
                });
                role.of = Some(text);
                Ok(())
            }
            (Column::Of | Column::KnownUntil, None) => Err(Fault {
                code: "missing-column",
                message: "`of` and `known_until` are of roles, and no column has their titles"
                    .into(),
                help: "add the column `title`, or empty the cell".into(),
            }),
            (Column::Codes, _) => add_pairs(&mut addition.codes, &text, origin),
            (Column::Code(scheme), _) => add_codes(&mut addition.codes, scheme, &text, origin),
            (Column::From, _) => parse_date(&text, "from").map(|day| days.from = Some(day)),
            (Column::Until, _) => parse_date(&text, "until").map(|day| days.until = Some(day)),
            (Column::KnownUntil, Some(_)) => {
                parse_date(&text, "known_until").map(|day| days.known_until = Some(day))
            }
            _ => Ok(()),
        };
        if let Err(fault) = checked {
            let error = contents.findings.error(&span, fault.code, fault.message);
            error.help(fault.help);
        }
    }
    check_days(&days, row, contents);
    if !addition.actor.text.is_empty() {
        contents.additions.push(with_days(addition, &days));
    }
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
