//! What a name, an id and a country code must look like, and what to say where one does not.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::model::{Name, NameKind};
use crate::source::quote;
use crate::text::fold;

/// Far beyond any name that occurs in running text; it bounds what placeholders may add up to.
const LONGEST: usize = 400;

/// What is wrong with something, and what would be right.
pub struct Fault {
    /// A stable name for this kind of mistake, in kebab-case.
    pub code: &'static str,
    /// What is wrong, quoting it.
    pub message: String,
    /// What would be right.
    pub help: String,
}

/// The code of a name whose first sign keeps it from being looked for.
const BEGINS_WITH_SIGN: &str = "name-begins-with-sign";

impl Fault {
    /// Returns whether the name can be left out, and all else be used: names of the world begin
    /// with signs (`.NET Foundation`, `+972 Magazine`), and one in a list is no reason to stop.
    pub fn leaves_out(&self) -> bool {
        self.code == BEGINS_WITH_SIGN
    }
}

fn fault(
    code: &'static str,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Result<(), Fault> {
    Err(Fault {
        code,
        message: message.into(),
        help: help.into(),
    })
}

/// Returns whether `name`, already squeezed, can be found in a text at all.
pub fn check_name(name: &str) -> Result<(), Fault> {
    // Nearly every name is plain, and there are hundreds of thousands.
    let plain = |b: u8| (b' '..0x7F).contains(&b);
    if name.len() <= LONGEST
        && name.bytes().all(plain)
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        return Ok(());
    }
    let Some(first) = name.trim_start_matches(is_quote).chars().next() else {
        return match name.is_empty() {
            true => fault(
                "empty-name",
                "an empty name",
                "write the name, or remove the item or the empty alternative",
            ),
            false => unfindable(name),
        };
    };
    if name.len() > LONGEST {
        let help = "names are looked for word by word; write the part that stands in texts";
        return fault(
            "name-too-long",
            format!("{} is a name of more than {LONGEST} bytes", quote(name)),
            help,
        );
    }
    if name.chars().any(char::is_control) {
        return fault(
            "control-character",
            format!("{} holds a control character", quote(name)),
            "remove it",
        );
    }
    if !name.contains(char::is_alphanumeric) {
        return unfindable(name);
    }
    if !first.is_alphanumeric() {
        let message = format!("{} does not begin with a letter or digit", quote(name));
        return fault(
            BEGINS_WITH_SIGN,
            message,
            "names are looked for where words begin, so that it is left out; write a name as texts \
            have it behind the sign, if that is one",
        );
    }
    // Folding is the costly part of the check, and only what is no ASCII letter can vanish in it.
    if !first.is_ascii() && fold(name).trim().is_empty() {
        return unfindable(name);
    }
    Ok(())
}

fn unfindable(name: &str) -> Result<(), Fault> {
    let message = format!("nothing of {} is left to look for", quote(name));
    fault(
        "empty-name",
        message,
        "signs, marks and invisible characters alone are no name: write letters or digits",
    )
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '‘'..='‟' | '‹' | '›' | '«' | '»' | '「' | '」' | '『' | '』'
    )
}

/// Returns whether `id` is lower-case letters and digits joined by single hyphens.
pub fn is_id(id: &str) -> bool {
    id.split('-').all(|word| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

/// Returns whether `text` was probably meant as an id: written like one, of several words.
pub fn looks_like_id(text: &str) -> bool {
    text.contains('-') && is_id(text)
}

/// Returns the id nearest to `text`, if it has any letters for one.
pub fn corrected_id(text: &str) -> Option<String> {
    let plain: String = text
        .nfkd()
        .filter(|&c| !is_combining_mark(c))
        .collect::<String>()
        .to_lowercase();
    let words = plain.split(|c: char| {
        !c.is_ascii_alphanumeric() && !matches!(c, '\'' | '’' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ')
    });
    let words: Vec<String> = words
        .map(|word| {
            word.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        })
        .filter(|word| !word.is_empty())
        .collect();
    Some(words.join("-")).filter(|id| !id.is_empty())
}

/// Returns whether `id` is lower-case letters and digits, joined by single hyphens.
///
/// # Errors
/// If not: what to write instead.
pub fn check_id(id: &str) -> Result<(), Fault> {
    if is_id(id) {
        return Ok(());
    }
    let help = match corrected_id(id) {
        Some(corrected) => format!("write `{corrected}`"),
        None => "write lower-case letters and digits, joined by hyphens".into(),
    };
    fault(
        "bad-id",
        format!(
            "{} is not an id: lower-case letters and digits, joined by single hyphens",
            quote(id)
        ),
        help,
    )
}

/// Returns whether `country` is a code of three capitals, as ISO 3166 has them.
///
/// # Errors
/// If not: what to write instead.
pub fn check_country(country: &str) -> Result<(), Fault> {
    if country.len() == 3 && country.bytes().all(|b| b.is_ascii_uppercase()) {
        return Ok(());
    }
    let help = match country.to_ascii_uppercase() {
        upper if upper.len() == 3 && upper.bytes().all(|b| b.is_ascii_uppercase()) => {
            format!("write `{upper}`")
        }
        _ => "write the ISO 3166 alpha-3 code, such as `IRQ`".into(),
    };
    fault(
        "bad-country",
        format!("{} is not a code of three capital letters", quote(country)),
        help,
    )
}

/// The tables write codes as `scheme=value;scheme=value|value`; neither side may break that.
pub fn check_scheme(scheme: &str) -> Result<(), Fault> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if scheme.is_empty() || !scheme.chars().all(fits) {
        let message = format!("{} is not the name of a scheme", quote(scheme));
        return fault(
            "bad-code",
            message,
            "write letters, digits, `_`, `-` and `.`, such as `wikidata`",
        );
    }
    Ok(())
}

/// See [`check_scheme`].
pub fn check_code(value: &str) -> Result<(), Fault> {
    if value.contains([';', '|']) || value.chars().any(char::is_control) {
        let message = format!(
            "the code {} holds a `;`, a `|` or a control character",
            quote(value)
        );
        return fault(
            "bad-code",
            message,
            "the tables join codes by these: write several codes of a scheme as a list",
        );
    }
    Ok(())
}

/// Removes names that an actor has twice, as braces write some. Guarded names stay: two of the
/// same text are two ways to be accepted.
pub fn remove_repeated(names: &mut Vec<Name>) {
    // Most actors have a handful of names, and a list of machines has a million actors: no set is
    // needed there.
    if names.len() <= 8 {
        let mut kept = 0;
        for at in 0..names.len() {
            let (before, rest) = names.split_at(at);
            let name = &rest[0];
            let same = |other: &Name| other.kind == name.kind && other.text == name.text;
            if name.kind == NameKind::Guarded || !before[..kept].iter().any(same) {
                names.swap(kept, at);
                kept += 1;
            }
        }
        names.truncate(kept);
        return;
    }
    let mut seen = FxHashSet::with_capacity_and_hasher(names.len(), Default::default());
    let mut first = Vec::with_capacity(names.len());
    for name in names.iter() {
        first.push(name.kind == NameKind::Guarded || seen.insert((name.kind, name.text.as_str())));
    }
    let mut first = first.into_iter();
    names.retain(|_| first.next().unwrap_or(true));
}

/// `text` without white space at its ends, and single spaces for every run inside.
pub fn squeeze(text: &str) -> String {
    if is_squeezed(text) {
        return text.to_owned();
    }
    let mut words = text.split_whitespace();
    let mut squeezed = String::with_capacity(text.len());
    squeezed.push_str(words.next().unwrap_or_default());
    for word in words {
        squeezed.push(' ');
        squeezed.push_str(word);
    }
    squeezed
}

/// Returns whether a text is ASCII without white space but single spaces inside, as nearly all are.
fn is_squeezed(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        let fits = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        if !fits {
            return false;
        }
        before = byte;
    }
    before != b' '
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_must_be_findable() {
        let t = |name: &str, wanted: Option<&str>| {
            assert_eq!(
                check_name(name).err().map(|fault| fault.code),
                wanted,
                "{name:?}"
            );
        };
        t("Iran", None);
        t("“Islamic State”", None);
        t("'Amaq", None);
        t("حزب الله", None);
        t("7th Brigade", None);
        t("", Some("empty-name"));
        t("\"\"", Some("empty-name"));
        t(".NET", Some("name-begins-with-sign"));
        t("@handle", Some("name-begins-with-sign"));
        t("…", Some("empty-name"));
        t("\u{200d}\u{ad}", Some("empty-name"));
        t("a\u{7}b", Some("control-character"));
        t(&"long ".repeat(100), Some("name-too-long"));
    }

    #[test]
    fn ids_are_corrected() {
        let t = |text: &str, wanted: &str| {
            assert_eq!(corrected_id(text).as_deref(), Some(wanted), "{text}")
        };
        t("Hashd al-Sha'abi", "hashd-al-shaabi");
        t("Côte_d’Ivoire", "cote-divoire");
        t("a--b", "a-b");
        assert_eq!(corrected_id("حزب"), None);
        assert!(
            is_id("a-b1")
                && is_id("7th")
                && !is_id("-a")
                && !is_id("a-")
                && !is_id("A")
                && !is_id("")
        );
    }
}
