//! The notation for what rules turn down: `US capitals`, `Jordan not: Michael Jordan`, `Georgia
//! (us-georgia) evidence: georgia`.
//!
//! First the words in the text, then perhaps in parentheses the actor they would have meant, then
//! the rule, and perhaps after a colon what it gave way to: a name, a phrase or an actor. The list
//! holds all that is turned down, in any order.

use actag::tagger::{Rejection, Winner};

struct Wanted<'w> {
    words: &'w str,
    actor: Option<&'w str>,
    rule: &'w str,
    winner: Option<&'w str>,
}

/// `None` where they agree; else both in the notation.
pub fn compare(
    text: &str,
    wanted: &[String],
    found: &[Rejection<'_>],
) -> Result<Option<(String, String)>, String> {
    let read: Vec<Wanted<'_>> = wanted
        .iter()
        .map(|line| Wanted::read(line))
        .collect::<Result<_, _>>()?;
    let mut left: Vec<&Rejection<'_>> = found.iter().collect();
    let all_there = read.iter().all(|wanted| {
        let place = left.iter().position(|found| wanted.is(text, found));
        place.map(|place| left.remove(place)).is_some()
    });
    let found: Vec<String> = found.iter().map(|found| write(text, found)).collect();
    Ok((!all_there || !left.is_empty()).then(|| (wanted.join(", "), found.join(", "))))
}

impl<'w> Wanted<'w> {
    fn read(line: &'w str) -> Result<Self, String> {
        let (left, winner) = match line.split_once(": ") {
            Some((left, winner)) => (left, Some(winner)),
            None => (line, None),
        };
        let (words, rule) = left
            .rsplit_once(' ')
            .ok_or_else(|| format!("`{line}`: write the words and the rule"))?;
        let (words, actor) = match words.strip_suffix(')').and_then(|w| w.rsplit_once(" (")) {
            Some((words, actor)) => (words, Some(actor)),
            None => (words, None),
        };
        Ok(Self {
            words,
            actor,
            rule,
            winner,
        })
    }

    fn is(&self, text: &str, found: &Rejection<'_>) -> bool {
        self.words == &text[found.span.clone()]
            && self.actor.is_none_or(|id| id == found.actor.id)
            && self.rule == found.rule.code()
            && self.winner.is_none_or(|winner| {
                let (id, name) = winner_of(found);
                winner == id || winner == name
            })
    }
}

fn write(text: &str, found: &Rejection<'_>) -> String {
    let words = &text[found.span.clone()];
    let mut written = format!("{words} ({}) {}", found.actor.id, found.rule);
    if let (id, name) = winner_of(found)
        && !id.is_empty()
    {
        written += &format!(": {name} ({id})");
    }
    written
}

/// The actor and the name or phrase.
fn winner_of<'a>(found: &Rejection<'a>) -> (&'a str, &'a str) {
    match found.winner {
        None => ("", ""),
        Some(Winner::Name(actor, name)) => (&actor.id, &name.text),
        Some(Winner::Phrase(actor, phrase)) => (&actor.id, &phrase.text),
    }
}
