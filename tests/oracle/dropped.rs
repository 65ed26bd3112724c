//! How many candidates each rule turned down: counted while tagging as they are listed while
//! explaining. And names that very many entries share, each with other words beside it.

use std::collections::BTreeSet;
use std::ops::Range;

use actag::tagger::{Dropped, Rule};
use actag::{Document, Gazetteer, Tagger, from_yaml};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::actors::actors;
use super::cases;
use super::inputs::text_about;

/// What was counted while a text was tagged, and the rows that tell of it while it was explained.
fn counted_and_listed(tagger: &Tagger, text: &str) -> (Dropped, Dropped, bool) {
    let document = Document::new("a", text);
    let mut tagging = tagger.session();
    tagging.tag(&document);
    let (mut listed, mut starts, mut ends) = (Dropped::default(), BTreeSet::new(), BTreeSet::new());
    let mut explaining = tagger.session();
    let mut note = |span: &Range<usize>| {
        starts.insert(span.start);
        ends.insert((span.start, span.end));
    };
    let mentions = explaining.explain_each(&document, |row| {
        listed.add(row.rule, 1);
        note(&row.span);
    });
    mentions.iter().for_each(|mention| note(&mention.span()));
    explaining.phrases().for_each(|span| note(&span));
    assert_eq!(*explaining.dropped(), listed);
    // Whether a name begins where a longer one does.
    let covered = starts.len() < ends.len();
    (*tagging.dropped(), listed, covered)
}

fn counted_rules() -> impl Iterator<Item = Rule> {
    Rule::ALL.into_iter().filter(|rule| rule.is_counted())
}

/// Counts by rule, with those as one that may stand for each other: a name without its needs is
/// not looked at further.
fn by_rule(dropped: &Dropped, as_one: &[Rule]) -> Vec<u64> {
    let apart = counted_rules().filter(|rule| !as_one.contains(rule));
    let mut counts: Vec<u64> = apart.map(|rule| dropped.of(rule)).collect();
    counts.push(as_one.iter().map(|&rule| dropped.of(rule)).sum());
    counts
}

const NEEDS: [Rule; 1] = [Rule::Needs];
const BESIDE_OR_NEEDS: [Rule; 3] = [Rule::Before, Rule::After, Rule::Needs];

fn assert_counts(tagger: &Tagger, text: &str, as_one: &[Rule]) {
    let (counted, listed, covered) = counted_and_listed(tagger, text);
    assert!(
        agree(&counted, &listed, as_one, covered),
        "{counted:?} of {listed:?} in {text:?}"
    );
    let (counted, listed, _) = counted_and_listed(&tagger.clone().nested(true), text);
    assert!(
        agree(&counted, &listed, as_one, false),
        "{counted:?} of {listed:?} in {text:?}"
    );
}

/// Returns whether as many were counted as listed, or fewer where a longer name covers some; in
/// `as_one` is that of needs.
fn agree(counted: &Dropped, listed: &Dropped, as_one: &[Rule], covered: bool) -> bool {
    assert!(as_one.contains(&Rule::Needs));
    // What is nobody's by the words beside it, and by what it needs, is counted by its needs, and
    // listed by those words.
    let by_words = listed.of(Rule::Person) + listed.of(Rule::Team);
    let (counts, rows) = (by_rule(counted, as_one), by_rule(listed, as_one));
    let last = counts.len() - 1;
    counts
        .iter()
        .zip(&rows)
        .enumerate()
        .all(|(place, (counted, listed))| {
            let most = listed + if place == last { by_words } else { 0 };
            *counted <= most && (covered || counted >= listed)
        })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_is_counted_is_what_is_listed(
        (yaml, text) in actors().prop_flat_map(|actors| {
            let text = text_about(actors.words());
            (Just(actors.yaml()), text)
        })
    ) {
        let gazetteer = from_yaml(&yaml);
        prop_assume!(gazetteer.is_ok());
        // No name has several conditions there.
        assert_counts(&Tagger::new(gazetteer.unwrap()).unwrap(), &text, &NEEDS);
    }
}

#[test]
fn what_is_counted_in_the_sample_is_what_is_listed() {
    let tagger = Tagger::new(actag::shipped().unwrap()).unwrap();
    let mut all = Dropped::default();
    for text in sample() {
        assert_counts(&tagger, &text, &BESIDE_OR_NEEDS);
        assert_counts(&tagger, &text.to_uppercase(), &BESIDE_OR_NEEDS);
        all += &counted_and_listed(&tagger, &text).0;
    }
    assert!(all.of(Rule::Needs) > 0);
}

#[test]
fn each_rule_is_counted() {
    let yaml = "type: militia
actors:
  - {id: foo, name: Foo Group, short_names: [Ali], guarded: [{name: Shared, needs: [Quds]}]}
  - {id: bar, name: Bar Group, aliases: [Both]}
  - {id: baz, name: Baz Group, aliases: [Both]}
  - {id: iran, type: government, name: Iran, adjectives: [Persian], metonyms: [Tehran]}
  - {id: tehran, type: place, name: Tehran}
  - id: beside
    name: Beside
    aliases: [March]
    guarded: [{name: Old, unless: [Iran]}, {name: New, before: [x]}, {name: Big, after: [x]}]
";
    let tagger = Tagger::new(from_yaml(yaml).unwrap()).unwrap();
    let text = "Shared. Ali. Bar Group, Both. Near Tehran. Iran. He speaks Persian. \
        Old. New. Big.\nMARCH OF ALL\n";
    let (counted, listed, _) = counted_and_listed(&tagger, text);
    for rule in counted_rules() {
        assert_eq!((counted.of(rule), listed.of(rule)), (1, 1), "{rule}");
    }
}

fn sample() -> impl Iterator<Item = String> {
    let files = walkdir::WalkDir::new("data").into_iter();
    let paths = files.map(|file| file.unwrap().into_path());
    let texts = paths.filter(|path| path.extension().is_some_and(|one| one == "txt"));
    texts.map(|path| std::fs::read_to_string(path).unwrap())
}

/// Words that conditions ask for, and of which the texts are made.
const BESIDE: [&str; 8] = [
    "old", "new", "Old", "New York", "big", "U.S.", "al-Big", "l'un",
];

const KEYS: [&str; 6] = [
    "before",
    "after",
    "not_before",
    "not_after",
    "needs",
    "unless",
];

/// An item of `guarded`, for the name Foo.
fn item() -> impl Strategy<Value = String> {
    let lists = vec(subsequence(BESIDE.to_vec(), 1..3), KEYS.len());
    let keys = subsequence((0..KEYS.len()).collect::<Vec<_>>(), 1..4);
    let case = select(vec!["", ", case: any", ", case: exact", ", weak: true"]);
    let name = select(vec!["Foo", "foo", "FOO", "Foo-Bar", "Foo Bar"]);
    (keys, lists, case, name).prop_map(|(keys, lists, case, name)| {
        let conditions = keys.iter().map(|&key| {
            let words = lists[key].iter().map(|word| format!("{word:?}"));
            let words: Vec<String> = words.collect();
            format!(", {}: [{}]", KEYS[key], words.join(", "))
        });
        let conditions: String = conditions.collect();
        format!("  - {{name: {name}{case}{conditions}}}\n")
    })
}

fn guarded(items: &[String]) -> Gazetteer {
    let items = items.concat();
    let yaml =
        format!("type: militia\nactors:\n- id: foo\n  name: Unnamed There\n  guarded:\n{items}");
    from_yaml(&yaml).unwrap()
}

fn places(tagger: &Tagger, text: &str) -> BTreeSet<(usize, usize)> {
    let document = Document::new("a", text);
    let mentions = tagger.tag(&document);
    let spans = mentions.iter().map(|mention| mention.span());
    spans.map(|span| (span.start, span.end)).collect()
}

fn words() -> impl Strategy<Value = String> {
    let names = vec!["Foo", "foo", "FOO", "Foo-Bar", "FOO BAR", "Foo's"];
    let signs = vec![".", ",", "\n", "\n\n", "“"];
    let word = prop_oneof![
        3 => select(names), 4 => select(BESIDE.to_vec()), 1 => select(signs), 1 => Just("other")
    ];
    vec(word, 1..30).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn a_name_counts_where_any_of_its_many_items_lets_it(
        items in vec(item(), 40..90), text in words()
    ) {
        let tagger = Tagger::new(guarded(&items)).unwrap();
        let mut alone = BTreeSet::new();
        for item in &items {
            let tagger = Tagger::new(guarded(std::slice::from_ref(item))).unwrap();
            alone.extend(places(&tagger.nested(true), &text));
        }
        // One of its names may also be what another needs.
        prop_assert!(places(&tagger.clone().nested(true), &text).is_superset(&alone));
        // As it is explained, too: with one look at every item.
        let (counted, listed, _) = counted_and_listed(&tagger.nested(true), &text);
        prop_assert_eq!(
            by_rule(&counted, &BESIDE_OR_NEEDS),
            by_rule(&listed, &BESIDE_OR_NEEDS)
        );
    }
}
