//! What a run counts: the same in its summary, its data package, its checkpoints and its shards.

use std::borrow::Cow;
use std::collections::BTreeMap;

use actag_core::tagger::Dropped;
use serde::{Deserialize, Serialize};

use super::repeats::RepeatCounts;
use crate::corpus::SkipKind;
use crate::tables::by_document::Tagged;

/// What a run counted, without what only a look at all documents tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorpusCounts {
    /// Documents.
    pub documents: u64,
    /// Bytes of their texts, in UTF-8.
    pub bytes: u64,
    /// Mentions, nested ones aside.
    pub mentions: u64,
    /// Mentions whose actor the document does not decide.
    pub ambiguous: u64,
    /// Documents without a date.
    pub undated: u64,
    /// Documents that were not tagged, because an earlier one has the same text.
    pub untagged_copies: u64,
    /// Documents by format.
    pub formats: BTreeMap<Cow<'static, str>, u64>,
    /// By language of the document; the empty text stands for documents whose language is not
    /// known.
    pub languages: BTreeMap<String, LanguageCounts>,
    /// Notes on inputs that were not tagged, whole or in part, by kind.
    pub skipped: BTreeMap<SkipKind, u64>,
    /// Candidates that rules turned down, by the code of the rule: of those rules that count them
    /// where documents are not explained ([`is_counted`](actag_core::tagger::Rule::is_counted)).
    pub dropped: BTreeMap<Cow<'static, str>, u64>,
    /// Documents that are alike; of a shard nothing is known of that.
    #[serde(flatten)]
    pub repeats: RepeatCounts,
}

/// What was found in documents of one language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageCounts {
    /// Documents.
    pub documents: u64,
    /// Bytes of their texts.
    pub bytes: u64,
    /// Mentions in them.
    pub mentions: u64,
}

impl CorpusCounts {
    /// Returns how many inputs were skipped, whole or in part. That an id is repeated is noted
    /// among them, but the documents are tagged.
    #[must_use]
    pub fn all_skipped(&self) -> u64 {
        let skipped = self.skipped.iter();
        let skipped = skipped.filter(|(kind, _)| **kind != SkipKind::RepeatedIds);
        skipped.map(|(_, count)| count).sum()
    }

    /// Adds a document.
    pub(super) fn add(&mut self, tagged: &Tagged<'_>) {
        let document = tagged.document;
        let bytes = document.text.len() as u64;
        self.documents += 1;
        self.bytes += bytes;
        self.mentions += tagged.outer;
        self.ambiguous += tagged.outer - tagged.named.len() as u64;
        self.undated += u64::from(document.date.is_none());
        *self.formats.entry(document.format.into()).or_default() += 1;
        let language = document.language.as_deref().unwrap_or_default();
        // Without a text of its own for each document.
        let counts = match self.languages.get_mut(language) {
            Some(counts) => counts,
            None => self.languages.entry(language.to_owned()).or_default(),
        };
        counts.add(&LanguageCounts {
            documents: 1,
            bytes,
            mentions: tagged.outer,
        });
    }

    /// Adds what a session turned down.
    pub(super) fn add_dropped(&mut self, dropped: &Dropped) {
        for (rule, count) in dropped.iter().filter(|(rule, _)| rule.is_counted()) {
            *self.dropped.entry(rule.code().into()).or_default() += count;
        }
    }

    /// Adds what another worker, or another shard, counted.
    pub(crate) fn merge(&mut self, other: &Self) {
        let Self {
            documents,
            bytes,
            mentions,
            ambiguous,
            undated,
            untagged_copies,
            formats,
            languages,
            skipped,
            dropped,
            // Of parts of a corpus nothing is known of that.
            repeats: _,
        } = other;
        self.documents += documents;
        self.bytes += bytes;
        self.mentions += mentions;
        self.ambiguous += ambiguous;
        self.undated += undated;
        self.untagged_copies += untagged_copies;
        add_all(&mut self.formats, formats);
        add_all(&mut self.skipped, skipped);
        add_all(&mut self.dropped, dropped);
        for (language, counts) in languages {
            let total = self.languages.entry(language.clone()).or_default();
            total.add(counts);
        }
    }
}

impl LanguageCounts {
    fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.mentions += other.mentions;
    }
}

fn add_all<K: Ord + Clone>(totals: &mut BTreeMap<K, u64>, parts: &BTreeMap<K, u64>) {
    for (key, part) in parts {
        *totals.entry(key.clone()).or_default() += part;
    }
}
