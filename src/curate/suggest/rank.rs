//! From counts to suggestions.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::counts::{AcronymPairs, NameCounts, Names, PairCounts, Total};
use super::guess::guess;
use super::spelling::{Near, near_names};
use super::words::Words;
use super::{KnownActor, Relation, Suggestion};
use crate::gazetteer::Gazetteer;

/// One in eight of a name's mentions must be in running text: the capitals of headings and
/// sentences prove nothing.
const PROVEN: u32 = 8;

/// A name is dropped where a longer one that it is part of occurs nine times as often as it does
/// outside: nine in ten of its occurrences are inside (the idea of the C-value; Frantzi, Ananiadou
/// and Mima 2000).
const INSIDE: u32 = 9;

/// Suggestions that are compared with the names we have, the first ones.
const COMPARED: usize = 5000;

/// A suggestion in the making.
struct Draft {
    folded: String,
    counts: NameCounts,
    acronym: Option<Box<str>>,
    known: Option<(u32, Relation)>,
}

pub(super) fn rank(
    total: Total,
    gazetteer: &Gazetteer,
    tagged: &[u32],
    words: &Words,
    min_documents: u32,
) -> Vec<Suggestion> {
    let Total {
        mut names, pairs, ..
    } = total;
    let mut drafts = join_acronyms(&mut names, pairs);
    let often = |counts: &NameCounts| counts.documents >= min_documents;
    names.retain(|folded, counts| often(counts) && is_proven(folded, counts, words));
    drafts.retain(|draft| often(&draft.counts));
    drafts.extend(names.into_iter().map(|(folded, counts)| Draft {
        folded: folded.into(),
        counts,
        acronym: None,
        known: None,
    }));
    drop_parts(&mut drafts);
    drafts.sort_by(|a, b| order(&a.counts, &a.folded).cmp(&order(&b.counts, &b.folded)));
    compare(drafts, gazetteer, tagged, words)
}

/// Returns whether enough of the mentions are where a capital proves a name. Of phrases of common
/// words without a head word (*Child Labor*), half must: they are more often headings.
fn is_proven(folded: &str, counts: &NameCounts, words: &Words) -> bool {
    let phrase = || {
        let mut all = folded.split(' ').map(|word| words.get(word));
        all.all(|word| word.is_common() && word.head().is_none())
    };
    counts.proven > 0
        && counts.proven >= counts.mentions / PROVEN
        && (counts.proven >= counts.mentions.div_ceil(2) || !phrase())
}

/// Most documents, then most months, then most mentions; then by name, so that there is only one
/// order.
fn order<'a>(
    counts: &NameCounts,
    folded: &'a str,
) -> (Reverse<u32>, Reverse<u32>, Reverse<u32>, &'a str) {
    (
        Reverse(counts.documents),
        Reverse(counts.months.count_ones()),
        Reverse(counts.mentions),
        folded,
    )
}

/// Takes long names with acronyms out of `names`, each with what is counted of either.
fn join_acronyms(names: &mut Names, pairs: AcronymPairs) -> Vec<Draft> {
    let mut by_acronym: HashMap<String, Vec<(String, PairCounts)>> = HashMap::new();
    for (key, pair) in pairs {
        if let Some((long, acronym)) = key.split_once('\n') {
            by_acronym
                .entry(acronym.to_owned())
                .or_default()
                .push((long.to_owned(), pair));
        }
    }
    let mut by_acronym: Vec<_> = by_acronym.into_iter().collect();
    // A hash map has no order of its own, and the first pair takes the long name.
    by_acronym.sort_by(|a, b| a.0.cmp(&b.0));
    let mut drafts = Vec::new();
    let mut taken = HashSet::new();
    for (acronym, mut longs) in by_acronym {
        longs.sort_by(|a, b| order(&a.1.long, &a.0).cmp(&order(&b.1.long, &b.0)));
        let all: u32 = longs.iter().map(|(_, pair)| pair.long.documents).sum();
        let Some((long, pair)) = longs.into_iter().next() else {
            continue;
        };
        // An acronym of several names is a name of none of them.
        let clear = pair.long.documents * 5 >= all * 4;
        if clear && taken.insert(long.clone()) {
            drafts.push(join(names, long, acronym, pair));
        }
    }
    drafts
}

/// One long name with its acronym.
fn join(names: &mut Names, long: String, acronym: String, pair: PairCounts) -> Draft {
    if let Some(actor) = pair.long_actor {
        let counts = names.remove(acronym.as_str());
        let counts = counts.unwrap_or_else(|| renamed(pair.long, &pair.acronym));
        return Draft {
            folded: acronym,
            counts,
            acronym: None,
            known: Some((actor, Relation::Acronym)),
        };
    }
    let mut counts = names.remove(long.as_str()).unwrap_or(pair.long);
    if let Some(actor) = pair.acronym_actor {
        return Draft {
            folded: long,
            counts,
            acronym: None,
            known: Some((actor, Relation::LongName)),
        };
    }
    if let Some(short) = names.remove(acronym.as_str()) {
        counts.join(short);
    }
    Draft {
        folded: long,
        counts,
        acronym: Some(pair.acronym),
        known: None,
    }
}

fn renamed(mut counts: NameCounts, name: &str) -> NameCounts {
    counts.renamed = Some(name.into());
    counts
}

/// Drops names that nearly always occur inside one longer name.
fn drop_parts(drafts: &mut Vec<Draft>) {
    let mentions: HashMap<&str, u32> = drafts
        .iter()
        .map(|draft| (draft.folded.as_str(), draft.counts.mentions))
        .collect();
    let mut parts: HashSet<String> = HashSet::new();
    for draft in drafts.iter() {
        each_part(&draft.folded, |part| {
            if let Some(&alone) = mentions.get(part)
                && draft.counts.mentions >= alone.saturating_mul(INSIDE)
            {
                parts.insert(part.to_owned());
            }
        });
    }
    drafts.retain(|draft| draft.known.is_some() || !parts.contains(&draft.folded));
}

/// Calls `with` with every run of words inside a name.
fn each_part(name: &str, mut with: impl FnMut(&str)) {
    let starts = || std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
    for start in starts() {
        for end in starts().skip(1).map(|at| at - 1).chain([name.len()]) {
            if start < end && (start > 0 || end < name.len()) {
                with(&name[start..end]);
            }
        }
    }
}

/// Compares with the names we have, and finishes.
fn compare(
    drafts: Vec<Draft>,
    gazetteer: &Gazetteer,
    tagged: &[u32],
    words: &Words,
) -> Vec<Suggestion> {
    let folded: Vec<&str> = drafts
        .iter()
        .take(COMPARED)
        .map(|draft| draft.folded.as_str())
        .collect();
    let mut near = near_names(&folded, gazetteer, words);
    near.resize(drafts.len(), Vec::new());
    let compared = drafts.iter().zip(near);
    compared
        .filter_map(|(draft, near)| {
            let known = known(draft, &near, gazetteer, tagged)?;
            Some(finish(draft, known, words))
        })
        .collect()
}

/// Returns the actor that a suggestion is probably a name of, if any; `None` where it is a name we
/// have, which some rule turned down.
fn known(
    draft: &Draft,
    near: &[Near],
    gazetteer: &Gazetteer,
    tagged: &[u32],
) -> Option<Option<KnownActor>> {
    let written = draft.counts.written();
    let name_of = |near: &Near| {
        gazetteer.actors()[near.actor as usize].names[near.name as usize]
            .text
            .as_str()
    };
    let same = || near.iter().take_while(|near| near.distance == 0);
    if same().any(|near| capitals_fit(name_of(near), written)) {
        return None;
    }
    let make = |actor: u32, name: String, relation| KnownActor {
        actor: actor as usize,
        id: gazetteer.actors()[actor as usize].id.clone(),
        name,
        documents: tagged[actor as usize],
        relation,
    };
    if let Some(near) = same().next() {
        return Some(Some(make(
            near.actor,
            name_of(near).to_owned(),
            Relation::Capitals,
        )));
    }
    if let Some((actor, relation)) = draft.known {
        let name = gazetteer.actors()[actor as usize].name.clone();
        return Some(Some(make(actor, name, relation)));
    }
    Some(nearest(draft, near, gazetteer, tagged).map(|near| {
        let relation = Relation::Spelling(near.distance);
        make(near.actor, name_of(near).to_owned(), relation)
    }))
}

/// Returns the name that a suggestion is most likely another spelling of.
fn nearest<'n>(
    draft: &Draft,
    near: &'n [Near],
    gazetteer: &Gazetteer,
    tagged: &[u32],
) -> Option<&'n Near> {
    let written = draft.counts.written();
    let documents = draft.counts.documents;
    let is_acronym = |name: &str| !name.contains(' ') && !name.chars().any(char::is_lowercase);
    if is_acronym(written) {
        return None;
    }
    let likely = |near: &&Near| {
        let actor = near.actor as usize;
        let name = &gazetteer.actors()[actor].names[near.name as usize].text;
        let tagged = tagged[actor];
        // A name that only ends otherwise (*Romani*, *Romania*) and is much the more frequent one
        // is its own.
        let same_start = name.starts_with(written) || written.starts_with(name);
        let own = same_start && tagged > 0 && documents > 2 * tagged;
        // With another skeleton, it is more likely somebody else, unless the corpus names the actor
        // too.
        !own && !is_acronym(name) && (tagged > 0 || !near.other_skeleton)
    };
    near.iter().filter(likely).min_by_key(|near| {
        let documents = tagged[near.actor as usize];
        (near.distance, near.other_skeleton, Reverse(documents))
    })
}

/// Returns whether each capital of a name is one in the text, so that capitals are not what turned
/// it down. Both fold alike.
fn capitals_fit(name: &str, written: &str) -> bool {
    let words = |text: &str| -> Vec<bool> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(|word| word.starts_with(char::is_uppercase))
            .collect()
    };
    let in_capitals = |text: &str| !text.chars().any(char::is_lowercase);
    if in_capitals(name) && name.chars().any(char::is_uppercase) {
        return in_capitals(written);
    }
    let (wanted, found) = (words(name), words(written));
    wanted.len() != found.len()
        || wanted
            .iter()
            .zip(found)
            .all(|(wanted, found)| found || !wanted)
}

fn finish(draft: &Draft, known: Option<KnownActor>, words: &Words) -> Suggestion {
    let counts = &draft.counts;
    let (guess, mut why) = guess(&draft.folded, counts, words);
    if let Some(known) = &known {
        let description = describe(known);
        why = if why.is_empty() {
            description
        } else {
            format!("{description}; {why}")
        };
    }
    Suggestion {
        name: counts.written().to_owned(),
        mentions: counts.mentions,
        documents: counts.documents,
        months: counts.months.count_ones(),
        dates: counts.first_date.zip(counts.last_date),
        acronym: draft.acronym.as_deref().map(str::to_owned),
        guess,
        why,
        known,
        samples: counts.samples(),
    }
}

/// How a suggestion belongs to a name we have, in words.
fn describe(known: &KnownActor) -> String {
    let KnownActor {
        name,
        id,
        documents,
        ..
    } = known;
    let plural = if *documents == 1 { "" } else { "s" };
    let tagged = format!("{id}, tagged in {documents} document{plural}");
    match known.relation {
        Relation::Spelling(1) => format!("one letter from `{name}` ({tagged})"),
        Relation::Spelling(distance) => format!("{distance} letters from `{name}` ({tagged})"),
        Relation::Capitals => format!("`{name}` with other capitals ({tagged})"),
        Relation::Acronym => format!("the acronym of `{name}` ({tagged})"),
        Relation::LongName => format!("its acronym is tagged as `{name}` ({tagged})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_names() {
        let mut parts = Vec::new();
        each_part("a b c", |part| parts.push(part.to_owned()));
        assert_eq!(parts, ["a", "a b", "b", "b c", "c"]);
    }

    #[test]
    fn a_name_inside_a_longer_one_is_dropped() {
        let draft = |folded: &str, documents: u32| {
            let mut counts = NameCounts::new();
            (0..documents).for_each(|item| {
                counts.add(item, None);
            });
            Draft {
                folded: folded.into(),
                counts,
                acronym: None,
                known: None,
            }
        };
        let mut drafts = vec![
            draft("boko haram", 90),
            draft("boko", 10),
            draft("haram", 11),
        ];
        drop_parts(&mut drafts);
        let left: Vec<&str> = drafts.iter().map(|draft| draft.folded.as_str()).collect();
        assert_eq!(left, ["boko haram", "haram"]);
    }

    #[test]
    fn capitals_that_fit() {
        for (name, written, want) in [
            ("al-Nusra", "Al-Nusra", true),
            ("al-Qaida", "Al-qaida", false),
            ("PMU", "Pmu", false),
            ("PMU", "PMU", true),
            ("Popular Front", "Popular Front", true),
        ] {
            assert_eq!(capitals_fit(name, written), want, "{name} {written}");
        }
    }
}
