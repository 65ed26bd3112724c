"""Says where a peer's mentions are not actag's, and of what kind each difference is.

    differences.py CORPUS.jsonl NAMES.tsv ACTAG_TABLES PEER.csv|PEER.found

ACTAG_TABLES holds mentions.csv and rejected.csv. A `.found` file is what `grep -ob` prints of the texts. Prints JSON: counts,
and per kind how many mentions only actag has, how many only the peer, and an example of each.
"""

import bisect
import csv
import json
import re
import sys
import unicodedata

HYPHENS = re.compile("[-\u2010\u2011\u2013]")
MARKS = re.compile("[\u0300-\u036f]")
QUOTES = re.compile("[‘’ʼ`´]")

# What actag takes for the same letter, one step after the other: a name that first stands after a step differs by it.
FOLDS = {
    "line breaks, runs of spaces": lambda text: re.sub(r"\s+", " ", text),
    "curly quotes": lambda text: QUOTES.sub("'", text),
    "hyphens": lambda text: HYPHENS.sub(" ", text),
    "diacritics": lambda text: MARKS.sub("", unicodedata.normalize("NFKD", text)),
    "apostrophes within words": lambda text: text.replace("'", ""),
    "dots of acronyms": lambda text: text.replace(".", ""),
}


def main(corpus, names, tables, peer):
    csv.field_size_limit(1 << 30)
    texts = {}
    with open(corpus, "rb") as lines:
        for line in lines:
            document = json.loads(line)
            texts[document["id"]] = document["text"]
    with open(names, encoding="utf-8") as lines:
        names = dict(line.rstrip("\n").split("\t") for line in lines)
    ours = {span: id for span, id in rows(f"{tables}/mentions.csv", "actor_id", texts)}
    theirs = dict(found(peer, texts, names) if peer.endswith(".found") else rows(peer, "id", texts))
    lost = {span for span in ours if span not in theirs}
    extra = {span for span in theirs if span not in ours}
    rejected = {}
    if extra:
        rejected = {span: rule for span, rule in rows(f"{tables}/rejected.csv", "rule", texts) if span in extra}
    kinds = {}

    def count(kind, whose, span):
        entry = kinds.setdefault(kind, {"actag": 0, "peer": 0, "examples": {}})
        entry[whose] += 1
        entry["examples"].setdefault(whose, around(texts[span[0]], *span[1:]))

    spans = {"actag": Spans(ours), "peer": Spans(theirs)}
    for span in sorted(lost):
        count(why_lost(texts[span[0]], span, names.get(ours[span]), spans["peer"]), "actag", span)
    for span in sorted(extra):
        count(why_extra(texts[span[0]], span, spans["actag"], ours, names, rejected), "peer", span)
    for span in sorted(ours.keys() & theirs.keys()):
        if ours[span] != theirs[span]:
            count("several names of the same letters", "actag", span)
    kinds = dict(sorted(kinds.items(), key=lambda item: -item[1]["actag"] - item[1]["peer"]))
    print(
        json.dumps(
            {"actag": len(ours), "peer": len(theirs), "lost": len(lost), "extra": len(extra), "kinds": kinds},
            ensure_ascii=False,
        )
    )


def rows(path, value, texts):
    with open(path, encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["doc_id"] in texts:
                yield (row["doc_id"], int(row["start"]), int(row["end"])), row[value]


def found(path, texts, names):
    """What a search tool found in the texts one after the other, a line break after each, in bytes."""
    ids = {name.lower(): id for id, name in names.items()}
    starts, documents, at = [], list(texts), 0
    for text in texts.values():
        starts.append(at)
        at += len(text.encode()) + 1
    with open(path, "rb") as lines:
        for line in lines:
            offset, _, name = line.rstrip(b"\n").partition(b":")
            if not offset.isdigit():
                continue
            document = bisect.bisect(starts, int(offset)) - 1
            text = texts[documents[document]]
            start = int(offset) - starts[document]
            if not text.isascii():
                start = len(text.encode()[:start].decode(errors="ignore"))
            name = name.decode(errors="replace")
            yield (documents[document], start, start + len(name)), ids.get(name.lower(), "")


class Spans:
    """Which of the spans of a tagger overlaps another; its own do not overlap."""

    def __init__(self, spans):
        self.documents = {}
        for document, start, end in sorted(spans):
            self.documents.setdefault(document, []).append((start, end))

    def over(self, span):
        document, start, end = span
        spans = self.documents.get(document, [])
        place = bisect.bisect(spans, (start, end))
        for other in spans[max(0, place - 1) : place + 2]:
            if other[0] < end and start < other[1]:
                return (document, *other)


def letters(surface, name):
    """What it takes to fold a name into its place in the text; None for nothing but case."""
    surface, name, needed = surface.lower(), name.lower(), None
    for kind, fold in FOLDS.items():
        if surface == name:
            return needed
        before = surface, name
        surface, name = fold(surface), fold(name)
        needed = kind if (surface, name) != before else needed
    return needed if surface == name else "letters that Unicode does not decompose"


def why_lost(text, span, name, peer):
    _, start, end = span
    surface = text[start:end]
    fold = name and letters(surface, name)
    if fold:
        return f"folding: {fold}"
    other = peer.over(span)
    if other:
        return overlap(other, span)
    return beside(text, start, end) or "tokens of the peer"


def why_extra(text, span, actag, ours, names, rejected):
    _, start, end = span
    if text[end : end + 1].isalnum() or text[start - 1 : start].isalnum() and start or mark(text[end : end + 1]):
        return "word boundaries: the peer ends inside a word"
    other = actag.over(span)
    if other:
        fold = letters(text[other[1] : other[2]], names[ours[other]]) if ours[other] in names else None
        if fold:
            return f"folding: {fold}"
        return overlap(span, other)
    if span in rejected:
        return f"rule of actag: {rejected[span]}"
    return beside(text, start, end) or "other"


def overlap(peer, actag):
    """Which of two names the peer takes, and which actag."""
    if peer[1] < actag[1]:
        return "overlaps: the peer takes an earlier name"
    if peer[1] > actag[1]:
        return "overlaps: the peer takes a later name"
    return "overlaps: the peer takes a longer name" if peer[2] > actag[2] else "overlaps: the peer takes a shorter name"


def beside(text, start, end):
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if re.match("['’ʼ]s?\\b", text[end : end + 2]):
        return "word boundaries: possessives"
    for what, characters in [
        ("underscores", "_"),
        ("quotes", "'’‘“”\"`"),
        ("hyphens and dashes", "-‐‑–—"),
        ("stops, slashes, brackets and other signs", ".,:;/\\()[]<>&+*=#@%$!?|~…•·^"),
    ]:
        if before and before in characters or after and after in characters:
            return f"word boundaries: {what}"
    if not before.isascii() or not after.isascii() or mark(after):
        return "word boundaries: beside letters outside ASCII"


def mark(character):
    return bool(character) and unicodedata.combining(character) != 0


def around(text, start, end):
    return " ".join(f"{text[max(0, start - 20) : start]}[{text[start:end]}]{text[end : end + 20]}".split())


if __name__ == "__main__":
    main(*sys.argv[1:])
