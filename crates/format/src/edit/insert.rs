//! A new actor among the others.

use super::additions::NewActor;
use super::habits::Habits;
use super::layout::{column, dash_of, entry_end, is_blank, is_flow, line_end};
use super::plain::{Plain, Step};
use super::sections::{Place, Side, are_parted, blocks};
use super::splice::{Splice, into_brackets, lines_after};
use super::{EditError, Sheet, entry_of, render};
use crate::read::yaml::{Node, Value};
use crate::schema::vocabulary;

impl Sheet {
    /// Puts an actor in at a place, or at the end where there is none yet. Returns the byte at
    /// which it begins, counted from behind the byte-order mark.
    ///
    /// # Errors
    /// Where the file is written in a way in which that cannot be done safely.
    pub fn insert_actor(
        &mut self,
        actor: &NewActor,
        place: Option<Place>,
    ) -> Result<usize, EditError> {
        let entries = actor.entries();
        match self.actors().map(|(_, items)| items.len()) {
            Some(0) => self.insert_first(entries)?,
            Some(count) => {
                let last = Place {
                    actor: count - 1,
                    side: Side::Below,
                };
                self.insert_among(entries, place.unwrap_or(last))?;
            }
            None => self.begin_list(entries)?,
        }
        let found = self
            .actor(&actor.id)
            .and_then(|(_, node)| entry_of(node, "id"));
        found
            .map(|id| id.key_span.start)
            .ok_or_else(|| EditError::NoActor(actor.id.clone()))
    }

    /// Into a list that has actors.
    fn insert_among(
        &mut self,
        entries: Vec<(String, Plain)>,
        place: Place,
    ) -> Result<(), EditError> {
        let habits = self.habits();
        let (list, items) = self
            .actors()
            .ok_or_else(|| self.unsafe_at(0, "the actor"))?;
        let failed = self.unsafe_at(list.span.start, "the actor");
        let near = items.get(place.actor).ok_or_else(|| failed.clone())?;
        let at = place.actor + usize::from(place.side == Side::Below);
        let ways = if is_flow(&self.text, list) {
            let new = render::flow(&Plain::Map(entries.clone()), "actors", &habits);
            let way = into_brackets(&self.text, list, at, &new, habits.line_break);
            way.into_iter().collect()
        } else {
            let lines = self.actor_lines(near, &entries, &habits);
            lines
                .and_then(|lines| self.among_lines(items, place, lines, habits.line_break))
                .ok_or_else(|| failed.clone())?
        };
        let mut wanted = Plain::from(&self.root);
        if let Some(actors) = wanted.list_at(&[Step::Key("actors")]) {
            actors.insert(at, Plain::Map(entries));
        }
        self.apply(ways, &wanted).ok_or(failed)
    }

    /// Returns the lines of a new actor beside `near`, in the same columns and the same brackets.
    fn actor_lines(
        &self,
        near: &Node,
        entries: &[(String, Plain)],
        habits: &Habits,
    ) -> Option<Vec<String>> {
        let text = &self.text;
        let dash = dash_of(text, near)?;
        let between = &text[dash + 1..near.span.start];
        let gap = if is_blank(between) { between.len() } else { 1 };
        let column = column(text, dash);
        if is_flow(text, near) && !text[near.span.clone()].trim_end().contains(['\n', '\r']) {
            let flow = render::flow(&Plain::Map(entries.to_vec()), "actors", habits);
            let line = format!("{}-{}{flow}", " ".repeat(column), " ".repeat(gap));
            if line.chars().count() <= render::WIDEST {
                return Some(vec![line]);
            }
        }
        Some(render::block_item(entries, column, gap, habits))
    }

    fn among_lines(
        &self,
        items: &[Node],
        place: Place,
        mut lines: Vec<String>,
        line_break: &str,
    ) -> Option<Vec<Vec<Splice>>> {
        let blocks = blocks(&self.text, items)?;
        let parted = are_parted(&self.text, &blocks, place);
        let near = blocks.get(place.actor)?;
        match place.side {
            Side::Below => {
                let span_end = items.get(place.actor)?.span.end;
                let ways = |lines: &[String]| {
                    lines_after(&self.text, near.end, span_end, lines, line_break)
                };
                // Below a text that keeps its blank lines (`|+`) there can be none.
                let close = ways(&lines);
                lines.insert(0, String::new());
                Some(if parted {
                    [ways(&lines), close].concat()
                } else {
                    close
                })
            }
            Side::Above => {
                if parted {
                    lines.push(String::new());
                }
                let text: String = lines
                    .iter()
                    .map(|line| format!("{line}{line_break}"))
                    .collect();
                Some(vec![vec![Splice::insert(near.start, text)]])
            }
        }
    }

    /// Into `actors: []`, which becomes a list with a line for each key.
    fn insert_first(&mut self, entries: Vec<(String, Plain)>) -> Result<(), EditError> {
        let habits = self.habits();
        let key = self
            .entry("actors")
            .ok_or_else(|| self.unsafe_at(0, "the actor"))?;
        let node = &key.value;
        let failed = self.unsafe_at(node.span.start, "the actor");
        let mut ways = Vec::new();
        if !is_flow(&self.text, &self.root)
            && let Some(end) = entry_end(&self.text, key)
        {
            let start = self.text[..node.span.start]
                .trim_end_matches([' ', '\t'])
                .len();
            let lines = render::block_item(&entries, habits.offset, 1, &habits);
            let below: String = lines
                .iter()
                .map(|line| format!("{}{line}", habits.line_break))
                .collect();
            ways.push(vec![
                Splice::remove(start..end),
                Splice::insert(line_end(&self.text, end), below),
            ]);
        }
        let new = render::flow(&Plain::Map(entries.clone()), "actors", &habits);
        ways.extend(into_brackets(&self.text, node, 0, &new, habits.line_break));
        let mut wanted = Plain::from(&self.root);
        if let Some(actors) = wanted.list_at(&[Step::Key("actors")]) {
            actors.push(Plain::Map(entries));
        }
        self.apply(ways, &wanted).ok_or(failed)
    }

    /// Into a file that lists no actors yet.
    fn begin_list(&mut self, entries: Vec<(String, Plain)>) -> Result<(), EditError> {
        let list = Plain::List(vec![Plain::Map(entries)]);
        match &self.root.value {
            Value::Empty => self.begin_file(list),
            Value::Map(_) if self.entry("actors").is_some() => self.fill_key(&[], "actors", list),
            Value::Map(_) => self.insert_key(
                &[],
                "actors",
                list,
                &vocabulary::names(vocabulary::FILE).collect::<Vec<_>>(),
            ),
            _ => Err(self.unsafe_at(self.root.span.start, "the actor")),
        }
    }

    /// Into a file that holds nothing, or only comments.
    fn begin_file(&mut self, list: Plain) -> Result<(), EditError> {
        let lines = actors_lines(&list, 0, &self.habits());
        self.first_key("actors", list, &lines)
    }

    /// Gives a file that holds nothing, or only comments, its type.
    ///
    /// # Errors
    /// If it holds anything.
    pub fn begin(&mut self, actor_type: &str) -> Result<(), EditError> {
        let actor_type = Plain::text(actor_type);
        let lines = render::block_entry("type", &actor_type, 0, &self.habits());
        self.first_key("type", actor_type, &lines)
    }

    fn first_key(&mut self, key: &str, value: Plain, lines: &[String]) -> Result<(), EditError> {
        let failed = self.unsafe_at(0, format!("`{key}`"));
        if self.root.value != Value::Empty {
            return Err(failed);
        }
        let line_break = self.habits().line_break;
        let mut text = String::new();
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\r']) {
            text.push_str(line_break);
        }
        text.extend(lines.iter().flat_map(|line| [line.as_str(), line_break]));
        let way = vec![Splice::insert(self.text.len(), text)];
        let wanted = Plain::Map(vec![(key.to_owned(), value)]);
        self.apply([way], &wanted).ok_or(failed)
    }
}

/// `actors:` with the lines of its only actor.
pub(super) fn actors_lines(list: &Plain, indentation: usize, habits: &Habits) -> Vec<String> {
    let mut lines = vec![format!("{}actors:", " ".repeat(indentation))];
    if let Plain::List(items) = list {
        for item in items {
            if let Plain::Map(entries) = item {
                lines.extend(render::block_item(
                    entries,
                    indentation + habits.offset,
                    1,
                    habits,
                ));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_actor(before: &str, id: &str, country: Option<&str>) -> String {
        let mut sheet = Sheet::read(before).unwrap();
        let actor = NewActor {
            id: id.into(),
            name: "N".into(),
            country: country.map(Into::into),
            ..NewActor::default()
        };
        let place = sheet.place_for(id, country, None);
        let at = sheet
            .insert_actor(&actor, place)
            .unwrap_or_else(|error| panic!("{error}: {before:?}"));
        let text = sheet.text();
        assert!(sheet.text[at..].starts_with("id: "), "{text}");
        text
    }

    #[test]
    fn a_first_actor_begins_the_list() {
        let t = |before: &str, after: &str| {
            assert_eq!(with_actor(before, "n", None), after, "{before:?}")
        };
        t("", "actors:\n  - id: n\n    name: N\n");
        t("# c", "# c\nactors:\n  - id: n\n    name: N\n");
        t(
            "type: t # c\n",
            "type: t # c\n\nactors:\n  - id: n\n    name: N\n",
        );
        t(
            "type: t\nactors: []  # c\n",
            "type: t\nactors:  # c\n  - id: n\n    name: N\n",
        );
        t("actors:  # c\n", "actors:  # c\n  - id: n\n    name: N\n");
        t("{type: t}\n", "{type: t, actors: [{id: n, name: N}]}\n");
        t(
            "# c\nfamilies: [{id: x}]\n",
            "# c\nactors:\n  - id: n\n    name: N\n\nfamilies: [{id: x}]\n",
        );
        t("{actors: []}", "{actors: [{id: n, name: N}]}");
    }

    #[test]
    fn an_empty_file_gets_its_type() {
        let t = |before: &str, after: &str| {
            let mut sheet = Sheet::read(before).unwrap();
            sheet.begin("a: b").unwrap();
            assert_eq!(
                (sheet.text().as_str(), sheet.default_type()),
                (after, Some("a: b"))
            );
            assert!(sheet.begin("c").is_err());
        };
        t("", "type: \"a: b\"\n");
        t("# c\r\n# d", "# c\r\n# d\r\ntype: \"a: b\"\r\n");
    }

    const SECTIONS: &str = "\
actors:

  # ── One ──

  # About b.
  - id: b
    name: B
    country: BBB
      # inside

  - id: d
    name: D
  # ── Two ──
  - id: c
    name: C
    country: CCC
    # inside

# The end.
families: []
";

    #[test]
    fn a_new_actor_goes_into_its_section_in_order() {
        let t = |id: &str, country: Option<&str>, after: &str, before: &str| {
            let text = with_actor(SECTIONS, id, country);
            let country = country.map_or(String::new(), |c| format!("    country: {c}\n"));
            let entry = format!("{after}\n  - id: {id}\n    name: N\n{country}{before}");
            assert!(text.contains(&entry), "{text}");
        };
        t("a", Some("BBB"), "# ── One ──\n", "\n  # About b.\n");
        t("c2", Some("BBB"), "      # inside\n", "\n  - id: d\n");
        t("e", Some("BBB"), "    name: D\n", "  # ── Two ──\n");
        t("a", None, "  # ── Two ──", "\n  - id: c\n");
        t("z", Some("ZZZ"), "    # inside\n", "\n# The end.\n");
    }

    #[test]
    fn a_new_actor_looks_like_its_neighbours() {
        let t = |before: &str, after: &str| {
            assert_eq!(with_actor(before, "n", None), after, "{before:?}")
        };
        t(
            "actors:\n- {id: a, name: A}\n- {id: b, name: B}\n",
            "actors:\n- {id: a, name: A}\n- {id: b, name: B}\n- {id: n, name: N}\n",
        );
        t(
            "actors: [{id: a, name: A}, {id: o, name: O}]",
            "actors: [{id: a, name: A}, {id: n, name: N}, {id: o, name: O}]",
        );
        t(
            "actors:\n  -   id: a\n      name: 'A'\n",
            "actors:\n  -   id: a\n      name: 'A'\n\n  -   id: n\n      name: 'N'\n",
        );
        t(
            "\u{FEFF}actors:\r\n- id: a\r\n  name: A",
            "\u{FEFF}actors:\r\n- id: a\r\n  name: A\r\n\r\n- id: n\r\n  name: N",
        );
    }
}
