"""The result as JSON, as Markdown for docs/performance.md, and as a page with charts."""

import json
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from tests.bench.measure import INSERT, LIMIT, LOG
from tests.bench.runners import lighthouse
from tests.bench.scale import BENCH_DIR
from tests.bench.targets import Target, targets, verdict

STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1d2433, #e8ebf2);
  --bar: light-dark(#2f6f8f, #6db3d3); --most: light-dark(#b3261e, #ff9a90);
  --line: light-dark(#d6dae3, #394154); }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: start; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
svg { width: 100%; height: auto; }
svg text { fill: currentColor; font-size: 12px; }
rect { fill: var(--bar); }
.range { stroke: currentColor; stroke-width: 2; }
.most { stroke: var(--most); stroke-width: 2; stroke-dasharray: 4 3; }
"""


def write(result: dict[str, Any]) -> list[Path]:
    """Three files beside each other, named by the time; returns their paths."""
    found = targets(result)
    stem = BENCH_DIR / result["when"].replace(":", "").replace("+0000", "Z")
    whole = result | {"targets": [asdict(target) for target in found]}
    texts = {
        ".json": json.dumps(whole, indent=1, ensure_ascii=False),
        ".md": markdown(result, found),
        ".html": page(result, found),
    }
    for suffix, text in texts.items():
        stem.with_suffix(suffix).write_text(text)
    return [stem.with_suffix(suffix) for suffix in texts]


def markdown(result: dict[str, Any], found: list[Target]) -> str:
    lines = [header(result), ""]
    lines += table(
        ["what", "database", "asked", "measured", ""],
        [[t.what, t.engine, t.asked, t.figure, verdict(t)] for t in found],
    )
    for engine, told in result["engines"].items():
        lines += ["", f"{engine}, eight connections, median (lowest–highest round):", ""]
        lines += table(*throughput(told))
        for name in ("own", "others"):
            if grown := told.get(f"growth_{name}"):
                one, two = f"{grown['small']:,}", f"{grown['large']:,}"
                lines += ["", f"{engine}, p50 in ms at {one} and {two} {name} activities:", ""]
                lines += table(["page", one, two, "ratio"], growth_rows(grown["pages"]))
    if judged := result.get("lighthouse"):
        lines += ["", "Lighthouse, phone profile:", "", *table(*lighthouse.table(judged))]
    return "\n".join(lines) + "\n"


def header(result: dict[str, Any]) -> str:
    machine = result["machine"]
    quick = " A quick run: smoke, no figures to quote." if result["quick"] else ""
    return (
        f"Run of {result['when']}, commit {result['commit']}, {machine['cores']} cores"
        f" ({machine['processor']}), Python {machine['python']}, Django {machine['django']},"
        f" {result['rounds']} rounds of {result['seconds']} s;"
        f" load before: {machine['load']}.{quick}"
    )


def throughput(told: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    heads = ["page", "requests/s", "limit ÷ page", "p50 ms", "p99 ms", "CPU ms", "queries"]
    rows = []
    writes = {f"POST {path}": told["writes"][path] for path in (INSERT, LOG)}
    writes[f"POST {LOG}"] = {**writes[f"POST {LOG}"], "insert": told["writes"]["ratio"]}
    for path, one in (told["pages"] | writes).items():
        ratio = range_of(one["ratio"], ".2f") if "ratio" in one else "–"
        if "insert" in one:
            ratio = f"insert ÷ ours {range_of(one['insert'], '.2f')}"
        rows.append(
            [path, range_of(one["rate"], ".0f"), ratio]
            + [range_of(one[name], ".1f") for name in ("p50", "p99")]
            + [range_of(one["cpu"], ".2f"), str(told["queries"].get(path, "–"))]
        )
    return heads, rows


def growth_rows(pages: dict[str, Any]) -> list[list[str]]:
    return [
        [path, f"{one['small']:.1f}", f"{one['large']:.1f}", range_of(one["ratio"], ".2f")]
        for path, one in pages.items()
    ]


def range_of(values: dict[str, float], form: str) -> str:
    return f"{values['median']:{form}} ({values['low']:{form}}–{values['high']:{form}})"


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def page(result: dict[str, Any], found: list[Target]) -> str:
    parts = [f"<h1>How fast it is</h1><p>{escape(header(result))}</p><h2>Targets</h2>"]
    parts.append(
        html_table(
            ["what", "database", "asked", "measured", ""],
            [[t.what, t.engine, t.asked, t.figure, verdict(t)] for t in found],
        )
    )
    for engine, told in result["engines"].items():
        pages = {p: one["ratio"] for p, one in told["pages"].items() if p != LIMIT}
        parts.append(f"<h2>{engine}</h2><h3>Limit view ÷ page, throughput</h3>")
        parts.append(bars(pages, 6.0, "times the limit view"))
        parts.append("<h3>Rounds</h3>" + html_table(*throughput(told)))
        for name, most in (("own", 1.15), ("others", 1.05)):
            if grown := told.get(f"growth_{name}"):
                words = f"{grown['small']:,} → {grown['large']:,} {name} activities"
                parts.append(f"<h3>p50, {words}</h3>")
                ratios = {path: one["ratio"] for path, one in grown["pages"].items()}
                parts.append(bars(ratios, most, "ratio of p50"))
                parts.append(html_table(["page", "ms", "ms", "ratio"], growth_rows(grown["pages"])))
    if judged := result.get("lighthouse"):
        parts.append("<h2>Lighthouse, phone profile</h2>" + html_table(*lighthouse.table(judged)))
    body = "".join(parts)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>Bench</title><style>{STYLE}</style></head>'
        f"<body>{body}</body></html>\n"
    )


def html_table(heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def bars(values: dict[str, dict[str, float]], most: float, unit: str) -> str:
    """Horizontal bars with their ranges and a line at what was asked at most."""
    width, left, row = 720, 190, 24
    greatest = max([most, *(one["high"] for one in values.values())]) * 1.15
    scale = (width - left) / greatest
    parts = []
    for index, (name, one) in enumerate(values.items()):
        y = index * row + 4
        low, high, middle = (left + one[key] * scale for key in ("low", "high", "median"))
        parts.append(
            f'<text x="{left - 8}" y="{y + 12}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{left}" y="{y}" width="{middle - left:.1f}" height="16"></rect>'
            f'<line class="range" x1="{low:.1f}" x2="{high:.1f}" y1="{y + 8}" y2="{y + 8}"></line>'
            f'<text x="{high + 6:.1f}" y="{y + 12}">{one["median"]:.2f}</text>'
        )
    height, at = len(values) * row + 4, left + most * scale
    parts.append(f'<line class="most" x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{height}"></line>')
    label = f"{unit}; the broken line stands at {most}"
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">'
        f"<title>{escape(label)}</title>{''.join(parts)}</svg>"
    )
