#!/usr/bin/env python3
"""Write the codes and dated offices of the gazetteers from tables of facts.

    tools/codes.py take FACTS ISO choose what is kept of the tables in FACTS and of the list of
                                  ISO 3166-2 of iso-codes (iso_3166-2.json): tools/codes/*.tsv
    tools/codes.py write          write gazetteers/codes/*.csv and gazetteers/offices/*.csv
    tools/codes.py check          fail where these are not what would be written
    tools/codes.py leaders        compare who holds office today with the Factbook's leaders

What the tables are, where they come from, and how to run this again with newer ones:
tools/codes/README.md. `write`, `check` and `leaders` ask the program for the actors and roles that
people wrote; ACTAG says where it is (target/debug/actag). Python 3 alone is needed.
"""

import collections
import csv
import datetime
import io
import json
import pathlib
import re
import sys
import unicodedata

from tables import GAZETTEERS, ROOT, keep, read, shown

TABLES = ROOT / "tools" / "codes"

# After this day few ends of offices were recorded in the table: whoever was in office then is not
# known to be so later.
OFFICES_KNOWN_UNTIL = "2022-06-30"
# Years in which the data of V-Dem and Polity end: a state that is there then has its number still.
DATA_END = {"vdem": "2024", "polity": "2018"}
# Matches by name that are taken. One of another country is taken only where a person said so.
SURE_MATCHES = {"name", "alias", "guarded"}


def main(arguments):
    match arguments:
        case ["take", facts, iso]:
            take(pathlib.Path(facts), pathlib.Path(iso))
        case ["write"]:
            for path, text in written_tables():
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
                print(f"{path.relative_to(ROOT)}: {text.count(chr(10)) - 1} rows")
        case ["check"]:
            differ = [str(path.relative_to(ROOT)) for path, text in written_tables()
                      if path.read_text(encoding="utf-8") != text]
            if differ:
                sys.exit(f"{', '.join(differ)}: run tools/codes.py write")
        case ["leaders"]:
            leaders()
        case _:
            sys.exit(__doc__)


# ── Tables ────────────────────────────────────────────────────────────────────────────────────────


def corrections():
    """Returns what a person decided on a row: by table and key, the actor, or `` for nobody."""
    return {(row["table"], row["key"]): row["actor"] for row in read(TABLES / "corrections.tsv")}


def take(facts, iso):
    decided = corrections()
    table = lambda name: read(facts / name)

    def actor_of(name, key, row):
        """Returns the actor of a row: as a person decided, else as it is matched, if that is sure."""
        if (name, key) in decided:
            return decided[name, key]
        kind = row["match"].removesuffix(", a city has this name").split(", ")
        return row["actag_id"] if len(kind) == 1 and kind[0] in SURE_MATCHES else ""

    take_countries(table, decided)
    rows = table("wikidata_by_actor.tsv")
    rows = [row for row in rows if row["certainty"] == "A"]
    columns = ["actor", "wikidata", "name", "source"]
    kept = [[row["actag_id"], row["wikidata"], row["name"], row["source"]] for row in rows]
    keep(TABLES / "wikidata.tsv", columns, kept)
    take_places(table, actor_of, iso)
    take_parties(table("parties.tsv"), decided)

    rows = table("ucdp_actors.tsv")
    columns = ["actor", "ucdp", "name", "full_name", "first_year", "last_year", "version"]
    source = ["name", "full_name_en", "first_year", "last_year", "version"]
    kept = [
        [actor_of("ucdp", row["ucdp_actor_id"], row), row["ucdp_actor_id"], *map(row.get, source)]
        for row in rows
    ]
    keep(TABLES / "ucdp.tsv", columns, [row for row in kept if row[0]])

    rows = table("us_fto_groups.tsv")
    kept = [
        [actor_of("fto", row["ofac_uid"], row), row["ofac_uid"], row["name"]] for row in rows
    ]
    keep(TABLES / "fto.tsv", ["actor", "fto", "name"], [row for row in kept if row[0]])

    rows = [row for row in table("officeholders_wikidata.tsv") if row["actag_id"]]
    columns = ["actor", "iso3", "position", "position_wikidata", "person_wikidata", "start", "end"]
    key = lambda row: ("offices", f"{row['person_wikidata']} {row['start']}")
    kept = [[row["actag_id"], *map(row.get, columns[1:])] for row in rows if key(row) not in decided]
    keep(TABLES / "offices.tsv", columns, kept)

    columns = ["country", "role", "title_and_name", "since"]
    kept = [[row[column] for column in columns] for row in table("factbook_leaders.tsv")]
    keep(TABLES / "leaders.tsv", columns, kept)


def take_countries(table, decided):
    kept = []
    for row in table("country_codes.tsv"):
        codes = {"m49": "m49", "geonames": "geonames", "gec": "fips"}
        for scheme, column in codes.items():
            if (scheme, row["actag_id"]) in decided:
                continue
            kept += [[row["actag_id"], scheme, code, "", ""] for code in row[column].split()]
    for row in table("country_systems.tsv"):
        scheme = row["system"].removesuffix("5")
        actor = decided.get((scheme, row["code"]), row["actag_id"])
        kept.append([actor, scheme, row["code"], row["start"], row["end"]])
    kept = [row for row in kept if row[0] and row[2]]
    keep(TABLES / "countries.tsv", ["actor", "scheme", "code", "first", "last"], kept)


def take_places(table, actor_of, iso):
    """ISO 3166-2 and GeoNames of subdivisions. A town of the name is the actor of the division where
    it is its seat, for one entry stands for both. CLDR keeps codes that ISO has withdrawn or given to
    other divisions, and lacks some. Which codes there are, and whose, is said by iso-codes:
    divisions that CLDR lacks, or has under an older code, are those of the same name."""
    cities = table("geonames_cities.tsv")
    seats = {row["geonameid"] for row in cities if row["feature"] in ("PPLA", "PPLC")}
    seat_actors = {
        row["actag_id"] for row in table("places_wikidata.tsv")
        if row["geonames"] in seats and row["match"] == "geonames"
    }
    current = {row["code"]: row["name"] for row in json.loads(iso.read_text("utf-8"))["3166-2"]}
    of_name = {(code[:2], plain(name)): code for code, name in current.items()}
    kept, by_name = [], collections.defaultdict(set)
    rows = table("admin1_iso3166_2.tsv")
    # Where a code is now that of a division which CLDR has under another, it is the numbers of the
    # whole country that were given anew: there, names alone decide.
    names = {(row["iso3166_2"][:2], plain(row["name_en"])): row["iso3166_2"] for row in rows}
    moved = lambda code: code in current and names.get((code[:2], plain(current[code])), code) != code
    renumbered = {
        code[:2] for code in current
        if moved(code) and moved(names[code[:2], plain(current[code])])
    }
    print("numbered anew:", *sorted(renumbered))
    for row in rows:
        code, actor = row["iso3166_2"], actor_of("iso3166-2", row["iso3166_2"], row)
        is_town = actor == row["actag_id"] and row["match"].endswith("a city has this name")
        if not actor or is_town and actor not in seat_actors:
            continue
        same_name = of_name.get((code[:2], plain(row["name_en"]))) == code
        if code in current and (same_name or code[:2] not in renumbered):
            geonames = "" if is_town else row["geonames"]
            kept.append([actor, code, geonames, row["name_en"], row["iso3"]])
        else:
            by_name[row["iso3"], plain(row["name_en"])].add(actor)
    iso3 = {row["iso2"]: row["iso3"] for row in table("country_codes.tsv")}
    for row in table("geonames_admin1.tsv"):
        if row["match"] in SURE_MATCHES:
            kept.append([row["actag_id"], "", row["geonames"], row["name"], row["iso3"]])
            by_name[row["iso3"], plain(row["name"])].add(row["actag_id"])
            by_name[row["iso3"], plain(row["ascii"])].add(row["actag_id"])
    known = {row[1] for row in kept}
    coded = {row[0] for row in kept if row[1]}
    for code, name in current.items():
        country = iso3.get(code[:2], "")
        names = filter(None, map(plain, re.split(r"[/(\[]", name)))
        actors = set().union(*(by_name[country, name] for name in names))
        if code not in known and len(actors) == 1 and not actors & coded:
            kept.append([*actors, code, "", name, country])
    keep(TABLES / "subdivisions.tsv", ["actor", "iso3166-2", "geonames", "name", "iso3"], kept)


def plain(name):
    """Returns a name of a subdivision without its kind and its accents."""
    kinds = "province|state|region|county|district|department|oblast|oblysy|krai|qarku|governorate"
    words = [word for word in folded(name) if not re.fullmatch(kinds, word)]
    return " ".join(words)


def take_parties(rows, decided):
    ids = ["partyfacts", "parlgov", "vparty", "manifesto", "ches"]
    by_actor = collections.defaultdict(list)
    for row in rows:
        row["partyfacts"] = row["partyfacts_id"]
        actor = decided.get(("partyfacts", row["partyfacts"]))
        if actor is None:
            sure = row["match"].split(", ")[0] in SURE_MATCHES
            actor = row["actag_id"] if sure else ""
        if actor:
            by_actor[actor].append(row)
    # Of several rows of one party, that which goes on, and has most numbers elsewhere, is the party
    # itself; the others are lists with others, or its beginnings.
    weight = lambda row: (not row["year_last"], sum(bool(row[key]) for key in ids), row["best"])
    kept = []
    for actor, of_actor in by_actor.items():
        row = max(of_actor, key=weight)
        kept.append([actor, *map(row.get, ids), row["iso3"], row["name_english"] or row["name"]])
    keep(TABLES / "parties.tsv", ["actor", *ids, "iso3", "name"], kept)


# ── Gazetteers ────────────────────────────────────────────────────────────────────────────────────


def written():
    """Returns the actors that people and families wrote, by id: without this script's tables."""
    parts = [part for part in sorted(GAZETTEERS.iterdir()) if part.name not in ("codes", "offices")]
    parts = [part for part in parts if part.is_dir() or part.suffix in (".yaml", ".yml", ".csv")]
    return {actor["id"]: actor for actor in shown(parts)}


def csv_table(name, columns, rows):
    """Returns the path of a table of the gazetteers, and its text."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    table.writerows(rows)
    return GAZETTEERS / name, text.getvalue()


def day_after(day):
    return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=1))


def written_tables():
    """Yields the tables of the gazetteers, as they are written."""
    actors = written()
    known = lambda row: row["actor"] in actors or print("nobody:", row["actor"])
    table = lambda name: [row for row in read(TABLES / name) if known(row)]
    # What people wrote holds, and a code that identifies is one actor's.
    taken = {
        (scheme, code) for actor in actors.values() for scheme, codes in actor["codes"].items()
        for code in ([codes] if isinstance(codes, str) else [])
    }

    rows = []
    for row in table("wikidata.tsv"):
        rows.append([row["actor"], row["wikidata"]])
    yield csv_table("codes/wikidata.csv", ["actor", "codes.wikidata"], rows)

    yield csv_table("codes/countries.csv", ["actor", "codes", "from", "until"], countries(table, taken))

    geonames = {row["code"] for row in table("countries.tsv") if row["scheme"] == "geonames"}
    rows = {}
    for row in table("subdivisions.tsv"):
        of_actor = rows.setdefault(row["actor"], (set(), set()))
        if row["iso3166-2"]:
            of_actor[0].add(row["iso3166-2"])
        number = row["geonames"]
        if number and ("geonames", number) not in taken and number not in geonames:
            of_actor[1].add(number)
    rows = [[actor, *("|".join(sorted(codes)) for codes in both)] for actor, both in rows.items()]
    rows = [row for row in rows if row[1] or row[2]]
    yield csv_table("codes/subdivisions.csv", ["actor", "codes.iso3166-2", "codes.geonames"], rows)

    columns = ["partyfacts", "parlgov", "vparty", "manifesto", "ches"]
    rows = [
        [row["actor"], *(row[key].replace(" ", "|") for key in columns)]
        for row in table("parties.tsv")
    ]
    yield csv_table("codes/parties.csv", ["actor", *(f"codes.{key}" for key in columns)], rows)

    for scheme in ["ucdp", "fto"]:
        rows = [[row["actor"], row[scheme]] for row in table(f"{scheme}.tsv")]
        yield csv_table(f"codes/{scheme}.csv", ["actor", f"codes.{scheme}"], rows)

    columns = ["actor", "title", "of", "from", "until", "known_until"]
    yield csv_table("offices/since-2000.csv", columns, offices(table, actors))


def countries(table, taken):
    periods = collections.defaultdict(list)
    for row in table("countries.tsv"):
        actor, scheme, code = row["actor"], row["scheme"], row["code"]
        if scheme == "geonames" and (scheme, code) in taken:
            continue
        first, last = row["first"], row["last"]
        if scheme in DATA_END:
            last = "" if last == DATA_END[scheme] else last and f"{last}-12-31"
            first = f"{first}-01-01"
        until = last and day_after(last)
        periods[actor].append((scheme, code, first, until))
    # States that bear the number of another for a time.
    for row in read(TABLES / "successions.tsv"):
        for scheme, code, first, until in list(periods[row["bears"]]):
            if scheme not in row["schemes"].split():
                continue
            first = max(first, row["from"])
            until = min(until or "9999", row["until"] or "9999")
            if first < until and (scheme, code, first) not in [p[:3] for p in periods[row["actor"]]]:
                periods[row["actor"]].append((scheme, code, first, until.replace("9999", "")))
        if row["ends"]:
            periods[row["bears"]] = [
                (scheme, code, first, min(until or "9999", row["ends"]))
                if scheme in row["schemes"].split() else (scheme, code, first, until)
                for scheme, code, first, until in periods[row["bears"]]
            ]
    rows = []
    for actor, codes in sorted(periods.items()):
        of_time = collections.defaultdict(list)
        for scheme, code, first, until in sorted(codes):
            of_time[first, until].append(f"{scheme}={code}")
        rows += [[actor, ";".join(codes), *days] for days, codes in sorted(of_time.items())]
    return rows


# ── Offices ───────────────────────────────────────────────────────────────────────────────────────

# Titles that say the same office, for a person of one country.
SAME_OFFICE = [
    (r"^(acting |interim |transition(al)? |federal )?president\b(?! of the (senate|national a|chamber))",
     "president"),
    (r"prime minister|^premier|^(federal )?chancellor\b(?! of)|taoiseach|chair.* (council|cabinet) of ministers"
     r"|president of the (council of ministers|government)|head of government", "prime minister"),
    (r"^(king|queen|emir|amir|sultan|emperor|grand duke|prince)\b", "monarch"),
    (r"foreign (affairs|minister)|external (affairs|relations)|secretary of state$", "foreign"),
    (r"defen[cs]e", "defence"),
]


def office(title):
    """Returns what office a title is, however it is worded. A deputy is another than the head."""
    title = title.lower()
    if re.search(r"\b(deputy|vice|former|assistant|under)\b", title):
        return title
    return next((name for form, name in SAME_OFFICE if re.search(form, title)), title)


def first_day(day):
    """The first day on which an office was surely held: of a year or a month alone, the day after."""
    match [int(part) for part in day.split("-") if part]:
        case [year]:
            return f"{year + 1:04}-01-01"
        case [year, month]:
            return f"{year + month // 12:04}-{month % 12 + 1:02}-01"
        case _:
            return day


def end_day(day):
    """The day on which an office was perhaps no longer held: of a year or month alone, its first."""
    return day + {4: "-01-01", 7: "-01"}.get(len(day), "")


def offices(table, actors):
    governments = {
        actor["codes"]["iso3"]: actor["id"] for actor in actors.values()
        if actor["type"] == "government" and isinstance(actor["codes"].get("iso3"), str)
    }
    held = collections.defaultdict(list)
    for row in table("offices.tsv"):
        title = row["position"][:1].upper() + row["position"][1:]
        if title in ("First Lady", "First Gentleman"):
            continue
        of = governments.get(row["iso3"], row["iso3"] if row["iso3"] in actors else "")
        first, until = first_day(row["start"]), end_day(row["end"])
        if until and until <= first:
            continue
        held[row["actor"], title, of].append((first, until or "9999"))
    today = leaders_by_office(actors.values())
    rows = []
    for (actor, title, of), periods in held.items():
        roles = actors[actor]["roles"]
        for first, until in joined(periods):
            # What people wrote of the same office has been checked, and is newer.
            if any(overlaps(role, title, first, until) for role in roles):
                continue
            known = ""
            if until == "9999":
                until, known = "", max(first, OFFICES_KNOWN_UNTIL)
                successor = today.get((of, office(title)))
                if successor and is_same(actors[actor], successor):
                    known = ""
                elif successor and successor["since"] > first:
                    known = min(known, str(datetime.date.fromisoformat(successor["since"])
                                           - datetime.timedelta(days=1)))
            rows.append([actor, title, of, first, until, known])
    return sorted(rows + offices_today(actors, today, rows))


def offices_today(actors, today, rows):
    """Returns the offices of leaders of today who are actors, where no entry and no row has them."""
    people = [actor for actor in actors.values() if actor["type"] == "person"]
    known = {(row[0], office(row[1])) for row in rows if not row[4] and not row[5]}
    found = []
    for (of, what), leader in today.items():
        holders = [one for one in people if is_same(one, leader)
                   and one["country"] == actors[of]["country"]]
        if len(holders) != 1 or what not in ("president", "prime minister", "monarch"):
            continue
        roles = holders[0]["roles"]
        is_there = any(office(role["title"] or "") == what and not role["until"] for role in roles)
        if not is_there and (holders[0]["id"], what) not in known:
            title = leader["shown"].split()[0] if what == "monarch" else what.title()
            title = title.replace("Amir", "Emir").replace("Co-prince", "Prince")
            found.append([holders[0]["id"], title, of, leader["since"], "", ""])
    return found


def joined(periods):
    """Returns periods with those that touch or overlap made one."""
    whole = []
    for first, until in sorted(periods):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(until, whole[-1][1]))
        else:
            whole.append((first, until))
    return whole


def overlaps(role, title, first, until):
    same = office(role["title"] or "") == office(title)
    return same and (role["from"] or "") < until and first < (role["until"] or "9999")


# ── Leaders of today ──────────────────────────────────────────────────────────────────────────────


LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "ß": "ss", "ə": "a"})


def folded(name):
    plain = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    return re.findall(r"[a-z]+", "".join(c for c in plain if not unicodedata.combining(c)))


def is_same(actor, leader):
    """Returns whether a leader of the Factbook is an actor: has the surname, and a further word."""
    names = [set(folded(name["text"])) for name in actor["names"]]
    return any(leader["surname"] <= name and len(leader["words"] & name) > 1 for name in names)


def leaders_by_office(actors):
    """Returns the leaders by government and office, with the day from which they hold it."""
    countries = {
        name["text"]: actor["id"] for actor in actors if actor["type"] == "government"
        for name in actor["names"]
    }
    decided = corrections()
    found = {}
    for row in read(TABLES / "leaders.tsv"):
        if ("leaders", row["title_and_name"]) in decided:
            continue
        actor = countries.get(row["country"].split(", The")[0])
        words = re.sub(r"\(.*?\)", "", row["title_and_name"]).replace(",", " ").split()
        surname = {part for word in words if word.isupper() and len(word) > 1 for part in folded(word)}
        since = re.search(r"(\d{1,2} [A-Z][a-z]{2})[a-z]* (\d{4})", row["since"])
        if not (actor and surname and since):
            continue
        title = " ".join(word for word in words[:4] if not word.isupper())
        day = datetime.datetime.strptime(f"{since[1]} {since[2]}", "%d %b %Y").date()
        found[actor, office(title)] = {
            "surname": surname, "words": set(folded(" ".join(words))), "since": str(day),
            "shown": row["title_and_name"],
        }
    return found


def leaders():
    """Compares who holds office today, by the gazetteers, with the leaders of the Factbook."""
    actors = shown([GAZETTEERS])
    people = [actor for actor in actors if actor["type"] == "person"]
    offices_today = leaders_by_office(actors)
    counts = collections.Counter()
    for (government, what), leader in sorted(offices_today.items()):
        actors = [person for person in people if is_same(person, leader)]
        if not actors:
            counts["who are no actor"] += 1
            continue
        open_roles = [
            role for person in actors for role in person["roles"]
            if role["until"] is None and role["known_until"] is None
        ]
        if any(office(role["title"] or "") == what for role in open_roles):
            counts["who hold it in the gazetteers"] += 1
        else:
            counts["who do not"] += 1
            print(f"not in office: {leader['shown']} ({government}), since {leader['since']}")
    for person in people:
        for role in person["roles"]:
            leader = offices_today.get((role["of"], office(role["title"] or "")))
            is_open = role["until"] is None and role["known_until"] is None
            if leader and is_open and not is_same(person, leader):
                counts["in office beside the leader of today"] += 1
                print(f"in office, but not of today: {person['id']}, {role['title']} of {role['of']};"
                      f" today {leader['shown']}")
    print(f"{len(offices_today)} leaders:", ", ".join(f"{n} {what}" for what, n in counts.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
