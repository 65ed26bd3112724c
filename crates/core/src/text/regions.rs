//! States and provinces that tell a town from its famous namesake: *Paris, Texas* (rule 5).

use std::sync::LazyLock;

/// A region, by one of its names, and the countries in which towns are that it may be of.
#[derive(Debug, Clone, Copy)]
struct Region {
    name: &'static str,
    /// ISO 3166 alpha-3.
    countries: &'static [&'static str],
}

const US: &[&str] = &["USA"];
const CANADA: &[&str] = &["CAN"];
const AUSTRALIA: &[&str] = &["AUS"];

/// Lists of names, `|` between them, with the countries: in full, as the Associated Press shortens
/// them, and by the codes of the United States Postal Service and of Canada Post. What is also a
/// country, a part of another, or the ISO 3166 code of one, may be either.
const REGIONS: &[(&str, &[&str])] = &[
    (
        "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|\
         Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|\
         Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|\
         New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|\
         Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|\
         Virginia|West Virginia|Wisconsin|Wyoming",
        US,
    ),
    (
        "Ala.|Ariz.|Ark.|Calif.|Colo.|Conn.|Del.|Fla.|Ill.|Ind.|Kan.|Ky.|Md.|Mass.|Mich.|\
         Minn.|Mo.|Mont.|Neb.|Nev.|N.H.|N.J.|N.M.|N.Y.|N.C.|N.D.|Okla.|Ore.|R.I.|S.D.|Tenn.|\
         Tex.|Vt.|Wash.|W.Va.|W. Va.|Wis.|Wyo.",
        US,
    ),
    (
        "AK|CT|FL|HI|IA|KS|MI|ND|NH|NJ|NM|NV|NY|OH|OK|OR|RI|TX|UT|VT|WA|WI|WV|WY",
        US,
    ),
    ("Georgia", &["USA", "GEO"]),
    ("Ga.", US),
    ("La.", US),
    ("Pa.", US),
    ("Va.", US),
    ("AL", &["USA", "ALB"]),
    ("AR", &["USA", "ARG"]),
    ("CA", &["USA", "CAN"]),
    ("CO", &["USA", "COL"]),
    ("DE", &["USA", "DEU"]),
    ("IL", &["USA", "ISR"]),
    ("IN", &["USA", "IND"]),
    ("PA", &["USA", "PAN"]),
    ("TN", &["USA", "TUN"]),
    (
        "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|\
         Prince Edward Island|Quebec|Québec|Saskatchewan|Yukon|Alta.|B.C.|Man.|N.B.|N.S.|Ont.|\
         P.E.I.|Que.|Sask.|AB|BC|MB|NB|ON|QC|SK",
        CANADA,
    ),
    (
        "New South Wales|Queensland|South Australia|Tasmania|Western Australia|NSW|QLD|Qld|TAS",
        AUSTRALIA,
    ),
];

/// Returns the countries of the region that stands right behind a comma at the beginning of
/// `behind`: what follows a town in a text.
///
/// `None` where there is none, and where it is rather the next name of a list, or begins a clause:
/// *Paris, Ontario and Quebec*.
pub(crate) fn countries_of_region(behind: &str) -> Option<&'static [&'static str]> {
    let behind = behind.strip_prefix(", ")?;
    if !behind.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let first = behind.get(..FIRST)?;
    let from = SORTED.partition_point(|region| &region.name[..FIRST] < first);
    // The longest that fits comes last.
    let fits = |region: &&Region| {
        behind.starts_with(region.name) && ends_place(&behind[region.name.len()..])
    };
    let of_letters = SORTED[from..]
        .iter()
        .take_while(|one| one.name.starts_with(first));
    of_letters
        .filter(fits)
        .last()
        .map(|region| region.countries)
}

/// Bytes that every name of a region has at least.
const FIRST: usize = 2;

/// The regions by their names: most words behind a comma are none, and their first letters tell.
static SORTED: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let regions = REGIONS.iter().flat_map(|&(names, countries)| {
        names.split('|').map(move |name| Region { name, countries })
    });
    let mut regions: Vec<Region> = regions.collect();
    regions.sort_by_key(|region| region.name);
    regions
});

/// Returns whether what stands behind a region leaves it that of a town: a comma, a stop, a
/// bracket, or a small word that joins nothing.
fn ends_place(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix([' ', '\n']) else {
        return !behind.starts_with(|c: char| c.is_alphanumeric() || "-/'’&".contains(c));
    };
    let word = rest.split([' ', ',', '.', '\n']).next().unwrap_or("");
    !["and", "or", "&"].contains(&word) && !rest.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_behind_towns() {
        for (behind, country) in [
            (", Texas, a man", "USA"),
            (", Texas.", "USA"),
            (", Texas (AP)", "USA"),
            (", Ont., a man", "CAN"),
            (", N.Y. on Monday", "USA"),
            (", TX 75460", "USA"),
            (", New South Wales", "AUS"),
            (", Georgia, a man", "GEO"),
            (", West Virginia said", "USA"),
        ] {
            let found = countries_of_region(behind);
            assert!(found.is_some_and(|of| of.contains(&country)), "{behind}");
        }
        for behind in [
            "",
            " Texas",
            ", France",
            ", Texas and Ohio",
            ", Texas Governor Greg Abbott said",
            ", Texan",
            ", Texas-born",
            ", Texas’s",
            ",\nTexas",
            ", INDIA",
        ] {
            assert_eq!(countries_of_region(behind), None, "{behind}");
        }
    }
}
