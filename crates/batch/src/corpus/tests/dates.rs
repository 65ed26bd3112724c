//! The dates of documents, and where they are taken from.

use super::*;
use jiff::civil::{Date, date};

fn dates(out: &Out) -> Vec<(Option<Date>, &'static str)> {
    out.documents
        .iter()
        .map(|one| (one.date, one.date_from))
        .collect()
}

#[test]
fn a_column_shows_whether_the_day_comes_first() {
    let day = |month, day, from| (Some(date(2017, month, day)), from);
    for (rows, found, shows) in [
        (
            "05/06/2017\n15/06/2017\n",
            vec![day(6, 5, "field-order"), day(6, 15, "field")],
            Some("dates such as `05/06/2017` are read day first, as `15/06/2017` shows"),
        ),
        (
            "05/06/2017\n06/15/2017\n",
            vec![day(5, 6, "field-order"), day(6, 15, "field")],
            Some("dates such as `05/06/2017` are read month first, as `06/15/2017` shows"),
        ),
        (
            "15-06-2017\n5-6-2017 10:00\n",
            vec![day(6, 15, "field"), day(6, 5, "field-order")],
            Some("dates such as `5-6-2017 10:00` are read day first, as `15-06-2017` shows"),
        ),
        (
            "15/06/2017\n06/06/2017\n",
            vec![day(6, 15, "field"), day(6, 6, "field")],
            None,
        ),
        (
            "05/06/2017\n2017-06-15\n",
            vec![(None, ""), day(6, 15, "field")],
            None,
        ),
    ] {
        let text = rows
            .lines()
            .map(|row| format!("x,{row}\n"))
            .collect::<String>();
        let folder = Folder::of("a.csv", format!("text,date\n{text}"));
        let out = folder.read();
        assert_eq!(dates(&out), found, "{rows}");
        let notes: Vec<&str> = out
            .skipped
            .iter()
            .filter(|one| one.kind == SkipKind::DateOrder)
            .map(|one| one.reason.as_str())
            .collect();
        assert_eq!(notes, Vec::from_iter(shows), "{rows}");
        let lines = rows
            .lines()
            .map(|row| format!("{{\"text\":\"x\",\"date\":\"{row}\"}}\n"));
        let json = Folder::of("a.jsonl", lines.collect::<String>()).read();
        assert_eq!(dates(&json), found, "{rows}");
    }
}

#[test]
fn the_date_that_shows_the_order_may_stand_anywhere_and_counts_for_its_file() {
    let many = "x,05/06/2017\n".repeat(20_000);
    let folder = Folder::of("a.csv", format!("text,date\n{many}x,25/06/2017\n"))
        .with("b.csv", "text,date\nx,05/06/2017\nx,06/25/2017\n")
        .with("c.csv", "text,date\nx,05/06/2017\n");
    let out = folder.read();
    let found = dates(&out);
    assert_eq!(found[0], (Some(date(2017, 6, 5)), "field-order"));
    assert_eq!(found[20_001], (Some(date(2017, 5, 6)), "field-order"));
    assert_eq!(found[20_003], (None, ""));
    assert_eq!(out.skipped.len(), 3, "{:?}", out.skipped);
}

#[test]
fn dates_of_both_orders_in_a_column_are_told_of() {
    let text = "text,date\nx,15/06/2017\ny,06/25/2017\nz,05/06/2017\n";
    let out = Folder::of("a.csv", text).read();
    assert_eq!(out.documents[1].date, Some(date(2017, 6, 25)));
    assert_eq!(out.documents[2].date, Some(date(2017, 6, 5)));
    let told: Vec<_> = out.skipped.iter().map(|one| (one.line, one.kind)).collect();
    let order = SkipKind::DateOrder;
    // The first is told of the file only where a doubtful date was seen before it was settled.
    assert_eq!(told.last(), Some(&(Some(3), order)), "{:?}", out.skipped);
}

#[test]
fn a_format_decides() {
    let options = ReadOptions {
        date_format: Some("%d/%m/%Y".to_owned()),
        ..ReadOptions::default()
    };
    let text = "text,date\nx,05/06/2017\ny,06/25/2017\nz,2017-06-15\n";
    let out = Folder::of("a.csv", text).read_with(options);
    let june = (Some(date(2017, 6, 5)), "field-format");
    assert_eq!(dates(&out), [june, (None, ""), (None, "")]);
    assert_eq!(out.skipped.len(), 2);
}

#[test]
fn where_a_date_is_from_is_said() {
    let options = ReadOptions {
        date: Some(date(2020, 1, 1)),
        ..ReadOptions::default()
    };
    let folder = Folder::of("a 2017-06-15.txt", "a")
        .with("2017/06/15/b.txt", "b")
        .with("2017/07/c.txt", "c")
        .with("d.txt", "d")
        .with(
            "e.jsonl",
            "{\"text\":\"e\",\"date\":1497484800000}\n{\"text\":\"f\"}\n",
        )
        .with("f.csv", "text,date\ng,42901\nh,2017-06\n");
    let found: Vec<_> = folder
        .read_with(options)
        .documents
        .iter()
        .map(|one| {
            (
                one.text.to_string(),
                one.date.unwrap().to_string(),
                one.date_from,
            )
        })
        .collect();
    let wanted = [
        ("b", "2017-06-15", "folder-name"),
        ("c", "2017-07-01", "folder-month"),
        ("a", "2017-06-15", "file-name"),
        ("d", "2020-01-01", "option"),
        ("e", "2017-06-15", "field-epoch"),
        ("f", "2020-01-01", "option"),
        ("g", "2017-06-15", "field-serial"),
        ("h", "2017-06-01", "field-month"),
    ];
    let wanted = wanted.map(|(text, day, from)| (text.to_owned(), day.to_owned(), from));
    assert_eq!(found, wanted);
}
