//! Characters out of bytes: which encoding they are in, and what could not be decoded.

use std::io::{self, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::skipped::{Fault, SkipKind};
use super::unpack::{Bytes, read_some};
use super::utf32::Utf32;

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'a> {
    pub text: &'a str,
    pub encoding: &'static str,
    /// Bytes that are not valid in the encoding; each run of them stands as U+FFFD in the text.
    pub malformed: usize,
}

/// Decodes a whole file: by its byte-order mark, else as declared, else as UTF-8 where it is valid,
/// else as detected. `buffer` holds the text where the bytes themselves cannot.
pub(super) fn decode_file<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
    buffer: &'a mut String,
) -> Decoded<'a> {
    // Before UTF-16, whose mark it may begin with.
    if let Some((mut utf32, mark)) = utf32_of(bytes, declared.is_none()) {
        buffer.clear();
        let malformed = utf32.decode(bytes.get(mark..).unwrap_or_default(), buffer, true);
        return Decoded {
            text: buffer,
            encoding: utf32.name(),
            malformed,
        };
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default(), buffer);
    }
    if let Some(encoding) = declared {
        return decode_as(encoding, bytes, buffer);
    }
    // Before UTF-8, which it is too, full of zeros.
    if let Some(encoding) = unmarked_utf16(bytes) {
        return decode_as(encoding, bytes, buffer);
    }
    decode_record(bytes, None, buffer)
}

fn utf32_of(bytes: &[u8], unmarked: bool) -> Option<(Utf32, usize)> {
    Utf32::of_file(bytes).filter(|&(_, mark)| mark > 0 || unmarked)
}

/// Decodes one record of a file: as UTF-8 where it is valid, else as declared, else as detected.
pub(super) fn decode_record<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
    buffer: &'a mut String,
) -> Decoded<'a> {
    match std::str::from_utf8(bytes) {
        Ok(text) => valid(text),
        Err(_) => decode_as(declared.unwrap_or_else(|| detect(bytes)), bytes, buffer),
    }
}

/// Decodes bytes known to be in `encoding`.
pub(super) fn decode_as<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    buffer: &'a mut String,
) -> Decoded<'a> {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return valid(text);
    }
    buffer.clear();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let malformed = decode_into(&mut decoder, bytes, buffer, true);
    Decoded {
        text: buffer,
        encoding: encoding.name(),
        malformed,
    }
}

fn valid(text: &str) -> Decoded<'_> {
    Decoded {
        text,
        encoding: UTF_8.name(),
        malformed: 0,
    }
}

/// The encoding of bytes that are not valid UTF-8.
///
/// A UTF-8 text with a few broken bytes is UTF-8 still: detection would turn all of its letters
/// into others. In other encodings sequences that happen to be UTF-8 are rare.
pub(super) fn detect(bytes: &[u8]) -> &'static Encoding {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        return UTF_8;
    }
    // ISO-2022-JP is not guessed: it is pure ASCII with escapes, in which anything can be hidden
    // from whoever looks at the bytes.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without its mark is valid UTF-8 full of zero bytes, in which no name would ever be found:
/// seen by most of its first characters having a zero on the same side.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    if head.len() < 4 || !bytes.len().is_multiple_of(2) || !head.contains(&0) {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in head.chunks_exact(2) {
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    // Not all: a text in Latin letters has some others, and one in Chinese no zeros but in its
    // spaces and line ends, so that it is not recognised.
    let many = head.len() / 2 * 7 / 10;
    match (first, second) {
        (0, zeros) if zeros > many => Some(UTF_16LE),
        (zeros, 0) if zeros > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Appends the decoded bytes; returns how many were not valid.
fn decode_into(decoder: &mut Decoder, mut bytes: &[u8], text: &mut String, last: bool) -> usize {
    let mut malformed = 0;
    loop {
        // Most text is ASCII: room for that at first, for the worst case of the rest only when it
        // is needed.
        text.reserve(bytes.len().saturating_add(16));
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, text, last);
        bytes = bytes.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return malformed,
            DecoderResult::OutputFull => text.reserve(
                decoder
                    .max_utf8_buffer_length_without_replacement(bytes.len())
                    .unwrap_or(bytes.len()),
            ),
            DecoderResult::Malformed(length, _) => {
                malformed += usize::from(length);
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

/// A stream in another encoding, read as UTF-8. For encodings in which a line or a quotation mark
/// is not one byte.
pub(super) struct Recoded {
    inner: Bytes,
    decoder: Recoding,
    raw: Vec<u8>,
    text: String,
    taken: usize,
    ended: bool,
    fault: Option<io::Error>,
    malformed: usize,
}

/// What decodes a stream.
pub(super) enum Recoding {
    Known(Decoder),
    Utf32(Utf32),
}

impl Recoding {
    pub(super) fn of(encoding: &'static Encoding) -> Self {
        Self::Known(encoding.new_decoder_without_bom_handling())
    }

    fn decode(&mut self, bytes: &[u8], text: &mut String, last: bool) -> usize {
        match self {
            Self::Known(decoder) => decode_into(decoder, bytes, text, last),
            Self::Utf32(decoder) => decoder.decode(bytes, text, last),
        }
    }
}

impl Recoded {
    /// `inner` begins after its byte-order mark.
    pub(super) fn new(inner: Bytes, decoder: Recoding) -> Self {
        Self {
            inner,
            decoder,
            raw: vec![0; 64 * 1024],
            text: String::new(),
            taken: 0,
            ended: false,
            fault: None,
            malformed: 0,
        }
    }

    /// How many bytes so far were not valid and stand as U+FFFD in the text.
    pub(super) fn malformed(&self) -> usize {
        self.malformed
    }

    fn refill(&mut self) {
        self.text.clear();
        self.taken = 0;
        let count = read_some(&mut self.inner, &mut self.raw).unwrap_or_else(|error| {
            self.fault = Some(error);
            0
        });
        self.ended = count == 0;
        let bytes = self.raw.get(..count).unwrap_or_default();
        self.malformed += self.decoder.decode(bytes, &mut self.text, self.ended);
    }
}

impl Read for Recoded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.text.len() {
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            if self.ended {
                return Ok(0);
            }
            self.refill();
        }
        let left = self.text.as_bytes().get(self.taken..).unwrap_or_default();
        let count = left.len().min(into.len());
        if let (Some(into), Some(from)) = (into.get_mut(..count), left.get(..count)) {
            into.copy_from_slice(from);
        }
        self.taken += count;
        Ok(count)
    }
}

/// Returns why a text does not hold what its bytes were meant to be.
pub(super) fn replaced(malformed: usize, encoding: &str) -> Fault {
    let (bytes, were) = if malformed == 1 {
        ("byte", "was")
    } else {
        ("bytes", "were")
    };
    let reason = format!("{malformed} {bytes} not valid {encoding} {were} replaced by U+FFFD");
    Fault::new(SkipKind::BadEncoding, reason)
}
