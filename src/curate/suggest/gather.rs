//! One thread's work: tags documents, and counts the names that are left.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::acronyms::{AcronymPair, for_each_pair};
use super::beside::look;
use super::capitals::{self, Run, for_each_run};
use super::counts::{AcronymPairs, BatchCounts, Kept, NameCounts, Names, PairCounts, Size, Total};
use super::trim::{Piece, names_in};
use super::words::Words;
use crate::corpus::{Document, Item, Place};
use crate::tables::joined::JoinedText;
use crate::tagger::{Session, Tagger};
use crate::text::fold;

/// Bytes of a sample before a name and after it.
const CONTEXT: usize = 60;

/// A thread's tagging session, and the counts of the batch at hand.
pub(super) struct Collector<'a> {
    words: &'a Words,
    total: &'a Mutex<Total>,
    batch: Option<u64>,
    names: Names,
    pairs: AcronymPairs,
    size: Size,
    /// Of each actor: the documents it is tagged in, and the last of them.
    pub(super) actors: Vec<ActorDocuments>,
    document: u32,
    session: Session<'a>,
    reading: capitals::Scratch,
    covered: Vec<Covered>,
    /// Memory for folding and for samples.
    spare: String,
    /// Memory for title and text in one.
    joined: String,
}

/// The documents in which an actor is tagged.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ActorDocuments {
    pub(super) count: u32,
    last: u32,
}

/// A span that is tagged, with its actor where there is one and only one.
struct Covered {
    span: Range<usize>,
    actor: Option<u32>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(tagger: &'a Tagger, words: &'a Words, total: &'a Mutex<Total>) -> Self {
        Self {
            words,
            total,
            batch: None,
            names: Names::new(),
            pairs: AcronymPairs::new(),
            size: Size::default(),
            actors: vec![ActorDocuments::default(); tagger.gazetteer().actors().len()],
            document: 0,
            session: tagger.session(),
            reading: capitals::Scratch::default(),
            covered: Vec::new(),
            spare: String::new(),
            joined: String::new(),
        }
    }

    /// Counts one item of the corpus.
    pub(super) fn visit(&mut self, place: Place, item: Item<'_>) {
        if self.batch != Some(place.batch()) {
            self.hand_over();
            self.batch = Some(place.batch());
        }
        match item {
            Item::Document(document) => {
                let mut buffer = std::mem::take(&mut self.joined);
                self.size.bytes += document.text.len() as u64;
                JoinedText::tagged(&document, &mut buffer, |tagged, _| {
                    self.read(tagged, place.item());
                });
                self.joined = buffer;
            }
            Item::Skipped(_) => self.size.skipped += 1,
        }
    }

    /// Adds the counts of the batch at hand to those of the corpus.
    pub(super) fn hand_over(&mut self) {
        if let Some(number) = self.batch.take() {
            // Drained, not taken: the tables keep their memory for the next batch.
            let counts = BatchCounts {
                names: self.names.drain().collect(),
                pairs: self.pairs.drain().collect(),
                size: std::mem::take(&mut self.size),
            };
            let mut total = self.total.lock().unwrap_or_else(PoisonError::into_inner);
            total.add(number, counts);
        }
    }

    fn read(&mut self, document: &Document<'_>, item: u32) {
        self.size.documents += 1;
        self.cover(document);
        self.count_names(document, item);
        self.count_pairs(document, item);
    }

    /// Tags the document, and notes what is covered.
    fn cover(&mut self, document: &Document<'_>) {
        self.document += 1;
        self.covered.clear();
        for mention in self.session.tag_unnumbered(document) {
            let actor = mention.actor_index();
            if let Some(seen) = actor.and_then(|actor| self.actors.get_mut(actor))
                && seen.last != self.document
            {
                seen.last = self.document;
                seen.count += 1;
            }
            self.covered.push(Covered {
                span: mention.span(),
                actor: actor.map(|actor| actor as u32),
            });
        }
        let mentions = self.covered.len();
        let phrases = self.session.phrases();
        self.covered
            .extend(phrases.map(|span| Covered { span, actor: None }));
        if self.covered.len() > mentions {
            // Mentions come in order; only phrases between them disturb it.
            self.covered.sort_by_key(|covered| covered.span.start);
        }
    }

    fn count_names(&mut self, document: &Document<'_>, item: u32) {
        let Self {
            words,
            names,
            reading,
            covered,
            spare,
            ..
        } = self;
        let text: &str = &document.text;
        let mut next = 0;
        for_each_run(text, words, reading, |run| {
            mark_covered(run, covered, &mut next);
            names_in(run, &mut |piece| {
                count_name(names, document, item, words, spare, piece);
            });
        });
    }

    fn count_pairs(&mut self, document: &Document<'_>, item: u32) {
        let Self {
            words,
            pairs,
            covered,
            spare,
            ..
        } = self;
        let text: &str = &document.text;
        for_each_pair(text, words, |AcronymPair { long, acronym }| {
            let over_long = exactly_over(covered, &long);
            let over_acronym = exactly_over(covered, &acronym);
            // Both are known: nothing to suggest.
            if over_long.is_some() && over_acronym.is_some() {
                return;
            }
            let key = format!(
                "{}\n{}",
                fold(&text[long.clone()]),
                fold(&text[acronym.clone()])
            );
            let pair = pairs.entry(key.into()).or_insert_with(|| PairCounts {
                long: NameCounts::named(squeezed(&text[long.clone()])),
                acronym: text[acronym.clone()].into(),
                long_actor: None,
                acronym_actor: None,
            });
            pair.long_actor = pair.long_actor.or(over_long.and_then(|found| found.actor));
            pair.acronym_actor = pair
                .acronym_actor
                .or(over_acronym.and_then(|found| found.actor));
            if pair.long.add(item, document.date) && pair.long.wants_sample() {
                let (start, end) = (long.start.min(acronym.start), long.end.max(acronym.end));
                if let Some(sample) = sample(document, start, end, spare) {
                    pair.long.keep(sample);
                }
            }
        });
    }
}

/// Marks the tokens of a run that a mention covers; `next` is the first mention that does not end
/// before the run.
fn mark_covered(run: &mut Run, covered: &[Covered], next: &mut usize) {
    for token in &mut run.tokens {
        while covered
            .get(*next)
            .is_some_and(|found| found.span.end <= token.start)
        {
            *next += 1;
        }
        token.covered = covered
            .get(*next)
            .is_some_and(|found| found.span.start < token.end);
    }
}

fn count_name(
    names: &mut Names,
    document: &Document<'_>,
    item: u32,
    words: &Words,
    spare: &mut String,
    piece: Piece,
) {
    let text: &str = &document.text;
    fold_name(&text[piece.start..piece.end], spare);
    // Not `entry` at once: that would allocate a key for each mention.
    let counts = match names.get_mut(spare.as_str()) {
        Some(counts) => counts,
        None => names
            .entry(spare.as_str().into())
            .or_insert_with(NameCounts::new),
    };
    if counts.add(item, document.date)
        && counts.wants_sample()
        && let Some(sample) = sample(document, piece.start, piece.end, spare)
    {
        counts.keep(sample);
    }
    let beside = look(text, piece.start, piece.end, words);
    counts.add_hints(piece.proven, piece.titled, beside);
}

/// Folds a name into memory that was used before; most names are plain letters and single spaces.
pub(super) fn fold_name(name: &str, folded: &mut String) {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
    folded.clear();
    if name.bytes().all(plain) && !name.contains("  ") {
        folded.extend(name.bytes().map(|byte| byte.to_ascii_lowercase() as char));
    } else {
        folded.push_str(&fold(name));
    }
}

/// Returns the span that is covered to the byte, if it is.
fn exactly_over<'c>(covered: &'c [Covered], span: &Range<usize>) -> Option<&'c Covered> {
    let at = covered.partition_point(|found| found.span.start < span.start);
    covered.get(at).filter(|found| found.span == *span)
}

/// Returns the name with the words around it, put together in memory that was used before.
fn sample(document: &Document<'_>, start: usize, end: usize, spare: &mut String) -> Option<Kept> {
    let text: &str = &document.text;
    spare.clear();
    spare.push_str(&document.id);
    let text_start = spare.len();
    push_squeezed(spare, text_start, context_before(text, start));
    let name = spare.len();
    push_squeezed(spare, text_start, &text[start..end]);
    let after = spare.len();
    push_squeezed(spare, text_start, context_after(text, end));
    Kept::new(spare.trim_end(), text_start, name, after)
}

/// Adds a text with white space made one space; where that of `to` begins at `from`, none.
fn push_squeezed(to: &mut String, from: usize, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(char::is_whitespace) {
        to.push_str(&rest[..at]);
        if to.len() > from && !to.ends_with(' ') {
            to.push(' ');
        }
        rest = rest[at..].trim_start();
    }
    to.push_str(rest);
}

/// Returns a text with white space made one space.
fn squeezed(text: &str) -> Box<str> {
    let mut squeezed = String::with_capacity(text.len());
    push_squeezed(&mut squeezed, 0, text);
    squeezed.into()
}

fn context_before(text: &str, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(CONTEXT));
    let before = &text[from..at];
    match before.find(char::is_whitespace) {
        Some(space) if from > 0 => &before[space..],
        _ => before,
    }
}

fn context_after(text: &str, at: usize) -> &str {
    let to = text.ceil_char_boundary(text.len().min(at + CONTEXT));
    let after = &text[at..to];
    match after.rfind(char::is_whitespace) {
        Some(space) if to < text.len() => &after[..space],
        _ => after,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use super::*;

    use proptest::prelude::*;

    const YAML: &str = "
type: government
actors:
  - {id: iran, name: Iran, adjectives: [Iranian], not: [Iran Contra]}
";

    /// Returns what is counted in a text, by folded names: mentions, of which proven.
    fn counted(text: &str) -> Vec<(String, u32, u32)> {
        static SHARED: OnceLock<(Tagger, Words)> = OnceLock::new();
        let (tagger, words) = SHARED.get_or_init(|| {
            let gazetteer = crate::gazetteer::from_yaml(YAML).unwrap();
            (Tagger::new(gazetteer).unwrap(), Words::new())
        });
        let total = Mutex::new(Total::default());
        let mut collector = Collector::new(tagger, words, &total);
        collector.read(&Document::new("a", text), 0);
        let names = collector.names.iter();
        let mut counted: Vec<_> = names
            .inspect(|(name, counts)| assert_eq!(*fold(counts.written()), ***name, "{text:?}"))
            .map(|(name, counts)| (name.to_string(), counts.mentions, counts.proven))
            .collect();
        counted.sort();
        counted
    }

    #[test]
    fn what_is_covered_does_not_count() {
        let text = "He asked the Iran Contra men of Rashidi, and Iranian Rashidi asked Iran. \
            Rashidi left.";
        assert_eq!(counted(text), [("rashidi".to_owned(), 3, 2)]);
    }

    #[test]
    fn no_name_reaches_over_a_blank_line() {
        for blank in ["\n\n", "\r\r", "\r\n\r\n", "\u{2028}\u{2028}", "\u{85}\n"] {
            let names = counted(&format!("He saw Rashidi{blank}Samarra and left."));
            let names: Vec<&str> = names.iter().map(|(name, ..)| name.as_str()).collect();
            assert_eq!(names, ["rashidi", "samarra"], "{blank:?}");
        }
    }

    #[test]
    fn samples_are_cut_at_words() {
        let text = format!("{}Rashidi {}", "before ".repeat(30), "after ".repeat(30));
        let document = Document::new("a", text.as_str());
        let mut counts = NameCounts::new();
        counts.keep(sample(&document, 210, 217, &mut String::new()).unwrap());
        let sample = &counts.samples()[0];
        assert!(sample.text.len() <= 2 * CONTEXT + 10);
        assert!(sample.text.starts_with("before "));
        assert_eq!(&sample.text[sample.name.clone()], "Rashidi");
    }

    /// Words and signs that the rules look at.
    const HARD: &str = "(Iran|Iranian|Contra|Minister|of|the|and|al-|Al-|\
        Ministry|PMU|\\(|\\)|\\(PMU\\)|March|23|M|\
        U\\.S\\.|Mr\\.|-backed|['’]s|É|ß|İ|Ж|中|\u{301}|\u{AD}|\
        \u{200B}|[ .,:\n\r\u{2029}\u{A0}-]){0,30}";

    proptest! {
        #[test]
        fn no_text_is_too_hard(text in HARD) {
            counted(&text);
        }

        #[test]
        fn no_text_at_all_is_too_hard(text in any::<String>()) {
            counted(&text);
        }
    }
}
