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
        ("a.csv", "id\ttext\nx\ta, b; c\n"),
        ("a.csv", "\u{feff}\n\r\n\"id\", text \nx,\"a, b; c\"\n"),
        ("a.CSV", "\"i\nd\",id,text\n,x,\"a, b; c\"\n"),
    ] {
        let text_of = |out: Out| out.documents[0].text.to_string();
        let out = Folder::of(name, text).read();
        let expected = if text.contains("id;") {
            "a, b"
        } else {
            "a, b; c"
        };
        assert_eq!(out.ids(), ["x"], "{text:?}");
        assert_eq!(text_of(out), expected, "{text:?}");
    }
}

#[test]
fn columns_can_be_renamed_and_used_twice() {
    let options = ReadOptions {
        id_field: "url".to_owned(),
        title_field: "url".to_owned(),
        text_field: "body".to_owned(),
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
            "id,Text\n1,x\n",
            "no column `text`; the file has `id`, `Text`; `Text` is likely the text",
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
        let reason = "the row ends at cell 1; the text is in column 2";
        assert_eq!(
            out.notes(),
            [(Some(4), reason), (Some(8), reason), (Some(10), reason)]
        );
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
    assert_eq!(out.texts(), [("1", "a"), ("2", "b\n3,c\n")]);
    let reason = "a quotation mark is never closed: the rest of the file was read as one cell";
    assert_eq!(out.notes(), [(Some(3), reason)]);
}

#[test]
fn a_date_that_is_none_is_noted() {
    let out = Folder::of("a.csv", "date,text\n5.6.2017,a\n").read();
    assert_eq!(out.the_document().date, None);
    assert_eq!(
        out.notes(),
        [(
            Some(2),
            "date `5.6.2017` not understood; tagged without a date"
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
