//! Cells of the tables that `export spreadsheet` writes and `import spreadsheet` reads again: what
//! is no plain text is JSON, lists of names are joined by `|`.

use actag_core::gazetteer::{
    Case, Code, Codes, Conditions, Cue, Name, NameKind, Origin, Phrase, Role,
};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

/// The columns of such a table.
pub(crate) const COLUMNS: [&str; 16] = [
    "id",
    "name",
    "type",
    "country",
    "part_of",
    "placeholder",
    "aliases",
    "adjectives",
    "metonyms",
    "short_names",
    "guarded",
    "not",
    "codes",
    "roles",
    "matches",
    "never",
];

/// Joins texts by `|`; one inside a text gets a backslash. No spreadsheet takes them for a formula:
/// names and phrases begin with letters, digits or quotes.
pub(crate) fn join<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut joined = String::new();
    for (at, text) in texts.enumerate() {
        if at > 0 {
            joined.push('|');
        }
        for c in text.chars() {
            if matches!(c, '|' | '\\') {
                joined.push('\\');
            }
            joined.push(c);
        }
    }
    joined
}

/// Takes apart what [`join`] has joined.
pub(crate) fn split(cell: &str) -> Vec<String> {
    let texts = actag_format::split_cell(cell).into_iter();
    let texts = texts.filter(|text| !text.trim().is_empty());
    texts.map(std::borrow::Cow::into_owned).collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuardedCell {
    name: String,
    #[serde(default)]
    case: Option<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    weak: bool,
}

/// Reads a cell of guarded names.
pub(crate) fn guarded(cell: &str) -> Result<Vec<Name>, String> {
    let cells: Vec<GuardedCell> = json(cell)?;
    let names = cells.into_iter().map(|cell| {
        let words = |texts: Vec<String>| texts.into_iter().map(Cue::Word).collect();
        let conditions = Conditions {
            needs: words(cell.needs),
            unless: words(cell.unless),
            before: cell.before,
            after: cell.after,
            not_before: cell.not_before,
            not_after: cell.not_after,
        };
        let case = match cell.case.as_deref() {
            None => Case::Written,
            Some("exact") => Case::Exact,
            Some("any") => Case::Any,
            Some(other) => return Err(format!("the case `{other}`: `exact` or `any`")),
        };
        let has_any = conditions != Conditions::default();
        Ok(Name {
            case,
            weak: cell.weak,
            conditions: has_any.then(|| conditions.into()),
            ..Name::new(cell.name, NameKind::Guarded)
        })
    });
    names.collect()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleCell {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    of: Option<String>,
    #[serde(default)]
    from: Option<Date>,
    #[serde(default)]
    until: Option<Date>,
    #[serde(default)]
    known_until: Option<Date>,
    #[serde(default)]
    codes: Value,
}

/// Reads a cell of roles.
pub(crate) fn roles(cell: &str) -> Result<Vec<Role>, String> {
    let cells: Vec<RoleCell> = json(cell)?;
    let roles = cells.into_iter().map(|cell| {
        Ok(Role {
            title: cell.title,
            of: cell.of,
            from: cell.from,
            until: cell.until,
            known_until: cell.known_until,
            codes: codes_of(&cell.codes)?,
            origin: Origin::NOWHERE,
        })
    });
    roles.collect()
}

/// Reads a cell of codes: JSON as the format has it, or `scheme=value` joined by `;`.
pub(crate) fn codes(cell: &str) -> Result<Codes, String> {
    if cell.starts_with('{') {
        return codes_of(&json::<Value>(cell)?);
    }
    let pairs = cell
        .split(';')
        .map(str::trim)
        .filter(|pair| !pair.is_empty());
    let codes = pairs.flat_map(|pair| {
        let (scheme, values) = pair.split_once('=').unwrap_or((pair, ""));
        let scheme = scheme.trim();
        values.split('|').map(move |value| match value.trim() {
            "" => Err(format!("`{pair}` is no `scheme=value`")),
            value => Ok(Code::new(scheme, value)),
        })
    });
    codes.collect::<Result<Vec<_>, _>>().map(Codes::from_iter)
}

/// Returns codes as a cell has them, the shorter way where that says all.
pub(crate) fn codes_cell(codes: &Codes) -> String {
    let plain = codes.iter().all(|code| {
        let signs = ['=', ';', '|', '{'];
        code.from.is_none() && code.until.is_none() && !code.value.contains(signs)
    });
    match plain {
        true => {
            let pairs = codes
                .iter()
                .map(|code| format!("{}={}", code.scheme, code.value));
            pairs.collect::<Vec<_>>().join(";")
        }
        false => serde_json::to_string(codes).unwrap_or_default(),
    }
}

fn codes_of(value: &Value) -> Result<Codes, String> {
    let mut codes = Codes::default();
    let empty = serde_json::Map::new();
    let schemes = match value {
        Value::Object(schemes) => schemes,
        Value::Null => &empty,
        other => {
            return Err(format!(
                "codes are `{{\"scheme\": \"value\"}}`, and no {other}"
            ));
        }
    };
    for (scheme, value) in schemes {
        let list = match value {
            Value::Array(list) => list.as_slice(),
            one => std::slice::from_ref(one),
        };
        for one in list {
            codes.add(code_of(scheme, one)?);
        }
    }
    Ok(codes)
}

fn code_of(scheme: &str, value: &Value) -> Result<Code, String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if let Some(code) = text(value) {
        return Ok(Code::new(scheme, code));
    }
    let day = |key: &str| match value.get(key).and_then(Value::as_str) {
        Some(day) => day
            .parse()
            .map(Some)
            .map_err(|_| format!("`{day}` is no day: YYYY-MM-DD")),
        None => Ok(None),
    };
    match value.get("code").and_then(text) {
        Some(code) => Ok(Code {
            from: day("from")?,
            until: day("until")?,
            ..Code::new(scheme, code)
        }),
        None => Err(format!("{value} is no code")),
    }
}

/// Reads a cell of texts that may hold anything.
pub(crate) fn phrases(cell: &str) -> Result<Vec<Phrase>, String> {
    let texts: Vec<String> = json(cell)?;
    Ok(texts.into_iter().map(phrase).collect())
}

/// Returns a text as a phrase.
pub(crate) fn phrase(text: String) -> Phrase {
    Phrase {
        text,
        origin: Origin::NOWHERE,
    }
}

fn json<'de, T: Deserialize<'de>>(cell: &'de str) -> Result<T, String> {
    serde_json::from_str(cell).map_err(|error| format!("not the JSON that is exported: {error}"))
}
