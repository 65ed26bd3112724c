//! Texts in XML.

/// Returns a text as the value of an attribute or the content of an element. Characters that XML
/// has no way to write are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Readers make spaces of them in attributes.
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", u32::from(c))),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn signs_of_xml_are_texts() {
        assert_eq!(
            escaped("<a> & \"b\"\n\u{1b}é"),
            "&lt;a&gt; &amp; &quot;b&quot;&#10;é"
        );
    }
}
