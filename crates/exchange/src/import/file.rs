//! The gazetteer that is written: its head, comments, entries.

use std::io::{self, Write};

use actag_core::source::{floor_boundary, visible};

/// Bytes of entries by which it is known whether a list is sorted.
const ENOUGH: usize = 1 << 20;

/// Bytes of the source’s own words in a comment: enough to find them again.
const MOST_QUOTED: usize = 120;

/// Writes a gazetteer entry by entry.
pub(super) struct GazetteerWriter<'a> {
    out: &'a mut dyn Write,
    /// The beginning of the file, while nobody knows whether ids come in their order.
    head: Option<Head>,
    has_entry: bool,
    bytes: u64,
}

/// The beginning of the file.
struct Head {
    about: String,
    entries: String,
    last_id: String,
    is_sorted: bool,
}

impl<'a> GazetteerWriter<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            head: None,
            has_entry: false,
            bytes: 0,
        }
    }

    /// Says what the file is made from.
    pub(super) fn begin(&mut self, from: &str, format: &str) {
        let from = visible(from).replace('\n', " ");
        self.head = Some(Head {
            about: format!(
                "# From {from}, by actag import {format}. Lines `look:` are for a person; the \
                 number before the source’s own words is its line.\n"
            ),
            entries: String::new(),
            last_id: String::new(),
            is_sorted: true,
        });
    }

    /// Writes a line that no reader of gazetteers heeds.
    pub(super) fn comment(&mut self, text: &str) -> io::Result<()> {
        // An allowance is a comment that `check` obeys: no source may write one.
        let text = visible(&text.replace(['\n', '\r'], " ")).replace("actag:", "actag :");
        self.write(&format!("# {}\n", text.trim()))
    }

    /// Says which entry comes next, before its comments.
    pub(super) fn begin_entry(&mut self, id: &str) {
        self.has_entry = true;
        if let Some(head) = &mut self.head {
            head.is_sorted &= head.last_id.as_str() <= id;
            id.clone_into(&mut head.last_id);
        }
    }

    /// Writes what is left; returns how many bytes were written.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        // Without an actor it is no gazetteer.
        if self.has_entry {
            self.write_head()?;
        }
        self.out.flush()?;
        Ok(self.bytes)
    }

    /// Writes a piece of the list of actors.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        if let Some(head) = &mut self.head {
            head.entries.push_str(text);
            return match head.entries.len() > ENOUGH {
                true => self.write_head(),
                false => Ok(()),
            };
        }
        self.write_out(text)
    }

    /// Writes the beginning of the file.
    fn write_head(&mut self) -> io::Result<()> {
        let Some(head) = self.head.take() else {
            return Ok(());
        };
        self.write_out(&head.about)?;
        if !head.is_sorted {
            self.write_out("# actag: allow(unsorted-ids): they come as in the list\n")?;
        }
        self.write_out("actors:\n")?;
        self.write_out(&head.entries)
    }

    fn write_out(&mut self, text: &str) -> io::Result<()> {
        self.bytes += text.len() as u64;
        self.out.write_all(text.as_bytes())
    }
}

/// Returns the beginning of the source’s own words.
pub(super) fn shortened(text: &str) -> String {
    let end = floor_boundary(text, MOST_QUOTED);
    let more = if end < text.len() { "…" } else { "" };
    format!("{}{more}", &text[..end])
}
