//! What can be added: a new actor, or names, codes and examples to one that is there.

use super::plain::Plain;

/// Names, codes and examples for an actor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Additions {
    /// Other full names; braces are allowed.
    pub aliases: Vec<String>,
    /// Adjectives and nouns of people; braces are allowed.
    pub adjectives: Vec<String>,
    /// Places that stand for the actor; braces are allowed.
    pub metonyms: Vec<String>,
    /// Names that count only beside a full one; braces are allowed.
    pub short_names: Vec<String>,
    /// Names with conditions.
    pub guarded: Vec<Guarded>,
    /// Keys in public schemes: scheme and value.
    pub codes: Vec<(String, String)>,
    /// Longer phrases that are somebody else; braces are allowed.
    pub not: Vec<String>,
    /// Examples that must be tagged, with brackets round what must be found.
    pub matches: Vec<String>,
    /// Examples in which the actor must not be found.
    pub never: Vec<String>,
}

/// A name with what the document must hold, or must not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guarded {
    /// The name; braces are allowed.
    pub name: String,
    /// Actor ids or words, one of which the document must hold.
    pub needs: Vec<String>,
    /// Actor ids or words that the document must not hold.
    pub unless: Vec<String>,
}

/// A new actor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewActor {
    /// Its id.
    pub id: String,
    /// Its canonical name.
    pub name: String,
    /// Its type; `None` where the file's own is meant.
    pub actor_type: Option<String>,
    /// ISO 3166 alpha-3 code.
    pub country: Option<String>,
    /// Id of the actor it belongs to.
    pub part_of: Option<String>,
    /// Everything that is a list.
    pub additions: Additions,
}

impl Additions {
    /// Returns whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        *self == Additions::default()
    }

    /// Returns the keys that hold something, in the order of the format.
    pub(super) fn entries(&self) -> Vec<(&'static str, Plain)> {
        let codes = self.codes.iter();
        let codes = codes.map(|(scheme, value)| (scheme.clone(), Plain::text(value)));
        let all = [
            ("aliases", Plain::texts(&self.aliases)),
            ("adjectives", Plain::texts(&self.adjectives)),
            ("metonyms", Plain::texts(&self.metonyms)),
            ("short_names", Plain::texts(&self.short_names)),
            (
                "guarded",
                Plain::List(self.guarded.iter().map(Guarded::plain).collect()),
            ),
            ("codes", Plain::Map(codes.collect())),
            ("not", Plain::texts(&self.not)),
            ("matches", Plain::texts(&self.matches)),
            ("never", Plain::texts(&self.never)),
        ];
        let holds = |plain: &Plain| match plain {
            Plain::List(items) => !items.is_empty(),
            Plain::Map(entries) => !entries.is_empty(),
            Plain::Text(_) | Plain::Empty => true,
        };
        all.into_iter().filter(|(_, plain)| holds(plain)).collect()
    }
}

impl Guarded {
    fn plain(&self) -> Plain {
        let mut entries = vec![("name".to_owned(), Plain::text(&self.name))];
        for (key, cues) in [("needs", &self.needs), ("unless", &self.unless)] {
            if !cues.is_empty() {
                entries.push((key.to_owned(), Plain::texts(cues)));
            }
        }
        Plain::Map(entries)
    }
}

impl NewActor {
    /// Returns the actor as a mapping, its keys in the order of the format.
    pub(super) fn entries(&self) -> Vec<(String, Plain)> {
        let id = Some(&self.id);
        let single = [
            ("id", id),
            ("name", Some(&self.name)),
            ("type", self.actor_type.as_ref()),
            ("country", self.country.as_ref()),
            ("part_of", self.part_of.as_ref()),
        ];
        let single = single
            .into_iter()
            .filter_map(|(key, text)| Some((key, Plain::text(text?))));
        single
            .chain(self.additions.entries())
            .map(|(key, plain)| (key.to_owned(), plain))
            .collect()
    }
}
