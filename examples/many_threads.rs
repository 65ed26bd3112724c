//! One tagger on many threads, which outlive the function that made it.

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::sync::mpsc;
use std::thread;

use actag::gazetteer::ActorBuilder;
use actag::tagger::OwnedMention;
use actag::text::{OffsetCounter, OffsetUnit};
use actag::{Document, Gazetteer, Tagger};

/// What a thread found in the text of a number.
type Found = (usize, Vec<OwnedMention>);

const THREADS: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    // It ends when the last thread is done.
    let mut found: Vec<Found> = start()?.iter().collect();
    found.sort_by_key(|(number, _)| *number);
    for (number, mentions) in found {
        let names: Vec<&str> = mentions.iter().map(|one| one.text.as_str()).collect();
        println!("text {number}: {}", names.join(", "));
    }
    Ok(())
}

/// Makes a tagger and gives each thread a clone of it: clones share all that was compiled.
fn start() -> Result<mpsc::Receiver<Found>, Box<dyn Error>> {
    let gazetteer = Gazetteer::builder()
        .actor(ActorBuilder::new("syria", "Syria", "government").adjective("Syrian"))
        .actor(ActorBuilder::new("iraq", "Iraq", "government").adjective("Iraqi"))
        .build()?;
    let tagger = Tagger::new(gazetteer)?;
    let (sender, found) = mpsc::channel();
    for first in 0..THREADS {
        let (tagger, sender) = (tagger.clone(), sender.clone());
        thread::spawn(move || work(&tagger, first, &sender));
    }
    Ok(found)
}

/// Tags every text of a thread. The session keeps the memory of tagging from text to text.
fn work(tagger: &Tagger, first: usize, sender: &mpsc::Sender<Found>) {
    let mut session = tagger.session();
    for number in (first..3 * THREADS).step_by(THREADS) {
        let text = format!("Report {number}: Syrian envoys left Iraq.");
        let document = Document::new(number.to_string(), text);
        let mut offsets = OffsetCounter::new(&document.text, OffsetUnit::Utf16);
        let mentions = session.tag(&document);
        let owned = mentions.iter().map(|one| one.owned(&mut offsets)).collect();
        // Nobody listens any more: there is nothing left to do.
        if sender.send((number, owned)).is_err() {
            return;
        }
    }
}
