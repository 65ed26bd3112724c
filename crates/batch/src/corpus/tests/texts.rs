//! Plain text: a file, a document.

use super::*;
use jiff::civil::date;

#[test]
fn a_text_is_kept_as_it_is() {
    for text in ["", " ", "The Houthis\r\nleft.\n", "a\0b", "Ḥūthī \u{1f600}"] {
        let out = Folder::of("a.txt", text).read();
        assert_eq!(out.texts(), [("a.txt", text)]);
        assert_eq!(out.the_document().encoding, "UTF-8");
        assert!(out.skipped.is_empty(), "{out:?}");
    }
}

#[test]
fn the_date_is_the_names_or_the_one_given() {
    let folder = Folder::of("2017-06-15-a.txt", "a")
        .with("b.txt", "b")
        .with("2017-99-15.txt", "c");
    let dates = |options| {
        folder
            .read_with(options)
            .documents
            .iter()
            .map(|d| d.date)
            .collect::<Vec<_>>()
    };
    let june = Some(date(2017, 6, 15));
    assert_eq!(dates(ReadOptions::default()), [june, None, None]);
    let given = Some(date(2020, 1, 1));
    assert_eq!(
        dates(ReadOptions {
            date: given,
            ..ReadOptions::default()
        }),
        [june, given, given]
    );
}
