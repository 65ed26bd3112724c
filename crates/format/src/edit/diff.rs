//! A change as a unified diff.

/// Unchanged lines shown around each change, as `diff -u` shows.
const CONTEXT: usize = 3;

/// Between the first and the last change a table of lines by lines is filled; beyond this many cells everything between
/// counts as changed.
const MOST_CELLS: usize = 4_000_000;

/// One line of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Same(&'t str),
    Old(&'t str),
    New(&'t str),
}

/// The unified diff between two texts; empty where they are the same. Line breaks of whatever kind are shown as `\n`.
pub fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    let lines = compare(&split(old), &split(new));
    let changed = |line: &Line<'_>| !matches!(line, Line::Same(_));
    let mut diff = String::new();
    let (mut old_line, mut new_line) = (1, 1);
    let mut at = 0;
    while let Some(first) = lines[at..].iter().position(changed) {
        let start = (at + first).saturating_sub(CONTEXT).max(at);
        for line in &lines[at..start] {
            count(line, &mut old_line, &mut new_line);
        }
        let end = end_of_hunk(&lines, at + first);
        let (old_start, new_start) = (old_line, new_line);
        let mut body = String::new();
        for line in &lines[start..end] {
            count(line, &mut old_line, &mut new_line);
            let (sign, text) = match line {
                Line::Same(text) => (' ', text),
                Line::Old(text) => ('-', text),
                Line::New(text) => ('+', text),
            };
            body.push(sign);
            body.push_str(text);
            body.push('\n');
        }
        if diff.is_empty() {
            diff = format!("--- {old_name}\n+++ {new_name}\n");
        }
        let old_range = range(old_start, old_line - old_start);
        let new_range = range(new_start, new_line - new_start);
        diff.push_str(&format!("@@ -{old_range} +{new_range} @@\n{body}"));
        at = end;
    }
    diff
}

/// A diff counts the line before a hunk where the hunk has none.
fn range(start: usize, len: usize) -> String {
    match len {
        0 => format!("{},0", start - 1),
        1 => format!("{start}"),
        _ => format!("{start},{len}"),
    }
}

fn count(line: &Line<'_>, old: &mut usize, new: &mut usize) {
    *old += usize::from(!matches!(line, Line::New(_)));
    *new += usize::from(!matches!(line, Line::Old(_)));
}

/// Where the hunk of a change ends: changes whose contexts touch share one.
fn end_of_hunk(lines: &[Line<'_>], first: usize) -> usize {
    let mut last = first;
    for (at, line) in lines.iter().enumerate().skip(first) {
        if !matches!(line, Line::Same(_)) {
            last = at;
        } else if at - last > 2 * CONTEXT {
            break;
        }
    }
    (last + 1 + CONTEXT).min(lines.len())
}

/// The lines, without their line breaks.
fn split(text: &str) -> Vec<&str> {
    text.lines().collect()
}

/// The longest common subsequence, with what is alike at both ends left out of the table.
fn compare<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (old_middle, new_middle) = (
        &old_rest[..old_rest.len() - tail],
        &new_rest[..new_rest.len() - tail],
    );
    let mut lines: Vec<Line<'t>> = old[..head].iter().map(|line| Line::Same(line)).collect();
    lines.extend(compare_middle(old_middle, new_middle));
    lines.extend(old[old.len() - tail..].iter().map(|line| Line::Same(line)));
    lines
}

fn compare_middle<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<Line<'t>> {
    let width = new.len() + 1;
    if old.len().saturating_mul(width) > MOST_CELLS {
        let old = old.iter().map(|line| Line::Old(line));
        return old.chain(new.iter().map(|line| Line::New(line))).collect();
    }
    // How many lines can be kept from each pair of places on.
    let mut kept = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            kept[i * width + j] = if old[i] == new[j] {
                kept[(i + 1) * width + j + 1] + 1
            } else {
                kept[(i + 1) * width + j].max(kept[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut lines = Vec::with_capacity(old.len() + new.len());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            lines.push(Line::Same(old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || i < old.len() && kept[(i + 1) * width + j] >= kept[i * width + j + 1]
        {
            lines.push(Line::Old(old[i]));
            i += 1;
        } else {
            lines.push(Line::New(new[j]));
            j += 1;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_what_diff_shows() {
        let t = |old: &str, new: &str, wanted: &str| {
            assert_eq!(unified("a", "b", old, new), wanted);
        };
        t("x\n", "x\n", "");
        t("", "x\ny\n", "--- a\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n");
        t(
            "1\n2\n3\n4\n5\n6\n",
            "1\n2\n3\n4\nx\n5\n6\n",
            "--- a\n+++ b\n@@ -2,5 +2,6 @@\n 2\n 3\n 4\n+x\n 5\n 6\n",
        );
        t(
            "1\n2\n3\n",
            "1\n3\n",
            "--- a\n+++ b\n@@ -1,3 +1,2 @@\n 1\n-2\n 3\n",
        );
        let old: String = (0..20).map(|n| format!("{n}\n")).collect();
        let new = old.replace("2\n3\n", "2\nx\n3\n").replace("17\n", "y\n");
        let diff = unified("a", "b", &old, &new);
        assert_eq!(diff.matches("@@ -").count(), 2, "{diff}");
    }

    proptest! {
        /// What is marked old and same is the old text, what is marked new and same the new one.
        #[test]
        fn both_texts_are_in_it(
            old in proptest::collection::vec("[abc]{0,1}", 0..30),
            new in proptest::collection::vec("[abc]{0,1}", 0..30),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().map(String::as_str).collect();
            let lines = compare(&old, &new);
            let kept_old: Vec<&str> = lines.iter().filter_map(|line| match line {
                Line::Same(text) | Line::Old(text) => Some(*text),
                Line::New(_) => None,
            }).collect();
            let kept_new: Vec<&str> = lines.iter().filter_map(|line| match line {
                Line::Same(text) | Line::New(text) => Some(*text),
                Line::Old(_) => None,
            }).collect();
            prop_assert_eq!(kept_old, old);
            prop_assert_eq!(kept_new, new);
        }
    }
}
