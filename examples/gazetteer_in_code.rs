//! Makes a gazetteer in code, for a program that keeps its actors elsewhere.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use actag::gazetteer::{ActorBuilder, Codes, Conditions, Cue, Role};
use actag::{Document, Gazetteer, Tagger};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let iran = ActorBuilder::new("iran", "Iran", "government")
        .alias("Islamic Republic of Iran")
        .adjective("Iranian")
        .metonym("Tehran")
        .code("iso3", "IRN");

    // A name that means somebody else in most texts counts only beside a word, or an actor, that it
    // needs.
    let conditions = Conditions {
        needs: vec![Cue::Actor("iran".into()), Cue::Word("Quds".into())],
        ..Conditions::default()
    };
    let guards = ActorBuilder::new("irgc", "Islamic Revolutionary Guard Corps", "military")
        .country("IRN")
        .part_of("iran")
        .guarded("the Guards", conditions);

    // A short name counts only where the document also has a full name.
    let minister = Role {
        title: Some("Foreign Minister".into()),
        of: Some("iran".into()),
        from: Some("2013-08-15".parse()?),
        until: Some("2021-08-25".parse()?),
        codes: Codes::from([("cameo", "IRNGOV")]),
        ..Role::default()
    };
    let zarif = ActorBuilder::new("javad-zarif", "Javad Zarif", "person")
        .country("IRN")
        .short_name("Zarif")
        .role(minister);

    let gazetteer = Gazetteer::builder()
        .actor(iran)
        .actor(guards)
        .actor(zarif)
        .build()?;
    let tagger = Tagger::new(gazetteer)?;
    let text = "Javad Zarif spoke for Tehran; the Guards did not answer Zarif.";
    let document = Document::new("example", text).on("2017-06-15".parse()?);
    for mention in tagger.tag(&document) {
        let actor = mention.actor().map_or("ambiguous", |actor| &actor.id);
        println!("{:<12} {actor} {:?}", mention.text(), mention.codes());
    }

    // A mistake is a typed error.
    let orphan = ActorBuilder::new("quds-force", "Quds Force", "military").part_of("nobody");
    if let Err(error) = Gazetteer::builder().actor(orphan).build() {
        println!("{error}");
    }
    Ok(())
}
