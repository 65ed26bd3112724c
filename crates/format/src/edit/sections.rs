//! The sections of a list of actors: which comment goes with which entry, and where a new one
//! belongs.
//!
//! A comment directly above an entry is the entry's. A comment that a blank line parts from what
//! follows, or that holds a drawn rule (`# ── Syria ──`), heads a section.

use std::collections::HashSet;
use std::ops::Range;

use super::layout::{
    begins_line, column, comment_column, dash_of, is_blank, line, line_end, line_start, next_line,
    node_end, previous_line,
};
use super::{Sheet, text_of};
use crate::read::yaml::Node;

/// A place among the actors of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The index of an actor in the file.
    pub actor: usize,
    /// On which side of it.
    pub side: Side,
}

/// Before or behind an actor. The two differ where a heading is between two actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Directly above, below what is before it.
    Above,
    /// Directly below, above what is behind it.
    Below,
}

/// The lines of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The beginning of its first line, that of the comment above it.
    pub(super) start: usize,
    pub(super) dash: usize,
    /// The end of its last line, without the line break; comments further in are part of it.
    pub(super) end: usize,
}

/// Returns the lines of every entry of a block list; `None` where one has no lines of its own.
pub(super) fn blocks(text: &str, items: &[Node]) -> Option<Vec<Block>> {
    let mut blocks: Vec<Block> = Vec::with_capacity(items.len());
    for item in items {
        let dash = dash_of(text, item)?;
        if !begins_line(text, dash) {
            return None;
        }
        let floor = blocks.last().map_or(0, |before| before.end);
        let end = with_inner_comments(
            text,
            line_end(text, node_end(text, item)?),
            column(text, dash),
        );
        blocks.push(Block {
            start: with_own_comments(text, line_start(text, dash), floor),
            dash,
            end,
        });
    }
    Some(blocks)
}

/// Comment lines below an entry that are further in than its dash are still about it.
fn with_inner_comments(text: &str, end: usize, dash: usize) -> usize {
    let mut end = end;
    while let Some(next) = next_line(text, end) {
        match comment_column(line(text, next)) {
            Some(column) if column > dash => end = line_end(text, next),
            _ => break,
        }
    }
    end
}

/// Returns the comment lines directly above the line at `start`, down to a drawn rule and not above
/// `floor`.
fn with_own_comments(text: &str, start: usize, floor: usize) -> usize {
    let mut start = start;
    while let Some(above) = previous_line(text, start) {
        let shown = line(text, above);
        if above < floor || comment_column(shown).is_none() || is_rule(shown) {
            break;
        }
        start = above;
    }
    start
}

/// Returns whether a comment line holds a drawn rule: three signs of a kind, or two that are made
/// for drawing.
fn is_rule(line: &str) -> bool {
    let mut run = 0;
    let mut last = ' ';
    line.chars().any(|c| {
        run = if c == last { run + 1 } else { 1 };
        last = c;
        match c {
            '─' | '━' | '═' => run == 2,
            '-' | '=' | '#' | '*' | '~' | '_' => run == 3,
            _ => false,
        }
    })
}

/// Returns the entries of each run that is kept in the order of ids, by index; `None` where the
/// entries have no lines of their own. A run is a section, or what it holds of one country where
/// the entries of each country are together.
pub(crate) fn runs(text: &str, items: &[Node]) -> Option<Vec<Range<usize>>> {
    let sections = sections(text, &blocks(text, items)?);
    let runs = sections.into_iter().flat_map(|section| {
        let entries = &items[section.clone()];
        let country = |item: &Node| text_of(item, "country").map(str::to_owned);
        let groups: Vec<usize> = entries
            .chunk_by(|a, b| country(a) == country(b))
            .map(<[Node]>::len)
            .collect();
        let countries: HashSet<Option<String>> = entries.iter().map(country).collect();
        // As many groups as countries: each is together. Where each has but one entry, nothing is
        // grouped.
        let is_grouped = groups.len() == countries.len() && groups.len() < entries.len();
        let lengths = if is_grouped {
            groups
        } else {
            vec![entries.len()]
        };
        let mut start = section.start;
        lengths.into_iter().map(move |length| {
            start += length;
            start - length..start
        })
    });
    Some(runs.collect())
}

/// Returns the entries of each section, by index.
fn sections(text: &str, blocks: &[Block]) -> Vec<Range<usize>> {
    let mut sections = Vec::new();
    let mut start = 0;
    for at in 1..blocks.len() {
        if has_comment(&text[blocks[at - 1].end..blocks[at].start]) {
            sections.push(start..at);
            start = at;
        }
    }
    if start < blocks.len() {
        sections.push(start..blocks.len());
    }
    sections
}

fn has_comment(text: &str) -> bool {
    text.lines().any(|line| comment_column(line).is_some())
}

/// Returns whether entries are parted by blank lines: as the nearest two of a section are, else as
/// most are.
pub(super) fn are_parted(text: &str, blocks: &[Block], place: Place) -> bool {
    let parted = |at: usize| -> Option<bool> {
        let between = &text[blocks.get(at)?.end..blocks.get(at + 1)?.start];
        (!has_comment(between)).then(|| between.lines().skip(1).any(is_blank))
    };
    let nearest = match place.side {
        Side::Below => [place.actor.checked_sub(1), Some(place.actor)],
        Side::Above => [Some(place.actor), place.actor.checked_sub(1)],
    };
    if let Some(parted) = nearest.into_iter().flatten().find_map(parted) {
        return parted;
    }
    let pairs: Vec<bool> = (0..blocks.len()).filter_map(parted).collect();
    pairs.iter().filter(|&&parted| parted).count() * 2 >= pairs.len()
}

impl Sheet {
    /// Returns where an actor belongs: in the section of which most actors have the same country,
    /// else the same parent, else in the last; there before the first greater id where the section
    /// is sorted, else at its end. `None` where the file lists no actors.
    pub fn place_for(
        &self,
        id: &str,
        country: Option<&str>,
        part_of: Option<&str>,
    ) -> Option<Place> {
        let (_, items) = self.actors()?;
        // Between brackets there are no sections.
        let sections = runs(&self.text, items).unwrap_or_default();
        let most = |key: &str, wanted: Option<&str>| {
            let count = |section: &Range<usize>| {
                let section = items[section.clone()].iter();
                section.filter(|item| text_of(item, key) == wanted).count()
            };
            wanted?;
            // The first of those that have most.
            let best = sections.iter().rev().max_by_key(|section| count(section))?;
            (count(best) > 0).then(|| best.clone())
        };
        let section = most("country", country)
            .or_else(|| most("part_of", part_of))
            .or_else(|| sections.last().cloned())
            .unwrap_or(0..items.len());
        let ids: Vec<&str> = items[section.clone()]
            .iter()
            .map(|item| text_of(item, "id").unwrap_or_default())
            .collect();
        let greater = ids.iter().position(|&other| other > id);
        let place = match greater.filter(|_| ids.is_sorted()) {
            Some(0) => Place {
                actor: section.start,
                side: Side::Above,
            },
            Some(at) => Place {
                actor: section.start + at - 1,
                side: Side::Below,
            },
            None => Place {
                actor: section.end.checked_sub(1)?,
                side: Side::Below,
            },
        };
        Some(place)
    }
}
