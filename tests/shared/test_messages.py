"""A message knows what takes it back, and whether a draft may go."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from tests.factories import log
from tracker.shared.messages import is_saved, success, undo_address


@pytest.fixture
def request_of_alice(rf, as_alice):
    request = rf.post("/")
    request.session = as_alice.session
    request._messages = FallbackStorage(request)
    return request


@pytest.mark.parametrize(
    ("options", "undo", "saved"),
    [
        ({}, "", False),
        ({"undo": "/journal/7/restore/"}, "/journal/7/restore/", False),
        ({"saved": True}, "", True),
        ({"undo": "/journal/7/restore/", "saved": True}, "/journal/7/restore/", True),
    ],
)
def test_a_message_says_what_undoes_it_and_whether_a_draft_may_go(
    request_of_alice, options, undo, saved
):
    success(request_of_alice, "Done.", **options)
    [message] = get_messages(request_of_alice)
    assert str(message) == "Done."
    assert message.level_tag == "success"
    assert undo_address(message) == undo
    assert is_saved(message) is saved


def test_what_was_deleted_can_be_taken_back_from_its_message(as_alice, alice):
    activity = log(alice, "Read a spec")
    page = as_alice.post(f"/journal/{activity.pk}/delete/", follow=True)
    [message] = page.context["messages"]
    address = undo_address(message)
    assert f'action="{address}"' in page.text
    as_alice.post(address)
    assert "Read a spec" in as_alice.get("/journal/").text
