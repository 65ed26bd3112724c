//! Rows of a table that add codes or roles to actors who are not there.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "idle-row",
    severity: Severity::Warning,
    about: "What a row adds to an actor who is not there is lost: its id was changed, or its entry \
        removed.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for rows in subject.idle_rows {
        let id = quote(&rows.first.text);
        let message = match rows.count {
            1 => format!("there is no actor {id}, to whom this row adds"),
            count => format!("{count} rows add to actors who are not there; this is of {id}"),
        };
        let help = "write the id of an actor of these gazetteers, or remove the row";
        report.add(rows.first.origin, message, help);
    }
}
