//! PDF, whose text the program `pdftotext` takes out where it is installed.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::hyphens::joined;
use super::options::ReadOptions;
use super::skipped::{Fault, SkipKind};
use super::whole::{Extract, WholeFile, WholeReader};

pub(super) const PDF: WholeFile = WholeFile {
    name: "pdf",
    description: "PDF, through pdftotext where that is installed",
    endings: &["pdf"],
    is_begun_by: |head| head.starts_with(b"%PDF-"),
    reader: WholeReader::Bytes(read),
};

/// The program, of poppler.
const PROGRAM: &str = "pdftotext";

/// How long it may take for one file.
const PATIENCE: Duration = Duration::from_secs(120);

fn read(bytes: &[u8], options: &ReadOptions) -> Result<Extract, Fault> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(Fault::new(
            SkipKind::Unreadable,
            "not PDF, though its name says so",
        ));
    }
    let text = extract(bytes, options)?;
    if text.trim().is_empty() {
        let reason = "PDF without text: perhaps pictures of pages";
        return Err(Fault::new(SkipKind::Media, reason));
    }
    Ok(Extract {
        text: joined(text.trim_end().replace('\u{c}', "\n\n").as_str()),
        ..Extract::default()
    })
}

fn extract(bytes: &[u8], options: &ReadOptions) -> Result<String, Fault> {
    let started = Command::new(PROGRAM)
        .args(["-enc", "UTF-8", "-eol", "unix", "-q", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Fault::new(SkipKind::NeedsProgram, "PDF, and no pdftotext"),
        _ => Fault::new(
            SkipKind::NeedsProgram,
            format!("{PROGRAM} does not run: {error}"),
        ),
    })?;
    let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let most = options.max_document as u64;
    let (text, said, ended) = thread::scope(|scope| {
        // Each pipe in a thread of its own: none waits for another.
        scope.spawn(move || input.map(|mut input| input.write_all(bytes)));
        let text = scope.spawn(move || read_all(output, most.saturating_add(1)));
        let said = scope.spawn(move || read_all(errors, 4096));
        let ended = wait(&mut child);
        (text.join(), said.join(), ended)
    });
    let text = text.unwrap_or_default();
    if text.len() as u64 > most {
        return Err(Fault::too_long("document", options.max_document));
    }
    let said = said.unwrap_or_default();
    let said = String::from_utf8_lossy(&said).to_string();
    match ended {
        Some(true) => Ok(String::from_utf8_lossy(&text).into_owned()),
        Some(false) if said.to_lowercase().contains("password") => {
            Err(Fault::new(SkipKind::Locked, "locked by a password"))
        }
        Some(false) => {
            let first = said
                .lines()
                .next()
                .unwrap_or("it does not say why")
                .to_owned();
            Err(Fault::new(
                SkipKind::Unreadable,
                format!("{PROGRAM} cannot read it: {first}"),
            ))
        }
        None => {
            let reason = format!("{PROGRAM} took more than {} s", PATIENCE.as_secs());
            Err(Fault::new(SkipKind::Unreadable, reason))
        }
    }
}

/// Waits for the end, and returns whether all went well; `None` where it was ended by us.
fn wait(child: &mut Child) -> Option<bool> {
    let begun = Instant::now();
    let mut pause = Duration::from_millis(1);
    while begun.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) => thread::sleep(pause),
            Err(_) => break,
        }
        pause = (pause * 2).min(Duration::from_millis(50));
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn read_all(pipe: Option<impl Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
        // It must not block on a full pipe.
        let _ = io::copy(&mut pipe, &mut io::sink());
    }
    bytes
}
