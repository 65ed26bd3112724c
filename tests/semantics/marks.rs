//! The notation for what must be found in a text: `the [U.S.](united-states; modifier led)-led
//! men`.
//!
//! Brackets stand round a mention. In the parentheses right after them stands the actor, or all
//! that it may mean (`georgia|us-georgia`), and after semicolons what else shall hold:
//!
//! - `role Secretary of Defense`, `no role` (none holds that day), `no date` (nobody knows),
//!   `roleless` (has none at all)
//! - `codes cameo=USAGOV iso3=USA`: these and no others; `no codes`
//! - `modifier backed`, `no modifier`
//! - `reading actor`, `no reading`
//! - `kind alias`, `weak`, `not weak`, `sentence 2`
//!
//! What is not said is not checked. Brackets without parentheses after them are just brackets. A
//! mark inside of another is a nested mention, and the other its parent.

use std::collections::BTreeMap;
use std::ops::Range;

use actag::Mention;
use actag::tagger::RoleOnDate;

/// Mentions by where they begin, the outer before the inner.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<Mark>);

#[derive(Debug, PartialEq, Eq)]
struct Mark {
    span: Range<usize>,
    parent: Option<Range<usize>>,
    /// The actors it may mean, sorted.
    ids: Vec<String>,
    /// What else is said of it, by subject.
    facts: BTreeMap<Subject, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Role,
    Codes,
    Modifier,
    Kind,
    Weak,
    Reading,
    Sentence,
}

impl Marks {
    /// The text without its marks, and the marks.
    pub fn read(marked: &str) -> Result<(String, Marks), String> {
        let mut text = String::with_capacity(marked.len());
        let mut marks = Vec::new();
        let mut open = Vec::new();
        let mut rest = marked;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '[' => open.push(text.len()),
                ']' if rest.starts_with('(') => {
                    let start = open.pop().ok_or("`](` without a `[` before it")?;
                    // The bracket was taken for a plain one when it was met: it leaves the text
                    // again.
                    text.remove(start);
                    let end = rest.find(')').ok_or("`](` without a `)` after it")?;
                    let mut mark = Mark::read(&rest[1..end])?;
                    mark.span = start..text.len();
                    shift_inside(&mut marks, start);
                    marks.push(mark);
                    rest = &rest[end + 1..];
                    continue;
                }
                ']' => {
                    open.pop();
                }
                _ => {}
            }
            text.push(c);
        }
        marks.sort_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
        for number in 1..marks.len() {
            let span = marks[number].span.clone();
            let around = marks[..number]
                .iter()
                .rev()
                .find(|outer| outer.span.end >= span.end);
            marks[number].parent = around.map(|outer| outer.span.clone());
        }
        Ok((text, Marks(marks)))
    }

    /// The marks that stand for mentions, with those facts that `asked` has at the same place.
    pub fn of(mentions: &[Mention<'_>], asked: &Marks) -> Marks {
        let marks = mentions.iter().map(|mention| {
            let asked = asked.0.iter().find(|mark| mark.span == mention.span());
            let ids = match mention.actor() {
                Some(actor) => vec![actor.id.clone()],
                None => {
                    let candidates = mention.candidates();
                    candidates.map(|actor| actor.id.clone()).collect()
                }
            };
            let facts = asked
                .into_iter()
                .flat_map(|mark| mark.facts.keys())
                .map(|&subject| (subject, fact(mention, subject)))
                .collect();
            Mark {
                span: mention.span(),
                parent: mention.parent(),
                ids,
                facts,
            }
        });
        Marks(marks.collect())
    }

    /// The text with its marks.
    pub fn write(&self, text: &str) -> String {
        let mut marked = String::new();
        for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
            let ends = self.0.iter().rev().filter(|mark| mark.span.end == at);
            ends.for_each(|mark| marked += &mark.closing());
            let starts = self.0.iter().filter(|mark| mark.span.start == at);
            starts.for_each(|_| marked.push('['));
            if at < text.len() {
                marked.push(c);
            }
        }
        marked
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .flat_map(|mark| mark.ids.iter().map(String::as_str))
    }
}

/// One bracket has gone before what lies inside of a mark.
fn shift_inside(marks: &mut [Mark], start: usize) {
    for mark in marks.iter_mut().filter(|mark| mark.span.start > start) {
        mark.span = mark.span.start - 1..mark.span.end - 1;
    }
}

impl Mark {
    /// What stands between the parentheses.
    fn read(said: &str) -> Result<Mark, String> {
        let mut parts = said.split(';').map(str::trim);
        let mut ids: Vec<String> = parts
            .next()
            .unwrap_or_default()
            .split('|')
            .map(|id| id.trim().to_owned())
            .collect();
        ids.sort();
        let mut facts = BTreeMap::new();
        for part in parts {
            let subject = subject_of(part)
                .ok_or_else(|| format!("`{part}`: see tests/semantics/marks.rs for what to say"))?;
            let mut fact = part.to_owned();
            if subject == Subject::Codes {
                let mut words: Vec<&str> = part.split(' ').collect();
                words[1..].sort_unstable();
                fact = words.join(" ");
            }
            if facts.insert(subject, fact).is_some() {
                return Err(format!("`{part}`: said twice"));
            }
        }
        Ok(Mark {
            span: 0..0,
            parent: None,
            ids,
            facts,
        })
    }

    fn closing(&self) -> String {
        let mut closing = format!("]({}", self.ids.join("|"));
        for fact in self.facts.values() {
            closing += "; ";
            closing += fact;
        }
        closing + ")"
    }
}

fn subject_of(fact: &str) -> Option<Subject> {
    Some(match fact {
        "no role" | "no date" | "roleless" => Subject::Role,
        "no codes" => Subject::Codes,
        "no modifier" => Subject::Modifier,
        "weak" | "not weak" => Subject::Weak,
        "no reading" => Subject::Reading,
        _ => match fact.split_once(' ')?.0 {
            "role" => Subject::Role,
            "codes" => Subject::Codes,
            "modifier" => Subject::Modifier,
            "kind" => Subject::Kind,
            "reading" => Subject::Reading,
            "sentence" => Subject::Sentence,
            _ => return None,
        },
    })
}

fn fact(mention: &Mention<'_>, subject: Subject) -> String {
    match subject {
        Subject::Role => match mention.role() {
            RoleOnDate::None => "roleless".into(),
            RoleOnDate::NoDate => "no date".into(),
            RoleOnDate::NoneFits => "no role".into(),
            RoleOnDate::NotKnown(day) => format!("role not known after {day}"),
            RoleOnDate::Held(roles) => {
                let titles: Vec<&str> = roles
                    .iter()
                    .map(|role| role.title.as_deref().unwrap_or("without title"))
                    .collect();
                format!("role {}", titles.join(" + "))
            }
        },
        Subject::Codes => {
            let codes = mention.codes();
            let codes = codes
                .iter()
                .map(|(scheme, value)| format!("{scheme}={value}"));
            let mut said: Vec<String> = codes.collect();
            said.sort();
            match said.is_empty() {
                true => "no codes".into(),
                false => format!("codes {}", said.join(" ")),
            }
        }
        Subject::Modifier => mention
            .modifier()
            .map_or("no modifier".into(), |half| format!("modifier {half}")),
        Subject::Kind => format!("kind {:?}", mention.name_kind()).to_lowercase(),
        Subject::Weak if mention.name().weak => "weak".into(),
        Subject::Weak => "not weak".into(),
        Subject::Reading => mention.reading().map_or("no reading".into(), |one| {
            format!("reading {}", one.label())
        }),
        Subject::Sentence => format!("sentence {}", mention.sentence()),
    }
}

/// A text on one line, with escapes for what nobody can see.
pub fn show(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => "\\n".into(),
            '\r' => "\\r".into(),
            '\t' => "\\t".into(),
            '\u{A0}' | '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{640}' => escape(c),
            '\u{61C}' | '\u{64B}'..='\u{65F}' | '\u{2000}'..='\u{200F}' => escape(c),
            '\u{2010}'..='\u{2012}' | '\u{2028}'..='\u{202F}' => escape(c),
            '\u{2060}'..='\u{206F}' | '\u{3000}' | '\u{3099}' | '\u{FEFF}' => escape(c),
            c if c.is_control() => escape(c),
            c => c.to_string(),
        })
        .collect()
}

/// As YAML writes it between double quotes.
fn escape(c: char) -> String {
    format!("\\u{:04X}", u32::from(c))
}
