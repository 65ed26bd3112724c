"""Polars: tagged lazily, batch by batch, so that neither texts nor mentions fill the memory."""

import pathlib
import tempfile

import actag
import polars

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
COLUMNS = {"text": "text", "id": "id", "date": "date"}

tagger = actag.Tagger()
news = polars.scan_ndjson(DATA / "wire.jsonl")


def tag(batch: polars.DataFrame) -> polars.DataFrame:
    # A batch is a part of the table: that ids tell documents apart is seen in the whole.
    return tagger.tag_table(batch, **COLUMNS, unique=False).to_polars()


schema = tag(news.head(0).collect()).schema
mentions = news.map_batches(tag, schema=schema, streamable=True)

with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "mentions.parquet")
    mentions.sink_parquet(path)
    found = polars.scan_parquet(path)
    counts = found.drop_nulls("actor_id").group_by("actor_id").len()
    print(counts.sort("len", "actor_id", descending=[True, False]).head(5).collect())
