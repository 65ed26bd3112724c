"""Ray Data: one tagger for each actor of the pool, which leaves a processor to whoever reads."""

import pathlib

import actag
import pyarrow
import ray

DATA = pathlib.Path(__file__).resolve().parents[2] / "data"


class Tag:
    def __init__(self) -> None:
        self.tagger = actag.Tagger()

    def __call__(self, batch: pyarrow.Table) -> pyarrow.Table:
        columns = {"text": "text", "id": "id", "date": "date"}
        return self.tagger.tag_table(batch, **columns, threads=1, unique=False).to_arrow()


ray.init(num_cpus=2, include_dashboard=False)
news = ray.data.read_json(str(DATA / "wire.jsonl"))
mentions = news.map_batches(Tag, batch_format="pyarrow", compute=ray.data.ActorPoolStrategy(size=1))
print(mentions.count(), "mentions")
