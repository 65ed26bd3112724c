//! actag tags the *actors* of a document corpus: governments, militias, armies, agencies,
//! coalitions, companies, media, people, places. Analysts keep the actors in YAML gazetteers; all
//! names compile into one Aho-Corasick automaton over words, documents are tagged in parallel, and
//! the mentions come out as CSV tables.
//!
//! # Overview
//!
//! * [`Gazetteer`]: what people write. Load a folder with `load`, the shipped ones with
//!   `shipped`; make one in code with [`Gazetteer::builder`].
//! * [`Tagger`]: owns a gazetteer and the automaton of its names; cheap to clone, and shared freely
//!   between threads. [`Tagger::tag`] gives the [`Mention`]s of one [`Document`];
//!   [`Tagger::explain`] also every candidate that a rule turned down; [`Tagger::session`] tags
//!   many documents in memory that is used again. [`Mention::owned`] gives a mention that borrows
//!   nothing, and serializes.
//! * `run::run`: a whole corpus (`corpus::Corpus`) to tables (`tables`), in parallel, in order, in
//!   bounded memory.
//! * `search::search`: actors by an id, a name or a part of one, a code.
//! * `eval`: how well mentions agree with what people marked; `sample`: mentions for people to
//!   judge.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let gazetteer = actag::from_yaml(
//!     "
//! type: government
//! actors:
//!   - id: iran
//!     name: Iran
//!     adjectives: ['Iranian{,s}']
//!     metonyms: [Tehran]
//! families:
//!   - each: {type: government}
//!     id: <id>-backed-militias
//!     name: <name>-backed militias
//!     type: militia
//!     aliases:
//!       - '{<name>,<adjective>,<metonym>}-{backed,allied} {,Shi{ite,a} }{militias,fighters}'
//! ",
//! )?;
//! let tagger = actag::Tagger::new(gazetteer)?;
//! let document = actag::Document::new(
//!     "example",
//!     "IRAN-BACKED MILITIAS\n\nTehran’s envoys met Iranian-allied Shi’ite fighters.",
//! );
//! let found: Vec<(&str, &str)> = tagger
//!     .tag(&document)
//!     .iter()
//!     .filter_map(|mention| Some((mention.text(), mention.actor()?.id.as_str())))
//!     .collect();
//! assert_eq!(
//!     found,
//!     [
//!         ("IRAN-BACKED MILITIAS", "iran-backed-militias"),
//!         ("Tehran", "iran"),
//!         ("Iranian-allied Shi’ite fighters", "iran-backed-militias"),
//!     ]
//! );
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! All but `arrow` are on by default. With `default-features = false` only the matcher is built:
//! texts in memory in, mentions out.
//!
//! | feature | what it adds |
//! |---|---|
//! | `load` | gazetteers from YAML and CSV: `load`, `gazetteer::Loader`; rendered findings |
//! | `shipped` | the shipped gazetteers, 4 MB of text: `shipped` |
//! | `batch` | corpora to tables: `corpus`, `run`, `tables`, `merge` |
//! | `arrow` | documents in Arrow tables to tables of mentions: `frames` |
//! | `curate` | `add`, `check`, `diff`, `eval`, `sample`, `search`, `suggest`, `watch` |
//! | `cli` | the program `actag` |
//!
//! `shipped` needs `load`, `curate` needs `load` and `batch`, and `cli` needs all others.
//!
//! # The map
//!
//! This crate is the face of five: `actag-core` is the matcher ([`tagger`], [`gazetteer`],
//! [`text`]), `actag-format` reads, checks and edits gazetteers, `actag-batch` turns corpora into
//! tables, `actag-exchange` reads and writes what other programs have, and here are the program and
//! what serves people who edit gazetteers. `actag-format` and `actag-batch` use `actag-core` alone,
//! `actag-exchange` also `actag-format`, and nothing but the program prints. In the repository,
//! `docs/matching.md` says what a match is, and
//! `ARCHITECTURE.md` which way a document and an edit take.

/// The program, run by `main.rs` and by the command of the Python package: no interface for others.
#[cfg(feature = "cli")]
#[doc(hidden)]
#[allow(missing_docs)]
pub mod cli;
#[cfg(feature = "curate")]
mod curate;
pub mod gazetteer;
#[cfg(feature = "shipped")]
mod shipped;

pub use actag_core::{
    BuildError, Document, Gazetteer, Mention, OwnedMention, Session, Tagger, tagger, text,
};

#[cfg(feature = "arrow")]
pub use actag_batch::frames;
#[cfg(feature = "batch")]
#[doc(hidden)]
pub use actag_batch::stages;
#[cfg(feature = "batch")]
pub use actag_batch::{corpus, merge, paths, run, tables};

#[cfg(feature = "load")]
pub use actag_format::{delimiter, diagnostic, from_yaml, load, load_all};
#[cfg(feature = "shipped")]
pub use shipped::shipped;

#[cfg(feature = "curate")]
pub use actag_format::check;
#[cfg(feature = "curate")]
pub use curate::{add, diff, eval, sample, search, suggest, watch};

/// The program speaks of this crate by its name, as any user does.
#[cfg(feature = "cli")]
extern crate self as actag;

/// The examples of the README, run as tests.
#[cfg(all(doctest, feature = "cli"))]
#[doc = include_str!("../README.md")]
struct Readme;
