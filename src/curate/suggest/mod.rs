//! What the gazetteers miss: names in a corpus that nothing tagged, without a parser or a model.
//!
//! One run over the corpus tags every document and counts what is left: runs of capitalised words
//! (`capitals`), cut to the names in them (`trim`), with what the words beside them say (`beside`),
//! and long names with their acronyms (`acronyms`). The counts of all batches are added in the
//! corpus's order (`counts`), so nothing depends on the number of threads. Then the names are
//! ranked (`rank`): compared with those we have (`spelling`), freed of parts of longer ones, each
//! with a guess of its type (`guess`). [`export`] writes them as CSV and as YAML to paste.

mod acronyms;
mod beside;
mod capitals;
mod counts;
pub mod export;
mod gather;
mod guess;
mod position;
mod rank;
mod spelling;
mod token;
mod trim;
mod words;

use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;
use rayon::ThreadPoolBuildError;

use crate::corpus::{Corpus, visit};
use crate::tagger::Tagger;

pub use counts::Sample;

use counts::{Size, Total};
use gather::Collector;
use words::Words;

/// How suggestions are made.
#[derive(Debug, Clone, Copy)]
pub struct SuggestOptions {
    /// Documents in which a name must occur.
    pub min_documents: u32,
    /// The number of threads, 0 for one a core.
    pub threads: usize,
}

/// What a corpus names that the gazetteers do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestions {
    /// The suggestions: those of the most documents first, then of the most months, then of the
    /// most mentions.
    pub list: Vec<Suggestion>,
    /// Documents read.
    pub documents: u64,
    /// Bytes of their texts.
    pub bytes: u64,
    /// Inputs that could not be read, whole or in part.
    pub skipped: u64,
    /// Documents by which counts may fall short: beyond half a million names, the rarest are
    /// forgotten on the way.
    pub shortfall: u32,
}

/// A name that nothing tagged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// As it is written where it occurs first.
    pub name: String,
    /// How often it occurs in the corpus, its acronym included.
    pub mentions: u32,
    /// Documents it occurs in; with an acronym, those of the more frequent form.
    pub documents: u32,
    /// Months of the documents' dates, as far as they have one; 64 at most.
    pub months: u32,
    /// The first day and the last of the documents that have one.
    pub dates: Option<(Date, Date)>,
    /// The acronym that is beside it in brackets, unless the gazetteers have that.
    pub acronym: Option<String>,
    /// What type of actor it may be; `None` where nothing says.
    pub guess: Option<&'static str>,
    /// What the guess rests on, and what else is known of it, in words.
    pub why: String,
    /// The actor that it is probably a name of.
    pub known: Option<KnownActor>,
    /// Occurrences: of the first three documents.
    pub samples: Vec<Sample>,
}

/// An actor that a suggestion is probably a name of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownActor {
    /// The actor's number in [`Gazetteer::actors`](crate::Gazetteer::actors).
    pub actor: usize,
    /// The actor's id.
    pub id: String,
    /// The name we have.
    pub name: String,
    /// Documents in which the actor is tagged.
    pub documents: u32,
    /// How the suggestion belongs to that name.
    pub relation: Relation,
}

/// How a suggestion belongs to a name we have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Another spelling, with the number of letters that differ.
    Spelling(u32),
    /// The same letters, but capitals where the name demands others.
    Capitals,
    /// Its acronym.
    Acronym,
    /// Its acronym is tagged as that actor: a name of it, or somebody else with the same acronym.
    LongName,
}

impl Relation {
    /// One word for it, as tables have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Spelling(_) => "spelling",
            Self::Capitals => "capitals",
            Self::Acronym => "acronym",
            Self::LongName => "long-name",
        }
    }
}

/// Returns the types that may be guessed.
pub fn types() -> impl Iterator<Item = &'static str> {
    words::TYPES.into_iter()
}

/// Reads a corpus, and suggests what it names and the gazetteers do not.
///
/// `progress` is called now and then with the bytes read so far.
///
/// ```
/// use actag::corpus::{Corpus, ReadOptions as Reading};
/// use actag::suggest::{SuggestOptions, suggest};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("a.txt");
/// std::fs::write(&path, "In Syria, commander Omar Said spoke. Nobody heard Omar Said.")?;
/// let gazetteer = actag::from_yaml("type: government\nactors:\n  - {id: syria, name: Syria}\n")?;
/// let tagger = actag::Tagger::new(gazetteer)?;
/// let corpus = Corpus::open(&[path], Reading::default())?;
/// let options = SuggestOptions { min_documents: 1, threads: 0 };
/// let suggestions = suggest(corpus, &tagger, &options, &|_| ())?;
/// assert_eq!(suggestions.list[0].name, "Omar Said");
/// assert_eq!(suggestions.list[0].guess, Some("person"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the threads cannot be started.
pub fn suggest(
    corpus: Corpus,
    tagger: &Tagger,
    options: &SuggestOptions,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Suggestions, ThreadPoolBuildError> {
    let words = Words::new();
    let total = Mutex::new(Total::default());
    let collectors = visit(
        corpus,
        options.threads,
        progress,
        || Collector::new(tagger, &words, &total),
        |collector, place, item| collector.visit(place, item),
    )?;
    let mut actors = vec![0; tagger.gazetteer().actors().len()];
    for mut collector in collectors {
        collector.hand_over();
        for (sum, seen) in actors.iter_mut().zip(&collector.actors) {
            *sum += seen.count;
        }
    }
    let total: Total = total.into_inner().unwrap_or_else(PoisonError::into_inner);
    let Size {
        documents,
        bytes,
        skipped,
    } = total.size;
    Ok(Suggestions {
        documents,
        bytes,
        skipped,
        shortfall: total.forgotten,
        list: rank::rank(
            total,
            tagger.gazetteer(),
            &actors,
            &words,
            options.min_documents,
        ),
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::fs;

    use super::*;

    use crate::corpus::ReadOptions as Reading;

    /// Enough documents for several batches; which names occur in which depends on the number.
    fn records() -> String {
        let mut records = String::new();
        let filling = "and there was nothing else to say about it ".repeat(20);
        for n in 0..4000u32 {
            let (place, person) = (n % 7, n * n % 11);
            let names = [
                "Ruritania",
                "Zenda",
                "Strelsau",
                "Hofbau",
                "Tarlenheim",
                "Glottenberg",
                "Festenburg",
            ];
            let place = names[place as usize];
            let month = n % 12 + 1;
            let _ = writeln!(
                records,
                "{{\"text\": \"In {place}, commander Omar{person} Said of the {place} Brigade (RB) \
                 met Hizballah {filling}\", \"date\": \"2018-{month:02}-01\"}}"
            );
        }
        records
    }

    #[test]
    fn suggestions_do_not_depend_on_the_number_of_threads() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        fs::write(&path, records()).unwrap();
        let gazetteer = crate::gazetteer::from_yaml(
            "type: militia\nactors:\n  - {id: hezbollah, name: Hezbollah}\n  - {id: zenda, name: \
            Zenda}\n",
        )
        .unwrap();
        let tagger = Tagger::new(gazetteer).unwrap();
        let with = |threads| {
            let corpus = Corpus::open(std::slice::from_ref(&path), Reading::default()).unwrap();
            let options = SuggestOptions {
                min_documents: 2,
                threads,
            };
            suggest(corpus, &tagger, &options, &|_| ()).unwrap()
        };
        let one = with(1);
        assert_eq!(one, with(1));
        assert_eq!(one, with(3));
        let known = one
            .list
            .iter()
            .find(|found| found.name == "Hizballah")
            .unwrap();
        assert_eq!(
            known.known.as_ref().unwrap().relation,
            Relation::Spelling(2)
        );
        assert_eq!(known.documents, 4000);
        assert_eq!(known.months, 12);
    }
}
