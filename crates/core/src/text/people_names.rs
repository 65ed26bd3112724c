//! Common names of people: a capitalised word beside one is more likely a person than a place, and
//! a surname that many bear is not by itself a person whom everybody knows.
//!
//! `tools/names_of_people.py` writes the lists; gazetteers/SOURCES.md says what they are made of.

use super::lists::has_entry;

/// Given names of many languages in Latin letters. Common English words are left out but for some
/// that are a name before all else where they have a capital (*mark*, not *will* or *may*), and so
/// are titles, peoples, days, months and places that texts name more often than people (*india*).
/// Names of places that people bear too are there: *georgia*, *jordan*, *paris*, *virginia*.
const GIVEN_NAMES: &str = include_str!("../../data/given-names.txt");

/// Surnames that some thousands bear. Words are not left out (*bush*, *rice*): whoever asks knows
/// that the word is a name of somebody.
const SURNAMES: &str = include_str!("../../data/surnames.txt");

/// Returns whether a folded word is a common given name.
pub(crate) fn is_given_name(folded: &str) -> bool {
    has_line(GIVEN_NAMES, folded)
}

/// Returns whether a folded word is a common surname.
pub(crate) fn is_common_surname(folded: &str) -> bool {
    has_line(SURNAMES, folded)
}

/// Returns whether sorted lines, each with its line break, have this one. Some 13 of them are
/// compared.
fn has_line(lines: &str, wanted: &str) -> bool {
    has_entry(lines, b'\n', wanted.bytes())
}

#[cfg(test)]
mod tests {
    use super::super::common_words::common_words;
    use super::*;

    #[test]
    fn given_names_of_many_languages() {
        for name in [
            "georgia",
            "virginia",
            "chad",
            "israel",
            "jordan",
            "paris",
            "florence",
            "sydney",
            "victoria",
            "mohammed",
            "ahmed",
            "vladimir",
            "ivan",
            "juan",
            "jean",
            "bashar",
            "angela",
            "volodymyr",
            "recep",
            "hideo",
            "amadou",
            "ngozi",
            "mark",
            "bill",
        ] {
            assert!(is_given_name(name), "{name}");
        }
        for word in [
            "will",
            "may",
            "grant",
            "april",
            "general",
            "german",
            "india",
            "iran",
            "the",
            "said",
            "washington-dc",
            "Mark",
            "",
        ] {
            assert!(!is_given_name(word), "{word}");
        }
    }

    #[test]
    fn surnames_that_thousands_bear() {
        for name in [
            "smith", "bush", "clinton", "khan", "ivanov", "kim", "nguyen", "garcia", "hussein",
            "diallo", "yilmaz",
        ] {
            assert!(is_common_surname(name), "{name}");
        }
        for name in ["putin", "assad", "merkel", "erdogan", "netanyahu", "ii", ""] {
            assert!(!is_common_surname(name), "{name}");
        }
    }

    #[test]
    fn the_lists_are_sorted_and_plain_and_every_line_is_found() {
        for list in [GIVEN_NAMES, SURNAMES] {
            assert!(list.ends_with('\n'));
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted_by(|a, b| a < b));
            for line in &lines {
                assert!(line.len() > 1 && line.bytes().all(|byte| byte.is_ascii_lowercase()));
                assert!(has_line(list, line), "{line}");
            }
            // What only begins or goes on like a line is none.
            let is_line = |word: &str| lines.binary_search(&word).is_ok();
            for line in &lines {
                let (shorter, longer) = (&line[..line.len() - 1], format!("{line}a"));
                assert_eq!(has_line(list, shorter), is_line(shorter), "{shorter}");
                assert_eq!(has_line(list, &longer), is_line(&longer), "{longer}");
            }
        }
        assert!(!has_line("", "a") && has_line("a\n", "a") && !has_line("a\n", "a\n"));
    }

    #[test]
    fn few_given_names_are_common_words() {
        let words = common_words();
        let both = GIVEN_NAMES.lines().filter(|name| words.contains(name));
        assert!(both.count() <= 16, "tools/names_of_people.py lists them");
    }
}
