"""What is read within a snapshot is of one moment, while others go on writing."""

import sqlite3

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from pmcareer import stores
from tracker.shared.database.snapshot import snapshot


@pytest.mark.any_database
def test_on_sqlite_another_can_write_meanwhile_and_is_not_seen(tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        look_while_another_writes(tmp_path)


def look_while_another_writes(tmp_path):
    path = tmp_path / "one.sqlite3"
    settings = {"ENGINE": stores.SQLITE, "NAME": str(path)}
    prepared = stores.databases(settings, [], "")["default"]
    plain = connections["default"].settings_dict
    reading = DatabaseWrapper({**plain, **prepared}, alias="reading")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE words (word)")
    try:
        with snapshot(reading), reading.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM words").fetchone()[0] == 0
            writer.execute("INSERT INTO words VALUES ('meanwhile')")
            assert cursor.execute("SELECT count(*) FROM words").fetchone()[0] == 0
        with reading.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM words").fetchone()[0] == 1
    finally:
        writer.close()
        reading.close()
