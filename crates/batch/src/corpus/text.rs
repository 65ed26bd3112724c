//! Plain text: a whole file is one document.

use std::sync::Arc;

use encoding_rs::Encoding;

use super::binary::{refuse_binary, refuse_ebcdic};
use super::buffers::Buffers;
use super::chunk::Chunk;
use super::encoding::decode_file;
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::options::ReadOptions;
use super::record::{Each, Raw, Record};
use super::skipped::Fault;
use super::split::Splitter;
use super::utf32::Utf32;

pub(super) struct PlainText;

impl DocumentFormat for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn description(&self) -> &'static str {
        "Plain text, one document"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn open(
        &self,
        _head: &mut Head<'_>,
        _options: &ReadOptions,
    ) -> Result<Arc<dyn Records>, Fault> {
        Ok(Arc::new(Self))
    }
}

impl Records for PlainText {
    fn splitter(&self) -> Splitter {
        Splitter::one()
    }

    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut Each<'_>) {
        let options = chunk.options;
        if let Err(fault) = refuse(chunk.bytes, options) {
            return each(Raw::Skipped(fault, None));
        }
        let decoded = decode_file(chunk.bytes, options.encoding, &mut buffers.decoded);
        each(Raw::Record(Record::of_file(decoded)));
    }
}

/// Fails for bytes that are no text.
fn refuse(bytes: &[u8], options: &ReadOptions) -> Result<(), Fault> {
    if bytes.len() > options.max_document {
        return Err(Fault::too_long("document", options.max_document));
    }
    refuse_binary(bytes)?;
    // What is declared, or marked, is what it is said to be.
    let is_marked = Encoding::for_bom(bytes).is_some() || Utf32::marked(bytes).is_some();
    match options.encoding.is_some() || is_marked {
        true => Ok(()),
        false => refuse_ebcdic(bytes),
    }
}
