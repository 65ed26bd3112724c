//! Agents: what people are called who stand for no actor by themselves, such as *police officer*.

use std::collections::HashMap;

use actag_core::gazetteer::NameKind;
use actag_core::source::quote;

use super::super::collector::Collector;
use super::super::entry::Entry;
use super::super::source::Source;
use super::super::{ImportError, Options};
use super::{each_entry_line, kinds, spaced};

/// Words of one set of substitutions.
const MOST_WORDS: usize = 100;

pub(super) fn read(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    let mut sets: HashMap<String, Vec<String>> = HashMap::new();
    each_entry_line(source, |number, line| {
        let text = line.trim();
        if text.is_empty() {
            return Ok(());
        }
        collector.count();
        if text.starts_with('!') && text.contains('=') {
            if let Err(why) = define(text, &mut sets) {
                collector.leave_out(number, &why, text)?;
            }
            return Ok(());
        }
        match agent(text, &sets) {
            Ok((names, code)) => collector.take(entry(number, line, &names, &code, options))?,
            Err(why) => collector.leave_out(number, &why, text)?,
        }
        Ok(())
    })?;
    let note = format!(
        "agents are placeholders: they are actors that a text does not name; {} of substitutions",
        match sets.len() {
            1 => "1 set".to_owned(),
            count => format!("{count} sets"),
        }
    );
    collector.report.notes.push(note);
    Ok(())
}

/// Reads `!PERSON! = MAN, MEN, WOMAN, WOMEN, PERSON`.
fn define(text: &str, sets: &mut HashMap<String, Vec<String>>) -> Result<(), String> {
    let wrong = || format!("{} is no `!SET! = WORD, WORD`", quote(text));
    let (name, words) = text.split_once('=').ok_or_else(wrong)?;
    let name = name
        .trim()
        .strip_prefix('!')
        .and_then(|name| name.strip_suffix('!'));
    let name = name
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .ok_or_else(wrong)?;
    let words = words
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(MOST_WORDS).map(str::to_owned).collect();
    match words.is_empty() {
        true => Err(wrong()),
        false => {
            sets.insert(name.to_owned(), words);
            Ok(())
        }
    }
}

/// Returns the names and the code of a line.
fn agent(text: &str, sets: &HashMap<String, Vec<String>>) -> Result<(Vec<String>, String), String> {
    let (name, code) = text.split_once('[').ok_or("no code")?;
    let code = code.split([']', '}']).next().unwrap_or_default().trim();
    let code = code.trim_start_matches('~').to_uppercase();
    if code.is_empty() {
        return Err("no code".to_owned());
    }
    let name = name.trim();
    if let Some((before, rest)) = name.split_once('!') {
        let (set, after) = rest
            .split_once('!')
            .ok_or("a set of substitutions without its second `!`")?;
        let words = sets
            .get(set)
            .ok_or_else(|| format!("the set !{set}! is defined nowhere above"))?;
        let names = words
            .iter()
            .map(|word| spaced(&format!("{before}{word}{after}")));
        return Ok((names.collect(), code));
    }
    if let Some((one, rest)) = name.split_once('{') {
        let (many, _) = rest.split_once('}').ok_or("braces that are not closed")?;
        // Empty braces say that there is no plural.
        let names = [spaced(one), spaced(many)]
            .into_iter()
            .filter(|name| !name.is_empty());
        return Ok((names.collect(), code));
    }
    let one = spaced(name);
    let many = match one.chars().last() {
        Some('Y') => format!("{}IES", &one[..one.len() - 1]),
        Some('S') => format!("{one}ES"),
        Some(_) => format!("{one}S"),
        None => return Err("no name".to_owned()),
    };
    Ok((vec![one, many], code))
}

fn entry(number: u64, line: &str, names: &[String], code: &str, options: &Options) -> Entry {
    let mut look = Vec::new();
    let actor_type = match &options.actor_type {
        Some(actor_type) => actor_type.clone(),
        None => kinds::type_of(code, false, &mut look),
    };
    let mut entry = Entry::new(number, line, &actor_type);
    for name in names {
        // A small letter accepts a capital.
        entry.add(NameKind::Alias, &name.to_lowercase());
    }
    entry.code("cameo", code);
    entry.actor.extras.get_or_insert_default().placeholder = true;
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agents_have_plurals() {
        let mut sets = HashMap::new();
        define("!PERSON! = MAN, MEN ,WOMAN", &mut sets).unwrap();
        assert!(define("!PERSON = MAN", &mut sets).is_err());
        assert!(define("!P! = ", &mut sets).is_err());
        for (text, wanted) in [
            ("FARMER [~AGR]", "FARMER FARMERS AGR"),
            ("DEPUTY [~COP]", "DEPUTY DEPUTIES COP"),
            ("BOSS [~BUS]", "BOSS BOSSES BUS"),
            ("POLICE {} [~COP]", "POLICE COP"),
            ("THIEF {THIEVES}[~CRM]", "THIEF THIEVES CRM"),
            (
                "FISHER!PERSON! [~AGR]",
                "FISHERMAN FISHERMEN FISHERWOMAN AGR",
            ),
            ("GREEN_OFFICE [~ENV}", "GREEN OFFICE GREEN OFFICES ENV"),
        ] {
            let (names, code) = agent(text, &sets).unwrap();
            assert_eq!(format!("{} {code}", names.join(" ")), wanted);
        }
        for text in [
            "FARMER",
            "FARMER []",
            "A!PERSON [~A]",
            "A!OTHER! [~A]",
            "A {B [~A]",
            " [~A]",
        ] {
            assert!(agent(text, &sets).is_err(), "{text}");
        }
    }
}
