//! CSV gazetteers: large lists made by machines, everything literal. A row is an actor, or, in a
//! table with the column `actor`, it adds codes or a role to one of another file.

mod additions;
mod cells;
mod records;
mod strays;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

pub use self::cells::split_cell;
use self::records::{Row, each_row, parts};
use self::strays::without_strays;
use crate::contents::{Contents, Reference, Relation, RowAllowance, Text};
use crate::delimiter::TableStyle;
use crate::diagnostic::quote;
use crate::findings::Findings;
use crate::schema::vocabulary;
use actag_core::gazetteer::names::squeeze;
use actag_core::gazetteer::names::{self, Fault};
use actag_core::gazetteer::{Actor, Case, Code, Codes, Name, NameKind, Origin};

/// A file with this many mistakes has the same one in every row: reading on helps nobody.
const MOST_FINDINGS: usize = 1000;

/// Bytes of rows that are decoded together; the parts of a long list share the work.
const TOGETHER: usize = 4 << 20;

/// Reads a CSV gazetteer.
pub(crate) fn decode(source: u32, text: &str) -> Contents {
    let mut contents = Contents::new(source);
    let mut columns = Vec::new();
    let mut begin = text.len();
    let style = TableStyle::of(text);
    let (whole, delimiter) = (style.begin..text.len(), style.delimiter);
    each_row(text, whole, delimiter, &mut contents, |row, contents| {
        columns = header(row, contents);
        begin = row.place().end;
        false
    });
    // Without its columns no row says anything.
    if !contents.findings.list.is_empty() {
        contents.whole = false;
        return contents;
    }
    let mended = without_strays(
        text,
        begin,
        (delimiter, columns.len()),
        &mut contents.findings,
    );
    let text = &*mended;
    let parts = parts(text, begin, TOGETHER, delimiter).into_par_iter();
    let parts: Vec<Contents> = parts
        .map(|part| rows(source, text, part, delimiter, &columns))
        .collect();
    let count: usize = parts.iter().map(|part| part.actors.len()).sum();
    for mut part in parts {
        if contents.actors.is_empty() {
            contents.actors = part.actors; // A list of a million is not copied.
            contents.actors.reserve_exact(count - contents.actors.len());
        } else {
            contents.actors.append(&mut part.actors);
        }
        contents.additions.append(&mut part.additions);
        contents.references.append(&mut part.references);
        contents.claimed_ids.append(&mut part.claimed_ids);
        contents.allowances.append(&mut part.allowances);
        contents.findings.list.append(&mut part.findings.list);
        contents.whole = part.whole && contents.findings.list.len() < MOST_FINDINGS;
        if !contents.whole {
            return contents;
        }
    }
    let nothing = contents.actors.is_empty() && contents.additions.is_empty();
    if nothing && contents.findings.list.is_empty() {
        let error = contents
            .findings
            .error(&(0..0), "no-actors", "no actors in this file");
        error.help("write a header such as `id,name,type,aliases`, and a row for each actor");
    }
    contents
}

/// Decodes the rows of one part of a text.
fn rows(
    source: u32,
    text: &str,
    part: Range<usize>,
    delimiter: u8,
    columns: &[Column],
) -> Contents {
    let mut contents = Contents::new(source);
    if columns.contains(&Column::Actor) {
        each_row(text, part, delimiter, &mut contents, |row, contents| {
            additions::add(columns, row, contents);
            contents.findings.list.len() < MOST_FINDINGS
        });
        return contents;
    }
    // At most one actor a line: growing a vector of a million would move them many times over.
    let lines = text[part.clone()]
        .bytes()
        .filter(|&byte| byte == b'\n')
        .count();
    contents.actors.reserve_exact(lines + 1);
    each_row(text, part, delimiter, &mut contents, |row, contents| {
        add_actor(columns, row, contents);
        contents.findings.list.len() < MOST_FINDINGS
    });
    contents
}

#[derive(Debug, PartialEq, Eq)]
enum Column {
    Id,
    Name,
    Names(NameKind),
    Type,
    Country,
    PartOf,
    /// `scheme=value`, joined by `;`.
    Codes,
    /// The values of one scheme, joined by `|`.
    Code(Arc<str>),
    /// Of a table that adds to actors: the id.
    Actor,
    Title,
    Of,
    From,
    Until,
    KnownUntil,
    Guarded,
    Not,
    Matches,
    Never,
    Roles,
    Placeholder,
    /// Rules that are silenced for the row, and why.
    Allow,
    /// For people.
    Note,
    Unknown,
}

impl Column {
    /// Returns the key of YAML gazetteers that such a cell is read as.
    fn rich_key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Guarded => "guarded",
            Self::Not => "not",
            Self::Matches => "matches",
            Self::Never => "never",
            Self::Roles => "roles",
            Self::Placeholder => "placeholder",
            _ => return None,
        })
    }
}

/// Columns that no CSV gazetteer can do without, but those that add to actors of other files. Ids
/// are made of names where there are none.
const REQUIRED: [(&str, Column); 2] = [("name", Column::Name), ("type", Column::Type)];

fn header(row: &Row, contents: &mut Contents) -> Vec<Column> {
    let findings = &mut contents.findings;
    let mut columns = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let adds = row.cells().any(|cell| plain(cell) == "actor");
    let known = match adds {
        true => vocabulary::ADDED_COLUMNS,
        false => vocabulary::COLUMNS,
    };
    for (n, cell) in row.cells().enumerate() {
        let cell = cell.trim();
        let span = row.span(n);
        if seen.contains(&plain(cell)) && !cell.is_empty() {
            let error = findings.error(
                &span,
                "duplicate-column",
                format!("the column {} occurs a second time", quote(cell)),
            );
            error.help("join the two, or remove one; several aliases are separated by `|`");
        }
        seen.push(plain(cell));
        let is_known = known.contains(&&*plain(cell)) || plain(cell).starts_with("codes.");
        let column = column(cell).filter(|_| is_known).unwrap_or(Column::Unknown);
        if column == Column::Unknown {
            let message = format!("unknown column {}", quote(cell));
            match vocabulary::nearest(cell, known.iter().copied()) {
                // A slip: what is under it would be lost.
                Some(near) if !seen.iter().any(|one| one == near) => {
                    let error = findings.error(&span, "unknown-column", message);
                    error.help(format!("did you mean `{near}`?"));
                }
                _ if adds => {
                    let error = findings.error(&span, "unknown-column", message);
                    error.help(format!(
                        "the columns are {} and `codes.<scheme>`",
                        vocabulary::listed(known)
                    ));
                }
                _ => contents.idle_columns.push(Text {
                    text: cell.to_owned(),
                    origin: findings.origin(&span),
                }),
            }
        }
        if let Column::Code(scheme) = &column
            && let Err(Fault {
                code,
                message,
                help,
            }) = names::check_scheme(scheme)
        {
            findings.error(&span, code, message).help(help);
        }
        columns.push(column);
    }
    let adds_something = |column: &Column| {
        matches!(
            column,
            Column::Title | Column::Codes | Column::Code(_) | Column::Unknown
        )
    };
    if adds && !columns.iter().any(adds_something) {
        let message = "a table that adds neither codes nor roles to its actors";
        let error = findings.error(&row.place(), "missing-column", message);
        error.help("add columns such as `codes.wikidata`, or `title`, `from` and `until`");
    }
    for (name, column) in REQUIRED {
        if !adds && !columns.contains(&column) {
            let message = format!("a CSV gazetteer without the column `{name}`");
            findings
                .error(&row.place(), "missing-column", message)
                .help("begin the file with a header such as `id,name,type,aliases`");
        }
    }
    columns
}

/// Returns the name of a column in lower case, with `_` between its words.
fn plain(name: &str) -> String {
    let name = name.trim().to_ascii_lowercase();
    match name.starts_with("codes.") {
        true => name,
        false => name.replace([' ', '-'], "_"),
    }
}

/// Returns what a column is, whatever the case of its letters.
fn column(name: &str) -> Option<Column> {
    let name = plain(name);
    Some(match name.as_str() {
        "id" => Column::Id,
        "name" => Column::Name,
        "type" => Column::Type,
        "country" => Column::Country,
        "part_of" => Column::PartOf,
        "aliases" => Column::Names(NameKind::Alias),
        "adjectives" => Column::Names(NameKind::Adjective),
        "metonyms" => Column::Names(NameKind::Metonym),
        "short_names" => Column::Names(NameKind::Short),
        "codes" => Column::Codes,
        "actor" => Column::Actor,
        "title" => Column::Title,
        "of" => Column::Of,
        "from" => Column::From,
        "until" => Column::Until,
        "known_until" => Column::KnownUntil,
        "guarded" => Column::Guarded,
        "not" => Column::Not,
        "matches" => Column::Matches,
        "never" => Column::Never,
        "roles" => Column::Roles,
        "placeholder" => Column::Placeholder,
        "allow" => Column::Allow,
        "note" => Column::Note,
        _ => Column::Code(name.strip_prefix("codes.")?.into()),
    })
}

/// Returns whether a row has a cell for each column; otherwise that is reported.
fn is_whole(columns: &[Column], row: &Row, findings: &mut Findings) -> bool {
    // Programs that have seen a longer row write empty cells behind all others.
    let mut surplus = row.cells().skip(columns.len());
    if row.len() >= columns.len() && surplus.all(|cell| cell.trim().is_empty()) {
        return true;
    }
    let message = format!(
        "a row of {} columns under a header of {}",
        row.len(),
        columns.len()
    );
    findings
        .error(&row.place(), "wrong-columns", message)
        .help("put quotes round text that holds a comma");
    false
}

fn add_actor(columns: &[Column], row: &Row, contents: &mut Contents) {
    if !is_whole(columns, row, &mut contents.findings) {
        return;
    }
    let findings = &mut contents.findings;
    let mut actor = Actor {
        id: String::new(),
        name: String::new(),
        actor_type: Arc::default(),
        country: None,
        part_of: None,
        codes: Codes::default(),
        names: Vec::with_capacity(count_names(columns, row)),
        extras: None,
        origin: findings.origin(&row.place()),
    };
    let mut codes = Vec::new();
    let mut json_codes = Vec::new();
    let mut name_span = row.place();
    for (n, (column, cell)) in columns.iter().zip(row.cells()).enumerate() {
        let span = row.span(n);
        let text = squeeze(cell);
        if text.is_empty() {
            let missing = match column {
                Column::Name => "name",
                Column::Type => "type",
                _ => continue,
            };
            let message = format!("an actor without `{missing}`");
            findings
                .error(&span, "missing-key", message)
                .help(format!("fill the column `{missing}`"));
            continue;
        }
        let checked = match column {
            Column::Id => {
                actor.origin = findings.origin(&span);
                let checked = names::check_id(&text);
                if checked.is_err() {
                    contents.claimed_ids.extend(names::corrected_id(&text));
                }
                actor.id = text;
                checked
            }
            Column::Name => {
                name_span = span.clone();
                actor.name.clone_from(&text);
                add_name(&mut actor, text, NameKind::Name, findings, &span)
            }
            Column::Names(name_kind) => split_cell(cell)
                .iter()
                .map(|part| squeeze(part))
                .filter(|part| !part.is_empty())
                .try_for_each(|part| add_name(&mut actor, part, *name_kind, findings, &span)),
            Column::Allow => {
                contents.allowances.push(RowAllowance {
                    text,
                    origin: findings.origin(&span),
                    row: findings.origin(&row.place()),
                });
                Ok(())
            }
            Column::Type => {
                // A list of a million keeps the type once.
                let before = contents.actors.last().map(|before| &before.actor_type);
                let known = before.filter(|known| known[..] == text);
                actor.actor_type = known.map_or_else(|| text.into(), Arc::clone);
                Ok(())
            }
            Column::Country => {
                let checked = names::check_country(&text);
                actor.country = Some(text);
                checked
            }
            Column::PartOf => {
                let reference = Reference {
                    id: text.clone(),
                    origin: findings.origin(&span),
                    relation: Relation::PartOf,
                };
                contents.references.push(reference);
                actor.part_of = Some(text);
                Ok(())
            }
            // Codes that hold for a time are no pairs.
            Column::Codes if text.starts_with('{') => {
                json_codes.push((cell.to_owned(), span.clone()));
                Ok(())
            }
            Column::Codes => add_pairs(&mut codes, &text, findings.origin(&span)),
            Column::Code(scheme) => add_codes(&mut codes, scheme, &text, findings.origin(&span)),
            _ => Ok(()),
        };
        if let Err(Fault {
            code,
            message,
            help,
        }) = checked
        {
            findings.error(&span, code, message).help(help);
        }
    }
    actor.codes = codes.into_iter().collect();
    for (cell, span) in json_codes {
        cells::add_codes(&cell, &span, &mut actor, contents);
    }
    if columns.iter().any(|column| column.rich_key().is_some()) {
        for (n, (column, cell)) in columns.iter().zip(row.cells()).enumerate() {
            if !cell.trim().is_empty() {
                cells::add(column, cell, &row.span(n), &mut actor, contents);
            }
        }
    }
    if actor.id.is_empty() && !actor.name.is_empty() {
        make_id(&mut actor, &name_span, contents);
    }
    // The canonical name comes first, wherever its column is.
    actor.names.sort_by_key(|name| name.kind);
    names::remove_repeated(&mut actor.names);
    if !actor.id.is_empty() {
        contents.actors.push(actor);
    }
}

/// Gives an actor without an id one that is made of its name.
fn make_id(actor: &mut Actor, span: &Range<usize>, contents: &mut Contents) {
    actor.origin = contents.findings.origin(span);
    match names::corrected_id(&actor.name) {
        Some(id) => actor.id = id,
        None => {
            let message = format!("no id can be made of {}", quote(&actor.name));
            contents
                .findings
                .error(span, "missing-key", message)
                .help("fill the column `id` with lower-case letters and digits");
        }
    }
}

/// Returns how many names a row has at most: a vector that grows by itself takes room for four at
/// once.
fn count_names(columns: &[Column], row: &Row) -> usize {
    let of_cell = |(column, cell): (&Column, &str)| match column {
        Column::Name => 1,
        Column::Names(_) if !cell.is_empty() => 1 + cell.matches('|').count(),
        _ => 0,
    };
    columns.iter().zip(row.cells()).map(of_cell).sum()
}

fn add_name(
    actor: &mut Actor,
    text: String,
    name_kind: NameKind,
    findings: &mut Findings,
    span: &Range<usize>,
) -> Result<(), Fault> {
    match names::check_name(&text) {
        Err(fault) if fault.leaves_out() => {
            let error = findings.error(span, fault.code, fault.message);
            error.help(fault.help);
            error.is_mild = true;
            return Ok(());
        }
        checked => checked?,
    }
    actor.names.push(Name {
        text,
        kind: name_kind,
        case: Case::Written,
        weak: false,
        conditions: None,
        origin: findings.origin(span),
    });
    Ok(())
}

/// Adds the codes of a cell: `scheme=value`, joined by `;`.
fn add_pairs(codes: &mut Vec<Code>, text: &str, origin: Origin) -> Result<(), Fault> {
    for pair in text.split(';').filter(|pair| !pair.trim().is_empty()) {
        let Some((scheme, values)) = pair.split_once('=') else {
            return Err(Fault {
                code: "bad-code",
                message: format!("{} is not a code with its scheme", quote(pair)),
                help: "write `scheme=value`, joined by `;`: `iso3=IRN;cow=630`".into(),
            });
        };
        names::check_scheme(scheme.trim())?;
        add_codes(codes, &scheme.trim().into(), values, origin)?;
    }
    Ok(())
}

/// Adds the codes of one scheme, joined by `|`.
fn add_codes(
    codes: &mut Vec<Code>,
    scheme: &Arc<str>,
    values: &str,
    origin: Origin,
) -> Result<(), Fault> {
    let values = values.split('|').map(str::trim);
    for value in values.filter(|value| !value.is_empty()) {
        names::check_code(value)?;
        codes.push(Code {
            origin,
            ..Code::new(Arc::clone(scheme), value)
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&'static str, &str)> {
        let contents = decode(0, text);
        contents
            .findings
            .list
            .iter()
            .map(|f| {
                (
                    f.code,
                    &text[f.origin.start as usize..f.origin.end as usize],
                )
            })
            .collect()
    }

    #[test]
    fn tables_of_other_programs_are_read_alike() {
        for text in [
            "ID;Name;Type;Aliases\niran;Iran;government;Persia|a, b\n",
            "sep=;\r\nid;name;type;aliases\r\niran;Iran;government;\"Persia|a, b\"\r\n",
            "id\tname\tTYPE\taliases\niran\tIran\tgovernment\tPersia|a, b\n",
            "id,name,type,aliases\niran,Iran,government,\"Persia|a, b\"\n",
        ] {
            let contents = decode(0, text);
            assert!(
                contents.findings.list.is_empty(),
                "{text} {:?}",
                contents.findings
            );
            let names: Vec<_> = contents.actors[0]
                .names
                .iter()
                .map(|name| &*name.text)
                .collect();
            assert_eq!(names, ["Iran", "Persia", "a, b"], "{text}");
        }
    }

    #[test]
    fn reads_a_row() {
        let text = "id,type,aliases,name,codes.iso3,codes,country,part_of,short_names\r\n\r\n\
            iran,government,\"Persia | Islamic {Republic}, Iran|Persia\",Iran,IRN,cow=630; \
            wikidata=Q794,IRN,,\r\n";
        let contents = decode(0, text);
        assert!(contents.findings.list.is_empty(), "{:?}", contents.findings);
        let actor = &contents.actors[0];
        let names: Vec<_> = actor
            .names
            .iter()
            .map(|name| (name.kind, name.text.as_str()))
            .collect();
        let wanted = [
            (NameKind::Name, "Iran"),
            (NameKind::Alias, "Persia"),
            (NameKind::Alias, "Islamic {Republic}, Iran"),
        ];
        assert_eq!(names, wanted);
        let codes: Vec<_> = actor
            .codes
            .iter()
            .map(|code| format!("{}={}", code.scheme, code.value))
            .collect();
        assert_eq!(codes, ["cow=630", "iso3=IRN", "wikidata=Q794"]);
        assert_eq!(
            (actor.country.as_deref(), actor.part_of.as_deref()),
            (Some("IRN"), None)
        );
        let place = actor.names[1].origin;
        assert_eq!(
            &text[place.start as usize..place.end as usize],
            "\"Persia | Islamic {Republic}, Iran|Persia\""
        );
    }

    #[test]
    fn ids_are_made_and_cells_say_more() {
        let text = "Name;Type;Guarded;NOT;Matches;never;Note;Allow;placeholder;Part-Of\n\
            Abu Foo;militia;\"[{\"\"name\"\": \"\"Foo\"\", \"\"needs\"\": [\"\"iraq\"\"]}]\";\
            Foo Fighters|Foo\\|Bar;the [Abu Foo] said|[Abu Foo];a foo;seen in print;\
            very-short-name: so;TRUE;baz\n";
        let contents = decode(0, text);
        assert!(contents.findings.list.is_empty(), "{:?}", contents.findings);
        let actor = &contents.actors[0];
        assert_eq!(actor.id, "abu-foo");
        assert_eq!(actor.names[1].kind, NameKind::Guarded);
        assert_eq!(
            actor.names[1]
                .conditions
                .as_ref()
                .map(|one| one.needs.len()),
            Some(1)
        );
        let texts = |phrases: &[actag_core::gazetteer::Phrase]| -> Vec<String> {
            phrases.iter().map(|one| one.text.clone()).collect()
        };
        assert_eq!(texts(actor.not()), ["Foo Fighters", "Foo|Bar"]);
        assert_eq!(texts(actor.matches()), ["the [Abu Foo] said", "[Abu Foo]"]);
        assert_eq!(texts(actor.never()), ["a foo"]);
        assert!(actor.is_placeholder());
        assert_eq!(contents.allowances.len(), 1);
        assert_eq!(contents.references.len(), 2);
    }

    #[test]
    fn a_mistake_in_a_cell_has_the_place_of_the_cell() {
        let t = |cells: &str, wanted: &[(&str, &str)]| {
            let text = format!("name,type,guarded,matches\n{cells}\n");
            assert_eq!(found(&text), wanted, "{cells}");
        };
        t("A,x,PMU,", &[("wrong-type", "PMU")]);
        t(
            "A,x,[{nam: PMU}],",
            &[
                ("unknown-key", "[{nam: PMU}]"),
                ("missing-key", "[{nam: PMU}]"),
            ],
        );
        t("A,x,,no brackets", &[("bad-example", "no brackets")]);
        t("A,x,\"[{\",", &[("yaml-syntax", "\"[{\"")]);
    }

    #[test]
    fn a_column_that_nobody_reads_is_one_finding() {
        let contents = decode(0, "name,type,colour\nA,x,red\nB,x,blue\n");
        assert!(contents.findings.list.is_empty());
        assert_eq!(contents.idle_columns.len(), 1);
        assert_eq!(contents.actors.len(), 2);
    }

    #[test]
    fn required_columns_are_those_that_are_described() {
        let (_, text) = crate::FORMAT_ERRORS
            .iter()
            .find(|(code, _)| *code == "missing-column")
            .unwrap();
        let named: Vec<&str> = text.split('`').skip(1).step_by(2).take(2).collect();
        assert_eq!(named, REQUIRED.map(|(name, _)| name));
    }

    #[test]
    fn mistakes_have_their_cell() {
        let t = |text: &str, wanted: &[(&str, &str)]| assert_eq!(found(text), wanted, "{text}");
        t("", &[("no-actors", "")]);
        t("id,name,type\n", &[("no-actors", "")]);
        t(
            "id,nam,type,alias\n",
            &[
                ("unknown-column", "nam"),
                ("unknown-column", "alias"),
                ("missing-column", "id,nam,type,alias"),
            ],
        );
        t("id,name,type,id\n", &[("duplicate-column", "id")]);
        t(
            "id,name,type\na,\"A, b\"\"\",x\nb,B\n\nC,C,x\n",
            &[("wrong-columns", "b,B"), ("bad-id", "C")],
        );
        t(
            "id,name,type\n,A,x\nb,,x\nc,C,\n,北京,x\n",
            &[
                ("missing-key", ""),
                ("missing-key", ""),
                ("missing-key", "北京"),
            ],
        );
        t(
            "id,name,type\na,\"A,x\nb,B,x\n",
            &[("unclosed-quote", "\"")],
        );
        // What stands behind such a quote is read.
        t(
            "id,name,type\na,\"A,x\nB,B,x\nc,\"C\" D,x\nd,\"D\",x\nE,E,x\n",
            &[
                ("unclosed-quote", "\""),
                ("unclosed-quote", "\""),
                ("bad-id", "B"),
                ("bad-id", "E"),
            ],
        );
        // Closed only where another row ends.
        t(
            "id,name,type\na,A,\"x\nb,B,x\nC,C,x\nd,D,x\"\n",
            &[("unclosed-quote", "\""), ("bad-id", "C")],
        );
        t("id,name,type\na,A,x,,\nB,B,x, \n", &[("bad-id", "B")]);
        t(
            "id,name,type,codes,codes.b\na,A,x,630,\nb,B,x,a=1;a=2|3;a=,1|2\nc,C,x,?=1,\n",
            &[("bad-code", "630"), ("bad-code", "?=1")],
        );
        t(
            "actor,title,from,until,known_until\n\
             a,A,2001-01-01,2000-01-01,\nb,,,,\n,B,,,\nc,C,2001,,\nd,D,,2001-01-01,2002-01-01\n",
            &[
                ("reversed-dates", "a,A,2001-01-01,2000-01-01,"),
                ("missing-key", ""),
                ("missing-key", ""),
                ("bad-date", "2001"),
                ("bad-value", "d,D,,2001-01-01,2002-01-01"),
            ],
        );
        t(
            "actor,name,codes.cow\na,A,1\n",
            &[("unknown-column", "name")],
        );
        t(
            "actor,of,codes.cow\na,b,2;3\nc,,4,5\n",
            &[
                ("missing-column", "b"),
                ("bad-code", "2;3"),
                ("wrong-columns", "c,,4,5"),
            ],
        );
        t("actor,codes.cow\n", &[("no-actors", "")]);
        t(
            "actor,from\na,2001-01-01\n",
            &[("missing-column", "actor,from")],
        );
        t(
            "id,name,type,aliases\na,A,x,B|…|C\n",
            &[("empty-name", "B|…|C")],
        );
    }
}
