//! Where a name is found by what it begins with: a hash table of the beginnings of all names, cut where a word may end.
//!
//! A walk along a text asks it once a word, where an automaton would take a step a byte: `lord's resistance army` stands in
//! it as `lords`, `lords resistance` and itself. A beginning is known by its key alone, so the table may say that a name
//! goes on where none does; that a name ends is only a guess, which the caller confirms with the letters.

use rayon::prelude::*;

use super::key::{Key, count_letters, parts};

/// The beginnings of all patterns, by key.
#[derive(Debug)]
pub(super) struct Prefixes {
    buckets: Box<[Bucket]>,
}

/// Slots that lie in one line of the cache and are looked through at once.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Bucket {
    /// The halves of keys that do not tell where they stand.
    tags: [u32; SLOTS],
    /// What ends and goes on there; nothing, where the slot is empty. Those in use stand in front.
    ends: [Ends; SLOTS],
}

const SLOTS: usize = 8;

/// Whether a pattern ends where a beginning does, and whether one goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Ends(u32);

impl Ends {
    const GOES_ON: Self = Self(1);

    fn with(pattern: u32) -> Self {
        Self((pattern + 1) << 1)
    }

    fn pattern(self) -> Option<usize> {
        (self.0 >> 1).checked_sub(1).map(|pattern| pattern as usize)
    }

    fn goes_on(self) -> bool {
        self.0 & Self::GOES_ON.0 != 0
    }
}

/// Beginnings for each bucket, on average: few buckets are full, behind which a search has to go on.
const SHARE: usize = 4;

/// Patterns that are read together.
const TOGETHER: usize = 8192;

impl Prefixes {
    /// The table of `patterns`, which are sorted, distinct, and fewer than 2^31.
    pub(super) fn of(patterns: &[&str]) -> Self {
        let mut beginnings: Vec<(u64, Ends)> = patterns
            .par_chunks(TOGETHER)
            .enumerate()
            .flat_map_iter(|(chunk, some)| beginnings(chunk * TOGETHER, some))
            .collect();
        let mut table = Self {
            buckets: vec![Bucket::default(); beginnings.len() / SHARE + 2].into(),
        };
        // Those that stand side by side are put there one after the other.
        beginnings.par_sort_unstable_by_key(|&(key, ends)| (key, ends.0));
        for (key, ends) in beginnings {
            table.insert(key, ends);
        }
        table
    }

    fn insert(&mut self, key: u64, ends: Ends) {
        let mut place = self.home(key);
        loop {
            let bucket = &mut self.buckets[place];
            for slot in 0..SLOTS {
                let known = &mut bucket.ends[slot];
                // Two patterns of one key stand beside each other.
                let joins = bucket.tags[slot] == key as u32
                    && (known.pattern().is_none() || ends.pattern().is_none());
                if *known == Ends::default() || joins {
                    known.0 |= ends.0;
                    bucket.tags[slot] = key as u32;
                    return;
                }
            }
            place = self.after(place);
        }
    }

    /// Calls `ends` with every pattern that may end where this key was reached, and tells whether any may go on.
    #[inline(always)]
    pub(super) fn look_up(&self, key: u64, mut ends: impl FnMut(usize)) -> bool {
        let mut place = self.home(key);
        let mut goes_on = false;
        loop {
            let bucket = &self.buckets[place];
            let mut equal = bucket.slots_of(key as u32);
            while equal != 0 {
                let here = bucket.ends[equal.trailing_zeros() as usize % SLOTS];
                goes_on |= here.goes_on();
                if let Some(pattern) = here.pattern() {
                    ends(pattern);
                }
                equal &= equal - 1;
            }
            if !bucket.is_full() {
                return goes_on;
            }
            place = self.after(place);
        }
    }

    /// Where a key stands, unless others took its place.
    #[inline(always)]
    fn home(&self, key: u64) -> usize {
        (((key >> 32) * self.buckets.len() as u64) >> 32) as usize
    }

    #[inline(always)]
    fn after(&self, place: usize) -> usize {
        match place + 1 {
            past if past == self.buckets.len() => 0,
            next => next,
        }
    }
}

impl Bucket {
    /// A bit for each slot that has this tag; of empty ones too, if it is 0, where nothing ends or goes on.
    #[inline(always)]
    fn slots_of(&self, tag: u32) -> u32 {
        let equal = self.tags.iter().enumerate();
        equal.fold(0, |bits, (slot, &known)| {
            bits | u32::from(known == tag) << slot
        })
    }

    #[inline(always)]
    fn is_full(&self) -> bool {
        self.ends[SLOTS - 1] != Ends::default()
    }
}

/// The beginnings of some patterns, of which the first has the number `first`; those that one shares with the one before
/// it once.
fn beginnings(first: usize, patterns: &[&str]) -> Vec<(u64, Ends)> {
    let mut found = Vec::with_capacity(2 * patterns.len());
    let mut before = "";
    let (mut cuts, mut cuts_before) = (Vec::new(), Vec::new());
    for (number, pattern) in patterns.iter().enumerate() {
        let alike = common(before, pattern);
        each_prefix(pattern, |end, key| {
            if end == pattern.len() {
                found.push((key, Ends::with((first + number) as u32)));
                return;
            }
            if end > alike || !cuts_before.contains(&end) {
                found.push((key, Ends::GOES_ON));
            }
            cuts.push(end);
        });
        before = pattern;
        std::mem::swap(&mut cuts, &mut cuts_before);
        cuts.clear();
    }
    found
}

/// How many bytes two patterns begin with alike.
fn common(a: &str, b: &str) -> usize {
    let alike = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b);
    alike.count()
}

/// Calls `each` with the end and the key of every beginning of a folded pattern that stops where a word may, itself included.
fn each_prefix(folded: &str, mut each: impl FnMut(usize, u64)) {
    let mut key = Key::EMPTY;
    let mut before = None;
    let mut at = 0;
    while at < folded.len() {
        let letters = count_letters(folded.as_bytes(), at);
        let next = match letters {
            0 => folded[at..].chars().next().unwrap_or_default(),
            _ => 'a',
        };
        if before.is_some_and(|before| parts(before, next)) {
            if before != Some(' ') {
                each(at, key.value());
            }
            key.end_token();
        }
        before = Some(next);
        if letters > 0 {
            key.letters(folded.as_bytes(), at, letters);
            at += letters;
        } else if next == ' ' {
            key.space();
            at += 1;
        } else {
            key.char(next);
            at += next.len_utf8();
        }
    }
    each(folded.len(), key.value());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(table: &Prefixes, patterns: &[&str], text: &str) -> (Vec<usize>, bool) {
        let mut last = (Vec::new(), false);
        each_prefix(text, |_, key| {
            let mut found = Vec::new();
            let goes_on = table.look_up(key, |pattern| found.push(pattern));
            last = (found, goes_on);
        });
        last.0.retain(|&pattern| patterns[pattern] == text);
        last
    }

    #[test]
    fn patterns_and_their_beginnings_are_found_and_nothing_else() {
        let numbers: Vec<String> = (0..20_000).map(|number| format!("iran {number}")).collect();
        let others = [
            "a",
            "a b",
            "ab",
            "at&t",
            "c++",
            "c",
            "c伊",
            "cab",
            "iranian army",
            "iranian army air force",
            "伊朗军队",
            "ürümqi",
        ];
        let mut patterns: Vec<&str> = numbers.iter().map(String::as_str).chain(others).collect();
        patterns.sort_unstable();
        let table = Prefixes::of(&patterns);
        for (number, pattern) in patterns.iter().enumerate() {
            let (found, goes_on) = ends(&table, &patterns, pattern);
            assert_eq!(found, [number], "{pattern}");
            let last = pattern.chars().next_back().unwrap();
            let longer = patterns.iter().any(|longer| {
                let next = longer
                    .strip_prefix(pattern)
                    .and_then(|rest| rest.chars().next());
                next.is_some_and(|next| parts(last, next))
            });
            assert_eq!(goes_on, longer, "{pattern}");
        }
        for (beginning, known) in [
            ("iran", true),
            ("iranian", true),
            ("at", true),
            ("at&", true),
            ("c+", true),
            ("伊朗", true),
            ("ira", false),
            ("iran army", false),
            ("伊军", false),
            ("ür", false),
            ("iranian army air", true),
        ] {
            assert_eq!(
                ends(&table, &patterns, beginning),
                (Vec::new(), known),
                "{beginning}"
            );
        }
    }

    #[test]
    fn an_empty_table_finds_nothing() {
        assert!(!Prefixes::of(&[]).look_up(7, |_| panic!("there are no patterns")));
    }
}
