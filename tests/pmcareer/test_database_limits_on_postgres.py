"""A page waits for PostgreSQL only so long, and whoever is lent its connection next is as free as
before. With real locks and a frozen server: tests/setup/outages/test_outages_on_postgres.py."""

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

from pmcareer.server import database_limits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]
LIMITS = ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"]


def connect(pooler: str = ""):
    """Give a connection as a web process makes it."""
    own = connection.copy()
    own.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = bool(pooler)
    own.connect()
    database_limits.limit(own)
    return own


def shown(own):
    """Return what the server says its limits are, in their order."""
    said = []
    for name in LIMITS:
        with own.connection.cursor() as cursor:
            said.append(cursor.execute(f"SHOW {name}").fetchone()[0])
    return said


@pytest.mark.parametrize("pooler", ["", "transaction"])
def test_every_statement_of_a_page_has_limits(pooler):
    own = connect(pooler)
    assert shown(own) == ["5s", "20s", "1min"]
    own.set_autocommit(False)
    assert shown(own) == ["5s", "20s", "1min"]
    own.rollback()
    own.close()


def test_with_a_pooler_they_end_with_the_transaction():
    own = connect("transaction")
    assert shown(own) == ["5s", "20s", "1min"]
    raw = own.connection.pgconn
    for name in LIMITS:
        assert raw.exec_(f"SHOW {name}".encode()).get_value(0, 0) == b"0"
    own.close()


@pytest.mark.parametrize("pooler", ["", "transaction"])
def test_what_is_asked_and_written_is_the_same_as_without(pooler):
    own = connect(pooler)
    with own.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE note (words text)")
        cursor.execute("INSERT INTO note VALUES (%s), (%s) RETURNING words", ["50 %", "a; b"])
        assert cursor.fetchall() == [("50 %",), ("a; b",)]
        cursor.execute("UPDATE note SET words = words || '!'")
        assert cursor.rowcount == 2
        cursor.execute("SELECT words FROM note ORDER BY words")
        assert cursor.description[0].name == "words"
        assert cursor.fetchone() == ("50 %!",)
        cursor.executemany("DELETE FROM note WHERE words = %s", [["50 %!"], ["a; b!"]])
        cursor.execute("SELECT count(*) FROM note")
        assert cursor.fetchone() == (0,)
    own.close()


@pytest.mark.parametrize("pooler", ["", "transaction"])
def test_a_statement_that_takes_too_long_is_ended_by_the_server(pooler, settings):
    settings.DATABASE_STATEMENT_TIMEOUT = 1
    own = connect(pooler)
    with pytest.raises(OperationalError, match="statement timeout"), own.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(30)")
    own.close()


def test_a_server_that_keeps_no_limit_is_given_up(settings, monkeypatch):
    settings.DATABASE_STATEMENT_TIMEOUT = 1
    monkeypatch.setattr(database_limits, "GRACE", 1)
    own = connect()
    session = own.connection.info.backend_pid
    with own.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        with pytest.raises(OperationalError):
            cursor.execute("SELECT pg_sleep(30)")
    assert not own.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [session])


def test_commands_have_no_limits():
    # Another test may have loaded what serves pages; a command never does.
    was_connected = connection_created.disconnect(dispatch_uid="database_limits")
    own = connection.copy()
    try:
        own.ensure_connection()
        assert shown(own) == ["0", "0", "0"]
    finally:
        own.close()
        if was_connected:
            connection_created.connect(database_limits.limit, dispatch_uid="database_limits")
