use super::*;
use proptest::prelude::*;

const COMMAS: Dialect = Dialect {
    delimiter: b',',
    quotes: true,
};

fn seen(mut splitter: Splitter, bytes: &str) -> (Whole, Whole) {
    splitter.scan(bytes.as_bytes());
    let whole = splitter.whole();
    (whole, splitter.all(bytes.as_bytes()))
}

fn whole(end: usize, lines: u64, records: u64) -> Whole {
    Whole {
        end,
        lines,
        records,
    }
}

#[test]
fn lines_end_at_line_feeds() {
    for (bytes, before, all) in [
        ("", whole(0, 0, 0), whole(0, 0, 0)),
        ("a", whole(0, 0, 0), whole(1, 0, 1)),
        ("a\n", whole(2, 1, 1), whole(2, 1, 1)),
        ("a\n\r\n \nb\nc", whole(8, 4, 2), whole(9, 4, 3)),
        ("a\n  ", whole(2, 1, 1), whole(4, 1, 1)),
    ] {
        assert_eq!(seen(Splitter::lines(), bytes), (before, all), "{bytes:?}");
    }
}

#[test]
fn rows_end_outside_quotation_marks() {
    for (bytes, before, all) in [
        ("", whole(0, 0, 0), whole(0, 0, 0)),
        ("a,b\n", whole(4, 1, 1), whole(4, 1, 1)),
        ("a,\"b\nc\"\nd", whole(8, 2, 1), whole(9, 2, 2)),
        ("a,\"b\"\"\n\"\n", whole(9, 2, 1), whole(9, 2, 1)),
        ("5\" pipe,b\nc", whole(10, 1, 1), whole(11, 1, 2)),
        ("a\r\n\r\nb\rc", whole(7, 2, 2), whole(8, 2, 3)),
        // What is never closed, or closed by what closes nothing, is text.
        ("\"a\nb", whole(0, 0, 0), whole(4, 1, 2)),
        ("\"a\nb,\"c\"\n", whole(9, 2, 2), whole(9, 2, 2)),
        ("\"a\nb,\"c\" d\n", whole(11, 2, 2), whole(11, 2, 2)),
        ("\"a\" \nb", whole(5, 1, 1), whole(6, 1, 2)),
    ] {
        let found = seen(Splitter::rows(COMMAS), bytes);
        assert_eq!(found, (before, all), "{bytes:?}");
    }
    let unquoted = Splitter::rows(Dialect {
        quotes: false,
        ..COMMAS
    });
    let found = seen(unquoted, "\"a\nb\"\n");
    assert_eq!(found, (whole(6, 2, 2), whole(6, 2, 2)));
}

#[test]
fn values_end_where_their_brackets_do() {
    for (inside, bytes, before, all) in [
        (0, "", whole(0, 0, 0), whole(0, 0, 0)),
        (0, "{}", whole(2, 0, 1), whole(2, 0, 1)),
        (0, "[{},\n{\"]\": [1]}]", whole(16, 1, 2), whole(16, 1, 2)),
        (0, "{\"}\\\"}\":1} \n{", whole(12, 1, 1), whole(13, 1, 2)),
        (0, "[1, null, \"a]\\\\\"]", whole(17, 0, 3), whole(17, 0, 3)),
        (0, "[{}]\n[{}]", whole(9, 1, 2), whole(9, 1, 2)),
        (0, "12", whole(0, 0, 0), whole(2, 0, 1)),
        (1, "{}, {}], \"x\": [{}]}", whole(19, 0, 2), whole(19, 0, 2)),
        (
            1,
            "{}], \"x\": \"}\"}\n{}",
            whole(17, 1, 2),
            whole(17, 1, 2),
        ),
        (1, "[{}], {}]", whole(9, 0, 2), whole(9, 0, 2)),
        (2, "{}]}, \"a", whole(8, 0, 1), whole(8, 0, 1)),
    ] {
        let found = seen(Splitter::values(inside), bytes);
        assert_eq!(found, (before, all), "{bytes:?}");
    }
}

fn splitters() -> Vec<Splitter> {
    let tabs = Dialect {
        delimiter: b'\t',
        quotes: false,
    };
    vec![
        Splitter::lines(),
        Splitter::rows(COMMAS),
        Splitter::rows(tabs),
        Splitter::values(0),
        Splitter::values(1),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn pieces_give_what_the_whole_gives(
        bytes in "[a1\",\\\\ \r\n{}\\[\\]\t]{0,60}", at in 0usize..60,
    ) {
        let bytes = bytes.as_bytes();
        for splitter in splitters() {
            let (mut one, mut two) = (splitter.clone(), splitter);
            one.scan(bytes);
            two.scan(&bytes[..at.min(bytes.len())]);
            two.scan(bytes);
            prop_assert_eq!(one.whole(), two.whole());
            prop_assert_eq!(one.all(bytes), two.all(bytes));
        }
    }

    #[test]
    fn what_is_passed_in_pieces_ends_at_one_place(
        bytes in "[a1\", \r\n{}\\[\\]\t]{1,60}", at in 1usize..60,
    ) {
        let bytes = bytes.as_bytes();
        let (first, second) = bytes.split_at(at.min(bytes.len()));
        for splitter in splitters() {
            let begin = |bytes: &[u8]| {
                let mut splitter = splitter.clone();
                splitter.scan(b"\"a");
                splitter.forget();
                splitter.pass(bytes).map(|whole| whole.end)
            };
            let mut two = splitter.clone();
            two.scan(b"\"a");
            two.forget();
            let ends = two.pass(first).map(|whole| whole.end);
            let ends = ends.or_else(|| Some(at + two.pass(second)?.end));
            prop_assert_eq!(begin(bytes), ends);
        }
    }

    #[test]
    fn rows_that_were_written_well_end_where_the_csv_crate_has_them(
        rows in prop::collection::vec(prop::collection::vec("[a\", \r\n]{1,6}", 1..4), 0..6),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut splitter = Splitter::rows(COMMAS);
        splitter.scan(&bytes);
        prop_assert_eq!(splitter.whole().records, rows.len() as u64);
        prop_assert_eq!(splitter.all(&bytes).records, rows.len() as u64);
    }
}
