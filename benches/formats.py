#!/usr/bin/env python3
"""Measure what reading each format costs beside plain text of the same words.

    benches/formats.py PROGRAM [MEGABYTES]

The texts of `data/` are repeated until there are so many megabytes (16 if not said), and written in
each format as one file, or as one file for each text where it says so. Each is tagged in one thread
with a gazetteer of one name, that of a program which does nothing taken off: what is left is the
reading. Stated are the time of the processor for a megabyte of text, the fastest of five runs, and
the most memory. Parquet needs pyarrow, and is left out without it.
"""

import bz2
import csv
import email.message
import gzip
import io
import itertools
import json
import lzma
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from xml.sax.saxutils import escape

RUNS = 5

# Runs a program and tells what it used. Linux counts the memory of the process that started it as its
# own, and this one is small where it does nothing else.
WATCH = """
import os, sys
process = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(process, 0)
print([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss])
"""


def main(program, megabytes="16"):
    texts = material(int(megabytes) << 20)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{size:.1f} MB of text, {len(texts)} documents\n")
    print("| format | bytes | ms a MB | memory, MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        gazetteer = scratch / "g.yaml"
        gazetteer.write_text("type: government\nactors:\n  - {id: iran, name: Iran}\n", encoding="utf-8")
        (scratch / "nothing").mkdir()
        (scratch / "nothing" / "a.txt").write_text("x", encoding="utf-8")
        nothing, _ = measured(program, gazetteer, scratch / "nothing")
        for name, write in FORMATS.items():
            folder = scratch / "corpus"
            folder.mkdir()
            if write(folder, texts) is not False:
                time, memory = measured(program, gazetteer, folder)
                stored = sum(path.stat().st_size for path in folder.rglob("*"))
                each = max(time - nothing, 0) * 1e3 / size
                print(f"| {name} | {stored / 1e6:.1f} MB | {each:.1f} | {memory:.0f} |", flush=True)
            subprocess.run(["rm", "-r", folder], check=True)


def material(size):
    paths = sorted(pathlib.Path(__file__).parent.parent.joinpath("data").glob("*.txt"))
    texts = []
    for text in itertools.cycle(path.read_text(encoding="utf-8") for path in paths):
        if size <= 0:
            return texts
        texts.append(text)
        size -= len(text.encode())


def measured(program, gazetteer, folder):
    """Seconds of the processor, and megabytes."""
    best, most = float("inf"), 0
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as out:
            arguments = [program, "tag", folder, "-g", gazetteer, "-o", f"{out}/t", "--threads", "1", "--quiet"]
            told = subprocess.run([sys.executable, "-S", "-c", WATCH, *arguments], stdout=subprocess.PIPE)
            code, time, memory = json.loads(told.stdout)
            if code:
                sys.exit(f"error: {folder} was not tagged")
            best, most = min(best, time), max(most, memory)
    return best, most / 1e3


def records(texts):
    return [{"id": str(number), "text": text} for number, text in enumerate(texts)]


def lines(texts):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(texts)).encode()


def table(texts, delimiter):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(("id", "text"))
    writer.writerows(enumerate(texts))
    return out.getvalue().encode()


def page(texts):
    paragraphs = "".join(f"<p>{escape(text)}</p>\n" for text in texts)
    return f"<!DOCTYPE html><html><body>{paragraphs}</body></html>".encode()


def mailbox(texts):
    made = []
    for text in texts:
        message = email.message.EmailMessage()
        message["From"], message["Subject"] = "a@wire.example", "A message"
        message.set_content(text, cte="8bit")
        made.append(b"From a@wire.example Thu Jun 15 10:00:00 2017\n" + bytes(message) + b"\n")
    return b"".join(made)


def zipped(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, contents in parts:
            made.writestr(name, contents)


def document(folder, texts):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
    xml = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    zipped(folder / "a.docx", [("word/document.xml", xml)])


def workbook(folder, texts):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = [f"<row><c t='inlineStr'><is><t>{escape(text)}</t></is></c></row>" for text in ["text", *texts]]
    zipped(folder / "a.xlsx", [
        ("_rels/.rels", f"<Relationships xmlns='{package}'><Relationship Id='a' "
         f"Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets>"
         "<sheet name='a' sheetId='1' r:id='a'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", f"<Relationships xmlns='{package}'><Relationship Id='a' "
         f"Type='{office}/worksheet' Target='worksheets/a.xml'/></Relationships>"),
        ("xl/worksheets/a.xml", f"<worksheet xmlns='{main}'><sheetData>{''.join(rows)}</sheetData></worksheet>"),
    ])


def archive(folder, texts):
    with tarfile.open(folder / "a.tar.gz", "w:gz") as made:
        for number, text in enumerate(texts):
            contents = text.encode()
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = len(contents)
            made.addfile(member, io.BytesIO(contents))


def parquet(compression):
    def write(folder, texts):
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            return False
        rows = pyarrow.Table.from_pylist(records(texts))
        # Otherwise each text that is repeated would be written once.
        pyarrow.parquet.write_table(rows, folder / "a.parquet", compression=compression, use_dictionary=False)
    return write


def one(name, made):
    return lambda folder, texts: (folder / name).write_bytes(made(texts))


def many(folder, texts):
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


FORMATS = {
    "`.txt`, one file": one("a.txt", lambda texts: "\n\n".join(texts).encode()),
    "`.txt`, a file each": many,
    "`.jsonl`": one("a.jsonl", lines),
    "`.json`, a list": one("a.json", lambda texts: json.dumps(records(texts)).encode()),
    "`.csv`": one("a.csv", lambda texts: table(texts, ",")),
    "`.tsv`": one("a.tsv", lambda texts: table(texts, "\t")),
    "`.jsonl.gz`": one("a.jsonl.gz", lambda texts: gzip.compress(lines(texts), 6)),
    "`.jsonl.xz`": one("a.jsonl.xz", lambda texts: lzma.compress(lines(texts))),
    "`.jsonl.bz2`": one("a.jsonl.bz2", lambda texts: bz2.compress(lines(texts))),
    "`.parquet`, Snappy": parquet("snappy"),
    "`.parquet`, zstd": parquet("zstd"),
    "`.parquet`, gzip": parquet("gzip"),
    "`.xlsx`": workbook,
    "`.docx`, one file": document,
    "`.html`, one page": one("a.html", page),
    "`.md`, one file": one("a.md", lambda texts: "\n\n".join(texts).encode()),
    "`.mbox`": one("a.mbox", mailbox),
    "`.zip` of texts": lambda folder, texts: zipped(
        folder / "a.zip", ((f"{number}.txt", text) for number, text in enumerate(texts))
    ),
    "`.tar.gz` of texts": archive,
}


if __name__ == "__main__":
    main(*sys.argv[1:])
