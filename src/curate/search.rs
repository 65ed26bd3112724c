//! Actors found by what a person remembers of them: an id, a name or a part of one, a code.
//!
//! Names are compared folded and without regard to capitals, so `sha'abi` finds *al-Sha‘abi*.
//! Nothing is compiled: the names are walked through as they are.

use rayon::prelude::*;

use crate::gazetteer::{Actor, Code, Gazetteer};
use crate::text::fold;

/// How well something fits a query, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// It is the id.
    Id,
    /// It is a whole name.
    Name,
    /// It is a code, or `scheme=code`.
    Code,
    /// It is one or several whole words of a name or id.
    Words,
    /// A word of a name or id begins so.
    Beginning,
    /// It is within a word.
    Part,
}

impl Rank {
    /// Returns whether nothing is left over: the query is the id, the name, the code.
    pub fn is_exact(self) -> bool {
        self <= Rank::Code
    }
}

/// An actor that fits a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'g> {
    /// The actor.
    pub actor: &'g Actor,
    /// How well it fits.
    pub rank: Rank,
    /// What fits best: the id, a name, or a code as `scheme=code`.
    pub text: String,
}

/// Returns every actor that fits `query`, the best first; among equals the shorter text, then the
/// id.
///
/// ```
/// let gazetteer = actag::from_yaml(
///     "type: militia
/// actors:
///   - {id: pmf, name: Popular Mobilization Forces, aliases: [Hashd al-Shaabi]}
/// ",
/// )?;
/// let hits = actag::search::search(&gazetteer, "sha'abi");
/// assert_eq!(hits[0].text, "Hashd al-Shaabi");
/// assert_eq!(hits[0].rank, actag::search::Rank::Words);
/// # Ok::<(), actag::gazetteer::LoadError>(())
/// ```
pub fn search<'g>(gazetteer: &'g Gazetteer, query: &str) -> Vec<Hit<'g>> {
    let query = Query::new(query);
    if query.folded.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<Hit<'g>> = gazetteer
        .actors()
        .par_iter()
        .filter_map(|actor| query.hit(actor))
        .collect();
    hits.sort_by(|a, b| {
        let key = |hit: &Hit<'g>| (hit.rank, hit.text.chars().count());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.actor.id.cmp(&b.actor.id))
    });
    hits
}

struct Query {
    written: String,
    folded: String,
}

impl Query {
    fn new(query: &str) -> Self {
        let written = query.trim();
        Query {
            written: written.to_lowercase(),
            folded: fold(written).trim().to_owned(),
        }
    }

    fn hit<'g>(&self, actor: &'g Actor) -> Option<Hit<'g>> {
        let hit = |rank, text: &str| Hit {
            actor,
            rank,
            text: text.to_owned(),
        };
        if actor.id == self.written {
            return Some(hit(Rank::Id, &actor.id));
        }
        let names = actor.names.iter().map(|name| name.text.as_str());
        let texts = names.chain(std::iter::once(actor.id.as_str()));
        let mut best: Option<(Rank, &str)> = None;
        for text in texts {
            let Some(rank) = self.rank(&fold(text)) else {
                continue;
            };
            if best.is_none_or(|(least, _)| rank < least) {
                best = Some((rank, text));
            }
            if rank == Rank::Name {
                break;
            }
        }
        match (best, self.code(actor)) {
            (Some((Rank::Name, text)), _) => Some(hit(Rank::Name, text)),
            (_, Some(code)) => Some(hit(Rank::Code, &code)),
            (best, None) => best.map(|(rank, text)| hit(rank, text)),
        }
    }

    /// How a folded name fits.
    fn rank(&self, name: &str) -> Option<Rank> {
        if name == self.folded {
            return Some(Rank::Name);
        }
        let mut best = None;
        for (at, _) in name.match_indices(&self.folded) {
            let begins = !name[..at].ends_with(char::is_alphanumeric);
            let ends = !name[at + self.folded.len()..].starts_with(char::is_alphanumeric);
            let rank = match (begins, ends) {
                (true, true) => return Some(Rank::Words),
                (true, false) => Rank::Beginning,
                (false, _) => Rank::Part,
            };
            best = Some(best.map_or(rank, |least: Rank| least.min(rank)));
        }
        best
    }

    /// Returns the code of the actor, or of one of its roles, that the query is.
    fn code(&self, actor: &Actor) -> Option<String> {
        codes(actor).find_map(|code| {
            let pair = format!("{}={}", code.scheme, code.value);
            let is = |text: &str| text.to_lowercase() == self.written;
            (is(&code.value) || is(&pair)).then_some(pair)
        })
    }
}

/// Returns the codes of an actor and of its roles.
fn codes(actor: &Actor) -> impl Iterator<Item = &Code> {
    let of_roles = actor.roles().iter().flat_map(|role| &role.codes);
    actor.codes.iter().chain(of_roles)
}

/// What actors must be like; what does not matter is left empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A scheme, with a code or without.
    pub code: Option<(String, Option<String>)>,
    /// The type.
    pub actor_type: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The file in which it is written: its path, the end of it, or the name without its extension.
    pub file: Option<String>,
}

impl Filter {
    /// Returns whether an actor is like that.
    pub fn takes(&self, gazetteer: &Gazetteer, actor: &Actor) -> bool {
        let same = |wanted: &Option<String>, found: &str| {
            wanted
                .as_ref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(found))
        };
        let coded = self.code.as_ref().is_none_or(|(scheme, wanted)| {
            codes(actor)
                .any(|code| code.scheme.eq_ignore_ascii_case(scheme) && same(wanted, &code.value))
        });
        let in_file = self.file.as_ref().is_none_or(|file| {
            let place = gazetteer.place(actor.origin);
            place.is_some_and(|(path, _, _)| is_file(path, file))
        });
        coded
            && same(&self.actor_type, &actor.actor_type)
            && same(&self.country, actor.country.as_deref().unwrap_or_default())
            && in_file
    }
}

/// Returns whether a path is meant by the whole of it, its last parts, or its name without
/// extension.
fn is_file(path: &str, wanted: &str) -> bool {
    let (path, wanted) = (path.replace('\\', "/"), wanted.replace('\\', "/"));
    let wanted = wanted.strip_prefix("./").unwrap_or(&wanted);
    let ends = |path: &str| {
        path.strip_suffix(wanted)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    let name = path.rfind('/').map_or(0, |at| at + 1);
    let stem = path[name..]
        .rfind('.')
        .map_or(path.as_str(), |dot| &path[..name + dot]);
    ends(&path) || ends(stem)
}

/// Returns the actors whose ids or names are nearest to a query that nothing fits, with that id or
/// name; at most `most`.
///
/// A third of the letters may be wrong, as for the keys of the format: enough for a slip or another
/// spelling.
pub fn nearest<'g>(
    gazetteer: &'g Gazetteer,
    query: &str,
    most: usize,
) -> Vec<(&'g Actor, &'g str)> {
    let query = fold(query.trim());
    let length = query.chars().count();
    let allowed = (length / 3).clamp(1, 5);
    let distance = |text: &str| {
        let text = fold(text);
        let near = text.chars().count().abs_diff(length) <= allowed;
        near.then(|| strsim::osa_distance(&text, &query))
            .filter(|&distance| distance <= allowed)
    };
    let mut found: Vec<(usize, &Actor, &str)> = gazetteer
        .actors()
        .par_iter()
        .filter_map(|actor| {
            let names = actor.names.iter().map(|name| name.text.as_str());
            let texts = names.chain(std::iter::once(actor.id.as_str()));
            let near = texts.filter_map(|text| Some((distance(text)?, text)));
            let (distance, text) = near.min_by_key(|&(distance, _)| distance)?;
            Some((distance, actor, text))
        })
        .collect();
    found.sort_by_key(|&(distance, actor, _)| (distance, actor.id.as_str()));
    found.truncate(most);
    found
        .into_iter()
        .map(|(_, actor, text)| (actor, text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAZETTEER: &str = "
type: government
actors:
  - {id: iran, name: Iran, country: IRN, aliases: [Persia], metonyms: [Tehran],
     codes: {wikidata: Q794, cameo: IRN}}
  - {id: tehran, name: Tehran, type: place, country: IRN}
  - id: hassan-rouhani
    name: Hassan Rouhani
    type: person
    roles: [{title: President, codes: {cameo: IRNGOV}}]
  - {id: iranian-army, name: Iranian Army, type: military,
     aliases: ['{,al-}Artesh', Force d’Iran, Mirandom]}
";

    fn found(query: &str) -> Vec<(Rank, String, String)> {
        let gazetteer = crate::gazetteer::from_yaml(GAZETTEER).unwrap();
        let hits = search(&gazetteer, query).into_iter();
        hits.map(|hit| (hit.rank, hit.actor.id.clone(), hit.text))
            .collect()
    }

    fn owned(rank: Rank, id: &str, text: &str) -> (Rank, String, String) {
        (rank, id.into(), text.into())
    }

    #[test]
    fn the_best_comes_first() {
        let wanted = [
            owned(Rank::Id, "iran", "iran"),
            owned(Rank::Beginning, "iranian-army", "Iranian Army"),
        ];
        assert_eq!(found("Iran"), wanted);
        let wanted = [
            owned(Rank::Id, "tehran", "tehran"),
            owned(Rank::Name, "iran", "Tehran"),
        ];
        assert_eq!(found(" tehran "), wanted);
        assert_eq!(
            found("ARTESH"),
            [owned(Rank::Name, "iranian-army", "Artesh")]
        );
        assert_eq!(
            found("al artesh"),
            [owned(Rank::Name, "iranian-army", "al-Artesh")]
        );
        assert_eq!(
            found("rouhani"),
            [owned(Rank::Words, "hassan-rouhani", "Hassan Rouhani")]
        );
        assert_eq!(
            found("ndom"),
            [owned(Rank::Part, "iranian-army", "Mirandom")]
        );
        assert_eq!(found("q794"), [owned(Rank::Code, "iran", "wikidata=Q794")]);
        assert_eq!(
            found("cameo=IRNGOV"),
            [owned(Rank::Code, "hassan-rouhani", "cameo=IRNGOV")]
        );
        for nothing in ["", "…", "\u{200b}", "Narnia", "{}"] {
            assert_eq!(found(nothing), [], "{nothing}");
        }
    }

    #[test]
    fn filters_ask_for_all_they_name() {
        let gazetteer = crate::gazetteer::from_yaml(GAZETTEER).unwrap();
        let t = |filter: Filter, wanted: &[&str]| {
            let taken = gazetteer
                .actors()
                .iter()
                .filter(|actor| filter.takes(&gazetteer, actor));
            assert_eq!(
                taken.map(|actor| actor.id.as_str()).collect::<Vec<_>>(),
                wanted,
                "{filter:?}"
            );
        };
        let text = |text: &str| Some(text.to_owned());
        let code = |scheme: &str, value: Option<&str>| Filter {
            code: Some((scheme.into(), value.map(Into::into))),
            ..Filter::default()
        };
        t(code("cameo", Some("IRNGOV")), &["hassan-rouhani"]);
        t(code("cameo", None), &["iran", "hassan-rouhani"]);
        t(code("wikidata", Some("IRN")), &[]);
        let country = Filter {
            country: text("irn"),
            ..Filter::default()
        };
        t(country.clone(), &["iran", "tehran"]);
        t(
            Filter {
                actor_type: text("place"),
                ..country
            },
            &["tehran"],
        );
        t(
            Filter {
                file: text("people"),
                ..Filter::default()
            },
            &[],
        );
    }

    #[test]
    fn files_are_named_as_people_do() {
        let t = |wanted: &str| is_file("my/gazetteers/people.yaml", wanted);
        assert!(
            t("people")
                && t("people.yaml")
                && t("gazetteers/people.yaml")
                && t("my/gazetteers/people")
        );
        assert!(!t("eople.yaml") && !t("people.yml") && !t("gazetteers") && !t("yaml"));
        assert!(is_file("a.b/c", "c") && is_file("a.b/c", "a.b/c"));
    }

    #[test]
    fn slips_are_answered() {
        let gazetteer = crate::gazetteer::from_yaml(GAZETTEER).unwrap();
        let t = |query: &str, wanted: &[(&str, &str)]| {
            let near = nearest(&gazetteer, query, 3);
            let near: Vec<_> = near
                .into_iter()
                .map(|(actor, text)| (actor.id.as_str(), text))
                .collect();
            assert_eq!(near, wanted, "{query}");
        };
        t("Teheran", &[("iran", "Tehran"), ("tehran", "Tehran")]);
        t("Rouhani Hassan", &[]);
        t("Hasan Rohani", &[("hassan-rouhani", "Hassan Rouhani")]);
        t("", &[]);
    }
}
