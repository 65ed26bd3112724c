//! A guarded or short name that the actor also has without conditions.

use super::subject::{Subject, always_counts, covers};
use super::{Report, Rule};
use crate::diagnostic::{Severity, quote};

pub(super) const RULE: Rule = Rule {
    code: "idle-guard",
    severity: Severity::Warning,
    about: "Conditions on a name do nothing where the actor has the same name without any.",
    look,
};

fn look(subject: &Subject<'_>, report: &mut Report) {
    for names in subject
        .names
        .chunk_by(|a, b| std::ptr::eq(a.actor, b.actor))
    {
        for one in names.iter().filter(|one| !always_counts(one.name)) {
            let unconditional = names.iter().find(|other| {
                other.folded == one.folded
                    && always_counts(other.name)
                    && covers(other.name, one.name)
            });
            let Some(unconditional) = unconditional else {
                continue;
            };
            let message = format!(
                "{} also counts without conditions, at {}",
                quote(&one.name.text),
                subject.place(unconditional.name.origin)
            );
            let help = "remove one of the two: this one if the name always counts, the other if it \
                needs its conditions";
            report.add_about(
                one.name.origin,
                vec![unconditional.name.origin],
                message,
                help,
            );
        }
    }
}
