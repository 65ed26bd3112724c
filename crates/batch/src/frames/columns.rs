//! Cells of a column, whatever Arrow type it has.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, RecordBatch, StringArray, StringViewArray};
use arrow_schema::{DataType, Schema};

use super::FrameColumns;
use super::days::Days;
use super::error::FrameError;

/// Where in a source the columns are.
#[derive(Debug, Clone)]
pub(super) struct Places {
    text: Place,
    id: Option<Place>,
    date: Option<Place>,
    title: Option<Place>,
}

#[derive(Debug, Clone)]
struct Place {
    name: String,
    at: usize,
}

impl Places {
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
            date: find(&columns.date, "dates, times or texts", Days::fits)?,
            title: find(&columns.title, texts, is_texts)?,
        })
    }
}

fn find(
    schema: &Schema,
    name: &str,
    wanted: &'static str,
    fits: fn(&DataType) -> bool,
) -> Result<Place, FrameError> {
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
    Ok(Place { name, at })
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
    text: Texts,
    id: Option<Texts>,
    date: Option<Days>,
    title: Option<Texts>,
}

impl Columns {
    /// Takes the columns of a batch, and sees that they hold what their types say: they come from
    /// another program.
    pub(super) fn of(batch: &RecordBatch, places: &Places) -> Result<Self, FrameError> {
        let column = |place: &Place| -> Result<ArrayRef, FrameError> {
            let column = batch.columns().get(place.at).ok_or(FrameError::Lost)?;
            column
                .to_data()
                .validate_full()
                .map_err(FrameError::Source)?;
            Ok(ArrayRef::clone(column))
        };
        let texts = |place: &Place| {
            let column = column(place)?;
            Texts::of(&column).ok_or_else(|| wrong_type(place, &column, "texts"))
        };
        Ok(Self {
            text: texts(&places.text)?,
            id: places.id.as_ref().map(texts).transpose()?,
            date: match &places.date {
                Some(place) => {
                    let column = column(place)?;
                    let days = Days::of(&place.name, &column)?;
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
fn wrong_type(place: &Place, column: &ArrayRef, wanted: &'static str) -> FrameError {
    FrameError::WrongType {
        name: place.name.clone(),
        found: column.data_type().clone(),
        wanted,
    }
}

/// A column of texts, or of whole numbers that are read as such.
#[derive(Debug)]
pub(super) enum Texts {
    Small(StringArray),
    Large(LargeStringArray),
    Views(StringViewArray),
    Signed(Vec<Option<i64>>),
    Unsigned(Vec<Option<u64>>),
    /// By number, each value written once.
    Coded {
        keys: Vec<Option<usize>>,
        values: Box<Texts>,
    },
    /// All are null.
    None,
}

impl Texts {
    /// Returns the cells of a column; `None` where it holds neither texts nor whole numbers.
    pub(super) fn of(column: &ArrayRef) -> Option<Self> {
        macro_rules! numbers {
            ($kind:ident, $type:ty) => {
                Self::$kind(
                    column
                        .as_primitive::<$type>()
                        .iter()
                        .map(|n| n.map(Into::into))
                        .collect(),
                )
            };
        }
        Some(match column.data_type() {
            DataType::Utf8 => Self::Small(column.as_string::<i32>().clone()),
            DataType::LargeUtf8 => Self::Large(column.as_string::<i64>().clone()),
            DataType::Utf8View => Self::Views(column.as_string_view().clone()),
            DataType::Null => Self::None,
            DataType::Int8 => numbers!(Signed, Int8Type),
            DataType::Int16 => numbers!(Signed, Int16Type),
            DataType::Int32 => numbers!(Signed, Int32Type),
            DataType::Int64 => numbers!(Signed, Int64Type),
            DataType::UInt8 => numbers!(Unsigned, UInt8Type),
            DataType::UInt16 => numbers!(Unsigned, UInt16Type),
            DataType::UInt32 => numbers!(Unsigned, UInt32Type),
            DataType::UInt64 => numbers!(Unsigned, UInt64Type),
            DataType::Dictionary(..) => {
                let coded = column.as_any_dictionary();
                if coded.values().is_empty() {
                    return Some(Self::None);
                }
                let keys = coded.normalized_keys().into_iter().enumerate();
                Self::Coded {
                    keys: keys
                        .map(|(row, key)| column.is_valid(row).then_some(key))
                        .collect(),
                    values: Box::new(Self::of(coded.values())?),
                }
            }
            _ => return None,
        })
    }

    /// Returns the text of a row; `None` where there is none, and for numbers.
    pub(super) fn str_at(&self, row: usize) -> Option<&str> {
        match self {
            Self::Small(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Views(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Coded { keys, values } => values.str_at((*keys.get(row)?)?),
            Self::Signed(_) | Self::Unsigned(_) | Self::None => None,
        }
    }

    /// Returns the text of a row, or its number as text.
    fn at(&self, row: usize) -> Option<Cow<'_, str>> {
        match self {
            Self::Signed(numbers) => Some(Cow::Owned((*numbers.get(row)?)?.to_string())),
            Self::Unsigned(numbers) => Some(Cow::Owned((*numbers.get(row)?)?.to_string())),
            Self::Coded { keys, values } => values.at((*keys.get(row)?)?),
            texts => texts.str_at(row).map(Cow::Borrowed),
        }
    }
}
