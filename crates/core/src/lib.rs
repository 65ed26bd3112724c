//! The matcher of [actag](https://docs.rs/actag): texts in memory in, mentions of actors out.
//!
//! A [`Gazetteer`] holds actors and their names. [`Tagger::new`] compiles all names into an
//! Aho-Corasick automaton over words; [`Tagger::tag`] finds the [`Mention`]s of a [`Document`] and
//! decides who is meant. There are no files, no YAML and no CSV here: those are read and written by
//! the crates above, and most users want `actag`, which re-exports all of them.
//!
//! ```
//! # use actag_core as actag;
//! use actag::gazetteer::ActorBuilder;
//! use actag::{Document, Gazetteer, Tagger};
//!
//! let syria = ActorBuilder::new("syria", "Syria", "government").adjective("Syrian");
//! let tagger = Tagger::new(Gazetteer::builder().actor(syria).build()?)?;
//! let document = Document::new("example", "Syria’s allies met Syrian envoys.");
//! assert_eq!(tagger.tag(&document).len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Imports run downwards, [`tagger`] → `lexicon` → [`gazetteer`], [`text`]: `lexicon` holds the
//! automaton and finds where names occur, [`tagger`] decides which of them count.

mod document;
pub mod gazetteer;
mod lexicon;
pub mod source;
pub mod tagger;
pub mod text;

pub use document::Document;
pub use gazetteer::Gazetteer;
pub use lexicon::BuildError;
pub use tagger::{Mention, OwnedMention, Session, Tagger};
