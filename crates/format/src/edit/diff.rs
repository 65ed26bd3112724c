//! A change as a unified diff.

use similar::TextDiff;

/// Returns the unified diff between two texts, with three lines of context; empty where they are
/// the same. Line breaks of whatever kind are shown as `\n`.
pub fn unified(old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    // Without their line breaks, so that `\r\n` does not reach a terminal, and a last line without
    // a break compares equal to one that has it.
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    TextDiff::from_slices(&old, &new)
        .unified_diff()
        .header(old_name, new_name)
        .to_string()
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
        t("x\r\n", "x", "");
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

    /// Applies a diff as `patch` does: what it keeps and takes away must be there.
    fn applied<'t>(diff: &'t str, old: &[&'t str]) -> Vec<&'t str> {
        let mut new = Vec::new();
        let mut at = 0;
        for line in diff.lines().skip(2) {
            if let Some(range) = line.strip_prefix("@@ -") {
                let range = range.split(' ').next().unwrap();
                let (start, length) = range.split_once(',').unwrap_or((range, "1"));
                // An empty range names the line before it.
                let start = start.parse::<usize>().unwrap() - usize::from(length != "0");
                new.extend(&old[at..start]);
                at = start;
            } else if let Some(added) = line.strip_prefix('+') {
                new.push(added);
            } else {
                assert_eq!(&line[1..], old[at]);
                new.extend(line.strip_prefix(' '));
                at += 1;
            }
        }
        new.extend(&old[at..]);
        new
    }

    proptest! {
        #[test]
        fn a_diff_makes_the_new_text_of_the_old(
            old in proptest::collection::vec("[abc]{0,1}", 0..30),
            new in proptest::collection::vec("[abc]{0,1}", 0..30),
        ) {
            let text = |lines: &[String]| -> String {
                lines.iter().map(|line| format!("{line}\n")).collect()
            };
            let diff = unified("a", "b", &text(&old), &text(&new));
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            prop_assert_eq!(diff.is_empty(), old == new);
            prop_assert_eq!(applied(&diff, &old), new);
        }
    }
}
