//! What each hint weighs: the one table of numbers.

use std::fmt;

use super::{NameSort, Reading};

/// Something around a name that tells an actor from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hint {
    /// A city or another place, whatever is around it.
    OfSort,
    /// BEIRUT, June 15 (Reuters) –
    Dateline,
    /// Beirut, Lebanon.
    CityAndCountry,
    /// In a list with towns that stand for nobody: Lima, Cusco and Loreto.
    AmongTowns,
    /// In brackets, or with a number or a name behind: Yaoundé 1, an Ankara Provincial Court.
    InName,
    /// In, at, near.
    PlacePreposition,
    /// Northern, Greater.
    PartOf,
    /// By, with, against; sanctions on, victory over.
    ActorPreposition,
    /// Ties to, independence from.
    Toward,
    /// Flew to, the train for.
    Motion,
    /// To, where nothing says what leads there.
    MaybeMotion,
    /// For, towards.
    Beneficiary,
    /// The government of, the ambitions of.
    OfActor,
    /// The streets of, the siege of, a border with.
    OfPlace,
    /// Of, on or over, behind a word that tells nothing.
    OfSomething,
    /// Accused, urged, told.
    Object,
    /// Attacked, beat, recognised, with a state.
    Opponent,
    /// A verb that tells nothing of its object.
    MaybeObject,
    /// Visited, bombed; attacks on a city; what is now.
    Located,
    /// The capital, the village.
    Apposition,
    /// Trains between.
    BetweenPlaces,
    /// Talks between.
    BetweenActors,
    /// About.
    Topic,
    /// Said, wants, denied.
    Speech,
    /// Signed, invaded, beat.
    Deed,
    /// Gave, began; what looks like a verb.
    MaybeDeed,
    /// Lies, borders, has mountains.
    Lies,
    /// Is ready, is a member, is at war.
    IsActor,
    /// Is a city, is in.
    IsPlace,
    /// Its government, its ambitions, its captain.
    ActorsNoun,
    /// Its streets, its people, its food; the talks and the police of a city.
    PlacesNoun,
    /// A noun that is in no list.
    MaybeNoun,
    /// -backed; pro-, anti-.
    HyphenActor,
    /// -based, -born.
    HyphenPlace,
    /// Where …, a town on the coast.
    Where,
    /// Its sentence or clause begins with it.
    Opens,
    /// It stands behind a comma or a bracket, without a verb.
    SetOff,
    /// Nothing but its name.
    Named,
    /// Government, regime, within a longer name.
    Institution,
}

impl Hint {
    /// Returns which reading it speaks for, and how loud.
    ///
    /// From 1, little better than a guess, to 6, what hardly ever errs; what makes the rest of the
    /// sentence idle is above. A grammar of English gave the order, sentences of encyclopedias and
    /// news the check. A verb behind a name (5) wins over a weak word before it (3), and loses
    /// against a preposition of place (6); a city is a place (2) until more than that is said.
    pub(super) fn says(self) -> (Reading, i32) {
        use Reading::{Actor, Place};
        match self {
            Self::Dateline => (Place, 9),
            Self::HyphenActor => (Actor, 7),
            Self::HyphenPlace => (Place, 7),
            Self::PlacePreposition | Self::PartOf | Self::Motion => (Place, 6),
            Self::CityAndCountry | Self::IsPlace => (Place, 6),
            Self::Speech | Self::Object | Self::Toward | Self::Institution => (Actor, 6),
            Self::Deed | Self::ActorsNoun => (Actor, 5),
            Self::ActorPreposition | Self::BetweenActors => (Actor, 5),
            Self::OfPlace | Self::PlacesNoun | Self::BetweenPlaces => (Place, 5),
            Self::AmongTowns | Self::InName => (Place, 5),
            Self::OfActor | Self::Opponent => (Actor, 4),
            Self::Located | Self::Lies | Self::Apposition | Self::Where => (Place, 4),
            Self::MaybeDeed | Self::IsActor | Self::Beneficiary => (Actor, 3),
            Self::MaybeMotion => (Place, 3),
            Self::OfSort | Self::OfSomething | Self::MaybeNoun => (Place, 2),
            Self::Topic | Self::Named | Self::SetOff => (Place, 1),
            Self::MaybeObject | Self::Opens => (Actor, 1),
        }
    }
}

/// What it is, with an example, for people.
impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OfSort => "a town, and nothing more is said",
            Self::Dateline => "a dateline",
            Self::CityAndCountry => "a town and its country",
            Self::AmongTowns => "in a list with other towns",
            Self::InName => "part of a name, or in brackets",
            Self::PlacePreposition => "a preposition of place before it: in, at, near",
            Self::PartOf => "a part of it: northern, greater",
            Self::ActorPreposition => "a preposition of dealing before it: by, with, against",
            Self::Toward => "what is given to or wanted from it: ties to, orders from",
            Self::Motion => "motion to it: flew to, the train for",
            Self::MaybeMotion => "a word of direction before it: to",
            Self::Beneficiary => "for or towards before it",
            Self::OfActor => "what actors have, with of: the ambitions of",
            Self::OfPlace => "what places have, with of: the streets of",
            Self::OfSomething => "of, on or over before it",
            Self::Object => "what is said or done to it: accused, urged",
            Self::Opponent => "a verb of fighting before it",
            Self::MaybeObject => "a verb before it",
            Self::Located => "what is done at a place: visited, bombed",
            Self::Apposition => "a word for a place before it: the capital",
            Self::BetweenPlaces => "ways between places: trains between",
            Self::BetweenActors => "dealings between actors: talks between",
            Self::Topic => "about before it",
            Self::Speech => "a verb of speech or will behind it: said, wants",
            Self::Deed => "a verb of dealing behind it: signed, invaded",
            Self::MaybeDeed => "a verb behind it",
            Self::Lies => "what places do: lies, borders",
            Self::IsActor => "what actors are: is ready, is a member",
            Self::IsPlace => "what places are: is a city",
            Self::ActorsNoun => "what actors have behind it: its ambitions, its army",
            Self::PlacesNoun => "what places have behind it: its streets, its people",
            Self::MaybeNoun => "a noun behind it",
            Self::HyphenActor => "backed, pro or anti with a hyphen",
            Self::HyphenPlace => "based or born with a hyphen",
            Self::Where => "where, or a word for a place, behind it",
            Self::Opens => "it begins its clause",
            Self::SetOff => "it is set off by commas or brackets",
            Self::Named => "nothing around it tells",
            Self::Institution => "a government by its longer name",
        })
    }
}

/// Returns what a name says by itself.
pub(super) fn of_sort(sort: NameSort) -> Option<Hint> {
    match sort {
        NameSort::Metonym | NameSort::Site => Some(Hint::OfSort),
        NameSort::Own | NameSort::Adjective | NameSort::Palace => None,
    }
}
