//! A code that is not written as those of its scheme are.

use super::subject::{Subject, codes};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};
use crate::schema::schemes::scheme;
use actag_core::gazetteer::names::check_code;

pub(super) const RULE: Rule = Rule {
    code: "odd-code",
    severity: Severity::Error,
    about: "A code that its scheme cannot have joins to no other table.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for (_, code) in codes(subject.gazetteer) {
        let Some(scheme) = scheme(&code.scheme).filter(|scheme| !scheme.fits(&code.value)) else {
            continue;
        };
        // What the tables cannot hold is an error of format.
        if check_code(&code.value).is_err() {
            continue;
        }
        let message = format!("{} is not a code of {}", quote(&code.value), scheme.name);
        let help = format!("write the {}, such as `{}`", scheme.about, scheme.example);
        report.add(code.origin, message, help);
    }
}
