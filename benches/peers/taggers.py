"""The peers that are Python packages: JSON lines in, CSV rows (doc_id, start, end, text, id) out, on one thread.

    taggers.py PEER NAMES.tsv DOCUMENTS.jsonl OUT.csv

Each peer is a function that takes names as (id, name) and returns what tags a list of texts. It is written as its library
would have it and as a careful user would: whole words, any case, the leftmost and then the longest name. Prints one line of
JSON: seconds to import, to compile the names, to tag; and how many mentions there are.
"""

import csv
import importlib.metadata
import json
import sys
import time

PEERS = {}


def peer(package, module=None):
    def register(function):
        PEERS[function.__name__] = function, package, module or package
        return function

    return register


def each(tag):
    """What tags texts, from what tags one."""
    return lambda texts: map(tag, texts)


@peer("spacy")
def spacy_phrasematcher(names):
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for id, name in names:
        matcher.add(id, [nlp.make_doc(name)])

    def tag(text):
        spans = filter_spans(matcher(nlp.make_doc(text), as_spans=True))
        return [(span.start_char, span.end_char, span.label_) for span in spans]

    return each(tag)


@peer("spacy")
def spacy_entityruler(names):
    import spacy

    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": "ACTOR", "pattern": name, "id": id} for id, name in names])

    def tag(text):
        return [(span.start_char, span.end_char, span.ent_id_) for span in nlp(text).ents]

    return each(tag)


@peer("flashtext")
def flashtext(names):
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for id, name in names:
        processor.add_keyword(name, id)

    def tag(text):
        return [(start, end, id) for id, start, end in processor.extract_keywords(text, span_info=True)]

    return each(tag)


@peer("flashtext2")
def flashtext2(names):
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    processor.add_keywords_from_iter([name for _, name in names])
    ids = {name: id for id, name in names}

    def tag(text):
        # Its ends are wrong here and there: the character behind the name is taken in.
        found = processor.extract_keywords_with_span(text)
        return [(start, start + len(name), ids[name]) for name, start, _ in found]

    return each(tag)


@peer("pyahocorasick", "ahocorasick")
def pyahocorasick(names):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for id, name in names:
        automaton.add_word(lower(name), (len(name), id))
    automaton.make_automaton()

    def tag(text):
        found = automaton.iter(lower(text))
        return longest(text, [(end + 1 - length, end + 1, id) for end, (length, id) in found])

    return each(tag)


@peer("ahocorasick-rs", "ahocorasick_rs")
def ahocorasick_rs(names):
    from ahocorasick_rs import AhoCorasick

    ids = [id for id, _ in names]
    automaton = AhoCorasick([lower(name) for _, name in names])

    def tag(text):
        found = automaton.find_matches_as_indexes(lower(text), overlapping=True)
        return longest(text, [(start, end, ids[number]) for number, start, end in found])

    return each(tag)


@peer("hyperscan")
def hyperscan(names):
    import hyperscan

    # Literals have a compiler of their own in Hyperscan, faster than that for regular expressions.
    ids, literals = [id for id, _ in names], [name.encode() for _, name in names]
    lengths = [len(literal) for literal in literals]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=literals,
        ids=list(range(len(literals))),
        elements=len(literals),
        flags=hyperscan.HS_FLAG_CASELESS,
        literal=True,
    )

    def tag(text):
        data, found = text.encode(), []
        add = found.append
        database.scan(data, match_event_handler=lambda number, start, end, flags, context: add((end, number)))
        spans = [(end - lengths[number], end, ids[number]) for end, number in found]
        if len(data) != len(text):
            spans = in_characters(data, spans)
        return longest(text, spans)

    return each(tag)


@peer("polars")
def polars(names):
    import polars as pl

    ids = {lower(name): id for id, name in names}
    literals = pl.lit(pl.Series(list(ids)).implode())

    def tag(texts):
        lowered = pl.DataFrame({"text": [lower(text) for text in texts]})
        found = lowered.select(
            start=pl.col("text").str.find_many(literals, overlapping=True),
            name=pl.col("text").str.extract_many(literals, overlapping=True),
        )
        for text, starts, words in zip(texts, found["start"].to_list(), found["name"].to_list()):
            spans = [(start, start + len(name.encode()), ids[name]) for start, name in zip(starts, words)]
            if not text.isascii():
                spans = in_characters(lower(text).encode(), spans)
            yield longest(text, spans)

    return tag


def lower(text):
    """Small letters, and as many of them as there were letters, so that offsets stay."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small


def in_characters(data, spans):
    """Spans in bytes of UTF-8 as spans in characters."""
    character, number = [], -1
    for byte in data:
        number += byte & 0xC0 != 0x80
        character.append(number)
    character.append(number + 1)
    return [(character[start], character[end], id) for start, end, id in spans]


def longest(text, spans):
    """Of spans that are whole words the leftmost, then the longest, none within another."""
    size, kept, past = len(text), [], 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        start, end, _ = span
        if start < past or start and text[start - 1].isalnum() or end < size and text[end].isalnum():
            continue
        kept.append(span)
        past = end
    return kept


def batches(path, size=500):
    import orjson

    batch = []
    with open(path, "rb") as lines:
        for line in lines:
            batch.append(orjson.loads(line))
            if len(batch) == size:
                yield batch
                batch = []
    yield batch


def main(name, names, documents, out):
    function, package, module = PEERS[name]
    began = time.monotonic()
    importlib.import_module(module)
    imported = time.monotonic()
    with open(names, encoding="utf-8") as lines:
        tag = function([tuple(line.rstrip("\n").split("\t")) for line in lines])
    ready, busy, mentions = time.monotonic(), time.process_time(), 0
    with open(out, "w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["doc_id", "start", "end", "text", "id"])
        for batch in batches(documents):
            texts = [document["text"] for document in batch]
            for document, text, spans in zip(batch, texts, tag(texts)):
                id = document["id"]
                rows.writerows([(id, start, end, text[start:end], name) for start, end, name in spans])
                mentions += len(spans)
    print(
        json.dumps(
            {
                "version": importlib.metadata.version(package),
                "import": imported - began,
                "compile": ready - imported,
                "ready_at": ready,
                "tag": time.monotonic() - ready,
                "tag_processor": time.process_time() - busy,
                "mentions": mentions,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
