#!/usr/bin/env python3
"""Measure the house: how much a change touches, and where the code is hard to read.

    tools/house.py            figures
    tools/house.py --list     figures, and each place
    tools/house.py --check    exit code 1 where a bound is passed that CI keeps

Counted are the Rust files of `src` and `crates`. Code of tests (`tests.rs`, folders called `tests`,
and what follows `#[cfg(test)]` in a file) is left out except for the length of lines. Python 3
alone is needed.
"""

import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
WIDTH = 100
LONG_FILE = 400
LONG_FUNCTION = 60
SAME_LINES = 8

# Bounds that CI keeps: name of the figure, and the most or the least of it.
AT_MOST = {
    "lines over 100 columns": 0,
    "type names met twice in a crate": 0,
    "circles of modules": 0,
    "files for a table": 4,
    "files for a document format": 3,
}

# What names an example of each kind of thing, and so has to be touched for one more.
TOUCHED = {
    "a table": r"\bpairs::|\bPairRow\b|\"pairs\"",
    "a document format": r"\bjson::LINES\b|\"jsonl\"",
    "a kind of name": r"NameKind::Metonym\b|\"metonyms\"|\bmetonyms:",
    "an abbreviation": r"\bsgt\b",
}


def main(arguments):
    listing = "--list" in arguments
    files = [Source(path) for path in sorted(sources())]
    figures = {}

    def figure(name, places, shown=None):
        figures[name] = len(places) if shown is None else shown
        print(f"{figures[name]:>8}  {name}")
        if listing:
            for place in places:
                print(f"          {place}")

    code = sum(file.code_lines for file in files)
    reasons = sum(file.reasons for file in files)
    functions = [function for file in files for function in file.functions()]
    print(f"{len(files):>8}  files with {code:,} lines of code")
    figure("lines over 100 columns", wide_lines())
    figure("type names met twice in a crate", twice(files))
    figure("circles of modules", circles(files))
    long_files = [f"{f.name}: {len(f.lines)} lines" for f in files if len(f.lines) > LONG_FILE]
    figure("files over 400 lines", long_files)
    long_functions = [place for place, lines in functions if lines > LONG_FUNCTION]
    figure("functions over 60 lines", long_functions)
    figure(f"blocks of {SAME_LINES} lines met twice", same_blocks(files))
    figure("comments in code, of 100 lines", [], f"{100 * reasons / code:.1f}")
    for thing, pattern in TOUCHED.items():
        figure(f"files for {thing}", touching(pattern))
    if "--check" in arguments:
        passed = {name: most for name, most in AT_MOST.items() if figures[name] > most}
        for name, most in passed.items():
            allowed = f"where {most} are allowed; tools/house.py --list shows them"
            print(f"{name}: {figures[name]}, {allowed}")
        return 1 if passed else 0
    return 0


def sources():
    for top in ("src", "crates"):
        for path in (ROOT / top).rglob("*.rs"):
            parts = path.relative_to(ROOT).parts
            if "src" in parts and "tests" not in parts and path.name != "tests.rs":
                yield path


class Source:
    """A file, without its tests."""

    def __init__(self, path):
        self.path = path
        self.name = str(path.relative_to(ROOT))
        text = path.read_text()
        tests = r"^#\[cfg\(test\)\]\n(?:#!?\[[^\n]*\n)*mod \w+ \{"
        self.text = re.split(tests, text, flags=re.M)[0]
        self.lines = self.text.rstrip().split("\n")
        stripped = [line.strip() for line in self.lines]
        self.reasons = sum(is_reason(line) for line in stripped)
        self.code_lines = sum(bool(line) and not line.startswith("//") for line in stripped)

    @property
    def crate(self):
        parts = pathlib.Path(self.name).parts
        return parts[1] if parts[0] == "crates" else "actag"

    def functions(self):
        """Yields where each function is, and how many lines it has."""
        for number, line in enumerate(self.lines):
            found = re.match(r"( *)(?:pub(?:\([^)]*\))? )?(?:const |unsafe )*fn (\w+)", line)
            if not found:
                continue
            end = found.group(1) + "}"
            length = next((n for n, later in enumerate(self.lines[number:], 1) if later == end), 1)
            yield f"{self.name}:{number + 1} {found.group(2)}: {length} lines", length


def is_reason(line):
    return line.startswith("//") and not line.startswith(("///", "//!"))


def wide_lines():
    places = []
    for top in ("src", "crates", "tests", "benches", "examples"):
        for path in sorted((ROOT / top).rglob("*.rs")):
            for number, line in enumerate(path.read_text().split("\n"), 1):
                if len(line) > WIDTH:
                    places.append(f"{path.relative_to(ROOT)}:{number}: {len(line)} columns")
    return places


def twice(files):
    names = collections.defaultdict(set)
    for file in files:
        # Types inside functions are nobody else's business.
        types = r"^(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|union) (\w+)"
        for name in re.findall(types, file.text, re.M):
            names[file.crate, name].add(file.name)
    # Each command has its arguments; clap gives them one name.
    return [
        f"{crate}: {name} in {', '.join(sorted(places))}"
        for (crate, name), places in sorted(names.items())
        if len(places) > 1 and name != "Arguments"
    ]


def module(name):
    """Returns the path of a module in its crate."""
    parts = list(pathlib.Path(name).with_suffix("").parts)
    parts = parts[parts.index("src") + 1 :]
    return tuple(parts[:-1] if parts[-1] in ("mod", "lib", "main") else parts)


def circles(files):
    """Lists modules of one crate that import each other, parents and children aside."""
    found = []
    for crate in sorted({file.crate for file in files}):
        modules = {module(file.name): file for file in files if file.crate == crate}
        arrows = {name: imports(name, file, modules) for name, file in modules.items()}
        reach = {name: reachable(name, arrows) for name in arrows}
        inside = sorted(name for name in arrows if name in reach[name])
        mutual = lambda name: frozenset(other for other in reach[name] if name in reach[other])
        groups = {mutual(name) for name in inside}
        for group in groups:
            found.append(f"{crate}: {', '.join(sorted('::'.join(name) for name in group))}")
    return found


def imports(name, file, modules):
    wanted = set()
    for path in re.findall(r"\buse ((?:crate|super|self)::[^;]+);", file.text):
        for one in expand(path):
            parts = one.split("::")
            at = {"crate": (), "super": name[:-1], "self": name}[parts[0]]
            parts = parts[1:]
            while parts and parts[0] == "super":
                at, parts = at[:-1], parts[1:]
            whole = at + tuple(parts)
            named = next((whole[:n] for n in range(len(whole), 0, -1) if whole[:n] in modules), ())
            related = named == name[: len(named)] or name == named[: len(name)]
            if named and not related:
                wanted.add(named)
    return wanted


def expand(path):
    """Takes the braces out of an import."""
    path = " ".join(path.split())
    found = re.search(r"\{([^{}]*)\}", path)
    if not found:
        return [path.split(" as ")[0].strip()]
    before, after = path[: found.start()], path[found.end() :]
    return [
        one
        for part in found.group(1).split(",")
        if part.strip()
        for one in expand(before + part.strip() + after)
    ]


def reachable(start, arrows):
    seen, todo = set(), list(arrows[start])
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo.extend(arrows.get(name, ()))
    return seen


def same_blocks(files):
    blocks = collections.defaultdict(list)
    for file in files:
        lines = [line.strip() for line in file.lines]
        for start in range(len(lines) - SAME_LINES + 1):
            block = lines[start : start + SAME_LINES]
            is_full = sum(len(line) > 3 for line in block) >= SAME_LINES - 2
            if is_full and not block[0].startswith("use "):
                blocks["\n".join(block)].append((file.name, start + 1))
    places, last = [], set()
    for same in blocks.values():
        if len(same) > 1:
            here = {(name, line - 1) for name, line in same}
            if not here <= last:
                places.append(" = ".join(f"{name}:{line}" for name, line in same))
            last = set(same)
    return places


def touching(pattern):
    found = []
    for path in sorted(set(sources()) | set((ROOT / "crates").rglob("*.txt"))):
        text = Source(path).text if path.suffix == ".rs" else path.read_text()
        code = "\n".join(line for line in text.split("\n") if not line.strip().startswith("//"))
        if re.search(pattern, code, re.I if pattern.islower() else 0):
            found.append(str(path.relative_to(ROOT)))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
