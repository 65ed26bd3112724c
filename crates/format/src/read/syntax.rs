//! YAML's own errors, put into words that help somebody who does not know YAML.

use std::ops::Range;

use crate::diagnostic::quote;
use crate::findings::Findings;

/// Reports that a file is not YAML: `info` is what the parser says, `at` the byte where it noticed.
pub(crate) fn report(text: &str, at: usize, info: &str, findings: &mut Findings) {
    if let Some(tab) = tab_near(text, at) {
        let error = findings.error(&(tab..tab + 1), "yaml-tab", "a tab in the indentation");
        error.help("indent with spaces");
        return;
    }
    if info.contains("recursion limit") {
        findings.error(
            &(at..at),
            "yaml-too-deep",
            "lists and mappings nested too deep",
        );
        return;
    }
    let here = text[at..].chars().next().filter(|c| !c.is_whitespace());
    let span = at..at + here.map_or(0, char::len_utf8);
    if info.contains("unknown anchor") {
        refer_to_anchor(text, span, findings);
        return;
    }
    let line = line_of(text, at);
    let value = value_of(line);
    let error = findings.error(
        &span,
        "yaml-syntax",
        format!("this is not YAML: {}", plain(info)),
    );
    match help(info, value) {
        Some(help) => error.help(help),
        None if !value.is_empty() => error.help(format!(
            "if {} is meant as text, put quotes round it",
            quote(value)
        )),
        None => {}
    }
}

/// Returns the first tab among the white space that begins the line of `at`, the line before it or
/// the one after: the parser may notice early or late.
fn tab_near(text: &str, at: usize) -> Option<usize> {
    let before = text[..at]
        .rfind('\n')
        .map_or(0, |end| text[..end].rfind('\n').map_or(0, |at| at + 1));
    let mut start = before;
    for line in text[before..].split_inclusive('\n').take(3) {
        let indentation = &line[..line.find(|c| c != ' ' && c != '\t').unwrap_or(0)];
        if let Some(tab) = indentation.find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// `*` is YAML's sign for a value that is elsewhere in the file.
pub(crate) fn refer_to_anchor(text: &str, span: Range<usize>, findings: &mut Findings) {
    let written = text.get(span.clone()).unwrap_or("*");
    let error = findings.error(
        &span,
        "yaml-anchor",
        format!("{} refers to an anchor", quote(written)),
    );
    error.help("write the value out, or put quotes round text that begins with `*`");
}

fn line_of(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let end = text[at..]
        .find(['\n', '\r'])
        .map_or(text.len(), |end| at + end);
    text[start..end].trim()
}

/// Returns what is after the dashes and the key of a line.
fn value_of(line: &str) -> &str {
    let mut value = line;
    while let Some(rest) = value.strip_prefix("- ") {
        value = rest.trim_start();
    }
    match value.split_once(": ") {
        Some((key, rest)) if !key.starts_with(['"', '\'', '{', '[']) => rest.trim(),
        _ => value,
    }
}

/// Returns what would be right, guessed from how the value begins, and else from what the parser
/// says.
fn help(info: &str, value: &str) -> Option<String> {
    let quoted = |sign: &str| {
        Some(format!(
            "put quotes round text that begins with {sign}: \"{}\"",
            short(value)
        ))
    };
    let unclosed = ["indentation", "end of stream", "document indicator"];
    if info.contains("quoted scalar") && unclosed.iter().any(|sign| info.contains(sign)) {
        return Some("close the quotes".into());
    }
    match value.chars().next() {
        Some('{') => return quoted("`{`"),
        Some('[') if !info.contains("',' or ']'") => return quoted("`[`"),
        Some('!') => return quoted("`!`"),
        Some('%') => return quoted("`%`"),
        Some('@') => return quoted("`@`"),
        Some('`') => return quoted("a backtick"),
        Some('"' | '\'')
            if info.contains("trailing")
                || info.contains("expected key")
                || info.contains("'-' indicator") =>
        {
            return Some("quotes must go round the whole text".into());
        }
        _ => {}
    }
    let help = match info {
        _ if info.contains("escape") => {
            "in double quotes `\\` is special: write `\\\\`, or use single quotes"
        }
        _ if info.contains("mapping values are not allowed") => {
            "put quotes round text that holds `: `, and check the indentation"
        }
        _ if info.contains("',' or ']'") && value.contains('{') => {
            "inside `[…]` put quotes round text with braces"
        }
        _ if info.contains("',' or ']'") => {
            "close the list with `]`, and put a comma between its items"
        }
        _ if info.contains("',' or '}'") => {
            "close the mapping with `}`, and put a comma between its keys"
        }
        _ if info.contains("expected key")
            || info.contains("indent")
            || info.contains("'-' indicator")
            || info.contains("sequence entries") =>
        {
            "check the indentation: the keys of one mapping, or the dashes of one list, are in one \
            column"
        }
        _ if info.contains("simple key expected") || info.contains("expected ':'") => {
            "a key is followed by a colon and a space: `key: value`"
        }
        _ => return None,
    };
    Some(help.into())
}

fn short(value: &str) -> String {
    match value.char_indices().nth(50) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.into(),
    }
}

/// Returns the parser's message in our manner: backticks go in pairs.
fn plain(info: &str) -> String {
    info.trim_start_matches("while ")
        .trim_end_matches('.')
        .replace('`', "'")
}
