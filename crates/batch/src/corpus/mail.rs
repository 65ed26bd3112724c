//! E-mail: one message a file, or a mailbox of them.

use mail_parser::{Message, MessageParser, PartType};

use super::chunk::Chunk;
use super::fields::FIELDS;
use super::html;
use super::lines::next_line;
use super::options::ReadOptions;
use super::record::{Each, Raw, Record};
use super::skipped::{Fault, SkipKind};
use super::whole::{Extract, WholeFile, WholeReader};

pub(super) const MESSAGE: WholeFile = WholeFile {
    name: "mail",
    description: "One e-mail message",
    endings: &["eml", "emlx"],
    is_begun_by: is_message,
    reader: WholeReader::Bytes(read),
};

pub(super) const MAILBOX: WholeFile = WholeFile {
    name: "mbox",
    description: "A mailbox of e-mail messages",
    endings: &["mbox", "mbx"],
    is_begun_by: |head| head.starts_with(b"From ") && is_message(behind_first_line(head)),
    reader: WholeReader::Many(read_all),
};

/// Whether a text begins with the header lines of a message.
fn is_message(head: &[u8]) -> bool {
    let mut rest = head;
    let (mut known, mut count) = (0, 0);
    while count < 40 && !rest.is_empty() {
        let (line, _) = next_line(&mut rest);
        let line = line.trim_ascii_end();
        let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let is_header = name.len() < line.len() && !name.is_empty() && name.iter().all(is_name);
        if line.is_empty() {
            break;
        }
        if !is_header && !line.starts_with(b" ") && !line.starts_with(b"\t")
            || count == 0 && !is_header
        {
            return false;
        }
        let usual: [&[u8]; 7] = [
            b"from",
            b"to",
            b"date",
            b"subject",
            b"message-id",
            b"received",
            b"mime-version",
        ];
        known += usize::from(usual.contains(&name.to_ascii_lowercase().as_slice()));
        count += 1;
    }
    known >= 3
}

fn behind_first_line(head: &[u8]) -> &[u8] {
    let mut rest = head;
    next_line(&mut rest);
    rest
}

fn read(bytes: &[u8], _options: &ReadOptions) -> Result<Extract, Fault> {
    // Apple Mail writes the length of the message before it.
    let first = bytes
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    let is_length = !first.is_empty() && first.trim_ascii().iter().all(u8::is_ascii_digit);
    let bytes = if is_length {
        behind_first_line(bytes)
    } else {
        bytes
    };
    let message = MessageParser::default().parse(bytes);
    let message =
        message.ok_or_else(|| Fault::new(SkipKind::Unreadable, "not an e-mail message"))?;
    Ok(extract(&message))
}

/// Returns the text of a message: of its plain text, else of its HTML.
fn extract(message: &Message<'_>) -> Extract {
    let parts = message.text_body.iter();
    let parts = parts.filter_map(|&id| message.parts.get(id as usize));
    let mut text = String::new();
    for part in parts {
        let piece = match &part.body {
            PartType::Text(text) => text.replace("\r\n", "\n"),
            PartType::Html(page) => html::read(page).text,
            _ => continue,
        };
        if !text.is_empty() && !piece.trim().is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&piece);
    }
    Extract {
        text,
        title: message.subject().map(str::to_owned),
        date: message.date().map(|date| date.to_rfc3339()),
        language: None,
    }
}

fn read_all(chunk: &Chunk<'_>, each: &mut Each<'_>) -> Result<(), Fault> {
    let (mut line, mut number) = (1, 0);
    for message in messages(chunk.bytes) {
        number += 1;
        let lines = message.iter().filter(|&&byte| byte == b'\n').count() as u64;
        match read(behind_first_line(message), chunk.options) {
            Ok(found) => each(Raw::Record(Record {
                id: None,
                text: &found.text,
                date: Ok(found.date.as_deref()),
                title: found.title.as_deref(),
                language: None,
                encoding: "UTF-8",
                malformed: 0,
                day_order: None,
                line: Some(line),
                number,
                has: [false; FIELDS],
                names: &Vec::new,
            })),
            Err(fault) => each(Raw::Skipped(fault, Some(line))),
        }
        line += lines;
    }
    match number {
        0 => Err(Fault::new(SkipKind::NoRecords, "holds no messages")),
        _ => Ok(()),
    }
}

/// The messages of a mailbox, each with the line `From …` before it.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut begins = Vec::new();
    let (mut rest, mut is_blank) = (bytes, true);
    while !rest.is_empty() {
        let at = bytes.len() - rest.len();
        let (line, _) = next_line(&mut rest);
        if is_blank && line.starts_with(b"From ") {
            begins.push(at);
        }
        is_blank = line.trim_ascii().is_empty();
    }
    let ends = begins.iter().skip(1).copied().chain([bytes.len()]);
    let pairs = begins.iter().zip(ends);
    pairs
        .filter_map(|(&begin, end)| bytes.get(begin..end))
        .collect()
}
