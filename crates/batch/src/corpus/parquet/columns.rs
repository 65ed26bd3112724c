//! Which columns of a Parquet file are read, also inside others.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field as ArrowField, Fields, Schema};

use super::super::fields::{FIELDS, Field, likely, places};
use super::super::options::ReadOptions;
use super::super::shown::quoted;
use super::super::skipped::{Fault, SkipKind};
use super::cells::is_readable;

/// Columns that are looked at: a description may be made of a billion.
const COLUMNS: usize = 100_000;

/// How deep columns inside others are looked for.
const DEPTH: usize = 16;

/// The columns that are read.
#[derive(Debug)]
pub(super) struct ColumnsRead {
    /// What all are called, by their paths: `article.body`.
    pub names: Vec<String>,
    /// The first of each field's, in the order of [`Field::ALL`].
    pub of_fields: [Option<ColumnRead>; FIELDS],
    /// Further columns of the name of the text's.
    pub more_texts: Vec<ColumnRead>,
    /// The outermost of those that are read, in their order.
    pub roots: Vec<usize>,
    /// What is to be told of them.
    pub notes: Vec<Fault>,
}

/// One column.
#[derive(Debug, Clone)]
pub(super) struct ColumnRead {
    /// Its number among the outermost, and then in each that it is inside of.
    path: Vec<usize>,
    pub data_type: DataType,
}

impl ColumnRead {
    /// The outermost column that it is, or is inside of.
    pub(super) fn root(&self) -> &[usize] {
        self.path.get(..1).unwrap_or_default()
    }
}

impl ColumnsRead {
    /// Finds them; fails with what to say where no column has the text's name.
    pub(super) fn find(schema: &Schema, options: &ReadOptions) -> Result<Self, Fault> {
        let (mut names, mut columns) = (Vec::new(), Vec::new());
        list("", &[], schema.fields(), &mut names, &mut columns);
        let found = |field: Field| {
            let places = places(&names, options.name_of(field));
            let columns = places.into_iter().filter_map(|place| columns.get(place));
            columns.cloned().collect::<Vec<ColumnRead>>()
        };
        let wanted = options.name_of(Field::Text);
        let texts = found(Field::Text);
        let Some((text, more_texts)) = texts.split_first() else {
            let (listed, likely) = (quoted(&names), likely(&names, wanted, Field::Text));
            let reason = format!("no column `{wanted}`; the file has {listed}{likely}");
            return Err(Fault::new(SkipKind::NoText, reason));
        };
        for column in &texts {
            if !is_readable(&column.data_type) {
                let holds = &column.data_type;
                let reason = format!("the column `{wanted}` holds {holds}, no text");
                return Err(Fault::new(SkipKind::NoText, reason));
            }
        }
        let mut notes = Vec::new();
        let of_fields = Field::ALL.map(|field| {
            let first = match field {
                Field::Text => Some(text.clone()),
                field => found(field).into_iter().next(),
            }?;
            if is_readable(&first.data_type) {
                return Some(first);
            }
            let (name, holds) = (options.name_of(field), &first.data_type);
            let reason = format!("the column `{name}` holds {holds}, which is not read");
            notes.push(Fault::new(SkipKind::NoField, reason));
            None
        });
        let read = of_fields.iter().flatten().chain(more_texts);
        let mut roots: Vec<usize> = read
            .filter_map(|column| column.path.first().copied())
            .collect();
        roots.sort_unstable();
        roots.dedup();
        Ok(Self {
            of_fields,
            more_texts: more_texts.to_vec(),
            roots,
            notes,
            names,
        })
    }

    /// Returns the cells of a column in some rows that were read of the columns `roots`.
    pub(super) fn cells(
        &self,
        column: &ColumnRead,
        roots: &[usize],
        rows: &RecordBatch,
    ) -> ColumnCells {
        let (root, inside) = column.path.split_first().unzip();
        let place = root.and_then(|root| roots.binary_search(root).ok());
        let mut levels: Vec<ArrayRef> = Vec::new();
        levels.extend(place.and_then(|place| rows.columns().get(place)).cloned());
        for &place in inside.unwrap_or_default() {
            let outer = levels.last().and_then(|outer| outer.as_struct_opt());
            let Some(inner) = outer.and_then(|outer| outer.columns().get(place)) else {
                return ColumnCells { levels: Vec::new() };
            };
            levels.push(Arc::clone(inner));
        }
        ColumnCells { levels }
    }
}

/// The cells of a column, with the columns that it is inside of.
pub(super) struct ColumnCells {
    levels: Vec<ArrayRef>,
}

impl ColumnCells {
    /// Returns the column, if there is anything in a row of it.
    pub(super) fn at(&self, row: usize) -> Option<&ArrayRef> {
        let is_there = |level: &ArrayRef| row < level.len() && level.is_valid(row);
        self.levels
            .last()
            .filter(|_| self.levels.iter().all(is_there))
    }
}

/// Lists the columns that hold no others.
fn list(
    before: &str,
    path: &[usize],
    fields: &Fields,
    names: &mut Vec<String>,
    columns: &mut Vec<ColumnRead>,
) {
    for (number, field) in fields.iter().enumerate() {
        if columns.len() >= COLUMNS {
            return;
        }
        let name = format!("{before}{}", field.name());
        let path = [path, &[number]].concat();
        match field.data_type() {
            DataType::Struct(inside) if path.len() < DEPTH => {
                list(&format!("{name}."), &path, inside, names, columns);
            }
            data_type => {
                names.push(name);
                columns.push(ColumnRead {
                    path,
                    data_type: data_type.clone(),
                });
            }
        }
    }
}

/// Returns the columns with texts as views. A text that is written once and meant a million times
/// is then in memory once: a file of some kilobytes could fill it otherwise.
pub(super) fn with_views(schema: &Schema) -> Schema {
    let fields = schema.fields().iter().map(|field| viewed(field, 0));
    Schema::new(fields.collect::<Fields>())
}

fn viewed(field: &Arc<ArrowField>, depth: usize) -> Arc<ArrowField> {
    let inner = |field| viewed(field, depth + 1);
    let data_type = match field.data_type() {
        _ if depth > DEPTH => return Arc::clone(field),
        DataType::List(item) => DataType::List(inner(item)),
        DataType::LargeList(item) => DataType::LargeList(inner(item)),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(inner).collect()),
        data_type => text_as_view(data_type),
    };
    Arc::new(field.as_ref().clone().with_data_type(data_type))
}

fn text_as_view(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Binary | DataType::LargeBinary => DataType::BinaryView,
        DataType::Dictionary(_, values) => match text_as_view(values) {
            view @ (DataType::Utf8View | DataType::BinaryView) => view,
            _ => data_type.clone(),
        },
        other => other.clone(),
    }
}
