//! From candidates to mentions: rules 4 to 6, checked from the outside.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use actag::gazetteer::NameKind;
use actag::tagger::{Rule, ShortNames};
use actag::{Document, Gazetteer, Mention, Tagger};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

use super::actors::{Actors, actors};
use super::inputs::text_about;
use super::matcher::{Candidate, candidates, phrases, told};

fn cases() -> impl Strategy<Value = (Actors, String)> {
    actors().prop_flat_map(|actors| {
        let text = text_about(actors.words());
        (Just(actors), text)
    })
}

/// Runs `check` on random gazetteers and documents.
fn check_all(usual: u32, check: impl Fn(&Gazetteer, &Tagger, &Document<'_>) -> TestCaseResult) {
    let outcome = TestRunner::new(super::cases(usual)).run(&cases(), |(actors, text)| {
        let gazetteer = actag::from_yaml(&actors.yaml()).unwrap();
        let tagger = Tagger::new(gazetteer).unwrap();
        check(tagger.gazetteer(), &tagger, &Document::new("case", text))
    });
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

/// What there is to tell of a mention: where it stands, whom it may mean, by which name, and its
/// modifier.
#[derive(Debug, PartialEq, Eq)]
struct Gist {
    span: Range<usize>,
    actors: Vec<String>,
    name: String,
    modifier: Option<String>,
}

fn gist(mention: &Mention<'_>) -> Gist {
    Gist {
        span: mention.span(),
        actors: actors_of(mention).into_iter().map(String::from).collect(),
        name: mention.name().text.clone(),
        modifier: mention.modifier(),
    }
}

fn gists(mentions: &[Mention<'_>]) -> Vec<Gist> {
    mentions.iter().map(gist).collect()
}

fn actors_of<'a>(mention: &Mention<'a>) -> Vec<&'a str> {
    let actors = mention.actor().into_iter().chain(mention.candidates());
    actors.map(|actor| actor.id.as_str()).collect()
}

/// Who stands in each span, by the slow matcher, capitals heeded.
fn standing(gazetteer: &Gazetteer, text: &str) -> BTreeMap<(usize, usize), BTreeSet<String>> {
    let mut standing: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for Candidate {
        start,
        end,
        actor,
        capitals,
    } in candidates(gazetteer, text)
    {
        if capitals {
            standing.entry((start, end)).or_default().insert(actor);
        }
    }
    standing
}

#[test]
fn every_candidate_has_one_fate_and_mentions_do_not_overlap() {
    check_all(1500, |gazetteer, tagger, document| {
        prop_assert_eq!(
            told(tagger, document),
            candidates(gazetteer, &document.text)
        );
        let standing = standing(gazetteer, &document.text);
        let mentions = tagger.tag(document);
        for pair in mentions.windows(2) {
            prop_assert!(
                pair[0].span().end <= pair[1].span().start,
                "{:?}",
                gists(&mentions)
            );
        }
        for mention in &mentions {
            let there = &standing[&(mention.span().start, mention.span().end)];
            for actor in actors_of(mention) {
                prop_assert!(there.contains(actor), "{:?} in {:?}", gist(mention), there);
            }
        }
        Ok(())
    });
}

/// Rule 4, recomputed: of the candidates that every other rule lets pass the leftmost wins, then
/// the longest. What a phrase turns down lies in one that is not that actor.
#[test]
fn the_leftmost_then_longest_wins() {
    let in_phrases = Cell::new(0);
    check_all(1500, |gazetteer, tagger, document| {
        let (mentions, rejections) = tagger.explain(document);
        let is_weighed = |rule| {
            matches!(
                rule,
                Rule::Overlap | Rule::Kind | Rule::Evidence | Rule::Place
            )
        };
        let span = |span: Range<usize>| (span.start, span.end);
        let found: Vec<(usize, usize)> = mentions.iter().map(|one| span(one.span())).collect();
        let mut left: BTreeSet<(usize, usize)> = found.iter().copied().collect();
        let weighed = rejections.iter().filter(|one| is_weighed(one.rule));
        left.extend(weighed.map(|one| span(one.span.clone())));
        let mut winners = Vec::new();
        while let Some(&(start, end)) = left
            .iter()
            .min_by_key(|&&(start, end)| (start, usize::MAX - end))
        {
            winners.push((start, end));
            left.retain(|&(other_start, other_end)| other_end <= start || end <= other_start);
        }
        prop_assert_eq!(found, winners);
        let phrases = phrases(gazetteer, &document.text);
        for one in rejections.iter().filter(|one| one.rule == Rule::Not) {
            in_phrases.set(in_phrases.get() + 1);
            let around =
                |&(start, end): &(usize, usize)| start < one.span.end && one.span.start < end;
            prop_assert!(phrases.iter().any(around), "{:?} in no phrase", one.span);
        }
        Ok(())
    });
    assert!(in_phrases.get() > 0);
}

/// Rule 5: a short name counts only where a full name of the actor stands somewhere, if no less is
/// asked for.
#[test]
fn short_names_follow_full_names() {
    let short_names = Cell::new(0);
    check_all(1500, |gazetteer, tagger, document| {
        let tagger = tagger.clone().short_names(ShortNames::Evidence);
        let mentions = tagger.tag(document);
        for mention in mentions
            .iter()
            .filter(|mention| mention.name_kind() == NameKind::Short)
        {
            short_names.set(short_names.get() + 1);
            // Behind a title it needs none.
            let before = document.text[..mention.span().start].to_lowercase();
            let before = before.trim_end_matches([' ', '\n', '\u{a0}']);
            if ["president", "general", "minister"]
                .iter()
                .any(|title| before.ends_with(title))
            {
                continue;
            }
            for id in actors_of(mention) {
                let full =
                    super::matcher::candidates_of(gazetteer, &document.text, |actor, name| {
                        actor.id == id && matches!(name.kind, NameKind::Name | NameKind::Alias)
                    });
                prop_assert!(full.iter().any(|full| full.capitals), "{:?}", gist(mention));
            }
        }
        Ok(())
    });
    assert!(short_names.get() > 0);
}

/// Rule 6: where one candidate is named elsewhere by a name that is only its own, the others must
/// be named elsewhere too.
#[test]
fn nothing_is_ambiguous_that_the_document_decides() {
    let ambiguous = Cell::new(0);
    check_all(1500, |gazetteer, tagger, document| {
        let standing = standing(gazetteer, &document.text);
        let mentions = tagger.tag(document);
        let decided: Vec<&Mention<'_>> = mentions
            .iter()
            .filter(|mention| mention.actor().is_some())
            .collect();
        for mention in mentions.iter().filter(|mention| mention.actor().is_none()) {
            ambiguous.set(ambiguous.get() + 1);
            let actors = actors_of(mention);
            prop_assert!(
                actors.len() > 1 && actors.is_sorted_by(|a, b| a < b),
                "{actors:?}"
            );
            let named = |id: &str, alone: bool| {
                decided.iter().any(|other| {
                    let span = (other.span().start, other.span().end);
                    !other.name().weak
                        && other.actor().is_some_and(|actor| actor.id == id)
                        && (!alone || standing[&span].len() == 1)
                })
            };
            if actors.iter().any(|id| named(id, true)) {
                prop_assert!(
                    actors.iter().all(|id| named(id, false)),
                    "{:?}",
                    gist(mention)
                );
            }
        }
        Ok(())
    });
    assert!(ambiguous.get() > 0);
}

#[test]
fn tagging_again_and_nested_adds_and_changes_nothing_else() {
    check_all(1000, |_, tagger, document| {
        let mentions = gists(&tagger.tag(document));
        prop_assert_eq!(&mentions, &gists(&tagger.tag(document)));
        prop_assert_eq!(&mentions, &gists(&tagger.explain(document).0));
        let tagger = tagger.clone().nested(true);
        let nested = tagger.tag(document);
        let place = |mention: &Mention<'_>| (mention.span().start, usize::MAX - mention.span().end);
        prop_assert!(nested.is_sorted_by_key(place));
        let (inner, outer): (Vec<_>, Vec<_>) = nested
            .into_iter()
            .partition(|mention| mention.parent().is_some());
        prop_assert_eq!(&mentions, &gists(&outer));
        for mention in &inner {
            let (span, parent) = (mention.span(), mention.parent().unwrap());
            prop_assert!(parent.start <= span.start && span.end <= parent.end && span != parent);
            prop_assert!(
                inner
                    .iter()
                    .chain(&outer)
                    .any(|other| other.span() == parent)
            );
        }
        Ok(())
    });
}

/// Another paragraph without letters changes nothing: no name and no word beside one reaches over
/// a blank line.
#[test]
fn paragraphs_do_not_touch_each_other() {
    check_all(1000, |_, tagger, document| {
        let alone = gists(&tagger.tag(document));
        let before = "—;\n\n";
        let text = format!("{before}{}\n\n;—", document.text);
        let between = Document::new("case", text);
        let mut moved = gists(&tagger.tag(&between));
        for Gist { span, .. } in &mut moved {
            *span = span.start - before.len()..span.end - before.len();
        }
        prop_assert_eq!(moved, alone);
        Ok(())
    });
}
