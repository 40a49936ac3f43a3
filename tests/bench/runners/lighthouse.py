"""Lighthouse (npm's package of that name) on a phone, page by page, and what it says."""

import json
import os
import shutil
import subprocess
from typing import Any

from tests.bench.measure import say
from tests.bench.runners.databases import BenchError, Database
from tests.bench.runners.server import Server, served

# What is asked for at least, on the phone that Lighthouse makes believe by default.
ASKED = {"performance": 98, "accessibility": 100, "best-practices": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
PATIENCE = 180  # seconds of one page
WARM = 4  # requests to a page before it counts, so that both workers have read its templates
Scores = dict[str, Any]


def commands() -> tuple[str, str]:
    """Lighthouse and the browser, by LIGHTHOUSE and CHROME_PATH or else the PATH."""
    lighthouse = shutil.which(os.environ.get("LIGHTHOUSE") or "lighthouse")
    if not lighthouse:
        raise BenchError("lighthouse is missing. With Node.js: npm install -g lighthouse")
    chrome = shutil.which(os.environ.get("CHROME_PATH") or "chromium")
    if not chrome:
        raise BenchError("chromium is missing. On Debian and Ubuntu: apt-get install chromium")
    return lighthouse, chrome


def measured(database: Database) -> dict[str, Scores]:
    told = {}
    with served(database) as server:
        paths = list(database.ask("pages", server.cookies["light"]))
        say(f"Lighthouse, {len(paths)} pages on {database.engine}")
        for path in paths:
            for _ in range(WARM):
                server.get(path, server.cookies["light"])
            told[path] = of_three(server, path)
            say(f"  {path:28} {in_words(told[path])}")
    return told


def of_three(server: Server, path: str) -> Scores:
    """One judgement, or the median of three where the first is below what is asked."""
    tries = [judged(server, path)]
    if short(tries[0]):
        tries += [judged(server, path) for _ in range(2)]
        tries.sort(key=lambda one: [one[name] for name in ASKED])
    return tries[len(tries) // 2]


def judged(server: Server, path: str, *, tries: int = 2) -> Scores:
    """Lighthouse loses a page now and then, and asks to be run again."""
    lighthouse, chrome = commands()
    cookie = json.dumps({"Cookie": f"sessionid={server.cookies['light']}"})
    command = [lighthouse, server.address + path, f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(ASKED)}", "--output=json", "--output-path=stdout"]
    command += ["--quiet", "--no-enable-error-reporting", f"--extra-headers={cookie}"]
    try:
        done = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": chrome},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return read(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise BenchError(f"Lighthouse does not end on {path}.") from error
    except (ValueError, KeyError) as error:
        if tries > 1:
            return judged(server, path, tries=tries - 1)
        raise BenchError(f"Lighthouse did not judge {path}: {done.stderr[-300:]}") from error


def read(text: str) -> Scores:
    """Scores out of 100, the figures that performance is made of as Lighthouse shows them,
    `failed` audits that take from a score, and `hints` that take nothing."""
    report = json.loads(text)
    if problem := report.get("runtimeError"):
        raise BenchError(f"{report['requestedUrl']}: {problem['message']}")
    if report["finalDisplayedUrl"] != report["requestedUrl"]:
        raise BenchError(f"{report['requestedUrl']} leads to {report['finalDisplayedUrl']}.")
    audits = report["audits"]
    told: Scores = {"failed": [], "hints": [], "figures": {}}
    for name in ASKED:
        category = report["categories"][name]
        told[name] = round(100 * (category["score"] or 0))
        for ref in category["auditRefs"]:
            audit = audits[ref["id"]]
            if audit["score"] is not None and audit["score"] < 0.9:
                told["failed" if ref["weight"] else "hints"].append(ref["id"])
            if name == "performance" and ref["weight"]:
                told["figures"][ref["acronym"]] = audit["displayValue"].replace("\xa0", " ")
    return told


def short(one: Scores) -> bool:
    return any(one[name] < least for name, least in ASKED.items())


def in_words(one: Scores) -> str:
    figures = ", ".join(f"{name} {value}" for name, value in one["figures"].items())
    return f"{scores(one)} · {figures} · {', '.join(one['failed']) or 'nothing failed'}"


def scores(one: Scores) -> str:
    return " / ".join(str(one[name]) for name in ASKED)


def table(told: dict[str, Scores]) -> tuple[list[str], list[list[str]]]:
    heads = ["page", *ASKED, *next(iter(told.values()))["figures"], "failed"]
    rows = []
    for path, one in told.items():
        each = [str(one[name]) for name in ASKED]
        rows.append([path, *each, *one["figures"].values(), ", ".join(one["failed"]) or "–"])
    return heads, rows
