//! Words that a page parts at the ends of its lines.

use std::collections::HashSet;

/// Second halves of words that keep their hyphen: *Iran-backed*.
const KEEPING: &[&str] = &[
    "aligned",
    "allied",
    "affiliated",
    "backed",
    "based",
    "born",
    "controlled",
    "dominated",
    "held",
    "led",
    "linked",
    "made",
    "run",
    "sponsored",
    "style",
    "supported",
    "trained",
    "wide",
];

/// Returns a text in which no word is parted by a line end.
///
/// The hyphen goes, unless the document has the word with it, or what follows begins with a capital
/// or is such as *backed*; it goes also then where the document has the word without it.
pub(super) fn joined(text: &str) -> String {
    if !text.contains("-\n") && !text.contains("\u{ad}\n") {
        return text.to_owned();
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let words: HashSet<&str> = text.split(|c| !is_part(c)).collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest
        .find("-\n")
        .into_iter()
        .chain(rest.find("\u{ad}\n"))
        .min()
    {
        let (before, from) = rest.split_at(at);
        let (mark, behind) = from.split_once('\n').unwrap_or((from, ""));
        out.push_str(before);
        rest = behind;
        let first = before.rsplit(|c| !is_part(c)).next().unwrap_or_default();
        let second = behind.split(|c| !is_part(c)).next().unwrap_or_default();
        if first.is_empty() || second.is_empty() || !first.ends_with(char::is_alphanumeric) {
            out.push_str(mark);
            out.push('\n');
            continue;
        }
        let whole = words.contains(format!("{first}{second}").as_str());
        let hyphened = words.contains(format!("{first}-{second}").as_str());
        let lower = second.starts_with(char::is_lowercase);
        let keeps = mark == "-" && !whole && (hyphened || !lower || KEEPING.contains(&second));
        if keeps {
            out.push('-');
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_they_are_written_elsewhere() {
        for (text, expected) in [
            ("Hezbol-\nlah left", "Hezbollah left"),
            ("the Revolu-\ntionary Guard", "the Revolutionary Guard"),
            ("al-\nQaeda", "al-Qaeda"),
            ("Iran-\nbacked militias", "Iran-backed militias"),
            (
                "a cease-\nfire; the cease-fire",
                "a cease-fire; the cease-fire",
            ),
            ("Hezbol\u{ad}\nlah", "Hezbollah"),
            ("US-\nBased, USBased", "USBased, USBased"),
            ("he said -\nand left", "he said -\nand left"),
            ("1914-\n1918", "1914-1918"),
            ("a -\n", "a -\n"),
            ("end-\n", "end-\n"),
            ("no line end", "no line end"),
        ] {
            assert_eq!(joined(text), expected, "{text:?}");
        }
    }
}
