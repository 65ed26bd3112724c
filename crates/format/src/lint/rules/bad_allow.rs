//! Comments that allow a rule, and do not say it right.

use super::subject::Subject;
use super::{Report, Rule};
use crate::diagnostic::Severity;

pub(super) const RULE: Rule = Rule {
    code: "bad-allow",
    severity: Severity::Warning,
    about: "A comment that allows a rule must name one that would speak, and say why it is \
        silenced.",
    look,
};

/// The comments are read where they are used, when the other rules have spoken: see `allow`.
fn look(_: &Subject<'_>, _: &mut Report) {}
