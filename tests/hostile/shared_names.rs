//! Names that very many share: of many actors, in many spellings, each the beginning of others.
//! Where time or memory grew with places times actors, these tests would not end.

use actag::gazetteer::{ActorBuilder, Conditions, Cue};
use actag::{Document, Gazetteer, Tagger};

#[test]
fn ten_thousand_actors_of_one_guarded_name() {
    let ministry = |number: usize| {
        let needs = vec![Cue::Word("court".into()), Cue::Word(format!("w{number}"))];
        let conditions = Conditions {
            needs,
            ..Conditions::default()
        };
        let name = format!("Unlike Any Other {number}");
        ActorBuilder::new(format!("m-{number:05}"), name, "agency")
            .guarded("Ministry of Justice", conditions)
    };
    let gazetteer = (0..10_000).fold(Gazetteer::builder(), |all, number| {
        all.actor(ministry(number))
    });
    let tagger = Tagger::new(gazetteer.build().unwrap()).unwrap();
    let with = |cue: &str| format!("The Ministry of Justice and a {cue}. ").repeat(6700);

    let text = with("court");
    let document = Document::new("all", text);
    let mentions = tagger.tag(&document);
    assert_eq!(mentions.len(), 6700);
    for mention in &mentions {
        assert_eq!(mention.candidates().len(), 10_000);
        assert_eq!(mention.actor_type(), Some("agency"));
    }
    assert_eq!(
        actag::tables::mentions::candidates(&mentions[0]),
        (0..50)
            .map(|number| format!("m-{number:05}|"))
            .collect::<String>()
            + "+9950"
    );

    let text = with("w77");
    let document = Document::new("one", text);
    let mentions = tagger.tag(&document);
    assert_eq!(mentions.len(), 6700);
    assert!(
        mentions
            .iter()
            .all(|mention| mention.actor().unwrap().id == "m-00077")
    );

    let text = with("river");
    assert_eq!(tagger.tag(&Document::new("none", text)).len(), 0);
}

/// A name of which the letters are capitals where the bits are set.
fn spelled(bits: u32) -> String {
    let letters = "abcdefghijklmnopqrst".chars().enumerate();
    letters
        .map(|(at, c)| match bits >> at & 1 {
            1 => c.to_ascii_uppercase(),
            _ => c,
        })
        .collect()
}

#[test]
fn aliases_that_differ_in_capitals() {
    // All ways to write ten of twenty letters as capitals: none demands less than another.
    let ten = (0..1u32 << 20).filter(|bits| bits.count_ones() == 10);
    let actor = ActorBuilder::new("many", "Somebody", "person");
    let actor = ten.fold(actor, |actor, bits| actor.alias(spelled(bits)));
    let gazetteer = Gazetteer::builder().actor(actor).build().unwrap();
    let tagger = Tagger::new(gazetteer).unwrap();
    let texts: Vec<u32> = (0..20_000u32)
        .map(|number| number.wrapping_mul(2_654_435_761) >> 12)
        .collect();
    let text: String = texts.iter().map(|&bits| spelled(bits) + " ").collect();
    let wanted = texts.iter().filter(|bits| bits.count_ones() >= 10).count();
    let document = Document::new("capitals", text);
    let mentions = tagger.tag(&document);
    assert_eq!(mentions.len(), wanted);
    assert!(
        mentions
            .iter()
            .all(|mention| mention.actor().unwrap().id == "many")
    );
}

/// A tagger of places with these names, one a place.
fn tagger_of(names: &[String]) -> Tagger {
    let rows = names.iter().enumerate();
    let gazetteer = rows.fold(Gazetteer::builder(), |all, (number, name)| {
        let id = format!("n-{number}");
        all.actor(ActorBuilder::new(id, name.as_str(), "place"))
    });
    Tagger::new(gazetteer.build().unwrap()).unwrap()
}

#[test]
fn names_that_are_each_the_beginning_of_others() {
    let words: Vec<String> = ('a'..='x').map(|c| format!("W{c}q")).collect();
    let mut names = vec!["Root".to_owned()];
    let mut first = 0;
    for _ in 0..3 {
        let last = names.len();
        for place in first..last {
            let longer = words.iter().map(|word| format!("{} {word}", names[place]));
            names.extend(longer.collect::<Vec<_>>());
        }
        first = last;
    }
    let tagger = tagger_of(&names);
    for name in [
        &names[0],
        &names[1],
        &names[24],
        &names[700],
        &names[14_424],
    ] {
        let document = Document::new("one", format!("In {name}, and"));
        let mentions = tagger.tag(&document);
        assert_eq!(mentions.len(), 1);
        assert_eq!(mentions[0].text(), name);
    }
}

#[test]
fn few_names_of_many_words() {
    let names: Vec<String> = (0..3)
        .map(|name| {
            (0..70)
                .map(|word| format!("W{} ", name * 70 + word))
                .collect()
        })
        .collect();
    let tagger = tagger_of(&names);
    let words: String = (0..210).rev().map(|word| format!("W{word} ")).collect();
    let document = Document::new("long", format!("{words} and {}", names.concat()));
    assert_eq!(tagger.tag(&document).len(), 3);
}
