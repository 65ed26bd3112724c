"""pandas: a column of texts to a table of mentions, joined back to its documents."""

import pathlib

import actag
import pandas

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"

news = pandas.read_json(DATA / "wire.jsonl", lines=True, convert_dates=False)
mentions = actag.Tagger().tag_table(news, text="text", id="id", date="date").to_pandas()

# Who is named most, and in which titles.
print(mentions.groupby(["actor_id", "type"]).size().nlargest(5).to_string())
named = mentions.merge(news[["id", "title"]], left_on="doc_key", right_on="id")
print(named[named.actor_id == "united-states"].title.unique())

# Codes are dicts, so that a join with event data is one line.
mentions["iso3"] = [codes.get("iso3") for codes in mentions.codes]
print(mentions.iso3.dropna().nunique(), "countries")
