//! Families, as written.

use super::{Decoder, FAMILY_LITERAL, LITERAL, Of};
use crate::contents::{Each, Family, Text};
use crate::read::fields::Fields;
use crate::read::yaml::Node;
use crate::schema::vocabulary;

impl Decoder<'_> {
    pub(super) fn family(&mut self, node: &Node) {
        let Some(fields) = self.reader.fields(node, "a family", vocabulary::FAMILY) else {
            self.whole = false;
            return;
        };
        let each = self.each(&fields);
        let id = self.pattern(&fields, "id");
        let name = self.pattern(&fields, "name");
        for (key, value) in [("id", &id), ("name", &name)] {
            if value.is_none() && fields.get(key).is_none() {
                self.reader.missing(
                    &fields,
                    key,
                    if key == "id" {
                        "\"<id>-armed-forces\""
                    } else {
                        "\"<adjective> armed forces\""
                    },
                );
            }
        }
        let actor_type = self.actor_type(&fields);
        let country = self.pattern(&fields, "country");
        let part_of = self.pattern(&fields, "part_of");
        let codes = self.codes(&fields);
        // What the guarded names of a family refer to is known only once their placeholders are
        // expanded.
        let outer = std::mem::take(&mut self.references);
        let mut names = Vec::new();
        self.names(&fields, Of::Family, &mut names);
        let references = std::mem::replace(&mut self.references, outer);
        let not = self.not(&fields, Of::Family);
        match id {
            Some(id) => {
                self.families.push(Family {
                    each,
                    id,
                    name,
                    actor_type,
                    country,
                    part_of,
                    codes,
                    names,
                    not,
                    references,
                });
            }
            None => self.whole = false,
        }
    }

    fn each(&mut self, fields: &Fields<'_>) -> Option<Each> {
        let Some(node) = fields.get("each") else {
            self.reader.missing(fields, "each", "{type: government}");
            return None;
        };
        let each = self.reader.fields(node, "`each`", vocabulary::EACH)?;
        match (each.get("type"), each.get("id")) {
            (Some(_), None) => self.reader.text(&each, "type").map(Each::Type),
            (None, Some(_)) => Some(Each::Ids(self.reader.texts(&each, "id", LITERAL))),
            (found, _) => {
                let message = if found.is_some() {
                    "`each` with both `type` and `id`"
                } else {
                    "`each` without `type` or `id`"
                };
                let error = self
                    .reader
                    .findings
                    .error(&each.span, "missing-key", message);
                error.help("write `each: {type: government}` or `each: {id: [iran, iraq]}`");
                None
            }
        }
    }

    /// Returns a single text of a family, which may hold placeholders.
    fn pattern(&mut self, fields: &Fields<'_>, key: &str) -> Option<Text> {
        let mut texts = Vec::new();
        let node = fields.get(key)?;
        self.reader.text_of(node, key)?;
        self.reader.texts_of(node, key, FAMILY_LITERAL, &mut texts);
        texts.pop()
    }
}
