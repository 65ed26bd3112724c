//! Tables in every form say what the CSV says.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::schema::{Column, Schema, boolean, codes, date, integer, list, text};
use super::super::{Table, TableForm, TableFormat};
use super::*;
use crate::tables::schema::Merge;

const COLUMNS: &[Column] = &[
    text("id", ""),
    codes("codes", ""),
    list("candidates", ""),
    integer("start", ""),
    date("date", Merge::Same, ""),
    boolean("placeholder", ""),
    text("cow", ""),
];
const SCHEMA: Schema = Schema::new("any", "anything", COLUMNS);
const ANY: Table = Table::new(&SCHEMA);

fn form(format: TableFormat, codes: &[&str]) -> TableForm {
    TableForm {
        format,
        code_columns: codes.iter().map(|&scheme| scheme.to_owned()).collect(),
    }
}

/// The table of some rows as it is made, in a form.
fn poured(rows: &str, form: &TableForm, safe: bool) -> io::Result<Vec<u8>> {
    let table = format!("id,codes,candidates,start,date,placeholder,cow\n{rows}");
    let mut poured = Vec::new();
    pour(table.as_bytes(), &mut poured, (ANY, false), (form, safe))?;
    Ok(poured)
}

fn shown(rows: &str, form: &TableForm, safe: bool) -> String {
    String::from_utf8(poured(rows, form, safe).unwrap()).unwrap()
}

#[test]
fn json_lines_have_types() {
    let rows = "\"a \"\"b\"\"\n\u{1b}\",cow=2;wikidata=Q1|Q2,x|y|+3,7,2017-06-05,true,é\n\
                ,,,,,false,\n";
    let lines = shown(rows, &form(TableFormat::Jsonl, &["cow", "wikidata"]), false);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            json!({
                "id": "a \"b\"\n\u{1b}",
                "codes": {"cow": "2", "wikidata": "Q1|Q2"},
                // A column of that name is there.
                "code_cow": "2",
                "wikidata": "Q1|Q2",
                "candidates": ["x", "y", "+3"],
                "start": 7,
                "date": "2017-06-05",
                "placeholder": true,
                "cow": "é",
            }),
            json!({
                "id": null, "codes": {}, "code_cow": null, "wikidata": null, "candidates": [],
                "start": null, "date": null, "placeholder": false, "cow": null,
            }),
        ]
    );
}

#[test]
fn columns_of_codes_stand_behind_all_codes() {
    let rows = "a,\"gtd=1;cow=2,5\",,,,true,\nb,,,,,true,\n'=c,cow=-3,,,,true,\n";
    let codes = form(TableFormat::Csv, &["wikidata", "cow"]);
    assert_eq!(
        shown(rows, &codes, false),
        "id,codes,wikidata,code_cow,candidates,start,date,placeholder,cow\n\
         a,\"gtd=1;cow=2,5\",,\"2,5\",,,,true,\n\
         b,,,,,,,true,\n\
         '=c,cow=-3,,-3,,,,true,\n"
    );
    let safe = shown(rows, &codes, true);
    assert!(safe.starts_with("\u{feff}id,"), "{safe}");
    // What was made safe is not made so twice.
    assert!(safe.ends_with("'=c,cow=-3,,'-3,,,,true,\n"), "{safe}");
}

#[test]
fn a_row_of_something_else_is_refused() {
    for format in TableFormat::ALL {
        for rows in [
            "a,,,seven,,true,\n",
            "a,,,,2017-02-30,true,\n",
            "a,,,,,,\n",
            "a\n",
        ] {
            let refused = poured(rows, &form(*format, &[]), false);
            assert!(refused.is_err(), "{format}: {rows}");
        }
    }
}

#[test]
fn parts_of_a_table_are_what_the_whole_is() {
    let rows = [
        "a,cow=1,,3,,true,\n",
        "",
        "\"b\n\",,,,,false,\nc,,,,,true,\n",
    ];
    for form in [
        form(TableFormat::Jsonl, &["cow"]),
        form(TableFormat::Csv, &["cow"]),
    ] {
        let mut pour = Pour::new(ANY, false, &form, false).unwrap();
        let mut parts = pour.header();
        for rows in rows {
            parts.extend(pour.part(rows.as_bytes()).unwrap());
        }
        assert_eq!(parts, poured(&rows.concat(), &form, false).unwrap());
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::*;
    use crate::tables::arrow::tests::compare;
    use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    /// Holds the Parquet file of some rows against them; returns how many groups it has.
    fn check(rows: &str) -> usize {
        let file = poured(rows, &form(TableFormat::Parquet, &[]), false).unwrap();
        assert_eq!(
            file,
            poured(rows, &form(TableFormat::Parquet, &[]), false).unwrap()
        );
        let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file)).unwrap();
        let groups = reader.metadata().num_row_groups();
        let mut lines = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(rows.as_bytes());
        let mut lines = lines.records().map(Result::unwrap);
        for batch in reader.build().unwrap() {
            let batch = batch.unwrap();
            let mut part = csv::Writer::from_writer(Vec::new());
            for line in lines.by_ref().take(batch.num_rows()) {
                part.write_record(&line).unwrap();
            }
            compare(&batch, part.into_inner().unwrap());
        }
        assert!(lines.next().is_none());
        groups
    }

    #[test]
    fn it_says_what_the_csv_says() {
        assert_eq!(check(""), 0);
        let many: String = (0..130_000)
            .map(|row| format!("a{row},cow={row};x=1|2,b|c,{row},2017-01-02,true,\n"))
            .collect();
        assert_eq!(check(&many), 2);
        // Texts that fill a batch each.
        let long: String = (0..9)
            .map(|row| format!("{},,,{row},,false,\n", "é".repeat(3 << 20)))
            .collect();
        assert_eq!(check(&long), 1);
    }

    proptest! {
        #[test]
        fn cells_are_alike(
            rows in prop::collection::vec(
                ("[a\"\n\r ,='é\u{0}]{0,6}", 0..9u64, any::<bool>()),
                0..9,
            )
        ) {
            let mut csv = CsvRows::default();
            for (text, number, yes) in &rows {
                csv.text(text);
                let codes = [("cow", "1|2"), ("x", "Q")].into_iter().take(*number as usize % 3);
                csv.codes(codes.map(|(scheme, value)| (scheme, value.into())));
                csv.list((0..*number % 4).map(|one| one.to_string().into()));
                csv.integer((*number > 3).then_some(number * 999_999_999_999));
                csv.date(yes.then(|| jiff::civil::date(2017 - *number as i16 * 99, 2, 3)));
                csv.boolean(*yes);
                csv.text("");
                csv.end();
            }
            check(&String::from_utf8(csv.into_bytes()).unwrap());
        }
    }
}
