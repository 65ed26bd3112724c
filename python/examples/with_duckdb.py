"""DuckDB: texts of any query to a table of mentions, and SQL over it."""

import pathlib

import actag
import duckdb

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"

database = duckdb.connect()
database.execute(f"CREATE TABLE news AS SELECT * FROM read_json('{DATA}/wire.jsonl')")

# Texts are read as mentions are written: each needs a connection of its own.
news = database.cursor().sql("SELECT id, date, text FROM news")
mentions = actag.Tagger().tag_table(news, text="text", id="id", date="date").to_reader()
database.execute("CREATE TABLE mentions AS SELECT * FROM mentions")

database.sql("""
    SELECT actor_name, codes['iso3'] AS iso3, count(DISTINCT doc_key) AS documents
    FROM mentions WHERE actor_id IS NOT NULL
    GROUP BY ALL ORDER BY documents DESC, actor_name LIMIT 5
""").show()
