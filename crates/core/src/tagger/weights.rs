//! The weights by which a document decides who is meant: all of them, in one table.
//!
//! Only their order and their ratios matter. They were set by hand, so that each sentence beside
//! them holds, and checked against the marked texts that [docs/accuracy.md] tells of; they were
//! not fitted to any.
//!
//! [docs/accuracy.md]: https://github.com/actag/actag/blob/main/docs/accuracy.md

use std::fmt;

/// How much a document says for an actor where a name may be somebody else’s, too, by what it is
/// that speaks for it.
///
/// ```
/// use actag_core::tagger::Weight;
///
/// let weight = Weight { named: 4, country: 24, ..Weight::default() };
/// assert_eq!(weight.total(), 28);
/// assert_eq!(weight.to_string(), "28 (it is named 4, its country 24)");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight {
    /// It has a name of its own in the document.
    pub own_name: u32,
    /// It is named, and so is what is part of it.
    pub named: u32,
    /// Its country is, and what is of that country.
    pub country: u32,
    /// What it is part of is, and what else is.
    pub parent: u32,
    /// Something of these is near.
    pub near: u32,
}

impl Weight {
    /// Returns the sum.
    pub fn total(&self) -> u32 {
        let Self {
            own_name,
            named,
            country,
            parent,
            near,
        } = self;
        own_name + named + country + parent + near
    }
}

/// The sum, and in brackets its parts in words.
impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.total())?;
        let parts = [
            ("a name of its own", self.own_name),
            ("it is named", self.named),
            ("its country", self.country),
            ("what it is part of", self.parent),
            ("near", self.near),
        ];
        let mut before = " (";
        for (words, weight) in parts.into_iter().filter(|&(_, weight)| weight > 0) {
            write!(f, "{before}{words} {weight}")?;
            before = ", ";
        }
        if before == ", " {
            f.write_str(")")
        } else {
            Ok(())
        }
    }
}

/// An actor is named, each time.
pub(super) const NAMED: u32 = 4;

/// Something of an actor is named, each time: a place, an agency, a person of a country; what is
/// part of an organisation. Half as much as the actor itself.
pub(super) const KIN: u32 = 2;

/// Times after which further ones add nothing: a long document is not surer than a page.
pub(super) const MOST_TIMES: u16 = 16;

/// A word stands in the document that a name needs: as an actor that is named once.
pub(super) const WORD: u32 = NAMED;

/// A document speaks mainly of a state from here on, unless another weighs more: the state is
/// named twice, or something of it is as often as that weighs.
pub(super) const MAINLY: u32 = 2 * NAMED;

/// A person is named who is called like a place or a state, each time: as the place that is named
/// twice. One who stands there with a surname is named by the first name alone elsewhere.
pub(super) const PERSON: u32 = 2 * NAMED;

/// An actor is named by a name that is nobody else’s. It outweighs all else together, however often
/// that is named: who is named in full is meant by the short name, too.
pub(super) const OWN_NAME: u32 = MARGIN * (3 * MOST_TIMES as u32 * (NAMED + KIN) + SAME_PHRASE);

/// Evidence in the same phrase: with nothing but one of the words that join names between. As
/// much as a country that is named eight times elsewhere.
pub(super) const SAME_PHRASE: u32 = 32;

/// Evidence in the same sentence: as much as a country that is named twice elsewhere.
pub(super) const SAME_SENTENCE: u32 = 8;

/// Evidence in the same paragraph: half as much as a country that is named.
pub(super) const SAME_PARAGRAPH: u32 = 2;

/// The best must outweigh another so many times, or that one stays a candidate. At two to one, a
/// state named twice outweighs one named once, and three to two leaves both.
pub(super) const MARGIN: u32 = 2;
