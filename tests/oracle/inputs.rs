//! Gazetteers and texts at random: names that share words, and texts made of mangled pieces of
//! them.

use actag::Gazetteer;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_normalization::UnicodeNormalization;

use super::chars::{Kind, kind};

/// Words of names: alike in places, and each hard in its own way.
const WORDS: &[&str] = &[
    "a",
    "A",
    "I",
    "S",
    "s",
    "us",
    "US",
    "U.S.",
    "U.S.A.",
    "u.s",
    "J.",
    "J.R.",
    "Ali",
    "ali",
    "al",
    "Al",
    "Sha'abi",
    "Shaabi",
    "ʿAli",
    "O’Neil",
    "Iran",
    "iran",
    "Iranian",
    "IRAN",
    "Is",
    "Houthi",
    "Houthis",
    "Houthi’s",
    "Houthis’",
    "Lloyd's",
    "7",
    "7th",
    "3M",
    "MS-13",
    "F-16",
    "Côte",
    "d’Ivoire",
    "Straße",
    "STRASSE",
    "Łódź",
    "İzmir",
    "ısı",
    "ﬁ",
    "ofﬁce",
    "Æ",
    "ǅ",
    "St.",
    "Inc.",
    "Ph.D.",
    "x",
    "B",
    "No",
    "伊朗",
    "伊",
    "中国",
    "イラン",
    "ガーナ",
    "ひと",
    "ไทย",
    "ြမ",
    "한국",
    "한",
    "حزب",
    "الله",
    "أمل",
    "مُحَمَّد",
    "ישראל",
    "Москва",
    "Йод",
    "йод",
    "моск",
    "Ελλάς",
    "ελλας",
    "हिंदी",
    "हि",
    "ＵＳ",
    "①",
    "Ⓐ",
    "²",
    "ŉ",
    "𝐀𝐥",
    "𠀀",
    "ᾼ",
    // Points of the compass, and what abbreviates them.
    "South",
    "Southern",
    "North",
    "West",
    "Western",
    "S.",
    "N",
    "W.",
    "SW",
    // Letters of scripts without spaces that fold to several, and two of what they fold to.
    "ໜ",
    "ຫນ",
    "が",
    "ご",
    "がく",
    "ぱ",
    "は",
    "ลำ",
    "ำ",
    "ဦ",
    // Letters that fold to several words and signs, and what they fold to.
    "㏠",
    "1日",
    "日",
    "㏂",
    "㍿",
    "株式会社",
    "㋿",
    "℡",
    "⑴",
];

/// What stands between the words of a name.
const JOINTS: &[&str] = &[
    " ", " ", " ", " ", "-", "–", "'", "’", ".", ". ", ", ", "/", " & ", "", "—", " - ", "\u{AD}",
    "\u{301}", "\u{A0}", " “", "” ", "”", "'", "(", "-‘", "ʿ", "_", "…",
];

/// What stands between the pieces of a text.
const GAPS: &[&str] = &[
    " ", " ", " ", " ", "", "\n", "\r\n", " \n\t", "\n\n", "\r\n\r\n", "\u{2029}", "\u{2028}",
    "\u{A0}", "\u{3000}", "-", "‑", "–", "—", "--", " - ", "'", "’", "‘", "ʼ", "ʿ", "\"", "“", "”",
    "«", ".", "..", ". ", ", ", "/", "(", ")", "\u{AD}", "\u{200B}", "\u{200D}", "\u{202E}",
    "\u{FE0F}", "\u{301}", "\u{94D}", "\u{3099}", "．", "「", "』", "\u{5F4}", "－", "＇", "x",
    "é", "7", "中", "が", "ໝ", "ガ", "s", "’s ", "'s", "😀", "\u{85}", "®", "_", "@",
];

/// What is put into a name, or put at its end.
const INSERTS: &[&str] = &[
    "'", "’", "ʼ", "ʿ", "`", ".", "-", "‑", " ", "\n", "\n\n", "\u{AD}", "\u{200B}", "\u{301}",
    "\u{327}", "\u{20DD}", "\u{640}", "x", "s", "S", "'s", "’s", "'S", "'", ".s", "中", "\"",
];

/// Something done to a name on its way into a text.
#[derive(Debug, Clone)]
pub enum Mangle {
    Upper,
    Lower,
    SwapCase(Index),
    /// Lower-case letters from this place on.
    LowerFrom(Index),
    Nfd,
    Nfc,
    Nfkd,
    /// Every space becomes this.
    Spaces(&'static str),
    /// Every hyphen becomes this.
    Hyphens(&'static str),
    /// Every apostrophe becomes this.
    Apostrophes(&'static str),
    /// Dots after every letter, as in an acronym.
    Dotted,
    Undotted,
    Insert(Index, &'static str),
    Append(&'static str),
    Delete(Index),
    /// Only the beginning.
    Cut(Index),
}

impl Mangle {
    fn apply(&self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        match self {
            Self::Upper => text.to_uppercase(),
            Self::Lower => text.to_lowercase(),
            Self::SwapCase(at) if !chars.is_empty() => {
                let at = at.index(chars.len());
                let head: String = chars[..at].iter().collect();
                let tail: String = chars[at + 1..].iter().collect();
                let c = chars[at];
                if c.is_lowercase() {
                    head + &c.to_uppercase().to_string() + &tail
                } else {
                    head + &c.to_lowercase().to_string() + &tail
                }
            }
            Self::LowerFrom(at) => {
                let tail = chars.split_off(at.index(chars.len() + 1));
                chars.extend(tail.into_iter().flat_map(char::to_lowercase));
                chars.into_iter().collect()
            }
            Self::Nfd => text.nfd().collect(),
            Self::Nfc => text.nfc().collect(),
            Self::Nfkd => text.nfkd().collect(),
            Self::Spaces(other) => text.replace(' ', other),
            Self::Hyphens(other) => text.replace(['-', '–'], other),
            Self::Apostrophes(other) => text.replace(['\'', '’'], other),
            Self::Dotted => chars.iter().flat_map(|&c| [c, '.']).collect(),
            Self::Undotted => text.replace('.', ""),
            Self::Insert(at, what) => {
                let at = at.index(chars.len() + 1);
                chars.splice(at..at, what.chars());
                chars.into_iter().collect()
            }
            Self::Append(what) => text.to_owned() + what,
            Self::Delete(at) if !chars.is_empty() => {
                chars.remove(at.index(chars.len()));
                chars.into_iter().collect()
            }
            Self::Cut(at) => {
                chars.truncate(at.index(chars.len() + 1));
                chars.into_iter().collect()
            }
            _ => text.to_owned(),
        }
    }
}

fn mangle() -> impl Strategy<Value = Mangle> {
    prop_oneof![
        2 => Just(Mangle::Upper),
        4 => Just(Mangle::Lower),
        3 => any::<Index>().prop_map(Mangle::SwapCase),
        3 => any::<Index>().prop_map(Mangle::LowerFrom),
        1 => Just(Mangle::Nfd),
        1 => Just(Mangle::Nfc),
        1 => Just(Mangle::Nfkd),
        1 => select(vec![
            "-", "–", "\n", "\u{A0}", " \r\n ", "\n\n", "  ", "—", ""
        ])
        .prop_map(Mangle::Spaces),
        1 => select(vec![" ", "‑", "–", "-\u{AD}", "-’", "\n", "--", ""]).prop_map(Mangle::Hyphens),
        1 => select(vec!["’", "'", "ʼ", "ʿ", "`", ""]).prop_map(Mangle::Apostrophes),
        1 => Just(Mangle::Dotted),
        1 => Just(Mangle::Undotted),
        1 => (any::<Index>(), select(INSERTS)).prop_map(|(at, what)| Mangle::Insert(at, what)),
        1 => select(INSERTS).prop_map(Mangle::Append),
        1 => any::<Index>().prop_map(Mangle::Delete),
        1 => any::<Index>().prop_map(Mangle::Cut),
    ]
}

/// Texts rich in what the rules of folding are about.
pub fn rich_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(WORDS).prop_map(str::to_owned),
        3 => select(GAPS).prop_map(str::to_owned),
        1 => select(INSERTS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// A name that the gazetteer takes: it begins with a letter, and holds no control characters.
pub fn name() -> impl Strategy<Value = String> {
    let words = prop_oneof![6 => Just(1..3_usize), 3 => Just(2..5), 1 => Just(15..25)];
    let word = || prop_oneof![20 => select(WORDS).prop_map(str::to_owned), 1 => "\\w{1,3}"];
    words
        .prop_flat_map(move |count| vec((word(), select(JOINTS)), count))
        .prop_map(|words| {
            let mut name: String = words
                .iter()
                .map(|(word, joint)| word.clone() + joint)
                .collect();
            // Every other joint at the end goes: names seldom end with a sign.
            if let Some((_, joint)) = words.last().filter(|(word, _)| word.len() % 2 == 0) {
                name.truncate(name.len() - joint.len());
            }
            let name =
                name.trim_start_matches(|c: char| !c.is_alphanumeric() || kind(c) != Kind::Word);
            if name.is_empty() {
                "Ali".to_owned()
            } else {
                name.trim_end().to_owned()
            }
        })
}

/// An actor's names, each with how its capitals count, and the beginning of a name it shares.
fn names() -> impl Strategy<Value = Vec<(String, &'static str)>> {
    let case = select(vec!["written", "written", "written", "exact", "any"]);
    vec((name(), case), 1..5)
}

/// A gazetteer and a text about it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The actors' names, each with its `case`.
    pub actors: Vec<Vec<(String, &'static str)>>,
    pub text: String,
}

impl Case {
    pub fn gazetteer(&self) -> Gazetteer {
        actag::from_yaml(&yaml(&self.actors)).unwrap()
    }
}

pub fn case() -> impl Strategy<Value = Case> {
    vec(names(), 1..5).prop_flat_map(|actors| {
        let all: Vec<String> = actors
            .iter()
            .flatten()
            .map(|(name, _)| name.clone())
            .collect();
        text_about(all).prop_map(move |text| Case {
            actors: actors.clone(),
            text,
        })
    })
}

/// A text of names, mangled or not, and other pieces.
pub fn text_about(names: Vec<String>) -> impl Strategy<Value = String> {
    let gap = || select(GAPS);
    let mangles = prop_oneof![
        2 => Just(Vec::new()).boxed(),
        3 => vec(mangle(), 1).boxed(),
        2 => vec(mangle(), 2..4).boxed(),
    ];
    let named = (select(names), mangles).prop_map(|(name, mangles)| {
        mangles
            .iter()
            .fold(name, |text, mangle| mangle.apply(&text))
    });
    let other = prop_oneof![
        3 => select(WORDS).prop_map(str::to_owned),
        1 => select(GAPS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    let piece = prop_oneof![4 => named, 1 => other];
    vec((gap(), piece, gap()), 1..7).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(before, piece, after)| piece_with(before, &piece, after))
            .collect()
    })
}

/// Gaps on one side only, as often as not, so that names also stand in the clear.
fn piece_with(before: &str, piece: &str, after: &str) -> String {
    match (before.len() + piece.len()) % 3 {
        0 => format!("{before}{piece} "),
        1 => format!(" {piece}{after}"),
        _ => format!("{before}{piece}{after}"),
    }
}

/// The gazetteer that lists these actors: the first name canonical, the others guarded with their
/// `case`.
fn yaml(actors: &[Vec<(String, &'static str)>]) -> String {
    let mut yaml = String::from("type: militia\nactors:\n");
    for (number, names) in actors.iter().enumerate() {
        yaml += &format!("- id: actor-{number}\n  name: {}\n", quoted(&names[0].0));
        let guarded: Vec<String> = names[1..]
            .iter()
            .map(|(name, case)| match *case {
                "written" => format!("  - {{name: {}}}\n", quoted(name)),
                case => format!("  - {{name: {}, case: {case}}}\n", quoted(name)),
            })
            .collect();
        if !guarded.is_empty() {
            yaml += &format!("  guarded:\n{}", guarded.concat());
        }
    }
    yaml
}

/// A text as a YAML string, everything outside letters and digits escaped.
pub fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() || c == ' ' => c.to_string(),
            c => format!("\\U{:08X}", c as u32),
        })
        .collect();
    format!("\"{escaped}\"")
}
