//! Gazetteers with every sort of name and condition, over few words, so that actors get into each
//! other's way.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::inputs::{name, quoted};

/// Names that share words, some of them common words in lower case.
const NAMES: &[&str] = &[
    "Iran",
    "Iranian",
    "Islamic Republic of Iran",
    "Islamic State",
    "US",
    "U.S. Army",
    "Army",
    "Iranian Army",
    "Tehran",
    "Ali",
    "Jim Mattis",
    "Mattis",
    "James Mattis",
    "Damascus",
    "WHO",
    "Turkey",
    "New York",
    "York",
    "New York Times",
    "Times",
    "al-Nusra",
    "Nusra Front",
    "Front",
    "Sha'abi",
    "伊朗",
    "حزب الله",
    "Côte d’Ivoire",
];

const BESIDE: &[&str] = &["the", "in", "president", "of", "said", "old"];

/// What a gazetteer lists.
#[derive(Debug, Clone)]
pub struct Actors(pub Vec<Actor>);

#[derive(Debug, Clone)]
pub struct Actor {
    kind: &'static str,
    country: Option<&'static str>,
    /// The actor it is part of, if that stands before it.
    parent: Option<Index>,
    name: String,
    /// Lists of names, by key.
    lists: Vec<(&'static str, Vec<String>)>,
    guarded: Vec<Guarded>,
    pub not: Vec<String>,
}

#[derive(Debug, Clone)]
struct Guarded {
    name: String,
    case: &'static str,
    weak: bool,
    condition: Option<(&'static str, Cue)>,
}

#[derive(Debug, Clone)]
enum Cue {
    Word(&'static str),
    Actor(Index),
}

impl Actors {
    /// The gazetteer as a YAML file.
    pub fn yaml(&self) -> String {
        self.yaml_in(&(0..self.0.len()).collect::<Vec<_>>())
    }

    /// The gazetteer with these actors only, in this order. References to others are left out.
    pub fn yaml_in(&self, order: &[usize]) -> String {
        let mut yaml = String::from("actors:\n");
        for &number in order {
            let actor = &self.0[number];
            yaml += &format!("- id: actor-{number}\n  type: {}\n", actor.kind);
            yaml += &format!("  name: {}\n", quoted(&actor.name));
            if let Some(country) = actor.country {
                match actor.kind {
                    "government" => yaml += &format!("  codes: {{iso3: {country}}}\n"),
                    _ => yaml += &format!("  country: {country}\n"),
                }
            }
            let parent = actor.parent.filter(|_| number > 0);
            let parent = parent.map(|parent| parent.index(number));
            if let Some(parent) = parent.filter(|parent| order.contains(parent)) {
                yaml += &format!("  part_of: actor-{parent}\n");
            }
            for (key, names) in actor.lists.iter().chain([&("not", actor.not.clone())]) {
                let items: Vec<String> = names.iter().map(|name| quoted(name)).collect();
                if !items.is_empty() {
                    yaml += &format!("  {key}: [{}]\n", items.join(", "));
                }
            }
            if !actor.guarded.is_empty() {
                yaml += "  guarded:\n";
            }
            for Guarded {
                name,
                case,
                weak,
                condition,
            } in &actor.guarded
            {
                yaml += &format!("  - {{name: {}", quoted(name));
                if *case != "written" {
                    yaml += &format!(", case: {case}");
                }
                if *weak {
                    yaml += ", weak: true";
                }
                if let Some((key, cue)) = condition {
                    let cue = match cue {
                        Cue::Word(word) => Some(quoted(word)),
                        Cue::Actor(actor) => Some(actor.index(self.0.len()))
                            .filter(|actor| order.contains(actor))
                            .map(|actor| format!("actor-{actor}")),
                    };
                    yaml += &cue.map_or_else(String::new, |cue| format!(", {key}: [{cue}]"));
                }
                yaml += "}\n";
            }
        }
        yaml
    }

    /// Every name and phrase, and words that decide something beside them.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = BESIDE.iter().map(|&word| word.to_owned()).collect();
        for actor in &self.0 {
            // Twice, so that names outnumber the rest.
            words.extend([actor.name.clone(), actor.name.clone()]);
            words.extend(actor.lists.iter().flat_map(|(_, names)| names).cloned());
            words.extend(actor.guarded.iter().map(|guarded| guarded.name.clone()));
            words.extend(actor.not.iter().cloned());
            words.push(format!("{}\n", actor.name.to_uppercase()));
        }
        words
    }
}

/// An edit of one actor: what becomes another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Name,
    Type,
    Country,
    Parent,
    /// One of the lists of names.
    List(usize),
    Guarded,
    Not,
    All,
}

impl Actor {
    pub fn edit(&mut self, edit: Edit, like: &Actor) {
        match edit {
            Edit::Name => self.name.clone_from(&like.name),
            Edit::Type => self.kind = like.kind,
            Edit::Country => self.country = like.country,
            Edit::Parent => self.parent = like.parent,
            Edit::List(list) => self.lists[list].clone_from(&like.lists[list]),
            Edit::Guarded => self.guarded.clone_from(&like.guarded),
            Edit::Not => self.not.clone_from(&like.not),
            Edit::All => self.clone_from(like),
        }
    }
}

fn some_name() -> impl Strategy<Value = String> {
    prop_oneof![4 => select(NAMES).prop_map(str::to_owned), 1 => name()]
}

fn guarded() -> impl Strategy<Value = Guarded> {
    let cue = prop_oneof![
        2 => select(BESIDE).prop_map(Cue::Word),
        2 => any::<Index>().prop_map(Cue::Actor),
        1 => select(NAMES).prop_map(Cue::Word),
    ];
    let key = select(vec!["needs", "unless", "before", "after"]);
    let case = select(vec!["written", "exact", "any"]);
    (
        some_name(),
        case,
        prop::bool::weighted(0.2),
        weighted(0.8, (key, cue)),
    )
        .prop_map(|(name, case, weak, condition)| Guarded {
            name,
            case,
            weak,
            condition,
        })
}

pub fn actor() -> impl Strategy<Value = Actor> {
    let names = |most: usize| vec(some_name(), 0..=most);
    let lists = (names(2), names(1), names(1), names(1)).prop_map(
        |(aliases, adjectives, metonyms, short)| {
            vec![
                ("aliases", aliases),
                ("adjectives", adjectives),
                ("metonyms", metonyms),
                ("short_names", short),
            ]
        },
    );
    // A longer phrase around a name, or two names in a row.
    let not = vec((some_name(), some_name()), 0..2).prop_map(|pairs| {
        pairs
            .into_iter()
            .map(|(first, second)| format!("{first} {second}"))
            .collect()
    });
    (
        select(vec!["government", "place", "militia", "person"]),
        weighted(0.5, select(vec!["IRN", "USA"])),
        weighted(0.3, any::<Index>()),
        some_name(),
        lists,
        vec(guarded(), 0..2),
        not,
    )
        .prop_map(|(kind, country, parent, name, lists, guarded, not)| Actor {
            kind,
            country,
            parent,
            name,
            lists,
            guarded,
            not,
        })
}

pub fn actors() -> impl Strategy<Value = Actors> {
    vec(actor(), 1..5).prop_map(Actors)
}
