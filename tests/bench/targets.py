"""What was asked for beside what was measured."""

from dataclasses import dataclass
from typing import Any

from tests.bench.measure import LIMIT, PAGES
from tests.bench.runners import lighthouse

INSERT_RATIO, OWN_GROWTH, OTHERS_GROWTH = 2.5, 1.15, 1.05
HTML_BYTES, ASSET_BYTES, WORKER_MB = 8 * 1024, 55 * 1024, 80
SOAK = 50_000
ASKED = {"own": 100_000, "others": 20_000_000}
# Two readings of the same process differ by so much without any growth.
STEADY = 1.02


@dataclass(frozen=True)
class Target:
    what: str
    engine: str
    asked: str
    figure: str
    reached: bool | None  # None where it was not measured


def targets(result: dict[str, Any]) -> list[Target]:
    found: list[Target] = []
    for engine, told in result["engines"].items():
        found += _pages(engine, told) + _growth(engine, told) + _writes(engine, told)
        found += _sizes(engine, told) + _memory(engine, told)
    return [*found, _lighthouse(result.get("lighthouse", {}))]


def _pages(engine: str, told: dict[str, Any]) -> list[Target]:
    found = []
    for path, (most, queries) in PAGES.items():
        asked = f"limit ÷ page ≤ {most}, ≤ {queries} queries"
        if path not in told["pages"]:
            found.append(Target(path, engine, asked, "no such page yet", None))
            continue
        ratio, number = told["pages"][path]["ratio"], told["queries"][path]
        figure = f"{_range(ratio)}, {number} queries"
        found.append(
            Target(path, engine, asked, figure, ratio["median"] <= most and number <= queries)
        )
    return found


def _growth(engine: str, told: dict[str, Any]) -> list[Target]:
    found = []
    for name, most in (("own", OWN_GROWTH), ("others", OTHERS_GROWTH)):
        if not (grown := told.get(f"growth_{name}")):
            continue
        ratios = {path: one["ratio"]["median"] for path, one in grown["pages"].items()}
        worst = max(ratios, key=lambda path: ratios[path])
        over = sum(ratio > most for ratio in ratios.values())
        figure = f"worst {ratios[worst]:.2f} ({worst}); {over} of {len(ratios)} pages over"
        what = f"{name} activities {grown['small']:,} → {grown['large']:,}"
        # Fewer rows than asked for can show that it grows too much, never that it does not.
        whole = grown["large"] >= ASKED[name]
        reached = over == 0 if whole or over else None
        asked = f"p50 ratio ≤ {most} up to {ASKED[name]:,}"
        found.append(Target(what, engine, asked, figure, reached))
    return found


def _writes(engine: str, told: dict[str, Any]) -> list[Target]:
    ratio = told["writes"]["ratio"]
    asked = f"bare insert ÷ ours ≤ {INSERT_RATIO}"
    reached = ratio["median"] <= INSERT_RATIO
    return [Target("entry with two quotes", engine, asked, _range(ratio), reached)]


def _sizes(engine: str, told: dict[str, Any]) -> list[Target]:
    size = told["sizes"]
    sent = f"{size['html_sent']:,} bytes as sent ({size['html_encoding']})"
    # What counts is what leaves the server, not what another encoding would make of it.
    html = size["html_sent"] <= HTML_BYTES and size["html_encoding"] == "br"
    figure = f"{sent}, {size['html_brotli']:,} if it were brotli"
    assets = size["assets_sent"]
    return [
        Target("home, HTML", engine, f"≤ {HTML_BYTES:,} bytes, brotli", figure, html),
        Target(
            "home, CSS and JS",
            engine,
            f"≤ {ASSET_BYTES:,} bytes, brotli",
            f"{assets:,} bytes in {len(size['assets'])} files",
            assets <= ASSET_BYTES,
        ),
    ]


def _memory(engine: str, told: dict[str, Any]) -> list[Target]:
    _, half, end = (max(some) for some in told["memory"]["workers"])
    requests = told["memory"]["requests"][-1]
    asked = f"≤ {WORKER_MB} MB a worker after {SOAK:,} requests, no growth in the second half"
    figure = f"{end:.1f} MB after {requests:,} requests, {half:.1f} MB at half"
    reached = end <= WORKER_MB and end <= half * STEADY
    # Fewer requests can show that it is too much, never that it is not.
    return [Target("memory", engine, asked, figure, reached if requests >= SOAK else None)]


def _lighthouse(told: dict[str, Any]) -> Target:
    what, asked = "Lighthouse, phone profile", f"≥ {lighthouse.scores(lighthouse.ASKED)}"
    if not told:
        return Target(what, "both", asked, "not run", None)
    least = {name: min(one[name] for one in told.values()) for name in lighthouse.ASKED}
    under = sum(lighthouse.short(one) for one in told.values())
    figure = f"least {lighthouse.scores(least)}; {under} of {len(told)} pages under"
    return Target(what, "both", asked, figure, under == 0)


def _range(values: dict[str, float]) -> str:
    return f"{values['median']:.2f} ({values['low']:.2f}–{values['high']:.2f})"


def verdict(target: Target) -> str:
    return {True: "reached", False: "not reached", None: "not measured"}[target.reached]


def limit_rate(told: dict[str, Any]) -> float:
    return float(told["pages"][LIMIT]["rate"]["median"])
