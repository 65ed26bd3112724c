//! The form in which tables are handed over: a file format, and columns for single schemes of codes.
//!
//! Rows are made, saved, resumed and merged as CSV alone; [`pour`](super::pour) gives whole tables
//! their form, as the last step of a run or a merge. So what the tables hold does not depend on
//! their form, and every promise about their bytes holds for each.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Table;
use super::schema::ColumnType;

/// What the package calls the options of the form.
const FORMAT: &str = "format";
const CODE_COLUMNS: &str = "code_columns";

/// A file format of tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// UTF-8, RFC 4180, a header row.
    #[default]
    Csv,
    /// A JSON object a line.
    Jsonl,
    /// Columns with types, packed.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// The form in which tables are handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableForm {
    /// The file format.
    pub format: TableFormat,
    /// Schemes of codes that get a column each in the tables that have codes, beside those.
    pub code_columns: Vec<String>,
}

/// A column of a table in some form.
#[derive(Debug)]
pub(super) struct FormColumn {
    pub(super) name: Cow<'static, str>,
    pub(super) column_type: ColumnType,
    pub(super) description: Cow<'static, str>,
    /// The place of the cell that it is made from, in rows as they are made.
    pub(super) cell: usize,
    /// The scheme of which it holds the codes, of all that are in the cell.
    pub(super) scheme: Option<String>,
}

impl TableFormat {
    /// All formats that are built in.
    pub const ALL: &'static [Self] = &[
        Self::Csv,
        Self::Jsonl,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// Returns the name, which is also how files of the format end.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// Returns the media type.
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Jsonl => "application/jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }

    /// Returns what Table Schema calls the cells of a column in this format.
    pub(super) fn type_name(self, column_type: ColumnType) -> &'static str {
        match (self, column_type) {
            (Self::Csv, _) => column_type.name(),
            (_, ColumnType::List) => "array",
            (_, ColumnType::Codes) => "object",
            (_, other) => other.name(),
        }
    }
}

impl fmt::Display for TableFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TableFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let found = Self::ALL.iter().find(|format| format.name() == name);
        found.copied().ok_or_else(|| UnknownFormat {
            name: name.to_owned(),
        })
    }
}

/// There is no format of tables of that name, or it is not built in.
#[derive(Debug, thiserror::Error)]
#[error("no format `{name}` of tables; the formats are {}", names())]
pub struct UnknownFormat {
    name: String,
}

fn names() -> String {
    let names = TableFormat::ALL.iter().map(|format| format.name());
    names.collect::<Vec<_>>().join(", ")
}

impl TableForm {
    /// Returns whether rows are handed over as they are made.
    pub(crate) fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the form as the data package tells it, by name: nothing where it is the usual one.
    pub fn described(&self) -> Vec<(String, String)> {
        let format = (self.format != TableFormat::Csv).then(|| self.format.to_string());
        let codes = (!self.code_columns.is_empty()).then(|| self.code_columns.join(","));
        let told = [(FORMAT, format), (CODE_COLUMNS, codes)];
        let told = told.into_iter();
        told.filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }

    /// Returns the form that the data package tells of; `None` where that is no form.
    pub(crate) fn of_run(run: &Value) -> Option<Self> {
        let options = run.get("options");
        let told = |name| match options.and_then(|options| options.get(name)) {
            Some(value) => value.as_str().map(Some),
            None => Some(None),
        };
        let format = told(FORMAT)?.map_or(Ok(TableFormat::Csv), str::parse);
        let codes = told(CODE_COLUMNS)?.map(|codes| codes.split(',').map(str::to_owned));
        Some(Self {
            format: format.ok()?,
            code_columns: codes.map(Iterator::collect).unwrap_or_default(),
        })
    }

    /// Returns the columns of a table; those of single schemes stand behind all codes.
    pub(super) fn columns(&self, table: Table, nested: bool) -> Vec<FormColumn> {
        let taken = |name: &str| table.columns(true).any(|column| column.name == name);
        let mut columns = Vec::new();
        for (cell, column) in table.columns(nested).enumerate() {
            columns.push(FormColumn {
                name: Cow::Borrowed(column.name),
                column_type: column.column_type,
                description: Cow::Borrowed(column.description),
                cell,
                scheme: None,
            });
            if column.column_type != ColumnType::Codes {
                continue;
            }
            columns.extend(self.code_columns.iter().map(|scheme| FormColumn {
                name: match taken(scheme) {
                    true => format!("code_{scheme}").into(),
                    false => scheme.clone().into(),
                },
                column_type: ColumnType::String,
                description:
                    format!("of `codes` that of `{scheme}`; several are joined by `|`").into(),
                cell,
                scheme: Some(scheme.clone()),
            }));
        }
        columns
    }
}
