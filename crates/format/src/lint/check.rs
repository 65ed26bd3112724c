//! Whether gazetteers are right: their format, what the rules find, and their own examples, run
//! through the tagger.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::draft::Draft;
use crate::lint::rules;
use actag_core::BuildError;
use actag_core::Document;
use actag_core::gazetteer::{Actor, Gazetteer, Phrase};
use actag_core::tagger::{Mention, Rejection, Tagger};

/// Everything there is to find in gazetteers: errors before warnings, each in the order of files
/// and lines.
///
/// Where a file cannot be read to its end, examples are not run: what they need may be behind the
/// mistake. What fails of an actor with a mistake is not reported: it may be due to the mistake.
///
/// # Errors
/// If the names are too many for the automaton.
pub fn check(draft: &Draft) -> Result<Vec<Diagnostic>, BuildError> {
    let mut findings = draft.errors.clone();
    findings.extend_from_slice(&draft.warnings);
    let (linted, failing) = rayon::join(|| rules::lint(draft), || failing_examples(draft));
    findings.extend(linted);
    findings.extend(failing?);
    // The sort is stable: findings of one place stay in the order in which they were made.
    findings.sort_by_cached_key(|finding| {
        let place = finding.location.as_ref().map(|location| {
            let sources = draft.gazetteer.sources().iter();
            let number = sources.take_while(|source| !Arc::ptr_eq(source, &location.source));
            (number.count(), location.span.start)
        });
        (finding.severity, place)
    });
    Ok(findings)
}

/// Returns the examples that do not hold, as far as that can be decided.
fn failing_examples(draft: &Draft) -> Result<Vec<Diagnostic>, BuildError> {
    if !draft.whole {
        return Ok(Vec::new());
    }
    let mut failing = check_examples(&Tagger::new(Arc::clone(&draft.gazetteer))?);
    if !draft.errors.is_empty() {
        failing.retain(|failing| !is_in_faulty_entry(failing, draft));
    }
    Ok(failing)
}

/// Returns whether an error of format is in the entry of the actor whose example failed.
fn is_in_faulty_entry(failing: &Diagnostic, draft: &Draft) -> bool {
    let Some(example) = &failing.location else {
        return false;
    };
    let entry_of = |at: usize| {
        let starts = draft.gazetteer.actors().iter().filter_map(|actor| {
            let place = draft.gazetteer.location(actor.origin)?;
            let start = place.span.start;
            (Arc::ptr_eq(&place.source, &example.source) && start <= at).then_some(start)
        });
        starts.max()
    };
    let entry = entry_of(example.span.start);
    let errors = draft
        .errors
        .iter()
        .filter_map(|error| error.location.as_ref());
    errors
        .filter(|error| Arc::ptr_eq(&error.source, &example.source))
        .any(|error| entry_of(error.span.start) == entry)
}

/// Findings on the examples of all actors, in the order of the files.
///
/// A `matches:` line must yield a mention of its actor exactly where each pair of brackets is; a
/// `never:` line must yield none of its actor anywhere, not even as one of several candidates.
pub fn check_examples(tagger: &Tagger) -> Vec<Diagnostic> {
    let failures = check_some(tagger, examples(tagger.gazetteer())).into_iter();
    failures.map(|(_, diagnostic)| diagnostic).collect()
}

/// A line that says what an actor's names must or must not find.
#[derive(Debug, Clone, Copy)]
pub struct Example<'g> {
    /// The actor it belongs to.
    pub actor: &'g Actor,
    /// The line.
    pub phrase: &'g Phrase,
    /// It is under `matches:`, not under `never:`.
    pub must_match: bool,
}

impl Example<'_> {
    /// Returns the text that is tagged.
    pub fn text(&self) -> String {
        if self.must_match {
            read_brackets(&self.phrase.text).0
        } else {
            self.phrase.text.clone()
        }
    }
}

/// Returns the examples of all actors.
pub fn examples(gazetteer: &Gazetteer) -> impl Iterator<Item = Example<'_>> {
    gazetteer.actors().iter().flat_map(|actor| {
        let example = move |must_match| {
            move |phrase| Example {
                actor,
                phrase,
                must_match,
            }
        };
        let matches = actor.matches().iter().map(example(true));
        matches.chain(actor.never().iter().map(example(false)))
    })
}

/// Those of some examples that fail, each with its finding, in the order of the files.
pub fn check_some<'g>(
    tagger: &Tagger,
    examples: impl Iterator<Item = Example<'g>>,
) -> Vec<(Example<'g>, Diagnostic)> {
    let mut failures = Vec::new();
    let mut findings = Vec::new();
    for example in examples {
        if example.must_match {
            check_matches(tagger, example.actor, example.phrase, &mut findings);
        } else {
            check_never(tagger, example.actor, example.phrase, &mut findings);
        }
        let found = findings.drain(..).map(|(phrase, finding)| {
            let diagnostic = finding.at(tagger.gazetteer(), phrase);
            (example, diagnostic)
        });
        failures.extend(found);
    }
    failures.sort_by_key(|(example, _)| example.phrase.origin);
    failures
}

/// A finding without its place.
struct FailedExample {
    code: &'static str,
    message: String,
    help: String,
}

impl FailedExample {
    fn at(self, gazetteer: &Gazetteer, phrase: &Phrase) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: self.code,
            message: self.message,
            help: Some(self.help),
            location: gazetteer.location(phrase.origin),
        }
    }
}

fn check_matches<'g>(
    tagger: &Tagger,
    actor: &'g Actor,
    example: &'g Phrase,
    findings: &mut Vec<(&'g Phrase, FailedExample)>,
) {
    let (text, marked) = read_brackets(&example.text);
    let document = Document::new("example", text.as_str());
    let (mentions, rejections) = tagger.explain(&document);
    for span in marked {
        let found = mentions.iter().find(|mention| mention.span() == span);
        if found
            .and_then(Mention::actor)
            .is_some_and(|found| found.id == actor.id)
        {
            continue;
        }
        let help = match found {
            Some(mention) => instead(mention),
            None => why_not(actor, &span, &mentions, &rejections),
        };
        let message = format!("`{}` is not found as {}", &text[span], actor.id);
        findings.push((
            example,
            FailedExample {
                code: "failing-match",
                message,
                help,
            },
        ));
    }
}

fn check_never<'g>(
    tagger: &Tagger,
    actor: &'g Actor,
    example: &'g Phrase,
    findings: &mut Vec<(&'g Phrase, FailedExample)>,
) {
    let document = Document::new("example", example.text.as_str());
    for mention in tagger.tag(&document) {
        let is_actor = |found: &Actor| found.id == actor.id;
        if mention.actor().is_some_and(is_actor) || mention.candidates().any(is_actor) {
            let message = format!("`{}` is found as {}", mention.text(), actor.id);
            let help = format!(
                "the name is `{}`: guard it, or add a longer phrase that is somebody else under \
                `not:`",
                mention.name().text
            );
            findings.push((
                example,
                FailedExample {
                    code: "failing-never",
                    message,
                    help,
                },
            ));
        }
    }
}

/// Returns who was found instead.
fn instead(mention: &Mention<'_>) -> String {
    match mention.actor() {
        Some(actor) => format!("it is found as {}", actor.id),
        None => format!(
            "it may be {}: the line does not say which",
            mention.candidate_ids().join(" or ")
        ),
    }
}

fn why_not(
    actor: &Actor,
    span: &Range<usize>,
    mentions: &[Mention<'_>],
    rejections: &[Rejection<'_>],
) -> String {
    if let Some(rejection) = rejections
        .iter()
        .find(|r| r.actor.id == actor.id && r.span == *span)
    {
        return format!(
            "the rule `{}` turned it down: {}",
            rejection.rule,
            rejection.rule.explanation()
        );
    }
    if let Some(other) = mentions
        .iter()
        .find(|m| m.span().start < span.end && span.start < m.span().end)
    {
        return format!("`{}` is found there: {}", other.text(), instead(other));
    }
    "no name of the actor matches there: add it, or fix the brackets".to_owned()
}

/// Returns the text of an example without its brackets, and what they were around, in bytes of that
/// text.
fn read_brackets(example: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::with_capacity(example.len());
    let mut marked = Vec::new();
    let mut open = None;
    for c in example.chars() {
        match c {
            '[' => open = Some(text.len()),
            ']' => marked.extend(open.take().map(|start| start..text.len())),
            _ => text.push(c),
        }
    }
    (text, marked)
}
