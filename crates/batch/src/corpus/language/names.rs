//! What languages are called in corpora: by codes of two and three letters, by locales, by name.

use std::borrow::Cow;

/// Bytes of a language that is kept as it is written: what is longer is something else.
const MOST: usize = 64;

/// Codes of two letters, codes of three letters, and names in English.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("af", &["afr", "afrikaans"]),
    ("am", &["amh", "amharic"]),
    ("ar", &["ara", "arb", "arabic"]),
    ("az", &["aze", "azerbaijani", "azeri"]),
    ("be", &["bel", "belarusian"]),
    ("bg", &["bul", "bulgarian"]),
    ("bn", &["ben", "bengali", "bangla"]),
    ("bs", &["bos", "bosnian"]),
    ("ca", &["cat", "catalan"]),
    ("cs", &["ces", "cze", "czech"]),
    ("da", &["dan", "danish"]),
    ("de", &["deu", "ger", "german"]),
    ("el", &["ell", "gre", "greek"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish", "castilian"]),
    ("et", &["est", "estonian"]),
    ("fa", &["fas", "per", "pes", "persian", "farsi"]),
    ("fi", &["fin", "finnish"]),
    ("fr", &["fra", "fre", "french"]),
    ("ha", &["hau", "hausa"]),
    ("he", &["heb", "iw", "hebrew"]),
    ("hi", &["hin", "hindi"]),
    ("hr", &["hrv", "croatian"]),
    ("hu", &["hun", "hungarian"]),
    ("hy", &["hye", "arm", "armenian"]),
    ("id", &["ind", "in", "indonesian"]),
    ("it", &["ita", "italian"]),
    ("ja", &["jpn", "japanese"]),
    ("ka", &["kat", "geo", "georgian"]),
    ("kk", &["kaz", "kazakh"]),
    ("km", &["khm", "khmer"]),
    ("ko", &["kor", "korean"]),
    ("ku", &["kur", "kurdish"]),
    ("ky", &["kir", "kyrgyz"]),
    ("lt", &["lit", "lithuanian"]),
    ("lv", &["lav", "latvian"]),
    ("mk", &["mkd", "mac", "macedonian"]),
    ("ms", &["msa", "may", "malay"]),
    ("my", &["mya", "bur", "burmese"]),
    ("ne", &["nep", "nepali"]),
    ("nl", &["nld", "dut", "dutch", "flemish"]),
    ("no", &["nor", "norwegian"]),
    ("pa", &["pan", "punjabi"]),
    ("pl", &["pol", "polish"]),
    ("ps", &["pus", "pashto"]),
    ("pt", &["por", "portuguese"]),
    ("ro", &["ron", "rum", "romanian"]),
    ("ru", &["rus", "russian"]),
    ("si", &["sin", "sinhala"]),
    ("sk", &["slk", "slo", "slovak"]),
    ("sl", &["slv", "slovene", "slovenian"]),
    ("so", &["som", "somali"]),
    ("sq", &["sqi", "alb", "albanian"]),
    ("sr", &["srp", "serbian"]),
    ("sv", &["swe", "swedish"]),
    ("sw", &["swa", "swahili"]),
    ("ta", &["tam", "tamil"]),
    ("tg", &["tgk", "tajik"]),
    ("th", &["tha", "thai"]),
    ("ti", &["tir", "tigrinya"]),
    ("tr", &["tur", "turkish"]),
    ("uk", &["ukr", "ukrainian"]),
    ("ur", &["urd", "urdu"]),
    ("uz", &["uzb", "uzbek"]),
    ("vi", &["vie", "vietnamese"]),
    ("zh", &["zho", "chi", "cmn", "chinese", "mandarin"]),
];

/// What stands where nobody knows.
const NONE: &[&str] = &[
    "", "-", "mul", "n/a", "na", "nan", "none", "null", "und", "unknown", "zxx",
];

/// Returns the code of two letters of a language that is written so; what is not known is kept as
/// it is. `None` where it says that nobody knows, or is no language at all.
pub(super) fn code_of(written: &str) -> Option<Cow<'_, str>> {
    let written = written.trim();
    let is_none = NONE.iter().any(|none| written.eq_ignore_ascii_case(none));
    if is_none || written.len() > MOST || written.chars().any(char::is_control) {
        return None;
    }
    // Of a locale, such as `en-US`, `en_GB.UTF-8` or `zh-Hant`, what stands first.
    let first = written.split(['-', '_', '.']).next().unwrap_or_default();
    for called in [written, first] {
        let known = NAMES.iter().find(|(code, others)| {
            let mut all = others.iter().chain([code]);
            all.any(|name| called.eq_ignore_ascii_case(name))
        });
        if let Some((code, _)) = known {
            return Some(Cow::Borrowed(code));
        }
    }
    let is_code = matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_alphabetic());
    Some(match is_code {
        true => Cow::Owned(first.to_ascii_lowercase()),
        false => Cow::Borrowed(written),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_obvious_is_a_code() {
        for (written, code) in [
            ("en", Some("en")),
            (" EN ", Some("en")),
            ("en-US", Some("en")),
            ("en_GB.UTF-8", Some("en")),
            ("eng", Some("en")),
            ("English", Some("en")),
            ("zh-Hant", Some("zh")),
            ("cmn", Some("zh")),
            ("FARSI", Some("fa")),
            ("iw", Some("he")),
            ("pt-BR", Some("pt")),
            ("LB", Some("lb")),
            ("ckb", Some("ckb")),
            ("Kurmanji", Some("Kurmanji")),
            ("français", Some("français")),
            ("", None),
            ("und", None),
            ("Unknown", None),
            ("en\nfr", None),
        ] {
            assert_eq!(code_of(written).as_deref(), code, "{written:?}");
        }
        assert_eq!(code_of(&"x".repeat(65)), None);
    }

    #[test]
    fn no_name_has_two_codes() {
        let mut all: Vec<&str> = NAMES
            .iter()
            .flat_map(|(code, others)| others.iter().chain([code]))
            .copied()
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
