"""What tests share: the shipped gazetteers, loaded once, and the sample corpus."""

import csv
import pathlib
import subprocess
import sys

import pyarrow
import pytest

import actag

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tagger():
    return actag.Tagger()


@pytest.fixture(scope="session")
def news():
    """The sample corpus as a table of `id`, `date` and `text`."""
    rows = []
    for path in sorted((REPOSITORY / "data").rglob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        name = path.relative_to(REPOSITORY / "data").as_posix()
        rows.append({"id": name, "date": name[:10], "text": text})
    return pyarrow.Table.from_pylist(rows)


@pytest.fixture(scope="session")
def of_program(tmp_path_factory, news):
    """The rows of a table, as the program writes it of the same documents."""

    def rows(table="mentions", *options):
        out = tmp_path_factory.mktemp("program")
        (out / "data").mkdir()
        for one in news.to_pylist():
            (out / "data" / one["id"]).write_bytes(one["text"].encode())
        command = [sys.executable, "-m", "actag", "tag", "data", "--out", "tables", "--quiet"]
        subprocess.run([*command, *options], check=True, cwd=out)
        with open(out / "tables" / f"{table}.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    return rows


def as_csv(table):
    """Returns the rows of a pyarrow table with the cells of a CSV file, without `doc_key`, which
    the caller gives."""

    def cell(value):
        if value is None:
            return ""
        if isinstance(value, list) and value and isinstance(value[0], tuple):
            return ";".join(f"{scheme}={code}" for scheme, code in value)
        if isinstance(value, list):
            return "|".join(value)
        return str(value)

    rows = table.to_pylist()
    return [{name: cell(value) for name, value in row.items() if name != "doc_key"} for row in rows]
