//! Mistakes planted in a copy of the shipped gazetteers: each is found at its line, and nothing
//! else is.

// Clippy allows it in the tests themselves, but not in what they share.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use actag::check::check;
use actag::gazetteer::shipped_files;

/// A mistake: in the entry of an id a text is replaced by another, in which `‸rule‸` stands where
/// the rule must speak.
struct Mistake(&'static str, &'static str, &'static str);

const MISTAKES: &[Mistake] = &[
    // Keys, values and references.
    Mistake("algeria", "aliases:", "‸unknown-key‸alias:"),
    Mistake("angola", "country: AGO", "‸bad-country‸country: ago"),
    Mistake(
        "angola",
        "adjectives: [\"Angolan{,s}\"]",
        "adjectives: ‸wrong-type‸Angolan",
    ),
    Mistake(
        "botswana",
        "country: BWA",
        "country: BWA\n    ‸duplicate-key‸country: BWA",
    ),
    Mistake(
        "burundi",
        "aliases: [Republic of Burundi,",
        "aliases: [Republic of Burundi, ‸yaml-anchor‸&x Urundi,",
    ),
    Mistake("cameroon", "iso3: CMR", "‸unknown-scheme‸iso33: CMR"),
    Mistake(
        "comoros",
        "codes: {iso2: KM",
        "‸empty-value‸not:\n    codes: {iso2: KM",
    ),
    Mistake(
        "djibouti",
        "country: DJI",
        "country: DJI\n    part_of: djibouti",
    ),
    Mistake(
        "eritrea",
        "adjectives: [\"Eritrean{,s}\"]",
        "adjectives: [\"Eritrean‸single-alternative‸{s}\"]",
    ),
    Mistake(
        "office-of-management-and-budget",
        "part_of: united-states",
        "part_of: ‸unknown-actor‸united-sates",
    ),
    Mistake(
        "shin-bet",
        "\"Shin Beth\"]",
        "\"Shin Beth\", ‸placeholder-not-here‸\"<name> agents\"]",
    ),
    Mistake(
        "mossad",
        "part_of: israel",
        "part_of: israel\n    type: ‸unknown-type‸agencie",
    ),
    Mistake(
        "mike-pompeo",
        "country: USA",
        "country: ‸unknown-country‸UAS",
    ),
    Mistake(
        "sergei-lavrov",
        "short_names: [Lavrov]",
        "short_names: [‸idle-guard‸Lavrov]\n    codes: {cameo: ‸bad-code‸\"RUS;GOV\"}",
    ),
    // Dates and roles.
    Mistake(
        "john-kerry",
        "from: 1985-01-03",
        "from: ‸bad-date‸1985-13-03",
    ),
    Mistake(
        "barack-obama",
        "until: 2017-01-20",
        "until: ‸reversed-dates‸2007-01-20",
    ),
    Mistake(
        "joe-biden",
        "until: 2017-01-20, codes: {cameo: USAGOV}}\n",
        "codes: {cameo: USAGOV}}‸open-role‸\n",
    ),
    Mistake(
        "vladimir-putin",
        "- {title: President, of: russia, from: 2012-05-07",
        "- ‸overlapping-roles‸{title: President, of: russia, from: 2008-05-06, until: \
         2008-05-08}\n      - {title: President, of: russia, from: 2012-05-07",
    ),
    // Names: how they are written.
    Mistake(
        "al-jazeera",
        "aliases: [al-Jazeera,",
        "aliases: [al-Jazeera, ‸unclosed-brace‸\"{Al,El Jazeera\",",
    ),
    Mistake(
        "xinhua",
        "name: Xinhua",
        "name: ‸braces-not-here‸Xinhua {China}",
    ),
    Mistake(
        "tass",
        "aliases: [Tass,",
        "aliases: [‸empty-name‸\"\", Tass,",
    ),
    Mistake(
        "reuters",
        "Reuters news agency]",
        "Reuters news agency, ‸name-begins-with-sign‸-Reuters]",
    ),
    Mistake(
        "farc",
        "      - Fuerzas",
        "      -‸empty-value‸\n      - Fuerzas",
    ),
    Mistake(
        "farc",
        "      - FARC{-EP,}",
        "      - FARC{-EP,}\n      ‸wrong-type‸- -",
    ),
    Mistake(
        "farc",
        "name: Revolutionary",
        "name: ‸leading-article‸the Revolutionary",
    ),
    Mistake(
        "shining-path",
        "- Sendero Luminoso\n",
        "- Sendero Luminoso\n      - ‸stray-space‸Sendero  Luminoso Rojo\n",
    ),
    Mistake(
        "shining-path",
        "country: PER",
        "country: PER‸trailing-space‸  ",
    ),
    Mistake(
        "polisario-front",
        "name: Polisario Front",
        "name: ‸invisible-character‸Polisario Front\u{200B}",
    ),
    Mistake(
        "boko-haram",
        "name: Boko Haram",
        "name: ‸mixed-scripts‸Bоko Haram",
    ),
    Mistake(
        "hamas",
        "[Islamic Resistance Movement,",
        "[‸dropped-character‸Hamas of Gaʿza, Islamic Resistance Movement,",
    ),
    Mistake(
        "hamas",
        "country: PSE",
        "country: PSE\n    short_names:\n      - ‸cut-name‸Gaza Group #9",
    ),
    Mistake(
        "popular-mobilization-forces",
        "      - Hashd\n",
        "      - Hashd\n      - ‸odd-capitals‸HAshdis\n",
    ),
    // Names: what they find.
    Mistake(
        "hezbollah",
        "- Lebanese Hizbullah\n",
        "- Lebanese Hizbullah\n      - ‸repeated-name‸Hezb’ullah\n",
    ),
    Mistake(
        "islamic-state",
        "      - ISIL\n",
        "      - ISIL\n      - ‸very-short-name‸ISX\n",
    ),
    Mistake(
        "islamic-state",
        "not:\n",
        "not:\n      - ‸idle-not‸Islamic Estate\n",
    ),
    Mistake(
        "kut",
        "aliases: [al-Kut]",
        "aliases: [al-Kut, ‸common-word‸Wall]",
    ),
    Mistake(
        "eastern-aleppo",
        "country: SYR",
        "country: SYR\n    aliases: [‸acronym-in-name‸East Aleppo (EA)]",
    ),
    Mistake(
        "al-tanf",
        "Tanf garrison]\n",
        "Tanf garrison]\n    guarded:\n      \
         - {name: ‸dead-name‸Tanf post, needs: [syria], unless: [syria]}\n",
    ),
    Mistake(
        "sergei-lavrov",
        "aliases: [",
        "aliases: [‸bare-surname‸Lavrov, ",
    ),
    Mistake(
        "antony-blinken",
        "name: Antony Blinken",
        "name: ‸single-name-person‸Blinkenov",
    ),
    // Examples.
    Mistake(
        "benin",
        "troops from [Benin]",
        "‸failing-match‸troops from [Bening]",
    ),
    Mistake(
        "egypt",
        "the gods of ancient Egypt",
        "‸failing-never‸the gods of Egypt",
    ),
    Mistake("chad", "into [Chad]", "‸bad-example‸into [Chad"),
    // What is shared between actors.
    Mistake("benin", "Dahomey,", "Dahomey, Arab Republic of Egypt,"),
    Mistake(
        "egypt",
        "[Arab Republic of Egypt]",
        "[‸shared-name‸Arab Republic of Egypt]",
    ),
    Mistake(
        "joe-biden",
        "short_names: [Biden]",
        "short_names: [Biden, ‸outranked-name‸Donald Trump]",
    ),
    Mistake(
        "donald-trump",
        "short_names: [Trump]",
        "short_names: [Trump, Pompeo]",
    ),
    Mistake("donald-trump", "- id:", "- id: ‸missing-examples‸"),
    Mistake("mike-pompeo", "- id:", "- id: ‸missing-examples‸"),
    Mistake(
        "us-central-command",
        "CENTCOM,",
        "CENTCOM, Central Command,",
    ),
    Mistake(
        "us-central-command",
        "- name: Central",
        "- name: ‸idle-guard‸Central",
    ),
    Mistake("djibouti", "- id:", "- id: ‸circular-part-of‸"),
    // Order, and comments that allow.
    Mistake("qusayr", "- id: qusayr", "- id: ‸unsorted-ids‸aaa-qusayr"),
    Mistake(
        "mi5",
        "# actag: allow(very-short-name): Military",
        "# ‸bad-allow‸actag: allow(very-short-nam): Military",
    ),
    Mistake("mi5", "name: MI5", "name: ‸very-short-name‸MI5"),
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
    let mut planted = 0;
    for (name, text) in shipped_files() {
        let mut text = (*text).to_owned();
        for Mistake(id, from, to) in MISTAKES {
            planted += usize::from(plant(&mut text, id, from, to));
        }
        write(folder.path(), name, &text, &mut wanted);
    }
    assert_eq!(planted, MISTAKES.len(), "an id stands nowhere, or twice");
    write(folder.path(), "zz-extra.yaml", EXTRA, &mut wanted);
    assert!(wanted.len() >= 40, "{} mistakes", wanted.len());

    let draft = actag::gazetteer::draft(&[folder.path().to_owned()]).unwrap();
    let mut found: Vec<(String, usize, String)> = check(&draft)
        .unwrap()
        .iter()
        .map(|finding| {
            let path = Path::new(&finding.location.as_ref().unwrap().source.path);
            let file = path.strip_prefix(folder.path()).unwrap();
            let file = file.to_str().unwrap().replace('\\', "/");
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
    let findings =
        check(&actag::gazetteer::draft(&[actag::gazetteer::SHIPPED_LAYER]).unwrap()).unwrap();
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

/// Replaces a text in the entry of an id.
///
/// False if there is no such entry.
fn plant(text: &mut String, id: &str, from: &str, to: &str) -> bool {
    let start = text.find(&format!("  - id: {id}\n")).or_else(|| {
        // The id may carry a mark already.
        let marked = text.find(&format!("‸{id}\n"))?;
        text[..marked].rfind("  - id: ")
    });
    let Some(start) = start else {
        return false;
    };
    let end = text[start + 1..]
        .find("\n  - ")
        .map_or(text.len(), |at| start + 1 + at + 1);
    let entry = &text[start..end];
    assert!(entry.contains(from), "{id} has no `{from}`:\n{entry}");
    let entry = entry.replacen(from, to, 1);
    text.replace_range(start..end, &entry);
    true
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
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
