//! Spreadsheets: a header somewhere near the top, an actor a row.

use actag_core::gazetteer::names::squeeze;
use actag_core::gazetteer::{Extras, Name, NameKind};
use actag_core::source::quote;

use super::collector::Collector;
use super::entry::Entry;
use super::names::is_nothing;
use super::report::Place;
use super::source::Source;
use super::table::{each_row, shown, swallowed};
use super::types::type_of;
use super::{ImportError, Options};
use crate::cells;

/// Rows at the top that may hold a title, before the header.
const MOST_TITLES: usize = 10;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Id,
    Name,
    Names(NameKind),
    Type,
    Country,
    PartOf,
    Placeholder,
    Guarded,
    Not,
    Codes,
    Code(String),
    Roles,
    Matches,
    Never,
    /// What is said in a comment, with the name of the column.
    Comment(String),
    Ignored,
}

/// Other words for columns, in small letters, without signs.
const WORDS: &[(&str, &str)] = &[
    ("actor", "name"),
    ("actor name", "name"),
    ("group", "name"),
    ("group name", "name"),
    ("organization", "name"),
    ("organisation", "name"),
    ("full name", "name"),
    ("canonical name", "name"),
    ("label", "name"),
    ("alias", "aliases"),
    ("aka", "aliases"),
    ("also known as", "aliases"),
    ("other name", "aliases"),
    ("other names", "aliases"),
    ("alternative name", "aliases"),
    ("alternative names", "aliases"),
    ("alternate names", "aliases"),
    ("synonym", "aliases"),
    ("synonyms", "aliases"),
    ("acronym", "short_names"),
    ("acronyms", "short_names"),
    ("abbreviation", "short_names"),
    ("abbreviations", "short_names"),
    ("short name", "short_names"),
    ("short names", "short_names"),
    ("adjective", "adjectives"),
    ("demonym", "adjectives"),
    ("demonyms", "adjectives"),
    ("metonym", "metonyms"),
    ("kind", "type"),
    ("category", "type"),
    ("actor type", "type"),
    ("country code", "country"),
    ("nation", "country"),
    ("iso", "country"),
    ("part of", "part_of"),
    ("parent", "part_of"),
    ("qid", "codes.wikidata"),
    ("wikidata id", "codes.wikidata"),
];

pub(super) fn read(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    // Which ids there are must be known before the first entry that refers to one is written.
    let mut sheet = Sheet::new(options);
    each_row(source, &mut |place, row, first| {
        if let Some(row) = sheet.row(&place, row, first)
            && sheet.has(&Column::Id)
            && let Some(id) = sheet.cell(&row, &Column::Id)
        {
            collector.declare(id);
        }
        Ok(())
    })?;
    sheet.check(source)?;
    let mut sheet = Sheet::new(options);
    each_row(source, &mut |place, row, first| {
        if let Some(row) = sheet.row(&place, row, first) {
            collector.count();
            match sheet.entry(&place, &row) {
                Ok(entry) => collector.take(entry)?,
                Err(why) => collector.leave_out(place, &why, &shown(&row))?,
            }
        }
        Ok(())
    })?;
    collector.report.notes.extend(sheet.notes);
    Ok(())
}

/// A sheet as far as it was read.
struct Sheet<'a> {
    options: &'a Options,
    columns: Vec<Column>,
    /// Rows of the sheet that were read before its header.
    titles: usize,
    /// The first row of the first sheet without a header, for the error.
    seen: Vec<String>,
    any: bool,
    /// Whether a sheet says of what type its actors are.
    typed: bool,
    notes: Vec<String>,
}

impl<'a> Sheet<'a> {
    fn new(options: &'a Options) -> Self {
        Self {
            options,
            columns: Vec::new(),
            titles: 0,
            seen: Vec::new(),
            any: false,
            typed: false,
            notes: Vec::new(),
        }
    }

    /// Returns a row that is no header and no title.
    fn row(&mut self, place: &Place, row: Vec<String>, first: bool) -> Option<Vec<String>> {
        if first {
            self.columns.clear();
            self.titles = 0;
        }
        if !self.columns.is_empty() {
            return Some(row);
        }
        if self.titles < MOST_TITLES {
            let columns: Vec<Column> = row.iter().map(|name| self.column(name)).collect();
            if columns.contains(&Column::Name) {
                self.columns = columns;
                self.any = true;
                self.typed |= self.has(&Column::Type);
                return None;
            }
            if self.seen.is_empty() {
                self.seen = row;
            }
        } else if self.titles == MOST_TITLES
            && let Some(sheet) = &place.sheet
        {
            self.notes
                .push(format!("the sheet {sheet} has no column `name`"));
        }
        self.titles += 1;
        None
    }

    fn check(&self, source: &Source) -> Result<(), ImportError> {
        if self.any && !self.typed && self.options.actor_type.is_none() {
            return Err(ImportError::NoType {
                path: source.name.clone(),
            });
        }
        if !self.any {
            let seen: Vec<String> = self.seen.iter().take(12).map(|name| quote(name)).collect();
            let columns = match seen.is_empty() {
                true => "none at all".to_owned(),
                false => seen.join(", "),
            };
            return Err(ImportError::NoName {
                path: source.name.clone(),
                columns,
            });
        }
        Ok(())
    }

    fn column(&self, name: &str) -> Column {
        let plain: String = name
            .to_lowercase()
            .chars()
            .map(|c| {
                if matches!(c, '_' | '-' | '.' | ':') {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        // `alias 1`, `alias 2`.
        let bare = plain
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end();
        let mapped = self
            .options
            .map
            .iter()
            .find(|(from, _)| from.eq_ignore_ascii_case(name));
        if let Some((_, to)) = mapped {
            return known(to, name).unwrap_or_else(|| Column::Comment(name.to_owned()));
        }
        let meant = WORDS
            .iter()
            .find(|(word, _)| *word == bare)
            .map(|(_, meant)| *meant);
        let lower = name.trim().to_lowercase();
        known(&lower, name)
            .or_else(|| known(&bare.replace(' ', "_"), name))
            .or_else(|| known(meant?, name))
            .or_else(|| is_scheme(&lower).then(|| Column::Code(lower.clone())))
            .unwrap_or_else(|| match name.is_empty() {
                true => Column::Ignored,
                false => Column::Comment(name.to_owned()),
            })
    }

    fn has(&self, column: &Column) -> bool {
        self.columns.contains(column)
    }

    /// Returns whether the sheet is one that was exported: it is taken as it is.
    fn is_exported(&self) -> bool {
        self.has(&Column::Guarded) && self.has(&Column::Matches)
    }

    fn cell<'r>(&self, row: &'r [String], column: &Column) -> Option<&'r str> {
        let at = self.columns.iter().position(|one| one == column)?;
        row.get(at)
            .map(String::as_str)
            .filter(|cell| !is_nothing(cell))
    }

    fn entry(&self, place: &Place, row: &[String]) -> Result<Entry, String> {
        let actor_type = match (self.cell(row, &Column::Type), &self.options.actor_type) {
            (Some(text), _) if self.is_exported() => text.to_owned(),
            (Some(text), _) => type_of(text),
            (None, Some(actor_type)) => actor_type.clone(),
            (None, None) => return Err("no type".to_owned()),
        };
        let mut entry = Entry::new(place.clone(), shown(row), &actor_type);
        let at = self
            .columns
            .iter()
            .position(|column| *column == Column::Name);
        let name = at.and_then(|at| row.get(at)).map_or("", String::as_str);
        match self.is_exported() {
            true => entry.add(NameKind::Name, name),
            false => entry.add_names(name),
        }
        if entry.actor.names.is_empty() {
            return Err("no name".to_owned());
        }
        for (column, cell) in self.columns.iter().zip(row) {
            if self.is_exported() {
                self.literal(column, cell, &mut entry)?;
            } else if !is_nothing(cell) || *column == Column::Country {
                people(column, cell, &mut entry);
            }
        }
        let extra = row.get(self.columns.len()..).unwrap_or_default();
        if extra.iter().any(|cell| !cell.is_empty()) {
            let text = format!("more cells than the header has: {}", quote(&shown(extra)));
            entry.dropped.push(text);
        }
        if swallowed(row, self.columns.len()) {
            let text = "a cell holds what looks like rows: is a quotation mark not closed?";
            entry.look.push(text.to_owned());
        }
        let id = &entry.actor.id;
        entry.key = Some(match id.is_empty() {
            false => id.clone(),
            true => {
                let country = entry.actor.country.as_deref().unwrap_or_default();
                format!("{}\n{country}\n{actor_type}", entry.actor.name)
            }
        });
        Ok(entry)
    }

    /// Takes a cell as it was exported.
    fn literal(&self, column: &Column, cell: &str, entry: &mut Entry) -> Result<(), String> {
        if cell.is_empty() {
            return Ok(());
        }
        let at = |why: String| format!("{}: {why}", label(column));
        match column {
            Column::Names(kind) => {
                for text in cells::split(cell) {
                    entry.actor.names.push(Name::new(squeeze(&text), *kind));
                }
            }
            Column::Placeholder => {
                let is_true = ["true", "yes", "1", "x"].contains(&cell.to_lowercase().as_str());
                extras(entry).placeholder = is_true;
            }
            Column::Guarded => entry.actor.names.extend(cells::guarded(cell).map_err(at)?),
            Column::Not => {
                let phrases = cells::split(cell).into_iter().map(cells::phrase);
                extras(entry).not.extend(phrases);
            }
            Column::Codes => {
                for code in cells::codes(cell).map_err(at)? {
                    entry.dated_code(code);
                }
            }
            Column::Roles => extras(entry).roles = cells::roles(cell).map_err(at)?,
            Column::Matches => extras(entry).matches = cells::phrases(cell).map_err(at)?,
            Column::Never => extras(entry).never = cells::phrases(cell).map_err(at)?,
            column => people(column, cell, entry),
        }
        Ok(())
    }
}

fn extras(entry: &mut Entry) -> &mut Extras {
    entry.actor.extras.get_or_insert_default()
}

/// Takes a cell as people write them.
fn people(column: &Column, cell: &str, entry: &mut Entry) {
    match column {
        Column::Id => entry.actor.id = cell.to_owned(),
        Column::Country => entry.country(cell),
        Column::PartOf => entry.actor.part_of = Some(cell.to_owned()),
        Column::Names(NameKind::Alias) => {
            for part in cell.split(['\n', '\r', ';', '|']) {
                entry.add_names(part);
            }
        }
        Column::Names(kind) => {
            for part in cell
                .split(['\n', '\r', ';', '|', ','])
                .filter(|part| !is_nothing(part))
            {
                entry.add(*kind, part);
            }
        }
        Column::Codes => match cells::codes(cell) {
            Ok(codes) => codes.into_iter().for_each(|code| entry.dated_code(code)),
            Err(why) => entry.dropped.push(why),
        },
        Column::Code(scheme) => {
            for value in cell.split(['|', ';']) {
                // Addresses of items stand for their keys.
                let value = match scheme.as_str() {
                    "wikidata" => value.rsplit('/').next().unwrap_or(value),
                    _ => value,
                };
                entry.code(scheme, value);
            }
        }
        Column::Comment(name) => entry.remarks.push(format!("{name}: {cell}")),
        Column::Guarded | Column::Not | Column::Roles | Column::Matches | Column::Never => {
            entry.remarks.push(format!("{}: {cell}", label(column)));
        }
        Column::Name | Column::Type | Column::Placeholder | Column::Ignored => {}
    }
}

/// Returns a column by the name that gazetteers have for it.
fn known(name: &str, written: &str) -> Option<Column> {
    Some(match name {
        "id" => Column::Id,
        "name" | "names" => Column::Name,
        "type" => Column::Type,
        "country" | "iso3" | "iso2" => Column::Country,
        "part_of" => Column::PartOf,
        "placeholder" => Column::Placeholder,
        "aliases" => Column::Names(NameKind::Alias),
        "adjectives" => Column::Names(NameKind::Adjective),
        "metonyms" => Column::Names(NameKind::Metonym),
        "short_names" => Column::Names(NameKind::Short),
        "guarded" => Column::Guarded,
        "not" => Column::Not,
        "codes" => Column::Codes,
        "roles" => Column::Roles,
        "matches" => Column::Matches,
        "never" => Column::Never,
        "comment" | "note" => Column::Comment(written.to_owned()),
        "-" => Column::Ignored,
        _ => Column::Code(
            name.strip_prefix("codes.")
                .filter(|scheme| !scheme.is_empty())?
                .to_owned(),
        ),
    })
}

/// Returns whether a column of a table may be said to be that: a column of gazetteers,
/// `codes.<scheme>`, `comment`, or `-` for one that is left out.
pub fn is_column(name: &str) -> bool {
    known(name, name).is_some()
}

fn is_scheme(name: &str) -> bool {
    actag_format::fits_scheme(name, "").is_some()
}

fn label(column: &Column) -> &'static str {
    match column {
        Column::Guarded => "guarded",
        Column::Not => "not",
        Column::Codes => "codes",
        Column::Roles => "roles",
        Column::Matches => "matches",
        Column::Never => "never",
        _ => "cell",
    }
}
