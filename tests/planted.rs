//! Mistakes planted in a copy of the shipped gazetteers: each is found at its line, and nothing else is.

#![allow(clippy::unwrap_used, clippy::panic)] // Clippy allows it in the tests themselves, but not in what they share.

use std::fs;
use std::path::Path;

use actag::check::check;
use actag::gazetteer::{Gazetteer, shipped_files};

/// A mistake: in a file, in the entry of an id, a text is replaced by another, in which `‸rule‸` stands where the rule must
/// speak.
struct Mistake(&'static str, &'static str, &'static str, &'static str);

const MISTAKES: &[Mistake] = &[
    // Keys, values and references.
    Mistake("governments", "algeria", "aliases:", "‸unknown-key‸alias:"),
    Mistake(
        "governments",
        "angola",
        "country: AGO",
        "‸bad-country‸country: ago",
    ),
    Mistake(
        "governments",
        "angola",
        "adjectives: [\"Angolan{,s}\"]",
        "adjectives: ‸wrong-type‸Angolan",
    ),
    Mistake(
        "governments",
        "botswana",
        "country: BWA",
        "country: BWA\n    ‸duplicate-key‸country: BWA",
    ),
    Mistake(
        "governments",
        "burundi",
        "aliases: [Republic of Burundi]",
        "aliases: [Republic of Burundi, ‸yaml-anchor‸&x Urundi]",
    ),
    Mistake(
        "governments",
        "cameroon",
        "iso3: CMR",
        "‸unknown-scheme‸iso33: CMR",
    ),
    Mistake(
        "governments",
        "comoros",
        "not: [Angel Moroni]",
        "‸empty-value‸not:",
    ),
    Mistake(
        "governments",
        "djibouti",
        "country: DJI",
        "country: DJI\n    part_of: djibouti",
    ),
    Mistake(
        "governments",
        "eritrea",
        "adjectives: [\"Eritrean{,s}\"]",
        "adjectives: [\"Eritrean‸single-alternative‸{s}\"]",
    ),
    Mistake(
        "agencies",
        "office-of-management-and-budget",
        "part_of: united-states",
        "part_of: ‸unknown-actor‸united-sates",
    ),
    Mistake(
        "agencies",
        "shin-bet",
        "Shabak]",
        "Shabak, ‸placeholder-not-here‸\"<name> agents\"]",
    ),
    Mistake(
        "agencies",
        "mossad",
        "part_of: israel",
        "part_of: israel\n    type: ‸unknown-type‸agencie",
    ),
    Mistake(
        "people",
        "mike-pompeo",
        "country: USA",
        "country: ‸unknown-country‸UAS",
    ),
    Mistake(
        "people",
        "sergei-lavrov",
        "short_names: [Lavrov]",
        "short_names: [‸idle-guard‸Lavrov]\n    codes: {cameo: ‸bad-code‸\"RUS;GOV\"}",
    ),
    // Dates and roles.
    Mistake(
        "people",
        "john-kerry",
        "from: 1985-01-03",
        "from: ‸bad-date‸1985-13-03",
    ),
    Mistake(
        "people",
        "barack-obama",
        "until: 2017-01-20",
        "until: ‸reversed-dates‸2007-01-20",
    ),
    Mistake(
        "people",
        "joe-biden",
        "until: 2017-01-20, codes: {cameo: USAGOV}}\n",
        "codes: {cameo: USAGOV}}‸open-role‸\n",
    ),
    Mistake(
        "people",
        "vladimir-putin",
        "from: 2008-05-08",
        "‸overlapping-roles‸from: 2008-05-06",
    ),
    // Names: how they are written.
    Mistake(
        "media",
        "al-jazeera",
        "aliases: [Aljazeera,",
        "aliases: [‸unclosed-brace‸\"{Al,El Jazeera\",",
    ),
    Mistake(
        "media",
        "xinhua",
        "name: Xinhua",
        "name: ‸braces-not-here‸Xinhua {China}",
    ),
    Mistake(
        "media",
        "tass",
        "aliases: [Tass,",
        "aliases: [‸empty-name‸\"\", Tass,",
    ),
    Mistake(
        "media",
        "reuters",
        "Reuters news agency]",
        "Reuters news agency, ‸name-begins-with-sign‸-Reuters]",
    ),
    Mistake(
        "militias",
        "farc",
        "      - Fuerzas",
        "      -‸empty-value‸\n      - Fuerzas",
    ),
    Mistake(
        "militias",
        "farc",
        "      - FARC{,-EP}",
        "      - FARC{,-EP}\n      ‸wrong-type‸- -",
    ),
    Mistake(
        "militias",
        "farc",
        "name: Revolutionary",
        "name: ‸leading-article‸the Revolutionary",
    ),
    Mistake(
        "militias",
        "shining-path",
        "[Sendero Luminoso]",
        "[Sendero Luminoso, ‸stray-space‸Sendero  Luminoso Rojo]",
    ),
    Mistake(
        "militias",
        "shining-path",
        "country: PER",
        "country: PER‸trailing-space‸  ",
    ),
    Mistake(
        "militias",
        "polisario-front",
        "name: Polisario Front",
        "name: ‸invisible-character‸Polisario Front\u{200B}",
    ),
    Mistake(
        "militias",
        "boko-haram",
        "name: Boko Haram",
        "name: ‸mixed-scripts‸Bоko Haram",
    ),
    Mistake(
        "militias",
        "hamas",
        "[Islamic Resistance Movement,",
        "[‸dropped-character‸Hamas of Gaʿza, Islamic Resistance Movement,",
    ),
    Mistake(
        "militias",
        "hamas",
        "country: PSE",
        "country: PSE\n    short_names:\n      - ‸cut-name‸Gaza Group #9",
    ),
    Mistake(
        "militias",
        "popular-mobilization-forces",
        "      - Hashd\n",
        "      - Hashd\n      - ‸odd-capitals‸HAshdis\n",
    ),
    // Names: what they find.
    Mistake(
        "militias",
        "hezbollah",
        "llah\"\n    codes",
        "llah\"\n      - ‸repeated-name‸Hizb’ullah\n    codes",
    ),
    Mistake(
        "militias",
        "islamic-state",
        "      - ISIL\n",
        "      - ISIL\n      - ‸very-short-name‸ISX\n",
    ),
    Mistake(
        "militias",
        "islamic-state",
        "not:\n",
        "not:\n      - ‸idle-not‸Islamic Estate\n",
    ),
    Mistake(
        "places",
        "kut",
        "aliases: [al-Kut]",
        "aliases: [al-Kut, ‸common-word‸Wall]",
    ),
    Mistake(
        "places",
        "eastern-aleppo",
        "country: SYR",
        "country: SYR\n    aliases: [‸acronym-in-name‸East Aleppo (EA)]",
    ),
    Mistake(
        "places",
        "al-tanf",
        "Tanf garrison]\n",
        "Tanf garrison]\n    guarded:\n      - {name: ‸dead-name‸Tanf post, needs: [syria], unless: [syria]}\n",
    ),
    Mistake(
        "people",
        "sergei-lavrov",
        "aliases: [",
        "aliases: [‸bare-surname‸Lavrov, ",
    ),
    Mistake(
        "people",
        "antony-blinken",
        "name: Antony Blinken",
        "name: ‸single-name-person‸Blinkenov",
    ),
    // Examples.
    Mistake(
        "governments",
        "benin",
        "troops from [Benin]",
        "‸failing-match‸troops from [Bening]",
    ),
    Mistake(
        "governments",
        "egypt",
        "the gods of ancient Egypt",
        "‸failing-never‸the gods of Egypt",
    ),
    Mistake(
        "governments",
        "chad",
        "into [Chad]",
        "‸bad-example‸into [Chad",
    ),
    // What is shared between actors.
    Mistake(
        "governments",
        "benin",
        "Dahomey]",
        "Dahomey, Arab Republic of Egypt]",
    ),
    Mistake(
        "governments",
        "egypt",
        "[Arab Republic of Egypt]",
        "[‸shared-name‸Arab Republic of Egypt]",
    ),
    Mistake(
        "people",
        "joe-biden",
        "short_names: [Biden]",
        "short_names: [Biden, ‸outranked-name‸Donald Trump]",
    ),
    Mistake(
        "people",
        "donald-trump",
        "short_names: [Trump]",
        "short_names: [Trump, Pompeo]",
    ),
    Mistake(
        "people",
        "donald-trump",
        "- id:",
        "- id: ‸missing-examples‸",
    ),
    Mistake("people", "mike-pompeo", "- id:", "- id: ‸missing-examples‸"),
    Mistake(
        "military",
        "us-central-command",
        "CENTCOM,",
        "CENTCOM, Central Command,",
    ),
    Mistake(
        "military",
        "us-central-command",
        "- name: Central",
        "- name: ‸idle-guard‸Central",
    ),
    Mistake(
        "governments",
        "djibouti",
        "- id:",
        "- id: ‸circular-part-of‸",
    ),
    // Order, and comments that allow.
    Mistake("places", "kut", "- id: kut", "- id: ‸unsorted-ids‸aaa-kut"),
    Mistake(
        "agencies",
        "mi5",
        "# actag: allow(very-short-name): Military",
        "# ‸bad-allow‸actag: allow(very-short-nam): Military",
    ),
    Mistake("agencies", "mi5", "name: MI5", "name: ‸very-short-name‸MI5"),
];

/// A file of its own for what changes ids.
const EXTRA: &str = "\
type: militia
actors:
  - id: ‸bad-id‸Giants_Brigade
    name: Brigade of Some Giants
  - id: ‸duplicate-id‸hamas
    name: Some Other Movement
  - name: ‸missing-key‸Movement Without an Id
families:
  - each: {type: ‸empty-family‸goverment}
    id: <id>-scouts
    name: <name> scouts
  - each: {id: [iran]}
    id: <id>-scouts
    name: <name> scouts
    aliases: [‸unknown-placeholder‸<nam> pathfinders]
";

#[test]
fn every_planted_mistake_is_found_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = Vec::new();
    for (name, text) in shipped_files() {
        let mut text = (*text).to_owned();
        for Mistake(file, id, from, to) in MISTAKES {
            if *name == format!("{file}.yaml") {
                plant(&mut text, id, from, to);
            }
        }
        write(folder.path(), name, &text, &mut wanted);
    }
    write(folder.path(), "zz-extra.yaml", EXTRA, &mut wanted);
    assert!(wanted.len() >= 40, "{} mistakes", wanted.len());

    let draft = Gazetteer::draft(&[folder.path().to_owned()]).unwrap();
    let mut found: Vec<(String, usize, String)> = check(&draft)
        .unwrap()
        .iter()
        .map(|finding| {
            let path = Path::new(&finding.location.as_ref().unwrap().source.path);
            let file = path.file_name().unwrap().to_str().unwrap().to_owned();
            (
                file,
                finding.line_column().unwrap().0,
                finding.code.to_owned(),
            )
        })
        .collect();
    found.sort();
    wanted.sort();
    let missed: Vec<_> = wanted.iter().filter(|one| !found.contains(one)).collect();
    let extra: Vec<_> = found.iter().filter(|one| !wanted.contains(one)).collect();
    assert!(
        missed.is_empty() && extra.is_empty(),
        "missed: {missed:#?}\nnot planted: {extra:#?}"
    );
}

#[test]
fn the_shipped_gazetteers_have_no_findings() {
    let findings = check(&Gazetteer::shipped_draft()).unwrap();
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

/// Replaces a text in the entry of an id.
fn plant(text: &mut String, id: &str, from: &str, to: &str) {
    let start = text.find(&format!("  - id: {id}\n")).or_else(|| {
        // The id may carry a mark already.
        let marked = text.find(&format!("‸{id}\n"))?;
        text[..marked].rfind("  - id: ")
    });
    let start = start.unwrap_or_else(|| panic!("no entry {id}"));
    let end = text[start + 1..]
        .find("\n  - ")
        .map_or(text.len(), |at| start + 1 + at + 1);
    let entry = &text[start..end];
    assert!(entry.contains(from), "{id} has no `{from}`:\n{entry}");
    let entry = entry.replacen(from, to, 1);
    text.replace_range(start..end, &entry);
}

/// Writes a file without its marks, and notes the rule of each with the line where it stands.
fn write(folder: &Path, name: &str, marked: &str, wanted: &mut Vec<(String, usize, String)>) {
    let mut text = String::new();
    for (number, part) in marked.split('‸').enumerate() {
        if number % 2 == 0 {
            text.push_str(part);
        } else {
            let line = text.matches('\n').count() + 1;
            wanted.push((name.to_owned(), line, part.to_owned()));
        }
    }
    fs::write(folder.join(name), text).unwrap();
}
