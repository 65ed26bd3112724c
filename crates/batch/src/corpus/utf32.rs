//! Texts in UTF-32, which the web does not know, and its decoders neither.

/// A decoder of UTF-32. It takes a text in pieces.
#[derive(Debug)]
pub(super) struct Utf32 {
    is_big: bool,
    /// The beginning of a character of which the rest comes in the next piece.
    begun: Vec<u8>,
}

/// Bytes of a character.
const UNIT: usize = 4;

/// Bytes that are looked at where there is no mark.
const HEAD: usize = 4096;

impl Utf32 {
    /// Returns the decoder of bytes that begin with the mark of UTF-32.
    ///
    /// That of the little end begins as that of UTF-16 does. A zero behind it is no text there.
    pub(super) fn marked(bytes: &[u8]) -> Option<Self> {
        let is_big = match bytes.first_chunk::<UNIT>()? {
            [0xff, 0xfe, 0, 0] => false,
            [0, 0, 0xfe, 0xff] => true,
            _ => return None,
        };
        Some(Self::new(is_big))
    }

    /// Returns the decoder of a whole file, and the length of its mark. One without a mark is known
    /// by its first characters: each of them is one, and all zeros are on the same side.
    pub(super) fn of_file(bytes: &[u8]) -> Option<(Self, usize)> {
        if let Some(marked) = Self::marked(bytes) {
            return Some((marked, UNIT));
        }
        if !bytes.len().is_multiple_of(UNIT) {
            return None;
        }
        let head = bytes.get(..bytes.len().min(HEAD))?;
        let (units, _) = head.as_chunks::<UNIT>();
        let is = |is_big| {
            let is_text = |unit: &[u8; UNIT]| character(*unit, is_big).is_some_and(|c| c != '\0');
            units.iter().all(is_text)
        };
        match (units.len() > 1, is(false), is(true)) {
            (true, true, false) => Some((Self::new(false), 0)),
            (true, false, true) => Some((Self::new(true), 0)),
            _ => None,
        }
    }

    fn new(is_big: bool) -> Self {
        Self {
            is_big,
            begun: Vec::new(),
        }
    }

    /// Returns the name of the encoding.
    pub(super) fn name(&self) -> &'static str {
        match self.is_big {
            true => "UTF-32BE",
            false => "UTF-32LE",
        }
    }

    /// Appends a piece of the text; returns how many bytes were no characters, each run of four of
    /// which stands as U+FFFD. `last` says that none follows.
    pub(super) fn decode(&mut self, mut bytes: &[u8], text: &mut String, last: bool) -> usize {
        let mut malformed = 0;
        if !self.begun.is_empty() {
            let missing = UNIT.saturating_sub(self.begun.len()).min(bytes.len());
            let (first, rest) = bytes.split_at(missing);
            self.begun.extend_from_slice(first);
            bytes = rest;
            if let Some(&unit) = self.begun.first_chunk::<UNIT>() {
                malformed += self.push(unit, text);
                self.begun.clear();
            }
        }
        let (units, rest) = bytes.as_chunks::<UNIT>();
        text.reserve(units.len());
        for &unit in units {
            malformed += self.push(unit, text);
        }
        self.begun.extend_from_slice(rest);
        if last && !self.begun.is_empty() {
            malformed += self.begun.len();
            self.begun.clear();
            text.push(char::REPLACEMENT_CHARACTER);
        }
        malformed
    }

    fn push(&self, unit: [u8; UNIT], text: &mut String) -> usize {
        let found = character(unit, self.is_big);
        text.push(found.unwrap_or(char::REPLACEMENT_CHARACTER));
        match found {
            Some(_) => 0,
            None => UNIT,
        }
    }
}

fn character(unit: [u8; UNIT], is_big: bool) -> Option<char> {
    char::from_u32(match is_big {
        true => u32::from_be_bytes(unit),
        false => u32::from_le_bytes(unit),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text in UTF-32.
    pub(in super::super) fn encoded(text: &str, is_big: bool) -> Vec<u8> {
        let units = text.chars().map(|c| match is_big {
            true => u32::from(c).to_be_bytes(),
            false => u32::from(c).to_le_bytes(),
        });
        units.flatten().collect()
    }

    #[test]
    fn other_texts_are_not_utf_32() {
        let utf16: Vec<u8> = "Iran, Syria."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let other: [&[u8]; 6] = [b"", b"Iran", b"Iran and", &[0; 64], &[1, 0, 0, 0], &utf16];
        for bytes in other {
            assert!(Utf32::of_file(bytes).is_none(), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_character_is_counted() {
        let mut bytes = encoded("ab", false);
        bytes.splice(4..4, [0, 0xd8, 0, 0, 0, 0, 0x11, 0]);
        bytes.extend([1, 2, 3]);
        let mut text = String::new();
        assert_eq!(Utf32::new(false).decode(&bytes, &mut text, true), 11);
        assert_eq!(text, "a\u{fffd}\u{fffd}b\u{fffd}");
    }

    proptest! {
        #[test]
        fn any_text_in_any_pieces(
            text in "\\PC{2,40}",
            is_big: bool,
            marked: bool,
            size in 1..9usize,
        ) {
            let mark = if marked { "\u{feff}" } else { "" };
            let bytes = encoded(&format!("{mark}{text}"), is_big);
            let (mut decoder, mark) = Utf32::of_file(&bytes).unwrap();
            prop_assert_eq!((mark > 0, decoder.is_big), (marked, is_big));
            let mut decoded = String::new();
            let mut malformed = 0;
            for piece in bytes[mark..].chunks(size) {
                malformed += decoder.decode(piece, &mut decoded, false);
            }
            malformed += decoder.decode(&[], &mut decoded, true);
            prop_assert_eq!((decoded, malformed), (text, 0));
        }
    }
}
