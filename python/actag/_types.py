"""What is found, and what is known of it."""

from __future__ import annotations

import datetime
import html
import warnings
from typing import Any, Callable, NamedTuple, Optional


class Role(NamedTuple):
    """A title or code that an actor holds between two dates."""

    title: Optional[str]
    of: Optional[str]
    """The id of the actor in which it is held."""
    from_date: Optional[datetime.date]
    """The first day, if known."""
    until: Optional[datetime.date]
    """The day after the last, if known."""
    codes: dict[str, str]


class Actor(NamedTuple):
    """One entity of the gazetteers."""

    id: str
    name: str
    type: str
    country: Optional[str]
    """ISO 3166 alpha-3 code of the country it belongs to."""
    part_of: Optional[str]
    """The id of the actor it belongs to."""
    codes: dict[str, str]
    """Its keys in public schemes, by scheme."""
    names: tuple[str, ...]
    """Every form by which it is found, the canonical name first."""
    roles: tuple[Role, ...]
    placeholder: bool
    """Whether it stands for an actor that a text does not name, such as a ministry of a state."""

    def __repr__(self) -> str:
        shown = ("id", "name", "type", "country")
        return f"Actor({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def __hash__(self) -> int:
        return hash(self.id)


class Mention(NamedTuple):
    """A place in a text where an actor is named."""

    text: str
    start: int
    """Where it begins: `text[start:end]` of the document is the mention."""
    end: int
    actor: Optional[Actor]
    """Who is meant; `None` where the text does not decide between the candidates."""
    type: Optional[str]
    """The type of the actor, or of all candidates if they share it."""
    country: Optional[str]
    """The country of the actor, or of all candidates if they share it."""
    name_kind: str
    """name, alias, adjective, metonym, short, guarded or weak."""
    reading: Optional[str]
    """Of a state or a place: `actor` or `place`, as the words around it say."""
    role: Optional[str]
    """The title held on the date of the document."""
    role_note: Optional[str]
    """Why an actor with roles has none here: `no date` or `none that day`."""
    codes: dict[str, str]
    """The codes of the actor and of its role on that day."""
    modifier: Optional[str]
    """The other half of a hyphenated pair: `backed` in “Tehran-backed”."""
    inside: Optional[str]
    """The longer run of capitalised words in which it stands."""
    candidates: list[str]
    """Where nobody is meant for certain: the ids of all it may be, the first 50 of many."""
    sentence: int
    """The number of the sentence, from 1."""
    parent: Optional[tuple[int, int]]
    """Start and end of the mention around it; only with `nested=True`."""

    @classmethod
    def _of(cls, *parts: tuple[Any, ...]) -> Mention:
        """Made in parts: it has more fields than a call from Rust takes arguments."""
        return cls._make(field for part in parts for field in part)

    def __repr__(self) -> str:
        actor = self.actor.id if self.actor else None
        return f"Mention({self.text!r}, {self.start}, {self.end}, actor={actor!r})"

    def __hash__(self) -> int:
        return hash((self.text, self.start, self.end, self.actor))


class Rejection(NamedTuple):
    """A candidate that a rule turned down."""

    text: str
    start: int
    end: int
    actor_id: str
    """The actor that it would have meant."""
    rule: str
    """The rule, by its name in the table `rejected`."""
    winner: Optional[str]
    """Who it gave way to, or the phrase that is somebody else, in “quotes”."""


class Finding(NamedTuple):
    """What is wrong in a gazetteer, or probably not meant."""

    path: Optional[str]
    """The file; `None` where no single file is to blame."""
    line: Optional[int]
    """The line, from 1."""
    column: Optional[int]
    """The column, in characters from 1."""
    severity: str
    """`error` or `warning`."""
    code: str
    message: str
    help: Optional[str]
    """What would be right."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}: " if self.path else ""
        remedy = f" ({self.help})" if self.help else ""
        return f"{place}{self.severity}[{self.code}]: {self.message}{remedy}"


class Explanation(NamedTuple):
    """A text with what was found in it; shown in a notebook with marks."""

    text: str
    mentions: list[Mention]
    rejected: list[Rejection]
    """The candidates that a rule turned down; `Tagger.display` asks for none."""

    def __repr__(self) -> str:
        return _marked(self.text, self.mentions, _shown, lambda mention, text: f"[{text}]")

    def _repr_html_(self) -> str:
        body = _marked(self.text, self.mentions, html.escape, _mark)
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td>{html.escape(str(cell or ''))}</td>"
                for cell in (one.text, one.actor_id, one.rule, one.winner)
            )
            + "</tr>"
            for one in self.rejected
        )
        head = "<tr><th>turned down</th><th>actor</th><th>rule</th><th>for</th></tr>"
        table = f"<table>{head}{rows}</table>" if rows else ""
        return f'<div style="white-space: pre-wrap; line-height: 1.7">{body}</div>{table}'


# Colours that stand beside each other for those who see few.
_COLOURS = {
    "government": "#aec7e8",
    "military": "#ffbb78",
    "militia": "#ff9896",
    "agency": "#9edae5",
    "coalition": "#c5b0d5",
    "organization": "#98df8a",
    "party": "#f7b6d2",
    "company": "#dbdb8d",
    "media": "#c49c94",
    "person": "#ffe08a",
    "place": "#d0d0d0",
}


def _shown(text: str) -> str:
    """Returns a text as a terminal shows it: what a terminal would obey is written out."""
    return "".join(c if c.isprintable() or c in "\n\t" else repr(c)[1:-1] for c in text)


def _marked(
    text: str,
    mentions: list[Mention],
    escape: Callable[[str], str],
    mark: Callable[[Mention, str], str],
) -> str:
    """Returns a text with marks around its mentions, but for those inside others."""
    parts = []
    at = 0
    for mention in mentions:
        if mention.parent is None:
            parts.append(escape(text[at : mention.start]))
            parts.append(mark(mention, escape(text[mention.start : mention.end])))
            at = mention.end
    parts.append(escape(text[at:]))
    return "".join(parts)


def _mark(mention: Mention, text: str) -> str:
    """Returns a mention as HTML; `text` is escaped already."""
    if mention.actor:
        who = f"{mention.actor.name} ({mention.actor.id})"
    else:
        who = "one of " + ", ".join(mention.candidates)
    told = [who, mention.type, mention.country, mention.role, mention.role_note]
    told += [f"read as {mention.reading}" if mention.reading else None]
    told += [f"{scheme}={value}" for scheme, value in mention.codes.items()]
    title = html.escape("\n".join(str(one) for one in told if one), quote=True)
    colour = _COLOURS.get(mention.type or "", "#e7e7e7")
    style = f"background: {colour}; color: #000; padding: 0 0.15em; border-radius: 0.2em"
    return f'<mark style="{style}" title="{title}">{text}</mark>'


class ActagError(Exception):
    """What goes wrong in actag."""


class GazetteerError(ActagError, ValueError):
    """Gazetteers have mistakes: all of them are in `findings`."""

    def __init__(self, message: str, findings: list[Finding], more: int = 0) -> None:
        super().__init__(message, findings, more)
        self.findings = findings
        """Each with its file, line and column."""
        self.more = more
        """How many more there are, where there are too many to list."""

    def __str__(self) -> str:
        return str(self.args[0])


class TableError(ActagError, ValueError):
    """A table cannot be tagged, or not to its end."""


class SkippedWarning(UserWarning):
    """Rows of a table were not tagged, or not in all."""


def _warn_skipped(skipped: list[tuple[str, int]], first: list[str]) -> None:
    """Called at the end of a stream of rows in which some were skipped."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in skipped)
    message = f"rows that were not tagged, or not in all: {kinds}; first {'; '.join(first)}"
    warnings.warn(message, SkippedWarning, stacklevel=2)
