//! The longer run of capitalised words in which a mention stands: perhaps the name of somebody whom
//! no gazetteer has.

use std::ops::Range;

use super::company::{is_capitalised, is_named_after, is_title};
use super::namesake::{CAPITALISED, TITLES_OF_PEOPLE, is_in_title_case};
use crate::text::common_words::is_common_word;
use crate::text::fold;
use crate::text::lists::Words;
use crate::text::people_names::is_given_name;

/// What joins words of a name on either side.
const JOINTS: &[&str] = &[" of the ", " for the ", " of ", " for ", " de ", " "];

/// Words of a run on either side of a mention.
const MOST_WORDS: usize = 8;

/// Further words that stand before a name and are no part of it.
static NO_PART: Words = Words::new(
    "\
    a an and at but by commons deputy east eastern elect ex first foreign former i if in lady \
    march may mid mr mrs ms ngo north northern on or prime south southern supreme the to vice \
    west western",
);

/// Returns the run of capitalised words in which a mention stands, if it is longer than that.
/// `free` is what no other mention covers.
pub(super) fn inside(text: &str, span: &Range<usize>, free: &Range<usize>) -> Option<Range<usize>> {
    // Nearly every mention ends here: no word with a capital is beside it.
    let start = start_of_run(text, span, free.start);
    let end = end_of_run(text, span, free.end);
    let run = start..end;
    let is_longer = start < span.start || end > span.end;
    (is_longer && !is_headline(text, &run)).then_some(run)
}

/// Returns whether a run is of a line in capitals, or of one in which all longer words have one.
fn is_headline(text: &str, run: &Range<usize>) -> bool {
    !text[run.clone()].contains(char::is_lowercase) || is_in_title_case(text, run.start)
}

/// Returns where the run begins.
fn start_of_run(text: &str, span: &Range<usize>, from: usize) -> usize {
    let mut start = span.start;
    for _ in 0..MOST_WORDS {
        let Some((at, word, joint)) = word_before(&text[from..start]) else {
            break;
        };
        let folded = fold(word);
        // *Damascus* is of a *University*, and not of a *Cruz*.
        let is_part = match joint {
            " " => !is_no_part(&folded),
            // Nor is it of several: *Hundreds of Syrian troops*.
            _ => !folded.ends_with('s') && (is_common_word(&folded) || is_named_after(&folded)),
        };
        // A word that is one in small letters, too, may begin a sentence.
        let at = from + at;
        if !is_part
            || is_title_of(&folded)
            || begins_sentence(text, at) && joint == " " && is_common_word(&folded)
        {
            break;
        }
        start = at;
    }
    start
}

/// Returns where the run ends.
fn end_of_run(text: &str, span: &Range<usize>, to: usize) -> usize {
    let mut end = span.end;
    for _ in 0..MOST_WORDS {
        let Some((length, word, joint)) = word_behind(&text[end..to.max(end)]) else {
            break;
        };
        let folded = fold(word);
        // Who is named behind it is a person: *Iran President Raisi*, *Iranian Mohammad Ali*.
        if end == span.end && (joint != " " || is_given_name(&folded))
            || is_title_of(&folded)
            || is_no_part(&folded)
        {
            break;
        }
        end += length;
    }
    end
}

fn is_title_of(folded: &str) -> bool {
    is_title(folded) || TITLES_OF_PEOPLE.has(folded)
}

fn is_no_part(folded: &str) -> bool {
    NO_PART.has(folded) || CAPITALISED.has(folded)
}

/// Returns where the capitalised word at the end of a text begins, the word, and what joins it to
/// what follows.
fn word_before(text: &str) -> Option<(usize, &str, &'static str)> {
    JOINTS.iter().find_map(|joint| {
        let before = text.strip_suffix(joint)?;
        let word = before.rsplit(|c: char| !is_in_word(c)).next()?;
        let is_whole = is_longer_word(word) && !word.ends_with("'s") && !word.ends_with("’s");
        is_whole.then_some((before.len() - word.len(), word, *joint))
    })
}

/// Returns how long a text is up to the end of the capitalised word that follows, the word, and
/// what joins it to what is before.
fn word_behind(text: &str) -> Option<(usize, &str, &'static str)> {
    JOINTS.iter().find_map(|joint| {
        let behind = text.strip_prefix(joint)?;
        let word = behind.split(|c: char| !is_in_word(c)).next()?;
        let word = word.trim_end_matches(['\'', '’', '-']);
        let word = word
            .strip_suffix("'s")
            .or(word.strip_suffix("’s"))
            .unwrap_or(word);
        is_longer_word(word).then_some((joint.len() + word.len(), word, *joint))
    })
}

/// Returns whether a word has a capital, and is more than an initial.
fn is_longer_word(word: &str) -> bool {
    is_capitalised(word) && word.chars().nth(1).is_some()
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '&')
}

/// Returns whether a sentence, a line or something in quotes or brackets begins at a place.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    let signs = ['.', '!', '?', ':', ';', '\n', '"', '“', '”', '(', '—', '•'];
    before.is_empty() || before.ends_with(signs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_capitals_around_a_mention() {
        for (text, want) in [
            (
                "at *California* State University, they",
                "California State University",
            ),
            ("told CBC *Toronto* that", "CBC Toronto"),
            ("on Radio *Pyongyang* today", "Radio Pyongyang"),
            (
                "the University of *Damascus* said",
                "University of Damascus",
            ),
            (
                "the Islamic University of *Gaza*’s rector",
                "Islamic University of Gaza",
            ),
            (
                "from the Center for *Syrian* Legal Studies",
                "Center for Syrian Legal Studies",
            ),
            (
                "from the Foundation of the *Ukrainian* Word",
                "Foundation of the Ukrainian Word",
            ),
            (
                "*Chad* Institute of Technology’s site",
                "Chad Institute of Technology",
            ),
            ("the Saïd *Paris* Café-Bar", "Saïd Paris Café-Bar"),
            ("The *Iran* deal", ""),
            ("fell.” The *European Commission* asked", ""),
            ("Hundreds of *Syrian* troops", ""),
            ("In May *President Zeman* signed", ""),
            ("In *Paris* they", ""),
            ("it fell. However *Iran* left", ""),
            ("President *Assad* and Foreign Minister *Lavrov*", ""),
            ("Senator Cruz of *Texas* spoke", ""),
            ("the King of *Jordan*", ""),
            ("on Monday *Iran* and in *Iran* Monday", ""),
            ("*Iran* President Raisi", ""),
            ("*Iranian* Mohammad Ali", ""),
            ("Beirut, *Lebanon*", ""),
            ("*Syria*’s Ministry", ""),
            ("left Homs for *Iran*", ""),
            ("How *California* State University Lost Its Way", ""),
            ("HOW *CALIFORNIA* STATE UNIVERSITY LOST", ""),
            ("South *Lebanon*", ""),
        ] {
            let start = text.find('*').unwrap();
            let end = text[start + 1..].find('*').unwrap() + start;
            let plain = text.replace('*', "");
            let found = inside(&plain, &(start..end), &(0..plain.len()));
            let found = found.map_or("", |run| &plain[run]);
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn another_mention_ends_a_run() {
        let text = "near the Russian Defense Ministry Building";
        assert_eq!(inside(text, &(9..16), &(0..17)), None);
        assert_eq!(inside(text, &(17..33), &(16..text.len())), Some(17..42));
    }
}
