//! Dates that are counted: seconds from 1970, days as spreadsheets count.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan, tz::TimeZone};

/// The day in UTC of a number of seconds from 1970, or of thousandths, millionths or billionths of
/// one, from 1973 to 2099: `1497484800`, `1497484800.5` or `1497484800000`.
pub(super) fn epoch(text: &str) -> Option<Date> {
    let whole = whole(text)?;
    let number: i64 = whole.parse().ok()?;
    let seconds = match whole.len() {
        9 | 10 => number,
        12 | 13 => number / 1_000,
        15 | 16 => number / 1_000_000,
        18 | 19 => number / 1_000_000_000,
        _ => return None,
    };
    if !(100_000_000..4_102_444_800).contains(&seconds) {
        return None;
    }
    let moment = Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date())
}

/// The day of a number of days as spreadsheets count them, from 1927 to 2099: `42901` or `42901.5`.
pub(super) fn serial(text: &str) -> Option<Date> {
    let whole = whole(text)?;
    let days: i64 = whole.parse().ok()?;
    if whole.len() != 5 || !(10_000..73_051).contains(&days) {
        return None;
    }
    // The first of January 1900 is their first day, and they have a 29th of February that year.
    date(1899, 12, 30).checked_add(days.days()).ok()
}

/// The digits before the point of a number.
fn whole(text: &str) -> Option<&str> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(whole) && is_number(fraction)).then_some(whole)
}
