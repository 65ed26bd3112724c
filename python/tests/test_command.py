"""The command of the package is the program."""

import subprocess
import sys

import actag


def run(*arguments, **options):
    command = [sys.executable, "-m", "actag", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", **options)


def test_it_runs_and_has_the_version():
    assert run("--version").stdout.strip() == f"actag {actag.__version__}"
    assert "Usage: actag" in run("--help").stdout
    assert "[Iran]" in run("explain", "Iran said").stdout


def test_exit_codes(tmp_path):
    assert run("tag").returncode == 2
    (tmp_path / "a.yaml").write_text("actors:\n  - {id: a}\n")
    checked = run("check", str(tmp_path))
    assert checked.returncode == 1 and "a.yaml:2:5" in checked.stdout + checked.stderr


def test_a_corpus(tmp_path):
    (tmp_path / "a.txt").write_text("Iran said")
    done = run("tag", "a.txt", "--out", "tables", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Iran" in (tmp_path / "tables" / "mentions.csv").read_text()
