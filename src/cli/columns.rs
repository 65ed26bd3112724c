//! Tables for a terminal: columns in line, and no row wider than the screen.

use std::io::{self, Write};

use terminal_size::{Width, terminal_size_of};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::words;

/// Returns the width in columns of the terminal that standard output goes to; `None` in a pipe or
/// file, where nothing is cut.
pub(super) fn terminal_width() -> Option<usize> {
    terminal_size_of(io::stdout()).map(|(Width(columns), _)| columns.into())
}

/// Columns are not cut below this width, since what is left would mean nothing.
const NARROWEST: usize = 8;
const GAP: &str = "  ";

/// Writes rows under a heading. Where they are too wide, the widest columns but the first
/// are cut; a cut cell ends in `…`.
///
/// Columns whose heading begins with `#` hold numbers and are aligned to the right.
pub(super) fn write(
    out: &mut (impl Write + ?Sized),
    heading: &[&str],
    rows: &[Vec<String>],
    screen: Option<usize>,
) -> io::Result<()> {
    let shown: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| words(cell)).collect())
        .collect();
    let numbers: Vec<bool> = heading.iter().map(|name| name.starts_with('#')).collect();
    let heading: Vec<String> = heading
        .iter()
        .map(|name| name.trim_start_matches('#').to_owned())
        .collect();
    let mut widths: Vec<usize> = heading.iter().map(|name| name.width()).collect();
    for row in &shown {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    if let Some(screen) = screen {
        fit(&mut widths, screen);
    }
    for row in std::iter::once(&heading).chain(&shown) {
        let mut line = String::new();
        for ((cell, &width), &number) in row.iter().zip(&widths).zip(&numbers) {
            let cell = cut(cell, width);
            let padding = " ".repeat(width.saturating_sub(cell.width()));
            let (before, after) = if number {
                (padding.as_str(), "")
            } else {
                ("", padding.as_str())
            };
            line.push_str(before);
            line.push_str(&cell);
            line.push_str(after);
            line.push_str(GAP);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Narrows the widest column until all fit or none can be narrowed. The first column is the key,
/// which is of no use when cut, and stays whole.
fn fit(widths: &mut [usize], screen: usize) {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > screen {
        match widths.iter_mut().skip(1).max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => return,
        }
    }
}

/// Returns the text, cut to at most that many columns.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width > columns {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[[&str; 3]], screen: Option<usize>) -> String {
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.map(str::to_owned).to_vec())
            .collect();
        let mut out = Vec::new();
        write(&mut out, &["id", "name", "#names"], &rows, screen).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_in_line_whatever_the_script() {
        let shown = table(&[["iran", "Iran", "1,234"], ["prc", "中国", "7"]], None);
        let wanted = "\
id    name  names
iran  Iran  1,234
prc   中国      7
";
        assert_eq!(shown, wanted);
    }

    #[test]
    fn the_widest_gives_way() {
        let long = "A very long name of an actor";
        let shown = table(&[["iran", long, "1"]], Some(24));
        assert_eq!(
            shown,
            "id    name         names\niran  A very lon…      1\n"
        );
        // A screen too narrow for anything is not obeyed to the letter.
        assert!(table(&[["iran", long, "1"]], Some(3)).contains("A very …"));
    }

    #[test]
    fn cells_are_one_line_and_obey_nobody() {
        assert!(table(&[["a\nb", "\u{1b}[2J", "1"]], None).contains("a b  \\u{1b}[2J"));
        for columns in 0..9 {
            assert!(cut("中国 wide", columns).width() <= columns.max(1));
        }
    }
}
