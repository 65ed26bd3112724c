//! What is tagged in tables is what is tagged in files, whatever the columns are and however the
//! rows are cut.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actag_core::gazetteer::{ActorBuilder, Role};
use actag_core::{Document, Gazetteer, Tagger};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, Date64Array, DictionaryArray, Int64Array, LargeStringArray,
    NullArray, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray, StringViewArray,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray,
    TimestampSecondArray, UInt8Array,
};
use arrow_schema::{ArrowError, Field, Schema};
use jiff::civil::date;

use super::*;
use crate::tables::ArrowRows;
use crate::tables::joined::FieldPlaces;
use crate::tables::mentions::MentionRows;

const TEXTS: [Option<&str>; 7] = [
    Some("Iran and Ana Perez met in Tehran."),
    None,
    Some(""),
    Some("nobody"),
    Some("\u{1F30D} Iran\u{2019}s envoys"),
    Some("Ana Perez"),
    Some("Iran Iran\n\nIran"),
];

const IDS: [&str; 7] = ["a", "b", "c", "d", "e", "f", "g"];

fn tagger() -> Tagger {
    let role = Role {
        title: Some("Minister".to_owned()),
        from: Some(date(2017, 6, 15)),
        ..Role::default()
    };
    let gazetteer = Gazetteer::builder()
        .actor(ActorBuilder::new("iran", "Iran", "government").metonym("Tehran"))
        .actor(ActorBuilder::new("ana", "Ana Perez", "person").role(role));
    Tagger::new(gazetteer.build().unwrap()).unwrap()
}

fn columns() -> FrameColumns {
    FrameColumns {
        id: Some("id".to_owned()),
        date: Some("date".to_owned()),
        ..FrameColumns::of_text("text")
    }
}

fn options(threads: usize) -> FrameOptions {
    FrameOptions {
        threads: NonZero::new(threads).unwrap(),
        ..FrameOptions::default()
    }
}

fn batch(columns: &[(&str, ArrayRef)]) -> RecordBatch {
    let columns = columns.iter().map(|(name, column)| {
        let field = Field::new(*name, column.data_type().clone(), true);
        (field, ArrayRef::clone(column))
    });
    let (fields, columns): (Vec<_>, Vec<_>) = columns.unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).unwrap()
}

fn source(batches: Vec<RecordBatch>) -> Box<dyn RecordBatchReader + Send> {
    let schema = batches[0].schema();
    Box::new(RecordBatchIterator::new(
        batches.into_iter().map(Ok),
        schema,
    ))
}

fn strings(texts: impl IntoIterator<Item = Option<&'static str>>) -> ArrayRef {
    Arc::new(texts.into_iter().collect::<StringArray>())
}

/// Returns the rows of a batch, cell by cell, as the library shows them.
fn shown(batch: &RecordBatch) -> Vec<Vec<String>> {
    let row = |row| {
        let columns = batch.columns().iter();
        columns
            .map(|column| format!("{:?}", column.slice(row, 1)))
            .collect()
    };
    (0..batch.num_rows()).map(row).collect()
}

fn read(batches: Vec<RecordBatch>, options: FrameOptions) -> Vec<Vec<String>> {
    let reader = FrameReader::new(&tagger(), source(batches), &columns(), options).unwrap();
    let schema = reader.schema();
    let mut rows = Vec::new();
    for batch in reader.map(Result::unwrap) {
        assert_eq!(batch.schema(), schema);
        rows.extend(shown(&batch));
    }
    rows
}

/// The rows as they come of the documents themselves.
fn expected(nested: bool) -> Vec<Vec<String>> {
    let tagger = tagger().nested(nested);
    let mut rows = ArrowRows::new(Table::MENTIONS, nested);
    let mut mention_rows = MentionRows::new(nested);
    for (id, text) in IDS.iter().zip(TEXTS) {
        let Some(text) = text else { continue };
        let document = Document::new(*id, text).on(date(2017, 6, 15));
        let mentions = tagger.tag(&document);
        let mut places = FieldPlaces::new(&document, None, OffsetUnit::Chars);
        mention_rows.each(&mentions, &mut places, |row| rows.add(row));
    }
    let batch = rows.finish().unwrap();
    assert_eq!(batch.num_rows(), 8);
    shown(&batch)
}

fn usual_dates() -> ArrayRef {
    strings(IDS.map(|_| Some("2017-06-15")))
}

#[test]
fn rows_are_those_of_the_documents_however_they_are_cut() {
    let all = batch(&[
        ("more", Arc::new(NullArray::new(7))),
        ("text", strings(TEXTS)),
        ("date", usual_dates()),
        ("id", strings(IDS.map(Some))),
    ]);
    for threads in [1, 2, 3] {
        for size in [1, 2, 3, 7] {
            let starts = (0..7).step_by(size);
            let batches = starts.map(|at| all.slice(at, size.min(7 - at))).collect();
            assert_eq!(read(batches, options(threads)), expected(false));
        }
    }
    let nested = FrameOptions {
        nested: true,
        ..options(2)
    };
    assert_eq!(read(vec![all], nested), expected(true));
}

#[test]
fn texts_and_ids_may_be_of_any_type_that_holds_texts() {
    let coded = |texts: &[Option<&str>]| -> ArrayRef {
        Arc::new(
            texts
                .iter()
                .copied()
                .collect::<DictionaryArray<Int32Type>>(),
        )
    };
    let texts: [ArrayRef; 4] = [
        strings(TEXTS),
        Arc::new(TEXTS.into_iter().collect::<LargeStringArray>()),
        Arc::new(TEXTS.into_iter().collect::<StringViewArray>()),
        coded(&TEXTS),
    ];
    let ids = IDS.map(Some);
    let ids: [ArrayRef; 4] = [
        strings(ids),
        Arc::new(ids.into_iter().collect::<LargeStringArray>()),
        Arc::new(ids.into_iter().collect::<StringViewArray>()),
        coded(&ids),
    ];
    for text in &texts {
        for id in &ids {
            let columns = [
                ("text", text.clone()),
                ("id", id.clone()),
                ("date", usual_dates()),
            ];
            assert_eq!(read(vec![batch(&columns)], options(2)), expected(false));
        }
    }
}

/// Returns the keys of the documents in which something is found, in order.
fn keys(batch: RecordBatch, columns: &FrameColumns) -> Vec<String> {
    let reader = FrameReader::new(&tagger(), source(vec![batch]), columns, options(2)).unwrap();
    let mut keys = Vec::new();
    for batch in reader {
        let batch = batch.unwrap();
        keys.extend(
            batch
                .column(0)
                .as_string::<i32>()
                .iter()
                .map(|key| key.unwrap().to_owned()),
        );
    }
    keys.dedup();
    keys
}

#[test]
fn ids_may_be_numbers_or_the_places_of_rows() {
    let of = |id: Option<&str>| FrameColumns {
        id: id.map(str::to_owned),
        ..FrameColumns::of_text("text")
    };
    let texts = || ("text", strings([Some("Iran"), Some("-"), Some("Iran")]));
    assert_eq!(keys(batch(&[texts()]), &of(None)), ["0", "2"]);
    let signed: ArrayRef = Arc::new(Int64Array::from(vec![i64::MIN, 0, i64::MAX]));
    let wanted = ["-9223372036854775808", "9223372036854775807"];
    assert_eq!(
        keys(batch(&[texts(), ("id", signed)]), &of(Some("id"))),
        wanted
    );
    let small: ArrayRef = Arc::new(UInt8Array::from(vec![255, 1, 0]));
    assert_eq!(
        keys(batch(&[texts(), ("id", small)]), &of(Some("id"))),
        ["255", "0"]
    );
}

/// Returns the days that mentions have, as the numbers of days from 1970-01-01.
fn days(dates: ArrayRef) -> (Vec<Option<i32>>, FrameCounts) {
    let texts = vec![Some("Iran"); dates.len()];
    let ids: Vec<i64> = (0..dates.len() as i64).collect();
    let columns = [
        ("text", strings(texts)),
        ("id", Arc::new(Int64Array::from(ids)) as ArrayRef),
        ("date", dates),
    ];
    let source = source(vec![batch(&columns)]);
    let reader = FrameReader::new(&tagger(), source, &self::columns(), options(1)).unwrap();
    let counts = reader.counts();
    let mut days = Vec::new();
    for batch in reader {
        let batch = batch.unwrap();
        let column = batch.column_by_name("date").unwrap();
        let column = column.as_primitive::<arrow_array::types::Date32Type>();
        days.extend(column.iter());
    }
    let counts = counts.lock().unwrap().clone();
    (days, counts)
}

#[test]
fn dates_are_read_from_every_type_of_days_and_times() {
    // 2017-06-15 is the day 17332, and begins at this second.
    const DAY: i32 = 17_332;
    const SECOND: i64 = DAY as i64 * 86_400;
    let at = |dates: ArrayRef| days(dates).0;
    let same = vec![Some(DAY), None];
    assert_eq!(at(Arc::new(Date32Array::from(same.clone()))), same);
    let (first, last) = (SECOND, SECOND + 86_399);
    for second in [first, last] {
        let millis = vec![Some(second * 1000 + 999), None];
        assert_eq!(at(Arc::new(Date64Array::from(millis.clone()))), same);
        assert_eq!(at(Arc::new(TimestampMillisecondArray::from(millis))), same);
        let seconds = vec![Some(second), None];
        assert_eq!(at(Arc::new(TimestampSecondArray::from(seconds))), same);
        let micros = vec![Some(second * 1_000_000 + 999_999), None];
        assert_eq!(at(Arc::new(TimestampMicrosecondArray::from(micros))), same);
        let nanos = vec![Some(second * 1_000_000_000), None];
        assert_eq!(at(Arc::new(TimestampNanosecondArray::from(nanos))), same);
    }
    // A moment before 1970.
    assert_eq!(
        at(Arc::new(TimestampMillisecondArray::from(vec![-1]))),
        [Some(-1)]
    );
    // The day is that of the zone.
    let zoned = |zone: &str, second: i64| {
        let times = TimestampSecondArray::from(vec![second]);
        at(Arc::new(times.with_timezone(zone)))
    };
    for (zone, second, day) in [
        ("UTC", first, DAY),
        ("+02:00", first - 7200, DAY),
        ("-0230", first, DAY - 1),
        ("Asia/Tokyo", first - 9 * 3600, DAY),
        ("America/New_York", first + 4 * 3600 - 1, DAY - 1),
    ] {
        assert_eq!(zoned(zone, second), [Some(day)], "{zone}");
    }
    let written = strings([
        Some("15 June 2017"),
        Some("2017-06-15T10:00:00Z"),
        Some(" "),
        None,
    ]);
    assert_eq!(at(written), [Some(DAY), Some(DAY), None, None]);
    assert_eq!(at(Arc::new(NullArray::new(2))), [None, None]);
}

#[test]
fn what_is_no_date_is_reported_and_the_text_is_tagged() {
    let faults: [(ArrayRef, &str); 4] = [
        (
            strings([Some("05/06/2017")]),
            "`05/06/2017` is not a date that can be read",
        ),
        (
            strings([Some("soon\u{1b}[31m")]),
            "`soon\\u{1b}[31m` is not a date that can be read",
        ),
        (
            Arc::new(Date32Array::from(vec![i32::MAX])),
            "the date is 2147483647 days from 1970-01-01, beyond the year 9999",
        ),
        (
            Arc::new(TimestampSecondArray::from(vec![i64::MIN])),
            "the time is -9223372036854775808 seconds from 1970-01-01, beyond the year 9999",
        ),
    ];
    for (dates, reason) in faults {
        let (days, counts) = days(dates);
        assert_eq!(days, [None]);
        assert_eq!(counts.skipped[&RowFault::BadDate], 1);
        let first = &counts.first_skipped[0];
        assert_eq!(
            (first.reason.as_str(), first.doc_key.as_str()),
            (reason, "0")
        );
    }
}

fn refused(columns: &FrameColumns, schema: &[(&str, ArrayRef)]) -> String {
    let source = source(vec![batch(schema)]);
    match FrameReader::new(&tagger(), source, columns, options(1)) {
        Ok(_) => panic!("it is taken"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn columns_that_cannot_be_read_are_refused_before_anything_is_tagged() {
    let text = || ("text", strings([Some("Iran")]));
    let number = |name| (name, Arc::new(Int64Array::from(vec![1])) as ArrayRef);
    let times: ArrayRef =
        Arc::new(TimestampSecondArray::from(vec![1]).with_timezone("Mars/Olympus"));
    let floats: ArrayRef = Arc::new(arrow_array::Float64Array::from(vec![1.0]));
    assert_eq!(
        refused(&FrameColumns::of_text("body"), &[text(), number("n")]),
        "no column `body`; the columns are text, n"
    );
    assert_eq!(
        refused(&FrameColumns::of_text("n"), &[text(), number("n")]),
        "column `n` has the type Int64, and must hold texts; cast it"
    );
    assert_eq!(
        refused(&FrameColumns::of_text("text"), &[text(), text()]),
        "2 columns are called `text`; rename all but one"
    );
    assert_eq!(
        refused(&columns(), &[text(), ("id", floats), usual_day()]),
        "column `id` has the type Float64, and must hold texts or whole numbers; cast it"
    );
    assert_eq!(
        refused(&columns(), &[text(), number("id"), number("date")]),
        "column `date` has the type Int64, and must hold dates, times or texts; cast it"
    );
    // The zone is seen where the first times are.
    let source = source(vec![batch(&[text(), number("id"), ("date", times)])]);
    let mut reader = FrameReader::new(&tagger(), source, &columns(), options(1)).unwrap();
    assert_eq!(
        reader.next().unwrap().unwrap_err().to_string(),
        "External error: column `date` has times in the zone `Mars/Olympus`, which is not known; \
         cast it to a date"
    );
    assert!(reader.next().is_none());
}

fn usual_day() -> (&'static str, ArrayRef) {
    ("date", strings([Some("2017-06-15")]))
}

#[test]
fn rows_that_cannot_be_tagged_are_counted_and_listed() {
    let columns = batch(&[
        (
            "text",
            strings([
                Some("Iran"),
                None,
                Some("Iran"),
                Some("a long Iran"),
                Some("Iran"),
            ]),
        ),
        (
            "id",
            strings([Some("a"), Some("b"), None, Some("d"), Some(" ")]),
        ),
        ("date", strings([Some("June"), None, None, None, None])),
    ]);
    for table in [FrameTable::Mentions, FrameTable::Skipped] {
        let options = FrameOptions {
            table,
            max_document: 8,
            ..options(2)
        };
        let source = source(vec![columns.clone()]);
        let reader = FrameReader::new(&tagger(), source, &self::columns(), options).unwrap();
        let counts = reader.counts();
        let batches: Vec<_> = reader.map(Result::unwrap).collect();
        let counts = counts.lock().unwrap();
        assert_eq!(counts.documents, 1);
        let faults: Vec<_> = counts
            .skipped
            .iter()
            .map(|(fault, n)| (fault.code(), *n))
            .collect();
        let wanted = [
            ("no-id", 2),
            ("no-text", 1),
            ("too-long", 1),
            ("bad-date", 1),
        ];
        assert_eq!(faults, wanted);
        assert_eq!(counts.first_skipped.len(), 3);
        if table == FrameTable::Mentions {
            assert_eq!(batches[0].num_rows(), 1);
            continue;
        }
        let kinds = batches[0].column(2).as_string::<i32>();
        let kinds: Vec<_> = kinds.iter().map(Option::unwrap).collect();
        assert_eq!(kinds, ["bad-date", "no-text", "no-id", "too-long", "no-id"]);
        let places = batches[0].column(1).as_primitive::<Int64Type>();
        assert_eq!(places.values().to_vec(), [0, 1, 2, 3, 4]);
        let remedies = batches[0].column(4).as_string::<i32>();
        assert!(
            remedies.value(1).contains("`text`"),
            "{}",
            remedies.value(1)
        );
    }
}

#[test]
fn an_id_that_comes_again_is_an_error_behind_the_rows_before_it() {
    let columns = batch(&[
        ("text", strings([Some("Iran"), Some("Iran"), Some("Iran")])),
        ("id", strings([Some("a"), Some("b"), Some("a")])),
        ("date", strings([None, None, None])),
    ]);
    for size in [1, 3] {
        let cut = |at| columns.slice(at, size);
        let batches = || source((0..3).step_by(size).map(cut).collect());
        let options = options(2);
        let reader = |options| FrameReader::new(&tagger(), batches(), &self::columns(), options);
        let mut strict = reader(options.clone()).unwrap();
        assert_eq!(strict.next().unwrap().unwrap().num_rows(), 2);
        let error = strict.next().unwrap().unwrap_err().to_string();
        assert!(
            error.contains("row 2 has the id `a`, as an earlier row has"),
            "{error}"
        );
        assert!(strict.next().is_none() && strict.next().is_none());
        let lax = FrameOptions {
            unique: false,
            ..options
        };
        let found: usize = reader(lax)
            .unwrap()
            .map(|rows| rows.unwrap().num_rows())
            .sum();
        assert_eq!(found, 3);
    }
}

/// A source that counts how often it is asked, and may fail.
struct Asked {
    batch: RecordBatch,
    asked: Arc<AtomicUsize>,
    most: usize,
    fails: bool,
}

impl Iterator for Asked {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        match asked < self.most {
            true => Some(Ok(self.batch.clone())),
            false if self.fails => Some(Err(ArrowError::IoError(
                "the network is down".to_owned(),
                std::io::Error::other("down"),
            ))),
            false => None,
        }
    }
}

impl RecordBatchReader for Asked {
    fn schema(&self) -> arrow_schema::SchemaRef {
        self.batch.schema()
    }
}

fn asked(most: usize, fails: bool) -> (Box<Asked>, Arc<AtomicUsize>) {
    // A chunk a batch.
    let long = format!("Iran{}", " word".repeat(1 << 18));
    let text: ArrayRef = Arc::new(StringArray::from(vec![long]));
    let asked = Arc::new(AtomicUsize::new(0));
    let source = Asked {
        batch: batch(&[("text", text)]),
        asked: Arc::clone(&asked),
        most,
        fails,
    };
    (Box::new(source), asked)
}

#[test]
fn a_source_is_read_as_far_as_rows_are_taken() {
    let (source, asked) = asked(usize::MAX, false);
    let columns = FrameColumns::of_text("text");
    let mut reader = FrameReader::new(&tagger(), source, &columns, options(2)).unwrap();
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    for taken in 1..20 {
        reader.next().unwrap().unwrap();
        assert!(asked.load(Ordering::Relaxed) <= taken + 5);
    }
    // Left in the middle: nothing waits for it.
    drop(reader);
}

#[test]
fn a_source_that_fails_is_an_error_behind_its_rows() {
    let (source, _) = asked(3, true);
    let columns = FrameColumns::of_text("text");
    let mut reader = FrameReader::new(&tagger(), source, &columns, options(2)).unwrap();
    for _ in 0..3 {
        assert_eq!(reader.next().unwrap().unwrap().num_rows(), 1);
    }
    let error = reader.next().unwrap().unwrap_err().to_string();
    assert!(error.contains("the network is down"), "{error}");
    assert!(reader.next().is_none());
}

#[test]
fn an_empty_source_has_no_rows() {
    let none = strings([]);
    let columns = batch(&[("text", none.clone()), ("id", none.clone()), ("date", none)]);
    assert_eq!(read(vec![columns.clone(), columns], options(2)).len(), 0);
}

#[test]
fn the_rows_of_a_long_document_come_in_parts() {
    // Each row repeats the id.
    let (id, text) = ("k".repeat(1 << 20), "Iran ".repeat(100));
    let columns = [
        (
            "text",
            Arc::new(StringArray::from(vec![text.as_str(), "Iran"])) as ArrayRef,
        ),
        (
            "id",
            Arc::new(StringArray::from(vec![id.as_str(), "b"])) as ArrayRef,
        ),
        ("date", strings([None, None])),
    ];
    let source = source(vec![batch(&columns)]);
    let reader = FrameReader::new(&tagger(), source, &self::columns(), options(1)).unwrap();
    let rows: Vec<usize> = reader.map(|rows| rows.unwrap().num_rows()).collect();
    assert!(rows.len() > 10, "{rows:?}");
    assert_eq!(rows.iter().sum::<usize>(), 101);
}
