//! Arrow columns hold what the CSV files say, cell by cell.

use actag_core::gazetteer::{ActorBuilder, Role};
use actag_core::text::OffsetUnit;
use actag_core::{Document, Gazetteer, Tagger};
use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::super::joined::FieldPlaces;
use super::super::mentions::MentionRows;
use super::super::schema::{Column, boolean, codes, integer, list, text};
use super::super::{CsvRows, Schema as TableSchema, schema};
use super::*;

/// Returns the cell of a column as CSV has it, and whether it is null.
fn shown(column: &ArrayRef, row: usize) -> (String, bool) {
    if column.is_null(row) {
        return (String::new(), true);
    }
    let texts = |column: &ArrayRef| -> Vec<String> {
        let texts = column.as_string::<i32>().iter();
        texts.map(|text| text.unwrap().to_owned()).collect()
    };
    let cell = match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>().value(row);
            (date(1970, 1, 1) + i64::from(days).days()).to_string()
        }
        DataType::List(_) => texts(&column.as_list::<i32>().value(row)).join("|"),
        DataType::Map(..) => {
            let entries = column.as_map().value(row);
            let (schemes, values) = (texts(entries.column(0)), texts(entries.column(1)));
            let codes = schemes.iter().zip(&values);
            let codes = codes.map(|(scheme, value)| format!("{scheme}={value}"));
            codes.collect::<Vec<_>>().join(";")
        }
        other => panic!("a column of {other}"),
    };
    (cell, false)
}

/// Holds Arrow columns against the CSV of the same rows.
pub(crate) fn compare(arrow: &RecordBatch, csv: Vec<u8>) {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&*csv);
    let mut rows = 0;
    for (row, record) in reader.records().map(Result::unwrap).enumerate() {
        assert_eq!(record.len(), arrow.num_columns());
        for (column, (field, cell)) in arrow.schema().fields().iter().zip(&record).enumerate() {
            let (shown, is_null) = shown(arrow.column(column), row);
            assert_eq!(shown, cell, "{} of row {row}", field.name());
            assert_eq!(is_null, cell.is_empty() && field.is_nullable());
        }
        rows += 1;
    }
    assert_eq!(arrow.num_rows(), rows);
}

/// Holds a row as Arrow columns against the same row as CSV.
pub(crate) fn check_row<R: Row>(row: &R, nested: bool) {
    let mut arrow = ArrowRows::new(R::TABLE, nested);
    let mut csv = CsvRows::default();
    for _ in 0..2 {
        arrow.add(row);
        csv.add(row);
    }
    assert_eq!(arrow.len(), 2);
    compare(&arrow.finish().unwrap(), csv.into_bytes());
    assert!(arrow.is_empty() && arrow.finish().unwrap().num_rows() == 0);
}

fn tagger() -> Tagger {
    let role = |from: &str, title: &str, code: &str| Role {
        title: Some(title.to_owned()),
        from: Some(from.parse().unwrap()),
        codes: [("cameo", code)].into(),
        ..Role::default()
    };
    let mut gazetteer = Gazetteer::builder()
        .actor(
            ActorBuilder::new("iran", "Iran", "government")
                .adjective("Iranian")
                .metonym("Tehran")
                .country("IRN")
                .code("iso3", "IRN")
                .code("cow", "630"),
        )
        .actor(ActorBuilder::new("tehran", "Tehran", "place"))
        .actor(
            ActorBuilder::new("ana", "Ana Perez", "person")
                .role(role("2001-01-01", "Minister; of \"War\", and more", "GOV"))
                .role(role("2002-01-01", "Chief", "MIL"))
                .short_name("Perez"),
        );
    for number in 0..60 {
        let actor = ActorBuilder::new(format!("p{number}"), format!("{number} Lee"), "person");
        gazetteer = gazetteer.actor(actor.alias("Lee"));
    }
    Tagger::new(gazetteer.build().unwrap())
        .unwrap()
        .nested(true)
}

#[test]
fn mentions_are_those_of_the_csv_file() {
    let tagger = tagger();
    let texts = [
        "Tehran-backed Lee met Ana Perez, \"Perez\"; in Tehran,\r\nIran\u{2019}s Iranian =Lee",
        "",
        "no name",
        "\u{1F30D}\u{301} Iran\u{0}Iran Iran \u{202E}Tehran",
        "Perez Ana Perez Perez",
    ];
    for nested in [false, true] {
        let table = Table::MENTIONS;
        let (mut arrow, mut csv) = (ArrowRows::new(table, nested), CsvRows::default());
        let (mut of_arrow, mut of_csv) = (MentionRows::new(nested), MentionRows::new(nested));
        for day in [
            None,
            Some(date(2001, 5, 5)),
            Some(date(1969, 12, 31)),
            Some(date(2002, 2, 2)),
        ] {
            for text in texts {
                let mut document = Document::new("a \"b\",c", text);
                document.date = day;
                let mentions = tagger.tag(&document);
                let places = || FieldPlaces::new(&document, None, OffsetUnit::Chars);
                of_arrow.each(&mentions, &mut places(), |row| arrow.add(row));
                of_csv.each(&mentions, &mut places(), |row| csv.add(row));
            }
        }
        assert!(arrow.len() > 30);
        compare(&arrow.finish().unwrap(), csv.into_bytes());
    }
}

#[test]
fn what_stands_in_a_cell_has_the_type_that_programs_expect() {
    let schema = arrow_schema(Table::MENTIONS, true);
    let of = |name: &str| {
        schema
            .field_with_name(name)
            .unwrap()
            .data_type()
            .to_string()
    };
    let list = r#"List(non-null Utf8)"#;
    assert_eq!(of("candidates").replace(", field: 'item'", ""), list);
    assert_eq!((of("start"), of("date")), ("Int64".into(), "Date32".into()));
    assert!(of("codes").starts_with("Map("), "{}", of("codes"));
}

/// A table with a column of each type.
const ANY: TableSchema = TableSchema::new("any", "row", COLUMNS);
const COLUMNS: &[Column] = &[
    text("a", ""),
    list("b", ""),
    codes("c", ""),
    integer("d", ""),
    schema::date("e", schema::Merge::Same, ""),
    boolean("f", ""),
    text("g", ""),
];

#[derive(Debug, Clone)]
struct AnyRow {
    text: String,
    list: Vec<String>,
    codes: Vec<(String, String)>,
    integer: Option<u64>,
    date: Option<Date>,
    boolean: bool,
}

impl Row for AnyRow {
    const TABLE: Table = Table::new(&ANY);

    fn write(&self, cells: &mut impl Cells) {
        cells.text(&self.text);
        cells.list(self.list.iter().map(|text| text.into()));
        cells.codes(self.codes.iter().map(|(a, b)| (a.as_str(), b.into())));
        cells.integer(self.integer);
        cells.date(self.date);
        cells.boolean(self.boolean);
        cells.words(self.list.iter().map(String::as_str));
    }
}

fn any_row() -> impl Strategy<Value = AnyRow> {
    let word = "[a,;=|\"\r\n+é\u{1F30D}]{1,5}";
    let days = proptest::option::of(-800_000i64..800_000);
    (
        "[a,;=|\"\n]{0,5}",
        prop::collection::vec(word, 0..4),
        prop::collection::vec((word, word), 0..4),
        proptest::option::of(0u64..=i64::MAX as u64),
        days.prop_map(|days| days.map(|days| date(1970, 1, 1) + days.days())),
        any::<bool>(),
    )
        .prop_map(|(text, list, codes, integer, date, boolean)| AnyRow {
            text,
            list,
            codes,
            integer,
            date,
            boolean,
        })
}

proptest! {
    #[test]
    fn any_rows_are_those_of_the_csv_file(rows in prop::collection::vec(any_row(), 0..6)) {
        let (mut arrow, mut csv) = (ArrowRows::new(AnyRow::TABLE, false), CsvRows::default());
        for row in &rows {
            arrow.add(row);
            csv.add(row);
        }
        compare(&arrow.finish().unwrap(), csv.into_bytes());
    }
}

/// Hands over a cell too few, or cells of other types.
struct Misfit(bool);

impl Row for Misfit {
    const TABLE: Table = Table::new(&ANY);

    fn write(&self, cells: &mut impl Cells) {
        cells.text("a");
        if self.0 {
            cells.text("b");
        }
    }
}

#[test]
fn rows_of_another_table_are_an_error() {
    for misfit in [Misfit(false), Misfit(true)] {
        let mut rows = ArrowRows::new(Misfit::TABLE, false);
        rows.add(&misfit);
        let error = rows.finish().unwrap_err();
        assert!(
            matches!(error, ArrowRowsError::NotOfTable { .. }),
            "{error}"
        );
        assert_eq!(
            error.to_string(),
            "the rows are not those of the table `any`"
        );
    }
}

#[test]
fn texts_beyond_what_a_column_holds_are_an_error() {
    let mut rows = ArrowRows::new(AnyRow::TABLE, false);
    // As if so many had been added: the texts themselves would take two gigabytes.
    rows.bytes = i32::MAX as usize - 1;
    let row = AnyRow {
        text: "a".to_owned(),
        list: vec!["b".to_owned()],
        codes: vec![("c".to_owned(), "d".to_owned())],
        integer: None,
        date: None,
        boolean: true,
    };
    rows.add(&row);
    let error = rows.finish().unwrap_err();
    assert!(matches!(error, ArrowRowsError::TooLong { .. }), "{error}");
    rows.add(&row);
    assert_eq!(rows.finish().unwrap().num_rows(), 1);
}
