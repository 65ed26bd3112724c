//! The matcher alone: a gazetteer made in code, a tagger, a text. No file is read.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use actag::gazetteer::ActorBuilder;
use actag::{Document, Gazetteer, Tagger};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let gazetteer = Gazetteer::builder()
        .actor(ActorBuilder::new("syria", "Syria", "government").metonym("Damascus"))
        .actor(ActorBuilder::new("damascus", "Damascus", "place"))
        .build()?;
    let tagger = Tagger::new(gazetteer)?;
    let document = Document::new("example", "Damascus said that troops were in Damascus.");
    for mention in tagger.tag(&document) {
        let actor = mention.actor().map_or("ambiguous", |actor| &actor.id);
        println!("{:?} {} {actor}", mention.span(), mention.text());
    }
    Ok(())
}
