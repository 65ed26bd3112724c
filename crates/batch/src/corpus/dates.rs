//! Dates as documents write them.

mod counted;
mod names;
mod words;

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

pub(super) use names::of_path;

/// Where the date of a document was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateFrom {
    /// A field, as it is written.
    Field,
    /// A field, by the format that a person gave.
    Format,
    /// A field whose other values show whether day or month comes first.
    Order,
    /// A field that names a month: its first day.
    Month,
    /// A field that counts seconds, or parts of them, from 1970.
    Epoch,
    /// A field that counts days as spreadsheets do.
    Serial,
    /// The name of the file.
    FileName,
    /// The name of a folder.
    Folder,
    /// The names of folders, which name a month: its first day.
    FolderMonth,
    /// The option that gives one to all.
    Given,
}

impl DateFrom {
    /// Returns what the table of documents says.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Format => "field-format",
            Self::Order => "field-order",
            Self::Month => "field-month",
            Self::Epoch => "field-epoch",
            Self::Serial => "field-serial",
            Self::FileName => "file-name",
            Self::Folder => "folder-name",
            Self::FolderMonth => "folder-month",
            Self::Given => "option",
        }
    }
}

/// The calendar day a text names, as written: a time and its zone are read over, not applied.
///
/// Understands `2017-06-15`, with a time as in ISO 8601 and RFC 3339 or without, `20170615`,
/// `2017/06/15`, `15 June 2017`, `June 15, 2017`, `19-Jun-17` and `Thu, 15 Jun 2017 10:00:00
/// +0000`. In `15.06.2017` the day comes first. Of `15/06/2017` and the like it takes only what has
/// one reading: `05/06/2017` is `None`, for it is May in one country and June in another.
///
/// ```
/// use actag_batch::corpus::parse_date;
/// use jiff::civil::date;
///
/// assert_eq!(parse_date("Thu, 15 Jun 2017 10:00:00 +0000"), Some(date(2017, 6, 15)));
/// assert_eq!(parse_date("June 2017"), None);
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    day(text.trim(), None).map(|(date, _)| date)
}

/// Returns the day that a field names, and how that was understood: also months, seconds and days
/// that are counted, and what depends on the `order` of other dates.
pub(super) fn read_date(text: &str, order: Option<DayOrder>) -> Option<(Date, DateFrom)> {
    let text = text.trim();
    let of = |date: Option<Date>, from| Some((date?, from));
    day(text, order)
        .or_else(|| of(month(text), DateFrom::Month))
        .or_else(|| of(counted::epoch(text), DateFrom::Epoch))
        .or_else(|| of(counted::serial(text), DateFrom::Serial))
}

/// Returns the day that a text names in a format such as `%d/%m/%Y`; what follows it is read over.
pub(super) fn read_as(text: &str, format: &str) -> Option<Date> {
    let read = BrokenDownTime::parse_prefix(format, text.trim());
    read.ok()?.0.to_date().ok()
}

fn day(text: &str, order: Option<DayOrder>) -> Option<(Date, DateFrom)> {
    if text.len() > 64 {
        return None;
    }
    let written = |date| Some((date?, DateFrom::Field));
    written(year_first(text))
        .or_else(|| written(compact(text)))
        .or_else(|| day_or_month_first(text, order))
        .or_else(|| written(words::day(text)))
}

/// The first day of `2017-06`, `2017/6`, `06/2017` or `June 2017`.
fn month(text: &str) -> Option<Date> {
    let first = |year: &str, month: &str| day_of(year, month, "1");
    let parted = text.split_once(['-', '/', '.']);
    let numbers = parted.and_then(|(one, two)| match one.len() {
        4 => first(one, two),
        _ => first(two, one),
    });
    numbers.or_else(|| words::month(text))
}

/// `2017-06-15`, `2017/06/15` or `2017.6.15`, then nothing or a time.
fn year_first(text: &str) -> Option<Date> {
    let (date, rest) = split_time(text);
    let separator = date.chars().find(|c| !c.is_ascii_digit())?;
    if date.find(separator)? != 4 || !matches!(separator, '-' | '/' | '.') || !is_time(rest) {
        return None;
    }
    let [year, month, day] = numbers(date, separator)?;
    day_of(year, month, day)
}

/// `20170615`, with a time run on (`20170615100000`), after a `T`, or without.
fn compact(text: &str) -> Option<Date> {
    let (date, rest) = split_time(text);
    if !matches!(date.len(), 8 | 14) || !date.bytes().all(|b| b.is_ascii_digit()) || !is_time(rest)
    {
        return None;
    }
    let (date, clock) = date.split_at_checked(8)?;
    let valid = |part: Option<&str>, limit: u8| {
        part.and_then(|p| p.parse::<u8>().ok())
            .is_some_and(|n| n <= limit)
    };
    let clock_fits = clock.is_empty()
        || (valid(clock.get(..2), 23) && valid(clock.get(2..4), 59) && valid(clock.get(4..), 60));
    if !clock_fits {
        return None;
    }
    day_of(date.get(..4)?, date.get(4..6)?, date.get(6..)?)
}

/// `15/06/2017` or `06/15/2017`.
fn day_or_month_first(text: &str, order: Option<DayOrder>) -> Option<(Date, DateFrom)> {
    let read = ThreeNumbers::of(text)?;
    match (read.day_first, read.month_first) {
        (Some(day_first), Some(month_first)) if day_first != month_first => match order? {
            DayOrder::DayFirst => Some((day_first, DateFrom::Order)),
            DayOrder::MonthFirst => Some((month_first, DateFrom::Order)),
        },
        (day_first, month_first) => Some((day_first.or(month_first)?, DateFrom::Field)),
    }
}

/// Which of day and month comes first in the dates of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    DayFirst,
    MonthFirst,
}

impl DayOrder {
    /// Returns what comes first.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "day",
            Self::MonthFirst => "month",
        }
    }
}

/// Returns which order a date shows; `Some(None)` where it may have either.
pub(super) fn order_of(text: &str) -> Option<Option<DayOrder>> {
    let read = ThreeNumbers::of(text.trim())?;
    match (read.day_first, read.month_first) {
        (Some(day_first), Some(month_first)) => (day_first != month_first).then_some(None),
        (Some(_), None) if !read.has_dots => Some(Some(DayOrder::DayFirst)),
        (None, Some(_)) => Some(Some(DayOrder::MonthFirst)),
        _ => None,
    }
}

/// Both readings of a date of three numbers, the year last.
struct ThreeNumbers {
    day_first: Option<Date>,
    month_first: Option<Date>,
    has_dots: bool,
}

impl ThreeNumbers {
    fn of(text: &str) -> Option<Self> {
        let (date, rest) = split_time(text);
        let separator = date.chars().find(|c| !c.is_ascii_digit())?;
        if !matches!(separator, '-' | '/' | '.') || !is_time(rest) {
            return None;
        }
        let [one, two, year] = numbers(date, separator)?;
        // `17-06-15` may begin with the year, too.
        let year = if separator == '-' {
            year.into()
        } else {
            full_year(year)
        };
        let day_first = day_of(&year, two, one);
        let has_dots = separator == '.';
        Some(Self {
            // Between dots the day comes first, in all countries that write them.
            month_first: day_of(&year, one, two).filter(|_| !has_dots || day_first.is_none()),
            day_first,
            has_dots,
        })
    }
}

/// A year of two digits as one of four: of the years 1969 to 2068.
fn full_year(year: &str) -> Cow<'_, str> {
    match (year.len(), year.parse::<u8>()) {
        (2, Ok(number)) => match number {
            69.. => format!("19{year}").into(),
            _ => format!("20{year}").into(),
        },
        _ => year.into(),
    }
}

/// The date part and what follows its `T` or first space.
fn split_time(text: &str) -> (&str, &str) {
    match text.find(|c: char| matches!(c, 'T' | 't') || c.is_whitespace()) {
        Some(at) => {
            let (date, rest) = text.split_at(at);
            let mut rest = rest.chars();
            rest.next();
            // An empty time after the separator is no time: `2017-06-15T`.
            let rest = rest.as_str().trim_start();
            (date, if rest.is_empty() { "?" } else { rest })
        }
        None => (text, ""),
    }
}

/// Nothing, or what begins like a time of day and holds only what times and zones are written with.
fn is_time(rest: &str) -> bool {
    let mut parts = rest.split_whitespace();
    let Some(first) = parts.next() else {
        return true;
    };
    // A zone's name may follow in brackets: `10:00+02:00[Europe/Berlin]`.
    let first = first.split('[').next().unwrap_or_default();
    first.starts_with(|c: char| c.is_ascii_digit())
        && first
            .bytes()
            .all(|b| b.is_ascii_digit() || b":.,+-Zz".contains(&b))
        && parts.all(words::is_zone)
}

fn numbers(date: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = date.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && three.iter().all(digits)).then_some(three)
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests;
