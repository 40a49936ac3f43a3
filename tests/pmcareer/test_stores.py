"""How connections to the database are made."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from pmcareer import stores

SETTINGS = {"ENGINE": stores.SQLITE, "AUTOCOMMIT": True, "TIME_ZONE": None, "CONN_MAX_AGE": 0}
FULL = 2


@pytest.mark.any_database
def test_sqlite_writes_through_to_the_disk_before_it_says_so(tmp_path, django_db_blocker):
    place = tmp_path / "own.sqlite3"
    database = stores.databases(SETTINGS | {"NAME": str(place)}, [], "")["default"]
    for _each in range(2):
        own = DatabaseWrapper(connection.settings_dict | database, "own")
        with django_db_blocker.unblock(), closing(own), own.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone() == (FULL,)
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with closing(sqlite3.connect(place)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.any_database
def test_postgres_is_asked_whether_it_is_still_there():
    main = {"ENGINE": stores.POSTGRES, "OPTIONS": {"connect_timeout": 9}}
    every = stores.databases(main, ["postgres://there/name"], "")
    for database in every.values():
        assert database["OPTIONS"]["keepalives"] == 1
        assert database["OPTIONS"]["tcp_user_timeout"] == 30_000
    assert every["default"]["OPTIONS"]["connect_timeout"] == 9, "what DATABASE_URL says holds"
    assert every["replica1"]["OPTIONS"]["connect_timeout"] == 2
