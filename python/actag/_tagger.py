"""The tagger."""

from __future__ import annotations

import ctypes
import datetime
import os
import threading
from typing import Any, Optional, Union

from . import _actag
from ._table import TaggedTable, columns_of
from ._types import Actor, Explanation, Finding, GazetteerError, Mention, Rejection

Date = Union[datetime.date, str]
Path = Union[str, "os.PathLike[str]"]


class Tagger:
    """Finds the actors of gazetteers in texts.

    Without paths it uses the gazetteers that come with actag; else the folders and files that are
    named, as one. Loading takes about a second; a tagger can be used from many threads, and is
    pickled by its paths: a process loads it once.

    Args:
        paths: Folders of gazetteers, or single files.
        nested: Also report mentions inside others.
        short_names: When a surname or an acronym counts where the text has no full name of its
            actor: "country" (where it speaks of the actor's country or parent), "evidence" (behind
            a title alone) or "always".

    Raises:
        GazetteerError: If there are mistakes in the gazetteers, with all of them.

    >>> tagger = Tagger()
    >>> tagger
    Tagger()
    >>> [(mention.text, mention.actor.id) for mention in tagger.tag("Moscow and Kyiv talk.")]
    [('Moscow', 'russia'), ('Kyiv', 'ukraine')]
    """

    def __init__(self, *paths: Path, nested: bool = False, short_names: str = "country") -> None:
        self._paths = tuple(os.fspath(path) for path in paths)
        self._options = {"nested": nested, "short_names": short_names}
        self._tagger = _actag.Tagger(list(self._paths), nested, short_names)
        _give_back()

    @property
    def hash(self) -> str:
        """The hash of the gazetteers, as the program writes it into `datapackage.json`."""
        return self._tagger.hash

    def tag(self, text: str, date: Optional[Date] = None) -> list[Mention]:
        """Returns the mentions of a text, by where they begin.

        Args:
            text: The text.
            date: The day that it is of, which decides roles: a date, a time, or a text such as
                "2024-01-12" or "12 January 2024".

        >>> mention = Tagger().tag("Tehran-backed fighters", date="2024-01-12")[0]
        >>> mention.actor.name, mention.type, mention.start, mention.end
        ('Iran-backed Shiite militias', 'militia', 0, 22)
        """
        return self._tagger.tag(text, date)

    def tag_table(
        self,
        source: Any,
        *,
        text: str,
        id: Optional[str] = None,
        date: Optional[str] = None,
        title: Optional[str] = None,
        table: str = "mentions",
        nested: Optional[bool] = None,
        offsets: str = "chars",
        threads: Optional[int] = None,
        unique: bool = True,
        max_document: int = 1 << 30,
    ) -> TaggedTable:
        """Tags the texts of a table, and returns a table with a row for each mention.

        The rows are made as they are read, in parallel and without the lock of the interpreter, and
        a few batches are in memory at a time. They come in the order of the source.

        Args:
            source: A table of pandas (2.2 or newer), Polars, pyarrow, DuckDB or DataFusion, a
                `pyarrow.RecordBatchReader`, or whatever else has `__arrow_c_stream__`.
            text: The column of the texts.
            id: The column that tells documents apart: texts or whole numbers. It becomes `doc_key`
                and `doc_id`. Without it the number of the row does, from 0.
            date: The column of dates, times or texts.
            title: The column of titles, which are tagged, too; `field` says where a mention is.
            table: "mentions", or "skipped" for a row for each document that cannot be tagged, or
                not in all.
            nested: Also report mentions inside others; as the tagger does, where it is not said.
            offsets: What `start` and `end` count: "chars" as Python does, "bytes" of UTF-8, or
                "utf16" as Java and JavaScript do.
            threads: Threads that tag; all processors, where it is not said.
            unique: Whether an id that comes again is an error. It takes 32 bytes a row. In a table
                that is a part of a larger one it says little.
            max_document: Bytes of a text beyond which it is skipped.

        Raises:
            TableError: If there is no such column, or it cannot be read. While rows are read:
                where an id comes again.

        >>> import pyarrow
        >>> news = pyarrow.table({"url": ["a", "b"], "body": ["Iran said", "to Baghdad"]})
        >>> mentions = Tagger().tag_table(news, text="body", id="url")
        >>> mentions.to_arrow().select(["doc_key", "start", "text", "actor_id"]).to_pylist()[0]
        {'doc_key': 'a', 'start': 0, 'text': 'Iran', 'actor_id': 'iran'}
        """
        options = {
            "text": text,
            "id": id,
            "date": date,
            "title": title,
            "table": table,
            "nested": self._options["nested"] if nested is None else nested,
            "offsets": offsets,
            "threads": threads,
            "unique": unique,
            "max_document": max_document,
        }
        columns = [name for name in (text, id, date, title) if name is not None]
        return TaggedTable(self._tagger.tag_table(columns_of(source, columns), options))

    def explain(self, text: str, date: Optional[Date] = None) -> Explanation:
        """Returns the mentions of a text, and every candidate that a rule turned down.

        >>> explanation = Tagger().explain("Michael Jordan")
        >>> explanation.mentions
        []
        >>> {(one.actor_id, one.rule) for one in explanation.rejected} >= {("jordan", "person")}
        True
        """
        return Explanation(text, *self._tagger.explain(text, date))

    def display(self, text: str, date: Optional[Date] = None) -> Explanation:
        """Returns a text that shows itself with its mentions marked, in a notebook in colours.

        >>> Tagger().display("Iran and <b>Iraq</b>")
        [Iran] and <b>[Iraq]</b>
        """
        return Explanation(text, self._tagger.tag(text, date), [])

    def actor(self, id: str) -> Actor:
        """Returns the actor of an id.

        Raises:
            KeyError: If there is none; the message names one that is alike.

        >>> Tagger().actor("iran").codes["iso3"]
        'IRN'
        """
        actor = self._tagger.actor(id)
        if actor is None:
            near = self._tagger.search(id, 1)
            like = f"; there is `{near[0].id}`, {near[0].name}" if near else ""
            raise KeyError(f"no actor has the id `{id}`{like}")
        return actor

    def search(self, query: str, limit: int = 20) -> list[Actor]:
        """Returns the actors that fit an id, a name, a part of one, or a code, the best first.

        >>> Tagger().search("Hashd")[0].id
        'popular-mobilization-forces'
        """
        return self._tagger.search(query, limit)

    def check(self) -> list[Finding]:
        """Returns everything there is to find in the gazetteers, as their files are now: mistakes,
        what is probably not meant, and examples that fail.

        >>> Tagger().check()
        []
        """
        return self._tagger.check()

    def actors(self) -> list[Actor]:
        """Returns all actors of the gazetteers.

        >>> len(Tagger().actors()) > 10_000
        True
        """
        return self._tagger.actors()

    def __len__(self) -> int:
        """How many actors the gazetteers have."""
        return self._tagger.actor_count

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        given = [repr(path) for path in self._paths]
        usual = {"nested": False, "short_names": "country"}
        given += [
            f"{name}={value!r}" for name, value in self._options.items() if value != usual[name]
        ]
        return f"Tagger({', '.join(given)})"

    def __reduce__(self) -> tuple[Any, ...]:
        _loaded.setdefault(self._key(), self)
        return _restored, (self._paths, self.hash[:16], *self._options.values())

    def _key(self) -> tuple[Any, ...]:
        return (self._paths, self.hash[:16], *self._options.values())


def _give_back() -> None:
    """Gives memory that loading needed back to the system, where the allocator is glibc's: 40 MB of
    175, which would stay with each process to its end."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(ctypes.c_size_t(0))


# Taggers of this process by what pickles say.
_loaded: dict[tuple[Any, ...], Tagger] = {}
_lock = threading.Lock()


def _restored(paths: tuple[str, ...], hash: str, nested: bool, short_names: str) -> Tagger:
    """Returns the tagger that was pickled: that of this process, if it has been loaded.

    Raises:
        GazetteerError: If the gazetteers there are not those of the tagger that was pickled.
    """
    key = (paths, hash, nested, short_names)
    with _lock:
        tagger = _loaded.get(key)
        if tagger is None:
            tagger = Tagger(*paths, nested=nested, short_names=short_names)
            if not tagger.hash.startswith(hash):
                where = ", ".join(paths) or "shipped with this version of actag"
                raise GazetteerError(
                    f"the gazetteers here ({where}) are not those with which the tagger was made",
                    [],
                )
            _loaded[key] = tagger
    return tagger


__all__ = ["Rejection", "Tagger"]
