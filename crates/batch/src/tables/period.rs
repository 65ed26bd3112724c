//! Days, weeks, months and years, by which actors are counted.

use jiff::civil::Date;

/// A length of time by which documents are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// A day, as `2017-06-15`.
    Day,
    /// A week of ISO 8601, which begins on Monday, as `2017-W24`: of the year in which its Thursday
    /// lies.
    Week,
    /// A month, as `2017-06`.
    #[default]
    Month,
    /// A year, as `2017`.
    Year,
}

/// Years below 0 are counted from here, so that numbers are in the order of the texts.
const NEGATIVE: u64 = 10_000;

impl Period {
    /// Returns the word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Returns a number for the period that a date is in, greater where the text comes later in
    /// the order of its bytes; 0 for no date.
    pub(super) fn number(self, date: Option<Date>) -> u64 {
        let Some(date) = date else {
            return 0;
        };
        let (year, part) = match self {
            Self::Day => (date.year(), date.month() as u64 * 32 + date.day() as u64),
            Self::Week => {
                let week = date.iso_week_date();
                (week.year(), week.week() as u64)
            }
            Self::Month => (date.year(), date.month() as u64),
            Self::Year => (date.year(), 0),
        };
        // A minus sign comes before digits, and -0002 after -0001.
        let year = match u64::try_from(year) {
            Ok(year) => NEGATIVE + year,
            Err(_) => u64::from(year.unsigned_abs()),
        };
        year << 16 | part
    }

    /// Returns the text of a number; empty for 0.
    pub(super) fn text(self, number: u64) -> String {
        if number == 0 {
            return String::new();
        }
        let (year, part) = (number >> 16, number & 0xffff);
        let year = match year.checked_sub(NEGATIVE) {
            Some(year) => format!("{year:04}"),
            None => format!("-{year:04}"),
        };
        match self {
            Self::Day => format!("{year}-{:02}-{:02}", part / 32, part % 32),
            Self::Week => format!("{year}-W{part:02}"),
            Self::Month => format!("{year}-{part:02}"),
            Self::Year => year,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_written_as_iso_8601_has_them() {
        for (date, day, week, month, year) in [
            ("2017-06-15", "2017-06-15", "2017-W24", "2017-06", "2017"),
            // The first days of January may be of the last week of the year before.
            ("2021-01-03", "2021-01-03", "2020-W53", "2021-01", "2021"),
            ("2024-12-30", "2024-12-30", "2025-W01", "2024-12", "2024"),
            ("0987-02-01", "0987-02-01", "0987-W05", "0987-02", "0987"),
        ] {
            let date: Date = date.parse().unwrap();
            let periods = [Period::Day, Period::Week, Period::Month, Period::Year];
            for (period, want) in periods.into_iter().zip([day, week, month, year]) {
                assert_eq!(period.text(period.number(Some(date))), want);
            }
        }
        assert_eq!(Period::Month.text(Period::Month.number(None)), "");
    }

    #[test]
    fn numbers_are_in_the_order_of_the_texts() {
        let days = [
            "-000044-03-15",
            "-000001-12-31",
            "0000-01-01",
            "0999-12-31",
            "2017-01-31",
        ];
        let days = days.map(|day| day.parse::<Date>().unwrap());
        for period in [Period::Day, Period::Week, Period::Month, Period::Year] {
            let mut numbers: Vec<u64> = days.iter().map(|&day| period.number(Some(day))).collect();
            numbers.push(period.number(None));
            numbers.sort_unstable();
            let texts: Vec<String> = numbers.iter().map(|&number| period.text(number)).collect();
            assert!(texts.is_sorted(), "{texts:?}");
        }
    }
}
