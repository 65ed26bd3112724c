//! `# actag: allow(rule): reason`: a rule silenced for an entry, or for a file, with the reason
//! kept there.

use std::ops::Range;

use super::subject::{File, Subject};
use super::{Found, RULES, Report};
use crate::contents::RowAllowance;
use crate::diagnostic::quote;
use crate::schema::vocabulary::nearest;
use actag_core::gazetteer::Origin;

/// What a comment begins with to be one of ours.
const MARK: &str = "actag:";

/// All comments that silence rules.
pub(super) struct Allowances {
    list: Vec<Allowance>,
    /// Comments that are not written as they should be.
    bad: Vec<(Origin, String, String)>,
}

/// One rule silenced by one comment.
struct Allowance {
    rule: &'static str,
    /// The rule's name in the comment.
    origin: Origin,
    /// The bytes of the file for which it holds.
    scope: Range<u32>,
    used: bool,
}

impl Allowances {
    pub(super) fn read(subject: &Subject<'_>) -> Self {
        let mut all = Allowances {
            list: Vec::new(),
            bad: Vec::new(),
        };
        for file in &subject.files {
            let mut scopes: Option<Vec<Range<usize>>> = None;
            for comment in &file.comments {
                let text = file.text[comment.clone()].trim_start_matches('#').trim();
                if let Some(text) = text.strip_prefix(MARK) {
                    let scopes = scopes.get_or_insert_with(|| scopes_of(file));
                    all.read_comment(file, comment, text.trim(), scopes);
                }
            }
        }
        for row in subject.allowances {
            all.read_cell(row);
        }
        all
    }

    /// Reads the cell of a row: `rule, rule: the reason`.
    fn read_cell(&mut self, row: &RowAllowance) {
        let (rules, reason) = row.text.split_once(':').unwrap_or((&row.text, ""));
        if reason.trim().is_empty() {
            let message = "an allowance without its reason";
            let help = "write `rule: the reason`".to_owned();
            self.bad.push((row.origin, message.into(), help));
        }
        for name in rules.split(',') {
            self.add(name.trim(), row.origin, row.row.start..row.row.end);
        }
    }

    /// Silences a rule for some bytes of a file.
    fn add(&mut self, name: &str, origin: Origin, scope: Range<u32>) {
        match RULES.iter().find(|rule| rule.code == name) {
            Some(rule) => self.list.push(Allowance {
                rule: rule.code,
                origin,
                scope,
                used: false,
            }),
            None => {
                let help = match nearest(name, RULES.iter().map(|rule| rule.code)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the code of a rule".into(),
                };
                let message = format!("there is no rule {}", quote(name));
                self.bad.push((origin, message, help));
            }
        }
    }

    fn read_comment(
        &mut self,
        file: &File<'_>,
        comment: &Range<usize>,
        text: &str,
        scopes: &[Range<usize>],
    ) {
        let origin = file.origin(comment);
        let how = "write `# actag: allow(rule): the reason`";
        let parsed = text
            .strip_prefix("allow(")
            .and_then(|rest| rest.split_once(')'));
        let Some((rules, reason)) = parsed else {
            let message = format!("{} is no instruction", quote(text));
            self.bad.push((origin, message, how.into()));
            return;
        };
        if reason.trim_start_matches(':').trim().is_empty() {
            let message = "an allowance without its reason";
            self.bad.push((origin, message.into(), how.into()));
        }
        let Some(scope) = scope_of(file, comment, scopes) else {
            let message = "this allowance belongs to no entry";
            let help = "write it into the entry or directly above it; or at the margin before the \
                first entry, for the whole file";
            self.bad.push((origin, message.into(), help.into()));
            return;
        };
        let start = rules.as_ptr() as usize - file.text.as_ptr() as usize;
        let mut at = start;
        for written in rules.split(',') {
            let name = written.trim();
            let name_start = at + (written.len() - written.trim_start().len());
            at += written.len() + 1;
            let origin = file.origin(&(name_start..name_start + name.len()));
            self.add(name, origin, scope.start as u32..scope.end as u32);
        }
    }

    /// Returns whether a finding is silenced.
    pub(super) fn allow(&mut self, rule: &str, found: &Found) -> bool {
        let places = std::iter::once(&found.finding.origin).chain(&found.also);
        let mut allowed = false;
        for place in places {
            for allowance in &mut self.list {
                let holds = allowance.rule == rule
                    && allowance.origin.source == place.source
                    && allowance.scope.contains(&place.start);
                allowance.used |= holds;
                allowed |= holds;
            }
        }
        allowed
    }

    /// Reports comments that are written wrong, and those that silence nothing.
    pub(super) fn report_bad(self, report: &mut Report) {
        for (origin, message, help) in self.bad {
            report.add(origin, message, help);
        }
        for idle in self.list.into_iter().filter(|allowance| !allowance.used) {
            let message = format!("nothing here needs {} allowed", quote(idle.rule));
            report.add(idle.origin, message, "remove the rule from the comment");
        }
    }
}

/// Returns the bytes for which a comment holds.
fn scope_of(
    file: &File<'_>,
    comment: &Range<usize>,
    scopes: &[Range<usize>],
) -> Option<Range<usize>> {
    let entry = scopes.iter().find(|scope| scope.contains(&comment.start));
    if let Some(entry) = entry {
        return Some(entry.clone());
    }
    let at_margin = comment.start == 0 || file.text[..comment.start].ends_with('\n');
    let first = scopes.first().map_or(file.text.len(), |scope| scope.start);
    (at_margin && comment.start < first).then_some(0..file.text.len())
}

/// Each entry with the comment lines directly above it, to the end of its last line.
fn scopes_of(file: &File<'_>) -> Vec<Range<usize>> {
    let text = file.text;
    let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let entries = file.entries().map(|entry| {
        let mut start = line_start(entry.node.span.start);
        while start > 0 {
            let above = line_start(start - 1);
            let line = text[above..start].trim_start_matches([' ', '\t']);
            // A comment at the margin is the file's.
            if line.starts_with('#') && !text[above..].starts_with('#') {
                start = above;
            } else {
                break;
            }
        }
        start..end_with_comments(text, &entry.node.span)
    });
    entries.collect()
}

/// Returns the end of an entry's last line, or of the comment lines below it that are indented like
/// its keys.
fn end_with_comments(text: &str, entry: &Range<usize>) -> usize {
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line_start = text[..entry.start].rfind('\n').map_or(0, |at| at + 1);
    let column = entry.start - line_start;
    let mut end = line_end(entry.end);
    while let Some(below) = text.get(end + 1..) {
        let line = below.split('\n').next().unwrap_or_default();
        let indented = line.len() - line.trim_start_matches(' ').len();
        if !line.trim_start().starts_with('#') || indented < column {
            break;
        }
        end = line_end(end + 1);
    }
    end
}
