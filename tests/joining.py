#!/usr/bin/env python3
"""Run the examples of docs/joining.md on the made-up tables of tests/joining.

    python3 tests/joining.py ACTAG [--write]

Python with pandas is needed, and R where it is there: without Rscript its examples are left out,
which is said. What they print must be in tests/joining/python.txt and r.txt; --write writes these.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "joining"


def main(actag, write):
    page = (ROOT / "docs" / "joining.md").read_text(encoding="utf-8")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for table in [*TABLES.glob("*.csv"), *TABLES.glob("*.jsonl")]:
            shutil.copy(table, folder)
        # The command of the page, with the gazetteers of this checkout.
        command = re.search(r"^\$ actag (.*)$", page, re.M)[1].split()
        gazetteers = ["--gazetteers", str(ROOT / "gazetteers"), "--quiet"]
        subprocess.run([actag, *command, *gazetteers], cwd=folder, check=True)
        for language, program in [("python", [sys.executable, "-"]), ("r", ["Rscript", "-"])]:
            if not shutil.which(program[0]):
                print(f"{program[0]} is not there: the examples in {language} are not run")
                continue
            code = "\n".join(re.findall(rf"^```{language}\n(.*?)^```", page, re.M | re.S))
            done = subprocess.run(
                program, cwd=folder, input=code, capture_output=True, encoding="utf-8"
            )
            wanted = TABLES / f"{language}.txt"
            if done.returncode:
                sys.exit(f"the examples in {language} fail:\n{done.stderr}")
            if write:
                wanted.write_text(done.stdout, encoding="utf-8")
            elif done.stdout != wanted.read_text(encoding="utf-8"):
                print(f"the examples in {language} print something else:\n{done.stdout}")
                wrong += 1
    sys.exit(wrong)


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()), "--write" in sys.argv)
