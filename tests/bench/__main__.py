"""`make bench`: fill, serve, measure, report. docs/performance.md tells what and why."""

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

from tests.bench import measure, report
from tests.bench.measure import getter, growth, in_turn, say
from tests.bench.runners import lighthouse, wrk
from tests.bench.runners.databases import BenchError, Database, postgres, postgres_server, sqlite
from tests.bench.runners.server import served
from tests.bench.scale import (
    BASE_DIR,
    BENCH_DIR,
    FEW,
    MANY,
    NORMAL,
    PARTS,
    QUICK,
    QUICK_FEW,
    QUICK_MANY,
    VAST,
    Effort,
    Scale,
)
from tests.bench.targets import targets, verdict


def main(options: argparse.Namespace) -> None:
    if options.lighthouse or options.lighthouse_only:
        lighthouse.commands()
    if not options.lighthouse_only:
        wrk.require()
    quick = options.quick or options.lighthouse_only
    effort, scales = (QUICK, [QUICK_FEW, QUICK_MANY]) if quick else (NORMAL, [FEW, MANY])
    if options.big:
        scales.append(VAST)
    begun = time.monotonic()
    BENCH_DIR.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(BENCH_DIR / "data" / "cache", ignore_errors=True)
    result = about(effort, quick)
    if not options.lighthouse_only:
        measure_engines(result, options.engine or ["PostgreSQL", "SQLite"], scales, effort)
    if options.lighthouse or options.lighthouse_only:
        result["lighthouse"] = lighthouse.measured(sqlite(scales[1]))
    write(result)
    say(f"\n{(time.monotonic() - begun) / 60:.1f} minutes.")


def measure_engines(
    result: dict[str, Any], engines: list[str], scales: list[Scale], effort: Effort
) -> None:
    with postgres_server() as server:
        for engine in engines:
            filled = [
                sqlite(scale) if engine == "SQLite" else postgres(server, scale) for scale in scales
            ]
            say(f"\n{engine}")
            result["engines"][engine] = measure_engine(filled, effort)


def write(result: dict[str, Any]) -> None:
    """Targets on the terminal, everything in files."""
    profiles = {name: told.pop("profile") for name, told in result["engines"].items()}
    paths = report.write(result)
    for name, text in profiles.items():
        paths.append(paths[0].with_name(f"{paths[0].stem}-home-{name.lower()}.txt"))
        paths[-1].write_text(text)
    say("\nTargets")
    for target in targets(result):
        say(f"  {verdict(target):12} {target.engine:11} {target.what:34} {target.figure}")
        say(f"  {'':12} {'':11} {'':34} asked: {target.asked}")
    say("\nWritten:")
    for path in paths:
        say(f"  {path.relative_to(BASE_DIR)}")


def measure_engine(filled: list[Database], effort: Effort) -> dict[str, Any]:
    """Everything on one engine; `filled` are few, many and perhaps vast entries of others."""
    few, many = filled[:2]
    told: dict[str, Any] = {"fill": {one.scale.name: one.told for one in filled}}
    for one in filled:
        rate = one.told["activities_a_minute"]
        say(f"  filled {one.told['activities']:,} activities, {rate:,} a minute with indexes")
    with served(many) as server:
        told["queries"] = many.ask("pages", server.cookies["light"])
        every = list(told["queries"])
        paths = measure.measured_pages(server)
        told["profile"] = many.ask("profile", [server.cookies["light"], 5 * effort.rounds])
        measure.warm(server, paths, effort.warm)
        say("Pages")
        told["pages"] = measure.pages(server, paths, effort)
        told["sizes"] = measure.sizes(server)
        say("Writes")
        told["writes"] = measure.writes(server, effort)
        sizes = many.scale.light, many.scale.heavy
        say(f"Growth, p50 at {sizes[0]:,} and {sizes[1]:,} own activities")
        light, heavy = getter(server, "light"), getter(server, "heavy")
        parts = [in_turn(every, light, heavy, effort.pairs) for _ in range(PARTS)]
        told["growth_own"] = grown(*sizes, growth(parts))
    told["growth_others"] = growth_of_others(few, filled[-1], every, effort)
    say("Memory")
    with served(many) as fresh:
        told["memory"] = measure.memory(fresh, every, effort)
    return told


def growth_of_others(
    few: Database, most: Database, paths: list[str], effort: Effort
) -> dict[str, Any]:
    """Each part on servers of its own: two processes of the same code differ by some percent."""
    say(f"Growth, p50 at {few.scale.others:,} and {most.scale.others:,} activities of others")
    parts = []
    for _ in range(PARTS):
        with served(few) as small, served(most) as large:
            for one in (small, large):
                measure.warm(one, paths, 1)
            get_few, get_most = getter(small, "light"), getter(large, "light")
            parts.append(in_turn(paths, get_few, get_most, effort.pairs))
    return grown(few.scale.others, most.scale.others, growth(parts))


def grown(small: int, large: int, pages: dict[str, Any]) -> dict[str, Any]:
    return {"small": small, "large": large, "pages": pages}


def about(effort: Effort, quick: bool) -> dict[str, Any]:
    """What the figures belong to."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    for line in info.read_text().splitlines() if info.exists() else []:
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": git("rev-parse", "--short", "HEAD")
        + ("+" if git("status", "-s", "-uno") else ""),
        "quick": quick,
        "rounds": effort.rounds,
        "seconds": effort.seconds,
        "machine": {
            "cores": os.cpu_count(),
            "processor": processor,
            "python": platform.python_version(),
            "django": django.get_version(),
            "load": " ".join(f"{one:.1f}" for one in os.getloadavg()),
        },
        "engines": {},
    }


def git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=BASE_DIR, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smoke within three minutes")
    parser.add_argument("--big", action="store_true", help="20 million activities of others too")
    parser.add_argument("--lighthouse", action="store_true", help="Lighthouse too, ten minutes")
    parser.add_argument("--lighthouse-only", action="store_true", help="and nothing but it")
    parser.add_argument("--engine", action="append", choices=["PostgreSQL", "SQLite"])
    return parser.parse_args()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main(arguments())
    except (BenchError, KeyboardInterrupt) as problem:
        sys.exit(f"\n{problem or 'Stopped.'}")
