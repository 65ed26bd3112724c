"""Tags a large corpus by every way, and holds the rows against those of the program.

    python bulk.py CORPUS.jsonl [PROGRAM]

The corpus has `id`, `text` and perhaps `date` in each line, and ids that tell documents apart.
PROGRAM is the command `actag` of Rust; without one it is that of the package. Prints seconds of the
processor and of the clock, megabytes of text for each second of the processor, and whether all
cells of all rows are the same.
"""

import csv
import hashlib
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

import actag
import duckdb
import pandas
import polars
import pyarrow

CODES = "codes"
COLUMNS = {"text": "text", "id": "id", "date": "date"}


def main(corpus, program=None):
    with open(corpus, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    ids = pyarrow.array([line["id"] for line in lines], pyarrow.string())
    texts = pyarrow.array([line["text"] for line in lines], pyarrow.string())
    dates = pyarrow.array([line.get("date") for line in lines], pyarrow.string())
    megabytes = sum(len(line["text"].encode()) for line in lines) / 1e6
    del lines
    news = pyarrow.table({"id": ids, "text": texts, "date": dates})
    print(f"{len(news)} documents, {megabytes:.1f} MB of text")

    wanted = of_program(corpus, program, megabytes)
    start = time.process_time()
    tagger = actag.Tagger()
    print(f"load {time.process_time() - start:.2f} s of the processor")
    tagger.tag_table(news.slice(0, 100), **COLUMNS).to_arrow()

    frame, lazy = news.to_pandas(), polars.DataFrame(news)
    tag = lambda source, **more: tagger.tag_table(source, **COLUMNS, **more)
    database = duckdb.connect()
    ways = {
        "Arrow": lambda: tag(news).to_arrow(),
        "Arrow, one thread": lambda: tag(news, threads=1).to_arrow(),
        "pandas": lambda: tag(frame).to_pandas(),
        "Polars": lambda: tag(lazy).to_polars(),
        "DuckDB": lambda: in_duckdb(database, tag(database.cursor().sql("FROM documents"))),
    }
    database.execute("CREATE TABLE documents AS FROM news")
    for name, way in ways.items():
        cpu, clock = time.process_time(), time.perf_counter()
        found = way()
        cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
        rows = len(found)
        same = "the same rows" if hash_of(found) == wanted else "OTHER ROWS"
        speed = megabytes / cpu
        print(f"{name}: {cpu:.2f} s, clock {clock:.2f} s, {speed:.1f} MB/s, {rows} rows, {same}")
        del found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB, with the corpus in four libraries")


def in_duckdb(database, tagged):
    rows = tagged.to_reader()  # noqa: F841, DuckDB finds it by its name
    return database.sql("FROM rows").to_arrow_table()


def of_program(corpus, program, megabytes):
    """Returns the hash of the rows of mentions.csv."""
    command = [program] if program else [sys.executable, "-m", "actag"]
    with tempfile.TemporaryDirectory() as out:
        seconds = {}
        empty = pathlib.Path(out, "empty.jsonl")
        empty.write_text('{"id": "a", "text": "-"}\n', encoding="utf-8")
        for name, source in [("empty", empty), ("corpus", corpus)]:
            before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            with open(source, "rb") as text:
                arguments = [
                    "tag",
                    "-",
                    "--out",
                    f"{out}/{name}",
                    "--quiet",
                    "--tables",
                    "mentions",
                ]
                subprocess.run([*command, *arguments], stdin=text, check=True, cwd=out)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            seconds[name] = (cpu, time.perf_counter() - clock)
        cpu = seconds["corpus"][0] - seconds["empty"][0]
        print(
            f"program: start {seconds['empty'][0]:.2f} s; besides {cpu:.2f} s, clock"
            f" {seconds['corpus'][1] - seconds['empty'][1]:.2f} s, {megabytes / cpu:.1f} MB/s"
        )
        with open(
            pathlib.Path(out, "corpus", "mentions.csv"), newline="", encoding="utf-8"
        ) as file:
            rows = csv.reader(file)
            names = next(rows)
            return digest(names, rows)


def hash_of(found):
    """Returns the hash of the rows of a table of any library."""
    if isinstance(found, pandas.DataFrame):
        found = found.assign(codes=[list(codes.items()) for codes in found.codes])
        found = pyarrow.table(
            {name: found[name] for name in found.columns if name != CODES}
            | {CODES: pyarrow.array(found.codes, pyarrow.map_(pyarrow.string(), pyarrow.string()))}
        ).select(list(found.columns))
    elif isinstance(found, polars.DataFrame):
        found = found.to_arrow()
    rows = (row.values() for batch in found.to_batches(10_000) for row in batch.to_pylist())
    return digest(found.column_names, ([cell(value) for value in row] for row in rows))


def cell(value):
    """Returns a value as CSV has it."""
    if value is None or value == []:
        return ""
    if isinstance(value, list) and isinstance(value[0], dict):
        return ";".join(f"{one['key']}={one['value']}" for one in value)
    if isinstance(value, list) and isinstance(value[0], tuple):
        return ";".join(f"{scheme}={code}" for scheme, code in value)
    if isinstance(value, dict):
        return ";".join(f"{scheme}={code}" for scheme, code in value.items())
    if isinstance(value, list):
        return "|".join(value)
    return str(value)


def digest(names, rows):
    """Returns a hash over names and cells, but for the key, which the caller gives."""
    hash = hashlib.sha256()
    keep = [place for place, name in enumerate(names) if name != "doc_key"]
    for row in [names, *rows]:
        hash.update("\x1f".join(row[place] for place in keep).encode() + b"\x1e")
    return hash.hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])
