//! What makes two names one to the matcher: the same letters after folding, and the same capitals
//! demanded.
//!
//! The lexicon compiles the same facts into masks; here they are kept for comparing a handful of
//! names.

use actag_core::gazetteer::Case;
use actag_core::text::case::HyphenCapitals;
use actag_core::text::chars::{CharInfo, fold_to_several};
use actag_core::text::fold::{Step, fold_plain, is_plain, step};
use actag_core::text::words::ends_with_possessive;

/// A name as the matcher sees it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Spelling {
    folded: String,
    /// What is demanded of each folded character: nothing, a capital, or a lower-case letter.
    demands: Vec<Demand>,
    possessive: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Demand {
    Nothing,
    Capital,
    Small,
}

impl Spelling {
    /// Returns the spelling of a name, with the capitals that count.
    pub fn of(name: &str, case: Case) -> Spelling {
        let mut spelling = Spelling {
            folded: String::with_capacity(name.len()),
            demands: Vec::with_capacity(name.len()),
            possessive: false,
        };
        let mut hyphens = HyphenCapitals::default();
        let demand = |hyphens: &mut HyphenCapitals, info| match (hyphens.take(info), case) {
            (true, Case::Written) => Demand::Nothing,
            _ => Demand::of(info, case),
        };
        if is_plain(name) {
            for c in name.chars() {
                spelling.push(fold_plain(c), demand(&mut hyphens, CharInfo::of(c)));
            }
            return spelling;
        }
        let (mut at, mut end) = (0, 0);
        while let Some(step) = step(name, at) {
            at = match step {
                Step::Char {
                    folded,
                    info,
                    end: next,
                } => {
                    let demand = demand(&mut hyphens, info);
                    // Quotes and spaces around a name do not count.
                    if folded != '"' || !spelling.folded.is_empty() {
                        spelling.push(folded, demand);
                    }
                    if folded != '"' {
                        end = next;
                    }
                    next
                }
                Step::Several {
                    source,
                    info,
                    end: next,
                } => {
                    let demand = demand(&mut hyphens, info);
                    for folded in fold_to_several(source).chars() {
                        spelling.push(folded, demand);
                    }
                    end = next;
                    next
                }
                Step::Space { end } | Step::Paragraph { end } => {
                    hyphens.take_space(&name[at..]);
                    if !spelling.folded.is_empty() {
                        spelling.push(' ', Demand::Nothing);
                    }
                    end
                }
                Step::Nothing { end } => end,
            };
        }
        let trimmed = spelling.folded.trim_end_matches(['"', ' ']).len();
        spelling.folded.truncate(trimmed);
        spelling.demands.truncate(spelling.folded.chars().count());
        spelling.possessive = ends_with_possessive(name, end);
        spelling
    }

    fn push(&mut self, folded: char, demand: Demand) {
        self.folded.push(folded);
        self.demands.push(demand);
    }

    /// Returns the letters alone, capitals aside.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Returns whether this name is found wherever `other` is.
    pub(crate) fn finds_all_of(&self, other: &Spelling) -> bool {
        self.folded == other.folded
            && self.possessive == other.possessive
            && (self.demands.iter().zip(&other.demands))
                .all(|(own, other)| *own == Demand::Nothing || own == other)
    }

    /// Returns whether this name is found wherever `other` matches as it is written.
    pub fn covers(&self, other: &Spelling) -> bool {
        self.folded == other.folded
            && self.possessive == other.possessive
            && self.demands.iter().zip(&other.demands).all(|(own, other)| {
                *own == Demand::Nothing
                    || own == other
                    || *own == Demand::Small && *other == Demand::Nothing
            })
    }
}

impl Demand {
    fn of(info: CharInfo, case: Case) -> Demand {
        match case {
            Case::Any => Demand::Nothing,
            Case::Written | Case::Exact if info.is_upper() => Demand::Capital,
            Case::Exact if info.is_lower() => Demand::Small,
            Case::Written | Case::Exact => Demand::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_name_finds_another_may_find() {
        let t = |a: &str, b: &str, wanted: bool| {
            let of = |name| Spelling::of(name, Case::Written);
            assert_eq!(of(a).finds_all_of(&of(b)), wanted, "{a} {b}");
        };
        t("Hezbollah", "HEZBOLLAH", true);
        t("HEZBOLLAH", "Hezbollah", false);
        t("U.S.", "US", true);
        t("us", "U.S.", true);
        t("Straße", "STRASSE", true);
        t("Kim Jong-Un", "Kim Jong-un", true);
        t("Kim Jong-un", "Kim Jong-Un", true);
        t("Hay’at Tahrir Al-Sham", "Hayat Tahrir Al-sham", true);
        t("al-Qaeda", "al-qaeda", false);
        let (exact, any) = (
            Spelling::of("Isis", Case::Exact),
            Spelling::of("Isis", Case::Any),
        );
        let written = Spelling::of("Isis", Case::Written);
        assert!(written.finds_all_of(&exact) && !exact.finds_all_of(&written));
        assert!(any.finds_all_of(&written) && !written.finds_all_of(&any));
    }

    #[test]
    fn names_are_compared_as_texts_are() {
        let covers = |a: &str, b: &str| {
            let of = |name| Spelling::of(name, Case::Written);
            of(a).covers(&of(b))
        };
        assert!(covers("Isis", "ISIS") && !covers("ISIS", "Isis"));
        assert!(covers("Hashd al-Sha'abi", "Hashd al Shaabi"));
        assert!(covers("“Islamic State”", "Islamic State"));
        assert!(covers("U.S.", "US") && !covers("us", "them"));
        assert!(!covers("Lloyd's", "Lloyds"));
        assert!(!covers("Islamic State", "Islamic State group"));
        let exact = Spelling::of("Isis", Case::Exact);
        assert!(exact.covers(&Spelling::of("Isis", Case::Written)));
        assert!(!exact.covers(&Spelling::of("ISIS", Case::Written)));
    }
}
