//! Dates with the names of months.

use jiff::civil::Date;

/// Words in any order that hold one day, one month's name and one year: `15 June 2017`, `June 15th,
/// 2017`, `15-Jun-2017`, `Thu Jun 15 10:00:00 +0000 2017`.
pub(super) fn day(text: &str) -> Option<Date> {
    if let Some(date) = short(text) {
        return Some(date);
    }
    let (mut year, mut month, mut day) = (None, None, None);
    let words = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .flat_map(|word| {
            // `15-Jun-2017` is three words, `-0400` one.
            let dashed = word.contains('-') && word.contains(|c: char| c.is_ascii_alphabetic());
            word.split(move |c| dashed && c == '-')
        })
        .filter(|word| !word.is_empty());
    for word in words {
        let once = if let Some(number) = month_of(word) {
            month.replace(number).is_none()
        } else if let Some(number) = day_number(word) {
            day.replace(number).is_none()
        } else if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            year.replace(word.parse().ok()?).is_none()
        } else {
            is_weekday(word) || is_clock(word) || is_zone(word) || word.eq_ignore_ascii_case("of")
        };
        if !once {
            return None;
        }
    }
    Date::new(year?, month?, day?).ok()
}

/// `19-Jun-17`: a day, a month's name and the last digits of a year.
fn short(text: &str) -> Option<Date> {
    let mut parts = text.split(['-', ' ', '/']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 2 {
        return None;
    }
    let (day, month) = (day_number(day)?, month_of(month)?);
    Date::new(super::full_year(year).parse().ok()?, month, day).ok()
}

/// The first day of `June 2017` or `Jun-2017`.
pub(super) fn month(text: &str) -> Option<Date> {
    let words = text.split(|c: char| c.is_whitespace() || c == '-' || c == ',');
    let mut words = words.filter(|word| !word.is_empty());
    let (month, year) = (month_of(words.next()?)?, words.next()?);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if !is_year || words.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month, 1).ok()
}

fn is_clock(word: &str) -> bool {
    word.contains(':')
        && word
            .trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .bytes()
            .all(|b| b.is_ascii_digit() || b":.".contains(&b))
}

/// `+0000`, `-04:00`, `(UTC)`, `GMT`, `EDT`, `PM`, `p.m.`
pub(super) fn is_zone(word: &str) -> bool {
    let name = word.trim_matches(|c| matches!(c, '(' | ')'));
    if let Some(offset) = name.strip_prefix(['+', '-']) {
        return !offset.is_empty() && offset.bytes().all(|b| b.is_ascii_digit() || b == b':');
    }
    ["z", "utc", "gmt", "ut", "am", "pm", "a.m.", "p.m.", "at"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
        || (matches!(name.len(), 3 | 4)
            && name.bytes().all(|b| b.is_ascii_uppercase())
            && name.ends_with('T'))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// A month's name, whole or cut to three letters (`Sept` too).
fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    (1..).zip(MONTHS).find_map(|(number, name)| {
        (is_short_for(&word, name) || (word == "sept" && number == 9)).then_some(number)
    })
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    WEEKDAYS.iter().any(|name| is_short_for(&word, name))
        || ["tues", "wednes", "thur", "thurs"].contains(&word.as_str())
}

fn is_short_for(word: &str, name: &str) -> bool {
    word == name || (word.len() == 3 && name.starts_with(word))
}

/// `15`, `5`, `15th`, `15.`
fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let ending = word.get(digits.len()..)?.to_ascii_lowercase();
    let known = ["", ".", "st", "nd", "rd", "th"].contains(&ending.as_str());
    (known && matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}
