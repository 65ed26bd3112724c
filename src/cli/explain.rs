//! `actag explain`: what is found in a text, and why.

use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use actag::corpus::{Batch, Corpus, Format, Item, ReadOptions, is_document_name};
use actag::gazetteer::{Gazetteer, Name};
use actag::tables::joined::{FieldPlaces, FieldSpan, JoinedText};
use actag::tables::mentions::kind;
use actag::tagger::{Mention, Rejection, Winner};
use actag::text::OffsetUnit;
use actag::{Document, Tagger};
use anyhow::{Context, anyhow, bail};
use clap::builder::styling::{AnsiColor, Style};
use jiff::civil::Date;

use super::lines::{escaped, guarded};
use super::rule_options::RuleOptions;
use super::{Outcome, gazetteers, one_line, parse_day, words};

/// Show what is found in a text: every candidate, and the rule that kept or dropped it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  actag explain \"the Tehran-backed Syrian regime’s troops\"
  actag explain article.txt --date 2017-06-15
  pbpaste | actag explain -

The text comes first, below its title if it has one, its mentions in brackets. Below it is a line
for each place where a name was found: its offsets in code points, the words, `+` where it counts or
`-` where it does not, the actor, why, and where the name is written.")]
pub(super) struct Arguments {
    /// The text; or the path of a text file; or - for standard input
    #[arg(value_name = "TEXT|FILE")]
    text: String,

    #[command(flatten)]
    gazetteers: gazetteers::GazetteerOptions,

    /// The day the text is of, as YYYY-MM-DD: decides the roles of people
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    date: Option<Date>,

    /// Also show mentions inside others
    #[arg(long)]
    nested: bool,

    #[command(flatten)]
    rules: RuleOptions,
}

pub(super) fn run(arguments: Arguments) -> anyhow::Result<Outcome> {
    let (gazetteer, which) = gazetteers::load(&arguments.gazetteers.gazetteers)?;
    let tagger = Tagger::new(Arc::clone(&gazetteer))
        .context("cannot compile the gazetteers")?
        .nested(arguments.nested);
    let tagger = arguments.rules.apply(tagger);
    let (title, text) = read_text(&arguments.text)?;
    let mut document = Document::new("text", text);
    document.title = title.map(Into::into);
    document.date = arguments.date;
    let mut out = anstream::stdout().lock();
    JoinedText::tagged(&document, &mut String::new(), |tagged, joined| {
        let (mentions, rejections) = tagger.explain(tagged);
        let places = |unit| FieldPlaces::new(&document, joined, unit);
        let marked = marked(&mentions, places(OffsetUnit::Bytes));
        let marked = guarded(marked.trim_end_matches(['\r', '\n']));
        // Lines of a text are set in from ours.
        match marked.contains('\n') {
            true => set_in(&marked, &mut out)?,
            false => writeln!(out, "{marked}")?,
        }
        writeln!(out)?;
        let mut places = places(OffsetUnit::Chars);
        print_candidates(&mut out, &gazetteer, &mut places, &mentions, &rejections)
    })?;
    writeln!(
        out,
        "\nGazetteers: {}",
        gazetteers::describe(&gazetteer, &which)
    )?;
    Ok(Outcome::Done)
}

fn set_in(text: &str, out: &mut impl Write) -> io::Result<()> {
    text.lines().try_for_each(|line| match line {
        "" => writeln!(out),
        line => writeln!(out, "  {line}"),
    })
}

/// Returns the text that the argument names, with its title if it has one: a file's, standard
/// input's, or the argument itself.
fn read_text(argument: &str) -> anyhow::Result<(Option<String>, String)> {
    if argument == "-" {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        return Ok((None, String::from_utf8_lossy(&bytes).into_owned()));
    }
    let path = Path::new(argument);
    if !path.is_file() {
        if looks_like_a_file(path) {
            bail!(
                "`{argument}` does not exist; to explain these very words, pipe them in: \
                 actag explain -"
            );
        }
        return Ok((None, argument.to_owned()));
    }
    // A file that is named here is text, whatever its ending.
    let options = ReadOptions {
        other_format: Some(Format::TEXT),
        ..ReadOptions::default()
    };
    let mut corpus = Corpus::open(&[argument.into()], options)?;
    let mut batch = Batch::default();
    let mut text = None;
    let mut reason = None;
    while text.is_none() && corpus.next_batch(&mut batch) {
        batch.read(|item| match item {
            Item::Document(document) => {
                let title = document.title.map(|title| title.into_owned());
                text.get_or_insert_with(|| (title, document.text.into_owned()));
            }
            Item::Skipped(note) => reason = Some(note.reason),
        });
    }
    text.ok_or_else(|| {
        anyhow!(
            "`{argument}`: {}",
            reason.unwrap_or_else(|| "holds no text".to_owned())
        )
    })
}

/// Returns whether a path that does not exist was meant as one: a single word with the extension
/// of a document's file.
fn looks_like_a_file(path: &Path) -> bool {
    let name = path.as_os_str();
    !name.to_string_lossy().contains(char::is_whitespace) && is_document_name(name)
}

const MENTION: Style = AnsiColor::Green.on_default().bold();
const DROPPED: Style = AnsiColor::BrightBlack.on_default();

/// Returns title and text with brackets around their mentions; `places` counts bytes.
fn marked(mentions: &[Mention<'_>], mut places: FieldPlaces<'_>) -> String {
    let document = places.document();
    let fields = [
        ("title", document.title.as_deref()),
        ("text", Some(&*document.text)),
    ];
    let outer = mentions.iter().filter(|mention| mention.parent().is_none());
    let spans: Vec<FieldSpan<'_>> = outer.map(|mention| places.of(mention.span())).collect();
    let marked = fields.into_iter().filter_map(|(field, text)| {
        let of_field = spans.iter().filter(|place| place.field == field);
        text.map(|text| marked_field(text, of_field))
    });
    marked.collect::<Vec<_>>().join("\n\n")
}

fn marked_field<'p>(text: &str, places: impl Iterator<Item = &'p FieldSpan<'p>>) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for place in places {
        let (start, end) = (place.span.start as usize, place.span.end as usize);
        marked.push_str(&escaped(text.get(at..start).unwrap_or_default()));
        marked.push_str(&format!("{MENTION}[{}]{MENTION:#}", escaped(place.words)));
        at = end;
    }
    marked.push_str(&escaped(text.get(at..).unwrap_or_default()));
    marked
}

/// One line of the list: the place, whether it counts, and the rest.
struct Line {
    span: Range<usize>,
    counts: bool,
    description: String,
}

fn print_candidates(
    out: &mut impl Write,
    gazetteer: &Gazetteer,
    places: &mut FieldPlaces<'_>,
    mentions: &[Mention<'_>],
    rejections: &[Rejection<'_>],
) -> io::Result<()> {
    let mut lines: Vec<Line> = mentions
        .iter()
        .map(|mention| kept(gazetteer, mention))
        .collect();
    lines.extend(
        rejections
            .iter()
            .map(|rejection| dropped(gazetteer, rejection)),
    );
    lines.sort_by_key(|line| (line.span.start, !line.counts, line.span.end));
    if lines.is_empty() {
        return writeln!(out, "No name occurs in this text.");
    }
    for Line {
        span,
        counts,
        description,
    } in lines
    {
        let place = places.of(span);
        let words = words(place.words);
        let Range { start, end } = place.span;
        let field = match place.field {
            "title" => "title ",
            _ => "",
        };
        let (sign, style) = if counts {
            ('+', MENTION)
        } else {
            ('-', DROPPED)
        };
        writeln!(
            out,
            "{field}{start:>5}–{end:<5} {style}{sign} {words}{style:#}  {description}"
        )?;
    }
    Ok(())
}

fn kept(gazetteer: &Gazetteer, mention: &Mention<'_>) -> Line {
    let mut description = match mention.actor() {
        Some(actor) => format!("{} ({}, {})", actor.id, actor.name, actor.actor_type),
        None => {
            let weighed = mention.candidates().zip(mention.candidate_weights());
            let each = weighed.map(|(actor, weight)| format!("{} weighs {weight}", actor.id));
            format!("ambiguous: {}", each.collect::<Vec<_>>().join(" or "))
        }
    };
    match mention.role_and_note() {
        (role, note) if role.is_empty() && note.is_empty() => {}
        (role, note) if note.is_empty() => description.push_str(&format!(", {role}")),
        (_, note) => description.push_str(&format!(", ({note})")),
    }
    if let Some(reading) = mention.reading() {
        description.push_str(&format!(", read as {}", reading.label()));
        if let Some(hint) = mention.reading_hint() {
            description.push_str(&format!(" ({hint})"));
        }
    }
    if let Some(modifier) = mention.modifier() {
        description.push_str(&format!(", modifier {modifier}"));
    }
    description.push_str(&format!(
        "; {} {}",
        kind(mention.name()),
        written(gazetteer, mention.name())
    ));
    Line {
        span: mention.span(),
        counts: true,
        description: one_line(&description),
    }
}

fn dropped(gazetteer: &Gazetteer, rejection: &Rejection<'_>) -> Line {
    let mut description = format!(
        "{}; {}: {}",
        rejection.actor.id,
        rejection.rule,
        rejection.rule.explanation()
    );
    match rejection.winner {
        Some(Winner::Name(actor, name)) => {
            description.push_str(&format!(", `{}` of {}", name.text, actor.id));
            if let Some([weight, of_winner]) = rejection.weights {
                description.push_str(&format!(
                    ", which weighs {of_winner}, and this one {weight}"
                ));
            }
        }
        Some(Winner::Phrase(actor, phrase)) => {
            description.push_str(&format!(", `{}` is not {}", phrase.text, actor.id));
        }
        None => {}
    }
    description.push_str(&format!(
        "; {} {}",
        kind(rejection.name),
        written(gazetteer, rejection.name)
    ));
    Line {
        span: rejection.span.clone(),
        counts: false,
        description: one_line(&description),
    }
}

/// Returns the name and where it is written.
fn written(gazetteer: &Gazetteer, name: &Name) -> String {
    let (path, line, _) = gazetteer.place(name.origin).unwrap_or_default();
    format!("`{}` at {path}:{line}", name.text)
}
