//! Which country is meant: names and two-letter codes to ISO 3166 alpha-3.

use std::collections::HashMap;
use std::sync::OnceLock;

/// A line a country: alpha-3, alpha-2, and names as [`plain`] writes them, joined by `|`.
const COUNTRIES: &str = include_str!("countries.txt");

/// Returns the ISO 3166 alpha-3 code of a country, given by its name or one of its codes, in
/// letters of either case; `None` for what is no country.
///
/// ```
/// use actag_exchange::iso3;
///
/// assert_eq!(iso3("ir"), Some("IRN"));
/// assert_eq!(iso3("The Islamic Republic of Iran"), Some("IRN"));
/// assert_eq!(iso3("Atlantis"), None);
/// ```
pub fn iso3(text: &str) -> Option<&'static str> {
    static TABLE: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        for line in COUNTRIES.lines() {
            let mut parts = line.splitn(3, ' ');
            let (Some(three), Some(two)) = (parts.next(), parts.next()) else {
                continue;
            };
            table.insert(three, three);
            table.insert(two, three);
            let names = parts.next().unwrap_or_default().split('|');
            table.extend(names.map(|name| (name, three)));
        }
        table
    });
    let text = text.trim();
    if text.len() <= 3
        && let Some(code) = table.get(text.to_ascii_uppercase().as_str())
    {
        return Some(code);
    }
    table.get(plain(text).as_str()).copied()
}

/// Returns a name in small letters without accents, signs and a leading *the*.
fn plain(text: &str) -> String {
    let folded = actag_core::text::fold(text);
    let kept: String = folded
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '.'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_name_and_code() {
        for (text, wanted) in [
            ("IRN", Some("IRN")),
            ("irn", Some("IRN")),
            ("IR", Some("IRN")),
            ("Iran (Islamic Republic of)", Some("IRN")),
            ("Côte d’Ivoire", Some("CIV")),
            ("Cote d'Ivoire", Some("CIV")),
            ("the Netherlands", Some("NLD")),
            ("U.S.A.", Some("USA")),
            ("Korea, Republic of", Some("KOR")),
            ("DRC", Some("COD")),
            ("Türkiye", Some("TUR")),
            ("xk", Some("XKX")),
            ("", None),
            ("ZZ", None),
            ("Georgia, USA", None),
        ] {
            assert_eq!(iso3(text), wanted, "{text}");
        }
        assert_eq!(COUNTRIES.lines().count(), 243);
    }
}
