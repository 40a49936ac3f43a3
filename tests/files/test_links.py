"""Links on entries lead to the web and nowhere else."""

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import sign_in
from tests.factories import log
from tracker.files.models import EntryLink


@pytest.fixture
def entry(alice):
    return log(alice, "Whiteboard")


def send(client, activity, address: str, title: str = ""):
    data = {"address": address, "title": title}
    return client.post(f"/journal/{activity.pk}/links/add/", data, follow=True)


def test_a_link_stands_on_its_entry_under_its_title(as_alice, entry):
    page = send(as_alice, entry, "https://example.org/spec", "The  spec").text
    assert 'href="https://example.org/spec"' in page
    assert ">The spec</a>" in page
    assert 'rel="noopener noreferrer nofollow"' in page


def test_a_link_without_a_scheme_is_read_as_https(as_alice, entry):
    send(as_alice, entry, "example.org/spec")
    assert EntryLink.objects.get().address == "https://example.org/spec"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/x", "https://", "", "x" * 600],
)
def test_anything_else_is_refused_with_what_was_typed(address, as_alice, entry):
    answer = send(as_alice, entry, address, "My title")
    assert answer.status_code == 422
    assert "My title" in answer.text
    assert not EntryLink.objects.exists()


def test_a_title_that_is_too_long_is_refused(as_alice, entry):
    answer = send(as_alice, entry, "https://example.org", "x" * 121)
    assert answer.status_code == 422
    assert "https://example.org" in answer.text


def test_the_database_takes_no_other_scheme(as_alice, entry):
    send(as_alice, entry, "https://example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryLink.objects.update(address="javascript:alert(1)")


def test_a_form_that_arrives_twice_adds_one(as_alice, entry):
    send(as_alice, entry, "https://example.org")
    send(as_alice, entry, "https://example.org")
    assert EntryLink.objects.count() == 1


def test_the_eleventh_is_refused(as_alice, entry):
    for number in range(10):
        send(as_alice, entry, f"https://example.org/{number}")
    answer = send(as_alice, entry, "https://example.org/more")
    assert answer.status_code == 422
    assert "at most 10" in answer.text


def test_a_link_is_taken_off_and_put_back(as_alice, entry):
    send(as_alice, entry, "https://example.org")
    link = EntryLink.objects.get()
    page = as_alice.post(f"/journal/links/{link.pk}/delete/", follow=True).text
    assert 'href="https://example.org"' not in page
    as_alice.post(f"/journal/links/{link.pk}/restore/")
    assert EntryLink.objects.live().count() == 1


def test_a_stranger_touches_no_link(as_alice, entry, bob):
    send(as_alice, entry, "https://example.org")
    link, as_bob = EntryLink.objects.get(), sign_in(bob)
    assert send(as_bob, entry, "https://example.org/b").status_code == 404
    assert as_bob.post(f"/journal/links/{link.pk}/delete/").status_code == 404
    assert EntryLink.objects.live().count() == 1
