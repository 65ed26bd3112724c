//! What comes from documents, gazetteers, paths and arguments, made fit for lines of our output:
//! no text can begin a line of its own, or be a command to a terminal or to a service that runs
//! builds.

use std::io::{self, Write};

use actag::diagnostic::is_unsafe_to_show;

/// Returns an id, a name, a path or any other text as a part of one line: line breaks, and all that
/// a terminal would obey or hide, are shown escaped.
pub(super) fn one_line(text: &str) -> String {
    without_commands(&escaped(text).replace('\n', "\\n"))
}

/// The same with any white space as one space: for names and for words of a document, in which line
/// breaks mean nothing.
pub(super) fn words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    one_line(&words.join(" "))
}

/// Returns a text of several lines: what a terminal would obey or hide is shown escaped.
pub(super) fn printable(text: &str) -> String {
    guarded(&escaped(text))
}

/// Returns a part of a text of several lines; the whole is to be [`guarded`].
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Joiners shape the letters of Persian and Hindi: between such letters they hide nothing.
        let joins = matches!(c, '\u{200C}' | '\u{200D}')
            && before.is_some_and(is_joined)
            && chars.peek().copied().is_some_and(is_joined);
        match c == '\n' || joins || !is_unsafe_to_show(c) {
            true => shown.push(c),
            false => shown.extend(c.escape_default()),
        }
        before = Some(c);
    }
    shown
}

/// Returns lines of which none is a command to a service that runs builds.
pub(super) fn guarded(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(without_commands).collect();
    lines.join("\n")
}

/// Writes notes on standard error. That they cannot be written is no error: what the command was
/// for is done.
pub(super) fn note(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let _ = write(&mut anstream::stderr().lock());
}

/// What services that run builds take for a command: GitHub at the beginning of a line, behind
/// white space, too.
const AT_FRONT: &str = "::";

/// Those they take for one anywhere in a line: GitHub's old ones, Azure's, TeamCity's.
const ANYWHERE: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// Returns a line in which nothing is a command to a service that reads it.
fn without_commands(line: &str) -> String {
    let mut shown = line.to_owned();
    for command in ANYWHERE
        .into_iter()
        .filter(|command| line.contains(command))
    {
        let escaped = command.replacen("##", "#\\u{23}", 1);
        shown = shown.replace(command, &escaped);
    }
    if shown.trim_start().starts_with(AT_FRONT) {
        shown = shown.replacen(':', "\\u{3a}", 1);
    }
    shown
}

fn is_joined(c: char) -> bool {
    // The virama of Indic scripts, behind which they stand, is no letter.
    !c.is_ascii() && c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{DFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_is_printed() {
        let hostile = "a\u{1b}[2Jb\u{202e}\u{9b}\r\u{2028}\n";
        let escaped = "a\\u{1b}[2Jb\\u{202e}\\u{9b}\\r\\u{2028}";
        assert_eq!(one_line(hostile), format!("{escaped}\\n"));
        assert_eq!(printable(hostile), format!("{escaped}\n"));
        assert_eq!(words("a\tb \n c\u{200b}"), "a b c\\u{200b}");
    }

    #[test]
    fn joiners_stay_where_they_shape_letters() {
        let persian = "می\u{200c}خواهم";
        let hindi = "क्\u{200d}ष";
        assert_eq!((&*one_line(persian), &*one_line(hindi)), (persian, hindi));
        assert_eq!(one_line("Ir\u{200d}an"), "Ir\\u{200d}an");
        assert_eq!(one_line("می\u{200c}"), "می\\u{200c}");
    }

    #[test]
    fn nothing_is_a_command_to_a_service_that_runs_builds() {
        for (text, wanted) in [
            ("::error::a", "\\u{3a}:error::a"),
            (" ::stop-commands::a", " \\u{3a}:stop-commands::a"),
            ("a ##[add-mask]b", "a #\\u{23}[add-mask]b"),
            ("##vso[task.complete]", "#\\u{23}vso[task.complete]"),
            ("std::fmt ## a", "std::fmt ## a"),
        ] {
            assert_eq!(one_line(text), wanted);
            assert_eq!(printable(&format!("a\n{text}")), format!("a\n{wanted}"));
        }
    }
}
