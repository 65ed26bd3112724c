"""Tags a large corpus several times over in Spark, on executors of their own, and holds the rows
against those of the package.

    python spark_bulk.py CORPUS.jsonl [COPIES]

Prints seconds, rows, whether a sum of hashes over all cells is the same for each copy and for the
package, and the peak memory of the Python workers.
"""

import os
import pathlib
import sys
import tempfile
import threading
import time

import actag
import actag.spark
import pyarrow.json
import pyarrow.parquet
import pyspark
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

COLUMNS = {"text": "text", "id": "id", "date": "date"}


def main(corpus, copies="10"):
    copies = int(copies)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
    with tempfile.TemporaryDirectory() as home:
        os.chdir(home)
        news = pyarrow.json.read_json(corpus).select(list(COLUMNS.values()))
        rows = actag.Tagger().tag_table(news, **COLUMNS).to_arrow()
        pyarrow.parquet.write_table(rows, "mentions.parquet")
        pyarrow.parquet.write_table(news, "news.parquet", row_group_size=1000)
        builder = SparkSession.builder.master("local-cluster[2,1,1024]")
        builder = builder.config("spark.ui.enabled", "false")
        builder = builder.config("spark.sql.shuffle.partitions", "4")
        spark = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        wanted = sums(spark.read.parquet(f"file://{home}/mentions.parquet"))
        one = spark.read.parquet(f"file://{home}/news.parquet").repartition(16)
        copy = one.crossJoin(spark.range(copies).withColumnRenamed("id", "copy"))
        news = copy.withColumn("id", F.concat_ws("#", "copy", "id"))
        peaks, done = {}, threading.Event()
        watch = threading.Thread(target=watch_workers, args=(peaks, done))
        watch.start()
        start = time.perf_counter()
        tagged = actag.spark.tag(news, **COLUMNS)
        tagged = tagged.withColumn("copy", F.substring_index("doc_key", "#", 1))
        tagged = tagged.withColumn("doc_id", F.expr("substring(doc_key, instr(doc_key, '#') + 1)"))
        found = tagged.groupBy("copy").agg(*hashes()).collect()
        seconds = time.perf_counter() - start
        done.set()
        watch.join()
        same = {(row.rows, row.sum) for row in found} == {wanted} and len(found) == copies
        print(f"{seconds:.0f} s, {sum(row.rows for row in found)} rows, same rows: {same}")
        for pid, (peak, own) in sorted(peaks.items()):
            print(f"worker {pid}: peak {peak} MB, of its own {own} MB")
        spark.stop()


def hashes():
    cells = [F.col(name) for name in CELLS]
    codes = F.array_join(
        F.transform(F.map_entries("codes"), lambda one: F.concat(one["key"], one["value"])), ";"
    )
    hashed = F.xxhash64(*cells, codes).cast("decimal(38,0)")
    return F.count(F.lit(1)).alias("rows"), F.sum(hashed).alias("sum")


CELLS = ["doc_id", "date", "start", "end", "text", "actor_id", "actor_name", "type", "country"]
CELLS += ["name_kind", "reading", "role", "role_note", "modifier", "inside", "candidates"]
CELLS += ["sentence", "before", "after"]


def sums(mentions):
    row = mentions.agg(*hashes()).collect()[0]
    return (row.rows, row.sum)


def watch_workers(peaks, done):
    """Notes the peak memory of the Python workers that have loaded a tagger, in MB."""
    while not done.wait(0.5):
        for entry in pathlib.Path("/proc").iterdir():
            try:
                if not entry.name.isdigit() or b"pyspark" not in (entry / "cmdline").read_bytes():
                    continue
                if b"daemon" not in (entry / "cmdline").read_bytes():
                    continue
                status = dict(
                    line.split(":", 1) for line in (entry / "status").read_text().splitlines()
                )
                size = lambda name, status=status: int(status[name].split()[0]) // 1024
                if size("VmHWM") > 120:
                    own = max(size("RssAnon"), peaks.get(int(entry.name), (0, 0))[1])
                    peaks[int(entry.name)] = (size("VmHWM"), own)
            except (OSError, KeyError):
                continue


if __name__ == "__main__":
    main(*sys.argv[1:])
