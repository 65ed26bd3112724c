#!/usr/bin/env python3
"""Check that other programs read the tables of a run cell by cell alike.

    tests/check_readers.py TABLES [TABLES…]

Read are all tables of the data package with Python's own `csv`, and with pandas, polars, DuckDB and
R, each with the types that the data package states. Further folders hold the tables of the same run
in other formats, Parquet or JSON lines: read with the first three, they must have the types that
the data package states, and the cells of the CSV. Needs these, pyarrow and Rscript.
"""

import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import duckdb
import pandas
import polars

# What the types of the data package are elsewhere.
POLARS = {"string": polars.String, "integer": polars.Int64, "date": polars.Date, "boolean": polars.Boolean}
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "date": "DATE", "boolean": "BOOLEAN"}
PANDAS = {"string": "string", "integer": "Int64", "date": "string", "boolean": "boolean"}
R = {"string": "character", "integer": "integer", "date": "Date", "boolean": "logical"}


# How each reads a format that has types of its own.
TYPED = {
    "parquet": {
        "pandas": lambda path: by_columns(pandas.read_parquet(path, dtype_backend="pyarrow")),
        "polars": lambda path: by_columns(polars.read_parquet(path)),
        "DuckDB": lambda path: by_names(duckdb.read_parquet(str(path))),
    },
    # Which type a column of text has is a guess, in which the three differ: these read text.
    "jsonl": {
        "json": lambda path: by_json(path),
        "pandas": lambda path: by_columns(pandas.read_json(path, lines=True, dtype=False)),
    },
}
# What a column of Parquet is to DuckDB.
PARQUET = {**DUCKDB, "array": "VARCHAR[]", "object": "MAP(VARCHAR, VARCHAR)"}


def main(folder, *others):
    folder = pathlib.Path(folder)
    resources = resources_of(folder)
    check_csv(folder, resources)
    check_r(folder, resources)
    for other in map(pathlib.Path, others):
        check_typed(other, {resource["name"]: plain(folder / resource["path"]) for resource in resources})


def resources_of(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]


def check_typed(folder, wanted):
    """Hold tables with types against the cells of the same tables as CSV."""
    cells = 0
    resources = resources_of(folder)
    if [resource["name"] for resource in resources] != list(wanted):
        sys.exit(f"error: {folder} does not have the tables {list(wanted)}")
    for resource in resources:
        path, kind = folder / resource["path"], resource["format"]
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        rows = wanted[resource["name"]]
        for name, read in TYPED[kind].items():
            columns = read(path)
            # JSON lines say nothing of columns where there are no rows.
            if list(columns) != list(fields) and (rows or kind != "jsonl"):
                sys.exit(f"error: {path.name}: to {name} the columns are {list(columns)}")
            found = [[typed(cell) for cell in row] for row in zip(*columns.values())]
            if found != rows:
                sys.exit(f"error: {path.name}: {name} differs {first(found, rows)}")
        if kind == "parquet":
            described = duckdb.read_parquet(str(path))
            types = {name: str(kind) for name, kind in zip(described.columns, described.types)}
            if types != {name: PARQUET[kind] for name, kind in fields.items()}:
                sys.exit(f"error: {path.name}: the types are {types}")
        cells += len(rows) * len(fields)
    if cells == 0:
        sys.exit("error: there are no cells")
    print(f"{cells:,} cells of {kind} are those of the CSV to {', '.join(TYPED[kind])}")


def by_columns(table):
    return {name: table[name].to_list() for name in table.columns}


def by_names(table):
    return dict(zip(table.columns, map(list, zip(*table.fetchall())))) or {name: [] for name in table.columns}


def by_json(path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def typed(cell):
    """A cell of lists, codes and numbers as CSV has it."""
    if isinstance(cell, dict):
        cell = list(cell.items())
    if isinstance(cell, list):
        if not cell or isinstance(cell[0], str):
            return "|".join(cell)
        # Polars has a map as a list of structs.
        pairs = [tuple(pair.values()) if isinstance(pair, dict) else pair for pair in cell]
        return ";".join(f"{scheme}={value}" for scheme, value in pairs)
    if cell is pandas.NA or isinstance(cell, float) and math.isnan(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return written(cell)


def check_csv(folder, resources):
    cells = 0
    for resource in resources:
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


def check_r(folder, resources):
    """Have R read the tables and write them again."""
    script = pathlib.Path(__file__).with_suffix(".R")
    cells = 0
    with tempfile.TemporaryDirectory() as written:
        lines = []
        for resource in resources:
            types = [R[field["type"]] for field in resource["schema"]["fields"]]
            paths = [folder / resource["path"], pathlib.Path(written, resource["name"])]
            lines.append("\t".join([*map(str, paths), *types]))
        tables = pathlib.Path(written, "LIST")
        tables.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        subprocess.run(["Rscript", "--vanilla", str(script), str(tables)], check=True)
        for resource in resources:
            wanted = plain(folder / resource["path"])
            found = plain(pathlib.Path(written, resource["name"]))
            if found != wanted:
                sys.exit(f"error: {resource['path']}: R differs {first(found, wanted)}")
            cells += len(wanted) * len(resource["schema"]["fields"])
    print(f"{cells:,} cells are alike in R")


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
