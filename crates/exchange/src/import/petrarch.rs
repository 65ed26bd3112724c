//! Dictionaries of PETRARCH, and of TABARI before it: `.actors` with synonyms and codes for a time,
//! `.agents` with plurals and sets of substitutions.

mod agents;
mod dates;
mod kinds;

use actag_core::source::quote;

use super::collector::Collector;
use super::entry::Entry;
use super::source::Source;
use super::{ImportError, Options};
use dates::{Span, held};
use kinds::{country_of, type_of};

pub(super) fn read(
    source: &mut Source,
    options: &Options,
    collector: &mut Collector<'_>,
) -> Result<(), ImportError> {
    if is_of_agents(source)? {
        return agents::read(source, options, collector);
    }
    let mut reader = Actors {
        options,
        block: None,
        blank: false,
    };
    each_entry_line(source, |number, line| reader.line(number, line, collector))?;
    reader.end(collector)
}

/// Returns whether it is a dictionary of agents: by its name, else by what stands first in it.
fn is_of_agents(source: &mut Source) -> Result<bool, ImportError> {
    let name = source.name.to_lowercase();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    if name.contains("agent") || name.contains("actor") {
        return Ok(name.contains("agent"));
    }
    let head = source.head(1 << 16)?;
    let mut lines = head.lines().filter(|line| !line.starts_with(['#', '<']));
    Ok(lines.any(|line| line.contains("[~") || line.starts_with('!')))
}

/// Calls for each line that says something, without comments, up to `---STOP---`.
fn each_entry_line(
    source: &mut Source,
    mut each: impl FnMut(u64, &str) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut inside = false;
    source.each_line(|number, line| {
        let line = line.trim_start_matches('\u{FEFF}');
        if line.contains("---STOP---") {
            return Ok(false);
        }
        let kept = without_comments(line, &mut inside);
        each(number, &kept)?;
        Ok(true)
    })
}

/// Returns a line without what is behind `#` and `;` and inside `<!-- -->`, which may go over
/// several lines.
fn without_comments(line: &str, inside: &mut bool) -> String {
    let mut kept = String::new();
    let mut rest = line;
    loop {
        if *inside {
            match rest.split_once("-->") {
                Some((_, after)) => {
                    *inside = false;
                    rest = after;
                }
                None => break,
            }
        }
        match rest.split_once("<!--") {
            Some((before, after)) => {
                kept.push_str(before);
                *inside = true;
                rest = after;
            }
            None => {
                kept.push_str(rest);
                break;
            }
        }
    }
    let end = kept.find(['#', ';']).unwrap_or(kept.len());
    kept.truncate(end);
    kept.trim_end().to_owned()
}

/// An actor as far as it was read.
struct Block {
    entry: Entry,
    /// The codes without dates, wherever they stand.
    always: Vec<String>,
    /// Those that hold for a time. Of several the first counts.
    dated: Vec<Span>,
}

struct Actors<'a> {
    options: &'a Options,
    block: Option<Block>,
    /// Whether the line before was empty.
    blank: bool,
}

impl Actors<'_> {
    fn line(
        &mut self,
        number: u64,
        line: &str,
        collector: &mut Collector<'_>,
    ) -> Result<(), ImportError> {
        let text = line.trim();
        if text.is_empty() {
            self.blank = true;
            return Ok(());
        }
        collector.count();
        let blank = std::mem::take(&mut self.blank);
        let (name, codes) = match text.find('[') {
            Some(at) => text.split_at(at),
            None => (text, ""),
        };
        if name.trim().is_empty() || text.starts_with('+') {
            let Some(block) = &mut self.block else {
                let why = "it belongs to no actor".to_owned();
                collector.leave_out(number, &why, text)?;
                return Ok(());
            };
            if let Some(synonym) = name.trim().strip_prefix('+') {
                if blank {
                    let text = format!("{} stands apart: is it of this actor?", quote(synonym));
                    block.entry.look.push(text);
                }
                block.entry.add_capitals(&spaced(synonym));
            }
            block.codes(number, codes);
            return Ok(());
        }
        self.end(collector)?;
        let mut block = Block {
            entry: Entry::new(number, line, ""),
            always: Vec::new(),
            dated: Vec::new(),
        };
        block.entry.add_capitals(&spaced(name));
        block.codes(number, codes);
        self.block = Some(block);
        Ok(())
    }

    /// Hands over the actor that was read.
    fn end(&mut self, collector: &mut Collector<'_>) -> Result<(), ImportError> {
        let Some(block) = self.block.take() else {
            return Ok(());
        };
        let (place, words) = (block.entry.place.clone(), block.entry.source.clone());
        match block.finish(self.options) {
            Ok(entry) => collector.take(entry)?,
            Err(why) => collector.leave_out(place, &why, &words)?,
        }
        Ok(())
    }
}

impl Block {
    /// Reads the codes of a line: `[USAGOV]`, `[USAGOV >010120]`, several of them.
    fn codes(&mut self, number: u64, text: &str) {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once('[') {
            let (inside, behind) = after.split_once([']', '}']).unwrap_or((after, ""));
            rest = behind;
            let mut words = inside.trim().splitn(2, char::is_whitespace);
            let code = words.next().unwrap_or_default().to_uppercase();
            let limits = words.next().unwrap_or_default().trim();
            if code.is_empty() {
                continue;
            }
            if limits.is_empty() {
                self.always.push(code);
                continue;
            }
            match Span::read(&code, limits) {
                Ok(span) => self.dated.push(span),
                Err(why) => {
                    let text = format!("line {number}: {} {why}", quote(&format!("[{inside}]")));
                    self.entry.dropped.push(text);
                }
            }
        }
    }

    fn finish(mut self, options: &Options) -> Result<Entry, String> {
        let always = self.always.first();
        if let [first, others @ ..] = self.always.as_slice()
            && others.iter().any(|other| other != first)
        {
            let others = others.join(", ");
            self.entry.look.push(format!(
                "{first} is taken, and not {others}: which is its code?"
            ));
        }
        let any = always
            .or(self.dated.first().map(|span| &span.code))
            .cloned();
        let Some(code) = any else {
            return Err("no code".to_owned());
        };
        if code.starts_with("--") {
            return Err(format!("the code {} says: no actor", quote(&code)));
        }
        // Of a person out of office only the country is left.
        let longest = self.dated.iter().map(|span| span.code.as_str());
        let longest = longest.max_by_key(|code| code.len()).unwrap_or(&code);
        let actor_type = match &options.actor_type {
            Some(actor_type) => actor_type.clone(),
            None => type_of(longest, !self.dated.is_empty(), &mut self.entry.look),
        };
        self.entry.actor.actor_type = actor_type.into();
        self.entry.actor.country = country_of(&code).map(str::to_owned);
        for code in held(always.map(String::as_str), &self.dated) {
            self.entry.dated_code(code);
        }
        Ok(self.entry)
    }
}

/// Returns a phrase as words: `_` and a space part them.
fn spaced(phrase: &str) -> String {
    phrase.replace('_', " ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_are_no_names() {
        let mut inside = false;
        for (line, wanted) in [
            ("FOO_ [IRNREB] # kkl", "FOO_ [IRNREB]"),
            ("FOO_ ; old", "FOO_"),
            ("# all", ""),
            ("A <!-- b --> C", "A  C"),
            ("A <!-- b", "A"),
            ("c", ""),
            ("d --> E", " E"),
            ("F", "F"),
        ] {
            assert_eq!(without_comments(line, &mut inside), wanted, "{line}");
        }
    }
}
