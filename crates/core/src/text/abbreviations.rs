//! Abbreviations whose full stop ends no sentence. The list is our own.

use AbbreviationUse::{BeforeName, Other};

/// Where an abbreviation is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AbbreviationUse {
    /// A title, or the beginning of a name: `Gen.`, `St.`
    BeforeName,
    /// Months, endings of company names and the like.
    Other,
}

/// In lower case and in order.
const ABBREVIATIONS: [(&str, AbbreviationUse); 46] = [
    ("adm", BeforeName),
    ("apr", Other),
    ("aug", Other),
    ("brig", BeforeName),
    ("capt", BeforeName),
    ("cmdr", BeforeName),
    ("co", Other),
    ("col", BeforeName),
    ("corp", Other),
    ("dec", Other),
    ("dr", BeforeName),
    ("feb", Other),
    ("fr", BeforeName),
    ("ft", BeforeName),
    ("gen", BeforeName),
    ("gov", BeforeName),
    ("hon", BeforeName),
    ("inc", Other),
    ("jan", Other),
    ("jr", Other),
    ("jul", Other),
    ("jun", Other),
    ("lt", BeforeName),
    ("ltd", Other),
    ("maj", BeforeName),
    ("messrs", Other),
    ("mr", BeforeName),
    ("mrs", BeforeName),
    ("ms", BeforeName),
    ("mt", BeforeName),
    ("nov", Other),
    ("oct", Other),
    ("pres", BeforeName),
    ("prof", BeforeName),
    ("rep", BeforeName),
    ("reps", Other),
    ("rev", BeforeName),
    ("sen", BeforeName),
    ("sens", Other),
    ("sep", Other),
    ("sept", Other),
    ("sgt", BeforeName),
    ("sr", Other),
    ("st", BeforeName),
    ("ste", BeforeName),
    ("vs", Other),
];

/// Letters of the longest abbreviation.
pub(super) const LONGEST: usize = 6;

/// Returns whether a word, in whatever capitals, is an abbreviation.
pub fn is_abbreviation(word: &str) -> bool {
    find(word).is_some()
}

/// Returns whether a word, in whatever capitals, is an abbreviation before a name.
pub fn is_abbreviation_before_name(word: &str) -> bool {
    find(word) == Some(BeforeName)
}

fn find(word: &str) -> Option<AbbreviationUse> {
    // In memory of the stack: this is asked at every full stop of a text.
    let mut folded = [0; LONGEST];
    let folded = folded.get_mut(..word.len())?;
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    let found = ABBREVIATIONS.binary_search_by(|(known, _)| known.as_bytes().cmp(folded));
    found.ok().map(|at| ABBREVIATIONS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_none_is_longer_than_the_longest() {
        assert!(ABBREVIATIONS.is_sorted_by_key(|(word, _)| word));
        let longest = ABBREVIATIONS.iter().map(|(word, _)| word.len()).max();
        assert_eq!(longest, Some(LONGEST));
    }

    #[test]
    fn capitals_do_not_matter() {
        assert!(is_abbreviation("Sgt") && is_abbreviation_before_name("SGT"));
        assert!(is_abbreviation("Inc") && !is_abbreviation_before_name("inc"));
        assert!(!is_abbreviation("") && !is_abbreviation("sergeant"));
    }
}
