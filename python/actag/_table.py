"""Rows as a table that any library reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from . import _actag
from ._types import TableError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


def columns_of(source: Any, columns: list[str]) -> Any:
    """Returns a source with as few other columns as is easy: pandas would convert them all."""
    if type(source).__module__.split(".")[0] == "pandas" and hasattr(source, "columns"):
        there = list(source.columns)
        # What is not there, or there twice, is reported by whoever reads the table.
        if all(there.count(name) == 1 for name in columns):
            return source[list(dict.fromkeys(columns))]
    return source


class TaggedTable:
    """A table of mentions that is made as it is read, once.

    Give it to whatever takes Arrow data, or turn it into a table of a library:

    >>> import actag, pyarrow
    >>> news = pyarrow.table({"body": ["Iran said", "nobody"]})
    >>> mentions = actag.Tagger().tag_table(news, text="body")
    >>> len(pyarrow.table(mentions))
    1
    >>> mentions.documents
    2
    """

    def __init__(self, stream: _actag.TableStream) -> None:
        self._stream = stream

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The rows, by the Arrow PyCapsule protocol."""
        return self._stream.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        """The columns, by the Arrow PyCapsule protocol."""
        return self._stream.__arrow_c_schema__()

    def to_arrow(self) -> pyarrow.Table:
        """Returns all rows as a table of pyarrow."""
        import pyarrow

        return self._taken(lambda: pyarrow.table(self))

    def to_reader(self) -> pyarrow.RecordBatchReader:
        """Returns the rows as a reader of pyarrow, which has a few batches in memory at a time."""
        import pyarrow

        return pyarrow.RecordBatchReader.from_stream(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Returns all rows as a table of pandas; codes are a dict in each row."""
        frame: pandas.DataFrame = self.to_arrow().to_pandas(maps_as_pydicts="strict")
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Returns all rows as a table of Polars."""
        import polars

        frame: polars.DataFrame = self._taken(lambda: polars.DataFrame(self))
        return frame

    @property
    def documents(self) -> int:
        """How many documents were tagged, of the rows that were read so far."""
        return self._stream.counts()[0]

    @property
    def skipped(self) -> dict[str, int]:
        """How many documents were not tagged, or not in all, by what is wrong with them.
        `tag_table(…, table="skipped")` lists them."""
        return dict(self._stream.counts()[1])

    def _taken(self, take: Callable[[], Any]) -> Any:
        """Returns what a library makes of the rows; an error of ours as such, whatever the library
        made of it."""
        try:
            return take()
        except TableError:
            raise
        except Exception as error:
            ours = self._stream.error()
            if ours is None:
                raise
            raise TableError(ours) from error
