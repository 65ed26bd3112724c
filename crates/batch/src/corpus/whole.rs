//! A file that is one document of some markup, read by a function.

use std::sync::Arc;

use encoding_rs::Encoding;

use super::buffers::Buffers;
use super::chunk::Chunk;
use super::encoding::{Decoded, decode_file};
use super::fields::FIELDS;
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::options::ReadOptions;
use super::record::{Each, Raw, Record};
use super::skipped::Fault;
use super::split::Splitter;

/// What was read of a document.
#[derive(Debug, Default)]
pub(super) struct Extract {
    pub text: String,
    pub title: Option<String>,
    /// As it is written.
    pub date: Option<String>,
    pub language: Option<String>,
}

/// A format whose files are read whole.
pub(super) struct WholeFile {
    pub name: &'static str,
    pub description: &'static str,
    pub endings: &'static [&'static str],
    /// Whether what begins so is one.
    pub is_begun_by: fn(&[u8]) -> bool,
    pub reader: WholeReader,
}

/// How the bytes of a file become documents.
#[allow(dead_code)] // Which of them there are, features say.
#[derive(Clone, Copy)]
pub(super) enum WholeReader {
    /// One document of a text.
    Text(fn(&str) -> Extract),
    /// One document of the bytes.
    Bytes(fn(&[u8], &ReadOptions) -> Result<Extract, Fault>),
    /// Any number of them.
    Many(fn(&Chunk<'_>, &mut Each<'_>) -> Result<(), Fault>),
}

impl DocumentFormat for WholeFile {
    fn name(&self) -> &'static str {
        self.name
    }

    fn description(&self) -> &'static str {
        self.description
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn is_begun_by(&self, head: &[u8], _options: &ReadOptions) -> bool {
        (self.is_begun_by)(head)
    }

    fn open(&self, _: &mut Head<'_>, _: &ReadOptions) -> Result<Arc<dyn Records>, Fault> {
        Ok(Arc::new(self.reader))
    }
}

impl Records for WholeReader {
    fn splitter(&self) -> Splitter {
        Splitter::one()
    }

    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut Each<'_>) {
        let options = chunk.options;
        if chunk.bytes.len() > options.max_document {
            let fault = Fault::too_long("document", options.max_document);
            return each(Raw::Skipped(fault, None));
        }
        match self {
            Self::Text(read) => {
                let declared = options.encoding.or_else(|| declared(chunk.bytes));
                let decoded = decode_file(chunk.bytes, declared, &mut buffers.decoded);
                let extract = read(decoded.text);
                emit(&extract, decoded.encoding, decoded.malformed, options, each);
            }
            Self::Bytes(read) => match read(chunk.bytes, options) {
                Ok(extract) => emit(&extract, "UTF-8", 0, options, each),
                Err(fault) => each(Raw::Skipped(fault, None)),
            },
            Self::Many(read) => {
                if let Err(fault) = read(chunk, each) {
                    each(Raw::Skipped(fault, None));
                }
            }
        }
    }
}

/// Hands over the one document of a file.
fn emit(
    extract: &Extract,
    encoding: &'static str,
    malformed: usize,
    options: &ReadOptions,
    each: &mut Each<'_>,
) {
    if extract.text.len() > options.max_document {
        let fault = Fault::too_long("document", options.max_document);
        return each(Raw::Skipped(fault, None));
    }
    let decoded = Decoded {
        text: &extract.text,
        encoding,
        malformed,
    };
    each(Raw::Record(Record {
        date: Ok(extract.date.as_deref()),
        title: extract.title.as_deref(),
        language: extract.language.as_deref(),
        has: [false; FIELDS],
        ..Record::of_file(decoded)
    }));
}

/// The encoding that a page declares near its beginning: `charset=windows-1251`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, from) = head.split_once("charset=")?;
    let name = from.trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    let encoding = Encoding::for_label(name.get(..end.unwrap_or(name.len()))?.as_bytes())?;
    // UTF-8 is tried first in any case, and what can be read as bytes is not UTF-16.
    (encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible()).then_some(encoding)
}
