//! Text as the matcher sees it: folded letters, whole words, sentences.

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
