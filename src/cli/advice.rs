//! What to type, where the library says what is wrong: it knows of no options.

use actag::diagnostic::Diagnostic;
use actag::eval::EvalError;
use actag::gazetteer::LoadError;
use actag::merge::MergeError;
use actag::run::RunError;
use actag::tables::folder::OutputError;

/// An error that ended a command with what to type, where that is known, in one line.
pub(super) fn with_advice(error: &anyhow::Error) -> String {
    format!("{}{}", with_causes(error), of(error))
}

/// What is wrong with gazetteers, with what to type.
pub(super) fn of_load(error: &LoadError) -> Vec<Diagnostic> {
    let mut findings = error.diagnostics.clone();
    add_to(&mut findings);
    findings
}

/// Adds what to type to what is wrong with gazetteers.
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

/// What to type after an error of a run.
pub(super) fn of_run(error: &RunError) -> &'static str {
    match error {
        RunError::Output(error) => of_output(error),
        RunError::InputsChanged | RunError::NoState => "; add --force to start anew",
        RunError::Stream(_) | RunError::State(_) | RunError::Threads { .. } => "",
    }
}

fn of(error: &anyhow::Error) -> &'static str {
    if let Some(error) = error.downcast_ref::<RunError>() {
        return of_run(error);
    }
    match error.downcast_ref::<MergeError>() {
        Some(MergeError::Output(error)) => return of_output(error),
        Some(MergeError::Unfinished { .. }) => return "; go on with it with --resume",
        Some(MergeError::Whole { .. }) => return ", without --shard",
        _ => {}
    }
    match error.downcast_ref::<EvalError>() {
        Some(EvalError::Units { .. }) => ": tag again without --offsets",
        _ => "",
    }
}

fn of_output(error: &OutputError) -> &'static str {
    match error {
        OutputError::Exists { .. } => {
            "; name another folder with --out, or add --force to replace them"
        }
        OutputError::Unfinished { .. } => {
            "; add --resume to go on with it, or --force to start anew"
        }
        OutputError::Busy { .. } => "; name another folder with --out",
        OutputError::OtherRun { .. } => {
            "; repeat its command to go on with it, or add --force to start anew"
        }
        OutputError::Damaged { .. } => "; add --force to start anew",
        OutputError::NotAFolder { .. } => ": name it with --out",
        OutputError::InTheWay { .. } => "; move it, or name another folder with --out",
        OutputError::Read { .. } | OutputError::Write { .. } => "",
    }
}

/// An error and what caused it, in one line. Many errors tell their cause themselves: nothing is
/// said twice.
fn with_causes(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.is_empty() {
            told = cause;
        } else if !told.contains(&cause) {
            told.push_str(": ");
            told.push_str(&cause);
        }
    }
    told
}
