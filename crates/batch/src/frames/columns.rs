//! Cells of a column, whatever Arrow type it has.

use std::borrow::Cow;

use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema};

use super::FrameColumns;
use super::days::DayColumn;
use super::error::FrameError;
use super::texts::TextColumn;

/// Where in a source the columns are.
#[derive(Debug, Clone)]
pub(super) struct ColumnPlaces {
    text: ColumnPlace,
    id: Option<ColumnPlace>,
    date: Option<ColumnPlace>,
    title: Option<ColumnPlace>,
}

#[derive(Debug, Clone)]
struct ColumnPlace {
    name: String,
    at: usize,
}

impl ColumnPlaces {
    /// Finds the columns in a source, and sees that their types can be read.
    pub(super) fn find(schema: &Schema, columns: &FrameColumns) -> Result<Self, FrameError> {
        let texts = "texts";
        let find = |name: &Option<String>, wanted, fits: fn(&DataType) -> bool| {
            let name = name.as_deref();
            name.map(|name| find(schema, name, wanted, fits))
                .transpose()
        };
        Ok(Self {
            text: self::find(schema, &columns.text, texts, is_texts)?,
            id: find(&columns.id, "texts or whole numbers", is_ids)?,
            date: find(&columns.date, "dates, times or texts", DayColumn::fits)?,
            title: find(&columns.title, texts, is_texts)?,
        })
    }
}

fn find(
    schema: &Schema,
    name: &str,
    wanted: &'static str,
    fits: fn(&DataType) -> bool,
) -> Result<ColumnPlace, FrameError> {
    let fields = schema.fields().iter().enumerate();
    let of_name: Vec<_> = fields.filter(|(_, field)| field.name() == name).collect();
    let &[(at, field)] = &of_name[..] else {
        let name = name.to_owned();
        return Err(match of_name.len() {
            0 => FrameError::NoColumn {
                name,
                there: there(schema),
            },
            count => FrameError::ManyColumns { name, count },
        });
    };
    if !fits(field.data_type()) {
        return Err(FrameError::WrongType {
            name: name.to_owned(),
            found: field.data_type().clone(),
            wanted,
        });
    }
    let name = name.to_owned();
    Ok(ColumnPlace { name, at })
}

/// Names the columns of a source, the first twenty.
fn there(schema: &Schema) -> String {
    const MOST: usize = 20;
    let fields = schema.fields();
    let names = fields.iter().take(MOST).map(|field| field.name().as_str());
    let mut there = names.collect::<Vec<_>>().join(", ");
    if fields.len() > MOST {
        there.push_str(", …");
    }
    there
}

fn is_texts(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => !is_dictionary(values) && is_texts(values),
        _ => false,
    }
}

fn is_ids(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, values) => !is_dictionary(values) && is_ids(values),
        other => other.is_integer() || is_texts(other),
    }
}

fn is_dictionary(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Dictionary(..))
}

/// The columns of one batch of a source.
#[derive(Debug)]
pub(super) struct Columns {
    text: TextColumn,
    id: Option<TextColumn>,
    date: Option<DayColumn>,
    title: Option<TextColumn>,
}

impl Columns {
    /// Takes the columns of a batch, and sees that they hold what their types say: they come from
    /// another program.
    pub(super) fn of(batch: &RecordBatch, places: &ColumnPlaces) -> Result<Self, FrameError> {
        let column = |place: &ColumnPlace| -> Result<ArrayRef, FrameError> {
            let column = batch.columns().get(place.at).ok_or(FrameError::Lost)?;
            column
                .to_data()
                .validate_full()
                .map_err(FrameError::Source)?;
            Ok(ArrayRef::clone(column))
        };
        let texts = |place: &ColumnPlace| {
            let column = column(place)?;
            TextColumn::of(&column).ok_or_else(|| wrong_type(place, &column, "texts"))
        };
        Ok(Self {
            text: texts(&places.text)?,
            id: places.id.as_ref().map(texts).transpose()?,
            date: match &places.date {
                Some(place) => {
                    let column = column(place)?;
                    let days = DayColumn::of(&place.name, &column)?;
                    Some(days.ok_or_else(|| wrong_type(place, &column, "dates"))?)
                }
                None => None,
            },
            title: places.title.as_ref().map(texts).transpose()?,
        })
    }

    /// Returns the text of a row.
    pub(super) fn text(&self, row: usize) -> Option<&str> {
        self.text.str_at(row)
    }

    /// Returns whether there is a column of ids.
    pub(super) fn has_ids(&self) -> bool {
        self.id.is_some()
    }

    /// Returns the id of a row.
    pub(super) fn id(&self, row: usize) -> Option<Cow<'_, str>> {
        self.id.as_ref()?.at(row)
    }

    /// Returns the title of a row.
    pub(super) fn title(&self, row: usize) -> Option<&str> {
        self.title.as_ref()?.str_at(row)
    }

    /// Returns the day of a row; as an error what is there and is no day.
    pub(super) fn day(&self, row: usize) -> Result<Option<jiff::civil::Date>, String> {
        self.date.as_ref().map_or(Ok(None), |days| days.at(row))
    }
}

/// A batch whose column is of another type than the source said.
fn wrong_type(place: &ColumnPlace, column: &ArrayRef, wanted: &'static str) -> FrameError {
    FrameError::WrongType {
        name: place.name.clone(),
        found: column.data_type().clone(),
        wanted,
    }
}
