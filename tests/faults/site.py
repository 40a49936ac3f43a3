"""The real server on a data folder of its own, to be started, killed and frozen."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from pmcareer.settings import BASE_DIR
from tests.setup.outages.test_silent_clients import workers_of
from tests.setup.test_serve import PATIENCE, environment, free_port, wait_for


class Site:
    """One data folder with its server; the port stays the same over every start."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "var"
        self.log = folder / "log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.data / "pmcareer.sqlite3"

    def start(self, largest_file: int = 0) -> None:
        """Start the server; no file of it may grow beyond `largest_file` bytes, if given."""

        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=BASE_DIR,
                # A full disk would leave compiled files half-written, in this very checkout.
                env=environment(self.data, PORT=str(self.port), PYTHONDONTWRITEBYTECODE="1"),
                # What it says goes through a pipe: a file would fall under the limit too.
                stdout=subprocess.DEVNULL if largest_file else output,
                stderr=subprocess.DEVNULL if largest_file else output,
            )
        if largest_file:  # long before it has workers, which inherit it
            limits = (largest_file, largest_file)
            resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, limits)
        wait_for(self.address, self.process, self.log)

    def workers(self) -> list[int]:
        assert self.process
        return workers_of(self.process.pid)

    def kill_workers(self) -> None:
        """End the workers alone, whom the server then replaces."""
        for pid in self.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill(self) -> None:
        """End the server and its workers at once, as a machine that loses its power does."""
        assert self.process
        self.kill_workers()
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)


def titles(database: Path) -> Counter[str]:
    """Return how often each entry stands in a database."""
    with closing(sqlite3.connect(database)) as rows:
        return Counter(title for (title,) in rows.execute("SELECT title FROM tracker_activity"))


def is_sound(database: Path) -> bool:
    with closing(sqlite3.connect(database)) as rows:
        return rows.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def lost_and_doubled(database: Path, acknowledged: Iterable[str]) -> tuple[int, int]:
    """Compare what people were told is saved with what is."""
    kept = titles(database)
    lost = sum(1 for title in acknowledged if not kept[title])
    return lost, sum(1 for number in kept.values() if number > 1)
