"""What the machine that watches is told, on whatever is wrong, at once and without a session."""

import asyncio
import errno
import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from pmcareer import health
from pmcareer.health import Readiness
from pmcareer.server.adapter import Application
from tests.pmcareer.test_server_adapter import Protocol, Scope

pytestmark = pytest.mark.real_time


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(health, "readiness", Readiness())


def ask(client):
    health.readiness.until = 0.0
    answer = client.get("/readyz")
    return answer.status_code, answer.content.decode().strip()


def test_the_process_answers_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_means_that_a_row_is_written_and_read(client, db):
    assert ask(client) == (200, "ok")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_data FROM django_session WHERE session_key = %s", [health.ROW]
        )
        first = cursor.fetchone()
        assert ask(client) == (200, "ok")
        cursor.execute(
            "SELECT session_data FROM django_session WHERE session_key = %s", [health.ROW]
        )
        assert cursor.fetchall() not in ([first], [])


def test_nobody_is_signed_in_with_the_row_that_is_written(client, db):
    assert ask(client) == (200, "ok")
    client.cookies["sessionid"] = health.ROW
    client.get("/")
    assert not client.session.exists(health.ROW) or not client.session.load()


def test_a_waiting_migration_means_not_ready(client, db):
    MigrationRecorder.Migration.objects.filter(app="tracker").delete()
    assert ask(client) == (503, "migrations waiting")


def test_a_migration_that_stands_for_others_is_not_waited_for(client, db, monkeypatch):
    old = ("tracker", "0001_initial")
    on_disk = [*health.migrations_on_disk(), (("tracker", "0001_squashed"), [old])]
    monkeypatch.setattr(health, "migrations_on_disk", lambda: on_disk)
    assert ask(client) == (200, "ok")


def test_an_emptied_database_means_not_ready(client, db):
    MigrationRecorder.Migration.objects.all().delete()
    assert ask(client) == (503, "database: it is empty")


def test_a_table_that_is_gone_means_not_ready(client, db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO other")
    status, said = ask(client)
    assert status == 503
    assert said.startswith("database: ")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("could not connect to secret.host"), "database: unreachable"),
        (InterfaceError("connection already closed"), "database: unreachable"),
        (OperationalError("database or disk is full"), "database: is full"),
        (OperationalError("attempt to write a readonly database"), "database: readonly"),
        (OperationalError("database disk image is malformed"), "database: malformed"),
    ],
)
def test_a_database_that_cannot_be_written_means_not_ready(client, db, monkeypatch, error, said):
    def fail():
        raise error

    monkeypatch.setattr(health, "write_row", fail)
    assert ask(client) == (503, said)


def test_a_full_disk_means_not_ready(client, db, monkeypatch):
    room = list(os.statvfs("."))
    room[4] = 1  # blocks that are free to others than root
    monkeypatch.setattr(os, "statvfs", lambda path: os.statvfs_result(room))
    assert ask(client) == (503, "data folder: the disk is full")


def test_a_data_folder_that_cannot_be_written_means_not_ready(client, db, monkeypatch):
    def refuse(**kwargs):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert ask(client) == (503, "data folder: Read-only file system")


def test_a_data_folder_that_is_gone_means_not_ready(client, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    assert ask(client) == (503, "data folder: No such file or directory")


def test_a_cookie_is_never_looked_at(client, monkeypatch):
    """The database is blocked in this test: whoever looked for a session would fail."""
    monkeypatch.setattr(health, "reason_against", lambda: health.READY)
    client.cookies["sessionid"] = "\x80 garbage'; --"
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    client.cookies["sessionid"] = "a" * 32
    assert client.get("/readyz").status_code == 200


def test_many_who_ask_cause_one_look(monkeypatch):
    looks = []
    monkeypatch.setattr(health, "reason_against", lambda: looks.append(1) or health.READY)
    askers = [threading.Thread(target=health.readiness.ask) for _ in range(20)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(looks) == 1
    health.readiness.until = 0.0
    health.readiness.ask()
    assert len(looks) == 2


def served(application, times):
    async def serve():
        application.__rsgi_init__(asyncio.get_running_loop())
        protocols = [Protocol() for _ in range(times)]
        await asyncio.gather(*(application.__rsgi__(Scope("/readyz"), one) for one in protocols))
        return protocols

    return asyncio.run(serve())


def test_the_server_answers_in_time_though_the_database_is_silent(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(health, "PATIENCE", 0.2)
    monkeypatch.setattr(health, "reason_against", lambda: released.wait(60) and health.READY)
    threading.Timer(2, released.set).start()
    began = time.monotonic()
    answers = served(Application(None), 50)
    assert {one.status for one in answers} == {503}
    assert {one.body for one in answers} == {b"the database gives no answer\n"}
    assert time.monotonic() - began < 30
    released.set()


def test_the_server_answers_before_django(monkeypatch):
    monkeypatch.setattr(health, "reason_against", lambda: health.READY)
    [answer] = served(Application(None), 1)
    assert (answer.status, answer.body) == (200, b"ok\n")


def sqlite_file():
    return Path(connection.settings_dict["NAME"])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about the file of SQLite")
class TestOnSqlite:
    def test_a_database_that_somebody_holds_means_not_ready_and_soon(
        self, client, transactional_db, monkeypatch
    ):
        monkeypatch.setattr(health, "MILLISECONDS", 50)
        with closing(sqlite3.connect(sqlite_file(), isolation_level=None)) as somebody:
            somebody.execute("BEGIN IMMEDIATE")
            assert ask(client) == (503, "database: is locked")
            somebody.execute("ROLLBACK")
        assert ask(client) == (200, "ok")
        with connection.cursor() as cursor:
            own = 1000 * connection.settings_dict["OPTIONS"]["timeout"]
            assert cursor.execute("PRAGMA busy_timeout").fetchone() == (own,)

    def test_a_file_that_was_replaced_means_not_ready(
        self, client, transactional_db, tmp_path, monkeypatch
    ):
        assert ask(client) == (200, "ok")
        other = tmp_path / "other.sqlite3"
        with closing(sqlite3.connect(other)) as database:
            database.execute("CREATE TABLE django_session (session_key, session_data)")
        monkeypatch.setitem(connection.settings_dict, "NAME", str(other))
        status, said = ask(client)
        assert status == 503
        assert "was the database replaced?" in said
        other.unlink()
        assert ask(client) == (503, "database: its file is gone")
        assert not other.exists()
