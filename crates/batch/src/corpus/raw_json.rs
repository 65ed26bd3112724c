//! A line of JSON as it is written, for what serde_json does not give: the digits of a number, half a surrogate pair.

/// The last number that stands behind this name in the object itself, not in what it holds.
pub(super) fn raw_number<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let mut depth = 0usize;
    let mut number = None;
    let mut rest = line;
    while let Some(at) = rest.find(['"', '{', '}', '[', ']']) {
        let (found, tail) = rest.get(at..)?.split_at_checked(1)?;
        rest = tail;
        match found {
            "{" | "[" => depth += 1,
            "}" | "]" => depth = depth.saturating_sub(1),
            _ => {
                let string = rest.get(..string_length(rest)?)?;
                rest = rest.get(string.len() + 1..)?;
                let value = rest.trim_start().strip_prefix(':').map(str::trim_start);
                if let Some(value) = value.filter(|_| depth == 1 && string == name) {
                    let end =
                        value.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)));
                    number = value
                        .get(..end.unwrap_or(value.len()))
                        .filter(|text| !text.is_empty());
                }
            }
        }
    }
    number
}

/// Bytes to the closing quotation mark.
fn string_length(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(['"', '\\'])?;
        match text.as_bytes().get(at) {
            Some(b'"') => return Some(at),
            _ => from = at + 2,
        }
    }
}

/// The line with every lone half of a surrogate pair as `\ufffd`; `None` where there is none.
pub(super) fn mend_surrogates(line: &str) -> Option<String> {
    let mut mended = String::new();
    let (mut done, mut from) = (0, 0);
    while let Some(found) = line.get(from..)?.find('\\') {
        let at = from + found;
        from = match escaped_unit(line, at) {
            Some(0xd800..=0xdbff)
                if matches!(escaped_unit(line, at + 6), Some(0xdc00..=0xdfff)) =>
            {
                at + 12
            }
            Some(0xd800..=0xdfff) => {
                mended.push_str(line.get(done..at)?);
                mended.push_str("\\ufffd");
                done = at + 6;
                done
            }
            Some(_) => at + 6,
            None => at + 1 + line.get(at + 1..)?.chars().next().map_or(0, char::len_utf8),
        };
    }
    if done == 0 {
        return None;
    }
    mended.push_str(line.get(done..)?);
    Some(mended)
}

/// The UTF-16 unit that `\uXXXX` stands for.
fn escaped_unit(line: &str, at: usize) -> Option<u16> {
    let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_found_in_the_object_itself() {
        for (line, number) in [
            (r#"{"a":1.50}"#, Some("1.50")),
            (r#"{ "a" : -1E+5 , "b":2}"#, Some("-1E+5")),
            (r#"{"b":{"a":1.5},"c":[{"a":2.5}],"a":3.5}"#, Some("3.5")),
            (r#"{"b":"\"a\":1.5","a":2.5}"#, Some("2.5")),
            (r#"{"b":"{[","a":2.5}"#, Some("2.5")),
            (r#"{"a":1.5,"a":2.5}"#, Some("2.5")),
            (r#"{"b":"a","c":1.5}"#, None),
            (r#"{"\u0061":1.5}"#, None),
            ("", None),
        ] {
            assert_eq!(raw_number(line, "a"), number, "{line}");
        }
    }

    proptest! {
        #[test]
        fn no_line_panics(line in r#"[{}\[\]":,a0-9.\\uUdDé😀 ]{0,60}"#) {
            let _ = raw_number(&line, "a");
            let _ = mend_surrogates(&line);
        }

        #[test]
        fn only_lone_halves_are_mended(units in prop::collection::vec(0xd700u16..0xe100, 0..8)) {
            let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let written = format!("\"{escaped}\"");
            let mended = mend_surrogates(&written).unwrap_or(written);
            let read: String = serde_json::from_str(&mended).unwrap();
            prop_assert_eq!(read, String::from_utf16_lossy(&units));
        }
    }
}
