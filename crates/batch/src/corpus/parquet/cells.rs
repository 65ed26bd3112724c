//! Cells of Parquet, as they would stand in a CSV file.

use std::borrow::Cow;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::{DataType, TimeUnit};
use encoding_rs::Encoding;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::super::encoding::decode_record;
use crate::arrow_days::{DAY_MILLIS, day_at, day_number, zone_of};

/// Whether cells of a type are read.
pub(super) fn is_readable(data_type: &DataType) -> bool {
    match data_type {
        DataType::List(item) | DataType::LargeList(item) => is_text(item.data_type()),
        DataType::Boolean | DataType::Null | DataType::Float32 | DataType::Float64 => true,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => true,
        other => other.is_integer() || is_text(other),
    }
}

/// Whether cells of a type may be written in words.
pub(super) fn is_text(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Utf8View | DataType::BinaryView)
}

/// A cell as text.
pub(super) struct WrittenCell<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    /// Bytes that could not be decoded.
    pub malformed: usize,
}

/// Returns the cell of a row in which there is one; as an error why it cannot be written.
pub(super) fn written<'a>(
    cells: &'a dyn Array,
    row: usize,
    declared: Option<&'static Encoding>,
) -> Result<WrittenCell<'a>, String> {
    let text = match cells.data_type() {
        DataType::Utf8View => Cow::Borrowed(cells.as_string_view().value(row)),
        DataType::BinaryView => {
            return Ok(decoded(cells.as_binary_view().value(row), declared));
        }
        DataType::List(_) => return paragraphs(&*cells.as_list::<i32>().value(row), declared),
        DataType::LargeList(_) => return paragraphs(&*cells.as_list::<i64>().value(row), declared),
        DataType::Boolean => Cow::Owned(cells.as_boolean().value(row).to_string()),
        // A whole number has no point: rows without an id make fractions of those of the others.
        DataType::Float32 => Cow::Owned(number::<Float32Type>(cells, row).to_string()),
        DataType::Float64 => Cow::Owned(number::<Float64Type>(cells, row).to_string()),
        DataType::Int8 => Cow::Owned(number::<Int8Type>(cells, row).to_string()),
        DataType::Int16 => Cow::Owned(number::<Int16Type>(cells, row).to_string()),
        DataType::Int32 => Cow::Owned(number::<Int32Type>(cells, row).to_string()),
        DataType::Int64 => Cow::Owned(number::<Int64Type>(cells, row).to_string()),
        DataType::UInt8 => Cow::Owned(number::<UInt8Type>(cells, row).to_string()),
        DataType::UInt16 => Cow::Owned(number::<UInt16Type>(cells, row).to_string()),
        DataType::UInt32 => Cow::Owned(number::<UInt32Type>(cells, row).to_string()),
        DataType::UInt64 => Cow::Owned(number::<UInt64Type>(cells, row).to_string()),
        _ => Cow::Owned(day(cells, row)?.to_string()),
    };
    Ok(WrittenCell {
        text,
        encoding: "UTF-8",
        malformed: 0,
    })
}

fn number<T: ArrowPrimitiveType>(cells: &dyn Array, row: usize) -> T::Native {
    cells.as_primitive::<T>().value(row)
}

/// Bytes that are not said to be text, as older programs write texts.
fn decoded<'a>(bytes: &'a [u8], declared: Option<&'static Encoding>) -> WrittenCell<'a> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return WrittenCell {
            text: Cow::Borrowed(text),
            encoding: "UTF-8",
            malformed: 0,
        };
    }
    let mut buffer = String::new();
    let decoded = decode_record(bytes, declared, &mut buffer);
    let (encoding, malformed) = (decoded.encoding, decoded.malformed);
    WrittenCell {
        text: Cow::Owned(decoded.text.to_owned()),
        encoding,
        malformed,
    }
}

/// A list of texts is its paragraphs.
fn paragraphs<'a>(
    items: &dyn Array,
    declared: Option<&'static Encoding>,
) -> Result<WrittenCell<'a>, String> {
    let (mut text, mut encoding, mut malformed) = (String::new(), "UTF-8", 0);
    for row in (0..items.len()).filter(|&row| items.is_valid(row)) {
        let cell = written(items, row, declared)?;
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&cell.text);
        malformed += cell.malformed;
        if cell.encoding != "UTF-8" {
            encoding = cell.encoding;
        }
    }
    Ok(WrittenCell {
        text: Cow::Owned(text),
        encoding,
        malformed,
    })
}

/// The day of a date or a moment; as an error why it is none.
fn day(cells: &dyn Array, row: usize) -> Result<Date, String> {
    match cells.data_type() {
        DataType::Date32 => day_number(number::<Date32Type>(cells, row).into()),
        DataType::Date64 => day_number(number::<Date64Type>(cells, row).div_euclid(DAY_MILLIS)),
        DataType::Timestamp(unit, zone) => {
            let moment = match unit {
                TimeUnit::Second => number::<TimestampSecondType>(cells, row),
                TimeUnit::Millisecond => number::<TimestampMillisecondType>(cells, row),
                TimeUnit::Microsecond => number::<TimestampMicrosecondType>(cells, row),
                TimeUnit::Nanosecond => number::<TimestampNanosecondType>(cells, row),
            };
            let zone = match zone {
                Some(name) => {
                    zone_of(name).ok_or_else(|| format!("the time zone `{name}` is not known"))?
                }
                None => TimeZone::UTC,
            };
            day_at(moment, *unit, &zone)
        }
        other => Err(format!("it is {other}, which is not read")),
    }
}
