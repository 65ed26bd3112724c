//! Halves of surrogate pairs in JSON, as programs write that cut texts by UTF-16 units.

/// Returns the line with every lone half of a surrogate pair as `\ufffd`; `None` where there is
/// none.
pub(super) fn fix_surrogates(line: &str) -> Option<String> {
    let mut fixed = String::new();
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
                fixed.push_str(line.get(done..at)?);
                fixed.push_str("\\ufffd");
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
    fixed.push_str(line.get(done..)?);
    Some(fixed)
}

/// Returns the UTF-16 unit that `\uXXXX` stands for.
fn escaped_unit(line: &str, at: usize) -> Option<u16> {
    let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_line_panics(line in r#"[{}\[\]":,a0-9.\\uUdDé😀 ]{0,60}"#) {
            let _ = fix_surrogates(&line);
        }

        #[test]
        fn only_lone_halves_are_fixed(units in prop::collection::vec(0xd700u16..0xe100, 0..8)) {
            let escaped: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let written = format!("\"{escaped}\"");
            let fixed = fix_surrogates(&written).unwrap_or(written);
            let read: String = serde_json::from_str(&fixed).unwrap();
            prop_assert_eq!(read, String::from_utf16_lossy(&units));
        }
    }
}
