//! The company of a surname: what the words right beside it make of it (rule 5).

use std::ops::Range;

use crate::text::common_words::is_common_word;
use crate::text::fold;
use crate::text::lists::Words;
use crate::text::people_names::is_given_name;
use crate::text::words::{words_after, words_before};

/// What the words right beside a short name make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Company {
    /// It stands alone.
    #[default]
    Alone,
    /// Behind a title: *President Bush*.
    Title,
    /// Behind a first name or an initial: somebody else of that surname.
    GivenName,
    /// In a run of capitalised words: *Kenyatta National Hospital*.
    Run,
    /// Behind a word of place: *in Paisley*, not *in Johnson’s cabinet* nor *trust in Johnson*.
    Place,
}

/// Titles of offices and ranks. *Mr* and *Dr* are none: they say nothing of who is meant.
const TITLES: &[&str] = &[
    "adm",
    "admiral",
    "ambassador",
    "ayatollah",
    "brig",
    "brigadier",
    "capt",
    "captain",
    "cardinal",
    "chair",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "dictator",
    "emir",
    "emperor",
    "gen",
    "general",
    "gov",
    "governor",
    "imam",
    "judge",
    "justice",
    "king",
    "leader",
    "lt",
    "maj",
    "major",
    "marshal",
    "minister",
    "mullah",
    "pm",
    "pope",
    "premier",
    "pres",
    "president",
    "prince",
    "princess",
    "queen",
    "rep",
    "representative",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sgt",
    "sheikh",
    "speaker",
    "strongman",
    "sultan",
    "taoiseach",
    "tsar",
    "warlord",
];

/// Words with which a name ends that is named after somebody.
const NAMED_AFTER: &[&str] = &[
    "abbey",
    "academy",
    "aerospace",
    "airlines",
    "airport",
    "airways",
    "archdiocese",
    "arena",
    "avenue",
    "award",
    "awards",
    "basin",
    "bay",
    "beach",
    "bridge",
    "building",
    "bulldogs",
    "camp",
    "cathedral",
    "cavaliers",
    "center",
    "centre",
    "championship",
    "championships",
    "chronicle",
    "church",
    "city",
    "club",
    "college",
    "company",
    "corp",
    "county",
    "courthouse",
    "creek",
    "dam",
    "defence",
    "diocese",
    "district",
    "drive",
    "expo",
    "field",
    "foundation",
    "fund",
    "gallery",
    "gazette",
    "gulf",
    "hall",
    "harbour",
    "high",
    "hill",
    "hills",
    "hospital",
    "house",
    "inc",
    "institute",
    "international",
    "island",
    "islands",
    "labour",
    "lake",
    "library",
    "ltd",
    "marathon",
    "masters",
    "memorial",
    "mosque",
    "mount",
    "mountain",
    "museum",
    "national",
    "observatory",
    "olympics",
    "opera",
    "park",
    "peninsula",
    "philharmonic",
    "plateau",
    "plaza",
    "plc",
    "prize",
    "province",
    "rehabilitation",
    "river",
    "riviera",
    "road",
    "school",
    "securities",
    "square",
    "stadium",
    "statesman",
    "station",
    "strait",
    "street",
    "summit",
    "symphony",
    "tech",
    "telecom",
    "theater",
    "theatre",
    "tower",
    "trophy",
    "university",
    "valley",
    "villa",
];

/// Words behind which stands a place.
pub(super) static PLACE_WORDS: Words =
    Words::new("across in inside near outside throughout within");

/// Words behind which *in* stands before a person.
static TRUST: Words = Words::new(
    "\
    belief believe believed believes brought confidence confident disappointed faith hope interest \
    interested lies sworn trust trusted trusts voted",
);

/// Letters of a title that is abbreviated.
pub(super) const LONGEST_ABBREVIATION: usize = 4;

impl Company {
    /// Looks at the words right beside a span.
    pub(super) fn of(text: &str, span: &Range<usize>) -> Self {
        // No first name, and no surname, is part of an acronym.
        if !text[span.clone()].contains(char::is_lowercase) {
            return Self::Alone;
        }
        if is_part_of_run_behind(text, span.end) {
            return Self::Run;
        }
        let gap_before = text[..span.start].trim_end_matches(' ');
        // A stop that ends an abbreviation is none that ends a sentence: *Gen. Haftar*.
        let abbreviated = gap_before.strip_suffix('.');
        let word_end = abbreviated.unwrap_or(gap_before).len();
        let mut before = words_before(text, word_end);
        let Some(word) = before.next() else {
            return Self::Alone;
        };
        if abbreviated.is_some() && word.len() > LONGEST_ABBREVIATION {
            return Self::Alone;
        }
        let folded = fold(word);
        let has_capital = text[span.clone()].contains(char::is_uppercase);
        let owns = || text[span.end..].starts_with(['\'', '’']);
        match () {
            () if PLACE_WORDS.has(word)
                && !owns()
                && !before.next().is_some_and(|word| TRUST.has(word)) =>
            {
                Self::Place
            }
            () if is_title(&folded) => Self::Title,
            // Without capitals only first names are told from other words.
            () if !is_capitalised(word) && has_capital => Self::Alone,
            () if !is_capitalised(word) => match is_given_name(&folded) {
                true => Self::GivenName,
                false => Self::Alone,
            },
            () if folded.len() == 1 || is_given_name(&folded) => Self::GivenName,
            // What ends with a stop and is no title ends a sentence: *… of the US. Trump said*.
            () if abbreviated.is_some() || is_common_word(&folded) => Self::Alone,
            () => Self::Run,
        }
    }
}

/// Returns whether the word behind byte `end` belongs to a longer name.
fn is_part_of_run_behind(text: &str, end: usize) -> bool {
    // A possessive ending parts the name from what follows.
    if !text[end..].starts_with([' ', '-']) {
        return false;
    }
    let mut behind = words_after(text, end);
    let Some(next) = behind.next().filter(|next| is_capitalised(next)) else {
        return false;
    };
    let folded = fold(next);
    !is_common_word(&folded) || is_named_after(&folded)
}

/// Returns whether a folded word is a title of an office or a rank.
pub(super) fn is_title(folded: &str) -> bool {
    TITLES.binary_search(&folded).is_ok()
}

/// Returns whether a folded word ends names of what is named after somebody, or after a place.
pub(super) fn is_named_after(folded: &str) -> bool {
    NAMED_AFTER.binary_search(&folded).is_ok()
}

pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [TITLES, NAMED_AFTER] {
            assert!(list.is_sorted_by(|a, b| a < b));
        }
    }

    #[test]
    fn rule_5_company_of_a_surname() {
        use Company::{Alone, GivenName, Place, Run, Title};
        for (text, want) in [
            ("President *Bush* said", Title),
            ("Foreign Minister *Lavrov*", Title),
            ("Gen. *Haftar*", Title),
            ("Gen *Haftar*", Title),
            ("Vice President\n*Pence*", Title),
            ("Mr. *Haftar*", Alone),
            ("He met the general. *Haftar* left", Alone),
            ("a minister, *Lavrov*", Alone),
            ("*Lavrov*", Alone),
            ("*Lavrov*’s Ministry", Alone),
            ("But *Lavrov* said", Alone),
            ("in the U.S. *Trump* said", Alone),
            ("James *Brown*", GivenName),
            ("Andrew M. *Cuomo*", GivenName),
            ("Myron-James *Johnson*", GivenName),
            ("the Cass *Lake* area", Run),
            ("*Haley* Barbour", Run),
            ("*Kenyatta* National Hospital", Run),
            ("*Kerry*-Ann Hamilton", Run),
            ("*Kerry* Met Others", Alone),
            ("Hospital in *Paisley*. It", Place),
            ("in *Johnson*’s cabinet", Alone),
            ("no trust in *Johnson*", Alone),
            ("met with *Johnson*", Alone),
            ("in Chad *MINUSMA* said", Alone),
            ("president *bush* said", Title),
            ("james *brown*", GivenName),
            ("the bashar *al-Assad* era", Alone),
            ("then *brown* said no", Alone),
        ] {
            let start = text.find('*').unwrap();
            let end = text.rfind('*').unwrap() - 1;
            let found = Company::of(&text.replace('*', ""), &(start..end));
            assert_eq!(found, want, "{text}");
        }
    }
}
