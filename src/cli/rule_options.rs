//! The options that choose how rules are applied, for every command that tags.

use actag::tagger::ShortNames;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct RuleOptions {
    /// When surnames and acronyms count where a document has no full name of the actor
    #[arg(long, value_name = "WHEN", default_value = "country")]
    short_names: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// Only behind a title
    Evidence,
    /// Where the document speaks of the actor’s country, unless thousands bear that surname;
    /// heads of state and of government everywhere
    Country,
    /// Always
    Always,
}

impl RuleOptions {
    pub(super) fn short_names(&self) -> ShortNames {
        match self.short_names {
            When::Evidence => ShortNames::Evidence,
            When::Country => ShortNames::Country,
            When::Always => ShortNames::Always,
        }
    }

    /// Returns them for the data package, by name.
    pub(super) fn described(&self) -> Vec<(String, String)> {
        let value = self.short_names.to_possible_value();
        let named = value.map(|value| ("short_names".to_owned(), value.get_name().to_owned()));
        named.into_iter().collect()
    }
}
