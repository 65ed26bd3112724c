//! CSV and TSV.

use super::*;
use jiff::civil::date;

#[test]
fn a_row_is_a_document() {
    let out = Folder::of(
        "a.csv",
        "date,title,id,text,more\r\n2017-06-15,A title,x,\"The \"\"Houthis\"\",\r\nleft.\",1\r\n\
         ,,,b,\r\n",
    )
    .read();
    assert_eq!(
        out.texts(),
        [("x", "The \"Houthis\",\r\nleft."), ("a.csv#2", "b")]
    );
    assert_eq!(out.documents[0].date, Some(date(2017, 6, 15)));
    assert_eq!(out.documents[0].title.as_deref(), Some("A title"));
    assert_eq!(
        (out.documents[1].date, out.documents[1].title.as_deref()),
        (None, None)
    );
    assert!(out.skipped.is_empty(), "{out:?}");
}

#[test]
fn tabs_and_semicolons_part_cells_too() {
    for (name, text) in [
        ("a.tsv", "id\ttext\nx\ta, b; c\n"),
        ("a.csv", "id;text\nx;a, b; c\n"),
        ("a.csv", "id|text\nx|a, b; c\n"),
        ("a.csv", "sep=;\r\nid;text\r\nx;\"a, b; c\"\r\n"),
        ("a.tsv", "sep=,\nid,text\nx,\"a, b; c\"\n"),
        ("a.csv", "id\ttext\nx\ta, b; c\n"),
        ("a.csv", "\u{feff}\n\r\n\"id\", text \nx,\"a, b; c\"\n"),
        ("a.CSV", "\"i\nd\",id,text\n,x,\"a, b; c\"\n"),
    ] {
        let text_of = |out: Out| out.documents[0].text.to_string();
        let out = Folder::of(name, text).read();
        assert_eq!(out.ids(), ["x"], "{text:?}");
        assert_eq!(text_of(out), "a, b; c", "{text:?}");
    }
}

#[test]
fn columns_can_be_renamed_and_used_twice() {
    let options = ReadOptions {
        id_field: Some("url".to_owned()),
        title_field: Some("url".to_owned()),
        text_field: Some("body".to_owned()),
        ..ReadOptions::default()
    };
    let out = Folder::of("a.csv", "url,body\nu,b\n").read_with(options);
    assert_eq!(
        (
            out.the_document().id.as_ref(),
            out.the_document().title.as_deref()
        ),
        ("u", Some("u"))
    );
}

#[test]
fn without_a_text_column_the_file_says_what_it_has() {
    for (text, reason) in [
        (
            "id,body\n1,x\n",
            "no column `text`; the file has `id`, `body`; `body` is likely the text",
        ),
        (
            "id,Texts\n1,x\n",
            "no column `text`; the file has `id`, `Texts`; `Texts` is likely the text",
        ),
        ("id;what\n1;x\n", "no column `text`; the file has `id;what`"),
        ("", "empty: no header row"),
        ("\n\r\n", "empty: no header row"),
        ("id,text", "holds no records"),
        ("id,text\n\n", "holds no records"),
    ] {
        let out = Folder::of("a.csv", text).read();
        assert_eq!(out.notes(), [(None, reason)], "{text:?}");
    }
}

#[test]
fn notes_tell_the_line_a_row_begins_in() {
    for end in ["\n", "\r\n"] {
        let rows = [
            "id,text", "1,\"a", "b\"", "2", "", "3,c", "", "4", "5,d,e,f", "6",
        ];
        let out = Folder::of("a.csv", rows.join(end)).read();
        assert_eq!(out.ids(), ["1", "3", "5"]);
        let short = "the row ends at cell 1; the text is in column 2";
        let long = "the row has 4 cells, the header 2: cells 2 to 4 were read as the text";
        let wanted = [(4, short), (8, short), (9, long), (10, short)];
        let wanted = wanted.map(|(line, reason)| (Some(line), reason));
        assert_eq!(out.notes(), wanted);
        for bytes in 1..60 {
            let folder = Folder::of("a.csv", rows.join(end));
            let limits = Limits { bytes, pieces: 64 };
            let cut = read_in(&[folder.path("")], ReadOptions::default(), limits);
            assert_eq!(
                (cut.texts(), cut.notes()),
                (out.texts(), out.notes()),
                "{bytes} bytes a batch"
            );
        }
    }
}

#[test]
fn a_quotation_mark_that_never_closes_is_noted() {
    let out = Folder::of("a.csv", "id,text\n1,a\n2,\"b\n3,c\n").read();
    assert_eq!(out.texts(), [("1", "a"), ("2", "\"b"), ("3", "c")]);
    assert_eq!(out.notes(), [(Some(3), STRAY)]);
}

const STRAY: &str =
    "a cell begins with a quotation mark that none closes: read as part of the text";

#[test]
fn a_stray_quotation_mark_swallows_no_rows() {
    for (name, text, texts, stray) in [
        (
            "a.tsv",
            "1\t\"Iran said\n2\tMali\n3\t\"Reuters\n4\tCNN\n",
            vec!["\"Iran said", "Mali", "\"Reuters", "CNN"],
            vec![2, 4],
        ),
        (
            "a.tsv",
            "4\t\"Iran said\n5\tMali\n6\tthe 5\" gun\n",
            vec!["\"Iran said", "Mali", "the 5\" gun"],
            vec![2],
        ),
        (
            "a.csv",
            "2,\"Mali\n3,CNN\n4,\"Reuters\" said\n",
            vec!["\"Mali", "CNN", "\"Reuters\" said"],
            vec![2, 4],
        ),
        (
            "a.csv",
            "1,\"He said \"yes\" to Iran\"\r\n2,\"Mali, \r\nand CNN\"\r\n3,\"\r\n4,b",
            vec![
                "\"He said \"yes\" to Iran\"",
                "Mali, \r\nand CNN",
                "\"",
                "b",
            ],
            vec![2, 5],
        ),
        (
            "a.csv",
            "1,\"Iran \\\"said\\\" so\"\n2,\"\"\"Mali\"\"\"\n3,\"\"\n",
            vec!["Iran \\\"said\\\" so", "\"Mali\"", ""],
            vec![],
        ),
        (
            "a.csv",
            "1,\"a\n2,\"b\n3,\"c\n4,\"d\n",
            vec!["\"a", "\"b", "\"c", "\"d"],
            vec![2, 3, 4, 5],
        ),
    ] {
        let delimiter = if name == "a.tsv" { "\t" } else { "," };
        let folder = Folder::of(name, format!("id{delimiter}text\n{text}"));
        let out = folder.read();
        let found: Vec<&str> = out.documents.iter().map(|one| &*one.text).collect();
        assert_eq!(found, texts, "{text:?}");
        let wanted: Vec<_> = stray.into_iter().map(|line| (Some(line), STRAY)).collect();
        assert_eq!(out.notes(), wanted, "{text:?}");
        for bytes in [1, 2, 3, 10, 20] {
            let limits = Limits { bytes, ..LIMITS };
            let cut = read_in(&[folder.path("")], ReadOptions::default(), limits);
            assert_eq!(cut, out, "{text:?} by {bytes}");
        }
    }
}

#[test]
fn where_quotation_marks_mean_nothing_they_are_text() {
    let options = ReadOptions {
        quotes: false,
        ..ReadOptions::default()
    };
    let text = "id\ttext\n\"1\"\t\"Iran said\n2\t\"\"Mali\"\n";
    let out = Folder::of("a.tsv", text).read_with(options);
    assert_eq!(out.texts(), [("\"1\"", "\"Iran said"), ("2", "\"\"Mali\"")]);
    assert!(out.skipped.is_empty(), "{out:?}");
}

#[test]
fn a_row_longer_than_its_header_loses_nothing() {
    let behind = "those behind its columns were not read";
    for (text, id, found, date_of, reason) in [
        (
            "id,text\n1,Iran, Mali, CNN\n",
            "1",
            "Iran, Mali, CNN",
            None,
            Some("cells 2 to 4"),
        ),
        (
            "id,text,date\n1,Iran, Mali,2017-06-15\n",
            "1",
            "Iran, Mali",
            Some(date(2017, 6, 15)),
            Some("cells 2 to 3"),
        ),
        (
            "text,id\n\"Iran\", \"Mali\",1\n",
            " \"Mali\"",
            "Iran",
            None,
            Some(behind),
        ),
        (
            "id,text\n1, \"Iran, Mali\"\n",
            "1",
            " \"Iran, Mali\"",
            None,
            Some("cells 2 to 3"),
        ),
        ("id,text\n1,Iran,,\n", "1", "Iran", None, None),
        ("id,text\n1,Iran, , \r\n", "1", "Iran", None, None),
        ("id,text\n1,\"Iran\",x\n", "1", "Iran", None, Some(behind)),
        (
            "id,text\n1,\"Iran\" said, x\n",
            "1",
            "\"Iran\" said, x",
            None,
            Some("cells 2"),
        ),
    ] {
        let out = Folder::of("a.csv", text).read();
        assert_eq!(out.texts(), [(id, found)], "{text:?}");
        assert_eq!(out.the_document().date, date_of, "{text:?}");
        let notes: Vec<&Skipped> = out
            .skipped
            .iter()
            .filter(|one| one.kind == SkipKind::LongRow)
            .collect();
        assert_eq!(notes.len(), usize::from(reason.is_some()), "{out:?}");
        for (note, reason) in notes.iter().zip(reason) {
            assert!(note.reason.contains(reason), "{note:?}");
            assert_eq!(note.line, Some(2));
        }
    }
}

#[test]
fn a_quoted_text_that_looks_like_rows_is_told_of() {
    for (text, lines) in [
        ("id,text\n1,\"Iran said\n2,Mali\n3,said \"\n4,CNN\n", 2),
        ("id\ttext\n1\t\"Iran\n2\tMali\"\n", 1),
        ("id,text\n1,\"Iran said, and\nMali, too\"\n", 0),
        ("id,text\n1,\"Iran said\n2,Mali\nand so on\"\n", 0),
        ("text\n\"Iran\nMali\"\n", 0),
    ] {
        let out = Folder::of("a.csv", text).read();
        let kinds: Vec<SkipKind> = out.skipped.iter().map(|note| note.kind).collect();
        match lines {
            0 => assert_eq!(kinds, [], "{text:?}"),
            lines => {
                assert_eq!(kinds, [SkipKind::SwallowedRows], "{text:?}");
                let what = if lines == 1 {
                    "a line that"
                } else {
                    "2 lines that"
                };
                assert!(out.skipped[0].reason.contains(what), "{out:?}");
            }
        }
    }
}

#[test]
fn columns_of_one_name_are_told_of_and_lose_nothing() {
    let out = Folder::of("a.csv", "text,id,text,id\nIran,1,Mali,2\n,3,CNN,4\nUN,5\n").read();
    assert_eq!(
        out.texts(),
        [("1", "Iran\n\nMali"), ("3", "CNN"), ("5", "UN")]
    );
    let notes = [
        (None, "2 columns are called `id`: the first is read"),
        (
            None,
            "2 columns are called `text`: their texts are joined, as paragraphs",
        ),
    ];
    assert_eq!(out.notes(), notes);
    let other = Folder::of("a.csv", "id,text,note,note\n1,a,b,c\n").read();
    assert!(other.skipped.is_empty(), "{other:?}");
}

#[test]
fn names_of_columns_are_found_in_letters_of_either_case() {
    for header in [
        "ID,Date,Text,Title",
        "Id,DATE,TEXT,title",
        "iD,date,text,TITLE",
    ] {
        let out = Folder::of("a.csv", format!("{header}\nx,2017-06-15,Iran,A\n")).read();
        let document = out.the_document();
        assert_eq!((&*document.id, &*document.text), ("x", "Iran"));
        assert_eq!(document.date, Some(date(2017, 6, 15)));
        assert_eq!(document.title.as_deref(), Some("A"));
    }
    let options = ReadOptions {
        text_field: Some("überschrift".to_owned()),
        ..ReadOptions::default()
    };
    let out = Folder::of("a.csv", "ID,ÜBERSCHRIFT\n1,Iran\n").read_with(options);
    assert_eq!(out.texts(), [("1", "Iran")]);
}

#[test]
fn a_column_that_was_asked_for_and_is_not_there_is_told_of_once() {
    for (option, header, near) in [
        ("Datums", "id,text,Datum", "; `Datum` is likely the date"),
        (
            "pubdate",
            "id,text,published",
            "; `published` is likely the date",
        ),
        ("pubdate", "id,text,other", ""),
        ("DATUM", "id,text,Datum", "none"),
    ] {
        let options = ReadOptions {
            date_field: Some(option.to_owned()),
            ..ReadOptions::default()
        };
        let rows = "1,Iran,2017-06-15\n2,Mali,2017-06-15\n";
        let out = Folder::of("a.csv", format!("{header}\n{rows}")).read_with(options);
        assert_eq!(out.documents.len(), 2);
        if near == "none" {
            assert!(out.skipped.is_empty(), "{out:?}");
            continue;
        }
        let listed = header.split(',').map(|name| format!("`{name}`"));
        let listed = listed.collect::<Vec<_>>().join(", ");
        let reason = format!("no record has a field `{option}`; the first has {listed}{near}");
        assert_eq!(out.notes(), [(None, reason.as_str())]);
        assert_eq!(out.skipped[0].kind, SkipKind::NoField);
        assert_eq!(out.order[0], reason, "before the documents");
    }
}

#[test]
fn a_date_that_is_none_is_noted() {
    let out = Folder::of("a.csv", "date,text\n5/6/2017,a\n").read();
    assert_eq!(out.the_document().date, None);
    assert_eq!(
        out.notes(),
        [(
            Some(2),
            "date `5/6/2017` not understood; tagged without a date"
        )]
    );
}

#[test]
fn a_header_is_read_whole_by_each_delimiter() {
    // By tabs the first row ends in the first line, by commas in the second.
    let folder = Folder::of("a.tsv", "x,\"y\nz\",text\n1,2,Iran\n");
    for bytes in [1, 1 << 20] {
        let limits = Limits { bytes, ..LIMITS };
        let out = read_in(&[folder.path("")], ReadOptions::default(), limits);
        assert_eq!(out.texts(), [("a.tsv#1", "Iran")], "{:?}", out.skipped);
    }
}
