"""A statistical recogniser of spaCy alone and with actag, before and behind it.

    python spacy_model.py CORPUS.jsonl MODEL [MEGABYTES]

Sees that what the pipeline says holds: whatever actag finds is in `doc.spans`, an entity that
overlaps nothing stays, and a recogniser behind actag changes none of its entities. Prints entities,
how many are linked, and megabytes for each second of the processor.
"""

import json
import sys
import time

import spacy


def main(corpus, model, megabytes="1"):
    most = float(megabytes) * 1e6
    texts, size = [], 0
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            size += len(texts[-1].encode())
            if size > most:
                break
    print(f"{len(texts)} documents, {size / 1e6:.1f} MB")
    unused = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
    alone, behind, before = (spacy.load(model, exclude=unused) for _ in range(3))
    behind.add_pipe("actag")
    before.add_pipe("actag", before="ner")
    found = {}
    for name, nlp in {"alone": alone, "actag behind": behind, "actag before": before}.items():
        list(nlp.pipe(texts[:10]))
        start = time.process_time()
        found[name] = list(nlp.pipe(texts))
        seconds = time.process_time() - start
        entities = [entity for doc in found[name] for entity in doc.ents]
        linked = sum(bool(entity.kb_id) for entity in entities)
        speed = size / 1e6 / seconds
        print(f"{name}: {len(entities)} entities, {linked} linked, {speed:.3f} MB/s")
    for docs in zip(*found.values(), strict=True):
        check(*docs)
    print("what the pipeline says holds")


def check(alone, behind, before):
    spans = behind.spans["actag"]
    assert [str(span) for span in spans] == [str(span) for span in before.spans["actag"]]
    places = lambda entities: {(one.start, one.end) for one in entities}
    assert places(before.spans["actag"]) <= places(before.ents)
    taken = {token.i for span in spans for token in span}
    free = [one for one in alone.ents if taken.isdisjoint(range(one.start, one.end))]
    assert places(free) <= places(behind.ents)
    assert places(behind.ents) <= places(alone.ents) | places(spans)


if __name__ == "__main__":
    main(*sys.argv[1:])
