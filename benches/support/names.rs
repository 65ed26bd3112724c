//! Lexicons of any size: names from the tables of facts, and beyond them names put together from
//! their parts.
//!
//! Where the tables do not lie beside the checkout, the names of the shipped gazetteers take their
//! place; before all of them the lines of the file `ACTAG_BENCH_NAMES`, by which other programs are
//! measured with the same names.

use std::collections::HashSet;
use std::fs;

use super::beside;

/// `count` distinct names: countries and peoples first, then the others in an order that does not
/// depend on where they come from, then made-up ones: a given name and a surname, or a place and a
/// common noun.
pub fn names(count: usize) -> Vec<String> {
    if let Some(path) = std::env::var_os("ACTAG_BENCH_NAMES") {
        let lines = fs::read_to_string(path).expect("the names can be read");
        return lines.lines().take(count).map(str::to_owned).collect();
    }
    let (first, mut rest) = real_names();
    rest.sort_by_key(|name| scatter(name));
    let mut seen = HashSet::new();
    let mut names: Vec<String> = first
        .into_iter()
        .chain(rest)
        .filter(|name| is_name(name) && seen.insert(actag::text::fold(name)))
        .take(count)
        .collect();
    let parts = Parts::of(&names);
    let mut number = 0;
    while names.len() < count {
        let name = parts.name(number);
        number += 1;
        if seen.insert(actag::text::fold(&name)) {
            names.push(name);
        }
    }
    names
}

fn is_name(name: &str) -> bool {
    (3..60).contains(&name.len())
        && name.starts_with(|c: char| c.is_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || " -'’.".contains(c))
}

/// A number that looks random (FNV-1a).
fn scatter(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

fn column(file: &str, columns: &[usize]) -> Vec<String> {
    let text = fs::read_to_string(beside("facts").join(file)).unwrap_or_default();
    text.lines()
        .skip(1)
        .flat_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            columns
                .iter()
                .filter_map(|&column| fields.get(column))
                .flat_map(|field| field.split("; "))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn real_names() -> (Vec<String>, Vec<String>) {
    let countries = column("factbook_countries.tsv", &[2, 8, 9, 10]);
    if countries.is_empty() {
        let gazetteer = actag::shipped().expect("the shipped gazetteers are right");
        let names = gazetteer.actors().iter().flat_map(|actor| &actor.names);
        return (Vec::new(), names.map(|name| name.text.clone()).collect());
    }
    let mut rest = column("geonames_cities.tsv", &[1, 2, 3]);
    rest.extend(column("us_congress_executive.tsv", &[1]));
    rest.extend(column("state_visits_leaders.tsv", &[2]));
    rest.extend(column("us_federal_orgs_dotgov.tsv", &[1]));
    // In capitals there.
    rest.extend(
        column("phoenix_actors.tsv", &[2, 3])
            .iter()
            .map(|name| titled(name)),
    );
    (countries, rest)
}

fn titled(name: &str) -> String {
    let word = |word: &str| match word {
        "OF" | "THE" | "AND" | "FOR" | "IN" | "AL" | "DE" => word.to_lowercase(),
        _ => {
            let mut chars = word.chars();
            let first = chars.next().map(String::from).unwrap_or_default();
            first + &chars.as_str().to_lowercase()
        }
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// What made-up names are put together from.
struct Parts {
    first: Vec<String>,
    last: Vec<String>,
}

const NOUNS: [&str; 12] = [
    "District",
    "Brigade",
    "Council",
    "Front",
    "Party",
    "Province",
    "University",
    "Press",
    "Bank",
    "Army",
    "Valley",
    "Movement",
];

impl Parts {
    fn of(names: &[String]) -> Self {
        let words = |place: usize| {
            let mut seen = HashSet::new();
            names
                .iter()
                .filter(|name| name.split(' ').count() == 2)
                .filter_map(|name| name.split(' ').nth(place))
                .filter(|word| word.len() > 3 && word.starts_with(char::is_uppercase))
                .filter(|word| seen.insert(word.to_owned()))
                .map(str::to_owned)
                .collect()
        };
        Self {
            first: words(0),
            last: words(1),
        }
    }

    fn name(&self, number: usize) -> String {
        let mixed = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let first = &self.first[(mixed >> 32) as usize % self.first.len()];
        match mixed % 4 {
            0 => format!("{first} {}", NOUNS[(mixed >> 8) as usize % NOUNS.len()]),
            _ => format!(
                "{first} {}",
                self.last[(mixed >> 16) as usize % self.last.len()]
            ),
        }
    }
}
