//! One table: a gazetteer, and texts with what must be found in them.

use std::fs;

use actag::tagger::ShortNames;
use actag::{Document, Tagger};
use serde::Deserialize;

use super::marks::{Marks, show};
use super::rejections;

pub const FOLDER: &str = "tests/semantics";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    gazetteer: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The text, with marks round all that must be found.
    text: String,
    /// The day the document is of.
    date: Option<String>,
    /// Whether mentions inside of others are asked for.
    #[serde(default)]
    nested: bool,
    /// When short names count: `evidence` or `always`, if not by the country.
    short_names: Option<String>,
    /// `ignore`, if capitals are not demanded of any text.
    case: Option<String>,
    /// All candidates that rules turn down.
    rejected: Option<Vec<String>>,
    /// The sentence of the contract, or the trap.
    why: Option<String>,
}

/// Runs every case of a table, and fails with all that went wrong.
pub fn run(name: &str) {
    let path = format!("{FOLDER}/{name}");
    let report = match failures(&path) {
        Ok(failures) => failures.join("\n"),
        Err(error) => error.to_string(),
    };
    assert!(report.is_empty(), "{path} fails\n\n{report}");
}

/// What went wrong, case by case.
fn failures(path: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let table: Table = serde_yaml::from_str(&fs::read_to_string(path)?)?;
    let gazetteer = actag::from_yaml(&table.gazetteer)?;
    let flat = Tagger::new(gazetteer)?;
    let nested = flat.clone().nested(true);
    let mut failures = Vec::new();
    for (number, case) in (1..).zip(&table.cases) {
        let tagger = if case.nested { &nested } else { &flat };
        let tagger = tagger
            .clone()
            .short_names(match case.short_names.as_deref() {
                None => ShortNames::Country,
                Some("evidence") => ShortNames::Evidence,
                Some("always") => ShortNames::Always,
                Some(other) => return Err(format!("short_names: {other}").into()),
            })
            .ignore_case(match case.case.as_deref() {
                None => false,
                Some("ignore") => true,
                Some(other) => return Err(format!("case: {other}").into()),
            });
        let faults = check(&tagger, case);
        if !faults.is_empty() {
            let mut report = format!("{path}, case {number}:\n  text     {}\n", show(&case.text));
            for (what, said) in [("date", &case.date), ("why", &case.why)] {
                if let Some(said) = said {
                    report += &format!("  {what:8} {said}\n");
                }
            }
            failures.push(report + &faults);
        }
    }
    Ok(failures)
}

/// What is wrong with a case, in lines; empty if nothing is.
fn check(tagger: &Tagger, case: &Case) -> String {
    let (text, wanted) = match Marks::read(&case.text) {
        Ok(read) => read,
        Err(fault) => return format!("  mistake  {fault}\n"),
    };
    if let Some(id) = wanted
        .ids()
        .find(|id| tagger.gazetteer().actor(id).is_none())
    {
        return format!("  mistake  no actor `{id}` in the gazetteer above\n");
    }
    let mut document = Document::new("case", text.as_str());
    match case.date.as_deref().map(str::parse) {
        None => {}
        Some(Ok(date)) => document = document.on(date),
        Some(Err(error)) => return format!("  mistake  the date: {error}\n"),
    }
    let mut faults = String::new();
    let found = Marks::of(&tagger.tag(&document), &wanted);
    if found != wanted {
        faults += &wanted_found(&wanted.write(&text), &found.write(&text));
    }
    let (explained, turned_down) = tagger.explain(&document);
    let explained = Marks::of(&explained, &wanted);
    if explained != found {
        faults += "  and `explain` disagrees with `tag`:\n";
        faults += &wanted_found(&found.write(&text), &explained.write(&text));
    }
    if let Some(wanted) = &case.rejected {
        match rejections::compare(&text, wanted, &turned_down) {
            Ok(None) => {}
            Ok(Some((wanted, found))) => {
                faults += "  rejected:\n";
                faults += &wanted_found(&wanted, &found);
            }
            Err(fault) => faults += &format!("  mistake  {fault}\n"),
        }
    }
    faults
}

fn wanted_found(wanted: &str, found: &str) -> String {
    format!("  wanted   {}\n  found    {}\n", show(wanted), show(found))
}
