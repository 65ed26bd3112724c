//! Expands the placeholders of a family with the values of one actor.

use std::sync::Arc;

use crate::contents::{Reference, Relation, Text};
use crate::diagnostic::quote;
use crate::families::Family;
use crate::families::patterns::{Pattern, Values};
use crate::findings::Finding;
use actag_core::gazetteer::names;
use actag_core::gazetteer::{Actor, Conditions, Cue, Extras, Name, NameKind, Origin, Phrase};

/// What a family expands to for one actor.
pub(crate) struct ExpandedActor {
    pub(crate) actor: Actor,
    pub(crate) references: Vec<Reference>,
    pub(crate) faults: Vec<Finding>,
}

/// A name of a family, cut at its placeholders.
struct NamePattern<'f> {
    text: Pattern,
    conditions: Option<ConditionPatterns>,
    name: &'f Name,
}

/// A family with its texts cut at the placeholders, once for all the actors it applies to.
pub(crate) struct Compiled<'f> {
    family: &'f Family,
    id: Pattern,
    name: Pattern,
    country: Option<Pattern>,
    part_of: Option<Pattern>,
    names: Vec<NamePattern<'f>>,
    not: Vec<(Pattern, Origin)>,
    references: Vec<(Pattern, &'f Reference)>,
}

impl<'f> Compiled<'f> {
    pub(crate) fn new(family: &'f Family) -> Self {
        let optional = |text: &Option<Text>| text.as_ref().map(|text| Pattern::new(&text.text));
        Compiled {
            family,
            id: Pattern::new(&family.id.text),
            name: Pattern::new(family.name.as_ref().map_or("", |name| &name.text)),
            country: optional(&family.country),
            part_of: optional(&family.part_of),
            names: family
                .names
                .iter()
                .map(|name| NamePattern {
                    text: Pattern::new(&name.text),
                    conditions: name.conditions.as_deref().map(ConditionPatterns::new),
                    name,
                })
                .collect(),
            not: family
                .not
                .iter()
                .map(|phrase| (Pattern::new(&phrase.text), phrase.origin))
                .collect(),
            references: family
                .references
                .iter()
                .map(|one| (Pattern::new(&one.id), one))
                .collect(),
        }
    }

    /// Returns the actor that the family expands to for one other.
    pub(crate) fn expand(&self, values: &Values<'_>) -> Result<ExpandedActor, Finding> {
        let family = self.family;
        let mut references = Vec::new();
        let id = self.single(&self.id, &family.id, values)?;
        if let Err(fault) = names::check_id(&id) {
            let help = format!(
                "begin ids with `<id>`, such as `<id>-armed-forces`; {}",
                fault.help
            );
            return Err(Finding::at(
                family.id.origin,
                fault.code,
                fault.message,
                help,
            ));
        }
        let count = |name: &NamePattern<'_>| name.text.count(values) as usize;
        let mut names = Vec::with_capacity(1 + self.names.iter().map(count).sum::<usize>());
        let mut canonical = String::new();
        if let Some(written) = &family.name {
            canonical = self.single(&self.name, written, values)?;
            let name = Name {
                text: canonical.clone(),
                kind: NameKind::Name,
                case: Default::default(),
                weak: false,
                conditions: None,
                origin: written.origin,
            };
            names.push(name);
        }
        for one in &self.names {
            let conditions = match &one.conditions {
                None => None,
                Some(patterns) => match patterns.expand(values) {
                    // A condition that has lost all its words must not become no condition: the
                    // name is left out.
                    None => continue,
                    expanded => expanded.map(Arc::new),
                },
            };
            one.text.all(values, |text| {
                names.push(Name {
                    text,
                    conditions: conditions.clone(),
                    ..without_text(one.name)
                })
            });
        }
        names::remove_repeated(&mut names);
        let mut not = Vec::new();
        for &(ref pattern, origin) in &self.not {
            pattern.all(values, |text| not.push(Phrase { text, origin }));
        }
        let country = self
            .country
            .as_ref()
            .and_then(|pattern| pattern.first(values).ok());
        if let (Some(country), Some(written)) = (&country, &family.country)
            && let Err(fault) = names::check_country(country)
        {
            return Err(Finding::at(
                written.origin,
                fault.code,
                fault.message,
                fault.help,
            ));
        }
        let part_of = self
            .part_of
            .as_ref()
            .and_then(|pattern| pattern.first(values).ok());
        if let (Some(id), Some(written)) = (&part_of, &family.part_of) {
            references.push(Reference {
                id: id.clone(),
                origin: written.origin,
                relation: Relation::PartOf,
            });
        }
        for (pattern, written) in &self.references {
            pattern.all(values, |id| {
                if names::looks_like_id(&id) {
                    references.push(Reference {
                        id,
                        ..(*written).clone()
                    });
                }
            });
        }
        let mut actor = Actor {
            id,
            name: canonical,
            actor_type: family.actor_type.clone(),
            country,
            part_of,
            codes: family.codes.clone(),
            names,
            extras: Extras {
                not,
                ..Extras::default()
            }
            .boxed(),
            origin: family.id.origin,
        };
        let faults = name_faults(&actor);
        if !faults.is_empty() {
            actor
                .names
                .retain(|name| names::check_name(&name.text).is_ok());
        }
        Ok(ExpandedActor {
            faults,
            actor,
            references,
        })
    }

    /// Returns how many names and words of conditions [`Compiled::expand`] would write.
    pub(crate) fn count(&self, values: &Values<'_>) -> u64 {
        let counts = self.names.iter().map(|one| {
            let conditions = one.conditions.as_ref();
            let words = conditions.map_or(0, |patterns| patterns.count(values));
            let names = one.text.count(values);
            names.saturating_mul(words.saturating_add(1))
        });
        counts.fold(0, u64::saturating_add)
    }

    fn single(
        &self,
        pattern: &Pattern,
        written: &Text,
        values: &Values<'_>,
    ) -> Result<String, Finding> {
        pattern.first(values).map_err(|word| Finding {
            origin: written.origin,
            code: "placeholder-without-value",
            message: format!("`<{word}>` has no value for {}", quote(values.id())),
            help: Some(format!(
                "give that actor one, or leave it out of `each`; {} must not depend on it",
                quote(&written.text)
            )),
            placed: true,
            is_mild: false,
        })
    }
}

/// Returns all of a name but the text and the conditions, which a family replaces.
fn without_text(name: &Name) -> Name {
    Name {
        text: String::new(),
        conditions: None,
        kind: name.kind,
        case: name.case,
        weak: name.weak,
        origin: name.origin,
    }
}

/// The texts of conditions, cut at their placeholders.
struct ConditionPatterns {
    needs: Vec<Pattern>,
    unless: Vec<Pattern>,
    before: Vec<Pattern>,
    after: Vec<Pattern>,
    not_before: Vec<Pattern>,
    not_after: Vec<Pattern>,
}

impl ConditionPatterns {
    fn new(written: &Conditions) -> Self {
        let cues = |list: &[Cue]| {
            let texts = list.iter().map(|cue| {
                let (Cue::Word(text) | Cue::Actor(text)) = cue;
                Pattern::new(text)
            });
            texts.collect()
        };
        let words = |list: &[String]| list.iter().map(|text| Pattern::new(text)).collect();
        Self {
            needs: cues(&written.needs),
            unless: cues(&written.unless),
            before: words(&written.before),
            after: words(&written.after),
            not_before: words(&written.not_before),
            not_after: words(&written.not_after),
        }
    }

    /// Returns the conditions for one actor; `None` where a list of which one must be there holds
    /// nothing any more.
    fn expand(&self, values: &Values<'_>) -> Option<Conditions> {
        let required = |list: &[Pattern]| {
            let texts = all(list, values);
            (list.is_empty() || !texts.is_empty()).then_some(texts)
        };
        let cues = |texts: Vec<String>| texts.into_iter().map(Cue::Word).collect();
        Some(Conditions {
            needs: cues(required(&self.needs)?),
            unless: cues(all(&self.unless, values)),
            before: required(&self.before)?,
            after: required(&self.after)?,
            not_before: all(&self.not_before, values),
            not_after: all(&self.not_after, values),
        })
    }

    /// Returns how many words [`ConditionPatterns::expand`] would write.
    fn count(&self, values: &Values<'_>) -> u64 {
        let lists = [
            &self.needs,
            &self.unless,
            &self.before,
            &self.after,
            &self.not_before,
            &self.not_after,
        ];
        let counts = lists.into_iter().flatten().map(|one| one.count(values));
        counts.fold(0, u64::saturating_add)
    }
}

/// Returns every text that some patterns stand for.
fn all(patterns: &[Pattern], values: &Values<'_>) -> Vec<String> {
    let mut texts = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        pattern.all(values, |text| texts.push(text));
    }
    texts
}

/// Returns what is wrong with the names a family wrote, one finding for each of its strings.
fn name_faults(actor: &Actor) -> Vec<Finding> {
    let names = actor.names.iter().map(|name| (&name.text, name.origin));
    let phrases = actor
        .not()
        .iter()
        .map(|phrase| (&phrase.text, phrase.origin));
    let mut faults: Vec<Finding> = Vec::new();
    for (text, origin) in names.chain(phrases) {
        if let Err(fault) = names::check_name(text)
            && faults.last().is_none_or(|last| last.origin != origin)
        {
            let is_mild = fault.leaves_out();
            let message = format!("{}, for the actor {}", fault.message, quote(&actor.id));
            faults.push(Finding {
                is_mild,
                ..Finding::at(origin, fault.code, message, fault.help)
            });
        }
    }
    faults
}
