//! actag tags the *actors* of a document corpus: governments, militias, armies, agencies, coalitions, companies, media,
//! people, places. Analysts keep the actors in YAML gazetteers; all names compile into one
//! Aho-Corasick automaton over words, documents are tagged in parallel, and the mentions come out
//! as CSV tables.
//!
//! # Overview
//!
//! * [`Gazetteer`]: what people write. Load a folder with `Gazetteer::load`, the shipped ones with
//!   `Gazetteer::shipped`; make one in code with [`Gazetteer::builder`].
//! * [`Tagger`]: owns a gazetteer and the automaton of its names; cheap to clone, and shared freely
//!   between threads.
//!   [`Tagger::tag`] gives the [`Mention`]s of one [`Document`]; [`Tagger::explain`] also every candidate
//!   that a rule turned down; [`Tagger::session`] tags many documents in memory that is used again.
//!   [`Mention::owned`] gives a mention that borrows nothing, and serializes.
//! * `run::run`: a whole corpus (`corpus::Corpus`) to tables (`tables`), in parallel, in order, in bounded memory.
//! * `search::search`: actors by an id, a name or a part of one, a code.
//! * `eval`: how well mentions agree with what people marked.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let gazetteer = actag::Gazetteer::from_yaml(
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
//!     aliases: ['{<name>,<adjective>,<metonym>}-{backed,allied} {,Shi{ite,a} }{militias,fighters}']
//! ",
//! )?;
//! let tagger = actag::Tagger::new(gazetteer)?;
//! let document = actag::Document::new("example", "IRAN-BACKED MILITIAS\n\nTehran’s envoys met Iranian-allied Shi’ite fighters.");
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
//! All are on by default. With `default-features = false` only the matcher is built: texts in
//! memory in, mentions out.
//!
//! | feature | what it adds |
//! |---|---|
//! | `load` | gazetteers from YAML and CSV: `Gazetteer::load`, `gazetteer::Loader`; rendered findings |
//! | `shipped` | the shipped gazetteers, 4 MB of text: `Gazetteer::shipped`; implies `load` |
//! | `batch` | corpora to tables: `corpus`, `run`, `tables`, `merge` |
//! | `curate` | `add`, `check`, `diff`, `eval`, `search`, `suggest`, `watch`; implies `load`, `batch` |
//! | `cli` | the program `actag`; implies all others |
//!
//! # The map
//!
//! Imports run downwards, `run` → `tables`, `corpus`, [`tagger`] → `lexicon` → [`gazetteer`], [`text`]; no module knows
//! the one above it, and nothing here prints. `lexicon` holds the automaton and finds where names
//! occur; [`tagger`] decides which of them count, and who is meant. `ARCHITECTURE.md` in the
//! repository holds the contract of what a match is, and the path of a document through the house.

// Some items are used only by modules of a feature. With all features on, the lint finds dead code.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

pub mod diagnostic;
mod document;
pub mod gazetteer;
mod lexicon;
pub mod tagger;
pub mod text;

#[cfg(feature = "batch")]
pub mod corpus;
#[cfg(feature = "batch")]
pub mod merge;
#[cfg(feature = "batch")]
pub mod run;
#[cfg(feature = "batch")]
#[doc(hidden)]
pub mod stages;
#[cfg(feature = "batch")]
pub mod tables;

#[cfg(feature = "curate")]
pub mod add;
#[cfg(feature = "curate")]
pub mod check;
#[cfg(feature = "curate")]
pub mod diff;
#[cfg(feature = "curate")]
pub mod eval;
#[cfg(feature = "curate")]
pub mod search;
#[cfg(feature = "curate")]
pub mod suggest;
#[cfg(feature = "curate")]
mod temporary;
#[cfg(feature = "curate")]
pub mod watch;

pub use document::Document;
pub use gazetteer::Gazetteer;
pub use lexicon::BuildError;
pub use tagger::{Mention, OwnedMention, Session, Tagger};

/// The examples of the README, run as tests.
#[cfg(all(doctest, feature = "cli"))]
#[doc = include_str!("../README.md")]
struct Readme;
