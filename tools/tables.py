"""Tables of facts and lists of the gazetteers, for the scripts beside this file."""

import csv
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
GAZETTEERS = ROOT / "gazetteers"
ACTAG = os.environ.get("ACTAG", str(ROOT / "target" / "debug" / "actag"))


def read(path):
    """Returns the rows of a table of tab-separated values."""
    csv.field_size_limit(10**9)
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def keep(path, columns, rows):
    """Writes such a table, sorted."""
    lines = ["\t".join(map(str, row)) for row in sorted(set(map(tuple, rows)))]
    text = "\n".join(["\t".join(columns), *lines]) + "\n"
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(lines)} rows")


def shown(parts):
    """Returns all actors of some gazetteers, as the program reads them."""
    command = [ACTAG, "show", "--format", "json"]
    for part in parts:
        command += ["-g", str(part)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return json.loads(done.stdout)
