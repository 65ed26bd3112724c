#!/usr/bin/env python3
"""Hold gazetteers against the JSON Schema that editors use, with another program's eyes.

    python3 tests/check_schema.py [FOLDER]

FOLDER is `gazetteers` unless it is named. Checked are:

* the schema is a valid schema of its draft;
* every YAML file of the folder, however deep, names it in its first line and is valid under it;
* what the decoder of actag accepts of odd scalars is valid, too;
* each of a list of mistakes is refused, at the key where it stands.

Needs jsonschema and PyYAML: pip install jsonschema pyyaml
"""

import json
import pathlib
import re
import sys

import jsonschema
import yaml

MODELINE = "# yaml-language-server: $schema={}gazetteer.schema.json"


class Loader(yaml.SafeLoader):
    """YAML 1.2 as language servers read it: dates and `NO` are text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )
# `0o7` is an integer of YAML 1.2 that PyYAML cannot make; its value is of no interest here.
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: len(node.value))
Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: 0.5)

ACTOR = "actors:\n  - {id: iran, name: Iran, type: government, %s}"
FAMILY = "families:\n  - {each: {type: government}, id: <id>-army, name: <name> army, type: military, %s}"

RIGHT = [
    ACTOR % "codes: {cow: 630, geonames: 007, other.scheme: 1e5}",
    ACTOR % "codes: {cow: [{code: 260, from: 1955-05-05, until: 1990-10-03}, 255], x: {code: 1}}",
    ACTOR % "roles: [{title: Minister, from: 2020-01-01, known_until: 2022-06-30}]",
    ACTOR % "aliases: [NO, on, 1948, 1.5, true, 7th Brigade]",
    ACTOR % "guarded: [{name: 313, case: exact, needs: [1979], weak: false}]",
    ACTOR % "roles: [{title: President, from: 2017-01-20}]",
    ACTOR % 'matches: ["[Iran] wrote", "to [Iran] and [Iran]"], never: ["nothing"]',
    FAMILY % 'aliases: ["<adjective> {army,troops}"], country: <country>, part_of: <id>',
    "type: place\nactors:\n  - {id: 7th-street, name: 7th Street}",
    "type: militia\nfamilies:\n  - {each: {id: [iran]}, id: <id>-x, name: <name> x}",
]

# What is wrong, and where in the tree the schema must see it.
WRONG = [
    (ACTOR % "alias: [Persia]", "actors/0"),
    (ACTOR % "aliases: Persia", "actors/0/aliases"),
    (ACTOR % "aliases: [{name: Persia}]", "actors/0/aliases/0"),
    (ACTOR % 'aliases: [""]', "actors/0/aliases/0"),
    (ACTOR % "aliases: [~]", "actors/0/aliases/0"),
    (ACTOR % "aliases:", "actors/0/aliases"),
    (ACTOR % "country: Iran", "actors/0/country"),
    (ACTOR % "country: irn", "actors/0/country"),
    (ACTOR % "part_of: Middle East", "actors/0/part_of"),
    (ACTOR % "codes: [630]", "actors/0/codes"),
    (ACTOR % 'codes: {cow: "630;631"}', "actors/0/codes/cow"),
    (ACTOR % 'codes: {cow: "630|631"}', "actors/0/codes/cow"),
    (ACTOR % "codes: {cow: []}", "actors/0/codes/cow"),
    (ACTOR % "codes: {cow: [{from: 1955-05-05}]}", "actors/0/codes/cow"),
    (ACTOR % "codes: {cow: {code: 630, til: 1955-05-05}}", "actors/0/codes/cow"),
    (ACTOR % "codes: {a scheme: 1}", "actors/0/codes"),
    (ACTOR % "guarded: [PMU]", "actors/0/guarded/0"),
    (ACTOR % "guarded: [{needs: [iraq]}]", "actors/0/guarded/0"),
    (ACTOR % "guarded: [{name: A, case: lower}]", "actors/0/guarded/0/case"),
    (ACTOR % "guarded: [{name: A, needs: []}]", "actors/0/guarded/0/needs"),
    (ACTOR % "guarded: [{name: A, weak: yes}]", "actors/0/guarded/0/weak"),
    (ACTOR % "roles: [{from: 2017-01-20}]", "actors/0/roles/0"),
    (ACTOR % "roles: [{title: A, from: 20 January 2017}]", "actors/0/roles/0/from"),
    (ACTOR % "roles: [{title: A, until: 2017-13-01}]", "actors/0/roles/0/until"),
    (ACTOR % 'matches: ["no brackets"]', "actors/0/matches/0"),
    (ACTOR % 'matches: ["[never closed"]', "actors/0/matches/0"),
    ("actors:\n  - {id: Iran_1, name: Iran, type: x}", "actors/0/id"),
    ('actors:\n  - {id: a, name: "{A,B}", type: x}', "actors/0/name"),
    ("actors:\n  - {name: Iran, type: x}", "actors/0"),
    ("actors:\n  - {id: iran, type: x}", "actors/0"),
    ("actors:\n  - {id: iran, name: Iran}", "actors/0"),
    ("actors: {iran: Iran}", "actors"),
    ("actor: []", ""),
    ("type: place", ""),
    (FAMILY % "matches: []", "families/0"),
    (FAMILY % "country: Iran", "families/0/country"),
    ("families:\n  - {id: <id>-x, name: <name> x, type: y}", "families/0"),
    (
        "families:\n  - {each: {type: a, id: [b]}, id: <id>-x, name: x, type: y}",
        "families/0/each",
    ),
    ("families:\n  - {each: {}, id: <id>-x, name: x, type: y}", "families/0/each"),
    (
        "families:\n  - {each: {type: a}, id: <ident>-x, name: x, type: y}",
        "families/0/id",
    ),
]


def main(arguments):
    folder = pathlib.Path(arguments[0] if arguments else "gazetteers")
    schema = json.loads((folder / "gazetteer.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    wrong = []
    files = sorted(folder.rglob("*.y*ml"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        modeline = MODELINE.format("../" * (len(path.relative_to(folder).parts) - 1))
        if text.splitlines()[0] != modeline:
            wrong.append(f"{path}: the first line is not `{modeline}`")
        wrong += [f"{path}: {place}: {message}" for place, message in faults(validator, text)]
    for text in RIGHT:
        wrong += [f"refused: {text!r}: {place}: {message}" for place, message in faults(validator, text)]
    for text, place in WRONG:
        places = [found for found, _ in faults(validator, text)]
        if place not in places:
            wrong.append(f"not refused at {place!r}, but at {places}: {text!r}")
    for line in wrong[:20]:
        print(f"wrong: {line}")
    print(f"{len(files)} files valid, {len(RIGHT)} odd ones too, {len(WRONG)} mistakes refused" if not wrong else f"{len(wrong)} wrong")
    return 1 if wrong or not files else 0


def faults(validator, text):
    """Place and message of everything that the schema refuses."""
    tree = yaml.load(text, Loader)
    return [
        ("/".join(map(str, error.absolute_path)), error.message[:200])
        for error in validator.iter_errors(tree)
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
