//! Lists of OpenSanctions: `targets.simple.csv`, and entities of FollowTheMoney, one a line.

use actag_core::gazetteer::NameKind;
use actag_core::source::quote;
use serde_json::{Map, Value};

use super::collector::Collector;
use super::entry::Entry;
use super::lines::{each_object, texts};
use super::report::Place;
use super::source::Source;
use super::table::{each_row, shown};
use super::{ImportError, Options};
use crate::countries::iso3;

/// Schemata of actors, and what they are here.
const SCHEMATA: &[(&str, &str)] = &[
    ("Person", "person"),
    ("Organization", "organization"),
    ("LegalEntity", "organization"),
    ("Company", "company"),
    ("PublicBody", "agency"),
];

pub(super) fn read(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    match source
        .head(4096)?
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .starts_with('{')
    {
        true => each_object(source, collector, |number, line, object, collector| {
            let schema = object
                .get("schema")
                .and_then(Value::as_str)
                .unwrap_or_default();
            match actor_type(schema, options) {
                Some(actor_type) => collector.take(entity(number, line, &object, &actor_type))?,
                None if schema.is_empty() => collector.leave_out(number, "no `schema`", line)?,
                None => collector.pass_over(number, schema),
            }
            Ok(())
        }),
        false => read_table(source, options, collector),
    }
}

/// Returns the type of a schema; `None` where it is none of actors.
fn actor_type(schema: &str, options: &Options) -> Option<String> {
    let known = SCHEMATA.iter().find(|(name, _)| *name == schema);
    match known {
        Some((_, "person")) => Some("person".to_owned()),
        Some((_, known)) => Some(
            options
                .actor_type
                .clone()
                .unwrap_or_else(|| (*known).to_owned()),
        ),
        None => (options.all && !schema.is_empty()).then(|| schema.to_lowercase()),
    }
}

/// Columns of the table that are read.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
}

impl Columns {
    fn cell<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        let at = self.names.iter().position(|column| column == name);
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }
}

fn read_table(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    let mut columns = Columns::default();
    each_row(source, &mut |place, row, first| {
        if first {
            columns.names = row.iter().map(|name| name.to_lowercase()).collect();
            return Ok(());
        }
        collector.count();
        let schema = columns.cell(&row, "schema");
        match actor_type(schema, options) {
            Some(actor_type) => collector.take(target(place, &row, &columns, &actor_type))?,
            None if schema.is_empty() => collector.leave_out(place, "no `schema`", &shown(&row))?,
            None => collector.pass_over(place, schema),
        }
        Ok(())
    })?;
    for name in ["id", "schema", "name"] {
        if !columns.names.iter().any(|column| column == name) {
            return Err(source.wrong(format!(
                "no column `{name}`: this is no targets.simple.csv, and no file of entities"
            )));
        }
    }
    Ok(())
}

fn target(place: Place, row: &[String], columns: &Columns, actor_type: &str) -> Entry {
    let mut entry = Entry::new(place, shown(row), actor_type);
    entry.add_names(columns.cell(row, "name"));
    for alias in columns.cell(row, "aliases").split(';') {
        entry.add_names(alias);
    }
    let countries: Vec<&str> = columns.cell(row, "countries").split(';').collect();
    add_countries(&mut entry, &countries);
    add_id(&mut entry, columns.cell(row, "id"));
    if entry.actor.actor_type.as_ref() == "person" && !columns.cell(row, "birth_date").is_empty() {
        entry
            .remarks
            .push(format!("born {}", columns.cell(row, "birth_date")));
    }
    entry
}

fn entity(number: u64, line: &str, object: &Map<String, Value>, actor_type: &str) -> Entry {
    let mut entry = Entry::new(number, line, actor_type);
    let none = Map::new();
    let properties = object
        .get("properties")
        .and_then(Value::as_object)
        .unwrap_or(&none);
    let of = |name: &str| texts(properties.get(name));
    for caption in texts(object.get("caption")) {
        // Without a name the caption is the id, or a name that is a weak one.
        if of("name").contains(&caption) || of("alias").contains(&caption) {
            entry.add_names(caption);
        }
    }
    for property in ["name", "alias", "previousName"] {
        for name in of(property) {
            entry.add_names(name);
        }
    }
    for name in of("abbreviation") {
        entry.add(NameKind::Short, name);
    }
    entry
        .weak
        .extend(of("weakAlias").into_iter().map(str::to_owned));
    let countries: Vec<&str> = [
        "country",
        "nationality",
        "citizenship",
        "jurisdiction",
        "mainCountry",
    ]
    .into_iter()
    .flat_map(of)
    .collect();
    add_countries(&mut entry, &countries);
    for id in of("wikidataId") {
        entry.code("wikidata", id);
    }
    for lei in of("leiCode") {
        entry.code("lei", lei);
    }
    add_id(
        &mut entry,
        object.get("id").and_then(Value::as_str).unwrap_or_default(),
    );
    if let [born, ..] = of("birthDate").as_slice() {
        entry.remarks.push(format!("born {born}"));
    }
    entry
}

/// Takes the first country that is one; the others are said.
fn add_countries(entry: &mut Entry, countries: &[&str]) {
    let mut known: Vec<&str> = Vec::new();
    for country in countries
        .iter()
        .map(|country| country.trim())
        .filter(|one| !one.is_empty())
    {
        match iso3(country) {
            Some(code) if !known.contains(&code) => known.push(code),
            Some(_) => {}
            // Codes such as `suhh` and `eu` are their own.
            None => entry.remarks.push(format!("country: {}", quote(country))),
        }
    }
    if let [first, others @ ..] = known.as_slice() {
        entry.country(first);
        if !others.is_empty() {
            entry.remarks.push(format!("also of {}", others.join(", ")));
        }
    }
}

/// Adds the id, which is that of Wikidata where an item is known.
fn add_id(entry: &mut Entry, id: &str) {
    let is_item = id
        .strip_prefix('Q')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    match is_item {
        true => entry.code("wikidata", id),
        false => entry.code("opensanctions", id),
    }
}
