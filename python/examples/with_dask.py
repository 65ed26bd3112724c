"""Dask: each partition is tagged where it is, and the tagger travels as its paths."""

import pathlib

import actag
import dask.dataframe
import pandas

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"
COLUMNS = {"text": "text", "id": "id", "date": "date"}


def tag(part: pandas.DataFrame, tagger: actag.Tagger) -> pandas.DataFrame:
    return tagger.tag_table(part, **COLUMNS, threads=1, unique=False).to_pandas()


tagger = actag.Tagger()
table = pandas.read_json(DATA / "wire.jsonl", lines=True, convert_dates=False)
news = dask.dataframe.from_pandas(table, npartitions=3)
mentions = news.map_partitions(tag, tagger, meta=tag(table.head(0), tagger))
print(mentions.actor_id.value_counts().compute().nlargest(5).to_string())
