//! The fast matcher finds what the slow one finds.

use std::cell::Cell;
use std::collections::BTreeSet;

use actag::{Document, Tagger};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::inputs::case;
use super::matcher::{Candidate, candidates, is_in_small_letters, told};

/// How often something was so.
#[derive(Debug, Default)]
struct Tally(Cell<u32>);

impl Tally {
    fn count(&self, yes: bool) {
        self.0.set(self.0.get() + u32::from(yes));
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "`--nocapture` shows the shares")]
fn the_fast_matcher_finds_what_the_slow_one_finds() {
    let [all, some, none, wrong_capitals, mentions] = [(); 5].map(|()| Tally::default());
    let outcome = TestRunner::new(super::cases(3000)).run(&case(), |case| {
        let gazetteer = case.gazetteer();
        let tagger = Tagger::new(gazetteer).unwrap();
        let document = Document::new("case", case.text.as_str());
        let want = candidates(tagger.gazetteer(), &case.text);
        // Of a text in small letters no capitals are demanded.
        prop_assume!(!is_in_small_letters(&case.text));
        // Where none are, candidates are the same, and each that has its capitals keeps them.
        let ignoring = tagger.clone().ignore_case(true);
        let all_told = super::matcher::told(&ignoring, &document);
        let places = |some: &BTreeSet<Candidate>| -> BTreeSet<(usize, usize, String)> {
            some.iter()
                .map(|one| (one.start, one.end, one.actor.clone()))
                .collect()
        };
        prop_assert_eq!(places(&all_told), places(&want));
        let with_capitals = want.iter().filter(|one| one.capitals);
        for one in with_capitals {
            prop_assert!(all_told.contains(one), "{:?}", one);
        }
        let told = told(&tagger, &document);
        all.count(true);
        some.count(!want.is_empty());
        none.count(want.is_empty());
        wrong_capitals.count(want.iter().any(|candidate| !candidate.capitals));
        mentions.count(want.iter().any(|candidate| candidate.capitals));
        prop_assert_eq!(told, want);
        // Here words that begin no name with these capitals are passed over.
        let actors_and_spans = |mentions: &[actag::Mention<'_>]| -> Vec<_> {
            mentions
                .iter()
                .map(|mention| (mention.actor_index(), mention.span()))
                .collect()
        };
        for tagger in [&tagger, &ignoring] {
            prop_assert_eq!(
                actors_and_spans(&tagger.tag(&document)),
                actors_and_spans(&tagger.explain(&document).0)
            );
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    let share = |tally: &Tally| f64::from(tally.0.get()) / f64::from(all.0.get());
    for (what, tally, least) in [
        ("candidates", &some, 0.5),
        ("no candidates", &none, 0.02),
        ("candidates with wrong capitals", &wrong_capitals, 0.1),
        ("candidates with right capitals", &mentions, 0.4),
    ] {
        let share = share(tally);
        eprintln!("{:.1} % of the cases have {what}", 100.0 * share);
        assert!(share > least, "too few cases have {what}: {share}");
    }
}
