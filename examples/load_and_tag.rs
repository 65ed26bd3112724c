//! Loads the shipped gazetteers, tags a text, and prints its mentions.
//!
//! `actag::load("my-gazetteers")` reads a folder instead.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use actag::text::{OffsetCounter, OffsetUnit};
use actag::{Document, Tagger};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tagger = Tagger::new(actag::shipped()?)?;
    let text = "Tehran’s envoys met Secretary of Defense Jim Mattis and Pentagon officials.";
    // The day of a document decides the roles of people.
    let document = Document::new("example", text).on("2017-06-15".parse()?);

    // Spans count bytes; a counter turns them into what other programs count.
    let mut chars = OffsetCounter::new(&document.text, OffsetUnit::Chars);
    for mention in tagger.tag(&document) {
        let mention = mention.owned(&mut chars);
        println!(
            "{:>3}–{:<3} {:<12} {} {}",
            mention.start,
            mention.end,
            mention.text,
            mention.actor_id.unwrap_or_default(),
            mention.role.unwrap_or_default(),
        );
    }

    // Every candidate that a rule turned down can be had as well.
    let (_, rejections) = tagger.explain(&document);
    for rejection in rejections {
        println!(
            "not {} as {}: {}",
            rejection.text,
            rejection.actor.id,
            rejection.rule.explanation()
        );
    }
    Ok(())
}
