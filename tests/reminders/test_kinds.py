"""A kind of reminder is one row of data: a forgotten one is an error, never another kind's text."""

import pytest

from tracker.reminders import kinds
from tracker.reminders.delivery.message import message_for
from tracker.reminders.kinds import UnknownKindError, prompt_of, row_of
from tracker.reminders.models import Reminder, ReminderKind


def test_each_kind_has_its_row_and_none_has_two():
    assert [row.kind for row in kinds.ROWS] == list(ReminderKind)


@pytest.mark.parametrize("kind", list(ReminderKind))
def test_a_kind_without_a_row_fails_loudly(as_alice, alice, monkeypatch, kind):
    monkeypatch.setattr(kinds, "ROWS", [row for row in kinds.ROWS if row.kind != kind])
    with pytest.raises(UnknownKindError):
        row_of(kind)
    with pytest.raises(UnknownKindError):
        prompt_of(kind)
    reminder = Reminder(owner=alice, kind=kind, weekday=0, hour=8)
    with pytest.raises(UnknownKindError):
        message_for(reminder, alice.today)
    alice.reminder_times = {kind: [0, 0]}
    alice.save()
    with pytest.raises(UnknownKindError):
        as_alice.get("/")


def test_what_comes_by_mail_alone_shows_nothing_in_the_app():
    assert kinds.kinds_by_mail_alone() == [ReminderKind.DIGEST]
    with pytest.raises(UnknownKindError):
        prompt_of("digest")
