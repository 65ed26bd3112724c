//! Editing with the effect in sight: what a save does to the examples, the names and some texts.
//!
//! A save must be answered in a blink, and compiling all names takes longer. So the new names are
//! compared with those last compiled, and only texts in which a changed name occurs are looked at:
//! with the old tagger, and with one that knows just the actors named in these texts. The whole is
//! compiled, and the rules look at it, when the answer is out.

mod files;
mod texts;

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::BuildError;
use crate::check::{Example, check_some, examples};
use crate::corpus::Document;
use crate::diagnostic::Diagnostic;
use crate::diff::changed::{Changed, NameFilter};
use crate::diff::difference::{differences, field_values};
use crate::diff::{Change, FieldChange, MentionSample, NameChange, names_of};
use crate::gazetteer::{Draft, Gazetteer};
use crate::tagger::Tagger;

pub use files::{Files, Saved};
pub use texts::{Texts, read_texts};

/// Gazetteers that were good, compiled, with those of their examples that fail and what the rules
/// find.
#[derive(Debug)]
pub struct State {
    tagger: Tagger,
    failing: Failing,
    linted: Vec<Diagnostic>,
}

/// Findings of rules, known by code and message: lines move while a file is edited.
type KnownFindings = HashSet<(&'static str, String)>;

/// Examples that fail, known by actor, text and list.
type Failing = HashSet<(String, String, bool)>;

/// What a save did.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The examples that fail.
    pub findings: Vec<Diagnostic>,
    /// Names lost and gained.
    pub names: Vec<NameChange>,
    /// Mentions gained, lost and changed, in the order of the documents.
    pub mentions: Vec<MentionChange>,
    failing: Failing,
    known: KnownFindings,
}

/// A mention that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionChange {
    /// What became of it.
    pub change: Change,
    /// The id of the actor, now or, where it was lost, before; of an ambiguous mention the
    /// candidates', joined by `|`.
    pub actor: String,
    /// What differs, where it changed.
    pub fields: Vec<FieldChange>,
    /// Its context.
    pub sample: MentionSample,
}

impl State {
    /// Compiles gazetteers and checks all there is to check; returns the findings, too.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn new(draft: &Draft) -> Result<(Self, Vec<Diagnostic>), BuildError> {
        let (tagger, linted) = compile_and_lint(draft)?;
        let (failing, mut findings) = failures(&tagger, examples(&draft.gazetteer));
        findings.extend_from_slice(&linted);
        let state = Self {
            tagger,
            failing,
            linted,
        };
        Ok((state, findings))
    }

    /// Does the same when the effect of the edit that led to these gazetteers is known: no example
    /// is run again. Returns also what the rules find that they did not find before the edit.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn after(draft: &Draft, effect: Effect) -> Result<(Self, Vec<Diagnostic>), BuildError> {
        let (tagger, linted) = compile_and_lint(draft)?;
        let is_new = |finding: &&Diagnostic| {
            let key = (finding.code, finding.message.clone());
            !effect.known.contains(&key)
        };
        let new = linted.iter().filter(is_new).cloned().collect();
        let state = Self {
            tagger,
            failing: effect.failing,
            linted,
        };
        Ok((state, new))
    }

    /// Returns how many findings there are, of examples and of rules.
    pub fn findings(&self) -> usize {
        self.failing.len() + self.linted.len()
    }

    /// Returns the tagger.
    pub fn tagger(&self) -> &Tagger {
        &self.tagger
    }

    /// Returns what new gazetteers do to documents, to the names and to the examples.
    ///
    /// # Errors
    /// As [`Tagger::new`].
    pub fn effect(
        &self,
        new: &Arc<Gazetteer>,
        documents: &[Document<'_>],
    ) -> Result<Effect, BuildError> {
        let old = self.tagger.gazetteer();
        let changed = Changed::between(old, new);
        let filter = NameFilter::new(&changed)?;
        let documents: Vec<&Document<'_>> = documents
            .par_iter()
            .filter(|document| filter.may_differ(document))
            .collect();
        let examples = self.examples_in_doubt(new, &filter);
        let texts = documents.iter().map(|document| document.text.to_string());
        let texts: Vec<String> = texts.chain(examples.iter().map(Example::text)).collect();
        let wanted = self.actors_in(&texts, new, &changed);
        // A few actors compile in a moment; all of them wait until the effect is shown.
        let tagger = Tagger::of_some(Arc::clone(new), |actor| wanted[actor as usize])?;
        let (failing, findings) = failures(&tagger, examples.into_iter());
        let mentions = documents
            .par_iter()
            .flat_map_iter(|document| self.compare(document, &tagger))
            .collect();
        Ok(Effect {
            findings,
            names: names_of(&changed),
            mentions,
            failing,
            known: self
                .linted
                .iter()
                .map(|finding| (finding.code, finding.message.clone()))
                .collect(),
        })
    }

    /// Returns the examples of new gazetteers that may fail: those that are new, that failed, or in
    /// which a changed name occurs.
    fn examples_in_doubt<'n>(&self, new: &'n Gazetteer, filter: &NameFilter) -> Vec<Example<'n>> {
        let held: HashSet<_> = examples(self.tagger.gazetteer())
            .map(|example| key(&example))
            .filter(|key| !self.failing.contains(key))
            .collect();
        examples(new)
            .filter(|example| {
                let document = Document::new("example", example.text());
                !held.contains(&key(example)) || filter.may_differ(&document)
            })
            .collect()
    }

    /// By number, the new actors that are needed to tag the texts: those of which a name occurs
    /// there, and those with changed names.
    fn actors_in(&self, texts: &[String], new: &Gazetteer, changed: &Changed<'_>) -> Vec<bool> {
        let old = self.tagger.gazetteer().actors();
        let mut occurs = vec![false; old.len()];
        for text in texts {
            self.tagger
                .actors_occurring(text, |actor| occurs[actor as usize] = true);
        }
        let ids = old.iter().zip(occurs).filter(|(_, occurs)| *occurs);
        let mut wanted = vec![false; new.actors().len()];
        let ids = ids.map(|(actor, _)| actor.id.as_str());
        let named = changed.new.iter().map(|(actor, _)| *actor);
        let phrased = changed.phrases.iter().map(|(actor, _)| *actor);
        for id in ids.chain(named.chain(phrased).map(|actor| actor.id.as_str())) {
            if let Some(number) = new.index_of(id) {
                wanted[number] = true;
            }
        }
        wanted
    }

    fn compare(&self, document: &Document<'_>, new: &Tagger) -> Vec<MentionChange> {
        differences(self.tagger.tag(document), new.tag(document))
            .iter()
            .filter_map(|difference| {
                let mention = difference.mention()?;
                let [actor, ..] = field_values(mention);
                Some(MentionChange {
                    change: difference.change(),
                    actor,
                    fields: difference.fields(),
                    sample: MentionSample::of(document, mention),
                })
            })
            .collect()
    }
}

fn compile_and_lint(draft: &Draft) -> Result<(Tagger, Vec<Diagnostic>), BuildError> {
    let (tagger, linted) = rayon::join(
        || Tagger::new(Arc::clone(&draft.gazetteer)),
        || crate::gazetteer::rules::lint(draft),
    );
    Ok((tagger?, linted))
}

fn key(example: &Example<'_>) -> (String, String, bool) {
    (
        example.actor.id.clone(),
        example.phrase.text.clone(),
        example.must_match,
    )
}

fn failures<'g>(
    tagger: &Tagger,
    examples: impl Iterator<Item = Example<'g>>,
) -> (Failing, Vec<Diagnostic>) {
    check_some(tagger, examples)
        .into_iter()
        .map(|(example, diagnostic)| (key(&example), diagnostic))
        .unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check_examples;

    fn draft_of(text: &str) -> Draft {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.yaml");
        std::fs::write(&file, text).unwrap();
        let mut draft = crate::gazetteer::draft(&[file]).unwrap();
        assert_eq!(draft.errors.drain(..).count(), 0);
        draft
    }

    #[test]
    fn only_new_findings_of_rules_are_reported() {
        let state_of = |text: &str| draft_of(&format!("type: militia\nactors:\n{text}"));
        let first = state_of("  - {id: a, name: Aland Guard, aliases: [the Guard]}\n");
        let (state, found) = State::new(&first).unwrap();
        assert_eq!(
            found.iter().map(|one| one.code).collect::<Vec<_>>(),
            ["leading-article"]
        );
        let second = state_of(
            "  # moved\n  - {id: a, name: Aland Guard, aliases: [the Guard]}\n  - {id: b, name: B \
            Guard, aliases: [an Army]}\n",
        );
        let effect = state.effect(&second.gazetteer, &[]).unwrap();
        let (state, new) = State::after(&second, effect).unwrap();
        assert_eq!((new.len(), state.findings()), (1, 2));
        assert!(new[0].message.contains("an Army"), "{}", new[0].message);
    }

    /// A phrase that is new under `not:` belongs to an actor that the text then does not name.
    #[test]
    fn new_phrases_of_actors_that_are_not_named_count() {
        let lands = "type: government\nactors:\n  - {id: a, name: Aland";
        let old = draft_of(&format!("{lands}}}\n"));
        let new = draft_of(&format!(
            "{lands}}}\n  - {{id: b, name: Bland, not: [Bland Street]}}\n"
        ));
        let (state, _) = State::new(&old).unwrap();
        let documents = [Document::new("t", "in Bland Street")];
        let effect = state.effect(&new.gazetteer, &documents).unwrap();
        assert_eq!(effect.mentions, []);
    }

    /// After each of some edits, what is wrong is what checking everything anew finds.
    #[test]
    fn findings_are_those_of_checking_everything() {
        let base = "type: government
actors:
  - id: iran
    name: Iran
    metonyms: [Tehran]
    matches: ['[Iran] and [Tehran]', 'the [Army] of [Iran]']
    never: ['Tehran, Iowa']
  - id: army
    name: Iranian Army
    type: military
    short_names: [Army]
    matches: ['[Iranian Army], or the [Army]']
    never: ['the Army of Iran']
";
        let edits: [(&str, &str); 6] = [
            ("metonyms: [Tehran]", "metonyms: [Teheran]"),
            ("never: ['Tehran, Iowa']", "never: [Tehran]"),
            ("short_names: [Army]", "aliases: [Army]"),
            ("'the [Army] of [Iran]'", "'the Army of [Iran]'"),
            (
                "    name: Iran\n",
                "    name: Iran\n    not: ['Tehran, Iowa']\n",
            ),
            ("id: army", "id: forces"),
        ];
        let mut text = base.to_owned();
        let mut draft = draft_of(&text);
        let mut effect: Option<Effect> = None;
        // There, then back again.
        let back = edits.iter().rev().map(|&(from, to)| (to, from));
        for (from, to) in edits.iter().copied().chain(back) {
            let state = match effect.take() {
                Some(effect) => State::after(&draft, effect).unwrap().0,
                None => State::new(&draft).unwrap().0,
            };
            assert!(text.contains(from), "{from}");
            text = text.replacen(from, to, 1);
            let new = draft_of(&text);
            let found = state.effect(&new.gazetteer, &[]).unwrap();
            let messages = |findings: &[Diagnostic]| -> Vec<String> {
                findings.iter().map(ToString::to_string).collect()
            };
            let anew = check_examples(&Tagger::new(Arc::clone(&new.gazetteer)).unwrap());
            assert_eq!(messages(&found.findings), messages(&anew), "{from} → {to}");
            effect = Some(found);
            drop(state);
            draft = new;
        }
        assert_eq!(text, base);
    }
}
