"""Actors as entities of spaCy.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("actag")
>>> doc = nlp("Tehran-backed fighters met Sergei Lavrov.")
>>> [(entity.text, entity.label_, entity.kb_id_) for entity in doc.ents][1]
('Sergei Lavrov', 'PERSON', 'sergei-lavrov')

The component may stand before a statistical recogniser, which then leaves its entities as they are,
or behind it. Behind it, `overlap` says who yields where both speak:

- "longest" (the usual): the longer one stays, and of two that are alike, but for an article and a
  possessive ending, the actor;
- "actor": actors stay;
- "other": what was there stays.

All mentions, also those that yield, are in `doc.spans["actag"]`.

Spans have what is known of the actor: `span.kb_id_` is its id, `span._.actor` its name,
`span._.actor_role` the title on the day of the document, `span._.actor_codes` its codes,
`span._.actor_reading` “actor” or “place”, and `span._.actor_candidates` the ids of all it may be,
where the text does not decide. The day of a document is `doc._.date`, to be set before the pipeline
runs: `nlp(doc)` with a `doc` that `nlp.make_doc` made.
"""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

import spacy.util
from spacy.language import Language
from spacy.tokens import Doc, Span

from ._tagger import Tagger
from ._types import Mention

SPANS = "actag"
_OVERLAPS = ("longest", "actor", "other")
_EXTENSIONS = ("actor", "actor_role", "actor_codes", "actor_reading", "actor_candidates")


@Language.factory(
    "actag",
    assigns=["doc.ents", "doc.spans", "token.ent_type", "token.ent_iob", "token.ent_kb_id"],
    default_config={
        "gazetteers": [],
        "short_names": "country",
        "overlap": "longest",
        "labels": {},
    },
)
def make_component(
    nlp: Language,
    name: str,
    gazetteers: List[str],
    short_names: str,
    overlap: str,
    labels: Dict[str, str],
) -> ActorTagger:
    """Makes the component for a pipeline.

    Args:
        gazetteers: Folders or files of gazetteers; none for those that come with actag.
        short_names: As for `Tagger`.
        overlap: Who yields where an actor overlaps an entity that is there: see above.
        labels: Labels by type of actor, such as `{"government": "GPE"}`. Of others it is the type
            in capitals, and of what has none `ACTOR`.
    """
    return ActorTagger(Tagger(*gazetteers, short_names=short_names), overlap, labels)


class ActorTagger:
    """Adds actors to documents."""

    def __init__(self, tagger: Tagger, overlap: str, labels: Dict[str, str]) -> None:
        if overlap not in _OVERLAPS:
            raise ValueError(f"overlap is one of {', '.join(_OVERLAPS)}, not `{overlap}`")
        self.tagger = tagger
        self.overlap = overlap
        self.labels = labels
        _add_extensions()

    def __call__(self, doc: Doc) -> Doc:
        spans: List[Span] = []
        for mention in self.tagger.tag(doc.text, date=doc._.date):
            span = self._span(doc, mention)
            # Two mentions in one token, as in `Iran/Iraq`: the first is the entity.
            if span is not None and not (spans and span.start < spans[-1].end):
                spans.append(span)
        doc.spans[SPANS] = spans
        doc.ents = self._entities(spans, list(doc.ents))
        return doc

    def _span(self, doc: Doc, mention: Mention) -> Optional[Span]:
        label = self.labels.get(mention.type or "") or (mention.type or "actor").upper()
        actor = mention.actor
        # Tokens may be longer than a mention: `U.S.-led`.
        span = doc.char_span(
            mention.start,
            mention.end,
            label=label,
            kb_id=actor.id if actor else "",
            alignment_mode="expand",
        )
        if span is not None:
            span._.actor = actor.name if actor else None
            span._.actor_role = mention.role
            span._.actor_codes = mention.codes
            span._.actor_reading = mention.reading
            span._.actor_candidates = mention.candidates
        return span

    def _entities(self, spans: List[Span], there: List[Span]) -> List[Span]:
        """Returns the entities of a document of those that are found and those that were there."""
        if self.overlap == "longest":
            # Recognisers take “the United States” for a name.
            actors = {(span.start, span.end) for span in spans}
            there = [span for span in there if _bare(span) not in actors]
            return spacy.util.filter_spans(spans + there)
        stay, yield_ = (spans, there) if self.overlap == "actor" else (there, spans)
        taken = {token.i for span in stay for token in span}
        return stay + [span for span in yield_ if taken.isdisjoint(range(span.start, span.end))]


def _bare(span: Span) -> Tuple[int, int]:
    """Returns where a span begins and ends without an article and a possessive ending."""
    start, end = span.start, span.end
    if end - start > 1 and span[0].lower_ in ("the", "a", "an"):
        start += 1
    if end - start > 1 and span[-1].lower_ in ("'s", "’s", "'", "’"):
        end -= 1
    return start, end


def _add_extensions() -> None:
    for name in _EXTENSIONS:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    if not Doc.has_extension("date"):
        Doc.set_extension("date", default=None)


__all__ = ["ActorTagger", "make_component"]
