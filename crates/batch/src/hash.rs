//! Hashes, and what they look like as text.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Returns bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of a text, or of an id: the first 128 bits of its SHA-256, written as 32 hexadecimal
/// digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct TextHash(pub(crate) [u64; 2]);

impl TextHash {
    /// Returns the hash of a text in UTF-8.
    pub(crate) fn of(text: &str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        let (halves, _) = digest.as_chunks::<8>();
        let half = |at: usize| halves.get(at).copied().map_or(0, u64::from_be_bytes);
        Self([half(0), half(1)])
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [high, low] = self.0;
        write!(f, "{high:016x}{low:016x}")
    }
}

/// That is no hash of a text.
#[derive(Debug)]
pub struct NoTextHash;

impl FromStr for TextHash {
    type Err = NoTextHash;

    fn from_str(text: &str) -> Result<Self, NoTextHash> {
        let (high, low) = text.split_at_checked(16).ok_or(NoTextHash)?;
        let half = |digits| u64::from_str_radix(digits, 16).map_err(|_| NoTextHash);
        Ok(Self([half(high)?, half(low)?]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_other_programs() {
        // printf abc | sha256sum
        let hash = TextHash::of("abc");
        assert_eq!(hash.to_string(), "ba7816bf8f01cfea414140de5dae2223");
        assert_eq!(hash.to_string().parse::<TextHash>().unwrap(), hash);
        for text in ["", "ba78", "ba7816bf8f01cfea41414éde5dae2223"] {
            assert!(text.parse::<TextHash>().is_err(), "{text}");
        }
    }
}
