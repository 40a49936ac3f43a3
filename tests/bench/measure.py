"""The measurements. Each returns plain values for the report, and says one line for each figure."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import brotli

from tests.bench.assets import first_visit
from tests.bench.runners import wrk
from tests.bench.runners.databases import BenchError
from tests.bench.runners.server import Server
from tests.bench.scale import Effort

LIMIT, INSERT, LOG = "/bench/limit/", "/bench/insert/", "/journal/log/"
# Each with its greatest ratio to the limit view and its greatest number of queries.
PAGES = {
    "/": (4.0, 8),
    "/journal/": (6.0, 10),
    "/quotes/": (6.0, 10),
    "/tasks/": (6.0, 10),
    "/progress/": (6.0, 10),
    "/portfolio/": (6.0, 10),
}
COMPRESSED = "/ compressed"
# Under ever another address, so that no page is answered from what was kept (ADR 0014).
ANEW = " made anew"
CSRF = "bench" * 6 + "12"
Spread = dict[str, float]


def say(line: str) -> None:
    print(line, flush=True)


def spread(values: Iterable[float]) -> Spread:
    found = sorted(values)
    return {"median": median(found), "low": found[0], "high": found[-1]}


def in_words(values: Spread, form: str = ".1f") -> str:
    return f"{values['median']:{form}} ({values['low']:{form}}–{values['high']:{form}})"


def measured_pages(server: Server) -> list[str]:
    """Those of PAGES that this release has."""
    return [p for p in PAGES if server.get(p, server.cookies["light"])[0] == 200]


def warm(server: Server, paths: list[str], seconds: int) -> None:
    for cookie in server.cookies.values():
        wrk.run(server.address, cookie, seconds, "pages.lua", *paths, headers={})


def one_round(server: Server, path: str, cookie: str, seconds: int, *script: str) -> wrk.Round:
    headers = {}
    if path == COMPRESSED:
        path, headers = "/", {"Accept-Encoding": "br, gzip"}
    if path.endswith(ANEW):
        path = path.removesuffix(ANEW)
        script = ("anew.lua", path)
    before = server.cpu()
    found = wrk.run(server.address + path, cookie, seconds, *script, headers=headers)
    return replace(found, cpu=1000 * (server.cpu() - before) / found.requests)


def pages(server: Server, paths: list[str], effort: Effort) -> dict[str, Any]:
    """Throughput of pages in rounds with the limit view: each beside a run of it."""
    cookie = server.cookies["light"]
    paths = [*paths, *(path + ANEW for path in paths), COMPRESSED]
    rounds: dict[str, list[wrk.Round]] = {path: [] for path in [LIMIT, *paths]}
    ratios: dict[str, list[float]] = {path: [] for path in paths}
    for _ in range(effort.rounds):
        for index, path in enumerate(paths):
            if index % 2 == 0:
                limit = one_round(server, LIMIT, cookie, effort.seconds)
                rounds[LIMIT].append(limit)
            found = one_round(server, path, cookie, effort.seconds)
            rounds[path].append(found)
            ratios[path].append(limit.rate / found.rate)
    told = {path: _figures(some) for path, some in rounds.items()}
    for path, some in ratios.items():
        told[path]["ratio"] = spread(some)
    for path, figures in told.items():
        ratio = f", limit ÷ page {in_words(figures['ratio'])}" if path in ratios else ""
        say(f"  {path:22} {in_words(figures['rate'])} a second{ratio}, {_took(figures)}")
    return told


def _figures(rounds: Sequence[wrk.Round]) -> dict[str, Any]:
    return {
        name: spread(getattr(one, name) for one in rounds) for name in ("rate", "p50", "p99", "cpu")
    }


def _took(figures: dict[str, Any]) -> str:
    return f"p50 {in_words(figures['p50'])} ms, CPU {in_words(figures['cpu'], '.2f')} ms"


def writes(server: Server, effort: Effort) -> dict[str, Any]:
    """Entries with two quotes through the log form, in rounds with a bare insert; then undone."""
    mark = server.database.ask("mark")
    rounds: dict[str, list[wrk.Round]] = {INSERT: [], LOG: []}
    day = int(time.time()) // 86_400 * 86_400
    sent = 0
    for number in range(effort.rounds):
        for path, some in rounds.items():
            seed = str(int(time.time()) + number)
            script = ("log.lua", CSRF, seed, str(day), *server.writers)
            some.append(one_round(server, path, "", effort.seconds, *script))
            sent += some[-1].requests
    written = server.database.ask("undo", mark)
    # wrk counts a redirect to the sign-in page as an answer too; the journal does not.
    if not sent * 0.95 <= written <= sent + 16 * effort.rounds * 2:
        raise BenchError(f"{sent} entries were sent and {written} are in the journal.")
    told: dict[str, Any] = {path: _figures(some) for path, some in rounds.items()}
    pairs = zip(rounds[INSERT], rounds[LOG], strict=True)
    told["ratio"] = spread(insert.rate / log.rate for insert, log in pairs)
    for path in rounds:
        say(f"  POST {path:14} {in_words(told[path]['rate'])} a second, {_took(told[path])}")
    say(f"  bare insert ÷ entry with two quotes {in_words(told['ratio'], '.2f')}")
    return told


Get = Callable[[str], float]


def getter(server: Server, user: str) -> Get:
    """Milliseconds of one request on a kept connection, for a page that is made anew."""
    connection = server.connect()
    headers = {"Cookie": f"sessionid={server.cookies[user]}"}

    def get(path: str) -> float:
        begun = time.perf_counter()
        connection.request("GET", f"{path}?anew={time.time_ns()}", headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise BenchError(f"{path} answered {answer.status}.")
        return 1000 * (time.perf_counter() - begun)

    return get


Pairs = dict[str, list[tuple[float, float]]]


def in_turn(paths: list[str], small: Get, large: Get, number: int) -> Pairs:
    """Milliseconds of both sides for each page, request by request in turn."""
    found: Pairs = {}
    for path in paths:
        small(path), large(path)
        found[path] = [(small(path), large(path)) for _ in range(number)]
    return found


def growth(parts: Sequence[Pairs]) -> dict[str, Any]:
    """p50 of both sides over all parts, and their ratio with its range over the parts."""
    told = {}
    for path in parts[0]:
        pairs = [pair for part in parts for pair in part[path]]
        ratios = [
            median(b for _, b in part[path]) / median(a for a, _ in part[path]) for part in parts
        ]
        figures = {"small": median(a for a, _ in pairs), "large": median(b for _, b in pairs)}
        ratio = figures["large"] / figures["small"]
        told[path] = figures | {"ratio": spread(ratios) | {"median": ratio}}
        both = f"{figures['small']:.1f} → {figures['large']:.1f} ms"
        say(f"  {path:28} {both}, ratio {in_words(told[path]['ratio'], '.2f')}")
    return told


def sizes(server: Server) -> dict[str, Any]:
    """Bytes of the home page and of all CSS and JavaScript that its first visit loads."""
    accept = {"Accept-Encoding": "br, gzip"}
    _, headers, sent = server.get("/", server.cookies["light"], **accept)
    _, _, plain = server.get("/", server.cookies["light"])
    told: dict[str, Any] = {
        "html": len(plain),
        "html_sent": len(sent),
        "html_encoding": headers.get("content-encoding", "none"),
        "html_brotli": len(brotli.compress(plain, quality=5)),
        "assets": first_visit(server, plain.decode()),
    }
    told["assets_sent"] = sum(told["assets"].values())
    say(
        f"  home: {told['html']:,} bytes, {told['html_sent']:,} as sent ({told['html_encoding']}),"
        f" {told['html_brotli']:,} as brotli; CSS and JS {told['assets_sent']:,} as sent"
    )
    return told


def memory(server: Server, paths: list[str], effort: Effort) -> dict[str, Any]:
    """PSS of the workers at the beginning, after half of the requests and after all."""
    counts, told, done = [0], [server.memory()], 0
    cookie = server.cookies["light"]
    for goal in (effort.soak // 2, effort.soak):
        while done < goal:
            some = wrk.run(server.address, cookie, effort.seconds, "pages.lua", *paths, headers={})
            done += some.requests
        counts.append(done)
        told.append(server.memory())
    for count, each in zip(counts, told, strict=True):
        say(f"  after {count:,} requests: {', '.join(f'{mb:.1f}' for mb in each)} MB (PSS)")
    return {"requests": counts, "workers": told}
