//! What to type after an error: the library says what is wrong, but knows no options.

use actag::corpus::OpenError;
use actag::diagnostic::Diagnostic;
use actag::eval::EvalError;
use actag::gazetteer::LoadError;
use actag::merge::MergeError;
use actag::run::RunError;
use actag::sample::SampleError;
use actag::tables::folder::OutputError;

/// Returns an error that ended a command in one line, followed by what to type where that is known.
pub(super) fn with_advice(error: &anyhow::Error) -> String {
    format!("{}{}", with_causes(error), of(error))
}

/// Returns the errors of gazetteers, with what to type in their help.
pub(super) fn of_load(error: &LoadError) -> Vec<Diagnostic> {
    let mut findings = error.diagnostics.clone();
    add_to(&mut findings);
    findings
}

/// Adds what to type to the help of findings.
pub(super) fn add_to(findings: &mut [Diagnostic]) {
    for finding in findings {
        let advice = match finding.code {
            "unsorted-ids" => "`actag check --fix` does it",
            "bad-allow" => "`actag check --rules` lists the rules",
            "no-gazetteer" => "`actag init DIR` writes some to begin with",
            // A path that was named; a single file that cannot be read comes without help.
            "unreadable" if finding.help.is_some() => "`actag init DIR` writes some to begin with",
            _ => continue,
        };
        let help = finding.help.take().map(|help| format!("{help}; {advice}"));
        finding.help = help.or_else(|| Some(advice.to_owned()));
    }
}

/// Returns what to type after an error of a run.
pub(super) fn of_run(error: &RunError) -> &'static str {
    match error {
        RunError::Output(error) => of_output(error),
        RunError::InputsChanged | RunError::NoState => "; add --force to start anew",
        RunError::UniqueShard => "; leave out --unique-texts or --shard",
        RunError::NotStreamed { .. } => "; name one with --out, or write --format jsonl",
        RunError::SafeFormat { .. } => "; leave out --spreadsheet-safe, or --format",
        RunError::Stream(_) | RunError::Threads { .. } | RunError::UnknownScheme { .. } => "",
    }
}

/// For commands that read tables.
const AS_CSV: &str = ": tag again with --format csv";

fn of(error: &anyhow::Error) -> &'static str {
    if let Some(error) = error.downcast_ref::<RunError>() {
        return of_run(error);
    }
    match error.downcast_ref::<MergeError>() {
        Some(MergeError::Output(error)) => return of_output(error),
        Some(MergeError::Unfinished { .. }) => return "; resume it with --resume",
        Some(MergeError::IntoShard { .. }) => return "; name another folder with --out",
        Some(MergeError::Whole { .. }) => return ", without --shard",
        _ => {}
    }
    if let Some(error) = error.downcast_ref::<OpenError>() {
        return match error {
            OpenError::HoldsOutput { what: "tables", .. } => "; name a folder outside with --out",
            OpenError::IsOutput { .. } => "; name another output",
            _ => "",
        };
    }
    if let Some(SampleError::OtherFormat { .. }) = error.downcast_ref::<SampleError>() {
        return AS_CSV;
    }
    match error.downcast_ref::<EvalError>() {
        Some(EvalError::OtherFormat { .. }) => AS_CSV,
        Some(EvalError::Units { .. }) => ": tag again without --offsets",
        _ => "",
    }
}

fn of_output(error: &OutputError) -> &'static str {
    match error {
        OutputError::Exists { .. } => {
            "; name another folder with --out, or add --force to replace them"
        }
        OutputError::Unfinished { .. } => "; add --resume to resume it, or --force to start anew",
        OutputError::Busy { .. } => "; name another folder with --out",
        OutputError::OtherRun { .. } => {
            "; repeat its command to resume it, or add --force to start anew"
        }
        OutputError::Damaged { .. }
        | OutputError::TableGone { .. }
        | OutputError::TableChanged { .. }
        | OutputError::Outdated { .. } => "; add --force to start anew",
        OutputError::NotOurs { .. } => "; move it, or name another folder with --out",
        OutputError::Linked { .. } => "; remove it, or name another folder with --out",
        OutputError::NotAFolder { .. } => ": name it with --out",
        OutputError::InTheWay { .. } => "; move it, or name another folder with --out",
        OutputError::Read { .. } | OutputError::Write { .. } | OutputError::Lost { .. } => "",
    }
}

/// Returns an error and its causes in one line. A cause that the message already contains, as
/// many do, is not repeated.
fn with_causes(error: &anyhow::Error) -> String {
    let mut message = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if message.is_empty() {
            message = cause;
        } else if !message.contains(&cause) {
            message.push_str(": ");
            message.push_str(&cause);
        }
    }
    message
}
