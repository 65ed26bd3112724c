"""Spark with worker processes of its own: the rows of the program, also where a worker dies."""

import os
import pathlib
import signal
import sys
import threading
import time

import pyarrow
import pytest

import actag
from conftest import as_csv

pyspark = pytest.importorskip("pyspark")

import actag.spark  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import functions as F  # noqa: E402

COLUMNS = {"text": "text", "id": "id", "date": "date"}
# Two executors of one processor each.
MASTER = os.environ.get("ACTAG_SPARK_MASTER", "local-cluster[2,1,1024]")


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
    home = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(home),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(home),
        # A task that is lost runs again.
        "spark.task.maxFailures": "8",
    }
    builder = SparkSession.builder.master(MASTER).appName("actag")
    for name, value in settings.items():
        builder = builder.config(name, value)
    before = os.getcwd()
    os.chdir(home)  # Where local-cluster keeps the work of its workers.
    session = builder.getOrCreate()
    yield session
    session.stop()
    os.chdir(before)


@pytest.fixture(scope="module")
def frame(spark, news):
    return spark.createDataFrame(news.to_pandas()).repartition(3)


@pytest.fixture(scope="module")
def mentions(frame):
    return actag.spark.tag(frame, **COLUMNS).cache()


def in_order(rows, *keys):
    return sorted(rows, key=lambda row: [row[key] for key in keys])


def as_rows(df):
    return as_csv(df.toArrow())


def test_mentions_are_those_of_the_program(mentions, of_program):
    program = [
        {name: cell for name, cell in row.items() if name != "doc_key"} for row in of_program()
    ]
    rows = as_rows(mentions)
    assert list(rows[0]) == list(program[0])
    key = lambda row: (row["doc_id"], int(row["start"]))
    assert sorted(rows, key=key) == sorted(program, key=key)


def test_actors_are_those_of_the_program(mentions, of_program):
    rows = as_rows(actag.spark.actors(mentions))
    for row in rows:
        row["placeholder"] = row["placeholder"].lower()
        row["codes"] = ";".join(sorted(row["codes"].split(";")))
    program = of_program("actors")
    for row in program:
        row["codes"] = ";".join(sorted(row["codes"].split(";")))
    assert in_order(rows, "actor_id") == in_order(program, "actor_id")


def test_pairs_are_those_of_the_program(mentions, of_program):
    for placeholders in [False, True]:
        rows = as_rows(actag.spark.pairs(mentions, placeholders=placeholders))
        program = of_program("pairs", *(["--pair-placeholders"] if placeholders else []))
        keys = ["actor_a", "actor_b"]
        assert len(rows) > 100 and in_order(rows, *keys) == in_order(program, *keys)


def test_documents_are_those_of_the_program(frame, mentions, of_program):
    rows = as_csv(
        actag.spark.documents(frame, mentions, text="text", id="id")
        .toArrow()
        .rename_columns(["doc_id", "title", "chars", "mentions", "actors", "text_hash"])
    )
    names = ["doc_id", "chars", "mentions", "actors", "text_hash"]
    of = lambda rows: in_order([{name: row[name] for name in names} for row in rows], "doc_id")
    assert of(rows) == of(of_program("documents"))


def test_pairs_of_long_lists(spark, tmp_path):
    # 210 actors in one document: only those of one sentence are pairs, and of no list of 51.
    names = [f"Quux{number}" for number in range(210)]
    entries = "".join(f"  - {{id: q{n}, name: Quux{n}}}\n" for n in range(210))
    (tmp_path / "q.yaml").write_text(f"type: militia\nactors:\n{entries}", encoding="utf-8")
    text = f"{', '.join(names[:51])}. Then {names[60]} met {names[61]}. " + ". ".join(names[62:])
    text += f". {' and '.join(names[51:60])}."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    mine = str(tmp_path / "q.yaml")
    df = spark.createDataFrame([("a.txt", text)], "id string, text string")
    mentions = actag.spark.tag(df, text="text", id="id", gazetteers=mine)
    rows = actag.spark.pairs(mentions, gazetteers=mine).collect()
    found = {(row.actor_a, row.actor_b, row.sentences, row.documents) for row in rows}
    import subprocess

    command = [sys.executable, "-m", "actag", "tag", "a.txt", "-g", "q.yaml", "--out", "tables"]
    subprocess.run([*command, "--quiet"], check=True, cwd=tmp_path)
    lines = (tmp_path / "tables" / "pairs.csv").read_text().splitlines()[1:]
    program = [line.split(",") for line in lines]
    assert found == {(row[0], row[3], int(row[6]), int(row[7])) for row in program}
    assert len(found) == 1 + 9 * 8 // 2


def test_gazetteers_of_ones_own_are_sent(spark, tmp_path):
    folder = tmp_path / "mine"
    (folder / "more").mkdir(parents=True)
    (folder / "a.yaml").write_text("type: militia\nactors:\n  - {id: zaytun, name: Zaytun}\n")
    (folder / "more" / "b.csv").write_text("id,name,type\nrumman,Rumman,militia\n")
    df = spark.createDataFrame([(1, "Zaytun met Rumman and Iran")], "id int, text string")
    tag = lambda: actag.spark.tag(df, text="text", id="id", gazetteers=folder)
    assert [row.actor_id for row in tag().collect()] == ["zaytun", "rumman"]
    # Edited: the workers take the new ones.
    (folder / "more" / "b.csv").write_text("id,name,type\ntuffah,Rumman,militia\n")
    assert [row.actor_id for row in tag().collect()] == ["zaytun", "tuffah"]
    (folder / "c.yaml").write_text("actors:\n  - {id: a}\n")
    with pytest.raises(actag.GazetteerError, match="c.yaml:2"):
        tag()


def test_bad_records_are_rows_of_their_own(spark):
    rows = [
        ("a", "Iran", "soon"),
        (None, "Iran", None),
        ("c", None, None),
        ("d", "Iran", "2020-01-01"),
    ]
    df = spark.createDataFrame(rows, "key string, body string, day string")
    columns = {"text": "body", "id": "key", "date": "day"}
    assert sorted(row.doc_key for row in actag.spark.tag(df, **columns).collect()) == ["a", "d"]
    found = actag.spark.skipped(df, **columns).collect()
    assert sorted((row.doc_key or "", row.kind) for row in found) == [
        ("", "no-id"),
        ("a", "bad-date"),
        ("c", "no-text"),
    ]
    again = actag.spark.repeated_ids(df.union(df), id="key").collect()
    assert sorted((row.doc_key, row.documents) for row in again) == [("a", 2), ("c", 2), ("d", 2)]


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("timestamp '2017-06-15 23:30:00'", "2017-06-15"),
        ("timestamp_ntz '2017-06-15 23:30:00'", "2017-06-15"),
        ("date '2017-06-15'", "2017-06-15"),
        ("'15 June 2017'", "2017-06-15"),
        ("NULL", "None"),
    ],
)
def test_dates_of_every_type(spark, expression, found):
    df = spark.sql(f"SELECT 7L AS id, 'Iran' AS text, {expression} AS date")
    (row,) = actag.spark.tag(df, text="text", id="id", date="date").collect()
    assert (row.doc_key, str(row.date)) == ("7", found)


def test_columns_that_cannot_be_read(spark):
    df = spark.sql("SELECT 1.5D AS id, array('Iran') AS text, 1 AS day, 'Iran' AS t, 'a' AS i")
    for columns, message in [
        ({"text": "t", "id": "id"}, "`id` has the type double, and must hold texts or whole"),
        ({"text": "text", "id": "i"}, "`text` has the type array<string>, and must hold texts"),
        ({"text": "t", "id": "i", "date": "day"}, "`date` has the type int, and must hold dates"),
    ]:
        with pytest.raises(actag.TableError, match=message):
            actag.spark.tag(df, **columns)
    # A part of a column is a column.
    nested = spark.sql("SELECT named_struct('t', 'Iran') AS a, 'a' AS i")
    rows = actag.spark.tag(nested, text=F.col("a.t"), id="i").collect()
    assert [row.actor_id for row in rows] == ["iran"]


def test_tasks_without_rows(spark):
    df = spark.createDataFrame([("a", "Iran")], "id string, text string").repartition(8)
    assert actag.spark.tag(df, text="text", id="id").count() == 1
    assert actag.spark.tag(df.where("id = 'b'"), text="text", id="id").count() == 0


def test_a_stream(spark, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.json").write_text('{"id": "a", "text": "Iran said"}\n')
    stream = spark.readStream.schema("id string, text string").json(str(tmp_path / "in"))
    tagged = actag.spark.tag(stream, text="text", id="id")
    query = (
        tagged.writeStream.format("memory").queryName("found").trigger(availableNow=True).start()
    )
    assert query.awaitTermination(120)
    assert [row.actor_id for row in spark.table("found").collect()] == ["iran"]


def executors():
    """The executors of the driver that this process started."""
    parents, names = {}, {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
                names[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])

    def is_ours(pid):
        while pid in parents:
            if pid == os.getpid():
                return True
            pid = parents[pid]
        return False

    return [
        pid
        for pid, name in names.items()
        if "CoarseGrainedExecutorBackend" in name and is_ours(pid)
    ]


@pytest.mark.skipif(not MASTER.startswith("local-cluster"), reason="no executors of their own")
def test_a_worker_that_dies_is_no_matter(spark, news):
    copies = [
        {**row, "id": f"{row['id']}#{copy}"} for row in news.to_pylist() for copy in range(20)
    ]
    wanted = actag.Tagger().tag_table(pyarrow.Table.from_pylist(copies), **COLUMNS).to_arrow()

    def slowly(batches):
        for batch in batches:
            time.sleep(0.4)
            yield batch

    df = spark.createDataFrame(pyarrow.Table.from_pylist(copies).to_pandas()).repartition(24)
    slow = df.mapInArrow(slowly, df.schema)
    found = {}
    job = threading.Thread(
        target=lambda: found.update(rows=actag.spark.tag(slow, **COLUMNS).toArrow())
    )
    tracker = spark.sparkContext.statusTracker()
    job.start()
    killed = None
    while killed is None and job.is_alive():
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numTasks == 24 and stage.numCompletedTasks >= 2 for stage in stages):
            killed = executors()[0]
            os.kill(killed, signal.SIGKILL)
        time.sleep(0.05)
    job.join()
    assert killed is not None and killed not in executors()
    key = lambda row: (row["doc_id"], int(row["start"]))
    assert sorted(as_csv(found["rows"]), key=key) == sorted(as_csv(wanted), key=key)
