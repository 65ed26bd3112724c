//! The keys of each mapping, and the types and schemes that editors propose.

use super::{Key, Mapping, Shape};

const fn key(name: &'static str, shape: Shape, example: &'static str, about: &'static str) -> Key {
    Key {
        name,
        shape,
        about,
        example,
    }
}

/// Keys of a file.
pub(crate) const FILE: &[Key] = &[
    key(
        "type",
        Shape::Type,
        r#""militia""#,
        "The type of every actor and family of this file that has none of its own.",
    ),
    key(
        "actors",
        Shape::Many(Mapping::Actor),
        r#"[{"id": "iran", "name": "Iran", "type": "government"}]"#,
        "The actors, one entry each. Their order does not matter.",
    ),
    key(
        "families",
        Shape::Many(Mapping::Family),
        concat!(
            r#"[{"each": {"type": "government"}, "id": "<id>-armed-forces", "#,
            r#""name": "<adjective> armed forces", "type": "military"}]"#,
        ),
        "Rules that make further actors and names from others, of whatever file.",
    ),
    key(
        "changes",
        Shape::Many(Mapping::Change),
        r#"[{"actor": "iran", "aliases": ["Persia"]}]"#,
        "What this file changes in actors of others: names added or dropped, actors switched off.",
    ),
];

/// Keys of an actor.
pub(crate) const ACTOR: &[Key] = &[
    key(
        "id",
        Shape::Id,
        r#""popular-mobilization-forces""#,
        "The stable key of the actor in all tables: lower-case letters and digits, words joined by \
        single hyphens. No two actors share one. Once tables bear it, do not change it.",
    ),
    key(
        "name",
        Shape::Literal,
        r#""Popular Mobilization Forces""#,
        "The canonical name, shown in tables and looked for in texts. A capital demands a capital \
        in the text. Braces are not expanded here.",
    ),
    key(
        "type",
        Shape::Type,
        r#""militia""#,
        "What sort of actor it is. Not needed where the file has a type for all.",
    ),
    key(
        "country",
        Shape::Country,
        r#""IRQ""#,
        "ISO 3166 alpha-3 code of the country it belongs to. Helps to decide between actors of the \
        same name.",
    ),
    key(
        "part_of",
        Shape::Id,
        r#""iraqi-armed-forces""#,
        "The id of the actor it belongs to, as a unit to an army. Helps to decide between actors \
        of the same name.",
    ),
    key(
        "placeholder",
        Shape::Flag,
        "true",
        "It stands for an actor that the text does not name, such as a ministry of an unnamed \
        state. Tables say so, so that it can be left out.",
    ),
    key(
        "aliases",
        Shape::List,
        r#"["Popular Mobili{z,s}ation {Units,Committee}", "{,al-}Hashd al-Shaabi"]"#,
        "Other full names. Braces stand for alternatives, as in the shell. Accents, hyphens and \
        apostrophes need no spelling of their own.",
    ),
    key(
        "adjectives",
        Shape::List,
        r#"["Iranian{,s}"]"#,
        "Adjectives and nouns of people. Families write them for <adjective>, but for plurals such \
        as Iranians; the first stands in the names that tables show.",
    ),
    key(
        "metonyms",
        Shape::List,
        r#"["Tehran", "the Kremlin"]"#,
        "A capital or building that stands for the actor. It is the place of that name unless \
        something speaks for the actor: Tehran said, talks with Tehran.",
    ),
    key(
        "short_names",
        Shape::List,
        r#"["Mattis"]"#,
        "Surnames and bare acronyms: they count where the document has a full name of the actor, \
        or speaks of its country.",
    ),
    key(
        "guarded",
        Shape::Many(Mapping::Guarded),
        r#"[{"name": "PMU", "needs": ["iraq", "Baghdad"]}]"#,
        "Names with conditions: what must stand in the document or beside the name.",
    ),
    key(
        "codes",
        Shape::Codes,
        r#"{"wikidata": "Q18209757", "cameo": "IRQMIL"}"#,
        "Keys of the actor in public schemes, as scheme: value; of several a list. They are \
        written into the tables.",
    ),
    key(
        "roles",
        Shape::Many(Mapping::Role),
        r#"[{"title": "Secretary of Defense", "from": "2017-01-20", "until": "2019-01-01"}]"#,
        "Titles and codes that the actor holds between two dates.",
    ),
    key(
        "not",
        Shape::List,
        r#"["Michael Jordan", "Air Jordan{,s}"]"#,
        "Longer phrases that hold a name of the actor and are somebody else. Nothing is tagged \
        there.",
    ),
    key(
        "matches",
        Shape::Marked,
        r#"["the [PMU] left Baghdad"]"#,
        "Example texts, run by actag check: what stands in brackets must be found, as this actor.",
    ),
    key(
        "never",
        Shape::Examples,
        r#"["the PMU measures the phase of the grid"]"#,
        "Example texts, run by actag check, in which the actor must not be found.",
    ),
];

/// Keys of a change: which actor, then what is taken away, then those of an actor.
pub(crate) const CHANGE: &[Key] = &[
    key(
        "actor",
        Shape::Id,
        r#""iran""#,
        "The id of the actor, which another file lists.",
    ),
    key(
        "aliases",
        Shape::List,
        r#"["Persia"]"#,
        "Full names, beside those that the actor has. Braces stand for alternatives.",
    ),
    key(
        "off",
        Shape::Flag,
        "true",
        "The actor is switched off: none of its names counts. Others may still refer to it, and \
        families still make actors of it.",
    ),
    key(
        "drop",
        Shape::Dropped,
        r#"["Persia", "Persian{,s}"]"#,
        "Names that no longer count, of whatever kind; capitals, accents and hyphens need not \
        agree. Also phrases of not and examples. all: all but the canonical name.",
    ),
    key(
        "name",
        Shape::Literal,
        r#""Islamic Republic of Iran""#,
        "A canonical name in the place of the one that is there, which becomes an alias unless it \
        is dropped.",
    ),
    key(
        "type",
        Shape::Type,
        r#""government""#,
        "A type in the place of the one that is there.",
    ),
    key(
        "country",
        Shape::Country,
        r#""IRN""#,
        "A country in the place of the one that is there.",
    ),
    key(
        "part_of",
        Shape::Id,
        r#""united-nations""#,
        "The id of the actor it belongs to, in the place of the one that is there.",
    ),
    key(
        "adjectives",
        Shape::List,
        r#"["Persian{,s}"]"#,
        "Adjectives and nouns of people, beside those that the actor has. Families write them.",
    ),
    key(
        "metonyms",
        Shape::List,
        r#"["Tehran"]"#,
        "Places and buildings that stand for the actor, beside those that it has.",
    ),
    key(
        "short_names",
        Shape::List,
        r#"["Mattis"]"#,
        "Surnames and bare acronyms, beside those that the actor has.",
    ),
    key(
        "guarded",
        Shape::Many(Mapping::Guarded),
        r#"[{"name": "the Republic", "needs": ["Tehran"]}]"#,
        "Names with conditions, beside those that the actor has. To change a condition, drop the \
        name and write it here.",
    ),
    key(
        "codes",
        Shape::Codes,
        r#"{"mine": "IR-1"}"#,
        "Codes, in the place of those of the same schemes.",
    ),
    key(
        "roles",
        Shape::Many(Mapping::Role),
        r#"[{"title": "Secretary of Defense", "from": "2017-01-20", "until": "2019-01-01"}]"#,
        "Roles beside those that the actor has; one of the same title, of and from takes the place \
        of that one.",
    ),
    key(
        "not",
        Shape::List,
        r#"["Air Jordan{,s}"]"#,
        "Longer phrases that are somebody else, beside those that the actor has.",
    ),
    key(
        "matches",
        Shape::Marked,
        r#"["ruled [Persia] then"]"#,
        "Example texts, run by actag check: what stands in brackets must be found, as this actor.",
    ),
    key(
        "never",
        Shape::Examples,
        r#"["a Persian rug"]"#,
        "Example texts, run by actag check, in which the actor must not be found.",
    ),
];

/// Keys of an entry under `guarded`.
pub(crate) const GUARDED: &[Key] = &[
    key(
        "name",
        Shape::Expanded,
        r#""PM{U,F}""#,
        "The name. Braces stand for alternatives, each with the same conditions.",
    ),
    key(
        "case",
        Shape::Case,
        r#""exact""#,
        "exact: every letter stands as written. any: capitals do not count. Without it a capital \
        in the name demands one in the text.",
    ),
    key(
        "needs",
        Shape::Words,
        r#"["iraq", "Baghdad"]"#,
        "One of these must weigh in the document: ids of actors that it names, or of which it \
        names something, or words.",
    ),
    key(
        "unless",
        Shape::Words,
        r#"["phasor", "voltage"]"#,
        "None of these actors may weigh as much in the document as what speaks for this one, and \
        no word of these may be there.",
    ),
    key(
        "before",
        Shape::Words,
        r#"["the", "President"]"#,
        "One of these words must stand directly before the name.",
    ),
    key(
        "after",
        Shape::Words,
        r#"["fighters", "commander"]"#,
        "One of these words must stand directly after the name.",
    ),
    key(
        "not_before",
        Shape::Words,
        r#"["Mount", "River"]"#,
        "None of these words may stand directly before the name.",
    ),
    key(
        "not_after",
        Shape::Words,
        r#"["Street", "University"]"#,
        "None of these words may stand directly after the name.",
    ),
    key(
        "weak",
        Shape::Flag,
        "true",
        "A broad name, as sanctions lists mark a weak a.k.a.: kept in the tables but marked, and \
        given way to any other name.",
    ),
];

/// Keys of an entry under `roles`.
pub(crate) const ROLE: &[Key] = &[
    key(
        "title",
        Shape::Text,
        r#""Secretary of Defense""#,
        "The title, written into the tables while it is held.",
    ),
    key(
        "of",
        Shape::Id,
        r#""us-department-of-defense""#,
        "The id of the actor in which the role is held.",
    ),
    key(
        "from",
        Shape::Date,
        r#""2017-01-20""#,
        "The first day, as YYYY-MM-DD. Left out where it is not known.",
    ),
    key(
        "until",
        Shape::Date,
        r#""2019-01-01""#,
        "The day after the last, as YYYY-MM-DD. Left out while the role is held.",
    ),
    key(
        "known_until",
        Shape::Date,
        r#""2022-12-31""#,
        "In place of until, where nobody knows how long it lasted: the last day of which it is \
        known that the role was held, as YYYY-MM-DD.",
    ),
    key(
        "codes",
        Shape::Codes,
        r#"{"cameo": "USAGOVMIL"}"#,
        "Codes that hold for the time of the role, before those of the actor.",
    ),
];

/// Keys of a code that holds for a time.
pub(crate) const CODE: &[Key] = &[
    key("code", Shape::Text, r#""260""#, "The code."),
    key(
        "from",
        Shape::Date,
        r#""1955-05-05""#,
        "The first day, as YYYY-MM-DD. Left out where it is not known.",
    ),
    key(
        "until",
        Shape::Date,
        r#""1990-10-03""#,
        "The day after the last, as YYYY-MM-DD. Left out while the code holds.",
    ),
];

/// Keys of a family.
pub(crate) const FAMILY: &[Key] = &[
    key(
        "each",
        Shape::One(Mapping::Each),
        r#"{"type": "government"}"#,
        "Which actors the family is made from.",
    ),
    key(
        "id",
        Shape::IdPattern,
        r#""<id>-armed-forces""#,
        "The id of each actor that is made. An actor that has it already gets the names in \
        addition, and wins where both speak.",
    ),
    key(
        "name",
        Shape::Literal,
        r#""<adjective> armed forces""#,
        "The canonical name of each actor that is made. Of several adjectives the first is taken, \
        and the name where there is none.",
    ),
    key(
        "type",
        Shape::Type,
        r#""military""#,
        "The type of the actors that are made. Not needed where the file has a type for all.",
    ),
    key(
        "country",
        Shape::CountryPattern,
        r#""<country>""#,
        "The country of each actor that is made: <country>, or one code for all.",
    ),
    key(
        "part_of",
        Shape::IdPattern,
        r#""<id>""#,
        "The id of the actor that each belongs to.",
    ),
    key(
        "aliases",
        Shape::List,
        r#"["<adjective> {army,troops}", "<name>-backed forces"]"#,
        "Other full names. Every combination of the actor's names and of the alternatives in \
        braces is made; a text whose placeholder has no value is left out.",
    ),
    key(
        "adjectives",
        Shape::List,
        r#"["<adjective>-backed"]"#,
        "Adjectives and nouns of people of the actors that are made.",
    ),
    key(
        "metonyms",
        Shape::List,
        r#"["<name> General Staff"]"#,
        "Places and buildings that stand for the actors that are made.",
    ),
    key(
        "short_names",
        Shape::List,
        r#"["Foreign Ministry"]"#,
        "Names that count where the document has a full name of the actor that is made, or speaks \
        of its country.",
    ),
    key(
        "guarded",
        Shape::Many(Mapping::Guarded),
        r#"[{"name": "government forces", "needs": ["<id>"]}]"#,
        "Names with conditions; the conditions may hold placeholders, too.",
    ),
    key(
        "codes",
        Shape::Codes,
        r#"{"cameo": "MIL"}"#,
        "Codes of every actor that is made. Placeholders are not filled in here.",
    ),
    key(
        "not",
        Shape::List,
        r#"["<adjective> Army Chorus"]"#,
        "Longer phrases that are somebody else.",
    ),
];

/// Keys of a family's `each`.
pub(crate) const EACH: &[Key] = &[
    key(
        "type",
        Shape::Type,
        r#""government""#,
        "All written actors of this type, of whatever file.",
    ),
    key(
        "id",
        Shape::Ids,
        r#"["iran", "russia", "turkey"]"#,
        "The actors, by their ids.",
    ),
];

/// The core of types, which the shipped gazetteers and their families use; others may be written.
pub(crate) const TYPES: [(&str, &str); 11] = [
    ("government", "a state and its government"),
    ("military", "the armed forces of a state, or a part of them"),
    ("militia", "an armed group outside of a state's forces"),
    (
        "agency",
        "a ministry, service, court or other body of a state",
    ),
    ("coalition", "several acting together for a purpose"),
    (
        "organization",
        "a standing organization, between states or private",
    ),
    ("party", "a political party or movement"),
    ("company", "a company"),
    ("media", "a news agency, paper, broadcaster or site"),
    ("person", "one human being"),
    ("place", "a city, region, base or sea"),
];
