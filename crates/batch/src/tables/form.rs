//! The form in which tables are handed over: a file format, and columns of single schemes of codes.
//!
//! Rows are made, saved, resumed and merged as CSV alone; [`pour`](super::pour) gives whole tables
//! their form, as the last step of a run or a merge. So what the tables hold does not depend on
//! their form, and every promise about their bytes holds for each.

use std::borrow::Cow;

use serde_json::Value;

use super::Table;
use super::format::TableFormat;
use super::schema::ColumnType;

/// What the package calls the options of the form.
const FORMAT: &str = "format";
const CODE_COLUMNS: &str = "code_columns";

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
