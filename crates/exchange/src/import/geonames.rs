//! Dumps of GeoNames: 19 columns, tabs between them and no quotation marks, a place a line; and the
//! lists of administrative divisions, of four.

use actag_core::gazetteer::NameKind;

use super::collector::Collector;
use super::entry::Entry;
use super::names::is_acronym;
use super::source::Source;
use super::{ImportError, Options};
use crate::countries::iso3;

/// Columns of a dump.
const COLUMNS: usize = 19;

/// Classes of features, for the report.
const CLASSES: &[(&str, &str)] = &[
    ("H", "streams, lakes"),
    ("L", "parks, areas"),
    ("R", "roads, railways"),
    ("S", "spots, buildings"),
    ("T", "mountains, islands"),
    ("U", "under the sea"),
    ("V", "forests, heaths"),
];

pub(super) fn read(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    let mut lines = 0u64;
    let mut wrong = 0u64;
    source.each_line(|number, line| {
        let line = line.trim_start_matches('\u{FEFF}');
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(true);
        }
        lines += 1;
        collector.count();
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() == COLUMNS {
            place(number, line, &cells, options, collector)?;
        } else if let [code, name, plain, id] = cells.as_slice() {
            collector.take(division(number, line, [code, name, plain, id], options))?;
        } else {
            wrong += 1;
            let why = format!(
                "a line of {} columns; a dump has 19 or 4, with tabs",
                cells.len()
            );
            collector.leave_out(number, &why, line)?;
        }
        Ok(wrong < lines || lines < 1000)
    })?;
    match wrong == lines && lines > 0 {
        true => Err(source.wrong(
            "no dump of GeoNames: no line has 19 columns, or the 4 of a list of divisions, with \
             tabs between them",
        )),
        false => Ok(()),
    }
}

fn place(
    number: u64,
    line: &str,
    cells: &[&str],
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default().trim();
    let (class, code) = (cell(6), cell(7));
    if !options.all && !matches!(class, "A" | "P") {
        let about = CLASSES.iter().find(|(name, _)| *name == class);
        let about = about.map_or(String::new(), |(_, about)| format!(" ({about})"));
        collector.pass_over(number, &format!("class {class}{about}"));
        return Ok(());
    }
    let is_state = code.starts_with("PCL") && code != "PCLH";
    let actor_type = options.actor_type.as_deref().unwrap_or(match is_state {
        true => "government",
        false => "place",
    });
    let mut entry = Entry::new(number, line, actor_type);
    entry.add(NameKind::Name, cell(1));
    entry.add(NameKind::Alias, cell(2));
    let mut codes = 0;
    for name in cell(3).split(',').map(str::trim) {
        // Codes of airports, addresses and numbers stand among the names.
        let is_code =
            is_acronym(name) || name.contains("://") || !name.contains(char::is_alphabetic);
        match is_code {
            true if !name.is_empty() => codes += 1,
            true => {}
            false => entry.add(NameKind::Alias, name),
        }
    }
    if codes > 0 {
        let what = if codes == 1 {
            "a code, and no name"
        } else {
            "codes, and no names"
        };
        entry
            .dropped
            .push(format!("{codes} of its alternate names: {what}"));
    }
    if !cell(8).is_empty() {
        entry.country(cell(8));
    }
    entry.code("geonames", cell(0));
    if code.ends_with('H') && code.len() > 3 || code == "PPLQ" {
        entry.look.push(format!("{code}: a place that is no more"));
    }
    entry
        .remarks
        .push(format!("{class} {code}, {} inhabitants", cell(14)));
    collector.take(entry)?;
    Ok(())
}

fn division(number: u64, line: &str, cells: [&str; 4], options: &Options) -> Entry {
    let [code, name, plain, id] = cells;
    let actor_type = options.actor_type.as_deref().unwrap_or("place");
    let mut entry = Entry::new(number, line, actor_type);
    entry.add(NameKind::Name, name);
    entry.add(NameKind::Alias, plain);
    entry.code("geonames", id);
    if let Some(country) = code.split('.').next().and_then(iso3) {
        entry.country(country);
    }
    entry.remarks.push(format!("division {code}"));
    entry
}
