#!/usr/bin/env python3
"""Read the tables of `actag tag` with another program's eyes: Python's csv module, and nothing of actag.

    actag tag CORPUS --out OUT
    python3 tests/check_tables.py CORPUS OUT

CORPUS is what was tagged: a folder or a file of .txt, .jsonl, .ndjson, .csv or .tsv, with or without .gz. (For .zst
run it on what `zstd -d` makes of it.) Renamed fields are read from datapackage.json. Checked are:

* every file of datapackage.json is there, with that hash, size and header, and no other table beside it;
* every row has as many cells as the header, integers and dates read as such, primary keys are unique, foreign keys refer;
* every mention's text[start:end] in the document is its text, in whatever unit --offsets counted;
* documents.csv counts the mentions, actors and characters of each document, actors.csv and pairs.csv those of each actor;
* every document of the corpus that this script can read is in documents.csv or its file in skipped.csv.

Prints what it counted and the first mistakes; the exit code is 1 if there is any. Python 3 alone is needed.
"""

import collections
import csv
import datetime
import gzip
import hashlib
import io
import json
import os
import pathlib
import sys

SHOWN = 20
ENDS = (".txt", ".jsonl", ".ndjson", ".csv", ".tsv")


class Findings:
    """Mistakes: counted all, shown the first."""

    def __init__(self):
        self.count = 0

    def add(self, message):
        self.count += 1
        if self.count <= SHOWN:
            print(f"wrong: {message}")

    def check(self, holds, message):
        if not holds:
            self.add(message)


def main(arguments):
    if len(arguments) != 2:
        print(__doc__)
        return 2
    csv.field_size_limit(1 << 30)
    corpus, out = map(pathlib.Path, arguments)
    findings = Findings()
    if not (out / "datapackage.json").is_file():
        print(f"{out} has no datapackage.json: name the folder that `actag tag --out` wrote")
        return 1
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    tables = {
        resource["name"]: load(out, resource, findings)
        for resource in package["resources"]
    }
    for path in sorted(out.glob("*.csv")):
        findings.check(path.stem in tables, f"{path.name} is not in the package")
    check_keys(package, tables, findings)
    options = package["actag"]["options"]
    texts = check_documents(corpus, tables, options, findings)
    checked = check_spans(texts, tables, options, findings)
    check_counts(tables, findings)
    rows = ", ".join(f"{len(rows):,} {name}" for name, rows in tables.items())
    print(f"{rows}; {checked:,} spans compared with {len(texts):,} texts")
    print(f"{findings.count:,} wrong" if findings.count else "all right")
    return 1 if findings.count else 0


def load(out, resource, findings):
    """The rows of a table, once its file is what the package says."""
    path = out / resource["path"]
    data = path.read_bytes()
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    findings.check(digest == resource["hash"], f"{path}: not the hash of the package")
    findings.check(len(data) == resource["bytes"], f"{path}: not the size of the package")
    reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    header = next(reader)
    fields = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    findings.check(header == names, f"{path}: the header is {header}")
    rows = []
    for row in reader:
        if len(row) != len(names):
            findings.add(f"{path}:{reader.line_num}: {len(row)} cells")
            continue
        for field, value in zip(fields, row):
            if value and not reads_as(field["type"], value):
                findings.add(f"{path}:{reader.line_num}: {value!r} is no {field['type']}")
        rows.append(dict(zip(names, row)))
    return rows


def reads_as(kind, value):
    try:
        if kind == "integer":
            return str(int(value)) == value
        if kind == "date":
            datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def check_keys(package, tables, findings):
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        if key := schema.get("primaryKey"):
            counts = collections.Counter(tuple(row[k] for k in key) for row in tables[name])
            for value in [value for value, count in counts.items() if count > 1]:
                findings.add(f"{name}.csv: {value} is there twice")
        for foreign in schema.get("foreignKeys", []):
            field, reference = foreign["fields"], foreign["reference"]
            there = {row[reference["fields"]] for row in tables[reference["resource"]]}
            # A nested mention's actor need not be counted anywhere else.
            lost = {
                row[field]
                for row in tables[name]
                if row[field] and not row.get("parent_start") and row[field] not in there
            }
            for value in sorted(lost):
                findings.add(f"{name}.csv: {field} {value!r} is not in {reference['resource']}.csv")


def check_documents(corpus, tables, options, findings):
    """The texts by id, and whether each is told of. An id that several records share has a list of texts."""
    texts = collections.defaultdict(list)
    skipped = {os.path.normpath(row["path"]) for row in tables.get("skipped", [])}
    rows = tables.get("documents", [])
    encodings = {row["path"]: row.get("encoding", "") for row in rows}
    files = collections.defaultdict(list)
    for row in rows:
        files[os.path.normpath(row["path"])].append(row)
    for path in corpus_files(corpus):
        name = os.path.normpath(path)
        told = files.pop(name, [])
        encoding = encodings.get(str(path)) or (told[0].get("encoding") if told else "") or "utf-8"
        read = list(records(path, corpus, encoding, options))
        for identifier, text in read:
            texts[identifier].append(text)
        if "documents" not in tables or name in skipped:
            continue
        findings.check(
            [row["doc_id"] for row in told] == [identifier for identifier, _ in read],
            f"{path}: documents.csv has {len(told)} of its documents, the file {len(read)}, or the ids differ",
        )
    for name in files:
        findings.add(f"documents.csv: {name} is not in the corpus")
    return texts


def corpus_files(corpus):
    if corpus.is_file():
        return [corpus]
    return sorted(
        path
        for path in corpus.rglob("*")
        if path.is_file()
        and ending(path) in ENDS
        and not any(part.startswith(".") for part in path.relative_to(corpus).parts)
    )


def ending(path):
    return pathlib.Path(path.name.lower().removesuffix(".gz")).suffix


def records(path, corpus, encoding, options):
    """Id and text of every document in a file that can be read."""
    data = path.read_bytes()
    if path.name.lower().endswith(".gz"):
        try:
            data = gzip.decompress(data)
        except (EOFError, OSError):
            return
    file_id = path.name if corpus.is_file() else path.relative_to(corpus).as_posix()
    id_field = options.get("id_field", "id")
    text_field = options.get("text_field", "text")
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    # The names are those of the WHATWG; Python knows most of them.
    text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if ending(path) in (".jsonl", ".ndjson"):
        number = 0
        for line in text.split("\n"):
            if not line.strip():
                continue
            number += 1
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if not isinstance(record, dict) or not isinstance(record.get(text_field), str):
                continue
            own = record.get(id_field)
            named = isinstance(own, str) and own or isinstance(own, int) and not isinstance(own, bool)
            yield (str(own) if named else f"{file_id}#{number}"), record[text_field]
    elif ending(path) in (".csv", ".tsv"):
        delimiter = "\t" if ending(path) == ".tsv" else ","
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, record in enumerate(reader, 1):
            if record.get(text_field) is not None:
                yield record.get(id_field) or f"{file_id}#{number}", record[text_field]
    else:
        yield file_id, text


def check_spans(texts, tables, options, findings):
    unit = options.get("offsets", "chars")
    encoding, width = {"chars": ("utf-32-le", 4), "bytes": ("utf-8", 1), "utf16": ("utf-16-le", 2)}[unit]
    checked = 0
    for name in ("mentions", "rejected"):
        at, encoded = None, []
        for row in tables.get(name, []):
            if row["doc_id"] != at:
                at = row["doc_id"]
                encoded = [text.encode(encoding) for text in texts.get(at, [])]
                findings.check(encoded, f"{name}.csv: there is no text {at!r}")
            # Titles are not read here.
            if row.get("field") == "title":
                continue
            start, end = int(row["start"]) * width, int(row["end"]) * width
            words = row["text"].encode(encoding)
            findings.check(
                start < end and any(text[start:end] == words for text in encoded),
                f"{name}.csv: {at}[{row['start']}:{row['end']}] is not {row['text']!r}",
            )
            checked += 1
    return checked


def check_counts(tables, findings):
    """Whether the smaller tables count what mentions.csv lists."""
    if "mentions" not in tables:
        return
    outer = [row for row in tables["mentions"] if not row.get("parent_start")]
    for row in outer:
        ids = [i for i in row["candidates"].split("|") if i]
        alone = bool(row["actor_id"]) and not ids
        findings.check(alone or len(ids) > 1 and not row["actor_id"], f"mentions.csv: who is {row['text']!r}?")
    by_document = collections.defaultdict(list)
    for row in outer:
        by_document[row["doc_key"]].append(row)
    documents = {row["doc_key"]: row for row in tables.get("documents", [])}
    for key, row in documents.items():
        found = by_document[key]
        actors = {mention["actor_id"] for mention in found if mention["actor_id"]}
        told = int(row["mentions"]), int(row["actors"])
        findings.check(told == (len(found), len(actors)), f"documents.csv: the counts of {key}")
        same = all((one["doc_id"], one["date"]) == (row["doc_id"], row["date"]) for one in found)
        what = f"mentions.csv: the id and date of {key}"
        findings.check(same, f"{what} are not those of documents.csv")
    dates = {key: [row["date"]] if row["date"] else [] for key, row in documents.items()}
    if "actors" in tables:
        counts = collections.Counter(row["actor_id"] for row in outer if row["actor_id"])
        told = {row["actor_id"]: int(row["mentions"]) for row in tables["actors"]}
        for actor in sorted(counts.keys() | told.keys()):
            findings.check(counts[actor] == told.get(actor), f"actors.csv: the mentions of {actor}")
    if "pairs" in tables and documents:
        pairs, days = collections.Counter(), collections.defaultdict(list)
        described = {row["actor_id"]: [row["actor_name"], row["type"]] for row in outer}
        for key, found in by_document.items():
            actors = sorted({row["actor_id"] for row in found if row["actor_id"]})
            for place, first in enumerate(actors):
                for second in actors[place + 1 :]:
                    pairs[first, second] += 1
                    days[first, second] += dates[key]
        told = {(row["actor_a"], row["actor_b"]): int(row["documents"]) for row in tables["pairs"]}
        findings.check(dict(pairs) == told, "pairs.csv: not the pairs of mentions.csv")
        for row in tables["pairs"]:
            pair = row["actor_a"], row["actor_b"]
            is_described = [row["name_a"], row["type_a"], row["name_b"], row["type_b"]] == sum(
                (described.get(actor, []) for actor in pair), []
            )
            findings.check(is_described, f"pairs.csv: the names or types of {pair}")
            first, last = min(days[pair], default=""), max(days[pair], default="")
            told_days = row["first_date"], row["last_date"]
            findings.check(told_days == (first, last), f"pairs.csv: the days of {pair}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
