"""`manage.py doctor` finds each thing that an operator can get wrong, and says what to do."""

import os
import socket
import threading
from datetime import UTC, datetime, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from pmcareer.cache_backends import FilesCache, Rest
from pmcareer.logs import last_backup
from pmcareer.operations.doctor import configured, data, machine
from pmcareer.operations.doctor.findings import Level
from tests.factories import log, make_quotes, make_recommendation, make_task
from tests.search.test_index import settle
from tests.setup.test_serve import free_port
from tracker.accounts.models import User
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, SkillTally, TaskTally
from tracker.recommendations.models import Recommendation
from tracker.search.queries import search

pytestmark = pytest.mark.real_time
on_sqlite = connection.vendor == "sqlite"


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    """A data folder in order, and settings of a site in order."""
    folder = tmp_path / "var"
    folder.mkdir(mode=0o700)
    (folder / "secret_key").write_text("x")
    settings.DATA_DIR = folder
    settings.SECRET_KEY = "q8Zr!m2Tw_" * 6
    settings.HOST, settings.TRUSTED_PROXY_COUNT, settings.HTTPS = "127.0.0.1", 0, False
    settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS = ["localhost"], []
    settings.MAIL_WORKS, settings.WEB_WORKERS = False, 1
    Rest.until = 0.0
    yield folder
    Rest.until = 0.0


def assert_wrong(finding, said, advice=""):
    assert finding.level is Level.WRONG, finding
    assert said in finding.said
    assert advice in finding.advice


def assert_warned(finding, said, advice=""):
    assert finding.level is Level.WARNING, finding
    assert said in finding.said
    assert advice in finding.advice


def doctor(*arguments):
    """Return what it prints, and the last sentence where something is wrong."""
    out, error = StringIO(), ""
    try:
        call_command("doctor", *arguments, stdout=out)
    except CommandError as raised:
        error = str(raised)
    return out.getvalue(), error


def test_a_site_in_order_is_told_so_line_by_line(db):
    said, error = doctor()
    assert error == ""
    lines = [line for line in said.splitlines() if not line.startswith(" ")]
    assert len(lines) == 18
    assert [line for line in lines if not line.startswith(("ok ", "warning "))] == []


def test_what_is_wrong_is_counted_and_said_with_what_to_do(db, settings):
    settings.SECRET_KEY = "short"
    said, error = doctor()
    assert error == "One thing is wrong."
    assert "wrong    secret key: The secret key has 5 characters" in said
    assert "         → Give a random one of fifty or more" in said
    settings.ALLOWED_HOSTS = ["*"]
    assert doctor()[1] == "2 things are wrong."


def test_debug(settings):
    settings.DEBUG = True
    assert_wrong(configured.debug(), "DEBUG is on", "Take DEBUG out")


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-" + "q8Zr!m2Tw_" * 6])
def test_secret_keys_that_are_easily_guessed(settings, key):
    settings.SECRET_KEY = key
    assert_wrong(configured.secret_key(), "easily guessed")


def test_names_of_the_site(settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert_wrong(configured.hosts(), "takes every name")
    settings.ALLOWED_HOSTS, settings.HOST = ["localhost", "0.0.0.0"], "0.0.0.0"
    assert_wrong(configured.hosts(), "names this machine alone")
    settings.ALLOWED_HOSTS, settings.HTTPS = ["old.example.org"], True
    settings.CSRF_TRUSTED_ORIGINS = ["https://pm.example.org"]
    assert_wrong(configured.hosts(), "names pm.example.org, and ALLOWED_HOSTS does not")
    settings.ALLOWED_HOSTS = ["pm.example.org"]
    assert configured.hosts().level is Level.OK


def test_proxies(settings, monkeypatch):
    monkeypatch.setattr(configured, "is_container", lambda: False)
    settings.HOST = "0.0.0.0"
    assert_warned(configured.proxies(), "travels unencrypted", "TRUSTED_PROXY_COUNT=1")
    settings.TRUSTED_PROXY_COUNT = 1
    assert_warned(configured.proxies(), "can pretend to come from anywhere", "HOST=127.0.0.1")
    settings.HOST = "127.0.0.1"
    assert_warned(configured.proxies(), "names no https address")
    settings.HTTPS = True
    assert configured.proxies().level is Level.OK


def test_more_processes_than_cores(settings):
    settings.WEB_WORKERS = 200
    assert_warned(configured.workers(), "200 processes share", "number of cores")


def test_senders_that_nobody_answers(settings):
    settings.MAIL_WORKS, settings.DEFAULT_FROM_EMAIL = True, "pmcareer@localhost"
    assert_warned(configured.sender(), "which most servers refuse")
    settings.DEFAULT_FROM_EMAIL = "pm@example.org"
    assert_warned(configured.sender(), "which only it can open", "CSRF_TRUSTED_ORIGINS")
    settings.CSRF_TRUSTED_ORIGINS = ["https://pm.example.org"]
    assert configured.sender().level is Level.OK


def test_a_folder_that_cannot_be_written(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    assert_wrong(machine.folder(), "cannot be written to: No such file", "chown")


def test_files_of_another_user(place, monkeypatch):
    real = machine.Path.stat
    monkeypatch.setattr(
        machine.Path,
        "stat",
        lambda path, **kw: (
            SimpleNamespace(st_uid=4711, st_mode=0o600)
            if path.name == "secret_key"
            else real(path, **kw)
        ),
    )
    assert_wrong(machine.folder(), "secret_key belongs to another user", "chown")


def test_secrets_that_others_can_read(place):
    assert machine.secrets().level is Level.OK
    place.chmod(0o755)
    (place / "secret_key").chmod(0o644)
    assert_warned(machine.secrets(), "Other users of this machine can read", "chmod 700")


@pytest.mark.parametrize(
    ("free", "level"), [(1_000_000, Level.WRONG), (200_000_000, Level.WARNING)]
)
def test_a_disk_that_fills(monkeypatch, free, level):
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=free))
    found = machine.room()
    assert found.level is level


def test_a_cache_that_keeps_nothing(settings, monkeypatch, tmp_path):
    assert machine.cache().level is Level.OK
    (tmp_path / "cache").write_text("in the way")
    broken = FilesCache(tmp_path / "cache", {})
    monkeypatch.setattr(machine, "caches", {"default": broken, "copies": broken})
    assert_wrong(machine.cache(), "The cache cannot be used", "DATA_DIR/cache")


def hang_up(listening):
    listening.accept()[0].close()


def test_mail_servers(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    assert_warned(machine.mail_server(), "EMAIL_URL is not set")
    settings.MAIL_WORKS = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = taken.getsockname()[1]
        assert_wrong(machine.mail_server(), "cannot be used: ConnectionRefusedError", "EMAIL_URL")
        taken.listen()
        threading.Thread(target=hang_up, args=[taken], daemon=True).start()
        assert_wrong(machine.mail_server(), "cannot be used: SMTPServerDisconnected")
    server = Controller(Sink(), hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_PORT = server.port
    try:
        assert machine.mail_server().level is Level.OK
    finally:
        server.stop()


def test_clocks(alice, monkeypatch):
    assert machine.clock().level is Level.OK
    User.objects.filter(pk=alice.pk).update(last_login=timezone.now() + timedelta(hours=1))
    assert_wrong(machine.clock(), "which is to come", "set-ntp")
    monkeypatch.setattr(machine, "RELEASED", datetime(2999, 1, 1, tzinfo=UTC))
    assert_wrong(machine.clock(), "which is before this release")


@pytest.mark.skipif(on_sqlite, reason="SQLite has no clock of its own")
def test_a_clock_that_differs_from_the_one_of_postgres(db, monkeypatch):
    monkeypatch.setattr(machine, "OFF", -1.0)
    assert_wrong(machine.clock(), "The clocks here and of PostgreSQL differ")


def test_backups_that_are_missing_or_old(place):
    assert_warned(machine.backups_made(), "No backup was made here yet", "Backing up")
    last_backup.note()
    assert machine.backups_made().level is Level.OK
    old = datetime.now(UTC) - timedelta(days=3)
    os.utime(place / "last_backup", (old.timestamp(),) * 2)
    assert_warned(machine.backups_made(), f"The last backup was made on {old:%Y-%m-%d}")


def test_a_database_that_is_away_ends_the_round_in_a_sentence(db, monkeypatch):
    def fail():
        raise OperationalError("unable to open database file")

    with monkeypatch.context() as patched:
        patched.setattr(data.connection, "ensure_connection", fail)
        said, error = doctor()
    assert error == "One thing is wrong."
    assert "wrong    database: " in said
    assert "Traceback" not in said
    assert "integrity" not in said


@pytest.mark.skipif(not on_sqlite, reason="PostgreSQL looks after its own files")
def test_references_to_rows_that_are_gone(alice):
    entry = log(alice, "Zephyr")
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute("UPDATE tracker_activity SET owner_id = 99999 WHERE id = %s", [entry.pk])
        assert_wrong(data.integrity(), "A row of tracker_activity refers to one", "restore")
        cursor.execute("UPDATE tracker_activity SET owner_id = %s", [alice.pk])
    assert data.integrity().level is Level.OK


@pytest.mark.skipif(not on_sqlite, reason="PostgreSQL looks after its own files")
def test_damaged_pages(db, monkeypatch):
    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            pass

        def execute(self, sql):
            assert sql == "PRAGMA integrity_check(1)"

        def fetchone(self):
            return ("Tree 5 page 7: btreeInitPage() returns error code 11",)

    with monkeypatch.context() as patched:
        patched.setattr(data.connection, "cursor", Cursor)
        finding = data.integrity()
    assert_wrong(finding, "The database is damaged: Tree 5 page 7", "restore")


def test_migrations_that_wait_or_come_from_later(db):
    MigrationRecorder(connection).record_applied("tracker", "9999_from_the_future")
    assert_wrong(data.migrations(), "upgraded by a newer release (9999", "Run that release")
    MigrationRecorder.Migration.objects.filter(app="tracker", name__gte="0010").delete()
    assert_wrong(data.migrations(), "migrations wait", "Start the server")
    said, _error = doctor()
    assert "points:" not in said, "tables that are not there yet are not read"


def wrong_sum(alice):
    User.objects.filter(pk=alice.pk).update(points=4711)


def wrong_day(alice):
    DayTotal.objects.owned_by(alice).update(quotes=77)


def missing_day(alice):
    DayTotal.objects.owned_by(alice).delete()


def day_too_many(alice):
    DayTotal.objects.create(
        owner=alice, date="2020-02-02", points=5, recommendation_points=5, activities=0, quotes=0
    )


def wrong_tally(alice):
    TaskTally.objects.owned_by(alice).update(times=9)


def wrong_skills(alice):
    SkillTally.objects.create(owner=alice, skills="launching", times=3, last_on=alice.today)


def wrong_points(alice):
    Activity.objects.owned_by(alice).update(points=1)


def forgotten_payment(alice):
    Quote.objects.owned_by(alice).update(points=0)


def forgotten_advice(alice):
    Recommendation.objects.owned_by(alice).update(points=0)


@pytest.mark.parametrize(
    "spoil",
    [
        wrong_sum,
        wrong_day,
        missing_day,
        day_too_many,
        wrong_tally,
        wrong_skills,
        wrong_points,
        forgotten_payment,
        forgotten_advice,
    ],
)
def test_sums_and_points_that_are_not_what_the_entries_say_are_found_and_repaired(alice, spoil):
    log(alice, "Zephyr", task=make_task("Shadow a release"))
    make_quotes(alice, "We need an import.", "It is too slow.")
    make_recommendation(alice, state="adopted")
    assert data.points(repair=False).level is Level.OK
    kept = data.sums.kept_about(alice)
    spoil(alice)
    spoilt = data.sums.kept_about(alice)
    assert_wrong(
        data.points(repair=False),
        f"1 people differ from their entries (accounts #{alice.pk}",
        "--repair",
    )
    assert data.sums.kept_about(alice) == spoilt, "looking changes nothing"
    assert_warned(data.points(repair=True), "repaired")
    assert data.sums.kept_about(alice) == kept
    assert data.points(repair=False).level is Level.OK


def spoil_the_index():
    with connection.cursor() as cursor:
        if on_sqlite:
            cursor.execute("INSERT INTO tracker_activity_words(rowid, words) VALUES (999, 'u1xa')")
        else:
            cursor.execute("DROP INDEX tracker_activity_words")


def test_a_search_index_that_differs_from_its_rows_is_found_and_made_anew(alice):
    log(alice, "Zephyr")
    settle()
    assert data.search_index(repair=False).level is Level.OK
    spoil_the_index()
    assert_wrong(data.search_index(repair=False), "tracker_activity_words", "--repair")
    assert_warned(data.search_index(repair=True), "made anew")
    assert data.search_index(repair=False).level is Level.OK
    assert [str(hit.row) for one in search(alice, "zephyr") for hit in one.hits] == ["Zephyr"]


@pytest.mark.skipif(not on_sqlite, reason="PostgreSQL keeps an index true itself")
def test_a_row_that_the_index_does_not_know_is_found(alice):
    entry = log(alice, "Zephyr")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER tracker_activity_words_move")
        cursor.execute("UPDATE tracker_activity SET title = 'Mistral' WHERE id = %s", [entry.pk])
    assert data.search_index(repair=False).level is Level.WRONG
    assert data.search_index(repair=True).level is Level.WARNING
    assert [str(hit.row) for one in search(alice, "mistral") for hit in one.hits] == ["Mistral"]


def test_a_check_that_breaks_says_so_and_the_others_go_on(db, monkeypatch):
    def broken(path):
        raise RuntimeError("no such thing")

    monkeypatch.setattr("shutil.disk_usage", broken)
    said, error = doctor()
    assert "wrong    room: This check broke: RuntimeError: no such thing" in said
    assert "search index: " in said
    assert error == "One thing is wrong."
