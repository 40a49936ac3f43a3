"""Files on entries: added on the entry's page, opened by their owner alone, gone with undo."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.conftest import sign_in
from tests.factories import log
from tests.files.hostile import HOSTILE, PDF, picture
from tracker.files import actions
from tracker.files.kinds import MOST_BYTES
from tracker.files.models import EntryFile, random_place
from tracker.journal.actions import delete_activity, restore_activity


@pytest.fixture
def entry(alice):
    return log(alice, "Whiteboard")


def send(client, activity, data: bytes, name: str = "board.png", kind: str = "image/png"):
    file = SimpleUploadedFile(name, data, kind)
    return client.post(f"/journal/{activity.pk}/files/add/", {"file": file}, follow=True)


def add(client, activity, data: bytes = b"", name: str = "board.png") -> EntryFile:
    assert send(client, activity, data or picture(), name).status_code == 200
    return EntryFile.objects.latest("pk")


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_picture_is_shown_on_its_entry(as_alice, entry):
    page = send(as_alice, entry, picture("JPEG"), "board.jpeg").text
    file = EntryFile.objects.get()
    assert "“board.jpg” is kept." in page
    assert f'src="/journal/files/{file.pk}/"' in page
    answer = as_alice.get(f"/journal/files/{file.pk}/")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == 'inline; filename="board.jpg"'
    assert len(body_of(answer)) == file.size


def test_a_pdf_is_saved_and_not_shown(as_alice, entry):
    file = add(as_alice, entry, PDF, "plan.pdf")
    answer = as_alice.get(f"/journal/files/{file.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert body_of(answer) == PDF


def test_nothing_in_a_file_may_run(as_alice, entry):
    address = f"/journal/files/{add(as_alice, entry).pk}/"
    answer = as_alice.get(address, headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    # As it is: not packed once more, and no longer than it says.
    assert "Content-Encoding" not in answer
    assert len(body_of(answer)) == int(answer["Content-Length"])


def test_nothing_of_the_name_reaches_the_disk(as_alice, entry):
    file = add(as_alice, entry, name="../../evil.png")
    assert "evil" not in file.content.name
    assert file.name == "evil.png"


def test_a_stranger_finds_no_file_and_adds_none(as_alice, entry, bob):
    file = add(as_alice, entry)
    as_bob = sign_in(bob)
    assert as_bob.get(f"/journal/files/{file.pk}/").status_code == 404
    assert as_bob.post(f"/journal/files/{file.pk}/delete/").status_code == 404
    assert send(as_bob, entry, picture()).status_code == 404
    assert EntryFile.objects.live().count() == 1


@pytest.mark.parametrize("name", ["svg called png", "bomb", "half a jpeg", "half a pdf"])
def test_a_refusal_stands_beside_the_field(name, as_alice, entry):
    data, words = HOSTILE[name]
    answer = send(as_alice, entry, data)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Whiteboard" in answer.text
    assert not EntryFile.objects.exists()


def test_no_file_and_an_empty_one_get_a_sentence(as_alice, entry):
    answer = as_alice.post(f"/journal/{entry.pk}/files/add/")
    assert answer.status_code == 422
    assert "Choose a file." in answer.text
    assert "The file is empty." in send(as_alice, entry, b"").text


def test_more_than_ten_megabytes_gets_a_sentence(as_alice, entry):
    answer = send(as_alice, entry, PDF + b" " * MOST_BYTES)
    assert answer.status_code == 422
    assert "larger than 10 MB" in answer.text


def test_the_eleventh_file_is_refused_and_leaves_nothing_behind(as_alice, entry):
    for _number in range(10):
        add(as_alice, entry)
    before = stored()
    answer = send(as_alice, entry, picture())
    assert answer.status_code == 422
    assert "at most 10" in answer.text
    assert stored() == before


def test_all_files_of_one_person_have_a_limit_with_those_in_deleted(as_alice, entry, alice, bob):
    actions.remove(add(as_alice, entry))
    size = EntryFile.objects.get().size
    with patch("tracker.files.actions.MOST_BYTES_OF_ALL", 2 * size - 1):
        answer = send(as_alice, entry, picture())
        assert answer.status_code == 422
        assert "There is no room for this one." in answer.text
        add(sign_in(bob), log(bob, "His own"))
    add(as_alice, entry)


def test_a_storage_that_takes_nothing_is_said(as_alice, entry):
    with patch.object(type(default_storage), "save", side_effect=OSError(28, "full"), create=True):
        answer = send(as_alice, entry, picture())
    assert answer.status_code == 422
    assert "could not be stored" in answer.text


def test_a_file_is_taken_off_and_put_back(as_alice, entry):
    file = add(as_alice, entry)
    page = as_alice.post(f"/journal/files/{file.pk}/delete/", follow=True).text
    assert f"/journal/files/{file.pk}/restore/" in page
    assert as_alice.get(f"/journal/files/{file.pk}/").status_code == 404
    assert "taken off “Whiteboard”" in as_alice.get("/journal/deleted/").text
    as_alice.post(f"/journal/files/{file.pk}/restore/")
    assert body_of(as_alice.get(f"/journal/files/{file.pk}/"))


def test_an_entry_that_filled_up_meanwhile_takes_none_back(as_alice, entry):
    gone = add(as_alice, entry)
    actions.remove(gone)
    for _number in range(10):
        add(as_alice, entry)
    page = as_alice.post(f"/journal/files/{gone.pk}/restore/", follow=True).text
    assert "at most 10" in page
    assert EntryFile.objects.live().count() == 10


def test_files_go_and_come_back_with_their_entry(as_alice, entry):
    file = add(as_alice, entry)
    delete_activity(entry)
    assert as_alice.get(f"/journal/files/{file.pk}/").status_code == 404
    assert as_alice.post(f"/journal/files/{file.pk}/delete/").status_code == 404
    restore_activity(entry)
    assert body_of(as_alice.get(f"/journal/files/{file.pk}/"))


def stored() -> set[str]:
    names: set[str] = set()
    for folder in default_storage.listdir("")[0]:
        names |= {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    return names


def test_the_bytes_go_when_the_row_does(as_alice, entry, clock, django_capture_on_commit_callbacks):
    one, two = add(as_alice, entry), add(as_alice, entry)
    actions.remove(one)
    delete_activity(entry)
    clock.shift(timedelta(days=29))
    call_command("purge_deleted", verbosity=0)
    assert {one.content.name, two.content.name} <= stored()
    clock.shift(timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_deleted", verbosity=0)
    assert not {one.content.name, two.content.name} & stored()
    assert not EntryFile.objects.exists()


def test_the_bytes_stay_when_the_deletion_is_rolled_back(as_alice, entry):
    file = add(as_alice, entry)
    with transaction.atomic():
        entry.owner.activities.all().delete()
        transaction.set_rollback(True)
    assert body_of(as_alice.get(f"/journal/files/{file.pk}/"))


def test_whoever_leaves_takes_the_bytes_along(as_alice, entry, django_capture_on_commit_callbacks):
    file = add(as_alice, entry)
    with django_capture_on_commit_callbacks(execute=True):
        entry.owner.delete()
    assert file.content.name not in stored()


def test_a_file_without_a_row_is_removed_after_a_day(as_alice, entry):
    kept = add(as_alice, entry)
    orphan = default_storage.save(random_place(), ContentFile(b"left behind"))
    with patch("tracker.files.actions.ON_ITS_WAY", timedelta(days=36_500)):
        actions.remove_orphans()
    assert orphan in stored()
    with patch("tracker.files.actions.ON_ITS_WAY", -timedelta(days=36_500)):
        assert actions.remove_orphans() >= 1
    assert orphan not in stored()
    assert kept.content.name in stored()


def test_content_that_is_gone_from_the_disk_is_not_found(as_alice, entry):
    file = add(as_alice, entry)
    default_storage.delete(file.content.name)
    assert as_alice.get(f"/journal/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize("values", [{"size": 0}, {"size": MOST_BYTES + 1}, {"position": 10}])
def test_the_database_holds_the_limits_too(values, as_alice, entry):
    file = add(as_alice, entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFile.objects.filter(pk=file.pk).update(**values)


def test_a_page_of_files_asks_no_more_than_one_of_none(
    as_alice, entry, alice, django_assert_max_num_queries
):
    for _number in range(10):
        add(as_alice, entry)
    with django_assert_max_num_queries(14):
        as_alice.get(f"/journal/{entry.pk}/")
