//! What is probably not as meant in gazetteers that load: one file a rule, one line a rule in
//! [`RULES`].
//!
//! A rule looks at the `Subject` (the files as written and the actors made of them) and reports
//! what it finds. A comment `# actag: allow(rule): reason` silences a rule for an entry, or for a
//! file (`allow`).

mod acronym_in_name;
mod allow;
mod bad_allow;
mod bare_surname;
mod common_word;
mod cut_name;
mod dead_name;
mod dropped_character;
mod idle_column;
mod idle_guard;
mod idle_not;
mod idle_row;
mod inverted_name;
mod invisible_character;
mod leading_article;
mod missing_examples;
mod mixed_scripts;
mod no_name;
mod odd_capitals;
mod odd_code;
mod open_role;
mod outranked_name;
mod overlapping_roles;
mod repeated_name;
mod several_names;
mod shared_code;
mod shared_name;
mod single_name_person;
mod stray_space;
mod subject;
mod trailing_space;
mod unknown_country;
mod unknown_scheme;
mod unknown_type;
mod unsorted_ids;
mod very_short_name;
mod wildcard_in_name;

use std::collections::HashSet;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity};
use crate::draft::Draft;
use crate::findings::Finding;
use actag_core::gazetteer::Origin;

pub use mixed_scripts::mixes_alphabets;

use allow::Allowances;
use subject::{Bearer, Subject, fold_names};

/// A kind of finding on gazetteers that can be loaded.
#[derive(Debug)]
pub struct Rule {
    /// Its name in findings and in `# actag: allow(…)`, in kebab-case.
    pub code: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// Why it exists, in a sentence.
    pub about: &'static str,
    look: fn(&Subject<'_>, &mut Report),
}

/// All rules, by name.
pub static RULES: &[&Rule] = &[
    &acronym_in_name::RULE,
    &bad_allow::RULE,
    &bare_surname::RULE,
    &common_word::RULE,
    &cut_name::RULE,
    &dead_name::RULE,
    &dropped_character::RULE,
    &idle_column::RULE,
    &idle_guard::RULE,
    &idle_not::RULE,
    &idle_row::RULE,
    &inverted_name::RULE,
    &invisible_character::RULE,
    &leading_article::RULE,
    &missing_examples::RULE,
    &mixed_scripts::RULE,
    &no_name::RULE,
    &odd_capitals::RULE,
    &odd_code::RULE,
    &open_role::RULE,
    &outranked_name::RULE,
    &overlapping_roles::RULE,
    &repeated_name::RULE,
    &several_names::RULE,
    &shared_code::RULE,
    &shared_name::RULE,
    &single_name_person::RULE,
    &stray_space::RULE,
    &trailing_space::RULE,
    &unknown_country::RULE,
    &unknown_scheme::RULE,
    &unknown_type::RULE,
    &unsorted_ids::RULE,
    &very_short_name::RULE,
    &wildcard_in_name::RULE,
];

/// Returns what the rules find in gazetteers, in the order of files and lines.
pub fn lint(draft: &Draft) -> Vec<Diagnostic> {
    let folded = fold_names(&draft.gazetteer);
    let subject = Subject::new(draft, &folded);
    let mut reports: Vec<(&Rule, Report)> = RULES
        .par_iter()
        .map(|&rule| {
            let mut report = Report::new(rule);
            (rule.look)(&subject, &mut report);
            (rule, report)
        })
        .collect();
    let mut allowances = Allowances::read(&subject);
    for (rule, report) in &mut reports {
        report
            .found
            .retain(|found| !allowances.allow(rule.code, found));
        // One text may stand for thousands of names.
        let mut reported = HashSet::new();
        report
            .found
            .retain(|found| reported.insert(found.finding.origin));
    }
    let mut about_comments = Report::new(&bad_allow::RULE);
    allowances.report_bad(&mut about_comments);
    reports.push((&bad_allow::RULE, about_comments));

    let mut findings: Vec<(Severity, Finding)> = reports
        .into_iter()
        .flat_map(|(rule, report)| {
            let found = report.found.into_iter();
            found.map(|found| (rule.severity, found.finding))
        })
        .collect();
    findings.sort_by_key(|(_, finding)| finding.origin);
    let sources = draft.gazetteer.sources();
    findings
        .into_iter()
        .map(|(severity, finding)| finding.diagnostic(severity, sources))
        .collect()
}

/// What one rule found.
#[derive(Debug)]
struct Report {
    code: &'static str,
    found: Vec<Found>,
}

/// A finding, with other places that it is about: an allowance at any of them holds.
#[derive(Debug)]
struct Found {
    finding: Finding,
    also: Vec<Origin>,
}

impl Report {
    fn new(rule: &Rule) -> Self {
        Report {
            code: rule.code,
            found: Vec::new(),
        }
    }

    /// Reports something.
    fn add(&mut self, origin: Origin, message: impl Into<String>, help: impl Into<String>) {
        self.add_about(origin, Vec::new(), message, help);
    }

    /// Reports something about a name. What a family expands to may be allowed in the entry of the
    /// actor, too.
    fn add_name(
        &mut self,
        bearer: &Bearer<'_>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let actor = bearer.actor.origin;
        self.add_about(bearer.name.origin, vec![actor], message, help);
    }

    /// The same for a finding that is about other places, too.
    fn add_about(
        &mut self,
        origin: Origin,
        also: Vec<Origin>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let finding = Finding::at(origin, self.code, message, help);
        self.found.push(Found { finding, also });
    }
}
