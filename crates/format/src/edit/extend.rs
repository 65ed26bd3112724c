//! Names, codes and examples among those of an actor.

use super::additions::Additions;
use super::habits::Habits;
use super::insert::actors_lines;
use super::layout::{column, dash_of, entry_end, is_blank, is_flow, line_end, line_start};
use super::plain::{Plain, Step};
use super::scalar::{self, Context, Quotes};
use super::splice::{Splice, below, below_entry, into_brackets};
use super::{EditError, Sheet, entry_of, render, text_of};
use crate::read::yaml::{Entry, Node, Value};
use crate::schema::vocabulary;

impl Sheet {
    /// Adds names, codes and examples to an actor. Returns the byte at which the first of them is,
    /// counted from behind the byte-order mark.
    ///
    /// # Errors
    /// Where the actor is not written in this file, has the scheme of a code already, or is written
    /// in a way in which that cannot be done safely. Nothing is then added.
    pub fn add(&mut self, id: &str, additions: &Additions) -> Result<usize, EditError> {
        // On a copy: where one of the additions cannot be made, none is.
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
            return self.insert_key(
                &path,
                key,
                plain,
                &vocabulary::names(vocabulary::ACTOR).collect::<Vec<_>>(),
            );
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

    /// Returns the node at the end of a path.
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
            let item = |item: &Plain| self.item_lines(last, item, key, quotes, &habits);
            let lines: Option<Vec<Vec<String>>> = items.iter().map(item).collect();
            Some(lines?.concat())
        });
        let ways = lines.and_then(|lines| below(&self.text, node, &lines, habits.line_break));
        let mut wanted = Plain::from(&self.root);
        if let Some(list) = wanted.list_at(path) {
            list.extend(items);
        }
        self.apply(ways.into_iter().flatten(), &wanted)
            .ok_or(failed)
    }

    /// Returns the lines of an item below `last`, in the same columns; a mapping has a line for
    /// each key where that one has.
    fn item_lines(
        &self,
        last: &Node,
        item: &Plain,
        key: &str,
        quotes: Quotes,
        habits: &Habits,
    ) -> Option<Vec<String>> {
        let dash = dash_of(&self.text, last)?;
        let between = &self.text[dash + 1..last.span.start];
        let gap = if !between.is_empty() && is_blank(between) {
            between.len()
        } else {
            1
        };
        let column = column(&self.text, dash);
        match item {
            Plain::Map(entries) if !is_flow(&self.text, last) => {
                Some(render::block_item(entries, column, gap, habits))
            }
            _ => {
                let begins = format!("{}-{}", " ".repeat(column), " ".repeat(gap));
                let item = render::item(item, key, quotes, habits);
                Some(vec![begins + &item])
            }
        }
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
        // Behind the last item, however many there are.
        let way = into_brackets(&self.text, node, usize::MAX, &new, habits.line_break);
        let mut wanted = Plain::from(&self.root);
        if let Some(list) = wanted.list_at(path) {
            list.push(item);
        }
        self.apply(way, &wanted).ok_or(failed)
    }

    /// Puts a key into a mapping, behind those that come before it in `order`; without an order, at
    /// the end.
    pub(super) fn insert_key(
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
    pub(super) fn fill_key(
        &mut self,
        path: &[Step<'_>],
        key: &str,
        value: Plain,
    ) -> Result<(), EditError> {
        let habits = self.habits();
        let node = self
            .node(path)
            .ok_or_else(|| self.unsafe_at(0, format!("`{key}`")))?;
        let failed = self.unsafe_at(node.span.start, format!("to `{key}`"));
        let entry = entry_of(node, key).ok_or_else(|| failed.clone())?;
        // The way over lines first, as people write it; the way in brackets where that is not read
        // back as it should be.
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
mod tests;
