//! What messages quote of a file.

/// Names in backticks, with commas; the first of many.
pub(super) fn quoted<S: AsRef<str>>(names: &[S]) -> String {
    let shown = names.iter().take(SHOWN_NAMES);
    let mut shown: Vec<_> = shown
        .map(|name| format!("`{}`", start(name.as_ref())))
        .collect();
    if names.len() > SHOWN_NAMES {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

/// Names that a message lists.
pub(super) const SHOWN_NAMES: usize = 30;

/// The first few characters, on one line.
pub(super) fn start(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(SHOWN)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
