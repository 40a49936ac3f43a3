"""Backup and restore on the real PostgreSQL, with its own pg_dump, pg_restore and psql."""

import json
import os
import shutil
from pathlib import Path

import psycopg
import pytest

from tests.postgres import Cluster, unpacked
from tests.setup.backups.test_backup import rewritten
from tests.setup.test_serve import environment, manage

pytestmark = pytest.mark.real_time


class Place:
    """One database, a data folder, and the commands that an operator runs on them."""

    def __init__(self, cluster: Cluster, name: str, data: Path) -> None:
        self.cluster, self.name, self.data = cluster, name, data
        self.path = f"{unpacked()}:{os.environ['PATH']}"

    def manage(self, *arguments: str, **changes: str):
        url = f"postgres://postgres@/{self.name}?host={self.cluster.sockets}"
        settings = {"DATABASE_URL": url, "PATH": self.path} | changes
        return manage(*arguments, env=environment(self.data, **settings))

    def connect(self) -> "psycopg.Connection":
        return psycopg.connect(host=str(self.cluster.sockets), user="postgres", dbname=self.name)

    def ask(self, question: str):
        with self.connect() as connection:
            return connection.execute(question).fetchall()

    def do(self, sql: str) -> None:
        with self.connect() as connection:
            connection.execute(sql)

    def accounts(self) -> list[str]:
        return [email for (email,) in self.ask("SELECT email FROM tracker_user ORDER BY 1")]

    def add_account(self, email: str) -> None:
        self.do(
            "INSERT INTO tracker_user (password, is_superuser, email, display_name, time_zone,"
            " week_start, theme, shortcuts, has_answer, reminder_times, is_active, is_staff,"
            f" date_joined) VALUES ('!', false, '{email}', '', 'UTC', 0, 'system', true, false,"
            " '{}', true, false, '2026-11-18')"
        )

    def tools_with(self, folder: Path, tool: str, script: str) -> None:
        """Put a script in the place of one of PostgreSQL's tools."""
        folder.mkdir(exist_ok=True)
        (folder / tool).write_text(f"#!/bin/sh\n{script}\n")
        (folder / tool).chmod(0o755)
        self.path = f"{folder}:{self.path}"


@pytest.fixture(scope="module")
def cluster():
    cluster = Cluster("backups").create().start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def made(cluster, tmp_path_factory):
    """A database with one account, and a backup of it."""
    folder = tmp_path_factory.mktemp("made")
    cluster.ask("SELECT 1")
    place = new_place(cluster, "made", folder / "var")
    assert place.manage("migrate", "--verbosity", "0").returncode == 0
    place.add_account("first@example.org")
    result = place.manage("backup", str(folder / "backup.tar.gz"))
    assert result.returncode == 0, result.stderr
    assert "postgresql" in result.stdout
    return place, folder / "backup.tar.gz"


def new_place(cluster: Cluster, name: str, data: Path, template: str = "template1") -> Place:
    with psycopg.connect(
        host=str(cluster.sockets), user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return Place(cluster, name, data)


@pytest.fixture
def place(cluster, made, tmp_path):
    """A copy of that database and its folder, to be changed."""
    shutil.copytree(made[0].data, tmp_path / "var")
    return new_place(cluster, "changed", tmp_path / "var", "made")


@pytest.fixture
def file(made):
    return made[1]


def assert_refused(result, sentence: str) -> None:
    assert result.returncode == 1
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr


def test_a_restore_brings_back_what_was_kept_and_takes_away_what_came_later(place, file):
    place.add_account("second@example.org")
    place.do("CREATE TABLE later (id serial, owner bigint REFERENCES tracker_user (id))")
    (place.data / "secret_key").write_text("another")
    result = place.manage("restore", str(file))
    assert result.returncode == 0, result.stderr
    assert place.accounts() == ["first@example.org"]
    assert place.ask("SELECT to_regclass('later')") == [(None,)]
    assert (place.data / "secret_key").read_text() != "another"
    place.add_account("third@example.org")
    assert place.manage("migrate", "--check").returncode == 0


def test_a_restore_into_an_empty_database_is_the_same_place_again(cluster, file, tmp_path):
    place = new_place(cluster, "fresh", tmp_path / "new")
    result = place.manage("restore", str(file))
    assert result.returncode == 0, result.stderr
    assert place.accounts() == ["first@example.org"]
    assert place.manage("migrate", "--check").returncode == 0
    words = "SELECT count(*) > 3 FROM pg_class WHERE relname LIKE '%\\_words'"
    assert place.ask(words) == [(True,)], "what is searched has its index"


@pytest.mark.parametrize("tool", ["pg_dump", "pg_restore"])
def test_a_tool_that_is_not_there_is_said_in_a_sentence(place, tmp_path, tool):
    place.path = str(tmp_path / "tools")
    (tmp_path / "tools").mkdir()
    for name in {"pg_dump", "pg_restore"} - {tool}:
        (tmp_path / "tools" / name).symlink_to(unpacked() / name)
    result = place.manage("backup", str(tmp_path / "new.tar.gz"))
    assert_refused(result, f"{tool} is not installed here")
    assert [path.name for path in tmp_path.iterdir() if "new.tar.gz" in path.name] == []


def test_a_dump_that_fails_leaves_no_file_and_shows_no_password(place, tmp_path):
    seen = tmp_path / "seen"
    script = f'echo "$@" > {seen}\necho "$PGPASSWORD" > {seen}.password\n'
    script += 'echo "pg_dump: error: server version mismatch" >&2\nexit 1'
    place.tools_with(tmp_path / "tools", "pg_dump", script)
    url = f"postgres://postgres:hidden@/{place.name}?host={place.cluster.sockets}"
    result = place.manage("backup", str(tmp_path / "new.tar.gz"), DATABASE_URL=url)
    assert_refused(result, "pg_dump failed: pg_dump: error: server version mismatch")
    assert not list(tmp_path.glob("new.tar.gz*"))
    assert "hidden" not in seen.read_text() + result.stderr
    assert (tmp_path / "seen.password").read_text() == "hidden\n"


def test_a_dump_that_was_cut_short_is_no_backup(place, tmp_path):
    script = (
        f'{unpacked()}/pg_dump "$@"\nfor a; do case $a in --file=*) f=${{a#--file=}};; esac; done'
    )
    place.tools_with(
        tmp_path / "tools", "pg_dump", f'{script}\nhead -c 300 "$f" > "$f.x"; mv "$f.x" "$f"'
    )
    assert_refused(place.manage("backup", str(tmp_path / "new.tar.gz")), "pg_restore failed")


def damaged(files):
    content = bytearray(files["database.dump"])
    content[5000] ^= 0xFF
    return files | {"database.dump": bytes(content)}


def newer(files):
    manifest = json.loads(files["manifest.json"])
    manifest["migrations"]["tracker"].append("9999_from_the_future")
    return files | {"manifest.json": json.dumps(manifest).encode()}


def of_sqlite(files):
    manifest = json.loads(files["manifest.json"]) | {"database": "sqlite"}
    return files | {"manifest.json": json.dumps(manifest).encode()}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (damaged, "is damaged: its checksum differs"),
        (newer, "is of a newer release"),
        (of_sqlite, "The backup is of sqlite"),
    ],
)
def test_a_backup_that_is_not_in_order_changes_nothing(place, file, tmp_path, change, sentence):
    place.add_account("second@example.org")
    bad = rewritten(file, tmp_path / "bad", change)
    assert_refused(place.manage("restore", str(bad)), sentence)
    assert place.accounts() == ["first@example.org", "second@example.org"]


def test_a_restore_that_fails_half_way_changes_nothing(place, file, tmp_path):
    (tmp_path / "broken.sql").write_text("SELECT 1 / 0;")
    script = f'exec {unpacked()}/psql "$@" --file={tmp_path}/broken.sql'
    place.tools_with(tmp_path / "tools", "psql", script)
    place.add_account("second@example.org")
    assert_refused(place.manage("restore", str(file)), "division by zero")
    assert place.accounts() == ["first@example.org", "second@example.org"]


def test_a_database_that_somebody_uses_is_not_restored(place, file):
    with place.connect() as somebody:
        somebody.execute("SELECT 1")
        result = place.manage("restore", str(file))
    assert_refused(result, "1 other connections use the database")
    assert place.accounts() == ["first@example.org"]


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_through_a_pooler_neither_is_tried(place, file, tmp_path, command):
    path = {"backup": tmp_path / "new.tar.gz", "restore": file}[command]
    result = place.manage(command, str(path), DATABASE_POOLER="transaction")
    assert_refused(result, "cannot be done through PgBouncer. Give the address")
    assert not (tmp_path / "new.tar.gz").exists()


def test_a_database_that_is_away_is_said_in_a_sentence(place, tmp_path):
    nowhere = f"postgres://postgres@/changed?host={tmp_path}"
    result = place.manage("backup", str(tmp_path / "new.tar.gz"), DATABASE_URL=nowhere)
    assert_refused(result, f"{tmp_path}:5432 cannot be reached")
