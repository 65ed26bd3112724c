//! Well-known public schemes of codes: what their codes look like, and whether one is one actor’s.
//!
//! Editors propose them; others may be written, and are not looked at.

use std::ops::RangeInclusive;

/// A scheme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scheme {
    pub(crate) name: &'static str,
    /// What its codes are.
    pub(crate) about: &'static str,
    /// A code that is right.
    pub(crate) example: &'static str,
    form: Form,
    /// A code is one actor’s on any day. Codes of countries and of event data group actors: an army
    /// may bear that of its state.
    pub(crate) identifies: bool,
}

/// What a code looks like.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// A number without leading zeros, of so many digits.
    Number(RangeOf),
    /// So many digits.
    Digits(RangeOf),
    /// So many capitals.
    Capitals(RangeOf),
    /// A letter, and a number without leading zeros.
    Numbered(char),
    /// So many capitals and digits.
    Mixed(RangeOf),
    /// Two capitals, a hyphen, and one to three capitals or digits.
    Subdivision,
    /// Sixteen digits, the last of which may be an X.
    Isni,
    /// Any text.
    Text,
}

/// Least and most.
type RangeOf = (usize, usize);

impl Scheme {
    /// Returns whether a code looks like one of the scheme.
    pub(crate) fn fits(&self, code: &str) -> bool {
        let among = |(least, most): RangeOf, fits: fn(char) -> bool| {
            let lengths: RangeInclusive<usize> = least..=most;
            lengths.contains(&code.len()) && code.chars().all(fits)
        };
        let digit = |c: char| c.is_ascii_digit();
        let mixed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        match self.form {
            Form::Number(length) => among(length, digit) && !code.starts_with('0'),
            Form::Digits(length) => among(length, digit),
            Form::Capitals(length) => among(length, |c| c.is_ascii_uppercase()),
            Form::Mixed(length) => among(length, mixed),
            Form::Numbered(letter) => code.strip_prefix(letter).is_some_and(|number| {
                !number.is_empty() && !number.starts_with('0') && number.chars().all(digit)
            }),
            Form::Subdivision => code.split_once('-').is_some_and(|(country, part)| {
                country.len() == 2
                    && country.chars().all(|c| c.is_ascii_uppercase())
                    && (1..=3).contains(&part.len())
                    && part.chars().all(mixed)
            }),
            Form::Isni => {
                let digits = code.strip_suffix('X').map_or((code, 16), |rest| (rest, 15));
                digits.0.len() == digits.1 && digits.0.chars().all(digit)
            }
            Form::Text => true,
        }
    }
}

/// Returns whether a code looks like one of a public scheme; `None` for a scheme that is not known
/// here.
pub fn fits_scheme(scheme: &str, code: &str) -> Option<bool> {
    self::scheme(scheme).map(|known| known.fits(code))
}

/// Returns whether a code of a public scheme is one actor’s alone.
pub fn identifies(scheme: &str) -> bool {
    self::scheme(scheme).is_some_and(|known| known.identifies)
}

/// Returns the scheme of a name.
pub(crate) fn scheme(name: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.name == name)
}

/// A scheme whose codes are one actor’s each.
const fn one(name: &'static str, form: Form, example: &'static str, about: &'static str) -> Scheme {
    Scheme {
        name,
        about,
        example,
        form,
        identifies: true,
    }
}

/// A scheme whose codes several actors may bear.
const fn many(
    name: &'static str,
    form: Form,
    example: &'static str,
    about: &'static str,
) -> Scheme {
    Scheme {
        identifies: false,
        ..one(name, form, example, about)
    }
}

const NUMBER: Form = Form::Number((1, 9));
const COUNTRY_NUMBER: Form = Form::Number((1, 3));

/// All schemes that are known here.
pub(crate) const SCHEMES: &[Scheme] = &[
    many(
        "iso2",
        Form::Capitals((2, 2)),
        "IR",
        "ISO 3166 alpha-2 code of a country",
    ),
    many(
        "iso3",
        Form::Capitals((3, 3)),
        "IRN",
        "ISO 3166 alpha-3 code of a country",
    ),
    many(
        "m49",
        Form::Digits((3, 3)),
        "364",
        "United Nations M49 number of a country or area",
    ),
    many(
        "gec",
        Form::Capitals((2, 2)),
        "IR",
        "GEC code of a country, formerly FIPS 10-4",
    ),
    many(
        "cow",
        COUNTRY_NUMBER,
        "630",
        "Correlates of War country number",
    ),
    many("gw", COUNTRY_NUMBER, "630", "Gleditsch-Ward country number"),
    many("vdem", COUNTRY_NUMBER, "79", "V-Dem country number"),
    many("polity", COUNTRY_NUMBER, "630", "Polity5 country number"),
    many(
        "cameo",
        Form::Mixed((3, 15)),
        "IRNGOV",
        "CAMEO actor code of event data",
    ),
    one("wikidata", Form::Numbered('Q'), "Q794", "Wikidata item"),
    one("geonames", NUMBER, "112931", "GeoNames number of a place"),
    one(
        "iso3166-2",
        Form::Subdivision,
        "IR-23",
        "ISO 3166-2 code of a province",
    ),
    one(
        "ucdp",
        NUMBER,
        "116",
        "actor number of the Uppsala Conflict Data Program",
    ),
    one(
        "fto",
        NUMBER,
        "4697",
        "number on the OFAC list of a US Foreign Terrorist Organization",
    ),
    one(
        "ofac",
        NUMBER,
        "4697",
        "number on the sanctions lists of OFAC",
    ),
    one("partyfacts", NUMBER, "211", "Party Facts number of a party"),
    one("parlgov", NUMBER, "1727", "ParlGov number of a party"),
    one("vparty", NUMBER, "211", "V-Party number of a party"),
    one(
        "manifesto",
        NUMBER,
        "41521",
        "Manifesto Project number of a party",
    ),
    one(
        "ches",
        NUMBER,
        "301",
        "Chapel Hill Expert Survey number of a party",
    ),
    one(
        "lei",
        Form::Mixed((20, 20)),
        "HWUPKR0MPOU8FGXBT394",
        "Legal Entity Identifier of a company",
    ),
    one(
        "isni",
        Form::Isni,
        "0000000121032683",
        "International Standard Name Identifier",
    ),
    many(
        "ticker",
        Form::Text,
        "AAPL",
        "ticker of a company on a stock exchange",
    ),
    many(
        "gtd",
        Form::Text,
        "Hezbollah",
        "name of a group in the Global Terrorism Database",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_a_scheme_fits_it() {
        for scheme in SCHEMES {
            assert!(scheme.fits(scheme.example), "{}", scheme.name);
            let alike = SCHEMES.iter().filter(|other| other.name == scheme.name);
            assert_eq!(alike.count(), 1, "{}", scheme.name);
        }
    }

    #[test]
    fn other_codes_do_not_fit() {
        for (name, code) in [
            ("wikidata", "794"),
            ("wikidata", "q794"),
            ("wikidata", "Q0794"),
            ("wikidata", "Q"),
            ("cow", "USA"),
            ("cow", "0630"),
            ("cow", ""),
            ("m49", "36"),
            ("iso3", "Irn"),
            ("iso3166-2", "IR23"),
            ("iso3166-2", "IRN-23"),
            ("iso3166-2", "IR-"),
            ("isni", "0000 0001 2103 2683"),
            ("isni", "000000012103268X3"),
            ("lei", "HWUPKR0MPOU8FGXBT39"),
            ("cameo", "irngov"),
            ("geonames", "https://www.geonames.org/112931"),
            ("vparty", "٢١١"),
        ] {
            assert!(!scheme(name).unwrap().fits(code), "{name}={code}");
        }
        assert!(scheme("isni").unwrap().fits("000000012103268X"));
        assert!(scheme("mine").is_none());
    }
}
