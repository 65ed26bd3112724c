//! Brace alternatives, as in the shell: `Mobili{s,z}ation {Units,Committee}` stands for four names.
//!
//! Alternatives may be empty and nested. `\{`, `\}` and `\,` are the signs themselves. The number
//! of results is known before any is written out, so that a short text that stands for billions is
//! refused at once.

use std::borrow::Cow;

use actag_core::gazetteer::names::squeeze;

/// More than anyone writes (the widest of the shipped gazetteers stands for a few hundred), and
/// little enough that a slip, such as a comma too many in each of ten lists, is an error and not a
/// full memory.
pub(crate) const MOST_RESULTS: u64 = 4096;

/// Nested alternatives are hard to read from three on; the bound keeps the depth of recursion
/// small.
const DEEPEST: usize = 32;

/// The longest text with braces. With [`MOST_RESULTS`] it bounds what one text may become to 64
/// MiB.
const LONGEST: usize = 16 * 1024;

/// Why a text with braces cannot be written out, and at which byte of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BraceError {
    pub(crate) offset: usize,
    pub(crate) kind: BraceErrorKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BraceErrorKind {
    Unclosed,
    Stray,
    Single,
    TooDeep,
    TooLong,
    TooMany(u64),
}

impl BraceError {
    pub(crate) fn code(&self) -> &'static str {
        match self.kind {
            BraceErrorKind::Unclosed => "unclosed-brace",
            BraceErrorKind::Stray => "stray-brace",
            BraceErrorKind::Single => "single-alternative",
            BraceErrorKind::TooDeep => "braces-too-deep",
            BraceErrorKind::TooLong => "braces-too-long",
            BraceErrorKind::TooMany(_) => "too-many-alternatives",
        }
    }

    pub(crate) fn message(&self) -> String {
        match self.kind {
            BraceErrorKind::Unclosed => "this `{` is never closed".into(),
            BraceErrorKind::Stray => "this `}` closes nothing".into(),
            BraceErrorKind::Single => "braces with a single alternative".into(),
            BraceErrorKind::TooDeep => format!("braces nested more than {DEEPEST} deep"),
            BraceErrorKind::TooLong => format!("a text with braces of more than {LONGEST} bytes"),
            BraceErrorKind::TooMany(u64::MAX) => {
                format!("the braces stand for more than {MOST_RESULTS} names")
            }
            BraceErrorKind::TooMany(count) => {
                format!("the braces stand for {count} names, more than {MOST_RESULTS}")
            }
        }
    }

    pub(crate) fn help(&self) -> &'static str {
        match self.kind {
            BraceErrorKind::Unclosed => "close it with `}`, or write `\\{` for the sign itself",
            BraceErrorKind::Stray => "open it with `{`, or write `\\}` for the sign itself",
            BraceErrorKind::Single => {
                "write it without braces, or add an empty alternative: `{,x}`"
            }
            BraceErrorKind::TooDeep | BraceErrorKind::TooLong | BraceErrorKind::TooMany(_) => {
                "write it as several shorter texts"
            }
        }
    }
}

/// Returns every text that a text with braces stands for; `None` where the braces are wrong.
pub fn expand_braces(text: &str) -> Option<Vec<String>> {
    expand(text).ok()
}

/// Returns every text that `text` stands for, in order, the leftmost alternative varying slowest;
/// white space is trimmed and squeezed, so that `{,Shi{ite,a} }militias` comes out right.
pub(crate) fn expand(text: &str) -> Result<Vec<String>, BraceError> {
    if !has_braces(text) {
        return Ok(vec![squeeze(text)]);
    }
    let sequence = parse(text)?;
    // Counted before anything is written out: forty times `{a,b}` is short, and stands for a
    // trillion texts.
    if sequence.count > MOST_RESULTS {
        return Err(BraceError {
            offset: sequence.first_brace,
            kind: BraceErrorKind::TooMany(sequence.count),
        });
    }
    let mut results = sequence.results();
    for result in &mut results {
        *result = squeeze(result);
    }
    Ok(results)
}

/// Returns whether a text may stand for others than itself.
pub(crate) fn has_braces(text: &str) -> bool {
    // A backslash counts, too: `\{` stands for a brace, and must be read to lose its backslash.
    text.bytes().any(|byte| matches!(byte, b'{' | b'}' | b'\\'))
}

/// Writes `text` so that [`expand`] gives it back as its only result.
///
/// A comma needs its backslash only behind another one, where it would be read as escaped.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !has_braces(text) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        if matches!(c, '{' | '}') || (c == ',' && before == '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    Cow::Owned(escaped)
}

/// Literal text and choices, one after the other.
#[derive(Debug)]
struct Sequence {
    parts: Vec<Part>,
    /// How many texts it stands for; never less than one.
    count: u64,
    first_brace: usize,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Choice(Vec<Sequence>),
}

impl Sequence {
    fn new() -> Self {
        Sequence {
            parts: Vec::new(),
            count: 1,
            first_brace: 0,
        }
    }

    fn push(&mut self, c: char) {
        match self.parts.last_mut() {
            Some(Part::Text(text)) => text.push(c),
            _ => self.parts.push(Part::Text(c.into())),
        }
    }

    fn push_choice(&mut self, alternatives: Vec<Sequence>, offset: usize) {
        if !self
            .parts
            .iter()
            .any(|part| matches!(part, Part::Choice(_)))
        {
            self.first_brace = offset;
        }
        let choices = alternatives
            .iter()
            .fold(0u64, |sum, one| sum.saturating_add(one.count));
        // Saturating: a product that wrapped round could come out small, and be let through.
        self.count = self.count.saturating_mul(choices);
        self.parts.push(Part::Choice(alternatives));
    }

    /// Written out. The depth of recursion is bounded by [`DEEPEST`], the results by the count.
    fn results(&self) -> Vec<String> {
        let mut results = vec![String::new()];
        for part in &self.parts {
            match part {
                Part::Text(text) => results.iter_mut().for_each(|result| result.push_str(text)),
                Part::Choice(alternatives) => {
                    let endings: Vec<String> =
                        alternatives.iter().flat_map(Sequence::results).collect();
                    results = results
                        .iter()
                        .flat_map(|start| endings.iter().map(move |end| format!("{start}{end}")))
                        .collect();
                }
            }
        }
        results
    }
}

/// A brace that is open while the text is read.
struct Open {
    offset: usize,
    /// What came before it.
    outer: Sequence,
    alternatives: Vec<Sequence>,
}

/// Reads the text with a stack of its own: hostile nesting must not overflow ours.
fn parse(text: &str) -> Result<Sequence, BraceError> {
    let fail = |offset, kind| Err(BraceError { offset, kind });
    if text.len() > LONGEST {
        return fail(0, BraceErrorKind::TooLong);
    }
    let mut stack: Vec<Open> = Vec::new();
    let mut current = Sequence::new();
    let mut chars = text.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        match c {
            '\\' => match chars.next_if(|&(_, next)| matches!(next, '{' | '}' | ',')) {
                Some((_, sign)) => current.push(sign),
                None => current.push('\\'),
            },
            '{' => {
                if stack.len() == DEEPEST {
                    return fail(offset, BraceErrorKind::TooDeep);
                }
                let outer = std::mem::replace(&mut current, Sequence::new());
                stack.push(Open {
                    offset,
                    outer,
                    alternatives: Vec::new(),
                });
            }
            ',' => match stack.last_mut() {
                Some(open) => open
                    .alternatives
                    .push(std::mem::replace(&mut current, Sequence::new())),
                None => current.push(','),
            },
            '}' => {
                let Some(mut open) = stack.pop() else {
                    return fail(offset, BraceErrorKind::Stray);
                };
                if open.alternatives.is_empty() {
                    return fail(open.offset, BraceErrorKind::Single);
                }
                open.alternatives.push(current);
                current = open.outer;
                current.push_choice(open.alternatives, open.offset);
            }
            _ => current.push(c),
        }
    }
    match stack.last() {
        Some(open) => fail(open.offset, BraceErrorKind::Unclosed),
        None => Ok(current),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind_at(text: &str) -> (BraceErrorKind, usize) {
        let error = expand(text).unwrap_err();
        (error.kind, error.offset)
    }

    #[test]
    fn expands_in_order() {
        let t = |text: &str, wanted: &[&str]| assert_eq!(expand(text).unwrap(), wanted, "{text}");
        t("Iran", &["Iran"]);
        t("Iranian{,s}", &["Iranian", "Iranians"]);
        t("{a,b}{c,d}", &["ac", "ad", "bc", "bd"]);
        t(
            "{,Shi{ite,a} }militias",
            &["militias", "Shiite militias", "Shia militias"],
        );
        t(
            "{,al-}Hashd  al-Shaabi ",
            &["Hashd al-Shaabi", "al-Hashd al-Shaabi"],
        );
        t("{a,{b,{c,d}}}", &["a", "b", "c", "d"]);
        t("a, b", &["a, b"]);
        t(r"a\{b\,c\}", &["a{b,c}"]);
        t(r"{x\,y,z}", &["x,y", "z"]);
        t(r"back\slash\", &[r"back\slash\"]);
        t("", &[""]);
        t("{,}", &["", ""]);
    }

    #[test]
    fn refuses_with_the_place() {
        assert_eq!(kind_at("a{b,c"), (BraceErrorKind::Unclosed, 1));
        assert_eq!(kind_at("é{a,{b,c}"), (BraceErrorKind::Unclosed, 2));
        assert_eq!(kind_at("ab}c"), (BraceErrorKind::Stray, 2));
        assert_eq!(kind_at("x{y}"), (BraceErrorKind::Single, 1));
        assert_eq!(kind_at("{}"), (BraceErrorKind::Single, 0));
        assert_eq!(kind_at(&"{".repeat(5000)), (BraceErrorKind::TooDeep, 32));
        assert_eq!(
            kind_at(&"{a,b}".repeat(13)),
            (BraceErrorKind::TooMany(8192), 0)
        );
        assert_eq!(
            kind_at(&"{a,b}".repeat(2000)),
            (BraceErrorKind::TooMany(u64::MAX), 0)
        );
        assert_eq!(kind_at(&"{a,b}".repeat(20_000)).0, BraceErrorKind::TooLong);
        assert_eq!(expand(&"{a,b}".repeat(12)).unwrap().len(), 4096);
    }

    #[test]
    fn escapes_signs_only() {
        let t = |text: &str, wanted: &str| assert_eq!(escape(text), wanted, "{text}");
        t("a, b", "a, b");
        t("a{b,c}", r"a\{b,c\}");
        t(r"a\,b", r"a\\,b");
        t(r"a\", r"a\");
    }

    proptest! {
        #[test]
        fn an_escaped_text_is_itself(text in "[ab{},\\\\ é]{0,24}") {
            prop_assert_eq!(expand(&escape(&text)).unwrap(), vec![squeeze(&text)]);
        }

        #[test]
        fn the_count_is_the_number_of_results(text in "([a-c{},\\\\ ]|\\{a,|,b\\}){0,24}") {
            if let Ok(sequence) = parse(&text) && sequence.count <= MOST_RESULTS {
                prop_assert_eq!(sequence.results().len() as u64, sequence.count);
            }
        }

        #[test]
        fn any_text_is_answered(text in ".{0,64}") {
            let _ = expand(&text);
        }

        #[test]
        fn text_without_braces_is_itself(text in "[a-z]{1,5}( [a-z]{1,5}){0,3}") {
            prop_assert_eq!(expand(&text).unwrap(), vec![text]);
        }
    }
}
