//! Workbooks as spreadsheet programs write them.
#![cfg(feature = "office")]
#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use actag_core::Gazetteer;
use actag_exchange::import::{Format, ImportError, Options, Report, Source, import};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types
  xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
  ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml"
  ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships
  xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1"
  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
  Target="xl/workbook.xml"/></Relationships>"#;

/// Makes a workbook of sheets: their names and the rows of their data.
fn workbook(sheets: &[(&str, &str)], shared: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    part("[Content_Types].xml", TYPES);
    part("_rels/.rels", ROOT);
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let (mut list, mut relations) = (String::new(), String::new());
    for (number, (name, rows)) in (1..).zip(sheets) {
        list += &format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#);
        relations += &format!(
            r#"<Relationship Id="rId{number}" Type="{of}/worksheet"
                Target="worksheets/sheet{number}.xml"/>"#
        );
        let sheet =
            format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#);
        part(&format!("xl/worksheets/sheet{number}.xml"), &sheet);
    }
    relations += &format!(
        r#"<Relationship Id="rId90" Type="{of}/sharedStrings" Target="sharedStrings.xml"/>"#
    );
    part(
        "xl/workbook.xml",
        &format!(r#"<workbook xmlns="{main}" xmlns:r="{of}"><sheets>{list}</sheets></workbook>"#),
    );
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(r#"<Relationships xmlns="{package}">{relations}</Relationships>"#),
    );
    let shared: String = shared
        .iter()
        .map(|text| format!("<si><t>{text}</t></si>"))
        .collect();
    part(
        "xl/sharedStrings.xml",
        &format!(r#"<sst xmlns="{main}">{shared}</sst>"#),
    );
    zip.finish().unwrap().into_inner()
}

fn imported(bytes: &[u8]) -> Result<(String, Report), ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let options = Options {
        actor_type: Some("militia".to_owned()),
        ..Options::default()
    };
    let known = Gazetteer::builder().build().unwrap();
    let mut yaml = Vec::new();
    let report = import(
        Format::Spreadsheet,
        Source::open(&path)?,
        &options,
        &known,
        &mut yaml,
    )?;
    Ok((String::from_utf8(yaml).unwrap(), report))
}

#[test]
fn all_sheets_with_names_are_read() {
    let groups = r#"<row r="1"><c r="B1" t="inlineStr"><is><t>Groups of 2026</t></is></c></row>
        <row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c>
            <c r="D3" t="inlineStr"><is><t>UCDP</t></is></c></row>
        <row r="4"><c r="B4" t="s"><v>2</v></c><c r="C4" t="inlineStr"><is><t>Front of Foo
Foo Men</t></is></c><c r="D4"><v>9001</v></c></row>
        <row r="6"><c r="C6" t="inlineStr"><is><t>nobody</t></is></c><c r="XFD6"><v>1</v></c></row>
        <row r="7"><c r="B7" t="e"><v>#N/A</v></c><c r="D7"><v>9003</v></c></row>"#;
    let notes = (1..=12).map(|row| {
        format!(r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>a note</t></is></c></row>"#)
    });
    let notes: String = notes.collect();
    let more = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>Bar Front</t></is></c></row>"#;
    let bytes = workbook(
        &[("Groups", groups), ("Notes", &notes), ("More", more)],
        &["Name", "Aliases", "Foo Front (FF)"],
    );
    let (yaml, report) = imported(&bytes).unwrap();
    let gazetteer = actag_format::from_yaml(&yaml).unwrap();
    let ids: Vec<&str> = gazetteer
        .actors()
        .iter()
        .map(|actor| actor.id.as_str())
        .collect();
    assert_eq!(ids, ["foo-front", "bar-front"], "{yaml}");
    let names: Vec<&str> = gazetteer.actors()[0]
        .names
        .iter()
        .map(|name| name.text.as_str())
        .collect();
    assert_eq!(names, ["Foo Front", "Front of Foo", "Foo Men", "FF"]);
    assert_eq!(gazetteer.actors()[0].codes.newest("ucdp"), Some("9001"));
    assert_eq!((report.read, report.left_out), (4, 2), "{yaml}");
    assert_eq!(report.problems[0].place.to_string(), "Groups!6");
    assert_eq!(report.notes, ["the sheet Notes has no column `name`"]);
}

#[test]
fn what_is_no_workbook_is_told() {
    let whole = workbook(&[("Groups", "")], &[]);
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    for (bytes, wanted) in [
        (
            old,
            "an old workbook, or one with a password: save it as .xlsx or CSV",
        ),
        (whole[..whole.len() / 2].to_vec(), "cannot read"),
        (whole, "there are none at all"),
    ] {
        let error = imported(&bytes).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
    }
}
