//! Dates in the names of files and folders.

use jiff::civil::Date;

use super::{DateFrom, day_of};

/// Returns the date that the name of a file tells, else that of the folder nearest to it.
pub(in crate::corpus) fn of_path(path: &str) -> Option<(Date, DateFrom)> {
    let mut parts = path.rsplit(['/', '\\']);
    let name = parts.next()?;
    if let Some(date) = in_name(name) {
        return Some((date, DateFrom::FileName));
    }
    let folders: Vec<&str> = parts.take(DEEPEST).collect();
    (0..folders.len()).find_map(|at| {
        let folder = |up: usize| folders.get(at + up).copied().unwrap_or_default();
        let [day, month, year] = [folder(0), folder(1), folder(2)];
        let whole = in_name(day).or_else(|| day_of_parts(year, month, day));
        whole.map(|date| (date, DateFrom::Folder)).or_else(|| {
            let parts = day.split_once(['-', '_']).unwrap_or((month, day));
            let date = day_of_parts(parts.0, parts.1, "01")?;
            Some((date, DateFrom::FolderMonth))
        })
    })
}

/// Folders above a file that are looked at.
const DEEPEST: usize = 16;

/// The first date in a name: `2017-06-15`, `2017_06_15`, `20170615`, `15.06.2017`.
pub(super) fn in_name(name: &str) -> Option<Date> {
    let runs = runs(name);
    let bytes = name.as_bytes();
    (0..runs.len()).find_map(|at| {
        let run = |next: usize| runs.get(at + next).copied();
        let (begin, one) = run(0)?;
        if matches!(one.len(), 8 | 14) {
            let day = one.get(..4).zip(one.get(4..6)).zip(one.get(6..8));
            return day.and_then(|((year, month), day)| day_of_parts(year, month, day));
        }
        let ((second, two), (third, three)) = (run(1)?, run(2)?);
        // One character between them, the same twice.
        let separator = bytes.get(begin + one.len())?;
        let is_near = second == begin + one.len() + 1 && third == second + two.len() + 1;
        if !is_near || bytes.get(third - 1) != Some(separator) || !b"-_. ".contains(separator) {
            return None;
        }
        day_of_parts(one, two, three).or_else(|| {
            let day_first = day_of_parts(three, two, one);
            let month_first = day_of_parts(three, one, two);
            match *separator == b'.' || month_first.is_none() || day_first == month_first {
                true => day_first,
                // Which is which, nothing tells.
                false if day_first.is_some() => None,
                false => month_first,
            }
        })
    })
}

/// A day whose parts have all their digits, of a year that news are of.
fn day_of_parts(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = digits(year, 4) && digits(month, 2) && digits(day, 2);
    let is_near = is_whole && ("1800".."2100").contains(&year);
    is_near.then(|| day_of(year, month, day)).flatten()
}

/// The numbers in a name, and where each begins.
fn runs(name: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut rest = name;
    while let Some(begin) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(begin..).unwrap_or_default();
        let length = from
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from.len());
        let (run, behind) = from.split_at(length);
        runs.push((name.len() - from.len(), run));
        rest = behind;
    }
    runs
}
