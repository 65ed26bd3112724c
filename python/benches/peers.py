"""Other taggers in Python beside actag, with the same names, in one run.

    python peers.py CORPUS.jsonl [MEGABYTES]

Prints seconds of the processor to build and to tag, megabytes of text for each second, and places
found. What they find differs: the peers know no rules, and fold case alone.
"""

import json
import sys
import time

import actag
import pyarrow


def main(corpus, megabytes="5"):
    most = float(megabytes) * 1e6
    texts, size = [], 0
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            size += len(texts[-1].encode())
            if size > most:
                break
    tagger = actag.Tagger()
    names = sorted({name for actor in tagger.actors() for name in actor.names})
    print(f"{len(texts)} documents, {size / 1e6:.1f} MB, {len(names)} names")
    table = pyarrow.table({"t": texts})

    def ours():
        return lambda: len(tagger.tag_table(table, text="t", threads=1).to_arrow())

    def ours_one_by_one():
        return lambda: sum(len(tagger.tag(text)) for text in texts)

    def aho_corasick():
        import ahocorasick_rs

        automaton = ahocorasick_rs.AhoCorasick(
            [name.lower() for name in names], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        return lambda: sum(len(automaton.find_matches_as_indexes(text.lower())) for text in texts)

    def flashtext():
        from flashtext import KeywordProcessor

        keywords = KeywordProcessor()
        keywords.add_keywords_from_list(names)
        return lambda: sum(len(keywords.extract_keywords(text)) for text in texts)

    def phrase_matcher():
        import spacy
        from spacy.matcher import PhraseMatcher

        nlp = spacy.blank("en")
        matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        matcher.add("names", list(nlp.tokenizer.pipe(names)))
        return lambda: sum(
            len(spacy.util.filter_spans(matcher(doc, as_spans=True))) for doc in nlp.pipe(texts)
        )

    def component():
        import spacy

        nlp = spacy.blank("en")
        nlp.add_pipe("actag")
        return lambda: sum(len(doc.ents) for doc in nlp.pipe(texts))

    def blank():
        import spacy

        nlp = spacy.blank("en")
        return lambda: sum(len(doc.ents) for doc in nlp.pipe(texts))

    for name, build in {
        "actag, Arrow to Arrow": ours,
        "actag, one text at a time": ours_one_by_one,
        "ahocorasick-rs": aho_corasick,
        "flashtext": flashtext,
        "spaCy PhraseMatcher": phrase_matcher,
        "spaCy, blank, with actag": component,
        "spaCy, blank, without": blank,
    }.items():
        start = time.process_time()
        tag = build()
        built = time.process_time()
        found = tag()
        tagged = time.process_time() - built
        speed = size / 1e6 / tagged
        print(f"{name}: build {built - start:.2f} s, tag {tagged:.2f} s, {speed:.1f} MB/s, {found}")


if __name__ == "__main__":
    main(*sys.argv[1:])
