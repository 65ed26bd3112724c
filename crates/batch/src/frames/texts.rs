//! Texts of a column, whatever Arrow type it has.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::DataType;

/// A column of texts, or of whole numbers that are read as such.
#[derive(Debug)]
pub(super) enum TextColumn {
    Small(StringArray),
    Large(LargeStringArray),
    Views(StringViewArray),
    Signed(Vec<Option<i64>>),
    Unsigned(Vec<Option<u64>>),
    /// By number, each value written once.
    Coded {
        keys: Vec<Option<usize>>,
        values: Box<TextColumn>,
    },
    /// All are null.
    None,
}

impl TextColumn {
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
    pub(super) fn at(&self, row: usize) -> Option<Cow<'_, str>> {
        match self {
            Self::Signed(numbers) => Some(Cow::Owned((*numbers.get(row)?)?.to_string())),
            Self::Unsigned(numbers) => Some(Cow::Owned((*numbers.get(row)?)?.to_string())),
            Self::Coded { keys, values } => values.at((*keys.get(row)?)?),
            texts => texts.str_at(row).map(Cow::Borrowed),
        }
    }
}
