//! DayColumn of a column, whether it holds dates, times or texts.

use actag_core::source::quote;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::error::FrameError;
use super::texts::TextColumn;
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
        let at = |seconds: i64| day_at(seconds, &zone);
        Ok(Some(match column.data_type() {
            DataType::Date32 => read!(Date32Type, day_number),
            DataType::Date64 => {
                read!(Date64Type, |millis: i64| day_number(
                    millis.div_euclid(86_400_000)
                ))
            }
            DataType::Timestamp(TimeUnit::Second, _) => read!(TimestampSecondType, at),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                read!(TimestampMillisecondType, |n: i64| at(n.div_euclid(1_000)))
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                read!(TimestampMicrosecondType, |n: i64| at(
                    n.div_euclid(1_000_000)
                ))
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                read!(TimestampNanosecondType, |n: i64| at(
                    n.div_euclid(1_000_000_000)
                ))
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

/// Returns a day by its number from 1970-01-01.
fn day_number(days: i64) -> Result<Date, String> {
    let epoch = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(days);
    span.and_then(|span| epoch.checked_add(span))
        .map_err(|_| format!("the date is {days} days from 1970-01-01, beyond the year 9999"))
}

/// Returns the day of a moment in a time zone.
fn day_at(seconds: i64, zone: &TimeZone) -> Result<Date, String> {
    Timestamp::from_second(seconds)
        .map(|moment| zone.to_datetime(moment).date())
        .map_err(|_| format!("the time is {seconds} seconds from 1970-01-01, beyond the year 9999"))
}

/// Returns a time zone by its name, or by its offset from UTC, such as `+02:00`.
fn zone_of(name: &str) -> Option<TimeZone> {
    let offset = || {
        let (sign, rest) = match name.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
        let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
        let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
        Offset::from_seconds(sign * seconds)
            .ok()
            .map(TimeZone::fixed)
    };
    if name.eq_ignore_ascii_case("utc") || name == "Z" {
        return Some(TimeZone::UTC);
    }
    offset().or_else(|| TimeZone::get(name).ok())
}
