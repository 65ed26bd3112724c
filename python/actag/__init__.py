"""Tags the actors of a document corpus: governments, militias, agencies, people, places.

>>> import actag
>>> tagger = actag.Tagger()
>>> [mention.text for mention in tagger.tag("Iran-backed militias shelled Aleppo.")]
['Iran-backed militias', 'Aleppo']

`Tagger.tag` tags one text, `Tagger.tag_table` whole tables of pandas, Polars, pyarrow, DuckDB or
anything else that speaks Arrow. `actag.spark` tags tables of Spark, and `nlp.add_pipe("actag")`
adds actors to a pipeline of spaCy.
"""

from ._actag import __version__
from ._tagger import Tagger
from ._table import TaggedTable
from ._types import (
    ActagError,
    Actor,
    Explanation,
    Finding,
    GazetteerError,
    Mention,
    Rejection,
    Role,
    SkippedWarning,
    TableError,
)

__all__ = [
    "ActagError",
    "Actor",
    "Explanation",
    "Finding",
    "GazetteerError",
    "Mention",
    "Rejection",
    "Role",
    "SkippedWarning",
    "TableError",
    "TaggedTable",
    "Tagger",
    "__version__",
]
