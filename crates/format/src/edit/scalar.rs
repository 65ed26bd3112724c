//! A text as YAML: plain where that reads back as the same text, else between quotes.

/// Where a text is written: between brackets more signs are special.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Block,
    Flow,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// None, unless they are needed; then these.
    IfNeeded(Sign),
    Always(Sign),
}

/// A pair of quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Double,
    Single,
}

/// `text` as it is written in a file.
pub(super) fn write(text: &str, context: Context, quotes: Quotes) -> String {
    match quotes {
        Quotes::IfNeeded(_) if is_plain(text, context) => text.to_owned(),
        Quotes::IfNeeded(Sign::Single) | Quotes::Always(Sign::Single)
            if !text.chars().any(must_be_escaped) =>
        {
            format!("'{}'", text.replace('\'', "''"))
        }
        _ => double(text),
    }
}

fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if must_be_escaped(c) => quoted.push_str(&match u32::from(c) {
                code @ ..0x100 => format!("\\x{code:02X}"),
                code @ ..0x10000 => format!("\\u{code:04X}"),
                code => format!("\\U{code:08X}"),
            }),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Line breaks, and what YAML counts as not printable.
fn must_be_escaped(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

/// Returns whether a text can be written without quotes and mean the same to this reader and to any
/// other of YAML 1.2.
pub(super) fn is_plain(text: &str, context: Context) -> bool {
    let first_is_special = |c: char| "-?:,[]{}#&*!|>'\"%@`=~<".contains(c);
    let special = match context {
        Context::Block => ": ",
        Context::Flow => ":",
    };
    !text.is_empty()
        && text.trim() == text
        && !text.starts_with(first_is_special)
        && !text.ends_with(':')
        && !text.contains(special)
        && !text.contains(" #")
        && !text.contains("  ")
        && !text.chars().any(must_be_escaped)
        && !(context == Context::Flow && text.contains([',', '[', ']', '{', '}', '#', '"', '\'']))
        && !text.starts_with("...")
        && !means_something_else(text)
}

/// Returns whether other readers of YAML would take the text for a number, a truth value or
/// nothing. To actag everything is text, but an editor that checks the file against its schema
/// would complain.
fn means_something_else(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    matches!(lower.as_str(), "null" | "true" | "false" | "~" | ".nan")
        || lower.trim_start_matches(['+', '.']).starts_with("inf")
        || lower.starts_with("0x")
        || lower.starts_with("0o")
        || lower.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Findings;
    use crate::read::yaml::{self, Value};
    use proptest::prelude::*;

    const PLAIN: Quotes = Quotes::IfNeeded(Sign::Double);

    #[test]
    fn quotes_are_only_where_they_are_needed() {
        let t = |text: &str, block: &str, flow: &str| {
            assert_eq!(write(text, Context::Block, PLAIN), block);
            assert_eq!(write(text, Context::Flow, PLAIN), flow);
        };
        t(
            "Badr Organization",
            "Badr Organization",
            "Badr Organization",
        );
        t("حزب الله", "حزب الله", "حزب الله");
        t(
            "Badr {Corps,Brigade}",
            "Badr {Corps,Brigade}",
            "\"Badr {Corps,Brigade}\"",
        );
        t("{,al-}Hashd", "\"{,al-}Hashd\"", "\"{,al-}Hashd\"");
        t("a: b", "\"a: b\"", "\"a: b\"");
        t("a #1", "\"a #1\"", "\"a #1\"");
        t("C#", "C#", "\"C#\"");
        t("630", "\"630\"", "\"630\"");
        t("null", "\"null\"", "\"null\"");
        t("NO", "NO", "NO");
        t("say \"no\"", "say \"no\"", "\"say \\\"no\\\"\"");
        t(
            "a\\b\nc\u{85}",
            "\"a\\\\b\\nc\\x85\"",
            "\"a\\\\b\\nc\\x85\"",
        );
        let single = Quotes::Always(Sign::Single);
        assert_eq!(write("it's", Context::Block, single), "'it''s'");
        assert_eq!(write("a\nb", Context::Block, single), "\"a\\nb\"");
    }

    proptest! {
        #[test]
        fn every_text_reads_back(
            text in "(\\PC|[-?:,\\[\\]{}#&*!|>'\"%@`~<= \t\n\r\\\\a1.\
                \u{85}\u{2028}\u{feff}]){0,12}",
            quotes in prop_oneof![
                Just(PLAIN), Just(Quotes::IfNeeded(Sign::Single)),
                Just(Quotes::Always(Sign::Double)), Just(Quotes::Always(Sign::Single)),
            ],
        ) {
            let block = format!("- {}\n", write(&text, Context::Block, quotes));
            let flow = format!("[{}]\n", write(&text, Context::Flow, quotes));
            for file in [block, flow] {
                let root = yaml::parse(&file, &mut Findings::new(0));
                let Some(Value::List(items)) = root.map(|root| root.value) else {
                    return Err(TestCaseError::fail(file));
                };
                prop_assert_eq!(&items[0].value, &Value::Scalar(text.clone()), "{}", file);
            }
        }
    }
}
