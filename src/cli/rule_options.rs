//! The options that choose how rules are applied, for every command that tags.

use actag::Tagger;
use actag::tagger::ShortNames;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct RuleOptions {
    /// When surnames and acronyms count where a document has no full name of the actor
    #[arg(long, value_name = "WHEN", default_value = "country")]
    short_names: When,

    /// Whether names need their capitals in the texts
    #[arg(long, value_name = "HOW", default_value = "written")]
    case: Capitals,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Capitals {
    /// As they are written, except in documents that are all in small letters
    Written,
    /// Nowhere, but for names with `case: exact`
    Ignore,
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
    /// Returns a tagger that applies the rules so.
    pub(super) fn apply(&self, tagger: Tagger) -> Tagger {
        tagger
            .short_names(self.short_names())
            .ignore_case(self.case == Capitals::Ignore)
    }

    fn short_names(&self) -> ShortNames {
        match self.short_names {
            When::Evidence => ShortNames::Evidence,
            When::Country => ShortNames::Country,
            When::Always => ShortNames::Always,
        }
    }

    /// Returns them for the data package, by name.
    pub(super) fn described(&self) -> Vec<(String, String)> {
        let values = [
            ("short_names", self.short_names.to_possible_value()),
            ("case", self.case.to_possible_value()),
        ];
        let named = values.into_iter().filter_map(|(name, value)| {
            let value = value?;
            Some((name.to_owned(), value.get_name().to_owned()))
        });
        named.collect()
    }
}
