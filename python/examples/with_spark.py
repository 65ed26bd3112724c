"""Spark: mentions, actors and pairs of a table, on whatever the session runs on."""

import pathlib

import actag.spark
from pyspark.sql import SparkSession

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"

spark = SparkSession.builder.getOrCreate()
news = spark.read.json(str(DATA / "wire.jsonl"))
mentions = actag.spark.tag(news, text="text", id="id", date="date").cache()
actag.spark.actors(mentions).orderBy("mentions", ascending=False).show(5, truncate=30)
actag.spark.pairs(mentions).orderBy("documents", ascending=False).show(5, truncate=20)
actag.spark.skipped(news, text="text", id="id", date="date").show()
