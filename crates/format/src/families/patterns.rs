//! Texts with placeholders, and the values that one actor has for them.

use std::collections::HashSet;

use crate::contents::placeholders;
use crate::schema::vocabulary;
use actag_core::gazetteer::names::squeeze;
use actag_core::gazetteer::{Actor, NameKind};

/// The values of the placeholders for one actor, in the order of [`vocabulary::PLACEHOLDERS`].
pub(crate) struct Values<'a> {
    lists: [Vec<&'a str>; 6],
}

impl<'a> Values<'a> {
    pub fn of(actor: &'a Actor) -> Self {
        let of_kind = |name_kind| {
            let mut seen = HashSet::new();
            let names = actor.names.iter().filter(|name| name.kind == name_kind);
            names
                .map(|name| name.text.as_str())
                .filter(|text| seen.insert(*text))
                .collect()
        };
        let lists = [
            vec![actor.id.as_str()],
            vec![actor.name.as_str()],
            of_kind(NameKind::Alias),
            without_plurals(of_kind(NameKind::Adjective)),
            of_kind(NameKind::Metonym),
            actor.country.as_deref().into_iter().collect(),
        ];
        Values { lists }
    }

    /// Returns the id of the actor.
    pub(crate) fn id(&self) -> &'a str {
        self.lists[0].first().copied().unwrap_or_default()
    }

    /// Returns the first value, with the name in place of an adjective that is missing.
    fn first(&self, slot: usize) -> Option<&'a str> {
        const NAME: usize = 1;
        const ADJECTIVE: usize = 3;
        let first = self.lists[slot].first().copied();
        if slot == ADJECTIVE {
            first.or_else(|| self.first(NAME))
        } else {
            first
        }
    }
}

/// Adjectives without the plural nouns among them: nobody writes *Iranians troops*, and such names
/// were nearly half of those that families expand to.
fn without_plurals(adjectives: Vec<&str>) -> Vec<&str> {
    let all: HashSet<&str> = adjectives.iter().copied().collect();
    let is_plural = |text: &&str| text.strip_suffix('s').is_some_and(|one| all.contains(one));
    let kept = adjectives.into_iter().filter(|text| !is_plural(text));
    kept.collect()
}

/// A text cut at its placeholders.
pub(crate) struct Pattern {
    /// Literal text before each placeholder, and the placeholder's index in
    /// [`vocabulary::PLACEHOLDERS`].
    pieces: Vec<(String, usize)>,
    tail: String,
    /// The placeholders in it, each once: a placeholder has one value throughout a text.
    slots: Vec<usize>,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        let mut pattern = Pattern {
            pieces: Vec::new(),
            tail: String::new(),
            slots: Vec::new(),
        };
        let mut done = 0;
        for (at, word) in placeholders(text) {
            let Some(slot) = vocabulary::PLACEHOLDERS
                .iter()
                .position(|known| *known == word)
            else {
                continue;
            };
            pattern.pieces.push((text[done..at].into(), slot));
            done = at + word.len() + 2;
            if !pattern.slots.contains(&slot) {
                pattern.slots.push(slot);
            }
        }
        pattern.tail = text[done..].into();
        pattern
    }

    /// Returns how many texts it stands for: none where a placeholder has no value.
    pub(crate) fn count(&self, values: &Values<'_>) -> u64 {
        self.slots.iter().fold(1, |count, &slot| {
            count.saturating_mul(values.lists[slot].len() as u64)
        })
    }

    /// Every text, the first placeholder varying slowest.
    pub(crate) fn all(&self, values: &Values<'_>, mut take: impl FnMut(String)) {
        let mut chosen = [0usize; 6];
        for _ in 0..self.count(values) {
            take(self.write(|slot| {
                values.lists[slot]
                    .get(chosen[slot])
                    .copied()
                    .unwrap_or_default()
            }));
            for &slot in self.slots.iter().rev() {
                chosen[slot] += 1;
                if chosen[slot] < values.lists[slot].len() {
                    break;
                }
                chosen[slot] = 0;
            }
        }
    }

    /// Returns the one text of the first values; the placeholder without a value otherwise.
    pub(crate) fn first(&self, values: &Values<'_>) -> Result<String, &'static str> {
        match self
            .slots
            .iter()
            .find(|&&slot| values.first(slot).is_none())
        {
            Some(&slot) => Err(vocabulary::PLACEHOLDERS[slot]),
            None => Ok(squeeze(
                &self.write(|slot| values.first(slot).unwrap_or_default()),
            )),
        }
    }

    fn write<'v>(&self, value: impl Fn(usize) -> &'v str) -> String {
        let lengths = self
            .pieces
            .iter()
            .map(|(before, slot)| before.len() + value(*slot).len());
        let mut text = String::with_capacity(lengths.sum::<usize>() + self.tail.len());
        for (before, slot) in &self.pieces {
            text.push_str(before);
            text.push_str(value(*slot));
        }
        text.push_str(&self.tail);
        text
    }
}
