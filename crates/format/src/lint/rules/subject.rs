//! What rules look at: the files as written, and the actors made of them.

use std::collections::HashSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::contents::{RowAllowance, Text};
use crate::draft::{Draft, IdleRows};
use crate::findings::Findings;
use crate::read::files::is_csv;
use crate::read::yaml::{self, Entry, Node, Value};
use crate::spelling::Spelling;
use actag_core::Gazetteer;
use actag_core::gazetteer::{Actor, Code, Name, NameKind, Origin};

use crate::read::braces;
use actag_core::text::common_words::common_words;
use actag_core::text::fold;

/// Gazetteers as the rules see them.
pub(super) struct Subject<'g> {
    pub(super) gazetteer: &'g Gazetteer,
    pub(super) idle_rows: &'g [IdleRows],
    pub(super) idle_columns: &'g [Text],
    pub(super) allowances: &'g [RowAllowance],
    pub(super) files: Vec<File<'g>>,
    pub(super) common_words: HashSet<&'static str>,
    /// Every name, actor by actor.
    pub(super) names: Vec<Bearer<'g>>,
    /// Names of the same letters that several actors have.
    pub(super) shared: Vec<Vec<Bearer<'g>>>,
    /// Where families and actors are written.
    places: Vec<EntryPlace>,
}

/// Where an entry is written.
struct EntryPlace {
    source: u32,
    span: Range<usize>,
    is_family: bool,
}

/// A name with its actor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bearer<'g> {
    pub(super) actor: &'g Actor,
    pub(super) name: &'g Name,
    /// The name's letters as they are compared.
    pub(super) folded: &'g str,
}

/// Returns the letters of every name of a gazetteer, actor by actor: rules compare them, and
/// folding is the costly part.
pub(super) fn fold_names(gazetteer: &Gazetteer) -> Vec<Vec<String>> {
    let actors = gazetteer.actors().par_iter();
    actors
        .map(|actor| actor.names.iter().map(|name| fold(&name.text)).collect())
        .collect()
}

/// Returns the codes of all actors and of their roles.
pub(super) fn codes(gazetteer: &Gazetteer) -> impl Iterator<Item = (&Actor, &Code)> {
    gazetteer.actors().iter().flat_map(|actor| {
        let of_roles = actor.roles().iter().flat_map(|role| &role.codes);
        let codes = actor.codes.iter().chain(of_roles);
        codes.map(move |code| (actor, code))
    })
}

/// A YAML file.
pub(super) struct File<'g> {
    pub(super) source: u32,
    pub(super) text: &'g str,
    root: Option<Node>,
    /// Each comment, from its `#` to the end of the line.
    pub(super) comments: Vec<Range<usize>>,
}

/// An actor or a family as written.
#[derive(Clone, Copy)]
pub(super) struct Written<'f> {
    pub(super) file: &'f File<'f>,
    pub(super) node: &'f Node,
    fields: &'f [Entry],
    pub(super) is_family: bool,
}

impl<'g> Subject<'g> {
    /// With the letters of [`fold_names`].
    pub(super) fn new(draft: &'g Draft, folded: &'g [Vec<String>]) -> Self {
        let gazetteer = &*draft.gazetteer;
        let files = gazetteer.sources().par_iter().enumerate();
        let files = files
            .filter(|(_, source)| !is_csv(&source.path))
            .map(|(at, source)| File::new(at as u32, &source.text));
        let files: Vec<File<'g>> = files.collect();
        let entries = files.iter().flat_map(File::entries);
        let mut places: Vec<EntryPlace> = entries
            .map(|entry| EntryPlace {
                source: entry.file.source,
                span: entry.node.span.clone(),
                is_family: entry.is_family,
            })
            .collect();
        places.sort_by_key(|place| (place.source, place.span.start));
        let actors = gazetteer.actors().iter().zip(folded);
        let names: Vec<Bearer<'g>> = actors
            .flat_map(|(actor, folded)| {
                let names = actor.names.iter().zip(folded);
                names.map(move |(name, folded)| Bearer {
                    actor,
                    name,
                    folded,
                })
            })
            .collect();
        Subject {
            gazetteer,
            idle_rows: &draft.idle_rows,
            idle_columns: &draft.idle_columns,
            allowances: &draft.allowances,
            files,
            common_words: common_words(),
            shared: shared(&names),
            names,
            places,
        }
    }

    /// Returns the entry of a YAML file in which something is written.
    fn entry_at(&self, origin: Origin) -> Option<&EntryPlace> {
        let key = (origin.source, origin.start as usize);
        let after = self
            .places
            .partition_point(|place| (place.source, place.span.start) <= key);
        let place = self.places.get(after.checked_sub(1)?)?;
        (place.source == key.0 && place.span.contains(&key.1)).then_some(place)
    }

    /// Returns whether a name is written in the entry of its actor, and not expanded from a family.
    pub(super) fn is_in_own_entry(&self, bearer: &Bearer<'_>) -> bool {
        let entry = self.entry_at(bearer.name.origin);
        entry.is_some_and(|entry| {
            let own = self.entry_at(bearer.actor.origin);
            !entry.is_family && own.is_some_and(|own| std::ptr::eq(own, entry))
        })
    }

    /// Returns whether both names come from one family. Then it is the actors it was applied to
    /// that share a name, and that is where it is to be fixed.
    pub(super) fn same_family(&self, one: &Bearer<'_>, other: &Bearer<'_>) -> bool {
        let (one, other) = (
            self.entry_at(one.name.origin),
            self.entry_at(other.name.origin),
        );
        match (one, other) {
            (Some(one), Some(other)) => one.is_family && std::ptr::eq(one, other),
            _ => false,
        }
    }

    /// Returns every actor and family of the YAML files, in order.
    pub(super) fn written(&self) -> impl Iterator<Item = Written<'_>> {
        self.files.iter().flat_map(File::entries)
    }

    /// `path:line` of a place.
    pub(super) fn place(&self, origin: Origin) -> String {
        let (path, line, _) = self.gazetteer.place(origin).unwrap_or_default();
        format!("{path}:{line}")
    }
}

impl<'g> File<'g> {
    fn new(source: u32, text: &'g str) -> Self {
        // Mistakes of format were reported when the file was loaded.
        let root = yaml::parse(text, &mut Findings::new(source));
        let comments = root.as_ref().map(|root| comments(text, root));
        File {
            source,
            text,
            root,
            comments: comments.unwrap_or_default(),
        }
    }

    /// Actors, families, then changes, as far as they are mappings.
    pub(super) fn entries(&self) -> impl Iterator<Item = Written<'_>> {
        let actors = self.actors().iter().filter_map(|node| self.entry(node));
        let families = items(self.get("families")).filter_map(|node| {
            Some(Written {
                is_family: true,
                ..self.entry(node)?
            })
        });
        let changes = items(self.get("changes")).filter_map(|node| self.entry(node));
        actors.chain(families).chain(changes)
    }

    /// Returns the actors, in the order of the list.
    pub(super) fn actors(&self) -> &[Node] {
        items(self.get("actors")).as_slice()
    }

    /// Returns an actor as an entry, if it is a mapping.
    pub(super) fn entry<'f>(&'f self, node: &'f Node) -> Option<Written<'f>> {
        match &node.value {
            Value::Map(fields) => Some(Written {
                file: self,
                node,
                fields,
                is_family: false,
            }),
            _ => None,
        }
    }

    /// Returns a value of the file itself.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        field(self.root.as_ref()?, key)
    }

    /// Returns every text of the file, keys aside.
    pub(super) fn scalars(&self) -> Vec<(&Range<usize>, &str)> {
        let mut found = Vec::new();
        if let Some(root) = &self.root {
            each_scalar(root, &mut |node, text| found.push((&node.span, text)));
        }
        found
    }

    pub(super) fn origin(&self, span: &Range<usize>) -> Origin {
        Origin {
            source: self.source,
            start: span.start as u32,
            end: span.end as u32,
        }
    }
}

impl<'f> Written<'f> {
    pub(super) fn get(&self, key: &str) -> Option<&'f Node> {
        let found = self.fields.iter().find(|field| field.key == key)?;
        Some(&found.value)
    }

    /// Returns a single text.
    pub fn text(&self, key: &str) -> Option<(&'f str, &'f Node)> {
        let node = self.get(key)?;
        match &node.value {
            Value::Scalar(text) => Some((text, node)),
            _ => None,
        }
    }

    /// Returns the texts of a list, each with its node.
    pub(super) fn texts(&self, key: &str) -> impl Iterator<Item = (&'f str, &'f Node)> + use<'f> {
        items(self.get(key)).filter_map(|node| match &node.value {
            Value::Scalar(text) => Some((text.as_str(), node)),
            _ => None,
        })
    }

    /// Returns the keys and values of a mapping.
    pub(super) fn mapping(&self, key: &str) -> &'f [Entry] {
        match self.get(key).map(|node| &node.value) {
            Some(Value::Map(entries)) => entries,
            _ => &[],
        }
    }

    pub(super) fn id(&self) -> &'f str {
        self.text("id").map_or("", |(id, _)| id)
    }

    pub(super) fn origin(&self, node: &Node) -> Origin {
        self.file.origin(&node.span)
    }
}

/// Returns the forms a text stands for, as they are looked for.
pub(super) fn forms(text: &str) -> Vec<String> {
    braces::expand(text).unwrap_or_default()
}

/// Returns whether a name counts wherever its letters and capitals match.
pub(super) fn always_counts(name: &Name) -> bool {
    name.conditions.is_none() && name.kind != NameKind::Short
}

/// Returns whether one name is found wherever the other is.
pub fn covers(covering: &Name, covered: &Name) -> bool {
    let spelling = |name: &Name| Spelling::of(&name.text, name.case);
    spelling(covering).finds_all_of(&spelling(covered))
}

/// Names of the same letters that several actors have, in the order of the letters.
fn shared<'g>(names: &[Bearer<'g>]) -> Vec<Vec<Bearer<'g>>> {
    let mut order: Vec<(&str, usize)> = names.iter().map(|one| one.folded).zip(0..).collect();
    order.par_sort_unstable();
    order
        .chunk_by(|a, b| a.0 == b.0)
        .map(|same| same.iter().map(|&(_, number)| names[number]).collect())
        .filter(|bearers: &Vec<Bearer<'g>>| {
            let other = |one: &Bearer<'g>| !std::ptr::eq(one.actor, bearers[0].actor);
            bearers.iter().any(other)
        })
        .collect()
}

fn field<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Map(entries) => {
            let found = entries.iter().find(|entry| entry.key == key)?;
            Some(&found.value)
        }
        _ => None,
    }
}

fn items(node: Option<&Node>) -> std::slice::Iter<'_, Node> {
    match node.map(|node| &node.value) {
        Some(Value::List(items)) => items.iter(),
        _ => [].iter(),
    }
}

fn each_scalar<'n>(node: &'n Node, each: &mut impl FnMut(&'n Node, &'n str)) {
    match &node.value {
        Value::Scalar(text) => each(node, text),
        Value::List(items) => items.iter().for_each(|item| each_scalar(item, each)),
        Value::Map(entries) => entries
            .iter()
            .for_each(|entry| each_scalar(&entry.value, each)),
        Value::Empty | Value::Faulty => {}
    }
}

/// Returns where comments are: from each `#` that begins a line or follows white space, outside of
/// every text.
fn comments(text: &str, root: &Node) -> Vec<Range<usize>> {
    let mut texts = Vec::new();
    collect_texts(root, &mut texts);
    texts.sort_by_key(|span| span.start);
    let mut texts = texts.into_iter().peekable();
    let mut comments = Vec::new();
    let mut past = 0;
    for (at, _) in text.match_indices('#') {
        while texts.next_if(|span| span.end <= at).is_some() {}
        let in_text = texts.peek().is_some_and(|span| span.contains(&at));
        let begins = at == 0 || text.as_bytes()[at - 1].is_ascii_whitespace();
        if at < past || in_text || !begins {
            continue;
        }
        past = text[at..]
            .find(['\n', '\r'])
            .map_or(text.len(), |end| at + end);
        comments.push(at..past);
    }
    comments
}

fn collect_texts(node: &Node, spans: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Scalar(_) => spans.push(node.span.clone()),
        Value::List(items) => items.iter().for_each(|item| collect_texts(item, spans)),
        Value::Map(entries) => {
            for entry in entries {
                spans.push(entry.key_span.clone());
                collect_texts(&entry.value, spans);
            }
        }
        Value::Empty | Value::Faulty => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_outside_of_texts() {
        let t = |text: &str, wanted: &[&str]| {
            let file = File::new(0, text);
            let found: Vec<&str> = file
                .comments
                .iter()
                .map(|span| &text[span.clone()])
                .collect();
            assert_eq!(found, wanted, "{text}");
        };
        t("# a\nb: c # d\ne: 'f # g' # h\r\n", &["# a", "# d", "# h"]);
        t("a: b#c\nd: [e, # f # g\n  h]\n", &["# f # g"]);
        t("a: >\n  text # no comment\nb: c\n", &[]);
        t("a: \"x\n  # inside\"\n#", &["#"]);
    }
}
