"""The recipes run."""

import pathlib
import subprocess
import sys

import pytest

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples"
REPOSITORY = EXAMPLES.parents[1]


@pytest.mark.parametrize("name", ["pandas", "polars", "duckdb"])
def test_recipes(name, tmp_path):
    command = [sys.executable, str(EXAMPLES / f"with_{name}.py")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "united-states" in done.stdout or "United States" in done.stdout


def test_the_notebook(tmp_path):
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("networkx")
    import pandas

    table = pandas.read_json(REPOSITORY / "data" / "wire.jsonl", lines=True, convert_dates=False)
    table.to_parquet(tmp_path / "news.parquet")
    notebook = nbformat.read(EXAMPLES / "news.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert sum(cell.source.count("\n") + 1 for cell in code) <= 30
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": tmp_path}}).execute()
    shown = [output.get("data", {}) for cell in code for output in cell.outputs]
    assert "<mark" in shown[0]["text/html"]
    assert sum("image/png" in one for one in shown) == 2
