//! actag tags the *actors* of a document corpus: governments, militias, armies, agencies, coalitions, companies, media,
//! people, places. Analysts keep the actors in YAML gazetteers; every name is compiled into a lexicon, documents are tagged
//! in parallel, and the mentions come out as CSV tables.
//!
//! # Overview
//!
//! * [`Gazetteer`]: what people write. Load a folder with [`Gazetteer::load`], the shipped ones with
//!   [`Gazetteer::shipped`]; make one in code with [`Gazetteer::builder`].
//! * [`Tagger`]: a gazetteer compiled, which it owns; cheap to clone, and shared freely between threads.
//!   [`Tagger::tag`] gives the [`Mention`]s of one [`Document`]; [`Tagger::explain`] also every candidate
//!   that a rule turned down; [`Tagger::session`] tags many documents in memory that is used again.
//!   [`Mention::owned`] gives a mention that borrows nothing, and serializes.
//! * [`run::run`]: a whole corpus ([`corpus::Corpus`]) to tables ([`tables`]), in parallel, in order, in bounded memory.
//! * [`search::search`]: actors by an id, a name or a part of one, a code.
//! * [`eval`]: how well mentions agree with what people marked.
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
//! # The map
//!
//! Imports run downwards, `run` → [`tables`], [`corpus`], [`tagger`] → `lexicon` → [`gazetteer`], [`text`]; no module knows
//! the one above it, and nothing here prints. `ARCHITECTURE.md` in the repository holds the contract of what a match is,
//! and the path of a document through the house.

pub mod add;
pub mod check;
pub mod corpus;
pub mod diagnostic;
pub mod diff;
pub mod eval;
pub mod gazetteer;
mod lexicon;
pub mod merge;
pub mod run;
pub mod search;
#[doc(hidden)]
pub mod stages;
pub mod suggest;
pub mod tables;
pub mod tagger;
mod temporary;
pub mod text;
pub mod watch;

pub use corpus::Document;
pub use gazetteer::Gazetteer;
pub use lexicon::BuildError;
pub use tagger::{Mention, OwnedMention, Session, Tagger};

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
