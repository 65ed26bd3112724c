//! Mentions and rejected candidates that own what they say.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::explain::Rejection;
use super::mention::Mention;
use super::rule::Rule;
use super::stance::Reading;
use crate::text::OffsetCounter;

/// Ids that are written out of the actors that an ambiguous mention may mean: ten thousand may
/// share a name.
pub const MOST_CANDIDATES: usize = 50;

/// What there is to know of a [`Mention`], without borrowing the tagger or the document.
///
/// It is serialized under the names of the columns of `mentions.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnedMention {
    /// Where it begins, in the units of the [`OffsetCounter`].
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The words of the document.
    pub text: String,
    /// The actor's id; `None` where the document does not decide between the candidates.
    pub actor_id: Option<String>,
    /// The actor's canonical name.
    pub actor_name: Option<String>,
    /// The actor's type; of an ambiguous mention, where all candidates share it.
    #[serde(rename = "type")]
    pub actor_type: Option<String>,
    /// ISO 3166 alpha-3 code; of an ambiguous mention, where all candidates share it.
    pub country: Option<String>,
    /// What sort of name it is: `name`, `alias`, `adjective`, `metonym`, `short`, `guarded` or
    /// `weak`.
    pub name_kind: &'static str,
    /// How a name of a state or of a place is read: `actor` or `place`; `None` where nothing tells.
    pub reading: Option<&'static str>,
    /// The titles held on the document's date, joined by `; `.
    pub role: Option<String>,
    /// Why an actor with roles has none here: `no date`, `none that day` or `not known after` a
    /// day.
    pub role_note: Option<Cow<'static, str>>,
    /// The actor's codes on the document's date with those of the roles held that day, which take
    /// precedence; several of one scheme are joined by `|`.
    pub codes: BTreeMap<String, String>,
    /// The prefix or participle joined by a hyphen: the actor is named, but does not act.
    pub modifier: Option<String>,
    /// The longer run of capitalised words in which it stands, which no gazetteer has.
    pub inside: Option<String>,
    /// Where ambiguous, the ids of those it may mean, sorted: of more than [`MOST_CANDIDATES`] the
    /// first.
    pub candidates: Vec<String>,
    /// How many more actors it may mean.
    #[serde(skip_serializing_if = "is_zero")]
    pub more_candidates: usize,
    /// The number of the sentence, from 1.
    pub sentence: u32,
    /// The span of the mention it lies inside, if nested mentions are reported, in the same
    /// units.
    pub parent: Option<Range<usize>>,
}

/// What there is to know of a [`Rejection`], without borrowing the tagger or the document.
///
/// It is serialized under the names of the columns of `rejected.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnedRejection {
    /// Where it begins, in the units of the [`OffsetCounter`].
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The words of the document.
    pub text: String,
    /// The id of the actor it would have meant.
    pub actor_id: String,
    /// The rule that turned it down.
    pub rule: Rule,
    /// The id of the actor it gave way to, or the phrase that is somebody else, in quotes.
    pub winner: Option<String>,
}

impl Mention<'_> {
    /// Returns what there is to know of the mention, with offsets in the units of a counter over
    /// the document's text. One counter serves all mentions of a document.
    ///
    /// ```
    /// # use actag_core as actag;
    /// use actag::gazetteer::ActorBuilder;
    /// use actag::text::{OffsetCounter, OffsetUnit};
    /// use actag::{Document, Gazetteer, Tagger};
    ///
    /// let ypres = ActorBuilder::new("ypres", "Ypres", "place");
    /// let tagger = Tagger::new(Gazetteer::builder().actor(ypres).build()?)?;
    /// let document = Document::new("example", "À Ypres");
    /// let mut offsets = OffsetCounter::new(&document.text, OffsetUnit::Chars);
    /// let mentions = tagger.tag(&document);
    /// let owned: Vec<_> = mentions.iter().map(|one| one.owned(&mut offsets)).collect();
    /// assert_eq!((owned[0].start, owned[0].end), (2, 7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn owned(&self, offsets: &mut OffsetCounter<'_>) -> OwnedMention {
        let Range { start, end } = offsets.span(self.span());
        let actor = self.actor();
        let (role, role_note) = self.role_and_note();
        let owned = |(scheme, value): (&str, Cow<'_, str>)| (scheme.to_owned(), value.into_owned());
        OwnedMention {
            start,
            end,
            text: self.text().to_owned(),
            actor_id: actor.map(|actor| actor.id.clone()),
            actor_name: actor.map(|actor| actor.name.clone()),
            actor_type: self.actor_type().map(str::to_owned),
            country: self.country().map(str::to_owned),
            name_kind: self.name_kind().label(self.is_weak()),
            reading: self.reading().map(Reading::label),
            role: unless_empty(&role),
            role_note: (!role_note.is_empty()).then_some(role_note),
            codes: self.codes().into_iter().map(owned).collect(),
            modifier: self.modifier(),
            inside: self.inside().map(|run| self.text[run].to_owned()),
            candidates: self
                .candidates()
                .take(MOST_CANDIDATES)
                .map(|actor| actor.id.clone())
                .collect(),
            more_candidates: self.candidates().len().saturating_sub(MOST_CANDIDATES),
            sentence: self.sentence(),
            parent: self.parent().map(|parent| offsets.span(parent)),
        }
    }
}

impl Rejection<'_> {
    /// Returns what there is to know of the candidate, as [`Mention::owned`] does of a mention.
    pub fn owned(&self, offsets: &mut OffsetCounter<'_>) -> OwnedRejection {
        let Range { start, end } = offsets.span(self.span.clone());
        OwnedRejection {
            start,
            end,
            text: self.text.to_owned(),
            actor_id: self.actor.id.clone(),
            rule: self.rule,
            winner: self.winner.map(|winner| winner.to_string()),
        }
    }
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

fn unless_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::gazetteer::{ActorBuilder, Codes, Role};
    use crate::text::OffsetUnit;
    use crate::{Document, Gazetteer, Tagger};

    const fn can_leave<T: Clone + Send + Sync + Serialize + 'static>() {}
    const _: () = can_leave::<OwnedMention>();
    const _: () = can_leave::<OwnedRejection>();

    fn tagger() -> Tagger {
        let person = |id, name| ActorBuilder::new(id, name, "person");
        let minister = Role {
            title: Some("Minister".into()),
            from: Some("2017-01-20".parse().unwrap()),
            codes: Codes::from([("cameo", "GOV")]),
            ..Role::default()
        };
        let gazetteer = Gazetteer::builder()
            .actor(
                ActorBuilder::new("iran", "Iran", "government")
                    .metonym("Tehran")
                    .code("iso3", "IRN")
                    .not("Tehran Avenue"),
            )
            .actor(person("a-person", "Ana Perez").role(minister))
            .actor(person("b-person", "Bea Perez").short_name("Perez"))
            .actor(person("c-person", "Cem Perez").short_name("Perez"));
        Tagger::new(gazetteer.build().unwrap()).unwrap()
    }

    fn mentions(text: &str, unit: OffsetUnit, date: Option<&str>) -> serde_json::Value {
        let mut document = Document::new("a", text);
        document.date = date.map(|date| date.parse().unwrap());
        let tagger = tagger();
        let mut offsets = OffsetCounter::new(text, unit);
        let found = tagger.tag(&document);
        found
            .iter()
            .map(|mention| json!(mention.owned(&mut offsets)))
            .collect()
    }

    #[test]
    fn columns_and_units() {
        let text = "\u{1f30d} é Tehran-backed";
        for (unit, start) in [
            (OffsetUnit::Bytes, 8),
            (OffsetUnit::Chars, 4),
            (OffsetUnit::Utf16, 5),
        ] {
            let wanted = json!([{
                "start": start, "end": start + 6, "text": "Tehran",
                "actor_id": "iran", "actor_name": "Iran", "type": "government",
                "country": null, "name_kind": "metonym", "reading": "actor", "role": null,
                "role_note": null, "codes": {"iso3": "IRN"}, "modifier": "backed",
                "inside": null, "candidates": [],
                "sentence": 1, "parent": null,
            }]);
            assert_eq!(mentions(text, unit, None), wanted);
        }
    }

    #[test]
    fn roles_of_the_day() {
        let role = |date| {
            let mentions = mentions("Ana Perez", OffsetUnit::Bytes, date);
            let of = |key: &str| mentions[0][key].clone();
            (of("role"), of("role_note"), of("codes"))
        };
        assert_eq!(role(None), (json!(null), json!("no date"), json!({})));
        let before = (json!(null), json!("none that day"), json!({}));
        assert_eq!(role(Some("2017-01-19")), before);
        let held = (json!("Minister"), json!(null), json!({"cameo": "GOV"}));
        assert_eq!(role(Some("2017-01-20")), held);
    }

    #[test]
    fn candidates_and_what_they_share() {
        let found = mentions("Bea Perez, Cem Perez: Perez", OffsetUnit::Bytes, None);
        assert_eq!(found[2]["actor_id"], json!(null));
        assert_eq!(found[2]["type"], "person");
        assert_eq!(found[2]["candidates"], json!(["b-person", "c-person"]));
    }

    #[test]
    fn kinds_are_serialized_as_tables_have_them() {
        use crate::gazetteer::NameKind::*;
        for kind in [Name, Alias, Adjective, Metonym, Short, Guarded] {
            assert_eq!(json!(kind), kind.label(false));
        }
    }

    #[test]
    fn rejections() {
        let document = Document::new("a", "é Tehran Avenue");
        let tagger = tagger();
        let (_, rejections) = tagger.explain(&document);
        let mut offsets = OffsetCounter::new(&document.text, OffsetUnit::Chars);
        let wanted = json!({
            "start": 2, "end": 8, "text": "Tehran", "actor_id": "iran", "rule": "not",
            "winner": "“Tehran Avenue”",
        });
        assert_eq!(json!(rejections[0].owned(&mut offsets)), wanted);
    }
}
