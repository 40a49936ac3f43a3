"""The real server on one filled database, and what its processes take."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.runners.databases import BenchError, Database, environment
from tests.bench.scale import BASE_DIR, BENCH_DIR

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    database: Database
    port: int
    pid: int
    cookies: dict[str, str] = field(default_factory=dict)  # of each measured user
    writers: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str, cookie: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = self.connect()
        connection.request("GET", path, headers={"Cookie": f"sessionid={cookie}", **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def workers(self) -> list[int]:
        return children(self.pid)

    def cpu(self) -> float:
        """Seconds of CPU that the workers have taken so far."""
        return sum(cpu_of(pid) for pid in self.workers())

    def memory(self) -> list[float]:
        """MB of each worker, what is shared counted in parts (PSS)."""
        found = []
        for pid in self.workers():
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
            found.append(int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1]) / 1024)
        return found


@contextmanager
def served(database: Database) -> Iterator[Server]:
    """The server of `make run` on that database, until the end of the block."""
    port = free_port()
    name = f"{database.engine}-{database.scale.name}".lower()
    log = BENCH_DIR / f"server-{name}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=BASE_DIR,
            env=environment(database.url) | {"PORT": str(port)},
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is ours to pass on
        )
        try:
            server = Server(database, port, process.pid)
            wait_for(server, process, log)
            users = database.told["users"]
            cookies = database.ask("sign_in", [*users.values(), *database.told["writers"]])
            server.cookies = {name: cookies[str(key)] for name, key in users.items()}
            server.writers = [cookies[str(key)] for key in database.told["writers"]]
            yield server
        finally:
            end(process)
    log.unlink()


def end(process: "subprocess.Popen[bytes]") -> None:
    """The server and its workers, also where they do not want to."""
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)


def wait_for(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 120
    while True:
        try:
            if server.get("/healthz")[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            raise BenchError(f"The server did not start: {log.read_text().strip()[-400:]}")
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid: int) -> list[int]:
    """Processes below this one that serve, found by their parents."""
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK
