"""One button, and everything that somebody has is in a file of theirs."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tests.conftest import prove
from tests.exports.archives import export_of, members_of, rows_of
from tests.factories import log, make_person, task
from tests.files.examples import fill as fill_files
from tests.guards.rows import make_one_of_each
from tracker.accounts.exported import FACTS, SETTINGS
from tracker.exports.registry import all_kinds
from tracker.exports.rows import PAGE
from tracker.files.models import EntryFile
from tracker.journal.actions import delete_activity
from tracker.journal.models import Activity
from tracker.people.models import Person


def test_it_asks_who_it_is_first(as_alice):
    answer = as_alice.post("/settings/data/export/")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/reauthenticate/")


def test_the_button_asks_who_it_is_and_then_is_there_again(as_alice):
    assert 'href="/settings/data/ready/"' in as_alice.get("/settings/data/").text
    assert as_alice.get("/settings/data/ready/").url.startswith("/accounts/reauthenticate/?next=")
    page = prove(as_alice).get("/settings/data/ready/", follow=True)
    assert "hands out the file" in page.text
    assert 'action="/settings/data/export/"' in page.text


def test_the_button_hands_out_a_zip_and_says_so_in_the_security_log(as_alice, alice, caplog):
    log(alice, "Briefing at Quayline", "We wait every week.", notes="**Gate**")
    prove(as_alice)
    answer = as_alice.post("/settings/data/export/")
    archive = b"".join(answer.streaming_content)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="pmcareer-2026-11-18.zip"'
    assert int(answer["Content-Length"]) == len(archive)
    assert "data_exported" in caplog.text
    [entry] = rows_of(archive, "entries")
    [quote] = rows_of(archive, "quotes")
    assert (entry["title"], entry["points"]) == ("Briefing at Quayline", 5)
    assert quote["activity"] == entry["id"]
    assert "owner" not in quote
    journal = members_of(archive)["journal.md"].decode()
    assert "## Wednesday 18 November 2026\n\n### Briefing at Quayline\n\n**Gate**" in journal
    assert "> We wait every week." in journal


def test_the_page_says_beforehand_how_much_comes(as_alice, alice):
    for number in range(3):
        log(alice, f"Entry {number}", f"Said {number}")
    page = as_alice.get("/settings/data/").text
    assert "6 rows in all" in page
    assert "Quotes: 3" in page
    assert "/settings/data/" in as_alice.get("/settings/").text


def test_every_kind_is_there_and_every_row_of_it(alice, bob):
    make_one_of_each(alice)
    log(alice, "One more", "Two", "Three")
    log(bob, "Not hers")
    archive = export_of(alice)
    manifest = json.loads(members_of(archive)["manifest.json"])
    for kind in all_kinds():
        rows = rows_of(archive, kind.name)
        assert len(rows) == kind.model.objects.owned_by(alice).count() > 0, kind.name
        assert manifest["rows"][kind.name] == len(rows)
        assert len({row["id"] for row in rows}) == len(rows)


def test_it_is_the_same_each_time(alice):
    make_one_of_each(alice)
    first, second = members_of(export_of(alice)), members_of(export_of(alice))
    assert first == second


def test_nobody_elses_row_is_in_it(alice, bob):
    make_one_of_each(bob)
    assert "secret" not in str(members_of(export_of(alice)))


def test_what_was_deleted_is_marked_and_gone_after_thirty_days(alice, clock):
    delete_activity(log(alice, "Thrown away", "We wait."))
    log(alice, "Kept")
    archive = export_of(alice)
    assert [bool(row["deleted_at"]) for row in rows_of(archive, "entries")] == [True, False]
    assert "Thrown away" not in members_of(archive)["journal.md"].decode()
    clock.shift(timedelta(days=31))
    archive = export_of(alice)
    assert [row["title"] for row in rows_of(archive, "entries")] == ["Kept"]
    assert rows_of(archive, "quotes") == []


def test_a_row_that_points_at_what_is_gone_points_at_nothing(alice, clock):
    person = make_person(alice, "Priya")
    entry = log(alice, "With Priya")
    entry.people.add(person)
    person.soft_delete()
    Person.objects.filter(pk=person.pk).update(employment=None)
    assert rows_of(export_of(alice), "entries")[0]["people"] == [
        rows_of(export_of(alice), "people")[0]["id"]
    ]
    clock.shift(timedelta(days=31))
    assert rows_of(export_of(alice), "entries")[0]["people"] == []


def test_more_than_a_page_of_rows_is_written_page_by_page(alice):
    entries = []
    for number in range(PAGE + 3):
        entries.append(Activity(owner=alice, title=f"Entry {number}", date=alice.today))
    Activity.objects.bulk_create(entries)
    archive = export_of(alice)
    titles = [row["title"] for row in rows_of(archive, "entries")]
    assert titles == [entry.title for entry in entries]
    assert members_of(archive)["journal.md"].decode().count("### Entry") == PAGE + 3


def test_a_cell_is_safe_for_a_spreadsheet_and_exact_in_json(alice):
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'quoted"]
    for text in texts:
        Activity.objects.create(owner=alice, title="Note", notes=text, date=alice.today)
    archive = export_of(alice)
    assert [entry["notes"] for entry in rows_of(archive, "entries")] == texts
    table = members_of(archive)["csv/entries.csv"].decode("utf-8-sig")
    lines = csv.DictReader(StringIO(table, newline=""))
    assert [line["notes"] for line in lines] == [f"'{text}" for text in texts]


def test_files_are_there_as_they_are_and_a_lost_one_is_said(alice):
    fill_files(alice, 1)
    archive = export_of(alice)
    [kept, _gone] = rows_of(archive, "files")
    place = EntryFile.objects.owned_by(alice).order_by("pk")[0].content.name
    with default_storage.open(place) as content:
        assert members_of(archive)[kept["content"]] == content.read()
    default_storage.delete(place)
    manifest = json.loads(members_of(export_of(alice))["manifest.json"])
    assert manifest["missing"] == [kept["content"]]


def test_a_task_is_named_by_its_slug(alice):
    log(alice, task=task("ask-about-personas"))
    assert rows_of(export_of(alice), "entries")[0]["task"] == "ask-about-personas"


def test_the_account_is_in_it_and_no_secret_of_it(alice):
    alice.refresh_from_db()
    members = members_of(export_of(alice))
    told = json.loads(members["account.json"])
    assert told["email"] == "alice@example.org"
    assert told["time_zone"] == "Europe/Dublin"
    assert alice.password not in str(members)
    assert set(told) == {*SETTINGS, *FACTS}


def test_the_operator_can_do_it_for_somebody(alice, tmp_path, capsys):
    log(alice, "Briefing")
    path = tmp_path / "alice.zip"
    call_command("export_user", "Alice@example.org", str(path))
    assert "1 rows of alice@example.org" in capsys.readouterr().out
    assert rows_of(path.read_bytes(), "entries")[0]["title"] == "Briefing"
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_user", "alice@example.org", str(path))
    with pytest.raises(CommandError, match="Nobody has signed up"):
        call_command("export_user", "x@example.org", str(tmp_path / "x.zip"))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_user", "alice@example.org", str(tmp_path / "no" / "x.zip"))
