//! Entities that were left in texts: `&amp;`, `&#39;`, `&ocirc;`.

/// Appends a text with its entities decoded; returns where each ended, in what was appended and in
/// the text.
pub(super) fn decode_entities(text: &str, into: &mut String) -> Vec<(usize, usize)> {
    let begin = into.len();
    let mut ends = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        into.push_str(before);
        rest = match entity(from) {
            Some((character, length)) => {
                into.push(character);
                let behind = from.get(length..).unwrap_or_default();
                ends.push((into.len() - begin, text.len() - behind.len()));
                behind
            }
            None => {
                into.push('&');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    into.push_str(rest);
    ends
}

/// Bytes of the longest entity.
const LONGEST: usize = 10;

/// The character that an entity at the beginning of a text stands for, and its length.
fn entity(from: &str) -> Option<(char, usize)> {
    let end = from.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = from.get(1..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let number = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            let character = char::from_u32(number.ok()?)?;
            (!character.is_control()).then_some(character)?
        }
        None => named(name)?,
    };
    Some((character, end + 1))
}

fn named(name: &str) -> Option<char> {
    let found = OTHERS.iter().find(|(known, _)| *known == name);
    let latin = || {
        let mut latin = (0xA0u32..).zip(LATIN.split_ascii_whitespace());
        let (code, _) = latin.find(|(_, known)| *known == name)?;
        char::from_u32(code)
    };
    found.map(|(_, character)| *character).or_else(latin)
}

/// The names of the characters from U+00A0 to U+00FF, in their order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg \
    macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 \
    iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave \
    Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc \
    Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc \
    euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
    uacute ucirc uuml yacute thorn yuml";

/// Characters of mark-up and of print.
const OTHERS: &[(&str, char)] = &[
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("lsquo", '\u{2018}'),
    ("rsquo", '\u{2019}'),
    ("sbquo", '\u{201a}'),
    ("ldquo", '\u{201c}'),
    ("rdquo", '\u{201d}'),
    ("bdquo", '\u{201e}'),
    ("lsaquo", '\u{2039}'),
    ("rsaquo", '\u{203a}'),
    ("hellip", '\u{2026}'),
    ("bull", '\u{2022}'),
    ("euro", '\u{20ac}'),
    ("trade", '\u{2122}'),
    ("OElig", '\u{152}'),
    ("oelig", '\u{153}'),
    ("Scaron", '\u{160}'),
    ("scaron", '\u{161}'),
    ("Yuml", '\u{178}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_and_nothing_else() {
        for (text, decoded) in [
            ("AT&amp;T", "AT&T"),
            ("C&ocirc;te d&#39;Ivoire", "Côte d'Ivoire"),
            ("Al&nbsp;Jazeera", "Al\u{a0}Jazeera"),
            (
                "Lord&#8217;s, Lord&#x2019;s",
                "Lord\u{2019}s, Lord\u{2019}s",
            ),
            ("&yuml;&Agrave;&THORN;", "ÿÀÞ"),
            ("&amp;amp;", "&amp;"),
            (
                "R&D; AT&T &; &#; &#x; &unknown; &amp",
                "R&D; AT&T &; &#; &#x; &unknown; &amp",
            ),
            ("&#0;&#1114112;&#xd800;", "&#0;&#1114112;&#xd800;"),
            ("&é;", "&é;"),
        ] {
            let mut out = String::new();
            decode_entities(text, &mut out);
            assert_eq!(out, decoded, "{text}");
        }
        assert_eq!(LATIN.split_ascii_whitespace().count(), 96);
    }
}
