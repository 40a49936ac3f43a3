"""The page of an import: a look, a button, and nothing that waits for ever."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.conftest import sign_in
from tests.exports.archives import changed, export_of, rows_of
from tests.exports.test_import import by_the_rules, read
from tests.factories import log, make_company, make_user
from tracker.accounts.models import User
from tracker.exports.importing.archives import Archive
from tracker.exports.models import ImportedRow
from tracker.exports.registry import all_kinds
from tracker.trash.actions import purge_deleted

PATH = "/settings/data/import/"
KEPT = Path(__file__).parent / "kept"


def send(client, archive: bytes):
    return client.post(PATH, {"file": SimpleUploadedFile("export.zip", archive)})


def sealed_in(page: str) -> str:
    return page.split('name="place" value="')[1].split('"', maxsplit=1)[0]


def alices_export(alice) -> bytes:
    log(alice, "Briefing", "We wait.")
    return export_of(alice)


def test_first_a_look_then_all_of_it(alice, bob, caplog):
    client = sign_in(bob)
    page = send(client, alices_export(alice)).text
    assert "2 to add, 0 here already." in page
    assert "Activities: 1 to add" in page
    assert not bob.activities.exists()
    answer = client.post(f"{PATH}confirm/", {"place": sealed_in(page)}, follow=True)
    assert "2 rows are imported." in answer.text
    assert bob.activities.get().quotes.get().text == "We wait."
    assert "data_imported" in caplog.text
    assert "Briefing" in client.get("/journal/").text


def test_what_is_all_there_has_no_button(as_alice, alice):
    page = send(as_alice, alices_export(alice)).text
    assert "There is nothing to import: everything is here." in page
    assert "confirm/" not in page


def test_mistakes_are_listed_with_their_place_and_there_is_no_button(alice, bob):
    def spoil(rows):
        rows[0]["minutes"] = "many"

    answer = send(sign_in(bob), changed(alices_export(alice), "entries", spoil))
    assert answer.status_code == 422
    assert "json/entries.json, row 1:" in answer.text
    assert "minutes: It is a number." in answer.text
    assert "confirm/" not in answer.text


def test_what_stays_here_is_said(alice, bob):
    make_company(alice, "Quayline")
    make_company(bob, "quayline")
    log(alice, "Briefing")
    page = send(sign_in(bob), export_of(alice)).text
    assert "For 1 another one stands here and stays." in page
    assert "Another one stands in its place here, and stays." in page


def test_a_difference_of_points_is_said(alice, bob):
    log(alice, "Briefing", "We wait.")
    log(bob, "Earlier", "We wait.")
    page = send(sign_in(bob), export_of(alice)).text
    assert "The file says 55 points for what is new; by the rules it earns 5 here." in page


def test_a_file_that_is_none_gets_its_sentence_and_the_page_again(as_alice):
    answer = send(as_alice, b"no")
    assert answer.status_code == 422
    assert "This is not a ZIP file, or a damaged one." in answer.text
    assert "Choose a file." in as_alice.post(PATH).text


def test_one_that_is_too_large_for_the_page_is_told_so(as_alice, alice, monkeypatch):
    monkeypatch.setattr("tracker.exports.importing.forms.MOST_ONLINE", 10)
    assert "too large for this page" in send(as_alice, alices_export(alice)).text
    monkeypatch.undo()
    monkeypatch.setattr("tracker.exports.importing.views.MOST_ROWS_ONLINE", 1)
    assert "More than 1 rows are too many here." in send(as_alice, alices_export(alice)).text


def test_nobody_can_confirm_what_somebody_else_looked_at(alice, bob, as_alice, clock):
    place = sealed_in(send(sign_in(bob), alices_export(alice)).text)
    answer = as_alice.post(f"{PATH}confirm/", {"place": place}, follow=True)
    assert "Choose the file once more." in answer.text
    clock.shift(timedelta(hours=2))
    answer = sign_in(bob).post(f"{PATH}confirm/", {"place": place}, follow=True)
    assert "Choose the file once more." in answer.text
    assert not bob.activities.exists()


def test_confirmed_twice_it_is_imported_once(alice, bob):
    client = sign_in(bob)
    place = sealed_in(send(client, alices_export(alice)).text)
    for _time in range(2):
        client.post(f"{PATH}confirm/", {"place": place})
    assert bob.activities.count() == 1
    assert not [name for name in default_storage.listdir("")[1] if name.endswith(".zip")]


def test_settings_come_along_into_an_empty_account_alone(alice, bob):
    User.objects.filter(pk=alice.pk).update(week_start=6, theme="dark")
    log(alice, "Briefing")
    archive = export_of(User.objects.get(pk=alice.pk))
    page = send(sign_in(bob), archive).text
    assert "Your settings become those of the file." in page
    bob.refresh_from_db()
    assert bob.theme == "system"
    read(bob, archive)
    assert (bob.theme, bob.week_start, bob.time_zone) == ("dark", 6, "Europe/Dublin")
    carl = make_user("carl")
    log(carl, "Lived in")
    read(carl, archive)
    assert (carl.theme, carl.email) == ("system", "carl@example.org")


def test_the_operator_can_bring_a_large_one_in(alice, bob, tmp_path, capsys):
    path = tmp_path / "alice.zip"
    path.write_bytes(alices_export(alice))
    call_command("import_user", "bob@example.org", str(path), "--look")
    assert "2 rows would be imported" in capsys.readouterr().out
    assert not bob.activities.exists()
    call_command("import_user", "bob@example.org", str(path))
    assert bob.activities.exists()
    path.write_bytes(changed(export_of(alice), "entries", lambda rows: [{"id": "x"}]))
    for email, file, said in (
        ("x@example.org", path, "Nobody has signed up"),
        ("bob@example.org", tmp_path / "none", "cannot be read"),
        ("bob@example.org", Path(__file__), "not a ZIP file"),
        ("bob@example.org", path, "Nothing was imported: "),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("import_user", email, str(file))
    assert "json/entries.json, row 1: It has no id." in capsys.readouterr().err


def test_what_was_kept_of_a_row_goes_when_the_row_is_gone_for_good(alice, bob):
    read(bob, alices_export(alice))
    bob.activities.get().delete()
    assert ImportedRow.objects.count() == 2
    purge_deleted()
    assert ImportedRow.objects.count() == 0


def test_an_export_of_each_version_can_still_be_read(bob):
    """These were made on SQLite when the version was new, with a row of every kind of then."""
    for path in sorted(KEPT.glob("schema-*.zip")):
        archive = path.read_bytes()
        assert Archive(BytesIO(archive)).manifest["schema"] == int(path.stem.split("-")[1])
        outcome = read(bob, archive)
        assert outcome.faults == []
        assert outcome.new >= 40
        by_the_rules(bob)
        export = export_of(bob)
        for kind in all_kinds():
            kept = {row["id"] for row in rows_of(archive, kind.name)}
            assert {row["id"] for row in rows_of(export, kind.name)} == kept, kind.name
