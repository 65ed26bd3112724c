//! A column of a CSV gazetteer that nobody reads.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::schema::vocabulary::{COLUMNS, listed};

pub(super) const RULE: Rule = Rule {
    code: "idle-column",
    severity: Severity::Warning,
    about: "What stands in a column that CSV gazetteers do not have is read by nobody.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for column in subject.idle_columns {
        let message = format!("the column {} is not read", quote(&column.text));
        let help = format!(
            "a remark belongs under `note`, a code under `codes.<scheme>`; the columns are {}",
            listed(COLUMNS)
        );
        report.add(column.origin, message, help);
    }
}
