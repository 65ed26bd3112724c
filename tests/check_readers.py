#!/usr/bin/env python3
"""Check that other programs read the tables of a run cell by cell alike.

    tests/check_readers.py TABLES

Read are all tables of the data package with Python's own `csv`, and with pandas, polars and DuckDB,
each with the types that the data package states. Needs these three.
"""

import csv
import json
import pathlib
import sys

import duckdb
import pandas
import polars

# What the types of the data package are elsewhere.
POLARS = {"string": polars.String, "integer": polars.Int64, "date": polars.Date, "boolean": polars.Boolean}
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "date": "DATE", "boolean": "BOOLEAN"}
PANDAS = {"string": "string", "integer": "Int64", "date": "string", "boolean": "boolean"}


def main(folder):
    folder = pathlib.Path(folder)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    cells = 0
    for resource in package["resources"]:
        path = folder / resource["path"]
        types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        wanted = plain(path)
        for read in (by_pandas, by_polars, by_duckdb):
            found = [[written(cell) for cell in row] for row in read(path, types)]
            if found != wanted:
                sys.exit(f"error: {path.name}: {read.__name__} differs {first(found, wanted)}")
        cells += len(wanted) * len(types)
    if cells == 0:
        sys.exit("error: there are no cells")
    print(f"{cells:,} cells are alike in csv, pandas, polars and DuckDB")


def plain(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return [list(row) for row in rows]


def by_pandas(path, types):
    dtype = {name: PANDAS[kind] for name, kind in types.items()}
    table = pandas.read_csv(path, dtype=dtype, keep_default_na=False, na_values={
        name: [""] for name, kind in types.items() if kind != "string"
    })
    return table.astype(object).where(table.notna(), None).values.tolist()


def by_polars(path, types):
    schema = {name: POLARS[kind] for name, kind in types.items()}
    return polars.read_csv(path, schema=schema).rows()


def by_duckdb(path, types):
    columns = {name: DUCKDB[kind] for name, kind in types.items()}
    found = duckdb.read_csv(
        str(path), header=True, columns=columns, quotechar='"', escapechar='"', delimiter=",",
        parallel=False,
    )
    return found.fetchall()


def written(cell):
    """A cell as the table has it."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def first(found, wanted):
    if len(found) != len(wanted):
        return f"in its number of rows: {len(found)}, not {len(wanted)}"
    pairs = enumerate(zip(found, wanted), 1)
    return next(f"in row {number}: {one}, not {other}" for number, (one, other) in pairs if one != other)


if __name__ == "__main__":
    main(*sys.argv[1:])
