//! Insertions: a new actor among the others, names among those of an actor.

use super::additions::{Additions, NewActor};
use super::habits::Habits;
use super::layout::{column, dash_of, entry_end, is_blank, is_flow, line_end, line_start};
use super::plain::{Plain, Step};
use super::scalar::{self, Context};
use super::sections::{Place, Side, are_parted, blocks};
use super::splice::{Splice, below, below_entry, into_brackets, lines_after};
use super::{EditError, Sheet, entry_of, render, text_of};
use crate::gazetteer::schema;
use crate::gazetteer::yaml::{Entry, Node, Value};

impl Sheet {
    /// Puts an actor in at a place, or at the end where there is none yet. Returns the byte at which it begins, counted
    /// from behind the byte-order mark.
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

    /// The lines of a new actor beside `near`, in the same columns and the same brackets.
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
            Value::Map(_) => self.insert_key(&[], "actors", list, schema::FILE),
            _ => Err(self.unsafe_at(self.root.span.start, "the actor")),
        }
    }

    /// Into a file that holds nothing, or only comments.
    fn begin_file(&mut self, list: Plain) -> Result<(), EditError> {
        let habits = self.habits();
        let mut text = String::new();
        if !self.text.is_empty() && !self.text.ends_with(['\n', '\r']) {
            text.push_str(habits.line_break);
        }
        for line in actors_lines(&list, 0, &habits) {
            text.push_str(&line);
            text.push_str(habits.line_break);
        }
        let way = vec![Splice::insert(self.text.len(), text)];
        let wanted = Plain::Map(vec![("actors".to_owned(), list)]);
        let failed = self.unsafe_at(0, "the actors");
        self.apply([way], &wanted).ok_or(failed)
    }

    /// Adds names, codes and examples to an actor. Returns the byte at which the first of them stands, counted from
    /// behind the byte-order mark.
    ///
    /// # Errors
    /// Where the actor is not written in this file, has the scheme of a code already, or is written in a way in which
    /// that cannot be done safely. Nothing is then added.
    pub fn add(&mut self, id: &str, additions: &Additions) -> Result<usize, EditError> {
        let mut sheet = self.clone();
        for (key, plain) in additions.entries() {
            sheet.add_to_key(id, key, plain)?;
        }
        *self = sheet;
        Ok(self.added_at(id, additions).unwrap_or_default())
    }

    fn added_at(&self, id: &str, additions: &Additions) -> Option<usize> {
        let (_, actor) = self.actor(id)?;
        let (key, plain) = additions.entries().into_iter().next()?;
        let node = &entry_of(actor, key)?.value;
        match (&node.value, plain) {
            (Value::List(items), Plain::List(new)) => {
                Some(items.get(items.len().checked_sub(new.len())?)?.span.start)
            }
            (Value::Map(entries), Plain::Map(new)) => {
                let new = entries.len().checked_sub(new.len())?;
                Some(entries.get(new)?.key_span.start)
            }
            _ => None,
        }
    }

    fn add_to_key(&mut self, id: &str, key: &'static str, plain: Plain) -> Result<(), EditError> {
        let (at, actor) = self
            .actor(id)
            .ok_or_else(|| EditError::NoActor(id.to_owned()))?;
        let path = [Step::Key("actors"), Step::Item(at)];
        let inner = [path[0], path[1], Step::Key(key)];
        let Some(entry) = entry_of(actor, key) else {
            return self.insert_key(&path, key, plain, schema::ACTOR);
        };
        match (&entry.value.value, plain) {
            (Value::Empty, plain) => self.fill_key(&path, key, plain),
            (Value::List(_), Plain::List(items)) => self.extend_list(&inner, key, items),
            (Value::Map(_), Plain::Map(entries)) => {
                for (scheme, value) in entries {
                    if let Some(taken) = self.node(&inner).and_then(|node| text_of(node, &scheme)) {
                        let (id, value) = (id.to_owned(), taken.to_owned());
                        return Err(EditError::CodeTaken {
                            id,
                            key: scheme,
                            value,
                        });
                    }
                    self.insert_key(&inner, &scheme, value, &[])?;
                }
                Ok(())
            }
            _ => Err(self.unsafe_at(entry.key_span.start, format!("to `{key}`"))),
        }
    }

    /// The node at the end of a path.
    fn node(&self, path: &[Step<'_>]) -> Option<&Node> {
        path.iter()
            .try_fold(&self.root, |node, step| match (&node.value, step) {
                (Value::List(items), Step::Item(at)) => items.get(*at),
                (_, Step::Key(key)) => entry_of(node, key).map(|entry| &entry.value),
                _ => None,
            })
    }

    /// Puts items at the end of a list.
    fn extend_list(
        &mut self,
        path: &[Step<'_>],
        key: &str,
        items: Vec<Plain>,
    ) -> Result<(), EditError> {
        let habits = self.habits();
        let node = self
            .node(path)
            .ok_or_else(|| self.unsafe_at(0, format!("to `{key}`")))?;
        let Value::List(there) = &node.value else {
            return Err(self.unsafe_at(node.span.start, format!("to `{key}`")));
        };
        if is_flow(&self.text, node) {
            // One at a time: each may need a line of its own.
            return items
                .into_iter()
                .try_for_each(|item| self.extend_brackets(path, key, item, &habits));
        }
        let failed = self.unsafe_at(node.span.start, format!("to `{key}`"));
        let quotes = habits.quotes_in(&self.text, node);
        let lines = there.last().and_then(|last| {
            let dash = dash_of(&self.text, last)?;
            let between = &self.text[dash + 1..last.span.start];
            let gap = if !between.is_empty() && is_blank(between) {
                between
            } else {
                " "
            };
            let indented = format!("{}-{gap}", " ".repeat(column(&self.text, dash)));
            let lines = items
                .iter()
                .map(|value| format!("{indented}{}", render::item(value, key, quotes, &habits)));
            Some(lines.collect::<Vec<_>>())
        });
        let ways = lines.and_then(|lines| below(&self.text, node, &lines, habits.line_break));
        let mut wanted = Plain::from(&self.root);
        if let Some(list) = wanted.list_at(path) {
            list.extend(items);
        }
        self.apply(ways.into_iter().flatten(), &wanted)
            .ok_or(failed)
    }

    fn extend_brackets(
        &mut self,
        path: &[Step<'_>],
        key: &str,
        item: Plain,
        habits: &Habits,
    ) -> Result<(), EditError> {
        let node = self
            .node(path)
            .ok_or_else(|| self.unsafe_at(0, format!("to `{key}`")))?;
        let failed = self.unsafe_at(node.span.start, format!("to `{key}`"));
        let new = match &item {
            Plain::Text(text) => {
                let quotes = habits.quotes_in(&self.text, node);
                scalar::write(text, Context::Flow, quotes)
            }
            other => render::flow(other, key, habits),
        };
        let way = into_brackets(&self.text, node, usize::MAX, &new, habits.line_break);
        let mut wanted = Plain::from(&self.root);
        if let Some(list) = wanted.list_at(path) {
            list.push(item);
        }
        self.apply(way, &wanted).ok_or(failed)
    }

    /// Puts a key into a mapping, behind those that stand before it in `order`; without an order, at the end.
    fn insert_key(
        &mut self,
        path: &[Step<'_>],
        key: &str,
        value: Plain,
        order: &[&str],
    ) -> Result<(), EditError> {
        let habits = self.habits();
        let node = self
            .node(path)
            .ok_or_else(|| self.unsafe_at(0, format!("`{key}`")))?;
        let failed = self.unsafe_at(node.span.start, format!("`{key}`"));
        let Value::Map(entries) = &node.value else {
            return Err(failed);
        };
        let at = place_of_key(entries, key, order);
        let ways = if is_flow(&self.text, node) {
            let new = render::flow_entry(key, &value, &habits);
            let way = into_brackets(&self.text, node, at, &new, habits.line_break);
            way.into_iter().collect()
        } else {
            self.key_lines(entries, at, key, &value, &habits)
                .unwrap_or_default()
        };
        let mut wanted = Plain::from(&self.root);
        if let Some(map) = wanted.map_at(path) {
            map.insert(at, (key.to_owned(), value));
        }
        self.apply(ways, &wanted).ok_or(failed)
    }

    fn key_lines(
        &self,
        entries: &[Entry],
        at: usize,
        key: &str,
        value: &Plain,
        habits: &Habits,
    ) -> Option<Vec<Vec<Splice>>> {
        let first = entries.first()?;
        let indentation = column(&self.text, first.key_span.start);
        let mut lines = self.lines_of_key(key, value, indentation, habits);
        // The list of actors is set off by a blank line.
        let parted = key == "actors";
        if let Some(before) = at.checked_sub(1).and_then(|at| entries.get(at)) {
            if parted {
                lines.insert(0, String::new());
            }
            return below_entry(&self.text, before, &lines, habits.line_break);
        }
        if parted {
            lines.push(String::new());
        }
        let text: String = lines
            .iter()
            .map(|line| format!("{line}{}", habits.line_break))
            .collect();
        let start = line_start(&self.text, first.key_span.start);
        Some(vec![vec![Splice::insert(start, text)]])
    }

    fn lines_of_key(
        &self,
        key: &str,
        value: &Plain,
        indentation: usize,
        habits: &Habits,
    ) -> Vec<String> {
        if key == "actors" {
            return actors_lines(value, indentation, habits);
        }
        let mut lines = render::block_entry(key, value, indentation, habits);
        if let Some(first) = lines.first_mut() {
            first.insert_str(0, &" ".repeat(indentation));
        }
        lines
    }

    /// Gives a value to a key that has none.
    fn fill_key(&mut self, path: &[Step<'_>], key: &str, value: Plain) -> Result<(), EditError> {
        let habits = self.habits();
        let node = self
            .node(path)
            .ok_or_else(|| self.unsafe_at(0, format!("`{key}`")))?;
        let failed = self.unsafe_at(node.span.start, format!("to `{key}`"));
        let entry = entry_of(node, key).ok_or_else(|| failed.clone())?;
        let mut ways = Vec::new();
        if let Some(end) = entry_end(&self.text, entry) {
            let indentation = column(&self.text, entry.key_span.start);
            let lines = self.lines_of_key(key, &value, indentation, &habits);
            if let Some((_, below)) = lines.split_first()
                && !below.is_empty()
            {
                let below = below
                    .iter()
                    .map(|line| format!("{}{line}", habits.line_break))
                    .collect::<String>();
                ways.push(vec![Splice::insert(line_end(&self.text, end), below)]);
            }
            let brackets = render::flow(&value, key, &habits);
            ways.push(vec![Splice::insert(end, format!(" {brackets}"))]);
        }
        let mut wanted = Plain::from(&self.root);
        let path: Vec<Step<'_>> = path.iter().copied().chain([Step::Key(key)]).collect();
        if let Some(empty) = wanted.at(&path) {
            *empty = value;
        }
        self.apply(ways, &wanted).ok_or(failed)
    }
}

/// `actors:` with the lines of its only actor.
fn actors_lines(list: &Plain, indentation: usize, habits: &Habits) -> Vec<String> {
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

/// Behind the last key that comes before it in the order of the format.
fn place_of_key(entries: &[Entry], key: &str, order: &[&str]) -> usize {
    let rank = |key: &str| order.iter().position(|known| *known == key);
    let Some(own) = rank(key) else {
        return entries.len();
    };
    let before = entries
        .iter()
        .rposition(|entry| rank(&entry.key).is_some_and(|rank| rank < own));
    before.map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::additions::Guarded;
    use super::*;

    fn aliases(names: &[&str]) -> Additions {
        Additions {
            aliases: names.iter().map(|&name| name.into()).collect(),
            ..Additions::default()
        }
    }

    /// Adds to the actor `x`.
    fn added(before: &str, additions: &Additions) -> String {
        let mut sheet = Sheet::read(before).unwrap();
        let at = sheet
            .add("x", additions)
            .unwrap_or_else(|error| panic!("{error}: {before:?}"));
        assert!(at > 0);
        sheet.text()
    }

    #[test]
    fn names_go_behind_those_that_are_there() {
        let t = |before: &str, after: &str| {
            let before = format!("actors:\n  - id: x\n    name: X\n{before}");
            let after = format!("actors:\n  - id: x\n    name: X\n{after}");
            assert_eq!(added(&before, &aliases(&["New"])), after);
        };
        // On lines of their own.
        t(
            "    aliases:\n      - A\n",
            "    aliases:\n      - A\n      - New\n",
        );
        t(
            "    aliases:\n      - A",
            "    aliases:\n      - A\n      - New",
        );
        t(
            "    aliases:\n    -  'A' # c\n    # d\n",
            "    aliases:\n    -  'A' # c\n    -  'New'\n    # d\n",
        );
        t(
            "    aliases:\n      - \"{,al-}A\"\n",
            "    aliases:\n      - \"{,al-}A\"\n      - New\n",
        );
        t(
            "    aliases:\n      - >+\n        A\n\n    not: [B]\n",
            "    aliases:\n      - >+\n        A\n\n      - New\n    not: [B]\n",
        );
        t(
            "    aliases:\n      - >-\n        A\n\n    not: [B]\n",
            "    aliases:\n      - >-\n        A\n      - New\n\n    not: [B]\n",
        );
        // Between brackets.
        t(
            "    aliases: [A, B]  # c\n",
            "    aliases: [A, B, New]  # c\n",
        );
        t(
            "    aliases: ['A' # c\n      ]\n",
            "    aliases: ['A', 'New' # c\n      ]\n",
        );
        t("    aliases: [A, ]\n", "    aliases: [A, New, ]\n");
        t(
            "    aliases: [\n      A,\n      B\n      ]\n",
            "    aliases: [\n      A,\n      B,\n      New\n      ]\n",
        );
        t(
            "    aliases: [\n      A,\n      B, # c\n      ]\n",
            "    aliases: [\n      A,\n      B, # c\n      New,\n      ]\n",
        );
        t(
            "    aliases: [\n      A,\n      B # c\n      ]\n",
            "    aliases: [\n      A,\n      B, # c\n      New\n      ]\n",
        );
        t(
            "    aliases: [\n      A,\n      B]\n",
            "    aliases: [\n      A,\n      B,\n      New]\n",
        );
        t("    aliases: []\n", "    aliases: [New]\n");
        t(
            "    aliases: [ # c\n      ]\n",
            "    aliases: [New # c\n      ]\n",
        );
        t("    aliases: # c\n", "    aliases: # c\n      - New\n");
        // Not there yet: behind what comes before it in the order of the format.
        t(
            "    country: IRQ # c\n    codes: {a: b}\n",
            "    country: IRQ # c\n    aliases:\n      - New\n    codes: {a: b}\n",
        );
        t("", "    aliases:\n      - New\n");
    }

    #[test]
    fn actors_in_brackets_stay_there() {
        let t = |before: &str, after: &str| assert_eq!(added(before, &aliases(&["New"])), after);
        t(
            "actors:\n  - {id: x, name: X}\n",
            "actors:\n  - {id: x, name: X, aliases: [New]}\n",
        );
        t(
            "actors: [{id: x, name: X, codes: {a: b}}]\n",
            "actors: [{id: x, name: X, aliases: [New], codes: {a: b}}]\n",
        );
        t(
            "actors:\n  - {\n      id: x,\n      name: X\n    }\n",
            "actors:\n  - {\n      id: x,\n      name: X,\n      aliases: [New]\n    }\n",
        );
        t(
            "{actors: [{aliases: [A], id: x}]}",
            "{actors: [{aliases: [A, New], id: x}]}",
        );
    }

    #[test]
    fn every_list_has_its_form() {
        let additions = Additions {
            adjectives: vec!["Xish".into()],
            short_names: vec!["X, Y".into()],
            guarded: vec![Guarded {
                name: "PMU".into(),
                needs: vec!["iraq".into(), "a: b".into()],
                unless: vec!["grid".into()],
            }],
            codes: vec![
                ("wikidata".into(), "Q1".into()),
                ("cow".into(), "630".into()),
            ],
            matches: vec!["[PMU] left".into()],
            ..Additions::default()
        };
        let wanted = "actors:\r
  - id: x\r
    name: X\r
    adjectives: [Xish]\r
    short_names:\r
      - X, Y\r
    guarded:\r
      - {name: PMU, needs: [iraq, \"a: b\"], unless: [grid]}\r
    codes: {wikidata: Q1, cow: \"630\"}\r
    matches:\r
      - \"[PMU] left\"\r
";
        assert_eq!(
            added("actors:\r\n  - id: x\r\n    name: X\r\n", &additions),
            wanted
        );
    }

    #[test]
    fn codes_are_not_written_twice() {
        let text = "actors:\n  - {id: x, name: X, codes: {a: b}}\n";
        let mut sheet = Sheet::read(text).unwrap();
        let codes = |scheme: &str| Additions {
            codes: vec![(scheme.into(), "c".into())],
            aliases: vec!["New".into()],
            ..Additions::default()
        };
        assert!(matches!(
            sheet.add("x", &codes("a")),
            Err(EditError::CodeTaken { .. })
        ));
        assert_eq!(sheet.text(), text);
        sheet.add("x", &codes("d")).unwrap();
        assert_eq!(
            sheet.text(),
            "actors:\n  - {id: x, name: X, aliases: [New], codes: {a: b, d: c}}\n"
        );
        assert_eq!(
            sheet.add("y", &aliases(&["N"])),
            Err(EditError::NoActor("y".into()))
        );
    }

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

    #[test]
    fn what_is_not_understood_is_left_alone() {
        let t = |text: &str| {
            let mut sheet = Sheet::read(text).unwrap();
            let error = sheet.add("x", &aliases(&["New"])).unwrap_err();
            assert!(matches!(error, EditError::Unsafe { .. }), "{error}");
            assert_eq!(sheet.text(), text);
        };
        t("actors:\n  - id: x\n    aliases: {a: b}\n");
        t("actors:\n  - id: x\n    aliases: text\n");
        t("actors:\n  - ? id\n    : x\n    ? aliases\n    : A\n");
        for (text, line) in [("a: [", 1), ("a: 1\na: 2\n", 2), ("x: &a b\n", 1)] {
            let error = Sheet::read(text).unwrap_err();
            assert!(
                matches!(error, EditError::Faulty { line: found, .. } if found == line),
                "{error}"
            );
        }
    }
}
