//! Mechanical fixes: order, repeated names, white space. None of them changes what a gazetteer
//! means.

use super::layout::{
    column, is_block_scalar, is_flow, line_end, line_start, next_line, node_end, previous_line,
};
use super::plain::{Plain, Step};
use super::sections::{blocks, runs};
use super::splice::{Splice, without_item};
use super::{EditError, Sheet, entry_of, text_of};
use crate::diagnostic::quote;
use crate::read::braces;
use crate::read::yaml::{Node, Value};
use crate::spelling::Spelling;
use actag_core::gazetteer::Case;

/// Lists in which a name repeated is a name too many.
const LISTS: [&str; 5] = ["aliases", "adjectives", "metonyms", "short_names", "not"];

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fixes {
    /// Take out names that their list already has, folded and written out.
    pub repeated: bool,
    /// Take out blanks at the ends of lines, and end the last line.
    pub white_space: bool,
    /// Sort the actors of each section by id.
    pub order: bool,
}

impl Default for Fixes {
    /// Everything but the order, which some files have for a reason.
    fn default() -> Self {
        Fixes {
            repeated: true,
            white_space: true,
            order: false,
        }
    }
}

/// A fixed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The whole text.
    pub text: String,
    /// What was done, in the order in which it was done.
    pub changes: Vec<Change>,
}

/// One fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The line, counted from one, in the text as it was before this fix.
    pub line: usize,
    /// What was done to it.
    pub what: String,
}

/// Fixes the text of a YAML gazetteer. What cannot be fixed without risk (a repeated name with a
/// comment in its midst, say) is left as it is. Fixing a fixed text changes nothing.
///
/// ```
/// use actag_format::edit::{Fixes, fix};
/// let text = "\
/// type: militia\nactors:\n  - id: pmf\n    name: PMF\n    aliases:\n      \
/// - Hashd \n      - hashd # twice\n      - Hashd";
/// let fixed = fix(text, Fixes::default())?;
/// assert_eq!(
///     fixed.text,
///     "type: militia\nactors:\n  - id: pmf\n    name: PMF\n    aliases:\n      \
///     - Hashd\n      - hashd # twice\n"
/// );
/// # Ok::<(), actag_format::edit::EditError>(())
/// ```
///
/// # Errors
/// If the text is no YAML: see [`Sheet::read`].
pub fn fix(text: &str, fixes: Fixes) -> Result<Fixed, EditError> {
    let mut sheet = Sheet::read(text)?;
    let mut changes = Vec::new();
    if fixes.repeated {
        sheet.remove_repeated(&mut changes);
    }
    if fixes.order {
        sheet.sort_sections(&mut changes);
    }
    if fixes.white_space {
        sheet.strip_lines(&mut changes);
        sheet.end_last_line(&mut changes);
    }
    Ok(Fixed {
        text: sheet.text(),
        changes,
    })
}

impl Sheet {
    fn remove_repeated(&mut self, changes: &mut Vec<Change>) {
        let count = self.actors().map_or(0, |(_, items)| items.len());
        for actor in 0..count {
            for key in LISTS {
                let path = [Step::Key("actors"), Step::Item(actor), Step::Key(key)];
                self.remove_repeated_in(&path, changes);
            }
        }
    }

    /// From the last item to the first: one that the others together stand for goes.
    fn remove_repeated_in(&mut self, path: &[Step<'_>; 3], changes: &mut Vec<Change>) {
        let Some(mut spellings) = self.spellings_in(path) else {
            return;
        };
        // Backwards, the first of several equal names is the one that stays.
        for at in (0..spellings.len()).rev() {
            let others = || {
                spellings
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
            };
            let is_repeated = spellings[at].as_ref().is_some_and(|own| {
                own.iter().all(|one| {
                    others()
                        .any(|(_, other)| other.as_ref().is_some_and(|other| other.contains(one)))
                })
            });
            if is_repeated && self.remove_item(path, at, changes).is_some() {
                spellings.remove(at);
            }
        }
    }

    /// Returns what each item of a list stands for; `None` for one that is no text or cannot be
    /// written out.
    fn spellings_in(&self, path: &[Step<'_>; 3]) -> Option<Vec<Option<Vec<Spelling>>>> {
        let Value::List(items) = &self.list(path)?.value else {
            return None;
        };
        let spellings = items.iter().map(|item| match &item.value {
            Value::Scalar(text) => {
                let names = braces::expand(text).ok()?;
                Some(
                    names
                        .iter()
                        .map(|name| Spelling::of(name, Case::Written))
                        .collect(),
                )
            }
            _ => None,
        });
        Some(spellings.collect())
    }

    fn list(&self, path: &[Step<'_>; 3]) -> Option<&Node> {
        let [_, Step::Item(actor), Step::Key(key)] = *path else {
            return None;
        };
        Some(&entry_of(self.actors()?.1.get(actor)?, key)?.value)
    }

    fn remove_item(
        &mut self,
        path: &[Step<'_>; 3],
        at: usize,
        changes: &mut Vec<Change>,
    ) -> Option<()> {
        let list = self.list(path)?;
        let Value::List(items) = &list.value else {
            return None;
        };
        let item = items.get(at)?;
        let Value::Scalar(text) = &item.value else {
            return None;
        };
        let change = Change {
            line: self.line_of(item.span.start),
            what: format!("removed {}, which the list already has", quote(text)),
        };
        let way = without_item(&self.text, list, at)?;
        // `apply` reads the edited text again and compares it with this tree: an edit that did more
        // than it should is not made.
        let mut wanted = Plain::from(&self.root);
        wanted.list_at(path)?.remove(at);
        self.apply([way], &wanted)?;
        changes.push(change);
        Some(())
    }

    /// Sorts what is not sorted. An entry moves with the comments above and inside of it; headings
    /// stay.
    fn sort_sections(&mut self, changes: &mut Vec<Change>) {
        let Some((list, items)) = self.actors() else {
            return;
        };
        if is_flow(&self.text, list) {
            return;
        }
        for run in runs(&self.text, items).unwrap_or_default() {
            self.sort_section(run, changes);
        }
    }

    fn sort_section(
        &mut self,
        section: std::ops::Range<usize>,
        changes: &mut Vec<Change>,
    ) -> Option<()> {
        let (_, items) = self.actors()?;
        let blocks = blocks(&self.text, items)?;
        let id = |at: usize| {
            items
                .get(at)
                .and_then(|item| text_of(item, "id"))
                .unwrap_or_default()
        };
        let mut order: Vec<usize> = section.clone().collect();
        order.sort_by_key(|&at| id(at));
        if order.iter().copied().eq(section.clone()) {
            return None;
        }
        let moves = section.clone().zip(&order);
        let way: Vec<Splice> = moves
            .clone()
            .filter(|(slot, from)| slot != *from)
            .map(|(slot, &from)| Splice {
                at: blocks[slot].start..blocks[slot].end,
                insert: self.text[blocks[from].start..blocks[from].end].to_owned(),
            })
            .collect();
        let change = Change {
            line: self.line_of(blocks[section.start].dash),
            what: format!(
                "sorted {} actors by id, from {} on",
                section.len(),
                quote(id(order[0]))
            ),
        };
        let mut wanted = Plain::from(&self.root);
        let list = wanted.list_at(&[Step::Key("actors")])?;
        let old = list.clone();
        for (slot, &from) in moves {
            list[slot] = old[from].clone();
        }
        self.apply([way], &wanted)?;
        changes.push(change);
        Some(())
    }

    /// Takes blanks from the ends of lines that are not inside a text.
    fn strip_lines(&mut self, changes: &mut Vec<Change>) {
        let mut texts = Vec::new();
        protected(&self.text, &self.root, &mut texts);
        let mut way = Vec::new();
        let mut found = Vec::new();
        let mut texts = texts.into_iter().peekable();
        let (mut start, mut number) = (0, 1);
        loop {
            let end = line_end(&self.text, start);
            let kept = start + self.text[start..end].trim_end_matches([' ', '\t']).len();
            while texts
                .next_if(|text: &std::ops::Range<usize>| text.end <= kept)
                .is_some()
            {}
            if kept < end && texts.peek().is_none_or(|text| text.start > kept) {
                way.push(Splice::remove(kept..end));
                let what = "removed blanks at the end of the line".to_owned();
                found.push(Change { line: number, what });
            }
            match next_line(&self.text, start) {
                Some(next) => (start, number) = (next, number + 1),
                None => break,
            }
        }
        // All lines in one edit: each edit reads the whole text again.
        if !way.is_empty() && self.apply([way], &Plain::from(&self.root)).is_some() {
            changes.extend(found);
        }
    }

    fn end_last_line(&mut self, changes: &mut Vec<Change>) {
        if self.text.is_empty() || self.text.ends_with(['\n', '\r']) {
            return;
        }
        let end = self.text.len();
        let change = Change {
            line: self.line_of(end),
            what: "ended the last line".to_owned(),
        };
        let way = vec![Splice::insert(end, self.habits().line_break)];
        if self.apply([way], &Plain::from(&self.root)).is_some() {
            changes.push(change);
        }
    }
}

/// The bytes of texts, in order: blanks inside of them may count. A block of text begins behind its
/// `|`.
fn protected(text: &str, node: &Node, out: &mut Vec<std::ops::Range<usize>>) {
    match &node.value {
        Value::Scalar(_) if is_block_scalar(text, node.span.start) => {
            let mut start = line_start(text, node.span.start);
            while let Some(above) = previous_line(text, start)
                && column(text, line_end(text, above)) == 0
            {
                start = above;
            }
            out.push(start..node.span.end + 1);
        }
        Value::Scalar(_) => {
            let end = node_end(text, node).unwrap_or(node.span.end);
            out.push(node.span.start..end);
        }
        Value::List(items) => items.iter().for_each(|item| protected(text, item, out)),
        Value::Map(entries) => entries
            .iter()
            .for_each(|entry| protected(text, &entry.value, out)),
        Value::Empty | Value::Faulty => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str, order: bool) -> (String, Vec<(usize, String)>) {
        let fixes = Fixes {
            order,
            ..Fixes::default()
        };
        let fixed = fix(text, fixes).unwrap();
        let changes = fixed.changes.into_iter();
        (
            fixed.text,
            changes.map(|change| (change.line, change.what)).collect(),
        )
    }

    #[test]
    fn a_name_is_once_in_a_list() {
        let t = |before: &str, after: &str| {
            let whole = |list: &str| format!("actors:\n  - id: x\n    aliases:{list}\n");
            assert_eq!(fixed(&whole(before), false).0, whole(after));
        };
        t(" [A, B, A]", " [A, B]");
        t(" [A, A, B]", " [A, B]");
        t(" [A,\n      A, # c\n      B]", " [A, # c\n      B]");
        t(" [A, 'Sha''abi', Shaabi, a]", " [A, 'Sha''abi', a]");
        t(
            "\n      - A\n      - A{,s}\n      - As # c",
            "\n      - A{,s}\n      # c",
        );
        t(
            "\n      - A\n      # about B\n      - B\n      - >-\n        A",
            "\n      - A\n      # about B\n      - B",
        );
        t(
            "\n      - A\n      -\n        # c\n        A",
            "\n      -\n        # c\n        A",
        );
        t("\n      - A\n    not: [A, A]", "\n      - A\n    not: [A]");
        t(" ['A{', 'A{']", " ['A{', 'A{']");
    }

    #[test]
    fn white_space_goes_where_it_means_nothing() {
        let t = |before: &str, after: &str| assert_eq!(fixed(before, false).0, after, "{before:?}");
        t("a: b \t\n \n# c  \nd:", "a: b\n\n# c\nd:\n");
        t("a: b \r\nc: 'd  \r\n  e' ", "a: b\r\nc: 'd  \r\n  e'\r\n");
        t(
            "a: | \n  b  \n   \n  c \nd: e ",
            "a: |\n  b  \n   \n  c \nd: e\n",
        );
        t("", "");
        let changes = fixed("a: b\nc: d \ne: f", false).1;
        let wanted = [
            (2, "removed blanks at the end of the line".to_owned()),
            (3, "ended the last line".to_owned()),
        ];
        assert_eq!(changes, wanted);
    }

    #[test]
    fn entries_are_sorted_within_their_sections() {
        let before = "\
actors:
  # ── One ──

  # About c.
  - id: c
    name: C
    # inside c

  - {id: a, name: A}
  - id: b # about b

  # ── Two ──

  - id: z
  - id: aa";
        let after = "\
actors:
  # ── One ──

  - {id: a, name: A}

  - id: b # about b
  # About c.
  - id: c
    name: C
    # inside c

  # ── Two ──

  - id: aa
  - id: z
";
        let (text, changes) = fixed(before, true);
        assert_eq!(text, after);
        assert_eq!(
            changes[0],
            (5, "sorted 3 actors by id, from `a` on".to_owned())
        );
        assert_eq!(fixed(before, false).1.len(), 1);
    }
}
