//! Which mentions are drawn: each has a number that looks random, and the smallest are taken.
//!
//! The number follows from the seed and from where the mention stands, and from nothing else. So
//! the same mentions are drawn on every machine, in whatever order the rows come and however the
//! corpus was cut into shards, and a larger sample holds the smaller one.

/// Gives every mention its number.
///
/// The number is the 64-bit FNV-1a hash of the lines `seed`, `doc_key`, `start` and `end`, and of a
/// mention in a title `title`, written as in the table and joined by `\n`, and then mixed as
/// SplitMix64 mixes: by FNV alone, texts that differ in the last letters have hashes that are near
/// each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order {
    /// The hash of the seed and of a line break.
    begun: u64,
}

impl Order {
    pub(super) fn new(seed: u64) -> Self {
        const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
        let begun = fnv(OFFSET_BASIS, seed.to_string().as_bytes());
        Self {
            begun: fnv(begun, b"\n"),
        }
    }

    /// Returns the number of the mention at a place.
    pub(super) fn of(self, [doc_key, field, start, end]: [&[u8]; 4]) -> u64 {
        let field: &[u8] = match field {
            b"title" => b"\ntitle",
            _ => b"",
        };
        let parts = [doc_key, b"\n", start, b"\n", end, field];
        mixed(parts.into_iter().fold(self.begun, fnv))
    }
}

fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let add = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    bytes.iter().fold(hash, add)
}

fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_on_every_machine() {
        // Computed by the formula in Python.
        let order = Order::new(7);
        assert_eq!(
            order.of([b"4:1", b"text", b"269", b"296"]),
            0x6421_9aec_e135_5e90
        );
        assert_eq!(
            order.of([b"4:1", b"", b"635", b"647"]),
            0xb0d3_397b_4a8f_69f8
        );
        assert_eq!(
            Order::new(8).of([b"4:1", b"text", b"269", b"296"]),
            0xff0e_518d_a4f1_97a6
        );
    }

    #[test]
    fn places_that_are_alike_have_numbers_that_are_not() {
        let order = Order::new(1);
        let mut tenths = [0u32; 10];
        for document in 1..=100 {
            for start in 0..100 {
                let key = format!("1:{document}");
                let (start, end) = (start.to_string(), (start + 4).to_string());
                let number = order.of([key.as_bytes(), b"text", start.as_bytes(), end.as_bytes()]);
                tenths[((u128::from(number) * 10) >> 64) as usize] += 1;
            }
        }
        // 1,000 each would be even; four standard deviations are 120.
        assert!(
            tenths.iter().all(|count| (880..1120).contains(count)),
            "{tenths:?}"
        );
    }
}
