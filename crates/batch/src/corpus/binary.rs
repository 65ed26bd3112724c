//! What is no text, whatever its name says.

use super::skipped::{Fault, SkipKind};

/// What files begin with that hold something else than text. Each is longer than a text would have
/// it by chance.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "a zip archive, as .docx and .epub are"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF-", "PDF"),
    (b"\xfd7zXZ\0", "xz"),
    (b"BZh91AY&SY", "bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office document",
    ),
    (b"{\\rtf1", "RTF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF89a", "a GIF image"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "Parquet"),
    (b"Obj\x01", "Avro"),
];

/// How many bytes at the beginning tell what a file holds.
pub(super) const HEAD: usize = 16;

/// Fails where the first bytes of a file, unpacked, tell that it holds no text.
pub(super) fn refuse_binary(head: &[u8]) -> Result<(), Fault> {
    let found = BEGINNINGS
        .iter()
        .find(|(begins, _)| head.starts_with(begins));
    match found {
        Some((_, what)) => Err(Fault::new(
            SkipKind::IsBinary,
            format!("not text, but {what}"),
        )),
        None => Ok(()),
    }
}

/// Fails for bytes of a text file, in no known encoding, that seem to be EBCDIC.
pub(super) fn refuse_ebcdic(bytes: &[u8]) -> Result<(), Fault> {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let count = |is: fn(&u8) -> bool| head.iter().filter(|byte| is(byte)).count();
    // Its space is the `@` of all other encodings, and its letters are no ASCII.
    let (spaces, others) = (count(|&byte| byte == b'@'), count(|&byte| byte == b' '));
    let letters = count(|&byte| byte >= 0x80);
    if spaces * 20 > head.len() && spaces > others * 10 && letters * 2 > head.len() {
        return Err(Fault::new(
            SkipKind::BadEncoding,
            "seems to be EBCDIC, which is not read",
        ));
    }
    Ok(())
}

/// Control characters that any text may have: a short one is not refused for a few.
const FEW: usize = 8;

/// Fails for a text of which a tenth or more is control characters. Tabs, line ends and form feeds
/// are not counted, nor are escapes, which terminals and ISO-2022-JP are full of.
pub(super) fn refuse_controls(text: &str) -> Result<(), Fault> {
    let few = |count: usize| count < FEW || count < text.len().div_ceil(10);
    // Line ends among them, which nearly no text has that many of: one comparison a byte.
    if few(count(text, |byte| byte < b' ')) {
        return Ok(());
    }
    let controls = count(text, is_control);
    if few(controls) {
        return Ok(());
    }
    let reason = format!(
        "not text: {controls} of {} bytes are control characters",
        text.len()
    );
    Err(Fault::new(SkipKind::IsBinary, reason))
}

/// Counts bytes, sixteen at a time.
fn count(text: &str, is: impl Fn(u8) -> bool) -> usize {
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    // Sums of so few that a byte holds them: the compiler then adds up whole vectors.
    let few = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0u8, |sum, &byte| sum + u8::from(is(byte)))
    };
    let blocks = blocks.iter().map(|block| usize::from(few(block)));
    blocks.sum::<usize>() + usize::from(few(rest))
}

/// Bytes that are counted at once: fewer than a byte counts to.
const BLOCK: usize = 128;

fn is_control(byte: u8) -> bool {
    byte < b' ' && !(b'\t'..=b'\r').contains(&byte) && byte != b'\x1b'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_text() {
        for text in [
            "",
            "Iran\r\n\tSyria\u{c}\n",
            "\u{1b}[31mIran said so\u{1b}[0m and so on, and so on",
            "GIF images of Iran",
            "PKK and YPG",
            "%PD",
            "BZh is a name",
            "{\"text\": 1}",
        ] {
            assert!(refuse_binary(text.as_bytes()).is_ok(), "{text}");
            assert!(refuse_controls(text).is_ok(), "{text}");
            assert!(refuse_ebcdic(text.as_bytes()).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_tenth_of_controls_is_too_much() {
        for control in ["\0", "\u{1}", "\u{8}", "\u{e}", "\u{1f}"] {
            assert!(refuse_controls(&format!("{control}123456789").repeat(8)).is_err());
            assert!(refuse_controls(&format!("{control}1234567890").repeat(1000)).is_ok());
            assert!(refuse_controls(&format!("{control}123456789").repeat(7)).is_ok());
            assert!(refuse_controls(&control.repeat(1000)).is_err());
        }
        for allowed in ["\r\n\t", "\u{b}\u{c}", "\u{1b}", "\u{7f}"] {
            assert!(refuse_controls(&allowed.repeat(1000)).is_ok());
        }
    }

    #[test]
    fn other_encodings_are_not_ebcdic() {
        let text = "イランは言った。ナーム@example.com 、シリアと @ の間で。".repeat(50);
        let russian = "@иран @сирия @мали, и так далее, и тому подобное.".repeat(50);
        for encoding in [
            encoding_rs::SHIFT_JIS,
            encoding_rs::EUC_JP,
            encoding_rs::BIG5,
        ] {
            assert!(refuse_ebcdic(&encoding.encode(&text).0).is_ok());
        }
        for encoding in [
            encoding_rs::WINDOWS_1251,
            encoding_rs::KOI8_R,
            encoding_rs::IBM866,
        ] {
            assert!(refuse_ebcdic(&encoding.encode(&russian).0).is_ok());
        }
        // `Iran wrote to Syria.` in code page 37.
        let ebcdic = b"\xc9\x99\x81\x95@\xa6\x99\x96\xa3\x85@\xa3\x96@\xe2\xa8\x99\x89\x81K";
        assert!(refuse_ebcdic(ebcdic).is_err());
    }
}
