#!/usr/bin/env python3
"""Make the files of tests/inputs/files, each with a program that people use for it.

Needs openpyxl, python-docx, xlwt, odfpy, reportlab, pandas, pyarrow, polars and DuckDB; the rest is
Python's own library. What is made is kept beside this file, so that the test needs none of them.
Every readable document names Iran once and Mali once, in the text that a reader sees.
"""

import bz2
import csv
import datetime
import email.message
import email.policy
import gzip
import io
import json
import lzma
import mailbox
import pathlib
import sys
import tarfile
import zipfile

import docx
import duckdb
import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pandas
import polars
import reportlab.pdfgen.canvas
import xlwt

OUT = pathlib.Path(__file__).parent / "files"
TEXT = "Iran said on Thursday that it had left.\n\nThe government of Mali agreed."
ROWS = [
    ("a1", datetime.date(2017, 6, 5), "First", "Iran said so, and left."),
    ("a2", datetime.date(2017, 6, 15), "Second", "Mali agreed; \"yes\",\nit said."),
]
HEADER = ("ID", "Date", "Title", "Text")


def write(name, contents):
    path = OUT / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(contents.encode() if isinstance(contents, str) else contents)


def table(delimiter=",", date="%Y-%m-%d", quoting=csv.QUOTE_MINIMAL, before="", encoding="utf-8"):
    out = io.StringIO(newline="")
    out.write(before)
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting)
    writer.writerow(HEADER)
    for key, day, title, text in ROWS:
        writer.writerow((key, day.strftime(date), title, text))
    return out.getvalue().encode(encoding)


def records():
    return [
        {"id": key, "date": day.isoformat(), "title": title, "text": text, "score": float("nan")}
        for key, day, title, text in ROWS
    ]


def message(subject, text, html=None):
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"] = "desk@wire.example", "reader@paper.example"
    made["Subject"], made["Date"] = subject, "Thu, 15 Jun 2017 10:00:00 +0000"
    made["Message-ID"] = "<1@wire.example>"
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def tables():
    write("excel.csv", table(";", "%d.%m.%Y", before="sep=;\r\n"))
    write("plain.csv", table())
    write("marked.csv", table(encoding="utf-8-sig", quoting=csv.QUOTE_ALL))
    write("american.csv", table(date="%m/%d/%Y"))
    write("utf16.tsv", table("\t", encoding="utf-16"))
    write("packed.csv.gz", gzip.compress(table(), mtime=0))
    write("packed.csv.bz2", bz2.compress(table()))
    write("packed.tsv.xz", lzma.compress(table("\t")))


def parquet():
    columns = {name: [row[at] for row in ROWS] for at, name in enumerate(HEADER)}
    # Dates as moments, as days and as texts.
    moments = {**columns, "Date": pandas.to_datetime(columns["Date"])}
    pandas.DataFrame(moments).to_parquet(OUT / "pandas.parquet")
    polars.DataFrame(columns).write_parquet(OUT / "polars.pq")
    written = polars.DataFrame(columns).with_columns(polars.col("Date").dt.to_string("%d.%m.%Y"))
    duckdb.sql("FROM written").write_parquet(str(OUT / "duckdb.parquet"), compression="gzip")
    (OUT / "parquet_without_ending").write_bytes((OUT / "polars.pq").read_bytes())
    (OUT / "parquet.txt").write_bytes((OUT / "polars.pq").read_bytes())
    (OUT / "cut.parquet").write_bytes((OUT / "polars.pq").read_bytes()[:-100])


def json_files():
    write("list.json", json.dumps(records(), indent=2))
    write("under.json", json.dumps({"status": "ok", "total": 2, "articles": records()}))
    write("lines.jsonl", "".join(json.dumps(record) + "\n" for record in records()))
    write("lines.ndjson.gz", gzip.compress(b"\n".join(json.dumps(r).encode() for r in records()), mtime=0))
    write("one.json", json.dumps({"id": "one", "text": TEXT.split("\n\n")}))


def texts():
    write("2017-06-15 report.txt", TEXT)
    write("latin1.txt", "L'Iran a été là.\n\nMali: déjà vu.".encode("latin-1"))
    write("utf16.txt", TEXT.encode("utf-16"))
    write("archive/2017/06/15/wire.txt", TEXT)
    write("README", TEXT)
    write("notes.md", "# Notes\n\n**Iran** said [so](http://x.example/Syria).\n\n- Mali agreed\n")
    write(
        "page.html",
        "<!DOCTYPE html><html lang=en><head><title>A page</title><meta name=date content=2017-06-15>"
        "<script>var Syria = 1</script></head><body><nav>Home</nav><p><b>Ira</b>n said</p>"
        "<p>Mali&rsquo;s government</p></body></html>",
    )


def mails():
    write("message.eml", message("A message", TEXT).as_bytes())
    write("html.eml", message("HTML", TEXT, "<p>Iran said</p><p>Mali agreed</p>").as_bytes())
    path = OUT / "box.mbox"
    path.unlink(missing_ok=True)
    box = mailbox.mbox(path)
    for number in (1, 2):
        box.add(mailbox.mboxMessage(message(f"Message {number}", TEXT)))
    box.close()


def office():
    document = docx.Document()
    document.core_properties.title = "A document"
    document.add_heading("Heading")
    paragraph = document.add_paragraph("Ira")
    paragraph.add_run("n").bold = True
    paragraph.add_run(" said so.")
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Mali", "agreed"
    document.save(OUT / "word.docx")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append(row)
    book.save(OUT / "book.xlsx")
    american = openpyxl.Workbook()
    american.active.append(HEADER)
    for key, day, title, text in ROWS:
        american.active.append((key, day.strftime("%m/%d/%Y"), title, text))
    american.save(OUT / "american.xlsx")
    old = xlwt.Workbook()
    sheet = old.add_sheet("Sheet")
    style = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for at, row in enumerate([HEADER, *ROWS]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell, style if isinstance(cell, datetime.date) else xlwt.Style.default_style)
    old.save(str(OUT / "old.xls"))
    sheets = odf.opendocument.OpenDocumentSpreadsheet()
    made = odf.table.Table(name="Sheet")
    for row in [HEADER, *ROWS]:
        line = odf.table.TableRow()
        for cell in row:
            made_cell = odf.table.TableCell(valuetype="string")
            made_cell.addElement(odf.text.P(text=str(cell).replace("\n", " ")))
            line.addElement(made_cell)
        made.addElement(line)
    sheets.spreadsheet.addElement(made)
    sheets.save(str(OUT / "libre.ods"))
    page = reportlab.pdfgen.canvas.Canvas(str(OUT / "pages.pdf"), invariant=1)
    page.drawString(72, 720, "Iran said so.")
    page.drawString(72, 700, "Mali agreed.")
    page.save()


def archives():
    with zipfile.ZipFile(OUT / "archive.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("inner/2017-06-15.txt", TEXT)
        made.writestr("inner/list.json", json.dumps(records()))
        made.writestr("__MACOSX/inner/._2017-06-15.txt", b"\0")
    with tarfile.open(OUT / "archive.tar.gz", "w:gz") as made:
        for name in ("plain.csv", "page.html"):
            made.add(OUT / name, arcname=f"inner/{name}")


def others():
    """Files that are passed over, each for its reason."""
    write("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF")
    write("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    write("data.rds", gzip.compress(b"RDX3", mtime=0))
    write("style.css", "body { color: red }")
    write("packed.7z", b"7z\xbc\xaf\x27\x1c" + bytes(26))
    write("server.log", "Iran")
    write("binary.txt", bytes(range(32)) * 64)
    write("zipped.txt", zip_bytes())


def zip_bytes():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", TEXT)
    return out.getvalue()


def main():
    OUT.mkdir(exist_ok=True)
    for make in (tables, parquet, json_files, texts, mails, office, archives, others):
        make()
    print(sum(path.is_file() for path in OUT.rglob("*")), "files", file=sys.stderr)


if __name__ == "__main__":
    main()
