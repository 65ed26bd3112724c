#!/usr/bin/env python3
"""Checks the dependencies, over `cargo metadata`: .ci/dependencies.py [PATH OF Cargo.toml]

- Every licence is one of those below, or leaves the choice of one of them.
- No crate is there in two incompatible versions, but for those below.
- The `rust-version` that Cargo.toml states is not below that of a dependency which users build.
- Every dependency is named in the sources.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

LICENCES = {
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MIT",
    "bzip2-1.0.6", # of the BSD kind
    "Unicode-3.0",
    "Zlib",
}
# Of these, crates that have not moved on yet need an old version: it costs build time alone. Those
# of getrandom, one of which needs the old r-efi, come with arrow-array.
TWICE = {"getrandom", "r-efi", "syn"}


def is_allowed(expression):
    """Whether an SPDX expression leaves a choice that is allowed; `/` is an old form of OR."""
    tokens = re.findall(r"[()]|[^\s()/]+|/", expression)

    def either(at):
        result, at = both(at)
        while at < len(tokens) and tokens[at] in ("OR", "/"):
            right, at = both(at + 1)
            result = result or right
        return result, at

    def both(at):
        result, at = single(at)
        while at < len(tokens) and tokens[at] == "AND":
            right, at = single(at + 1)
            result = result and right
        return result, at

    def single(at):
        if tokens[at] == "(":
            result, at = either(at + 1)
            return result, at + 1
        name, at = tokens[at], at + 1
        if tokens[at : at + 1] == ["WITH"]:
            name, at = f"{name} WITH {tokens[at + 1]}", at + 2
        return name in LICENCES, at

    return either(0)[0]


def compatible(version):
    """The part of a version that two compatible ones share: `1`, `0.4`, `0.0.3`."""
    numbers = version.split("+")[0].split("-")[0].split(".")
    leading = next((n for n, number in enumerate(numbers) if number != "0"), 2)
    return ".".join(numbers[: leading + 1])


def numbers(version):
    """A Rust version, to be compared."""
    return tuple(int(part) for part in version.split(".")) + (0,) * (2 - version.count("."))


def used_by_users(root, nodes):
    """The ids of what is built for the root package, tests aside, on any system."""
    seen, waiting = set(), [root]
    while waiting:
        package = waiting.pop()
        for dependency in nodes[package]["deps"]:
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            if kinds != {"dev"} and dependency["pkg"] not in seen:
                seen.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    return seen


def sources(folder, *places):
    """The Rust code of some files and folders."""
    found = []
    for place in places:
        path = folder / place
        found += [path] if path.is_file() else path.rglob("*.rs")
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def unused(root):
    """The dependencies that the code nowhere names; those of tests may stand anywhere."""
    folder = pathlib.Path(root["manifest_path"]).parent
    code = {
        None: sources(folder, "src"),
        "build": sources(folder, "build.rs"),
        "dev": sources(folder, "src", "tests", "benches", "examples"),
    }
    for dependency in root["dependencies"]:
        name = (dependency["rename"] or dependency["name"]).replace("-", "_")
        # A path that begins with it, or an import of all of it.
        named = rf"(?<![\w:]){name}(::|!)|\buse {name}\b|(?<![\w:])::{name}::"
        text = re.sub(r"^\s*//(?!/ #).*$", "", code[dependency["kind"]], flags=re.M)
        if not re.search(named, text):
            yield dependency["rename"] or dependency["name"]


def main():
    manifest = sys.argv[1] if len(sys.argv) > 1 else "Cargo.toml"
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    command += ["--manifest-path", manifest]
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    root = packages[metadata["resolve"]["root"]]
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    users = [packages[one] for one in used_by_users(root["id"], nodes)]
    wrong = []

    for package in packages.values():
        licence = package["license"] or "none stated"
        if not is_allowed(licence):
            wrong.append(f"licence of {package['name']} {package['version']}: {licence}")

    versions = collections.defaultdict(set)
    for package in users:
        versions[package["name"]].add(compatible(package["version"]))
    for name, several in sorted(versions.items()):
        if len(several) > 1 and name not in TWICE:
            wrong.append(f"several versions of {name}: {', '.join(sorted(several))}")

    for package in users:
        least = package["rust_version"] or "0"
        if numbers(least) > numbers(root["rust_version"]):
            wrong.append(
                f"{package['name']} {package['version']} needs Rust {least},"
                f" rust-version is {root['rust_version']}"
            )

    for member in metadata["workspace_members"]:
        of = packages[member]
        wrong += [f"unused by {of['name']}: {name}" for name in unused(of)]
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(packages)} packages, {len(users)} of them for users; {len(wrong)} findings")
    sys.exit(bool(wrong))


main()
