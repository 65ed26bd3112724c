"""Tables in, tables out: the same rows as the program, from every library."""

import gc
import threading
import warnings

import pyarrow
import pyarrow.compute
import pytest

import actag
from conftest import as_csv

COLUMNS = {"text": "text", "id": "id", "date": "date"}


@pytest.fixture(scope="module")
def mentions(tagger, news):
    return tagger.tag_table(news, **COLUMNS).to_arrow()


@pytest.mark.parametrize("nested", [False, True])
def test_rows_are_those_of_the_program(tagger, news, of_program, nested):
    of_program = of_program("mentions", *(["--nested"] if nested else []))
    table = tagger.tag_table(news, **COLUMNS, nested=nested).to_arrow()
    assert table.column_names == list(of_program[0])
    rows = [{name: cell for name, cell in row.items() if name != "doc_key"} for row in of_program]
    assert len(rows) > 100 and as_csv(table) == rows


def test_rows_of_every_library_are_the_same(tagger, news, mentions):
    import duckdb
    import polars

    by_pandas = tagger.tag_table(news.to_pandas(), **COLUMNS)
    assert by_pandas.to_arrow() == mentions
    by_polars = tagger.tag_table(polars.DataFrame(news), **COLUMNS)
    assert by_polars.to_arrow() == mentions
    news_ = news  # noqa: F841, DuckDB finds it by its name
    by_duckdb = tagger.tag_table(duckdb.sql("SELECT * FROM news_"), **COLUMNS)
    assert by_duckdb.to_arrow() == mentions
    batches = pyarrow.RecordBatchReader.from_batches(news.schema, iter(news.to_batches(7)))
    assert tagger.tag_table(batches, **COLUMNS).to_arrow() == mentions
    (batch,) = news.combine_chunks().to_batches()
    assert tagger.tag_table(batch, **COLUMNS).to_arrow() == mentions


def test_every_library_reads_the_rows(tagger, news, mentions):
    import duckdb
    import polars

    tag = lambda: tagger.tag_table(news, **COLUMNS)
    frame = tag().to_pandas()
    assert list(frame.actor_id) == mentions["actor_id"].to_pylist()
    assert frame.codes[0] == dict(mentions["codes"][0].as_py())
    assert tag().to_polars()["start"].to_list() == mentions["start"].to_pylist()
    assert polars.DataFrame(tag()).height == len(mentions)
    rows = tag().to_reader()  # noqa: F841, the same
    count = duckdb.sql("SELECT count(*), sum(start) FROM rows").fetchall()[0]
    assert count == (len(mentions), pyarrow.compute.sum(mentions["start"]).as_py())
    assert pyarrow.schema(tag()) == mentions.schema


def test_types(mentions):
    of = {field.name: field.type for field in mentions.schema}
    assert (of["start"], of["date"]) == (pyarrow.int64(), pyarrow.date32())
    codes = of["codes"]
    assert codes.key_type == codes.item_type == pyarrow.string()
    assert of["candidates"].value_type == pyarrow.string()
    assert not any(pyarrow.types.is_unsigned_integer(one) for one in of.values())


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_order_does_not_depend_on_threads(tagger, news, mentions, threads):
    assert tagger.tag_table(news, **COLUMNS, threads=threads).to_arrow() == mentions


def test_offsets(tagger):
    table = pyarrow.table({"t": ["\U0001f30d é Iran"]})
    for unit, start in [("chars", 4), ("bytes", 8), ("utf16", 5)]:
        rows = tagger.tag_table(table, text="t", offsets=unit).to_arrow()
        assert rows["start"].to_pylist() == [start]


def test_columns_of_many_types(tagger):
    days = pyarrow.array(["2017-06-15"] * 3)
    date = days.cast(pyarrow.date32())
    for dates in [
        days,
        date,
        date.cast(pyarrow.date64()),
        date.cast(pyarrow.timestamp("ns")),
        pyarrow.compute.assume_timezone(days.cast(pyarrow.timestamp("us")), "Asia/Tokyo"),
        days.dictionary_encode(),
    ]:
        for texts in [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()]:
            table = pyarrow.table({"t": pyarrow.array(["Iran", None, "Iran"], texts), "d": dates})
            with pytest.warns(actag.SkippedWarning, match="1 no-text"):
                rows = tagger.tag_table(table, text="t", date="d").to_arrow()
            assert [str(day) for day in rows["date"].to_pylist()] == ["2017-06-15"] * 2
            assert rows["doc_key"].to_pylist() == ["0", "2"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"text": "body"}, "no column `body`; the columns are id, text"),
        ({"text": "id"}, "column `id` has the type Int64, and must hold texts; cast it"),
        ({"text": "text", "date": "id"}, "must hold dates, times or texts; cast it"),
        ({"text": "text", "table": "pairs"}, "not `pairs`"),
        ({"text": "text", "offsets": "words"}, "not `words`"),
        ({"text": "text", "threads": 0}, "threads is at least 1"),
    ],
)
def test_mistakes_are_reported_at_once(tagger, columns, message):
    table = pyarrow.table({"id": [1, 2], "text": ["Iran", "Iraq"]})
    with pytest.raises(ValueError, match=message):
        tagger.tag_table(table, **columns)


@pytest.mark.parametrize("source", [{"text": ["Iran"]}, ["Iran"], None, "news.csv"])
def test_what_is_no_table(tagger, source):
    with pytest.raises(actag.TableError, match="gives no Arrow data"):
        tagger.tag_table(source, text="text")


def test_ids_must_tell_documents_apart(tagger):
    import polars

    table = pyarrow.table({"id": ["a", "b", "a"], "t": ["Iran"] * 3})
    message = "row 2 has the id `a`, as an earlier row has"
    tag = lambda **options: tagger.tag_table(table, text="t", id="id", **options)
    with pytest.raises(actag.TableError, match=message):
        tag().to_arrow()
    with pytest.raises(actag.TableError, match=message):
        tag().to_pandas()
    with pytest.raises(actag.TableError, match=message):
        tag().to_polars()
    with pytest.raises(Exception, match=message):
        polars.DataFrame(tag())
    assert len(tag(unique=False).to_arrow()) == 3


def test_what_is_skipped_is_told(tagger):
    table = pyarrow.table(
        {
            "id": ["a", "b", None, "d"],
            "t": ["Iran", None, "Iran", "Iran"],
            "d": ["soon", None, None, None],
        }
    )
    tagged = tagger.tag_table(table, text="t", id="id", date="d")
    with pytest.warns(
        actag.SkippedWarning, match="1 no-id, 1 no-text, 1 bad-date; first row 0, `a`"
    ):
        assert len(tagged.to_arrow()) == 2
    assert tagged.documents == 2
    assert tagged.skipped == {"no-id": 1, "no-text": 1, "bad-date": 1}
    with pytest.warns(actag.SkippedWarning):
        skipped = tagger.tag_table(table, text="t", id="id", date="d", table="skipped").to_arrow()
    assert skipped["row"].to_pylist() == [0, 1, 2]
    assert skipped["kind"].to_pylist() == ["bad-date", "no-text", "no-id"]
    # Where warnings are errors, this one is.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(actag.TableError, match="rows that were not tagged"):
            tagger.tag_table(table, text="t", id="id", date="d").to_arrow()


def test_rows_can_be_taken_once(tagger):
    tagged = tagger.tag_table(pyarrow.table({"t": ["Iran"]}), text="t")
    assert len(tagged.to_arrow()) == 1
    with pytest.raises(actag.TableError, match="taken already"):
        tagged.to_arrow()


def endless(asked):
    """Batches without end, each a chunk of work."""
    text = "Iran " + "word " * (1 << 18)
    schema = pyarrow.schema({"t": pyarrow.string()})

    def batches():
        while True:
            asked.append(None)
            yield pyarrow.record_batch({"t": [text]}, schema=schema)

    return pyarrow.RecordBatchReader.from_batches(schema, batches())


def test_a_source_is_read_as_far_as_rows_are_taken(tagger):
    asked = []
    rows = tagger.tag_table(endless(asked), text="t", threads=2).to_reader()
    assert asked == []
    for taken in range(1, 30):
        assert len(rows.read_next_batch()) == 1
        assert len(asked) <= taken + 5
    # Left in the middle: nothing waits, nothing is left behind.
    del rows
    gc.collect()


def test_a_source_that_raises_is_an_error(tagger):
    schema = pyarrow.schema({"t": pyarrow.string()})

    def batches():
        yield pyarrow.record_batch({"t": ["Iran"]}, schema=schema)
        raise RuntimeError("the network is down")

    source = pyarrow.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises(actag.TableError, match="the network is down"):
        tagger.tag_table(source, text="t").to_arrow()


def test_texts_that_are_not_utf_8_are_an_error(tagger):
    for bad in [b"Iran \xff", b"\xed\xa0\x80", b"\xc3", b"\xf8\x88\x80\x80\x80"]:
        offsets = pyarrow.py_buffer((0).to_bytes(4, "little") + len(bad).to_bytes(4, "little"))
        buffers = [None, offsets, pyarrow.py_buffer(bad)]
        text = pyarrow.Array.from_buffers(pyarrow.string(), 1, buffers)
        with pytest.raises(actag.TableError, match="(?i)utf"):
            tagger.tag_table(pyarrow.table({"t": text}), text="t").to_arrow()


def test_other_threads_go_on_meanwhile(tagger):
    text = "Iran and Iraq met in Baghdad. " * 40_000
    table = pyarrow.table({"t": [text] * 8})
    steps, done = [], threading.Event()

    def count():
        while not done.is_set():
            steps.append(None)

    counter = threading.Thread(target=count)
    counter.start()
    before = len(steps)
    rows = tagger.tag_table(table, text="t").to_arrow()
    during = len(steps) - before
    done.set()
    counter.join()
    assert len(rows) == 8 * 3 * 40_000 and during > 1000


def test_pandas_columns_that_arrow_cannot_hold_do_not_matter(tagger):
    import pandas

    frame = pandas.DataFrame({"t": ["Iran", "Iraq"], "mixed": [1, "one"], "id": [3, 4]})
    rows = tagger.tag_table(frame[frame.id > 3], text="t", id="id").to_arrow()
    assert rows["doc_key"].to_pylist() == ["4"]
