"""The real server among clients that fall silent, killed parents, and a second server."""

import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from pmcareer.settings import BASE_DIR
from tests.setup.test_serve import (
    PATIENCE,
    environment,
    fetch,
    free_port,
    served,
    wait_for,
)

pytestmark = pytest.mark.real_time
SILENT = 200


def begin_a_body(address: str) -> socket.socket:
    """Post a few bytes of five hundred, and no more."""
    host, _, port = address.removeprefix("http://").partition(":")
    client = socket.create_connection((host, int(port)))
    client.sendall(
        b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nemail="
    )
    return client


def workers_of(pid: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def wait_for_end(pid: int) -> None:
    """Stay until a process that is no child of ours has ended; PATIENCE at most."""
    with suppress(ProcessLookupError):
        descriptor = os.pidfd_open(pid)
        try:
            assert select.select([descriptor], [], [], PATIENCE)[0], f"{pid} goes on"
        finally:
            os.close(descriptor)


def wait_for_words(log: Path, words: str) -> None:
    for _ in range(10 * PATIENCE):
        if words in log.read_text():
            return
        time.sleep(0.1)  # a file tells nobody that it has grown
    raise AssertionError(log.read_text())


def test_silent_clients_hold_up_nobody(data, tmp_path):
    with served(data, tmp_path / "log") as server, ExitStack() as clients:
        for _ in range(SILENT):
            clients.enter_context(begin_a_body(server.address))
        assert fetch(server.address + "/healthz")[1] == b"ok\n"
        assert b"Sign in" in fetch(server.address + "/accounts/login/")[1]
        with pytest.raises(urllib.error.HTTPError) as refused:  # read whole, and answered by Django
            urllib.request.urlopen(
                server.address + "/accounts/login/", b"email=a", timeout=PATIENCE
            )
        assert refused.value.code == 403
        refused.value.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process of its parent")
def test_workers_end_with_a_parent_that_was_killed(data, tmp_path):
    with served(data, tmp_path / "log") as server:
        workers = workers_of(server.process.pid)
        assert len(workers) >= 2
        server.process.send_signal(signal.SIGKILL)
        for worker in workers:
            wait_for_end(worker)


def test_a_clean_stop_leaves_everything_in_the_database_itself(data, tmp_path):
    with served(data, tmp_path / "log") as server:
        fetch(server.address + "/readyz")
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0
        wal = data / "pmcareer.sqlite3-wal"
        assert not wal.exists() or wal.stat().st_size == 0
    with closing(sqlite3.connect(f"file:{data}/pmcareer.sqlite3?immutable=1", uri=True)) as alone:
        assert alone.execute("SELECT count(*) > 50 FROM tracker_task").fetchone() == (1,)


def test_a_second_server_on_one_folder_waits_for_the_first(data, tmp_path):
    port = free_port()
    with served(data, tmp_path / "log"):
        log = tmp_path / "second"
        with log.open("w") as output:
            second = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=BASE_DIR,
                env=environment(data, PORT=str(port)),
                stdout=output,
                stderr=output,
            )
        wait_for_words(log, "Another server uses")
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE)
    try:
        wait_for(f"http://127.0.0.1:{port}", second, log)
        assert fetch(f"http://127.0.0.1:{port}/healthz")[1] == b"ok\n"
    finally:
        second.terminate()
        second.wait(PATIENCE)
