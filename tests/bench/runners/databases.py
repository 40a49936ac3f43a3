"""The filled databases of the bench: made once, kept in var/bench, made again when they must be."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.bench.scale import BASE_DIR, BENCH_DIR, Scale
from tests.postgres import Cluster

# As a small server would have it; what is written is safe on the disk.
POSTGRES = [
    "fsync=on",
    "full_page_writes=on",
    "shared_buffers=256MB",
    "max_connections=50",
    "max_wal_size=4GB",
    "checkpoint_timeout=15min",
    "random_page_cost=1.1",
]


class BenchError(Exception):
    """Something that the reader of the terminal can mend, in a sentence."""


@dataclass(frozen=True)
class Database:
    engine: str
    scale: Scale
    url: str
    # What the filler said: keys of users, how quick it was.
    told: dict[str, Any]

    def ask(self, command: str, argument: Any = None) -> Any:
        """An answer of tests.bench.inside."""
        return ask(self.url, command, argument)


def environment(url: str) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if n in ("PATH", "HOME", "LANG", "TMPDIR")}
    return kept | {
        "DATABASE_URL": url,
        "DATA_DIR": str(BENCH_DIR / "data"),
        "SECRET_KEY": "only for the bench",
        "DJANGO_SETTINGS_MODULE": "tests.bench.site.settings",
        "PYTHONWARNINGS": "ignore",
    }


def ask(url: str, command: str, argument: Any) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.inside", command, json.dumps(argument)],
        cwd=BASE_DIR,
        env=environment(url),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"“{command}” failed on {urlsplit(url).path}; its reason stands above.")
    return json.loads(done.stdout.splitlines()[-1])


def sqlite(scale: Scale) -> Database:
    folder = BENCH_DIR / "sqlite"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{scale.name}-{scale.key()}.sqlite3"
    told = path.with_suffix(".json")
    if not (path.exists() and told.exists()):
        for old in folder.glob(f"{scale.name}-*"):
            old.unlink()
        draft = folder / f"{scale.name}-draft.sqlite3"
        answer = ask(f"sqlite:///{draft}", "fill", asdict(scale))
        for rest in folder.glob(f"{draft.name}-*"):
            rest.unlink()
        draft.rename(path)
        told.write_text(json.dumps(answer))
    return Database("SQLite", scale, f"sqlite:///{path}", json.loads(told.read_text()))


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a running server: BENCH_DATABASE_URL, or the wheel's on a kept folder."""
    if url := os.environ.get("BENCH_DATABASE_URL"):
        yield url
        return
    yield Cluster("bench", kept_folder()).create().start(*POSTGRES).url  # ends with this process


def kept_folder() -> Path:
    """Where PostgreSQL keeps its files. It refuses to run as root, so there it runs as nobody,
    who reaches no folder of root's: then they are under the system's temporary folder."""
    if os.geteuid():
        return BENCH_DIR / "postgres"
    folder = Path(tempfile.gettempdir()) / "pmcareer-bench" / "postgres"
    folder.parent.mkdir(mode=0o755, exist_ok=True)
    if folder.exists() and folder.stat().st_uid != pwd.getpwnam("nobody").pw_uid:
        shutil.rmtree(folder)
    return folder


def postgres(server: str, scale: Scale) -> Database:
    """A database of that scale on a server, which must let us create databases."""
    name = f"bench_{scale.name}_{scale.key()}"
    told = BENCH_DIR / "postgres-told" / f"{name}.json"
    told.parent.mkdir(parents=True, exist_ok=True)
    url = named(server, name)
    with psycopg.connect(server, autocommit=True) as admin:
        found = admin.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"bench_{scale.name}_%"]
        )
        there = [row[0] for row in found]
        if name not in there or not told.exists():
            for old in there:
                admin.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            draft = f"bench_{scale.name}_draft"
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
            answer = ask(named(server, draft), "fill", asdict(scale))
            admin.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(draft), sql.Identifier(name)
                )
            )
            told.write_text(json.dumps(answer))
    return Database("PostgreSQL", scale, url, json.loads(told.read_text()))


def named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
