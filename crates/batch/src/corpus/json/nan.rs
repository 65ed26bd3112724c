//! Numbers that are none, as Python writes them.

/// Returns the same with `null` for the numbers that are none, which Python writes: `NaN`,
/// `Infinity` and `-Infinity`; `None` where there are none.
pub(super) fn without_nan(json: &str) -> Option<String> {
    const NONE: [&str; 3] = ["-Infinity", "Infinity", "NaN"];
    let mut fixed = String::new();
    let mut rest = json;
    let mut changed = false;
    while let Some(at) = rest.find(['"', 'N', 'I', '-']) {
        let (before, from) = rest.split_at(at);
        fixed.push_str(before);
        let word = NONE.iter().find(|word| from.starts_with(**word));
        let passed = match word {
            Some(word) => {
                fixed.push_str("null");
                changed = true;
                word.len()
            }
            None if from.starts_with('"') => {
                let string = string_length(from);
                fixed.push_str(from.get(..string).unwrap_or(from));
                string
            }
            None => {
                fixed.push_str(from.get(..1).unwrap_or_default());
                1
            }
        };
        rest = from.get(passed..).unwrap_or_default();
    }
    fixed.push_str(rest);
    changed.then_some(fixed)
}

/// How long the string is that a text begins with, with its marks.
fn string_length(from: &str) -> usize {
    let bytes = from.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    from.len()
}
