//! Documents in Parquet.

use std::io::Write;
use std::sync::Arc;

use super::*;
use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::properties::WriterProperties;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, StructArray,
    TimestampMicrosecondArray,
};
use arrow_schema::{DataType, Field as ArrowField};
use jiff::civil::date;

fn texts(texts: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

fn written(columns: Vec<(&str, ArrayRef)>, properties: WriterProperties) -> Vec<u8> {
    let rows = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, rows.schema(), Some(properties)).unwrap();
    writer.write(&rows).unwrap();
    writer.close().unwrap();
    bytes
}

fn parquet(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    written(columns, WriterProperties::default())
}

/// Two rows with an id each.
fn two() -> Vec<u8> {
    parquet(vec![
        ("id", texts(&["a", "b"])),
        ("text", texts(&["Iran said", "Mali said"])),
    ])
}

#[test]
fn rows_are_documents() {
    let zone = TimestampMicrosecondArray::from(vec![Some(1_497_484_800_000_000), None]);
    let bytes = parquet(vec![
        ("ID", Arc::new(Int64Array::from(vec![Some(7), None])) as _),
        ("Text", texts(&["Iran said", "Mali said"])),
        ("date", Arc::new(zone.with_timezone("America/New_York"))),
        ("title", texts(&["Oil", ""])),
        ("language", texts(&["fr", "de"])),
    ]);
    for name in ["a.parquet", "a.PQ", "no_ending"] {
        let out = Folder::of(name, &bytes).read();
        assert_eq!(out.skipped, [], "{name}");
        let own = format!("{name}#2");
        assert_eq!(
            out.texts(),
            [("7", "Iran said"), (own.as_str(), "Mali said")]
        );
        let [one, other] = &out.documents[..] else {
            panic!("{out:?}");
        };
        // Midnight in UTC is the evening before in New York.
        assert_eq!(one.date, Some(date(2017, 6, 14)));
        assert_eq!((one.date_from, one.format), ("field", "parquet"));
        assert_eq!(one.title.as_deref(), Some("Oil"));
        assert_eq!((&*other.key, other.date), ("1:2", None));
        assert_eq!(other.title, None);
    }
}

#[test]
fn columns_of_all_kinds_are_read_as_csv_has_them() {
    let mut list = ListBuilder::new(StringBuilder::new());
    list.append_value([Some("Iran"), None, Some("Mali")]);
    let body: ArrayRef = texts(&["inside"]);
    let inside = ArrowField::new("body", DataType::Utf8, false);
    let article = StructArray::from(vec![(Arc::new(inside), body)]);
    let bytes = parquet(vec![
        ("number", Arc::new(Float64Array::from(vec![12.0])) as _),
        ("day", Arc::new(Date32Array::from(vec![17_332]))),
        ("paragraphs", Arc::new(list.finish())),
        ("article", Arc::new(article)),
    ]);
    let folder = Folder::of("a.parquet", bytes);
    let options = |text: &str| ReadOptions {
        id_field: Some("number".to_owned()),
        text_field: Some(text.to_owned()),
        date_field: Some("Day".to_owned()),
        ..ReadOptions::default()
    };
    let out = folder.read_with(options("paragraphs"));
    assert_eq!(out.texts(), [("12", "Iran\n\nMali")]);
    assert_eq!(out.documents[0].date, Some(date(2017, 6, 15)));
    assert_eq!(
        folder.read_with(options("article.BODY")).texts(),
        [("12", "inside")]
    );
    let out = folder.read_with(options("body"));
    assert_eq!(
        out.notes(),
        [(
            None,
            "no column `body`; the file has `number`, `day`, `paragraphs`, `article.body`; \
             `article.body` is likely the text"
        )]
    );
    assert_eq!(out.skipped[0].kind, SkipKind::NoText);
}

#[test]
fn fields_and_dates_are_settled_before_rows_are_read() {
    let bytes = parquet(vec![
        ("text", texts(&["a", "b", "c"])),
        ("date", texts(&["05/06/2017", "15/06/2017", "06/16/2017"])),
        ("Datum", texts(&["", "", ""])),
    ]);
    let options = ReadOptions {
        title_field: Some("Datums".to_owned()),
        ..ReadOptions::default()
    };
    let out = Folder::of("a.parquet", bytes).read_with(options);
    let kinds: Vec<SkipKind> = out.skipped.iter().map(|note| note.kind).collect();
    assert_eq!(
        kinds,
        [SkipKind::NoField, SkipKind::DateOrder, SkipKind::DateOrder]
    );
    assert!(out.skipped[0].reason.contains("`Datum`"), "{out:?}");
    assert_eq!(out.skipped[2].line, Some(3));
    let dates: Vec<_> = out.documents.iter().map(|found| found.date).collect();
    assert_eq!(
        dates,
        [date(2017, 6, 5), date(2017, 6, 15), date(2017, 6, 16)].map(Some)
    );
}

#[test]
fn parts_make_the_same_documents_as_the_whole() {
    let ids: Vec<String> = (0..60_000).map(|n| n.to_string()).collect();
    let long: Vec<String> = ids
        .iter()
        .map(|id| format!("{id} {}", "Iran ".repeat(400)))
        .collect();
    let of = |list: &[String]| texts(&list.iter().map(String::as_str).collect::<Vec<_>>());
    let zstd = Compression::ZSTD(ZstdLevel::try_new(1).unwrap());
    let properties = WriterProperties::builder()
        .set_compression(zstd)
        .set_dictionary_enabled(false)
        .set_max_row_group_row_count(Some(25_000))
        .build();
    let bytes = written(vec![("id", of(&ids)), ("text", of(&long))], properties);
    let folder = Folder::of("a.parquet", &bytes);
    let mut corpus = Corpus::open(&[folder.path("")], ReadOptions::default()).unwrap();
    let (mut batch, mut batches, mut found) = (Batch::default(), 0, Vec::new());
    while corpus.next_batch(&mut batch) {
        batches += 1;
        batch.read(|item| match item {
            Item::Document(document) => {
                assert!(document.text.starts_with(&format!("{} I", document.id)));
                found.push((document.key.to_string(), document.id.to_string()));
            }
            Item::Skipped(note) => panic!("{note:?}"),
        });
    }
    assert!(batches >= 4, "{batches} batches");
    assert_eq!(corpus.bytes_read(), bytes.len() as u64);
    let keys = ids.iter().enumerate();
    let keys: Vec<_> = keys
        .map(|(number, id)| (format!("1:{}", number + 1), id.clone()))
        .collect();
    assert_eq!(found, keys);
}

#[test]
fn nulls_and_long_texts_are_passed_over_one_by_one() {
    let long = "x".repeat(100);
    let column = StringArray::from(vec![Some("a"), None, Some(&long), Some("d")]);
    let bytes = parquet(vec![("text", Arc::new(column) as _)]);
    // A file is longer than that, and is read all the same.
    let options = ReadOptions {
        max_document: 50,
        ..ReadOptions::default()
    };
    let out = Folder::of("a.parquet", bytes).read_with(options);
    assert_eq!(out.ids(), ["a.parquet#1", "a.parquet#4"]);
    let kinds: Vec<_> = out
        .skipped
        .iter()
        .map(|note| (note.line, note.kind))
        .collect();
    assert_eq!(
        kinds,
        [(Some(2), SkipKind::NoText), (Some(3), SkipKind::TooLong)]
    );
}

#[test]
fn what_is_no_whole_parquet_is_told_of() {
    let whole = two();
    let mut locked = whole.clone();
    let end = locked.len() - 1;
    locked[end] = b'E';
    let none = parquet(vec![("text", texts(&[]))]);
    for (bytes, kind, reason) in [
        (
            whole[..whole.len() / 2].to_vec(),
            SkipKind::Unreadable,
            "end of the file is missing",
        ),
        (
            b"id,text\n1,Iran said so".to_vec(),
            SkipKind::Unreadable,
            "not Parquet",
        ),
        (b"PAR1".to_vec(), SkipKind::Unreadable, "not Parquet"),
        (Vec::new(), SkipKind::Unreadable, "not Parquet"),
        (
            b"PAR1\xff\xff\xff\x7fPAR1".to_vec(),
            SkipKind::Unreadable,
            "cannot be read",
        ),
        (locked, SkipKind::Locked, "encrypted"),
        (none, SkipKind::NoRecords, "holds no records"),
    ] {
        let out = Folder::of("a.parquet", &bytes).with("b.txt", "b").read();
        assert_eq!(out.ids(), ["b.txt"], "{out:?}");
        assert_eq!(out.skipped.len(), 1, "{out:?}");
        assert_eq!(out.skipped[0].kind, kind, "{out:?}");
        assert!(out.skipped[0].reason.contains(reason), "{out:?}");
    }
    let out = Folder::of("a.txt", &whole).with("b.txt", "b").read();
    assert_eq!(out.skipped[0].reason, "not text, but Parquet");
}

#[test]
fn changed_bytes_make_no_panic() {
    let whole = two();
    for at in 4..whole.len() {
        for change in [0x01, 0x10, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] ^= change;
            // Whatever is read of it, what follows is read, too.
            let out = Folder::of("a.parquet", &bytes).with("b.txt", "b").read();
            assert_eq!(out.ids().last(), Some(&"b.txt"), "{at} {change}");
        }
    }
}

#[test]
fn a_text_that_is_meant_often_fills_no_memory() {
    let long = "Iran ".repeat(200_000);
    let column = StringArray::from(vec![long.as_str(); 400]);
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let bytes = written(vec![("text", Arc::new(column) as _)], properties.build());
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    let out = Folder::of("a.parquet", &bytes).with("b.txt", "b").read();
    assert_eq!(out.skipped.len(), 1, "{:?}", out.skipped);
    assert_eq!(out.skipped[0].kind, SkipKind::UnpacksTooFar);
    assert!(out.documents.len() > 10 && out.documents.len() < 100);
    assert_eq!(out.ids().last(), Some(&"b.txt"));
}

#[test]
fn it_is_read_packed_too() {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&two()).unwrap();
    let out = Folder::of("a.parquet.gz", gz.finish().unwrap()).read();
    assert_eq!(out.texts(), [("a", "Iran said"), ("b", "Mali said")]);
    assert_eq!(out.skipped, []);
}
