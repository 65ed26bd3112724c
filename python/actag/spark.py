"""Tables of Spark: texts in, mentions out, on as many machines as the cluster has.

>>> import actag.spark
>>> mentions = actag.spark.tag(news, text="body", id="url", date="published")  # doctest: +SKIP

Each task tags on one thread, and each Python worker loads the gazetteers once. `actors`, `pairs`
and `documents` add up mentions in Spark; nothing is collected on the driver. All of it works on
streams as on tables, as far as Spark can add up a stream.
"""

from __future__ import annotations

import atexit
import itertools
import os
import pathlib
import shutil
import tempfile
import threading
import warnings
import zipfile
from typing import Any, Callable, Iterator, Optional, Sequence, Union

import pyarrow
from pyspark import SparkFiles
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import DateType, NullType, StringType, TimestampNTZType, TimestampType

from . import _actag
from ._tagger import Tagger
from ._types import SkippedWarning, TableError

Paths = Union[str, "os.PathLike[str]", Sequence[Union[str, "os.PathLike[str]"]], None]
Source = Union[str, Column]

# As in the table `pairs` of the program.
_MOST_PAIRED = 200
_MOST_IN_SENTENCE = 50


def tag(
    df: DataFrame,
    *,
    text: Source,
    id: Source,
    date: Optional[Source] = None,
    title: Optional[Source] = None,
    gazetteers: Paths = None,
    nested: bool = False,
    short_names: str = "country",
    offsets: str = "chars",
    max_document: int = 1 << 30,
) -> DataFrame:
    """Returns a row for each mention in the texts of a table, with the columns of `mentions`.

    A row that cannot be tagged has no mentions; `skipped` lists such rows. That no two documents
    share an id is for the caller to see to: `repeated_ids` lists those that do.

    Args:
        df: A table, or a stream.
        text: The column of the texts.
        id: The column that tells documents apart; it becomes `doc_key` and `doc_id`.
        date: The column of dates, times or texts.
        title: The column of titles, which are tagged, too; `field` says where a mention is.
        gazetteers: Folders or files of gazetteers on the driver, which are sent to the workers;
            those that come with actag, where it is not said.
        nested, short_names, offsets, max_document: As for `Tagger`, and for `Tagger.tag_table`.

    Raises:
        TableError: If a column is of a type that cannot be read.
        GazetteerError: If there are mistakes in the gazetteers.
    """
    return _made(
        "mentions",
        df,
        {"text": text, "id": id, "date": date, "title": title},
        _Shipment.of(df, gazetteers, nested, short_names),
        {"nested": nested, "offsets": offsets, "max_document": max_document},
    )


def skipped(
    df: DataFrame,
    *,
    text: Source,
    id: Source,
    date: Optional[Source] = None,
    max_document: int = 1 << 30,
) -> DataFrame:
    """Returns a row for each document that `tag` does not tag, or not in all: `doc_key`, `kind`,
    `reason`, `remedy`. Nothing is tagged for it, and it takes little time."""
    rows = _made(
        "skipped",
        df,
        {"text": text, "id": id, "date": date},
        _Shipment((), "", False, "country"),
        {"nested": False, "max_document": max_document},
    )
    # A row has a number in its task alone.
    return rows.drop("row")


def repeated_ids(df: DataFrame, *, id: Source) -> DataFrame:
    """Returns the ids that several documents have, with how many: their mentions cannot be told
    apart."""
    ids = df.select(_column(df, id).cast("string").alias("doc_key")).where("doc_key IS NOT NULL")
    counts = ids.groupBy("doc_key").agg(F.count(F.lit(1)).alias("documents"))
    return counts.where("documents > 1")


def documents(
    df: DataFrame,
    mentions: DataFrame,
    *,
    text: Source,
    id: Source,
    title: Optional[Source] = None,
) -> DataFrame:
    """Returns a row for each document that was tagged, also where nothing is found: `doc_key`,
    `title`, `chars`, `mentions`, `actors`, `text_hash`, as in the table `documents`."""
    found = _outer(mentions).groupBy("doc_key")
    counts = found.agg(
        F.count(F.lit(1)).alias("mentions"), F.count_distinct("actor_id").alias("actors")
    )
    texts = _column(df, text)
    own = df.select(
        _column(df, id).cast("string").alias("doc_key"),
        (F.lit(None).cast("string") if title is None else _column(df, title)).alias("title"),
        F.length(texts).cast("long").alias("chars"),
        F.substring(F.sha2(texts.cast("binary"), 256), 1, 32).alias("text_hash"),
    ).where("doc_key IS NOT NULL AND trim(doc_key) <> '' AND chars IS NOT NULL")

    def count(name: str) -> Column:
        return F.coalesce(name, F.lit(0).cast("long")).alias(name)

    joined = own.join(counts, "doc_key", "left")
    return joined.select(
        "doc_key", "title", "chars", count("mentions"), count("actors"), "text_hash"
    )


def actors(mentions: DataFrame, *, gazetteers: Paths = None) -> DataFrame:
    """Returns a row for each actor that is named, with the columns of the table `actors`; in no
    order. The gazetteers, which tell what they are besides, must be those of the mentions."""
    named = _named(mentions).groupBy("actor_id")
    counts = named.agg(
        F.count(F.lit(1)).alias("mentions"),
        F.count_distinct("doc_key").alias("documents"),
        F.min("date").alias("first_date"),
        F.max("date").alias("last_date"),
    )
    known = _known(mentions, gazetteers)
    return counts.join(F.broadcast(known), "actor_id").select(
        "actor_id", *known.columns[1:], "mentions", "documents", "first_date", "last_date"
    )


def pairs(
    mentions: DataFrame, *, gazetteers: Paths = None, placeholders: bool = False
) -> DataFrame:
    """Returns a row for each pair of actors that are named in one document, with the columns of the
    table `pairs`, and by its rules: of a document with more than 200 actors only those of one
    sentence are pairs. In no order."""
    known = F.broadcast(_known(mentions, gazetteers))
    named = _named(mentions).select("doc_key", "date", "actor_id", "sentence").distinct()
    if not placeholders:
        named = named.join(known.where("placeholder").select("actor_id"), "actor_id", "left_anti")
    each = named.select("doc_key", "date", "actor_id").distinct()
    many = each.groupBy("doc_key").count().where(F.col("count") > _MOST_PAIRED).select("doc_key")
    # Such a document has pairs of one sentence alone, and of no list.
    listed = named.join(many, "doc_key", "left_semi").groupBy("doc_key", "sentence").count()
    listed = listed.where(F.col("count") > _MOST_IN_SENTENCE).select("doc_key", "sentence")
    together = _twice(named.join(listed, ["doc_key", "sentence"], "left_anti"), "sentence")
    by_sentence = together.groupBy("doc_key", "date", "actor_a", "actor_b").agg(
        F.count(F.lit(1)).alias("sentences")
    )
    # Those of other documents need not be in one sentence.
    apart = _twice(each.join(many, "doc_key", "left_anti")).withColumn("sentences", F.lit(0))
    keys = ["doc_key", "date", "actor_a", "actor_b"]
    parts = by_sentence.unionByName(apart).groupBy(*keys).agg(F.sum("sentences").alias("sentences"))
    counts = parts.groupBy("actor_a", "actor_b").agg(
        F.sum("sentences").alias("sentences"),
        F.count(F.lit(1)).alias("documents"),
        F.min("date").alias("first_date"),
        F.max("date").alias("last_date"),
    )
    for side in "ab":
        of_side = known.select(
            F.col("actor_id").alias(f"actor_{side}"),
            F.col("actor_name").alias(f"name_{side}"),
            F.col("type").alias(f"type_{side}"),
        )
        counts = counts.join(of_side, f"actor_{side}")
    columns = ["actor_a", "name_a", "type_a", "actor_b", "name_b", "type_b"]
    return counts.select(*columns, "sentences", "documents", "first_date", "last_date")


def _twice(named: DataFrame, *more: str) -> DataFrame:
    """Returns the pairs of actors that share a document, and what else is named."""
    first = named.withColumnRenamed("actor_id", "actor_a")
    second = named.select("doc_key", *more, F.col("actor_id").alias("actor_b"))
    return first.join(second, ["doc_key", *more]).where("actor_a < actor_b")


def _outer(mentions: DataFrame) -> DataFrame:
    """Returns mentions without those inside others."""
    nested = "parent_start" in mentions.columns
    return mentions.where("parent_start IS NULL") if nested else mentions


def _named(mentions: DataFrame) -> DataFrame:
    """Returns the mentions that count: neither nested nor ambiguous."""
    return _outer(mentions).where("actor_id IS NOT NULL")


def _known(mentions: DataFrame, gazetteers: Paths) -> DataFrame:
    """Returns what the gazetteers know of their actors."""
    tagger = _tagger(_listed(gazetteers), False, "country")
    rows = [
        (one.id, one.name, one.type, one.country, one.placeholder, one.codes)
        for one in tagger.actors()
    ]
    schema = (
        "actor_id string, actor_name string, type string, country string, placeholder boolean,"
        " codes map<string, string>"
    )
    return mentions.sparkSession.createDataFrame(rows, schema)


def _column(df: DataFrame, column: Source) -> Column:
    return df[column] if isinstance(column, str) else column


def _made(
    table: str,
    df: DataFrame,
    columns: dict[str, Optional[Source]],
    shipment: _Shipment,
    options: dict[str, Any],
) -> DataFrame:
    """Returns a table that workers make of some columns of another one."""
    named = {name: _column(df, column) for name, column in columns.items() if column is not None}
    # Only these go to the workers, by names of our own.
    taken = df.select(*(column.alias(name) for name, column in named.items()))
    taken = taken.select(*(_readable(taken, name) for name in named))
    names = {name: name for name in named}
    options = {**options, **names, "table": table, "threads": 1, "unique": False}

    def make(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        return _tag_batches(batches, shipment, options)

    return taken.mapInArrow(make, _schema(table, options["nested"]))


def _readable(taken: DataFrame, name: str) -> Column:
    """Returns a column as a type that the tagger reads.

    Raises:
        TableError: If there is no such type.
    """
    found = taken.schema[name].dataType
    column = F.col(name)
    if isinstance(found, (StringType, NullType)):
        return column.cast("string").alias(name)
    if name == "id" and found.typeName() in ("byte", "short", "integer", "long"):
        return column.cast("string").alias(name)
    if name == "date" and isinstance(found, (DateType, TimestampType, TimestampNTZType)):
        # The day in the time zone of the session, as Spark shows it.
        return column.cast("date").alias(name)
    wanted = {"id": "texts or whole numbers", "date": "dates, times or texts"}.get(name, "texts")
    raise TableError(
        f"the column for `{name}` has the type {found.simpleString()}, and must hold {wanted};"
        " cast it"
    )


def _schema(table: str, nested: bool) -> Any:
    """Returns the columns of a table as Spark has them."""

    class Columns:
        def __arrow_c_schema__(self) -> Any:
            return _actag.table_schema(table, nested)

    return from_arrow_schema(pyarrow.schema(Columns()))


def _tag_batches(
    batches: Iterator[pyarrow.RecordBatch], shipment: _Shipment, options: dict[str, Any]
) -> Iterator[pyarrow.RecordBatch]:
    """Tags the batches of one task."""
    first = next(batches, None)
    if first is None:
        return
    rows = itertools.chain([first], batches)
    source = pyarrow.RecordBatchReader.from_batches(first.schema, rows)
    tagged = shipment.tagger(options["table"]).tag_table(source, **options)
    with warnings.catch_warnings():
        # `skipped` lists them.
        warnings.simplefilter("ignore", SkippedWarning)
        yield from tagged.to_reader()


class _Shipment:
    """Gazetteers on their way to the workers: the name of an archive, and what is in it."""

    def __init__(self, paths: tuple[str, ...], hash: str, nested: bool, short_names: str) -> None:
        self.paths = paths
        self.hash = hash
        self.nested = nested
        self.short_names = short_names

    @classmethod
    def of(cls, df: DataFrame, gazetteers: Paths, nested: bool, short_names: str) -> _Shipment:
        """Sends gazetteers to the workers of a table; mistakes in them are seen here."""
        paths = _listed(gazetteers)
        if not paths:
            return cls((), "", nested, short_names)
        tagger = Tagger(*paths, nested=nested, short_names=short_names)
        shipment = cls(paths, tagger.hash, nested, short_names)
        context = df.sparkSession.sparkContext
        if shipment.name not in {os.path.basename(one) for one in context.listFiles}:
            context.addFile(shipment.pack())
        return shipment

    @property
    def name(self) -> str:
        return f"actag-{self.hash[:32]}.zip"

    def pack(self) -> str:
        """Writes the archive: each path in a folder of its own, by its number."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="actag-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        archive = folder / self.name
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for number, path in enumerate(map(pathlib.Path, self.paths)):
                files = [path] if path.is_file() else sorted(path.rglob("*"))
                for file in files:
                    if file.is_file():
                        inside = file.relative_to(path.parent).as_posix()
                        packed.write(file, f"{number}/{inside}")
        return str(archive)

    def tagger(self, table: str) -> Tagger:
        """Returns the tagger of this worker."""
        if table == "skipped":
            return _blank()
        if not self.paths:
            return _tagger((), self.nested, self.short_names)
        return _once((self.hash, self.nested, self.short_names), self.unpacked)

    def unpacked(self) -> Tagger:
        """Loads what was sent."""
        names = [pathlib.Path(path).name for path in self.paths]
        with tempfile.TemporaryDirectory(prefix="actag-") as folder:
            with zipfile.ZipFile(SparkFiles.get(self.name)) as packed:
                packed.extractall(folder)
            paths = [pathlib.Path(folder, str(number), name) for number, name in enumerate(names)]
            tagger = Tagger(*paths, nested=self.nested, short_names=self.short_names)
        if tagger.hash != self.hash:
            raise TableError("the gazetteers that came here are not those that were sent")
        return tagger


def _listed(gazetteers: Paths) -> tuple[str, ...]:
    if gazetteers is None:
        return ()
    if isinstance(gazetteers, (str, os.PathLike)):
        gazetteers = [gazetteers]
    return tuple(os.path.abspath(path) for path in gazetteers)


# Taggers of this process, by the hash of their gazetteers and their options.
_taggers: dict[Any, Tagger] = {}
_lock = threading.Lock()


def _once(key: Any, load: Callable[[], Tagger]) -> Tagger:
    """Returns the tagger of a key, loaded the first time."""
    with _lock:
        if key not in _taggers:
            _taggers[key] = load()
        return _taggers[key]


def _tagger(paths: tuple[str, ...], nested: bool, short_names: str) -> Tagger:
    if paths:
        # Files may have changed.
        return Tagger(*paths, nested=nested, short_names=short_names)

    def load() -> Tagger:
        return Tagger(nested=nested, short_names=short_names)

    return _once((nested, short_names), load)


def _blank() -> Tagger:
    """Returns a tagger that knows one actor, for rows of which nothing is tagged."""

    def load() -> Tagger:
        with tempfile.TemporaryDirectory(prefix="actag-") as folder:
            path = pathlib.Path(folder, "none.yaml")
            path.write_text("type: place\nactors:\n  - {id: none, name: None}\n", encoding="utf-8")
            return Tagger(path)

    return _once("blank", load)


__all__ = ["actors", "documents", "pairs", "repeated_ids", "skipped", "tag"]
