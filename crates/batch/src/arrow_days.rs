//! Days of the dates and moments that Arrow has.

use arrow_schema::TimeUnit;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// Milliseconds of a day.
pub(crate) const DAY_MILLIS: i64 = 86_400_000;

/// Returns a day by its number from 1970-01-01; as an error why it is none.
pub(crate) fn day_number(days: i64) -> Result<Date, String> {
    let epoch = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(days);
    span.and_then(|span| epoch.checked_add(span))
        .map_err(|_| format!("the date is {days} days from 1970-01-01, beyond the year 9999"))
}

/// Returns the day of a moment, in units from 1970-01-01 in UTC, in a time zone; as an error why it
/// is none.
pub(crate) fn day_at(moment: i64, unit: TimeUnit, zone: &TimeZone) -> Result<Date, String> {
    let seconds = moment.div_euclid(match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    });
    Timestamp::from_second(seconds)
        .map(|moment| zone.to_datetime(moment).date())
        .map_err(|_| format!("the time is {seconds} seconds from 1970-01-01, beyond the year 9999"))
}

/// Returns a time zone by its name, or by its offset from UTC, such as `+02:00`.
pub(crate) fn zone_of(name: &str) -> Option<TimeZone> {
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
