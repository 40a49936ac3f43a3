"""wrk (Debian's package of that name) in rounds, and what it says."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.bench.runners.databases import BenchError

CONNECTIONS, THREADS = 8, 2
SCRIPTS = Path(__file__).parent.parent / "scripts"
PATIENCE = 5  # seconds of a round, up to which one without an answer is tried again for longer
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class NoAnswerError(BenchError):
    """Not one request ended in a round: too short for a machine that is busy."""


@dataclass(frozen=True)
class Round:
    """One run: requests, a second, and the latencies in milliseconds."""

    requests: int
    rate: float
    p50: float
    p99: float
    cpu: float = 0.0  # milliseconds of the workers' CPU a request


def require() -> None:
    if not shutil.which("wrk"):
        raise BenchError("wrk is missing. On Debian and Ubuntu: apt-get install wrk")


def run(url: str, cookie: str, seconds: int, *script: str, headers: dict[str, str]) -> Round:
    """Eight connections on two threads for that long; `script` is one of ours with arguments."""
    command = ["wrk", "-t", str(THREADS), "-c", str(CONNECTIONS), "-d", f"{seconds}s"]
    command += ["--latency", "--timeout", "30s"]
    if cookie:
        headers = {"Cookie": f"sessionid={cookie}"} | headers
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    if script:
        command += ["-s", str(SCRIPTS / script[0])]
    command += [url]
    if script[1:]:
        command += ["--", *script[1:]]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + 60, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BenchError(f"wrk does not end on {url}.") from error
    try:
        return read(done.stdout, url, done.stderr)
    except NoAnswerError:
        if seconds > PATIENCE:
            raise
        return run(url, cookie, seconds * 3, *script, headers=headers)


def read(text: str, url: str, errors: str = "") -> Round:
    """What wrk printed. Refused requests are no figures: they stop the bench."""
    if refused := re.search(r"Non-2xx or 3xx responses: (\d+)", text):
        raise BenchError(f"{url} refused {refused[1]} requests.")
    broken = re.search(r"Socket errors: (.*)", text)
    if broken and re.search(r"[1-9]", broken[1]):
        raise BenchError(f"{url}: socket errors, {broken[1]}.")
    requests = re.search(r"(\d+) requests in", text)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", text)
    if not (requests and rate and int(requests[1])):
        raise NoAnswerError(f"wrk got no answer from {url}. {errors.strip()[:300]}")
    return Round(int(requests[1]), float(rate[1]), _latency(text, 50), _latency(text, 99))


def _latency(text: str, percent: int) -> float:
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\b", text, re.M)
    return float(found[1]) * UNITS[found[2]] if found else 0.0
