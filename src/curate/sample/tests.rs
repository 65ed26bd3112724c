use std::fs;
use std::path::Path;

use super::context::{ContextGaps, add_context};
use super::draw::{Division, DrawOptions, MOST_STRATA, SampledRow, Sampling, draw};
use super::score::StratumScore;
use super::sheet::{read_sheet, write_sheet};
use super::table::MentionTable;
use super::*;
use crate::corpus::{Corpus, ReadOptions};
use crate::text::OffsetUnit;

const HEADER: &str = "doc_key,doc_id,start,end,text,actor_id,type,before,after\n";

/// Rows of a table: `sizes` says how many of each type.
fn rows(sizes: &[(&str, usize)]) -> Vec<String> {
    let rows = sizes.iter().flat_map(|&(actor_type, size)| {
        (0..size).map(move |number| {
            let (document, start) = (number / 10 + 1, number % 10 * 7);
            let end = start + 4;
            format!("1:{document},a,{start},{end},Iran,iran-{actor_type},{actor_type},x,y\n")
        })
    });
    rows.collect()
}

fn table_of(rows: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let table = HEADER.to_owned() + &rows.concat();
    fs::write(folder.path().join("mentions.csv"), table).unwrap();
    folder
}

fn by_type(rows: usize, division: Division, seed: u64) -> DrawOptions {
    DrawOptions {
        by: Some("type".into()),
        rows,
        division,
        seed,
    }
}

fn drawn(folder: &Path, options: &DrawOptions) -> Result<Sampling, SampleError> {
    let table = MentionTable::open(folder, options.by.as_deref())?;
    draw(table, options, &|_| ())
}

fn places(sampling: &Sampling) -> Vec<String> {
    let place = |row: &SampledRow| {
        let mention = &row.mention;
        format!("{} {}:{}", row.stratum, mention.doc_key, mention.start)
    };
    sampling.rows.iter().map(place).collect()
}

const AT_LEAST_FIVE: Division = Division::Proportional { least: 5 };

#[test]
fn the_order_of_the_table_decides_nothing() {
    let mut all = rows(&[("militia", 700), ("government", 250), ("place", 8)]);
    let options = by_type(50, AT_LEAST_FIVE, 7);
    let first = drawn(table_of(&all).path(), &options).unwrap();
    let sizes: Vec<(&str, u64, usize)> = first
        .strata
        .iter()
        .map(|stratum| (stratum.name.as_str(), stratum.size, stratum.drawn))
        .collect();
    assert_eq!(
        sizes,
        [
            ("militia", 700, 33),
            ("government", 250, 12),
            ("place", 8, 5)
        ]
    );
    all.reverse();
    let second = drawn(table_of(&all).path(), &options).unwrap();
    assert_eq!(places(&first), places(&second));
    // Whoever stops half-way has judged half of each stratum.
    let early = &places(&first)[..25];
    let count = |name| early.iter().filter(|place| place.starts_with(name)).count();
    assert_eq!(["militia", "government", "place"].map(count), [17, 6, 2]);
}

#[test]
fn a_larger_sample_holds_the_smaller_one() {
    let folder = table_of(&rows(&[
        ("militia", 700),
        ("government", 250),
        ("place", 80),
    ]));
    let with = |rows, seed| {
        let options = by_type(rows, Division::Equal, seed);
        places(&drawn(folder.path(), &options).unwrap())
    };
    let (few, many) = (with(30, 7), with(60, 7));
    assert!(few.iter().all(|place| many.contains(place)));
    assert_ne!(few, with(30, 8));
    assert_eq!(with(5000, 7).len(), 1030);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let t = |rows: &[String], options: DrawOptions, wanted: &str| {
        let error = drawn(table_of(rows).path(), &options).unwrap_err();
        let message = error.to_string();
        assert!(message.contains(wanted), "{message}");
    };
    let some = rows(&[("a", 2), ("b", 2), ("c", 2)]);
    t(&[], by_type(5, AT_LEAST_FIVE, 1), "a header only");
    t(
        &some,
        by_type(2, AT_LEAST_FIVE, 1),
        "too few for the 3 values of `type`",
    );
    let by = |by: &str| DrawOptions {
        by: Some(by.into()),
        ..by_type(5, AT_LEAST_FIVE, 1)
    };
    t(
        &some,
        by("Type"),
        "no column `Type` to draw by; here are `doc_key,doc_id,start",
    );
    t(
        &["1:1,a,0\n".into()],
        by("type"),
        "mentions.csv:2: the row has 3 cells, the header 9",
    );
    let names: Vec<String> = (0..=MOST_STRATA)
        .map(|number| format!("t{number}"))
        .collect();
    let many: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    t(&rows(&many), by("type"), "`type` has more than 1000 values");
    assert!(
        drawn(
            table_of(&rows(&many[1..])).path(),
            &by_type(5000, AT_LEAST_FIVE, 1)
        )
        .is_ok()
    );
}

#[test]
fn words_around_come_from_the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let text = "É 🌍 one two three four five six Iran, and so on.\n\nNothing more.";
    fs::write(at("a.txt"), text).unwrap();
    let t = |unit, start: usize, document: &str| {
        let row = format!(
            "{document},a.txt,{start},{},Iran,iran,x,five,and\n",
            start + 4
        );
        let table = table_of(&[row]);
        let mut sampling = drawn(table.path(), &by_type(1, AT_LEAST_FIVE, 1)).unwrap();
        let corpus = Corpus::open(&[at("a.txt")], ReadOptions::default()).unwrap();
        let gaps = add_context(&mut sampling.rows, corpus, unit, 1, &|_| ()).unwrap();
        let mention = &sampling.rows[0].mention;
        (mention.before.clone(), mention.after.clone(), gaps)
    };
    let before = "É 🌍 one two three four five six";
    let found = (
        before.to_owned(),
        ", and so on. Nothing more.".to_owned(),
        ContextGaps::default(),
    );
    assert_eq!(t(OffsetUnit::Chars, 32, "1:1"), found);
    assert_eq!(t(OffsetUnit::Bytes, 36, "1:1"), found);
    assert_eq!(t(OffsetUnit::Utf16, 33, "1:1"), found);
    let kept = |gaps| ("five".to_owned(), "and".to_owned(), gaps);
    let other_words = ContextGaps {
        other_words: 1,
        without_document: 0,
    };
    for start in [31, 33, 4000] {
        assert_eq!(t(OffsetUnit::Chars, start, "1:1"), kept(other_words));
    }
    let without_document = ContextGaps {
        other_words: 0,
        without_document: 1,
    };
    assert_eq!(t(OffsetUnit::Chars, 32, "2:1"), kept(without_document));
}

#[test]
fn a_mention_in_a_title_is_not_one_in_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let header = "doc_key,field,start,end,text,type,before,after\n";
    let rows = "1:1,title,0,4,Iran,x,,\n1:1,text,0,4,Iran,x,,\n1:1,text,9,13,Iran,x,,\n";
    fs::write(
        folder.path().join("mentions.csv"),
        format!("{header}{rows}"),
    )
    .unwrap();
    let mut sampling = drawn(folder.path(), &by_type(9, AT_LEAST_FIVE, 1)).unwrap();
    let corpus = folder.path().join("a.jsonl");
    let line = r#"{"title": "Iran votes", "text": "Iran and Iran."}"#;
    fs::write(&corpus, line).unwrap();
    let corpus = Corpus::open(&[corpus], ReadOptions::default()).unwrap();
    let unit = OffsetUnit::Chars;
    add_context(&mut sampling.rows, corpus, unit, 1, &|_| ()).unwrap();
    let mut found: Vec<_> = sampling
        .rows
        .iter()
        .map(|row| {
            (
                row.mention.field.as_str(),
                row.mention.start.as_str(),
                row.mention.after.as_str(),
            )
        })
        .collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("text", "0", "and Iran."),
            ("text", "9", "."),
            ("title", "0", "votes")
        ]
    );
}

/// Reads a sheet; errors without the name of the file.
fn read(sheet: impl AsRef<[u8]>) -> Result<Vec<StratumScore>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.csv");
    fs::write(&path, sheet).unwrap();
    read_sheet(&path).map_err(|error| {
        let message = error.to_string();
        let told = message
            .split_once("sheet.csv:")
            .map(|(_, told)| told.to_owned());
        told.unwrap_or(message)
    })
}

fn counts(stratum: &StratumScore) -> (&str, u64, [u64; 4]) {
    let StratumScore {
        right,
        wrong,
        unsure,
        unjudged,
        ..
    } = *stratum;
    (
        &stratum.name,
        stratum.size,
        [right, wrong, unsure, unjudged],
    )
}

#[test]
fn a_sheet_is_read_as_spreadsheets_save_it() {
    let plain = "stratum,stratum_size,text,right,note\na,9,\"x,\ny\",y,\na,9,x,N,\"; no\"\n\
                 b,99,x, ? ,\nb,99,x,,\n";
    let wanted = [("b", 99, [0, 0, 1, 1]), ("a", 9, [1, 1, 0, 0])];
    let t = |sheet: &str| {
        let found = read(sheet).unwrap();
        assert_eq!(
            found.iter().map(counts).collect::<Vec<_>>(),
            wanted,
            "{sheet:?}"
        );
    };
    t(plain);
    t(&format!("\u{FEFF}{plain}"));
    t(&plain.replace('\n', "\r\n"));
    t(&format!("{plain},,,,\n\n"));
    let semicolons = "\u{FEFF}stratum;stratum_size;text;right;note\r\na;9;\"x;\ny\";yes;\r\n\
                      a;9;x,y,z;no;\r\nb;99;x;?;\r\nb;99;x;;\r\n;;;;\r\n";
    t(semicolons);
    t(&semicolons.replace(';', "\t"));
    // Other encodings than UTF-8 change cells that are not read.
    let latin = b"stratum,stratum_size,text,right\na,9,\xC9tat,y\n";
    assert_eq!(
        read(latin).unwrap().iter().map(counts).collect::<Vec<_>>(),
        [("a", 9, [1, 0, 0, 0])]
    );
}

#[test]
fn what_a_sheet_cannot_say_is_told_with_its_place() {
    let t = |rows: &str, wanted: &str| {
        for end in ["\n", "\r\n"] {
            let sheet = format!("stratum,stratum_size,text,right\n{rows}\n").replace('\n', end);
            let told = read(&sheet).unwrap_err();
            assert!(told.starts_with(wanted), "{sheet:?}: {told}");
        }
    };
    t(
        "a,9,x,maybe",
        "2:7: `maybe` in `right` is neither y, n nor ?",
    );
    t("a,9,x,y\n\na,9,\"x\"\"\ny\",1", "5:4: `1` in `right`");
    t(
        "a,9,été,true\na,9,x,y\na,9,x,j",
        "2:9: `true` in `right` is neither y, n nor ?; leave",
    );
    t(
        "a,9,x,yy\n\n\na,9,x,nn",
        "2:7: `yy` in `right` is neither y, n nor ?; leave the cell empty where nobody has judged \
         (1 more like it: 5:7)",
    );
    t(
        "a,9,x,y\na,8,x,y",
        "3:3: the stratum `a` has 8 mentions here, but 9 above",
    );
    t(
        "a,many,x,y",
        "2:3: `many` in `stratum_size` is not the number",
    );
    t("a,0,x,y", "2:3: `0` in `stratum_size`");
    t("a,9,x", "2: the row has 3 cells, the header 4");
    t(
        "a,1,x,y\na,1,x,y",
        "1: the sheet has more rows of the stratum `a`",
    );
    assert!(
        read("stratum,stratum_size,text\n")
            .unwrap_err()
            .starts_with("1: no column `right`")
    );
    assert!(read("").unwrap_err().starts_with("1: no column `stratum`"));
}

#[test]
fn a_sheet_is_written_and_read_back() {
    let folder = table_of(&rows(&[("=1+1", 3), ("a;b\tc", 3), ("", 3)]));
    let sampling = drawn(folder.path(), &by_type(9, AT_LEAST_FIVE, 1)).unwrap();
    for safe in [false, true] {
        let mut sheet = Vec::new();
        write_sheet(&sampling.rows, safe, &mut sheet).unwrap();
        let text = String::from_utf8(sheet).unwrap();
        assert_eq!(text.starts_with('\u{FEFF}'), safe);
        assert_eq!(text.contains("\n'=1+1,3,a,1:1,,"), safe, "{text}");
        let read = read(&text).unwrap();
        assert_eq!(read.len(), 3);
        assert!(
            read.iter()
                .all(|stratum| stratum.unjudged == 3 && stratum.size == 3)
        );
    }
}
