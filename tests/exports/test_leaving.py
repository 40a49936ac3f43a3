"""Closing an account: fourteen days to change one’s mind, or at once; then nothing is left."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from tests.conftest import prove, sign_in
from tests.factories import PASSWORD, log, make_user
from tests.guards.routes import all_routes
from tests.guards.rows import make_one_of_each, owned_models
from tracker.accounts.models import User
from tracker.accounts.protection.leaving import OPEN, close
from tracker.catalogue.models import Area, Level, Task
from tracker.exports.leaving.actions import delete_account, purge_accounts
from tracker.reminders.calendar.feed import feed_of, renew_feed
from tracker.reminders.delivery.run import number_due
from tracker.reminders.models import Reminder
from tracker.search import index
from tracker.suggestions.actions import Place, accept, suggest
from tracker.suggestions.models import Suggestion

PATH = "/settings/delete/"


@pytest.fixture
def leaving(alice, as_alice):
    log(alice, "Briefing", "We wait.")
    prove(as_alice)
    return as_alice


def test_the_page_says_in_numbers_what_goes_and_offers_the_export(leaving, alice):
    page = leaving.get(PATH).text
    assert "2 rows in all" in page
    assert 'action="/settings/data/export/"' in page
    assert "/settings/data/ready/" in sign_in(alice).get(PATH).text
    assert PATH in leaving.get("/settings/").text


@pytest.mark.parametrize("when", ["now", "later"])
def test_it_asks_who_it_is_first(as_alice, alice, when):
    answer = as_alice.post(PATH, {"when": when})
    assert answer.url.startswith("/accounts/reauthenticate/")
    assert User.objects.get(pk=alice.pk).leaves_at is None


def test_somebody_who_chose_nothing_is_told(leaving, alice):
    answer = leaving.post(PATH, {})
    assert answer.status_code == 422
    assert "Choose when." in answer.text
    assert User.objects.filter(pk=alice.pk).exists()


def test_in_fourteen_days_it_goes_and_until_then_there_is_a_way_back(leaving, alice, clock):
    other = sign_in(alice)
    leaving.post(PATH, {"when": "later"})
    page = leaving.get("/journal/", follow=True)
    assert page.redirect_chain == [(PATH, 302)]
    assert "On 2 December 2026 it goes for good" in page.text
    assert other.get("/journal/").url.startswith("/accounts/login/")
    again = Client()
    again.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    assert "Your account is closed" in again.get("/", follow=True).text
    clock.shift(timedelta(days=13))
    assert purge_accounts() == 0
    assert leaving.post("/settings/delete/stay/").url == "/"
    assert "Briefing" in leaving.get("/journal/").text
    clock.shift(timedelta(days=30))
    assert purge_accounts() == 0


def test_the_timer_removes_it_after_that(leaving, alice, bob, clock, capsys):
    leaving.post(PATH, {"when": "later"})
    clock.shift(timedelta(days=14))
    call_command("purge_accounts")
    assert "1 accounts removed." in capsys.readouterr().out
    assert list(User.objects.all()) == [bob]


def test_nothing_else_is_open_meanwhile(alice, as_alice):
    make_one_of_each(alice)
    close(alice)
    for route in all_routes():
        if route.name not in OPEN and not route.path.startswith(("/healthz", "/readyz")):
            for method in ("get", "post"):
                answer = getattr(as_alice, method)(route.path)
                if answer.status_code == 404 and "(" in route.path:
                    continue  # the guards’ sample is no address
                assert answer.status_code == 302, (method, route.path)
                assert answer.url == PATH, (method, route.path)
    assert {route.name for route in all_routes()} >= OPEN


def test_an_open_form_does_not_open_the_account(alice):
    stale = User.objects.get(pk=alice.pk)
    close(alice)
    stale.display_name = "Alice again"
    stale.save()
    assert User.objects.get(pk=alice.pk).leaves_at is not None


def test_reminders_and_the_calendar_stop_at_once_and_come_back(alice):
    token = renew_feed(alice, alarms=False)
    due = alice.date_joined - timedelta(hours=1)
    values = {"weekday": 2, "hour": 9, "is_on": True, "by_mail": True, "next_due_at": due}
    Reminder.objects.create(owner=alice, kind="log", **values)
    assert (number_due(), bool(feed_of(token))) == (1, True)
    close(alice)
    assert (number_due(), bool(feed_of(token))) == (0, False)


def test_at_once_is_at_once(leaving, alice, bob, caplog):
    key = alice.pk
    answer = leaving.post(PATH, {"when": "now"}, follow=True)
    assert "Your account is gone" in answer.text
    assert not User.objects.filter(pk=key).exists()
    assert leaving.get("/journal/").url.startswith("/accounts/login/")
    assert "account_deleted" in caplog.text
    assert "alice@" not in caplog.text


def test_somebody_who_closed_it_can_end_it_at_once(leaving, alice):
    leaving.post(PATH, {"when": "later"})
    leaving.post(PATH, {"when": "now"})
    assert not User.objects.filter(pk=alice.pk).exists()


# Nothing is left of it: every table there is, and the files


def is_of_an_index(table: str) -> bool:
    """The index of words has tables of its own on SQLite, which no query can walk through."""
    return "_words" in table or table == "sqlite_sequence"


def every_table() -> dict[str, list]:
    """Each row of each table of the database, ours or not."""
    tables: dict[str, list] = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if not is_of_an_index(name):
                cursor.execute(f'SELECT * FROM "{name}"')
                tables[name] = sorted(map(repr, cursor.fetchall()))
    return tables


def every_file() -> set[str]:
    files: set[str] = set()
    if not default_storage.exists(""):
        return files
    for folder in default_storage.listdir("")[0]:
        files |= {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    return files


def live_in_every_table(user, curator) -> Client:
    """Make a row of everything that can belong to somebody, whoever's model it is."""
    make_one_of_each(user)
    address = EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="x")
    RecoveryCodes.activate(user)
    user.groups.add(Group.objects.get_or_create(name="Curators")[0])
    user.user_permissions.add(Permission.objects.first())
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    for who, row in ((user, curator), (curator, user), (curator, address)):
        LogEntry.objects.create(
            user=who,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row),
            action_flag=CHANGE,
        )
    return client


def models_that_point_at_a_user():
    user = get_user_model()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is user and "history" not in field.name:
                yield model, field.name


def test_nothing_is_left_of_it_in_any_table_nor_among_the_files(
    carol, catalogue, django_capture_on_commit_callbacks
):
    Group.objects.get_or_create(name="Curators")
    ContentType.objects.get_for_model(EmailAddress)
    for place in every_file():
        default_storage.delete(place)
    tables = every_table()
    alice = make_user("alice", display_name="Alice Example")
    client = live_in_every_table(alice, carol)
    for model, name in models_that_point_at_a_user():
        if name != "decided_by":
            assert model._default_manager.filter(**{name: alice}).exists(), (model, name)
    assert len(owned_models()) > 40
    assert every_file()
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(alice)
    after = every_table()
    for name, rows in tables.items():
        assert after[name] == rows, name
    assert not every_file()
    assert client.get("/journal/").status_code == 302
    assert Authenticator.objects.count() == 0


def bytes_of_the_indexes() -> bytes:
    if connection.vendor != "sqlite":
        return b""
    held = b""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.endswith("_words_data"):
                cursor.execute(f'SELECT block FROM "{name}"')
                held += b"".join(block for (block,) in cursor.fetchall())
    return held


def test_no_word_of_it_is_left_in_the_index(alice):
    log(alice, "Quayline", "Quayline waits.")
    assert b"quayline" in bytes_of_the_indexes() or connection.vendor != "sqlite"
    delete_account(alice)
    assert b"quayline" not in bytes_of_the_indexes()
    assert index.differing(connection) == []


def test_what_curators_accepted_stays_without_a_name(alice, carol):
    alice.display_name = "Alice Example"
    alice.save()
    suggestion = Suggestion(title="Read the tickets", how_to="One.", why="So.", credit=True)
    suggest(alice, suggestion)
    place = Place(Level.objects.first(), Area.objects.first())
    task = accept(suggestion, carol, place, credit=True)
    assert task.credit == "Alice Example"
    log(carol, task=task)
    delete_account(alice)
    task.refresh_from_db()
    assert (task.title, task.credit) == ("Read the tickets", "")
    assert not Task.history.filter(credit="Alice Example").exists()


def test_a_stranger_and_a_curators_work_stay(alice, bob, carol):
    make_one_of_each(alice)
    log(bob, "Kept", "Said")
    delete_account(alice)
    assert bob.activities.count() == 1
    assert User.objects.get(pk=bob.pk).points == 55


def test_a_life_of_more_than_one_handful_goes_too(alice, monkeypatch):
    monkeypatch.setattr("tracker.exports.leaving.actions.AT_ONCE", 2)
    for number in range(5):
        log(alice, f"Entry {number}", "Said", "Said too")
    delete_account(alice)
    assert not User.objects.exists()


def test_the_operator_can_delete_somebody(alice, bob, monkeypatch, capsys):
    monkeypatch.setattr("builtins.input", lambda question: "no")
    with pytest.raises(CommandError, match="Nothing was deleted"):
        call_command("delete_user", "alice@example.org")
    monkeypatch.setattr("builtins.input", lambda question: "Alice@example.org ")
    call_command("delete_user", "ALICE@example.org")
    assert "alice@example.org is gone" in capsys.readouterr().out
    call_command("delete_user", "bob@example.org", "--yes")
    assert not User.objects.exists()
    with pytest.raises(CommandError, match="Nobody has signed up"):
        call_command("delete_user", "x@example.org")
