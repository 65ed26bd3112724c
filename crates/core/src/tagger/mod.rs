//! One document: from occurrences of names to mentions.
//!
//! The stages are in `analysis`, in the order of the contract: candidates with their capitals and
//! neighbours, the longest of those that count in any document, the evidence they give, the names
//! that depend on it, the longest of all, and who is meant.

mod analyser;
mod analysis;
mod called_alike;
mod candidates;
mod company;
mod contest;
mod cue_set;
mod definite;
mod dropped;
mod evidence;
mod explain;
mod glosses;
mod inside;
mod judge;
mod known;
mod language;
mod mention;
mod modifier;
mod namesake;
mod nearby;
mod neighbours;
mod overlap;
mod owned;
mod reading;
mod readings;
mod rule;
mod scratch;
mod session;
mod short_names;
mod sparse;
mod stance;
mod standing;
mod surroundings;
mod tally;
mod team;
mod titled;
mod uncased;
mod verdicts;
mod weights;

use std::sync::Arc;

use crate::document::Document;
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Bearers, BuildError, Lexicon};
use crate::text::case::is_in_small_letters;

use analyser::Analyser;
use scratch::Pool;

pub use analyser::{Relatives, find_relatives};
pub use dropped::Dropped;
pub use explain::{Rejection, Winner};
pub use mention::{Mention, RoleOnDate};
pub use owned::{MOST_CANDIDATES, OwnedMention, OwnedRejection};
pub use rule::Rule;
pub use session::Session;
pub use short_names::ShortNames;
pub use stance::{Hint, Reading};
pub use weights::Weight;

/// Finds the actors of a gazetteer in documents.
///
/// A tagger owns its gazetteer, can be used from many threads at once, and is cheap to clone:
/// clones share what was compiled.
#[derive(Debug, Clone)]
pub struct Tagger {
    compiled: Arc<Compiled>,
    nested: bool,
    short_names: ShortNames,
    ignore_case: bool,
}

/// What clones of a tagger share.
#[derive(Debug)]
struct Compiled {
    gazetteer: Arc<Gazetteer>,
    lexicon: Lexicon,
    relatives: Vec<Relatives>,
    pool: Pool,
}

impl Tagger {
    /// Compiles the names of a gazetteer, given by value or shared through an [`Arc`].
    ///
    /// # Errors
    /// If the names are too many for one lexicon (over two thousand million letters).
    pub fn new(gazetteer: impl Into<Arc<Gazetteer>>) -> Result<Self, BuildError> {
        Self::of_some(gazetteer.into(), |_| true)
    }

    /// Returns a tagger that knows the names of some actors only, by number: right for texts in
    /// which no name, phrase or cue of any other occurs.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn of_some(
        gazetteer: Arc<Gazetteer>,
        wanted: impl Fn(u32) -> bool + Sync,
    ) -> Result<Self, BuildError> {
        let (lexicon, relatives) = rayon::join(
            || Lexicon::compile_some(&gazetteer, &wanted),
            || find_relatives(&gazetteer),
        );
        let compiled = Compiled {
            gazetteer,
            lexicon: lexicon?,
            relatives,
            pool: Pool::default(),
        };
        Ok(Self {
            compiled: Arc::new(compiled),
            nested: false,
            short_names: ShortNames::default(),
            ignore_case: false,
        })
    }

    fn analyser(&self) -> Analyser<'_> {
        let Compiled {
            gazetteer,
            lexicon,
            relatives,
            pool: _,
        } = &*self.compiled;
        Analyser {
            gazetteer,
            lexicon,
            relatives,
            nested: self.nested,
            short_names: self.short_names,
            ignore_case: self.ignore_case,
        }
    }

    /// Calls `found` with the number of every actor of which a name or phrase occurs in a text, in
    /// whatever capitals and whatever any rule says; more than once where it occurs often.
    pub fn actors_occurring(&self, text: &str, mut found: impl FnMut(u32)) {
        let lexicon = self.lexicon();
        lexicon.scan(text, true, |occurrence| {
            lexicon.each_entry(text, &occurrence, |_, entry, _| match entry.bearers() {
                Bearers::One(bearer) => found(bearer.actor),
                Bearers::Many(list, _) => {
                    let bearers = lexicon.bearers(list).iter();
                    bearers.for_each(|one| found(one.actor));
                }
            });
            // Nothing is covered: every name is reported, also those inside others.
            false
        });
    }

    /// Returns whether any name without needs occurs in a text, in capitals that it allows,
    /// whatever any other rule says.
    pub fn has_occurrence(&self, text: &str) -> bool {
        let lexicon = self.lexicon();
        let mut found = false;
        let any_case = self.ignore_case || is_in_small_letters(text);
        lexicon.scan(text, any_case, |occurrence| {
            let occurrence = match any_case {
                true => lexicon.in_any_case(text, occurrence),
                false => occurrence,
            };
            lexicon.each_without_needs(text, &occurrence, |_, _| found = true);
            false
        });
        found
    }

    /// Returns how many words of a text may begin a name, by the first filter: for benchmarks.
    #[doc(hidden)]
    pub fn count_starts(&self, text: &str) -> usize {
        self.lexicon().count_starts(text)
    }

    /// Returns how many occurrences of names a text has, whatever any rule says; one that many
    /// actors share counts once: for benchmarks.
    #[doc(hidden)]
    pub fn count_occurrences(&self, text: &str) -> usize {
        let mut count = 0;
        self.lexicon().scan(text, false, |_| {
            count += 1;
            false
        });
        count
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.compiled.lexicon
    }

    /// Also reports the mentions that lie inside others, each with its parent.
    #[must_use]
    pub fn nested(mut self, nested: bool) -> Self {
        self.nested = nested;
        self
    }

    /// Sets when a short name counts where a document has no full name of its actor.
    #[must_use]
    pub fn short_names(mut self, when: ShortNames) -> Self {
        self.short_names = when;
        self
    }

    /// Does not demand capitals of any document, as if it were a transcript in small letters.
    ///
    /// Of a document that is (nearly) all in small letters none are demanded anyway. What is hardly
    /// told from a word without its capital (*us*, *turkey*), a surname, and an acronym of three
    /// letters or fewer count there only where the document names the actor otherwise.
    #[must_use]
    pub fn ignore_case(mut self, ignore: bool) -> Self {
        self.ignore_case = ignore;
        self
    }

    /// Returns the gazetteer it finds the actors of.
    pub fn gazetteer(&self) -> &Arc<Gazetteer> {
        &self.compiled.gazetteer
    }

    /// Returns the mentions of a document, by where they begin.
    ///
    /// Many threads may call it at once. A thread with many documents is served faster by a
    /// [`Session`].
    ///
    /// ```
    /// # use actag_core as actag;
    /// use actag::gazetteer::ActorBuilder;
    /// use actag::{Document, Gazetteer, Tagger};
    ///
    /// let syria = ActorBuilder::new("syria", "Syria", "government").adjective("Syrian");
    /// let tagger = Tagger::new(Gazetteer::builder().actor(syria).build()?)?;
    /// let document = Document::new("example", "Syria’s allies met Syrian envoys.");
    /// let found: Vec<&str> = tagger.tag(&document).iter().map(|mention| mention.text()).collect();
    /// assert_eq!(found, ["Syria", "Syrian"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tag<'a>(&'a self, document: &'a Document<'_>) -> Vec<Mention<'a>> {
        self.session().tag(document)
    }

    /// Returns the mentions of a document, and every candidate that a rule turned down, by where
    /// they begin.
    ///
    /// With nested mentions, a candidate that is reported inside another is not among the rejected.
    pub fn explain<'a>(
        &'a self,
        document: &'a Document<'_>,
    ) -> (Vec<Mention<'a>>, Vec<Rejection<'a>>) {
        self.session().explain(document)
    }

    /// Returns a session, which tags many documents on one thread without allocating memory anew.
    pub fn session(&self) -> Session<'_> {
        Session::new(self.analyser(), &self.compiled.pool)
    }
}

/// Holds a tagger to what embedding needs: threads that outlive its maker each take a clone.
const fn is_shared_freely<T: Send + Sync + Clone + 'static>() {}
const _: () = is_shared_freely::<Tagger>();
