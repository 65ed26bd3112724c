//! Changes to actors of other files, as written.

use super::{Decoder, LITERAL, Of};
use crate::contents::{ActorChange, Dropped, Relation, Text};
use crate::read::fields::Fields;
use crate::read::wanted::Wanted;
use crate::read::yaml::{Node, Value};
use crate::schema::vocabulary;

/// The value of `drop` that stands for all.
const ALL: &str = "all";

impl Decoder<'_> {
    pub(super) fn change(&mut self, node: &Node) {
        let Some(fields) = self.reader.fields(node, "a change", vocabulary::CHANGE) else {
            return;
        };
        let actor = self.reader.required_text(&fields, "actor", "iran");
        let off = self.flag(&fields, "off");
        let drop = self.dropped(&fields);
        let name = fields.get("name").and_then(|node| {
            let mut texts = Vec::new();
            self.reader.texts_of(node, "name", LITERAL, &mut texts);
            self.reader.findable(&mut texts);
            texts.pop()
        });
        let actor_type = self.reader.text(&fields, "type");
        let country = self.country(&fields);
        let part_of = self.reader.text(&fields, "part_of");
        let part_of = part_of.map(|text| self.refer(text, Relation::PartOf));
        let codes = self.codes(&fields);
        let roles = self.roles(&fields);
        let mut names = Vec::new();
        self.names(&fields, Of::Actor, &mut names);
        let not = self.not(&fields, Of::Actor);
        let matches = self.examples(&fields, "matches");
        let never = self.examples(&fields, "never");
        self.refuse_idle_change(&fields, off);
        if let Some(actor) = actor {
            self.refer(actor.clone(), Relation::Change);
            self.changes.push(ActorChange {
                actor,
                off,
                drop,
                name,
                actor_type: actor_type.map(|text| text.text.into()),
                country,
                part_of,
                codes,
                names,
                roles,
                not,
                matches,
                never,
            });
        }
    }

    /// What is taken away: `all`, or texts.
    fn dropped(&mut self, fields: &Fields<'_>) -> Dropped {
        let Some(node) = fields.get("drop") else {
            return Dropped::Texts(Vec::new());
        };
        match &node.value {
            Value::Scalar(text) if text.trim() == ALL => Dropped::All,
            // Texts of examples may hold brackets, and are no names: nothing is asked of them but
            // that the actor has them.
            Value::List(_) => {
                Dropped::Texts(self.reader.texts(fields, "drop", Of::Actor.expanded()))
            }
            _ => {
                self.reader.wrong_type(node, "drop", Wanted::Strings);
                Dropped::Texts(Vec::<Text>::new())
            }
        }
    }

    /// Reports a change that changes nothing, and one that is more than `off`.
    fn refuse_idle_change(&mut self, fields: &Fields<'_>, off: bool) {
        // An unknown key is reported already, and something was meant by it.
        let mut others = fields.keys().filter(|key| !matches!(*key, "actor" | "off"));
        let findings = &mut self.reader.findings;
        match (off, others.next()) {
            (true, Some(other)) => {
                let message = format!("`{other}` beside `off: true`");
                findings
                    .error(&fields.span, "empty-change", message)
                    .help("an actor that is off has no names: remove one of the two");
            }
            (false, None) => {
                findings
                    .error(
                        &fields.span,
                        "empty-change",
                        "a change that changes nothing",
                    )
                    .help(
                        "add names, such as `aliases: [Persia]`; take some away, with \
                         `drop: [Persia]`; or switch the actor off, with `off: true`",
                    );
            }
            _ => {}
        }
    }
}
