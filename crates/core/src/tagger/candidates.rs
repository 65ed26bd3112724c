//! First stage: every occurrence of a name's letters as whole words, with the rules that need
//! only its neighbours.

use std::cmp::Reverse;

use rustc_hash::FxHashSet;

use super::analyser::Analyser;
use super::dropped::Dropped;
use super::known::Known;
use super::readings::{ReadingLists, Readings};
use super::rule::Rule;
use super::standing::Standing;
use super::surroundings::{Surroundings, each_of_crowd};
use crate::gazetteer::NameKind;
use crate::lexicon::{Dependence, Entry, EntryNumber, Meaning, Occurrence, Walk};

/// A span at which names, or phrases that are somebody else, occur.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Those that fit the capitals and the words beside it.
    pub(super) readings: Readings,
    pub(super) sorts: Sorts,
}

impl Candidate {
    /// Returns an occurrence with the entries that fit there, if any does.
    #[inline]
    fn of(
        occurrence: &Occurrence,
        fitting: &[EntryNumber],
        sorts: Sorts,
        lists: &mut ReadingLists,
    ) -> Option<Self> {
        (!fitting.is_empty()).then(|| Self {
            start: occurrence.start,
            end: occurrence.end,
            readings: lists.of(fitting),
            sorts,
        })
    }
}

/// Which sorts of readings there are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sorts {
    /// How those stand there for which it matters.
    pub(super) standing: Standing,
    /// A name among the readings counts whatever else the document says.
    pub(super) sure_name: bool,
    /// Only the whole document decides whether a name among the readings counts.
    pub(super) unsure_name: bool,
    /// A phrase that is somebody else is among the readings.
    pub(super) phrase: bool,
}

impl Sorts {
    /// Adds a reading; returns whether it counts whatever else the document says.
    #[inline]
    fn add(&mut self, entry: &Entry, standing: Standing) -> bool {
        let is_phrase = entry.meaning == Meaning::Phrase;
        let is_sure = is_phrase || is_sure(entry, standing);
        if !is_phrase {
            self.standing.join(standing);
        }
        self.sure_name |= is_sure && !is_phrase;
        self.unsure_name |= !is_sure;
        self.phrase |= is_phrase;
        is_sure
    }

    /// Adds those of another candidate.
    fn join(&mut self, other: Self) {
        self.standing.join(other.standing);
        self.sure_name |= other.sure_name;
        self.unsure_name |= other.unsure_name;
        self.phrase |= other.phrase;
    }
}

/// An occurrence that is looked at again when the rest of the document is known.
#[derive(Debug)]
pub(super) struct Postponed {
    occurrence: Occurrence,
    /// Where the entries that count without needs begin and end among those set aside.
    first: u32,
    last: u32,
    /// Those of these entries.
    sorts: Sorts,
}

/// Returns whether a name counts whatever else the document says.
#[inline]
pub(super) fn is_sure(entry: &Entry, standing: Standing) -> bool {
    let traits = &entry.traits;
    !(traits.dependence != Dependence::None
        || traits.kind == NameKind::Short
        || standing.doubts(traits)
        || standing.after_person
        || standing.elsewhere)
}

/// The candidates of a document, and the memory in which they are gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) walk: Walk,
    /// The entries that fit at the current occurrence.
    pub(super) fitting: Vec<EntryNumber>,
    /// By where they begin, then longest first.
    pub(super) candidates: Vec<Candidate>,
    /// All occurrences of names, if rejections are wanted.
    pub(super) occurrences: Vec<Occurrence>,
    /// Occurrences of names that need something else in the document.
    pub(super) postponed: Vec<Postponed>,
    /// Entries that fit where something is postponed.
    pub(super) set_aside: Vec<EntryNumber>,
    pub(super) reading_lists: ReadingLists,
    /// What the words beside names, and needs that nothing meets, turned down.
    pub(super) dropped: Dropped,
    /// Entries that are no readings of a candidate and that the document may turn down as names,
    /// each with how it stands.
    pub(super) unsettled: Vec<(EntryNumber, Standing)>,
    /// The numbers of those conditions of a crowd that are met at the current occurrence.
    pub(super) met: Vec<u32>,
}

impl Gathered {
    /// Gathers the candidates of a text, and marks the cues that occur in it as known. With
    /// `trace`, all occurrences are kept, too.
    ///
    /// Left out are names that need an actor or a word that occurs nowhere in the document. And
    /// where a name counts in any document, shorter ones that begin with it, as they can win
    /// nothing; unless mentions inside others are wanted.
    pub(super) fn gather(
        &mut self,
        tagger: Analyser<'_>,
        text: &str,
        trace: bool,
        known: &mut Known,
    ) {
        // Only the last span and the last line are remembered: occurrences come in the order of the
        // text.
        let mut around = Surroundings::default();
        self.scan(tagger, text, trace, &mut around, known);
        if !self.postponed.is_empty() {
            known.note_kin(tagger.relatives);
            self.add_postponed(tagger, &mut around, known, text, trace);
        }
        sort(&mut self.candidates, &mut self.reading_lists);
    }

    /// Adds candidates of names without needs, and postpones the other occurrences.
    fn scan(
        &mut self,
        tagger: Analyser<'_>,
        text: &str,
        trace: bool,
        around: &mut Surroundings,
        known: &mut Known,
    ) {
        let lexicon = tagger.lexicon;
        let all = trace || tagger.nested;
        let notes_names = lexicon.has_needs_or_unless();
        let Self {
            walk,
            fitting,
            candidates,
            occurrences,
            postponed,
            set_aside,
            reading_lists,
            dropped,
            unsettled,
            met,
        } = self;
        // Where the last of the phrases so far ends: of those that begin at one place, the longest
        // comes first.
        let mut phrases_end = 0;
        let any_case = tagger.ignore_case;
        lexicon.scan_with(text, trace || any_case, walk, |occurrence| {
            let occurrence = match any_case {
                true => lexicon.in_any_case(text, occurrence),
                false => occurrence,
            };
            let (mut sorts, mut covers) = (Sorts::default(), false);
            let in_phrase_to = phrases_end;
            fitting.clear();
            let crowd = lexicon.crowd(&occurrence);
            if let Some(crowd) = crowd {
                around.find_met(lexicon, text, &occurrence, crowd, met);
            }
            let mut each = |number, entry: &Entry| {
                if let Some(cue) = entry.cue() {
                    known.note_cue(lexicon, cue);
                    return;
                }
                // The words beside it are the same whoever is meant: a name that fails here is
                // nobody’s, and hides nothing.
                let rule = around.turn_down(tagger, text, &occurrence, entry);
                if entry.traits.kind == NameKind::Short {
                    known.note_company(lexicon, entry, around.company(text, &occurrence));
                }
                if let Some(rule) = rule {
                    if rule.is_counted() {
                        dropped.add(rule, lexicon.count_names(text, &occurrence, number, entry));
                    }
                    if rule == Rule::Person && entry.traits.kind != NameKind::Short {
                        known.people.note(number, occurrence.start);
                        let further = lexicon.each_further(text, &occurrence, number, entry);
                        further.for_each(|(number, _)| known.people.note(number, occurrence.start));
                    }
                    return;
                }
                fitting.push(number);
                known
                    .towns
                    .note(lexicon, text, &occurrence, (number, entry));
                let standing = around.standing(lexicon, text, &occurrence, (number, entry), known);
                // What counts anyway covers shorter names that begin with it: eight names at every
                // word cost 4.7 times the normal time a byte, not 23.5.
                if sorts.add(entry, standing) {
                    // A phrase hides nobody but those it is not; and within it, a name may be taken
                    // out that hides others.
                    if entry.meaning == Meaning::Name {
                        covers = !all && occurrence.start >= in_phrase_to;
                        if notes_names {
                            known.note_name(lexicon, entry);
                        }
                    }
                } else if entry.has_further() {
                    let further = lexicon.each_further(text, &occurrence, number, entry);
                    unsettled.extend(further.map(|(number, _)| (number, standing)));
                }
            };
            match crowd {
                None => lexicon.each_without_needs(text, &occurrence, each),
                Some(crowd) => {
                    let others =
                        each_of_crowd(lexicon, text, &occurrence, false, crowd, met, &mut each);
                    *dropped += &others;
                }
            }
            if sorts.phrase {
                phrases_end = phrases_end.max(occurrence.end);
            }
            // Whether needs are met is known only when all of the text has been read. Decided
            // afterwards against a list of numbers, and neighbours and capitals once a span,
            // tagging 46 MB fell from 6.2 s to 1.8 s.
            if lexicon.has_needs(&occurrence) {
                let first = set_aside.len() as u32;
                set_aside.extend(&*fitting);
                postponed.push(Postponed {
                    occurrence,
                    first,
                    last: set_aside.len() as u32,
                    sorts,
                });
            } else {
                candidates.extend(Candidate::of(&occurrence, fitting, sorts, reading_lists));
            }
            if trace {
                occurrences.push(occurrence);
            }
            covers
        });
    }

    /// Adds candidates of the occurrences that were postponed, now that all cues are known.
    fn add_postponed(
        &mut self,
        tagger: Analyser<'_>,
        around: &mut Surroundings,
        known: &mut Known,
        text: &str,
        trace: bool,
    ) {
        let lexicon = tagger.lexicon;
        let Self {
            fitting,
            dropped,
            unsettled,
            met,
            ..
        } = self;
        // An acronym that the document may explain is looked at though nothing is there that it
        // needs.
        let explained: FxHashSet<usize> = self
            .postponed
            .iter()
            .filter(|one| may_be_explained(text, &one.occurrence))
            .map(|one| one.occurrence.pattern())
            .collect();
        for again in &self.postponed {
            let Postponed {
                occurrence,
                first,
                last,
                mut sorts,
            } = *again;
            fitting.clear();
            fitting.extend(&self.set_aside[first as usize..last as usize]);
            let crowd = lexicon.crowd(&occurrence);
            if let Some(crowd) = crowd {
                around.find_met(lexicon, text, &occurrence, crowd, met);
            }
            let mut each = |number, entry: &Entry| {
                let may_count = trace
                    || explained.contains(&occurrence.pattern())
                    || known.may_be_met(lexicon, entry);
                known
                    .towns
                    .note(lexicon, text, &occurrence, (number, entry));
                let standing = around.standing(lexicon, text, &occurrence, (number, entry), known);
                // The words beside it are not looked at where that decides nothing any more.
                let in_doubt = standing.doubts(&entry.traits);
                let rule = match may_count || !entry.depends_on_needs_alone(in_doubt) {
                    true => around.turn_down(tagger, text, &occurrence, entry),
                    false => Some(Rule::Needs),
                };
                if let Some(rule) = rule {
                    dropped.add(rule, lexicon.count_names(text, &occurrence, number, entry));
                    return;
                }
                if may_count {
                    fitting.push(number);
                    sorts.add(entry, standing);
                } else {
                    unsettled.push((number, standing));
                }
                if entry.has_further() {
                    let further = lexicon.each_further(text, &occurrence, number, entry);
                    unsettled.extend(further.map(|(number, _)| (number, standing)));
                }
            };
            match crowd {
                None => lexicon.each_with_needs(text, &occurrence, each),
                Some(crowd) => {
                    let others =
                        each_of_crowd(lexicon, text, &occurrence, true, crowd, met, &mut each);
                    *dropped += &others;
                }
            }
            let lists = &mut self.reading_lists;
            self.candidates
                .extend(Candidate::of(&occurrence, fitting, sorts, lists));
        }
    }
}

/// Returns whether an occurrence stands in brackets, or has a bracket behind it.
fn may_be_explained(text: &str, occurrence: &Occurrence) -> bool {
    text[..occurrence.start].ends_with('(') || text[occurrence.end..].starts_with(" (")
}

/// Sorts candidates by where they begin, then longest first, and joins those of one span.
fn sort(candidates: &mut Vec<Candidate>, lists: &mut ReadingLists) {
    let place = |candidate: &Candidate| (candidate.start, Reverse(candidate.end));
    // They are, where nothing was postponed.
    if !candidates.is_sorted_by_key(place) {
        candidates.sort_by_key(place);
    }
    candidates.dedup_by(|later, kept| {
        let same_span = (later.start, later.end) == (kept.start, kept.end);
        if same_span {
            kept.readings = lists.union(&kept.readings, &later.readings);
            kept.sorts.join(later.sorts);
        }
        same_span
    });
}
