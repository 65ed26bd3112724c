//! Plain text: a whole file is one document.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use actag_core::Document;
use encoding_rs::Encoding;

use super::binary::{refuse_binary, refuse_controls, refuse_ebcdic};
use super::buffers::Buffers;
use super::chunk::Chunk;
use super::dates::leading_date;
use super::encoding::{decode_file, replaced};
use super::format::{DocumentFormat, Records};
use super::head::Head;
use super::item::Item;
use super::language::language_of;
use super::options::ReadOptions;
use super::skipped::Fault;
use super::split::Splitter;

pub(super) struct PlainText;

impl DocumentFormat for PlainText {
    fn name(&self) -> &'static str {
        "text"
    }

    fn description(&self) -> &'static str {
        "Plain text, one document"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["txt"]
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

    fn read(&self, chunk: &Chunk<'_>, buffers: &mut Buffers, each: &mut dyn FnMut(Item<'_>)) {
        let (origin, options) = (chunk.origin, chunk.options);
        if chunk.bytes.len() > options.max_document {
            return each(origin.skipped(None, Fault::too_long("document", options.max_document)));
        }
        // What is declared, or marked, is what it is said to be.
        let known = options.encoding.is_some() || Encoding::for_bom(chunk.bytes).is_some();
        let refused = refuse_binary(chunk.bytes).and_then(|()| match known {
            true => Ok(()),
            false => refuse_ebcdic(chunk.bytes),
        });
        if let Err(fault) = refused {
            return each(origin.skipped(None, fault));
        }
        let decoded = decode_file(chunk.bytes, options.encoding, &mut buffers.decoded);
        if let Err(fault) = refuse_controls(decoded.text) {
            return each(origin.skipped(None, fault));
        }
        let name = Path::new(&origin.path).file_name().unwrap_or_default();
        each(Item::Document(Document {
            key: Cow::Owned(format!("{}:1", origin.number)),
            id: Cow::Borrowed(&origin.id),
            text: Cow::Borrowed(decoded.text),
            date: leading_date(&name.to_string_lossy()).or(options.date),
            title: None,
            language: language_of(None, decoded.text),
            path: Cow::Borrowed(&origin.path),
            format: origin.format,
            encoding: decoded.encoding,
        }));
        if decoded.malformed > 0 {
            each(origin.skipped(None, replaced(decoded.malformed, decoded.encoding)));
        }
    }
}
