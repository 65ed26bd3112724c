"""What the peers are given: a corpus where none is named, and names. The same arguments make the same bytes.

    material.py corpus FOLDER_OF_TEXTS MEGABYTES OUT.jsonl
    material.py names CORPUS.jsonl COUNT FOLDER [FOLDER_OF_FACTS]
                                                      names.tsv (id, name), names.txt, longest.txt (those that are longest
                                                      first), gazetteer/names.csv (in small letters: any case)
    material.py texts CORPUS.jsonl OUT.txt            the texts alone, for search tools that read no JSON
    material.py slice CORPUS.jsonl MEGABYTES OUT.jsonl
    material.py folded CORPUS.jsonl NAMES.tsv TEXTS NAMES.txt
                                                      for matching.c: half of the documents, length and bytes of each
"""

import collections
import json
import pathlib
import random
import re
import sys
import unicodedata

GIVEN = "Amina Boris Carlos Dmitri Elena Farid Grace Hassan Ivana Jamal Karim Leila Mikhail Nadia Omar Petra Rashid Sofia"
STEMS = "Al Bar Cher Dar El Far Gor Har Kar Mar Nov Or Per Qar Ras Sal Tar Var Wad Zar"
ENDINGS = "abad agrad amar ani avo eh enko ikov imi ina isk ogorod ovic owa um una ur"
NOUNS = "District Brigade Council Front Party Province University Press Bank Army Valley Movement"


def documents(path):
    with open(path, "rb") as lines:
        for line in lines:
            yield json.loads(line)


def corpus(folder, megabytes, out):
    """Made-up prose: each word follows the two before it somewhere in the texts, and names stand where capitals do."""
    follow = collections.defaultdict(list)
    starts = []
    for path in sorted(pathlib.Path(folder).rglob("*.txt")):
        words = path.read_text(encoding="utf-8").split()
        starts.append(tuple(words[:2]))
        for first, second, third in zip(words, words[1:], words[2:]):
            follow[first, second].append(third)
    chance, names, written, number = random.Random(1), list(made_up(3_000)), 0, 0
    with open(out, "w", encoding="utf-8") as lines:
        while written < megabytes * 1_000_000:
            pair = chance.choice(starts)
            words = list(pair)
            for _ in range(400):
                if pair not in follow:
                    pair = chance.choice(starts)
                    words.extend(pair)
                word = chance.choice(follow[pair])
                pair = pair[1], word
                name = word[:1].isupper() and chance.random() < 0.3
                words.append(names[int(len(names) * chance.random() ** 3)] if name else word)
                if word.endswith(".") and chance.random() < 0.1:
                    words.append("\n\n")
            text = " ".join(words).replace(" \n\n ", "\n\n")
            number += 1
            written += lines.write(json.dumps({"id": f"d{number}", "text": text}, ensure_ascii=False) + "\n")


def names(path, count, folder, facts=None):
    """Distinct names: of tables of facts, else the capitalised runs of the corpus; then made-up ones."""
    seen, names, folder = set(), [], pathlib.Path(folder)
    for name in candidates(path, facts):
        if len(names) < count and is_name(name) and fold(name) not in seen:
            seen.add(fold(name))
            names.append(name)
        if len(names) == count:
            break
    (folder / "gazetteer").mkdir(parents=True, exist_ok=True)
    write = lambda file, lines: (folder / file).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    write("names.tsv", (f"n{number}\t{name}" for number, name in enumerate(names)))
    write("names.txt", names)
    write("longest.txt", sorted(names, key=len, reverse=True))
    rows = (f"n{number},{name.lower()},place" for number, name in enumerate(names))
    write("gazetteer/names.csv", ["id,name,type", *rows])


def candidates(path, facts):
    if facts:
        first, rest = of_facts(pathlib.Path(facts))
    else:
        runs = capitalised_runs(path)
        first, rest = runs[:200], runs[200:]
    yield from first
    yield from sorted(rest, key=scatter)
    yield from made_up()


def of_facts(folder):
    """The columns that benches/support/names.rs reads, too: countries first."""
    column = lambda file, *columns: [
        part
        for line in (folder / file).read_text(encoding="utf-8").splitlines()[1:]
        for number, field in enumerate(line.split("\t"))
        if number in columns
        for part in field.split("; ")
    ]
    rest = column("geonames_cities.tsv", 1, 2, 3) + column("us_congress_executive.tsv", 1)
    rest += column("state_visits_leaders.tsv", 2) + column("us_federal_orgs_dotgov.tsv", 1)
    rest += [name.title() for name in column("phoenix_actors.tsv", 2, 3)]
    return column("factbook_countries.tsv", 2, 8, 9, 10), rest


def capitalised_runs(path):
    """Names as the corpus prints them within sentences, the most frequent first; no word that is usually small."""
    word = r"[^\W\d_a-zà-ÿ][\w’'-]+"
    run = re.compile(rf"(?<=[a-z,] ){word}(?: (?:(?:of|the|and|for|de|al) )*{word}){{0,4}}")
    runs, small = collections.Counter(), collections.Counter()
    for document in documents(path):
        runs.update(re.sub(r"['’]s?$", "", name) for name in run.findall(document["text"]))
        small.update(re.findall(r"\b[a-z]+\b", document["text"]))
    ranked = sorted(runs, key=lambda name: (-runs[name], name))
    return [name for name in ranked if " " in name or runs[name] > small[name.lower()]]


def made_up(count=None):
    """Persons, and places with a noun."""
    chance = random.Random(2)
    places = [stem + middle + ending for stem in STEMS.split() for middle in ["", "an", "es", "il", "ok"] for ending in ENDINGS.split()]
    given, nouns = GIVEN.split(), NOUNS.split()
    while count is None or count > 0:
        place = chance.choice(places)
        if chance.random() < 0.25:
            yield f"{place} {chance.choice(nouns)}"
        elif chance.random() < 0.3:
            yield f"{chance.choice(given)} {place}"
        else:
            yield f"{chance.choice(given)} {chance.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')} {place}{chance.choice(['', '', '-' + chance.choice(places)])}"
        count = count and count - 1


def is_name(name):
    return 3 <= len(name) < 60 and name[0].isalnum() and name[-1].isalnum() and all(c.isalnum() or c in " -'’." for c in name)


def fold(name):
    """Roughly what actag takes for the same name."""
    return " ".join(re.sub("['.]", "", letters(name)).split())


def scatter(name):
    """A number that looks random (FNV-1a)."""
    number = 0xCBF29CE484222325
    for byte in name.encode():
        number = (number ^ byte) * 0x100000001B3 % 2**64
    return number


def texts(path, out):
    with open(out, "w", encoding="utf-8", newline="") as lines:
        for document in documents(path):
            lines.write(document["text"] + "\n")


def folded(path, names, out, names_out):
    with open(names, encoding="utf-8") as lines, open(names_out, "w", encoding="utf-8") as literals:
        for line in lines:
            literals.write(letters(line.split("\t")[1]))
    # The half that `cargo bench --bench matching` takes.
    half = [document["text"] for document in documents(path)]
    half = half[: (len(half) + 1) // 2]
    with open(out, "wb") as texts:
        for text in half:
            data = letters(text).encode()
            texts.write(len(data).to_bytes(4, "little") + data)


def letters(text):
    """Small letters without marks, straight quotes, spaces for hyphens."""
    text = text.translate({0x2018: "'", 0x2019: "'", 0x2010: " ", 0x2011: " ", 0x2013: " ", ord("-"): " "})
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.lower()


def slice_of(path, megabytes, out):
    """Whole documents from all over the corpus."""
    with open(path, "rb") as lines:
        lines = lines.readlines()
    step = max(1, round(sum(map(len, lines)) / (megabytes * 1e6)))
    with open(out, "wb") as part:
        part.writelines(lines[::step])


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "corpus":
        corpus(rest[0], float(rest[1]), rest[2])
    elif what == "names":
        names(rest[0], int(rest[1]), *rest[2:])
    elif what == "folded":
        folded(*rest)
    elif what == "texts":
        texts(*rest)
    elif what == "slice":
        slice_of(rest[0], float(rest[1]), rest[2])
