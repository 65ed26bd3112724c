//! Two edits of one text joined, as `diff3` joins them.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Two edits of one text in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Merged {
    /// Both edits; where they clash, mine.
    pub(super) text: String,
    /// Both edits with marks where they clash, both sides and what was there; `None` where they
    /// clash nowhere.
    pub(super) marked: Option<String>,
    /// How many places clash.
    pub(super) conflicts: usize,
}

/// Joins two edits of a text, line by line. Lines that stay in both part the text; between them a
/// side that changed nothing gives way to the other.
pub(super) fn three_way(base: &str, mine: &str, theirs: &str) -> Merged {
    let lines =
        |text: &'_ str| -> Vec<String> { text.split_inclusive('\n').map(str::to_owned).collect() };
    let (base, mine, theirs) = (lines(base), lines(mine), lines(theirs));
    let (of_mine, of_theirs) = (kept(&base, &mine), kept(&base, &theirs));
    let (mut text, mut marked, mut conflicts) = (String::new(), String::new(), 0);
    let (mut b, mut m, mut t) = (0, 0, 0);
    loop {
        // The next line of the base that both sides have.
        let stable = (b..base.len()).find_map(|at| Some((at, of_mine[at]?, of_theirs[at]?)));
        let (to_b, to_m, to_t) = stable.unwrap_or((base.len(), mine.len(), theirs.len()));
        let (old, ours, new) = (&base[b..to_b], &mine[m..to_m], &theirs[t..to_t]);
        if new == old || new == ours {
            push(&mut text, ours);
            push(&mut marked, ours);
        } else if ours == old {
            push(&mut text, new);
            push(&mut marked, new);
        } else {
            conflicts += 1;
            push(&mut text, ours);
            let parts = [
                ("<<<<<<< yours\n", ours),
                ("||||||| as it was\n", old),
                ("=======\n", new),
            ];
            for (mark, lines) in parts {
                marked.push_str(mark);
                push(&mut marked, lines);
                if !marked.ends_with('\n') {
                    marked.push('\n');
                }
            }
            marked.push_str(">>>>>>> newer\n");
        }
        let Some((at, in_mine, in_theirs)) = stable else {
            break;
        };
        text.push_str(&base[at]);
        marked.push_str(&base[at]);
        (b, m, t) = (at + 1, in_mine + 1, in_theirs + 1);
    }
    Merged {
        text,
        marked: (conflicts > 0).then_some(marked),
        conflicts,
    }
}

/// Returns for each line of the base its place in an edited text, if it is still there.
fn kept(base: &[String], edited: &[String]) -> Vec<Option<usize>> {
    let mut places = vec![None; base.len()];
    for change in capture_diff_slices(Algorithm::Myers, base, edited) {
        if change.tag() == DiffTag::Equal {
            for (old, new) in change.old_range().zip(change.new_range()) {
                places[old] = Some(new);
            }
        }
    }
    places
}

fn push(text: &mut String, lines: &[String]) {
    lines.iter().for_each(|line| text.push_str(line));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_are_joined() {
        let t = |base: &str, mine: &str, theirs: &str, wanted: &str, conflicts: usize| {
            let merged = three_way(base, mine, theirs);
            assert_eq!(
                (merged.text.as_str(), merged.conflicts),
                (wanted, conflicts)
            );
            assert_eq!(merged.marked.is_some(), conflicts > 0);
        };
        t(
            "a\nb\nc\n",
            "a\nx\nb\nc\n",
            "a\nb\nc\ny\n",
            "a\nx\nb\nc\ny\n",
            0,
        );
        t("a\nb\nc\n", "a\nc\n", "a\nb\nC\n", "a\nc\n", 1);
        t("a\nb\nc\nd\n", "a\nc\nd\n", "a\nb\nc\nD\n", "a\nc\nD\n", 0);
        t("a\n", "x\n", "x\n", "x\n", 0);
        t("a\n", "x\n", "y\n", "x\n", 1);
        t("", "x\n", "", "x\n", 0);
    }

    #[test]
    fn both_sides_of_a_conflict_are_shown() {
        let merged = three_way("a\nb\n", "a\nx", "a\ny\n");
        let wanted = "a\n<<<<<<< yours\nx\n||||||| as it was\nb\n=======\ny\n>>>>>>> newer\n";
        assert_eq!(merged.marked.as_deref(), Some(wanted));
    }

    proptest! {
        #[test]
        fn an_edit_of_one_side_is_taken(base in "([abc]\n){0,12}", edited in "([abc]\n){0,12}") {
            prop_assert_eq!(&three_way(&base, &edited, &base).text, &edited);
            prop_assert_eq!(&three_way(&base, &base, &edited).text, &edited);
            prop_assert_eq!(three_way(&base, &edited, &edited).conflicts, 0);
        }

        /// What either side wrote anew is in the text or in the marks.
        #[test]
        fn nothing_is_lost(
            base in "([abc]\n){0,12}", mine in "([abcx]\n){0,12}", theirs in "([abcy]\n){0,12}",
        ) {
            let merged = three_way(&base, &mine, &theirs);
            let all = merged.marked.as_ref().unwrap_or(&merged.text);
            prop_assert!(all.matches("x\n").count() >= mine.matches("x\n").count());
            prop_assert!(all.matches("y\n").count() >= theirs.matches("y\n").count());
        }
    }
}
