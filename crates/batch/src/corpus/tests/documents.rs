//! Documents with markup, and files that hold others.

use std::io::{Cursor, Write};

use super::*;
use jiff::civil::date;
use zip::write::{SimpleFileOptions, ZipWriter};

fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in parts {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn text_of(name: &str, bytes: impl AsRef<[u8]>) -> String {
    Folder::of(name, bytes)
        .read()
        .the_document()
        .text
        .to_string()
}

#[test]
fn a_page_is_read_as_people_read_it() {
    for (page, text) in [
        (
            "<p>AT&amp;T in C&ocirc;te d&#39;Ivoire</p>",
            "AT&T in Côte d'Ivoire",
        ),
        ("<b>Islamic</b> State", "Islamic State"),
        ("Islamic<br>State", "Islamic\nState"),
        ("<i>Iran</i>\u{2019}s", "Iran\u{2019}s"),
        ("<b>Hez</b>bollah", "Hezbollah"),
        (
            "Lord&#8217;s\n   Resistance <span>Army</span>",
            "Lord\u{2019}s Resistance Army",
        ),
        (
            "<h1>Iran</h1><p>Mali</p><div>CNN</div>",
            "Iran\n\nMali\n\nCNN",
        ),
        ("<ul><li>Iran<li>Mali</ul>", "Iran\n\nMali"),
        (
            "<table><tr><td>Iran</td><td>Mali</td></tr><tr><td>UN</table>",
            "Iran Mali\nUN",
        ),
        (
            "a<script>if (x < 1) Iran</script><style>Iran{}</style>b",
            "ab",
        ),
        (
            "<noscript><p>Iran</p></noscript><svg><title>x</title></svg>Mali",
            "Mali",
        ),
        ("<!-- Iran --><pre>Iran\n  Mali</pre>", "Iran\n  Mali"),
        (
            "Iran <wbr>said &lt;b&gt; &unknown; & so",
            "Iran said <b> &unknown; & so",
        ),
        ("<a href=\"/Iran/Mali\" title='Iran'>CNN</a>", "CNN"),
        ("<head><title>T<head>", ""),
        ("", ""),
    ] {
        assert_eq!(text_of("a.html", page), text, "{page}");
    }
}

#[test]
fn a_page_says_its_title_date_and_language() {
    let page = "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title> Iran &amp;\n\
                Mali </title><meta property='article:published_time' \
                content='2017-06-15T10:00:00Z'></head><body><p>L\u{2019}Iran</p></body></html>";
    for name in ["a.html", "a.HTM", "a"] {
        let out = Folder::of(name, page).read();
        let document = out.the_document();
        assert_eq!(document.text, "L\u{2019}Iran");
        assert_eq!(document.title.as_deref(), Some("Iran & Mali"));
        assert_eq!(document.date, Some(date(2017, 6, 15)));
        assert_eq!(document.language.as_deref(), Some("fr"));
        assert_eq!((document.format, &*document.id), ("html", name));
    }
    let declared = b"<meta charset=windows-1251><p>\xc8\xf0\xe0\xed</p>";
    assert_eq!(text_of("a.html", declared), "Иран");
}

#[test]
fn marks_of_markdown_are_not_text() {
    let text = "---\ntitle: \"A title\"\ndate: 2017-06-15\n---\n# Iran\n\n**Mali** and [the *UN*]\
                (http://x.org/Syria)\nsaid.\n\n- CNN\n- `AT&T`\n\n| a | b |\n|---|---|\n\
                | c | d |\n";
    let out = Folder::of("a.md", text).read();
    let document = out.the_document();
    let wanted = "Iran\n\nMali and the UN said.\n\nCNN\n\nAT&T\n\na b\nc d";
    assert_eq!(document.text, wanted);
    assert_eq!(document.title.as_deref(), Some("A title"));
    assert_eq!(document.date, Some(date(2017, 6, 15)));
}

const MESSAGE: &str = "From: a@b.example\r\nTo: c@d.example\r\nDate: Thu, 15 Jun 2017 10:00:00 \
    +0000\r\nSubject: =?UTF-8?B?SXJhbiDDqQ==?=\r\nMIME-Version: 1.0\r\nContent-Type: \
    multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\nC=C3=B4te d'Ivoire =\r\nsaid\r\n--x\r\n\
    Content-Type: text/html\r\n\r\n<p>other</p>\r\n--x--\r\n";

#[test]
fn a_message_is_its_text_with_subject_and_date() {
    for name in ["a.eml", "a"] {
        let out = Folder::of(name, MESSAGE).read();
        let document = out.the_document();
        assert_eq!(document.text.trim(), "Côte d'Ivoire said");
        assert_eq!(document.title.as_deref(), Some("Iran é"));
        assert_eq!(
            (document.date, document.format),
            (Some(date(2017, 6, 15)), "mail")
        );
    }
    let html = "From: a@b.example\nSubject: x\nContent-Type: text/html\n\n<p>Iran</p><p>Mali</p>";
    assert_eq!(text_of("a.eml", html), "Iran\n\nMali");
}

#[test]
fn a_mailbox_is_all_its_messages() {
    let mailbox =
        format!("From a@b Thu Jun 15\r\n{MESSAGE}\r\nFrom c@d Fri\r\nSubject: y\r\n\r\nMali\r\n");
    for name in ["a.mbox", "a"] {
        let out = Folder::of(name, &mailbox).read();
        assert_eq!(out.ids(), [format!("{name}#1"), format!("{name}#2")]);
        assert_eq!(out.documents[1].text.trim(), "Mali");
        assert_eq!(out.documents[0].title.as_deref(), Some("Iran é"));
    }
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx(body: &str) -> Vec<u8> {
    let xml =
        format!("<?xml version=\"1.0\"?><w:document {W}><w:body>{body}</w:body></w:document>");
    let about = "<cp:coreProperties><dc:title>A &amp; B</dc:title></cp:coreProperties>";
    zip_of(&[
        ("word/document.xml", xml.as_bytes()),
        ("docProps/core.xml", about.as_bytes()),
    ])
}

#[test]
fn a_docx_is_its_paragraphs() {
    let body = "<w:p><w:r><w:t>Hez</w:t></w:r><w:r><w:t>bollah </w:t><w:t>left</w:t></w:r></w:p>\
                <w:p><w:r><w:t>AT&amp;T&#233;</w:t><w:tab/><w:t>UN</w:t><w:br/><w:t>CNN</w:t>\
                <w:delText>gone</w:delText></w:r></w:p>";
    let bytes = docx(body);
    for name in ["a.docx", "a"] {
        let out = Folder::of(name, &bytes).read();
        let document = out.the_document();
        assert_eq!(document.text, "Hezbollah left\n\nAT&Té UN\nCNN", "{name}");
        assert_eq!(document.title.as_deref(), Some("A & B"));
        assert_eq!(document.format, "docx");
    }
}

#[test]
fn files_in_archives_are_read_as_in_folders() {
    let parts: [(&str, &[u8]); 8] = [
        ("a.txt", b"Iran"),
        ("sub/2017-06-15.html", b"<p>Mali</p>"),
        ("b.csv", b"\xef\xbb\xbfid,text\nx,CNN\ny,UN\n"),
        ("c.jsonl", b"{\"text\":\"Iran\"}\n"),
        ("__MACOSX/a.txt", b"no"),
        ("d.exe", b"no"),
        ("e.zip", b"PK\x03\x04"),
        ("f.json", b"[{\"text\":\"Mali\"}]"),
    ];
    let tar = tar_of(&parts);
    for (name, bytes) in [
        ("z.zip", zip_of(&parts)),
        ("z.tar", tar.clone()),
        ("z.tar.gz", gzip(&tar)),
        ("z.tgz", gzip(&tar)),
        ("z.tar.zst", zstd(&tar)),
    ] {
        let out = Folder::of(name, bytes).with("zz.txt", "after").read();
        let id = |end: &str| format!("{name}/{end}");
        let wanted = [
            (id("a.txt"), "Iran"),
            (id("sub/2017-06-15.html"), "Mali"),
            ("x".to_owned(), "CNN"),
            ("y".to_owned(), "UN"),
            (id("c.jsonl#5"), "Iran"),
            (id("f.json#8"), "Mali"),
            ("zz.txt".to_owned(), "after"),
        ];
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(id, text)| (id.as_str(), *text))
            .collect();
        assert_eq!(out.texts(), wanted, "{name}");
        assert_eq!(out.documents[1].date, Some(date(2017, 6, 15)));
        let kinds: Vec<_> = out
            .skipped
            .iter()
            .map(|note| (name_of(&note.path), note.kind))
            .collect();
        let skipped = [("d.exe", SkipKind::Program), ("e.zip", SkipKind::Archive)];
        assert_eq!(kinds, skipped, "{name}");
        let mut keys: Vec<_> = out
            .documents
            .iter()
            .map(|one| one.key.to_string())
            .collect();
        keys.dedup();
        assert_eq!(keys.len(), 7);
    }
}

#[test]
fn bzip2_and_xz_are_unpacked() {
    let bz2 = {
        let mut packer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        packer.write_all(b"id,text\n1,Iran\n").unwrap();
        packer.finish().unwrap()
    };
    // Written by xz 5.4 from `Iran\n`.
    let xz: &[u8] = &[
        0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21,
        0x01,
    ];
    let out = Folder::of("a.csv.bz2", &bz2).with("b", &bz2).read();
    assert_eq!(out.texts(), [("1", "Iran"), ("1", "Iran")]);
    let broken = Folder::of("a.txt.xz", xz).with("b.txt", "b").read();
    assert_eq!(broken.ids(), ["b.txt"]);
    assert_eq!(broken.skipped.len(), 1, "{broken:?}");
}

#[test]
fn hostile_documents_are_told_of() {
    let whole = docx("<w:p><w:r><w:t>Iran</w:t></w:r></w:p>");
    let bomb = vec![b' '; 80 << 20];
    let open = "<w:p><w:r><w:t>".repeat(10_000);
    let tags = format!("{}Iran", "<div><svg><table>".repeat(100_000));
    for (name, bytes, kind) in [
        (
            "a.docx",
            whole[..whole.len() / 2].to_vec(),
            Some(SkipKind::Unreadable),
        ),
        ("a.docx", b"PK\x03\x04".to_vec(), Some(SkipKind::Unreadable)),
        (
            "a.docx",
            zip_of(&[("word/document.xml", &bomb)]),
            Some(SkipKind::UnpacksTooFar),
        ),
        ("a.docx", zip_of(&[("x", b"y")]), Some(SkipKind::Unreadable)),
        ("a.docx", office_compound(), Some(SkipKind::Locked)),
        ("a.docx", docx(&open), None),
        ("a.docx", b"Iran said".to_vec(), Some(SkipKind::Unreadable)),
        (
            "a.xlsx",
            zip_of(&[("xl/workbook.xml", &bomb)]),
            Some(SkipKind::UnpacksTooFar),
        ),
        ("a.xlsx", b"PK\x03\x04".to_vec(), Some(SkipKind::Unreadable)),
        ("a.xlsx", zip_of(&[("x", b"y")]), Some(SkipKind::Unreadable)),
        ("a.xls", office_compound(), Some(SkipKind::Unreadable)),
        (
            "a.zip",
            zip_of(&[("a.txt", &bomb)]),
            Some(SkipKind::UnpacksTooFar),
        ),
        ("a.zip", zip_of(&[]), Some(SkipKind::NoRecords)),
        (
            "a.zip",
            b"PK\x03\x04xxxxxxxxx".to_vec(),
            Some(SkipKind::Unreadable),
        ),
        ("a.tar", b"x".repeat(600), Some(SkipKind::BrokenOff)),
        ("a.html", tags.into_bytes(), None),
        ("a.html", b"<script>".repeat(10_000), None),
        ("a.eml", b"\0\0\0".to_vec(), None),
        ("a.mbox", b"no message".to_vec(), Some(SkipKind::NoRecords)),
        ("a.pdf", b"no pdf".to_vec(), Some(SkipKind::Unreadable)),
    ] {
        let out = Folder::of(name, &bytes).with("b.txt", "b").read();
        assert_eq!(out.ids().last(), Some(&"b.txt"), "{name}");
        if let Some(kind) = kind {
            let start = String::from_utf8_lossy(&bytes[..bytes.len().min(20)]).into_owned();
            assert_eq!(out.skipped.len(), 1, "{name} {start:?} {out:?}");
            assert_eq!(out.skipped[0].kind, kind, "{name} {:?}", out.skipped);
        }
    }
}

fn office_compound() -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(1024, 0);
    bytes
}
