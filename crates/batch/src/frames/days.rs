//! DayColumn of a column, whether it holds dates, times or texts.

use actag_core::source::quote;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::error::FrameError;
use super::texts::TextColumn;
use crate::arrow_days::{DAY_MILLIS, day_at, day_number, zone_of};
use crate::corpus::parse_date;

/// A column of days.
#[derive(Debug)]
pub(super) enum DayColumn {
    /// Read, each a day or what is out of the range of days.
    Read(Vec<Option<Result<Date, String>>>),
    /// As documents write them.
    Written(TextColumn),
}

impl DayColumn {
    /// Returns whether days can be read from a column of that type.
    pub(super) fn fits(data_type: &DataType) -> bool {
        match data_type {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => true,
            DataType::Dictionary(_, values) => matches!(
                **values,
                DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View
            ),
            _ => false,
        }
    }

    /// Reads a column; `None` where it holds nothing of the kind.
    pub(super) fn of(name: &str, column: &ArrayRef) -> Result<Option<Self>, FrameError> {
        macro_rules! read {
            ($type:ty, $day:expr) => {{
                let cells = column.as_primitive::<$type>().iter();
                let day = $day;
                Self::Read(
                    cells
                        .map(|cell| cell.map(|cell| day(i64::from(cell))))
                        .collect(),
                )
            }};
        }
        let zone = match column.data_type() {
            DataType::Timestamp(_, Some(zone)) => zone_of(zone).ok_or_else(|| {
                let (name, zone) = (name.to_owned(), zone.to_string());
                FrameError::UnknownZone { name, zone }
            })?,
            _ => TimeZone::UTC,
        };
        let at = |unit| {
            let zone = &zone;
            move |moment: i64| day_at(moment, unit, zone)
        };
        Ok(Some(match column.data_type() {
            DataType::Date32 => read!(Date32Type, day_number),
            DataType::Date64 => {
                read!(Date64Type, |millis: i64| day_number(
                    millis.div_euclid(DAY_MILLIS)
                ))
            }
            DataType::Timestamp(unit @ TimeUnit::Second, _) => {
                read!(TimestampSecondType, at(*unit))
            }
            DataType::Timestamp(unit @ TimeUnit::Millisecond, _) => {
                read!(TimestampMillisecondType, at(*unit))
            }
            DataType::Timestamp(unit @ TimeUnit::Microsecond, _) => {
                read!(TimestampMicrosecondType, at(*unit))
            }
            DataType::Timestamp(unit @ TimeUnit::Nanosecond, _) => {
                read!(TimestampNanosecondType, at(*unit))
            }
            _ => return Ok(TextColumn::of(column).map(Self::Written)),
        }))
    }

    /// Returns the day of a row; as an error what is there and is no day.
    pub(super) fn at(&self, row: usize) -> Result<Option<Date>, String> {
        match self {
            Self::Read(days) => days.get(row).cloned().flatten().transpose(),
            Self::Written(texts) => match texts.str_at(row) {
                // An empty cell says that there is no date, as in CSV files.
                Some(text) if !text.trim().is_empty() => match parse_date(text) {
                    Some(day) => Ok(Some(day)),
                    None => Err(format!("{} is not a date that can be read", quote(text))),
                },
                _ => Ok(None),
            },
        }
    }
}
