//! Days in few bytes, and the first and last of them.

use std::num::NonZeroU32;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::row::Cells;
use super::schema::{Column, Merge, date};

/// A day as a number, greater for later ones. There are many of them: two for each pair of actors,
/// where two optional dates take half as much again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Day(NonZeroU32);

/// Years are counted from here, so that every day has a number above 0.
const FIRST_YEAR: i16 = -10_000;

impl Day {
    /// Returns the number of a date; `None` for years before -9999, which no date has.
    pub(crate) fn of(date: Date) -> Option<Self> {
        let year = u32::try_from(date.year() - FIRST_YEAR).ok()?;
        let (month, day) = (
            u32::try_from(date.month()).ok()?,
            u32::try_from(date.day()).ok()?,
        );
        NonZeroU32::new((year * 13 + month) * 32 + day).map(Self)
    }

    /// Returns the number.
    pub(crate) fn number(self) -> u32 {
        self.0.get()
    }

    /// Returns the day of a number; `None` for 0.
    pub(crate) fn of_number(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// Returns the date; `None` for a number that is not of [`Day::of`].
    pub(crate) fn date(self) -> Option<Date> {
        let number = self.number();
        let year = i16::try_from(number / 32 / 13).ok()? + FIRST_YEAR;
        let month = i8::try_from(number / 32 % 13).ok()?;
        let day = i8::try_from(number % 32).ok()?;
        Date::new(year, month, day).ok()
    }
}

/// The columns of [`Days`]: the day of the first document.
pub(super) const FIRST_DATE: Column = date(
    "first_date",
    Merge::Earliest,
    "the earliest date of these documents",
);
/// The day of the last one.
pub(super) const LAST_DATE: Column = date("last_date", Merge::Latest, "the latest");

/// The first and the last day of some documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Days {
    first: Option<Day>,
    last: Option<Day>,
}

impl Days {
    /// Returns the days of one document.
    pub(crate) fn of(date: Option<Date>) -> Self {
        let day = date.and_then(Day::of);
        Self {
            first: day,
            last: day,
        }
    }

    /// Returns both days as one number; 0 where there are none.
    pub(crate) fn number(self) -> u64 {
        let number = |day: Option<Day>| u64::from(day.map_or(0, Day::number));
        number(self.first) << 32 | number(self.last)
    }

    /// Returns the days of a number.
    pub(crate) fn of_number(number: u64) -> Self {
        Self {
            first: Day::of_number((number >> 32) as u32),
            last: Day::of_number(number as u32),
        }
    }

    /// Adds the days of other documents.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.last = self.last.max(other.last);
    }

    /// Hands over the cells of [`FIRST_DATE`] and [`LAST_DATE`].
    pub(super) fn write(&self, cells: &mut impl Cells) {
        for day in [self.first, self.last] {
            cells.date(day.and_then(Day::date));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::CsvRows;

    #[test]
    fn days_have_numbers_in_their_order() {
        let days = [
            "-009999-01-01",
            "0001-12-31",
            "2017-06-15",
            "2017-12-01",
            "9999-12-31",
        ];
        let dates = days.map(|day| day.parse::<Date>().unwrap());
        let numbers = dates.map(|date| Day::of(date).unwrap());
        assert!(numbers.is_sorted(), "{numbers:?}");
        assert_eq!(numbers.map(|day| day.date().unwrap()), dates);
        assert_eq!(size_of::<Days>(), 8);
    }

    #[test]
    fn documents_without_a_date_change_nothing() {
        let day = |text: &str| Days::of(Some(text.parse().unwrap()));
        let mut days = Days::default();
        for other in [
            Days::of(None),
            day("2017-06-15"),
            day("2016-01-02"),
            Days::of(None),
        ] {
            days.merge(&other);
        }
        let mut cells = CsvRows::default();
        days.write(&mut cells);
        assert_eq!(cells.into_bytes(), b"2016-01-02,2017-06-15");
    }
}
