#!/usr/bin/env python3
"""Draws megabytes a second against the number of names, from measurements of `run`.

    draw.py target/peers/peers.json [MORE.json…] > docs/performance.svg

Solid lines: JSON lines to a table of mentions. Dashed: matching alone, texts in memory. The later file wins.
"""

import json
import math
import sys

WIDTH, HEIGHT = 780, 470
LEFT, TOP, RIGHT, BOTTOM = 62, 74, 560, 418
# Labels, in the order of the legend; what is not here is not drawn.
LINES = {
    ("matching", "actag"): "actag, matching alone",
    ("matching", "plain automaton"): "plain automaton, no rules",
    ("matching", "hyperscan"): "Hyperscan, matching alone",
    ("taggers", "actag"): "actag",
    ("taggers", "hyperscan"): "hyperscan (Python)",
    ("taggers", "ahocorasick_rs"): "ahocorasick-rs",
    ("taggers", "pyahocorasick"): "pyahocorasick",
    ("taggers", "polars"): "polars",
    ("taggers", "flashtext2"): "flashtext2",
    ("taggers", "flashtext"): "flashtext",
    ("taggers", "spacy_phrasematcher"): "spaCy PhraseMatcher",
    ("taggers", "spacy_entityruler"): "spaCy EntityRuler",
    ("taggers", "ripgrep"): "ripgrep -oFwi",
    ("taggers", "grep"): "grep -oFwi",
}
STYLE = """
    text { font: 12px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
    .title { font-size: 15px; font-weight: 600 }
    .small, .tick { fill: #59636e }
    .grid { stroke: #d1d9e0; stroke-width: 1 }
    .line { fill: none; stroke-width: 2; stroke-linejoin: round }
    .leader { fill: none; stroke: #818b98; stroke-width: .7 }
    .ours { font-weight: 600 }
    .blue .line { stroke: #0969da } .blue circle { fill: #0969da }
    .orange .line { stroke: #bc4c00 } .orange circle { fill: #bc4c00 }
    .purple .line { stroke: #8250df } .purple circle { fill: #8250df }
    .grey .line { stroke: #818b98 } .grey circle { fill: #818b98 }
    @media (prefers-color-scheme: dark) {
      text { fill: #f0f6fc } .small, .tick { fill: #9198a1 } .grid { stroke: #3d444d }
      .blue .line { stroke: #4493f8 } .blue circle { fill: #4493f8 }
      .orange .line { stroke: #db6d28 } .orange circle { fill: #db6d28 }
      .purple .line { stroke: #ab7df8 } .purple circle { fill: #ab7df8 }
      .grey .line { stroke: #9198a1 } .grey circle { fill: #9198a1 }
    }
"""


def main(paths):
    lines = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            read(json.load(file), lines)
    if not lines:
        sys.exit("nothing was measured")
    print(svg(lines))


def read(report, lines):
    for size in report["sizes"]:
        for kind, key in (("taggers", "tagger"), ("matching", "engine")):
            for row in size[kind]:
                if (kind, row[key]) in LINES and "speed" in row:
                    lines.setdefault((kind, row[key]), {})[size["names"]] = row["speed"]


def svg(lines):
    counts = sorted({count for line in lines.values() for count in line})
    speeds = [speed for line in lines.values() for speed in line.values()]
    low, high = math.floor(math.log10(min(speeds))), math.ceil(math.log10(max(speeds)))
    first, last = math.log10(counts[0]), math.log10(counts[-1])
    x = lambda count: LEFT + (RIGHT - LEFT) * (math.log10(count) - first) / ((last - first) or 1)
    y = lambda speed: BOTTOM - (BOTTOM - TOP) * (math.log10(speed) - low) / ((high - low) or 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title">',
        '<title id="title">Megabytes a second against the number of names: actag and its peers, one thread</title>',
        f"<style>{STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="24">Megabytes a second, one thread</text>',
        f'<text class="small" x="{LEFT}" y="43">Solid: JSON lines in, table of mentions out.'
        " Dashed: matching alone, texts in memory.</text>",
        f'<text class="small" x="{LEFT}" y="59">Both axes are logarithmic; start-up is not counted.</text>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<path class="grid" d="M{LEFT} {at:.1f}H{RIGHT}"/>')
        parts.append(f'<text class="tick" text-anchor="end" x="{LEFT - 8}" y="{at + 4:.1f}">{10.0**power:,g}</text>')
    for count in counts:
        parts.append(f'<text class="tick" text-anchor="middle" x="{x(count):.1f}" y="{BOTTOM + 20}">{count:,}</text>')
    parts.append(f'<text class="small" text-anchor="middle" x="{(LEFT + RIGHT) / 2}" y="{BOTTOM + 40}">names</text>')
    ends = []
    # Those drawn last lie on top.
    for key in reversed([key for key in LINES if key in lines]):
        points = sorted(lines[key].items())
        path = "L".join(f"{x(count):.1f} {y(speed):.1f}" for count, speed in points)
        dashes = ' stroke-dasharray="6 4"' if key[0] == "matching" else ""
        dots = "".join(f'<circle cx="{x(count):.1f}" cy="{y(speed):.1f}" r="3"/>' for count, speed in points)
        parts.append(f'<g class="{colour(key)}"><path class="line"{dashes} d="M{path}"/>{dots}</g>')
        end = x(points[-1][0]), y(points[-1][1])
        if points[-1][0] == counts[-1]:
            ends.append((*end, key))
        else:
            parts.append(f'<text x="{end[0] + 8:.1f}" y="{end[1] + 4:.1f}">{LINES[key]}</text>')
    for (start, end, key), place in zip(sorted(ends, key=lambda end: end[1]), apart(sorted(end[1] for end in ends))):
        ours = ' class="ours"' if key[1] == "actag" else ""
        parts.append(f'<path class="leader" d="M{start + 5:.1f} {end:.1f}L{RIGHT + 16} {place:.1f}"/>')
        parts.append(f'<text{ours} x="{RIGHT + 20}" y="{place + 4:.1f}">{LINES[key]}</text>')
    return "\n".join([*parts, "</svg>"])


def colour(key):
    if key[1] == "actag":
        return "blue"
    return {"plain automaton": "orange", "hyperscan": "purple"}.get(key[1], "grey")


def apart(places, gap=16):
    """Places for labels, in order, none nearer to the next than a gap, and none below the axis."""
    places = list(places)
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + gap)
    limit = BOTTOM + 4
    for number in reversed(range(len(places))):
        places[number] = min(places[number], limit)
        limit = places[number] - gap
    return places


if __name__ == "__main__":
    main(sys.argv[1:])
