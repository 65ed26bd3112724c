//! What a preposition says of the name behind it, with the words that it depends on.

use super::classes::Classes;
use super::flank::{Flank, Gap, NearWord};
use super::{Hint, Scene};

/// Words looked over before a preposition for what it depends on.
const NEAR: usize = 4;

/// Returns what the preposition at place `at` says.
pub(super) fn hint<'s, 't>(scene: &'s Scene<'t>, at: usize, word: &NearWord<'_>) -> Option<Hint> {
    let governed = Governed {
        left: &scene.left,
        at,
        is_own: scene.is_own(),
        is_city: scene.is_city(),
        is_subject: scene
            .right
            .get(0)
            .is_some_and(|word| word.text.ends_with("ing")),
    };
    let hints: [(Classes, Says<'s, 't>); 12] = [
        (Classes::INSIDE, |_| Hint::PlacePreposition),
        (Classes::OF, Governed::of),
        (Classes::TO, Governed::to),
        (Classes::FROM, Governed::from),
        (Classes::FOR, Governed::r#for),
        (Classes::BY, Governed::by),
        (Classes::WITH, Governed::with),
        (Classes::BETWEEN, Governed::between),
        (Classes::ON, Governed::on),
        (Classes::OVER, Governed::over),
        (Classes::TOWARDS, Governed::towards),
        (Classes::ABOUT, |_| Hint::Topic),
    ];
    let found = hints.iter().find(|(classes, _)| word.is(*classes));
    found.map(|(_, hint)| hint(&governed))
}

/// What a preposition says.
type Says<'s, 't> = fn(&Governed<'s, 't>) -> Hint;

/// A name behind a preposition.
struct Governed<'s, 't> {
    left: &'s Flank<'t>,
    /// The place of the preposition.
    at: usize,
    is_own: bool,
    is_city: bool,
    /// Whether a verb in *-ing* follows: with La Paz registering.
    is_subject: bool,
}

impl Governed<'_, '_> {
    /// Returns whether any word of a class stands before the preposition, near it and in its
    /// phrase.
    fn near(&self, classes: Classes) -> bool {
        self.left
            .words()
            .skip(self.at + 1)
            .take(NEAR)
            .take_while(|word| word.gap.joins())
            .enumerate()
            // U.S.-accredited programs to Vienna: accredited is no verb.
            .any(|(at, word)| {
                let before = self.left.get(self.at + 2 + at);
                word.is(classes) && before.is_none_or(|before| before.gap != Gap::Hyphen)
            })
    }

    /// Returns what the word right before the preposition can be.
    fn head(&self) -> Classes {
        self.left.classes(self.at + 1)
    }

    /// Returns whether the preposition follows a verb of motion.
    fn moves(&self) -> bool {
        let is_between = |word: NearWord<'_>| matches!(word.text, "home" | "back" | "on");
        // Flew home to.
        let verb = match self.left.get(self.at + 1).is_some_and(is_between) {
            true => self.left.classes(self.at + 2),
            false => self.head(),
        };
        verb.is(Classes::MOVING) && !verb.is(Classes::NOUN)
    }

    /// Cities are attacked as places, states as actors.
    fn is_target(&self) -> bool {
        self.is_city && self.near(Classes::ASSAULT)
    }

    fn of(&self) -> Hint {
        let noun = self.head();
        let of_places = Classes::SITE
            .or(Classes::EVENT)
            .or(Classes::PEOPLE)
            .or(Classes::CULTURE);
        let of_actors = match self.is_city {
            true => Classes::GOVERNING.or(Classes::WILL),
            false => Classes::BODY.or(Classes::WILL).or(Classes::TEAM),
        };
        // The Congress of Vienna, the court of Algiers, the municipal government of Lima.
        let of_cities = Classes::LOCAL.or(Classes::MISSION).or(Classes::DEALINGS);
        let is_of_city = self.is_city && (noun.is(of_cities) || self.near(Classes::LOCAL));
        if self.is_own && noun.is(Classes::POLITY) {
            Hint::OfActor
        } else if noun.is(of_places) || is_of_city {
            Hint::OfPlace
        } else if noun.is(of_actors) {
            Hint::OfActor
        } else {
            Hint::OfSomething
        }
    }

    fn to(&self) -> Hint {
        let is_between_places = self.near(Classes::FROM);
        let is_way = self.is_city && self.head().is(Classes::TRAVEL);
        if self.near(Classes::TOWARD) && !is_way && !self.moves() && !is_between_places {
            Hint::Toward
        } else if self.near(Classes::MOVING.or(Classes::TRAVEL)) {
            Hint::Motion
        } else {
            Hint::MaybeMotion
        }
    }

    fn from(&self) -> Hint {
        // Soldiers from, and those who came from.
        let is_origin = self.moves() || self.head().is(Classes::PEOPLE);
        if self.near(Classes::FROMWARD) && !is_origin {
            Hint::Toward
        } else {
            Hint::PlacePreposition
        }
    }

    fn r#for(&self) -> Hint {
        let of_actors = Classes::TOWARD.or(Classes::WILL).or(Classes::DEALINGS);
        if self.near(Classes::FORWARD) {
            Hint::Motion
        } else if self.is_city && !self.near(of_actors) {
            // The police of a town, and buses.
            Hint::OfSomething
        } else {
            Hint::Beneficiary
        }
    }

    /// By, or against.
    fn by(&self) -> Hint {
        let is_by = |word: NearWord<'_>| word.text.eq_ignore_ascii_case("by");
        let is_agent = self.left.get(self.at).is_some_and(is_by);
        let is_next = |word: NearWord<'_>| word.text == "followed";
        if is_agent && self.left.get(self.at + 1).is_some_and(is_next) {
            // First Lyon, followed by Paris: a list.
            Hint::Named
        } else if self.is_target() && !is_agent {
            Hint::Located
        } else {
            Hint::ActorPreposition
        }
    }

    fn with(&self) -> Hint {
        // A border with.
        if self.near(Classes::TRAVEL) {
            Hint::OfPlace
        } else if self.is_city && self.is_subject {
            Hint::Named
        } else {
            Hint::ActorPreposition
        }
    }

    fn between(&self) -> Hint {
        let of_places = Classes::TRAVEL.or(Classes::MOVING);
        let of_places = of_places.or(Classes::RESIDING).or(Classes::LYING);
        if self.near(Classes::DEALINGS) {
            Hint::BetweenActors
        } else if self.near(of_places) {
            Hint::BetweenPlaces
        } else if self.is_own {
            Hint::MaybeObject
        } else {
            Hint::Topic
        }
    }

    fn on(&self) -> Hint {
        if self.is_target() {
            Hint::Located
        } else if self.near(Classes::HELD) {
            Hint::ActorPreposition
        } else {
            Hint::OfSomething
        }
    }

    fn over(&self) -> Hint {
        if self.near(Classes::REIGN) {
            Hint::ActorPreposition
        } else {
            Hint::OfSomething
        }
    }

    fn towards(&self) -> Hint {
        if self.near(Classes::MOVING) {
            Hint::Motion
        } else if self.is_own || self.near(Classes::WILL) {
            Hint::Beneficiary
        } else {
            Hint::MaybeMotion
        }
    }
}
