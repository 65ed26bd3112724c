use super::*;
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn one_day_in_many_writings() {
    for text in [
        "2017-06-15",
        " 2017-06-15 ",
        "2017-6-15",
        "2017-06-15T10:00:00Z",
        "2017-06-15t10:00:00.123+02:00",
        "2017-06-15T23:59:59-11:00",
        "2017-06-15T10:00:00+02:00[Europe/Berlin]",
        "2017-06-15 10:00",
        "2017-06-15 10:00:00 UTC",
        "2017-06-15 10:00:00 +0000",
        "2017-06-15T10",
        "20170615",
        "20170615T100000Z",
        "20170615100000",
        "2017/06/15",
        "2017/06/15 10:00",
        "2017.06.15",
        "15 June 2017",
        "15 Jun 2017",
        "15 jun. 2017",
        "15th June 2017",
        "15th of June, 2017",
        "15. June 2017",
        "15 JUNE 2017 10:00 GMT",
        "June 15, 2017",
        "June 15th, 2017",
        "Jun 15 2017",
        "June 15, 2017 10:00 AM EDT",
        "June 15, 2017 at 10:00am",
        "Thursday, June 15, 2017",
        "Thu, 15 Jun 2017 10:00:00 +0000",
        "Thu, 15 Jun 2017 10:00:00 GMT",
        "Thu, 15 Jun 2017 10:00:00 -0400 (EDT)",
        "Thu Jun 15 10:00:00 +0000 2017",
        "15-Jun-2017",
        "15-jun-2017 10:00",
        "15/06/2017",
        "15.6.2017",
        "15-06-2017 10:00",
        "06/15/2017",
    ] {
        assert_eq!(parse_date(text), Some(date(2017, 6, 15)), "{text}");
    }
    assert_eq!(parse_date("6/6/2017"), Some(date(2017, 6, 6)));
    assert_eq!(parse_date("1 Sept. 1939"), Some(date(1939, 9, 1)));
    assert_eq!(parse_date("29 February 2016"), Some(date(2016, 2, 29)));
    assert_eq!(parse_date("3 May 2017"), Some(date(2017, 5, 3)));
}

#[test]
fn what_is_no_day_is_not_guessed() {
    for text in [
        "",
        " ",
        "2017",
        "2017-06",
        "June 2017",
        "15 June",
        "05/06/2017",
        "2017-13-01",
        "2017-02-30",
        "29 February 2017",
        "0000-00-00",
        "20171301",
        "20170615999999",
        "1497520800",
        "1497520800000",
        "2017-06-15foo",
        "2017-06-15 foo",
        "2017-06-15T",
        "2017-06-15/2017-06-20",
        "15 June 16 June 2017",
        "June 15 or 2017",
        "15-06/2017",
        "yesterday",
        "n.d.",
        "١٥/٠٦/٢٠١٧",
        "2017年6月15日",
        "+2017-06-15",
        "2017--06-15",
    ] {
        assert_eq!(parse_date(text), None, "{text}");
    }
}

#[test]
fn names_of_files_and_folders_tell_dates() {
    let day = |from| Some((date(2017, 6, 15), from));
    let month = Some((date(2017, 6, 1), DateFrom::FolderMonth));
    for (path, expected) in [
        ("2017-06-15.txt", day(DateFrom::FileName)),
        ("x/2017-06-15-communique.txt", day(DateFrom::FileName)),
        ("2017-06-15_a.txt.gz", day(DateFrom::FileName)),
        ("2017-06-15a.txt", day(DateFrom::FileName)),
        ("20170615.txt", day(DateFrom::FileName)),
        ("report_20170615_2.txt", day(DateFrom::FileName)),
        ("report-20170615103000.txt", day(DateFrom::FileName)),
        ("a-2017-06-15.txt", day(DateFrom::FileName)),
        ("Iran 15.06.2017 (2).txt", day(DateFrom::FileName)),
        ("15-06-2017.txt", day(DateFrom::FileName)),
        ("06-15-2017.txt", day(DateFrom::FileName)),
        ("n12_2017_06_15.txt", day(DateFrom::FileName)),
        ("2016-01-01/2017-06-15.txt", day(DateFrom::FileName)),
        ("2017-06-15/a.txt", day(DateFrom::Folder)),
        ("news/2017/06/15/a.txt", day(DateFrom::Folder)),
        ("2016-01-01/2017/06/15/x/a.txt", day(DateFrom::Folder)),
        ("2017-06-15 wire\\x\\a.txt", day(DateFrom::Folder)),
        ("2017/06/a.txt", month),
        ("2017-06/a.txt", month),
        ("2017-06-155.txt", None),
        ("2017-13-15.txt", None),
        ("2017-06-1é.txt", None),
        ("05-06-2017.txt", None),
        ("2017-06.15.txt", None),
        ("12345678.txt", None),
        ("1234567890.txt", None),
        ("v1.2.3.txt", None),
        ("2017/a.txt", None),
        ("2017/13/a.txt", None),
        ("a.txt", None),
        ("", None),
    ] {
        assert_eq!(of_path(path), expected, "{path}");
    }
}

#[test]
fn a_field_may_name_a_month_or_count() {
    let first = date(2017, 6, 1);
    let day = date(2017, 6, 15);
    for (text, expected) in [
        ("2017-06", Some((first, DateFrom::Month))),
        ("2017/6", Some((first, DateFrom::Month))),
        ("06/2017", Some((first, DateFrom::Month))),
        ("June 2017", Some((first, DateFrom::Month))),
        ("Jun-2017", Some((first, DateFrom::Month))),
        ("1497484800", Some((day, DateFrom::Epoch))),
        ("1497484800.25", Some((day, DateFrom::Epoch))),
        ("1497484800000", Some((day, DateFrom::Epoch))),
        ("1497484800000000", Some((day, DateFrom::Epoch))),
        ("1497484800000000000", Some((day, DateFrom::Epoch))),
        ("499132800", Some((date(1985, 10, 26), DateFrom::Epoch))),
        ("42901", Some((day, DateFrom::Serial))),
        ("42901.75", Some((day, DateFrom::Serial))),
        ("19-Jun-17", Some((date(2017, 6, 19), DateFrom::Field))),
        ("1 Jul 98", Some((date(1998, 7, 1), DateFrom::Field))),
        ("06/15/17", Some((day, DateFrom::Field))),
        ("15.6.17", Some((day, DateFrom::Field))),
        ("2017", None),
        ("99999", None),
        ("9999999999", None),
        ("14974848000", None),
        ("17-06-15", None),
        ("2017-13", None),
        ("42901,5", None),
        ("-42901", None),
    ] {
        assert_eq!(read_date(text, None), expected, "{text}");
    }
}

#[test]
fn between_dots_the_day_comes_first() {
    for (text, expected) in [
        ("07.06.2017", Some(date(2017, 6, 7))),
        ("7.6.2017", Some(date(2017, 6, 7))),
        ("13.06.2017 10:00", Some(date(2017, 6, 13))),
        ("05.06.17", Some(date(2017, 6, 5))),
        ("06.15.2017", Some(date(2017, 6, 15))),
        ("31.02.2017", None),
    ] {
        assert_eq!(parse_date(text), expected, "{text}");
    }
}

#[test]
fn other_dates_tell_whether_the_day_comes_first() {
    use DayOrder::{DayFirst, MonthFirst};
    for (text, shows) in [
        ("15/06/2017", Some(Some(DayFirst))),
        ("06/15/2017", Some(Some(MonthFirst))),
        ("05/06/2017", Some(None)),
        ("06/06/2017", None),
        ("5-6-2017 10:00", Some(None)),
        ("15.06.2017", None),
        ("05.06.2017", None),
        ("2017-06-15", None),
        ("17-06-15", None),
        ("5/6/17", Some(None)),
    ] {
        assert_eq!(order_of(text), shows, "{text}");
    }
    for (text, order, expected) in [
        ("05/06/2017", DayFirst, (date(2017, 6, 5), DateFrom::Order)),
        (
            "05/06/2017",
            MonthFirst,
            (date(2017, 5, 6), DateFrom::Order),
        ),
        (
            "15/06/2017",
            MonthFirst,
            (date(2017, 6, 15), DateFrom::Field),
        ),
        ("5-6-17", DayFirst, (date(2017, 6, 5), DateFrom::Order)),
        (
            "06/06/2017",
            MonthFirst,
            (date(2017, 6, 6), DateFrom::Field),
        ),
    ] {
        let found = read_date(text, Some(order));
        let wanted = (!text.ends_with("-17")).then_some(expected);
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn a_format_reads_what_it_says() {
    for (text, format, expected) in [
        ("05/06/2017", "%d/%m/%Y", Some(date(2017, 6, 5))),
        ("05/06/2017 10:00", "%m/%d/%Y", Some(date(2017, 5, 6))),
        (" 170615", "%y%m%d", Some(date(2017, 6, 15))),
        ("15 June 2017", "%d/%m/%Y", None),
        ("", "%d/%m/%Y", None),
    ] {
        assert_eq!(read_as(text, format), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = parse_date(&text);
        let _ = (of_path(&text), read_date(&text, None));
        let _ = (order_of(&text), read_as(&text, "%d/%m/%Y"));
    }

    #[test]
    fn no_near_date_panics(text in "[0-9A-Za-zéT :/.,+-]{0,30}") {
        let _ = parse_date(&text);
        let _ = (of_path(&text), read_date(&text, None));
        let _ = (order_of(&text), read_as(&text, "%d/%m/%Y"));
    }

    #[test]
    fn every_day_is_read_back(year in 1000i16..9999, month in 1i8..=12, day in 1i8..=28) {
        let written = date(year, month, day);
        prop_assert_eq!(parse_date(&written.to_string()), Some(written));
        prop_assert_eq!(parse_date(&written.strftime("%d %B %Y").to_string()), Some(written));
        let mail = written.strftime("%a, %d %b %Y 23:59:59 -1100").to_string();
        prop_assert_eq!(parse_date(&mail), Some(written));
    }
}
