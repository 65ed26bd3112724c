//! Answers of SPARQL queries to Wikidata: tables, JSON of the protocol, and the plain JSON of the
//! query service. Rows of one item are one actor.

mod json;

use actag_core::gazetteer::NameKind;

use super::collector::Collector;
use super::entry::Entry;
use super::names::is_nothing;
use super::report::Place;
use super::source::Source;
use super::table::{each_row, shown};
use super::types::type_of;
use super::{ImportError, Options};
use crate::countries::iso3;

/// A row: values by the names of variables.
type Row = Vec<(String, String)>;

pub(super) fn read(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    let mut reader = Reader {
        options,
        item: None,
        any: false,
    };
    let head = source.head(64)?;
    match head
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .starts_with(['{', '['])
    {
        true => json::each_row(source, &mut |number, row| {
            let words: Vec<String> = row.iter().map(|(_, value)| value.clone()).collect();
            reader.row(Place::from(number), shown(&words), &row, collector)
        })?,
        false => {
            let mut names = Vec::new();
            each_row(source, &mut |place, cells, first| {
                if first {
                    names = cells
                        .iter()
                        .map(|name| name.trim_start_matches('?').to_owned())
                        .collect();
                    return Ok(());
                }
                let words = shown(&cells);
                let cells = cells.iter().map(|cell| bare(cell).to_owned());
                let row: Row = names.iter().cloned().zip(cells).collect();
                reader.row(place, words, &row, collector)
            })?;
        }
    }
    match reader.any {
        true => Ok(()),
        false => Err(source
            .wrong("no row names an item of Wikidata: select it as `?item`, with `?itemLabel`")),
    }
}

/// Returns a value without what marks it in tables of the protocol: `<http://…>`, `"Foo"@en`.
fn bare(cell: &str) -> &str {
    if let Some(address) = cell
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    {
        return address;
    }
    let text = cell
        .strip_prefix('"')
        .and_then(|rest| rest.rsplit_once('"'));
    match text {
        Some((text, behind)) if behind.is_empty() || behind.starts_with(['@', '^']) => text,
        _ => cell,
    }
}

/// Returns the key of an item: `Q794` of its address, or as it is.
fn item_of(value: &str) -> Option<&str> {
    let key = value.rsplit('/').next()?;
    let number = key.strip_prefix('Q')?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(key)
}

struct Reader<'a> {
    options: &'a Options,
    /// The variable that holds the item.
    item: Option<String>,
    any: bool,
}

impl Reader<'_> {
    fn row(
        &mut self,
        place: Place,
        words: String,
        row: &Row,
        collector: &mut Collector<'_>,
    ) -> Result<(), ImportError> {
        collector.count();
        let variable = self.item.clone().or_else(|| item_variable(row));
        let value = |name: &str| {
            let found = row
                .iter()
                .find(|(variable, _)| variable.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.as_str())
        };
        let item = variable.as_deref().and_then(value).and_then(item_of);
        let (Some(variable), Some(item)) = (&variable, item) else {
            collector.leave_out(place, "no item", &words)?;
            return Ok(());
        };
        self.item = Some(variable.clone());
        self.any = true;
        let label = ["Label", "Name"]
            .iter()
            .find_map(|end| value(&format!("{variable}{end}")));
        let label = label
            .or_else(|| value("label"))
            .or_else(|| value("name"))
            .unwrap_or_default();
        let actor_type = match (&self.options.actor_type, type_word(row)) {
            (Some(actor_type), _) => actor_type.clone(),
            (None, Some(word)) => type_of(word),
            (None, None) => {
                collector.leave_out(
                    place,
                    "no type: none is given, and no `?typeLabel`",
                    &words,
                )?;
                return Ok(());
            }
        };
        let mut entry = Entry::new(place, words, &actor_type);
        entry.key = Some(item.to_owned());
        entry.code("wikidata", item);
        // Without a label in the languages of the query the item stands there.
        if item_of(label).is_none() {
            add_label(&mut entry, label);
        }
        for (name, value) in row
            .iter()
            .filter(|(name, value)| name != variable && !is_nothing(value))
        {
            add_value(&mut entry, variable, name, value);
        }
        if entry.actor.names.is_empty() && entry.weak.is_empty() {
            let why = format!("{item} has no label in the languages of the query");
            collector.leave_out(entry.place, &why, &entry.source)?;
            return Ok(());
        }
        collector.take(entry)?;
        Ok(())
    }
}

/// Returns the variable that holds the item: one with a label beside it, else the first item.
fn item_variable(row: &Row) -> Option<String> {
    let items = row
        .iter()
        .filter(|(name, value)| is_own(name) && item_of(value).is_some());
    let items = items.map(|(name, _)| name);
    let has_label = |name: &&String| {
        let label = format!("{name}Label");
        row.iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(&label))
    };
    let named = row
        .iter()
        .map(|(name, _)| name)
        .find(|name| name.eq_ignore_ascii_case("item"));
    let labelled = items.clone().find(has_label);
    named.or(labelled).or_else(|| items.clone().next()).cloned()
}

/// Returns whether a variable may hold the item itself: not what it belongs to.
fn is_own(name: &str) -> bool {
    let others = [
        "country", "type", "class", "instance", "parent", "capital", "location",
    ];
    !others
        .iter()
        .any(|other| name.to_lowercase().starts_with(other))
}

fn type_word(row: &Row) -> Option<&str> {
    let names = [
        "type",
        "typeLabel",
        "classLabel",
        "instanceLabel",
        "instanceOfLabel",
        "kindLabel",
    ];
    let mut found = row.iter().filter(|(name, value)| {
        names.iter().any(|one| one.eq_ignore_ascii_case(name)) && item_of(value).is_none()
    });
    found
        .next()
        .map(|(_, value)| value.as_str())
        .filter(|value| !is_nothing(value))
}

/// Adds a label: a name as an encyclopedia has it, perhaps with what tells it from others.
fn add_label(entry: &mut Entry, label: &str) {
    entry.add_names(label);
}

fn add_value(entry: &mut Entry, variable: &str, name: &str, value: &str) {
    let lower = name.to_lowercase();
    let own = lower
        .strip_prefix(&variable.to_lowercase())
        .unwrap_or(&lower);
    match own {
        "label" | "name" | "type" | "typelabel" | "classlabel" | "instancelabel" | "kindlabel"
        | "instanceoflabel" => {}
        // The label service joins them by a comma and a space.
        "altlabel" => value.split(", ").for_each(|name| entry.add_names(name)),
        "altlabels" | "alias" | "aliases" | "alternative" | "alternatives" | "othername"
        | "othernames" | "nativelabel" | "officialname" => {
            value
                .split(['|', ';', '\n'])
                .for_each(|name| entry.add_names(name));
        }
        "short" | "shortname" | "shortnames" | "acronym" | "acronyms" => {
            for name in value.split(['|', ';', '\n']) {
                entry.add(NameKind::Short, name);
            }
        }
        "demonym" | "demonyms" | "adjective" | "adjectives" => {
            for name in value.split(['|', ';', ',', '\n']) {
                entry.add(NameKind::Adjective, name);
            }
        }
        "country" | "countrylabel" | "countrycode" | "iso2" | "iso3" | "iso" => {
            match (iso3(value), item_of(value)) {
                (Some(code), _) if entry.actor.country.is_none() => entry.country(code),
                (Some(_), _) | (None, Some(_)) => {}
                (None, None) => entry.country(value),
            }
        }
        own if actag_format::fits_scheme(own, "").is_some() => entry.code(own, value),
        _ if item_of(value).is_some() => {}
        _ => entry.remarks.push(format!("{name}: {value}")),
    }
}
