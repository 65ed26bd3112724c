use proptest::prelude::*;

use super::super::pair::pair;
use super::*;

fn mark(place: (usize, usize), actor_type: &str, entity: &str) -> Mark {
    Mark {
        start: place.0,
        end: place.1,
        actor_type: actor_type.into(),
        entity: entity.into(),
        ..Mark::default()
    }
}

/// A place with a type and an entity.
type Told<'a> = ((usize, usize), &'a str, &'a str);

fn marks(documents: &[(&str, &[Told<'_>])]) -> Marks {
    let mut marks = Marks::default();
    for (id, of) in documents {
        let of = of
            .iter()
            .map(|&(place, actor_type, entity)| mark(place, actor_type, entity));
        marks.documents.insert((*id).into(), of.collect());
    }
    marks.sort();
    marks
}

fn counts(found: usize, missed: usize, extra: usize) -> Counts {
    Counts {
        found,
        missed,
        extra,
    }
}

/// Gold of nine marks, one of them neutral, and what was found: counted by hand below.
fn example() -> (Marks, Marks) {
    let gold = marks(&[
        (
            "a",
            &[
                ((0, 4), "place", "Tehran"),
                ((10, 20), "government", "Iran"),
                ((30, 40), "skip", ""),
                ((50, 60), "government", "Iran"),
                ((70, 75), "militia", "Houthis"),
            ],
        ),
        (
            "b",
            &[
                ((0, 4), "government", "Persia"),
                ((5, 9), "government", "Iran"),
                ((5, 9), "person", ""),
            ],
        ),
        ("c", &[((0, 4), "place", "Sanaa")]),
    ]);
    let found = marks(&[
        (
            "a.txt",
            &[
                ((0, 4), "government", "iran"), // the place, taken for the government
                ((12, 25), "government", "iran"), // overlaps (10, 20)
                ((31, 33), "place", "x"),       // in the neutral mark
                ((44, 46), "person", "y"),      // extra
                ((50, 55), "place", "z"),       // both overlap (50, 60); the first as much as
                ((55, 60), "government", "iran"), // the second, and it comes first
            ],
        ),
        (
            "b.txt",
            &[
                ((0, 4), "government", "iran"),
                ((5, 9), "government", "iran"),
            ],
        ),
        ("d.txt", &[((1, 2), "person", "y")]),
    ]);
    (gold, found)
}

#[test]
fn overlapping_places_by_hand() {
    let (gold, found) = example();
    let pairs = pair(&gold, &found).unwrap();
    let scores = measure(&gold, &found, &pairs, Rule::Overlap);
    // Found: all of a but (70, 75), all of b. Missed: that and the one of c. Extra: (44, 46), and
    // d.
    assert_eq!(scores.all, counts(6, 2, 2));
    assert_eq!(scores.all.precision(), Some(6.0 / 8.0));
    assert_eq!(scores.all.recall(), Some(6.0 / 8.0));
    assert_eq!(scores.all.f1(), Some(0.75));
    assert_eq!(scores.neutral, 1);
    let by_type: Vec<_> = scores
        .by_type
        .iter()
        .map(|(actor_type, counts)| (*actor_type, *counts))
        .collect();
    let wanted = [
        ("government", counts(4, 0, 0)),
        ("militia", counts(0, 1, 0)),
        ("person", counts(1, 0, 2)),
        ("place", counts(1, 1, 0)),
    ];
    assert_eq!(by_type, wanted);
    // (0, 4) of a is a place, (50, 60) was found as one; (5, 9) of b is no person.
    assert_eq!(scores.types, Agreement { same: 3, of: 6 });
    // Tehran, Iran and Persia all have iran as their majority: none of them agrees.
    assert_eq!(scores.entities, Agreement { same: 0, of: 5 });
    let wanted = [
        ("y", counts(0, 0, 2)),
        ("Houthis", counts(0, 1, 0)),
        ("Sanaa", counts(0, 1, 0)),
        ("iran", counts(6, 0, 0)),
    ];
    assert_eq!(scores.by_actor, wanted);
}

#[test]
fn exact_places_by_hand() {
    let (gold, found) = example();
    let pairs = pair(&gold, &found).unwrap();
    let scores = measure(&gold, &found, &pairs, Rule::Exact);
    // Found: (0, 4) of a, (0, 4) and twice (5, 9) of b. The mention in the neutral mark is no
    // mistake.
    assert_eq!(scores.all, counts(4, 4, 5));
    assert_eq!(scores.all.precision(), Some(4.0 / 9.0));
    assert_eq!(scores.all.recall(), Some(0.5));
    let missed: Vec<_> = scores
        .missed
        .iter()
        .map(|one| (one.document, one.mark.start))
        .collect();
    assert_eq!(
        missed,
        [("a.txt", 10), ("a.txt", 50), ("a.txt", 70), ("c", 0)]
    );
}

#[test]
fn entities_agree_by_majority() {
    let gold = marks(&[(
        "a",
        &[
            ((0, 1), "", "Iran"),
            ((2, 3), "", "Iran"),
            ((4, 5), "", "Iran"),
            ((6, 7), "", "Syria"),
            ((8, 9), "", ""),
        ],
    )]);
    let found = marks(&[(
        "a",
        &[
            ((0, 1), "", "x"),
            ((2, 3), "", "iran"),
            ((4, 5), "", "iran"),
            ((6, 7), "", "syria"),
            ((8, 9), "", "z"),
        ],
    )]);
    let pairs = pair(&gold, &found).unwrap();
    let scores = measure(&gold, &found, &pairs, Rule::Exact);
    assert_eq!(scores.entities, Agreement { same: 3, of: 4 });
    assert_eq!(scores.pairs[0].same_entity, Some(false));
    assert_eq!(scores.pairs[4].same_entity, None);
    assert_eq!(scores.types, Agreement::default());
    assert_eq!(scores.types.share(), None);
}

#[test]
fn a_mention_around_many_marks_is_found_for_each() {
    let gold = marks(&[("a", &[((5, 6), "", ""), ((20, 21), "", "")])]);
    let found = marks(&[(
        "a",
        &[((0, 30), "", ""), ((2, 3), "", ""), ((40, 50), "", "")],
    )]);
    let pairs = pair(&gold, &found).unwrap();
    assert_eq!(
        measure(&gold, &found, &pairs, Rule::Overlap).all,
        counts(2, 0, 2)
    );
    assert_eq!(
        measure(&gold, &found, &pairs, Rule::Exact).all,
        counts(0, 2, 3)
    );
}

/// Compares every mark with every other.
fn slowly(gold: &[Mark], found: &[Mark], rule: Rule) -> Counts {
    let finds = |gold: &Mark, found: &Mark| match rule {
        Rule::Exact if !gold.is_neutral() => (gold.start, gold.end) == (found.start, found.end),
        _ => gold.overlap(found) > 0,
    };
    let counted = || gold.iter().filter(|mark| !mark.is_neutral());
    let is_found = |mark: &&Mark| found.iter().any(|other| finds(mark, other));
    Counts {
        found: counted().filter(is_found).count(),
        missed: counted().filter(|mark| !is_found(mark)).count(),
        extra: found
            .iter()
            .filter(|other| !gold.iter().any(|mark| finds(mark, other)))
            .count(),
    }
}

fn any_marks() -> impl Strategy<Value = Marks> {
    let any_mark = (
        0usize..40,
        1usize..12,
        prop::sample::select(vec!["a", "b", "skip"]),
    );
    prop::collection::vec(any_mark, 0..12).prop_map(|places| {
        let of = places
            .into_iter()
            .map(|(start, len, actor_type)| mark((start, start + len), actor_type, actor_type));
        let mut marks = Marks::default();
        marks.documents.insert("a".into(), of.collect());
        marks.sort();
        marks
    })
}

proptest! {
    #[test]
    fn counts_are_those_of_comparing_all_with_all(gold in any_marks(), found in any_marks()) {
        let pairs = pair(&gold, &found).unwrap();
        for rule in [Rule::Exact, Rule::Overlap] {
            let scores = measure(&gold, &found, &pairs, rule);
            prop_assert_eq!(scores.all, slowly(&gold.documents["a"], &found.documents["a"], rule));
            let sum = |part: fn(&Counts) -> usize| scores.by_type.values().map(part).sum::<usize>();
            prop_assert_eq!(sum(|one| one.found), scores.all.found);
            prop_assert_eq!(sum(|one| one.extra), scores.all.extra);
            let by_actor: usize = scores.by_actor.iter().map(|(_, one)| one.missed).sum();
            prop_assert_eq!(by_actor, scores.all.missed);
        }
    }
}

#[test]
fn nothing_has_no_ratio() {
    assert_eq!(Counts::default().precision(), None);
    assert_eq!(Counts::default().f1(), None);
    assert_eq!(counts(0, 1, 0).f1(), Some(0.0));
}
