//! For people who edit gazetteers.

pub mod add;
pub mod diff;
pub mod eval;
pub mod sample;
pub mod search;
pub mod suggest;
pub mod watch;
