//! A loaded actor as an entry of a file: names go back under their keys, and signs that would be
//! expanded are escaped.

use std::borrow::Cow;

use super::{ActorEntry, GuardedEntry, RoleEntry, Unwritable};
use crate::contents::placeholders;
use crate::read::braces;
use crate::schema::vocabulary;
use actag_core::gazetteer::{Actor, Conditions, Cue, Name, NameKind, Phrase, Role};

impl<'a> ActorEntry<'a> {
    /// Returns the entry of one actor.
    pub fn of(actor: &'a Actor) -> Result<Self, Unwritable> {
        let texts = Texts { actor };
        Ok(ActorEntry {
            id: &actor.id,
            name: texts.literal("name", &actor.name)?,
            actor_type: &actor.actor_type,
            country: actor.country.as_deref(),
            part_of: actor.part_of.as_deref(),
            placeholder: actor.is_placeholder(),
            aliases: texts.names("aliases", NameKind::Alias)?,
            adjectives: texts.names("adjectives", NameKind::Adjective)?,
            metonyms: texts.names("metonyms", NameKind::Metonym)?,
            short_names: texts.names("short_names", NameKind::Short)?,
            guarded: texts.guarded()?,
            codes: &actor.codes,
            roles: actor.roles().iter().map(RoleEntry::from).collect(),
            not: texts.expanded("not", actor.not().iter().map(|phrase| phrase.text.as_str()))?,
            matches: examples(actor.matches()),
            never: examples(actor.never()),
        })
    }
}

/// Writes texts of one actor, whom an error names.
#[derive(Clone, Copy)]
struct Texts<'a> {
    actor: &'a Actor,
}

impl<'a> Texts<'a> {
    fn unwritable(self, key: &'static str, text: &str) -> Unwritable {
        Unwritable {
            actor_id: self.actor.id.clone(),
            key,
            text: text.to_owned(),
        }
    }

    /// Returns a text that is read as it is.
    fn literal(self, key: &'static str, text: &'a str) -> Result<&'a str, Unwritable> {
        match text.contains(['{', '}']) || has_placeholder(text) {
            true => Err(self.unwritable(key, text)),
            false => Ok(text),
        }
    }

    fn literals(
        self,
        key: &'static str,
        texts: impl Iterator<Item = &'a str>,
    ) -> Result<Vec<&'a str>, Unwritable> {
        texts.map(|text| self.literal(key, text)).collect()
    }

    /// Returns a text in which braces are expanded.
    fn escaped(self, key: &'static str, text: &'a str) -> Result<Cow<'a, str>, Unwritable> {
        match has_placeholder(text) {
            true => Err(self.unwritable(key, text)),
            false => Ok(braces::escape(text)),
        }
    }

    fn expanded(
        self,
        key: &'static str,
        texts: impl Iterator<Item = &'a str>,
    ) -> Result<Vec<Cow<'a, str>>, Unwritable> {
        texts.map(|text| self.escaped(key, text)).collect()
    }

    fn of_kind(self, name_kind: NameKind) -> impl Iterator<Item = &'a Name> {
        let names = self.actor.names.iter();
        names.filter(move |name| name.kind == name_kind)
    }

    fn names(
        self,
        key: &'static str,
        name_kind: NameKind,
    ) -> Result<Vec<Cow<'a, str>>, Unwritable> {
        self.expanded(key, self.of_kind(name_kind).map(|name| name.text.as_str()))
    }

    fn guarded(self) -> Result<Vec<GuardedEntry<'a>>, Unwritable> {
        let names = self.of_kind(NameKind::Guarded);
        names.map(|name| self.guarded_name(name)).collect()
    }

    fn guarded_name(self, name: &'a Name) -> Result<GuardedEntry<'a>, Unwritable> {
        const NONE: &Conditions = &Conditions {
            needs: Vec::new(),
            unless: Vec::new(),
            before: Vec::new(),
            after: Vec::new(),
            not_before: Vec::new(),
            not_after: Vec::new(),
        };
        let conditions = name.conditions.as_deref().unwrap_or(NONE);
        let cues = |key, cues: &'a [Cue]| self.literals(key, cues.iter().map(Cue::text));
        let words = |key, words: &'a [String]| self.literals(key, words.iter().map(String::as_str));
        Ok(GuardedEntry {
            name: self.escaped("guarded", &name.text)?,
            case: name.case.key(),
            needs: cues("needs", &conditions.needs)?,
            unless: cues("unless", &conditions.unless)?,
            before: words("before", &conditions.before)?,
            after: words("after", &conditions.after)?,
            not_before: words("not_before", &conditions.not_before)?,
            not_after: words("not_after", &conditions.not_after)?,
            weak: name.weak,
        })
    }
}

/// Returns whether the reader would take a part of the text for a placeholder, which it refuses in
/// an actor.
fn has_placeholder(text: &str) -> bool {
    placeholders(text).any(|(_, word)| vocabulary::PLACEHOLDERS.contains(&word))
}

impl<'a> From<&'a Role> for RoleEntry<'a> {
    fn from(role: &'a Role) -> Self {
        Self {
            title: role.title.as_deref(),
            of: role.of.as_deref(),
            from: role.from,
            until: role.until,
            known_until: role.known_until,
            codes: &role.codes,
        }
    }
}

/// Returns the texts of examples, of which nothing is squeezed.
fn examples(phrases: &[Phrase]) -> Vec<Cow<'_, str>> {
    phrases.iter().map(|phrase| example(&phrase.text)).collect()
}

/// Returns the text with `\n` in place of line and paragraph separators, which mean the same to the
/// tagger.
///
/// The writer follows YAML 1.1, in which U+2028 and U+2029 break lines, and writes them bare; to
/// the reader, which follows YAML 1.2, they are text, and the indentation behind them would become
/// text, too.
fn example(text: &str) -> Cow<'_, str> {
    match text.contains(['\u{2028}', '\u{2029}']) {
        true => Cow::Owned(text.replace('\u{2028}', "\n").replace('\u{2029}', "\n\n")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests;
