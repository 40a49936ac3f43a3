"""What stands in mails and calendars already works on, whatever release comes after them."""

import pytest
from django.test import Client
from django.utils.crypto import salted_hmac

from tracker.reminders.calendar.ics import calendar_for
from tracker.reminders.delivery import unsubscribe
from tracker.reminders.delivery.message import message_id
from tracker.reminders.models import CalendarFeed, Reminder

KEY = "a key that nobody uses"
# Made by the release that sent the first mails, with this key, on 18 November 2026.
TOKEN = "7:1xTdOS:tmb2SZQ0UtlU5ME3RWoqChFezKNT4ciWCBeuK4Wlff0"


@pytest.fixture
def reminder(alice, settings, monkeypatch):
    """Number 7, which the token names, on a server whose key is known."""
    settings.SECRET_KEY = KEY
    monkeypatch.setattr(unsubscribe.SIGNER, "key", KEY)
    return Reminder.objects.create(
        pk=7, owner=alice, kind="log", weekday=3, hour=16, is_on=True, by_mail=True
    )


def test_a_link_in_an_old_mail_still_ends_it(reminder):
    assert Client().post(f"/unsubscribe/{TOKEN}/").status_code == 200
    reminder.refresh_from_db()
    assert not reminder.by_mail


def test_a_mail_that_was_tried_before_keeps_its_name(reminder, alice, settings):
    settings.DEFAULT_FROM_EMAIL = "pmcareer@example.org"
    name = "f782516ce66858035d813b2d8c87a51d3ade56a5"
    assert message_id(reminder, alice.today.replace(day=19)) == f"<{name}@example.org>"


def test_an_event_in_a_calendar_is_still_the_same_event(reminder, alice):
    feed = CalendarFeed(owner=alice, token_hash="", created_at=reminder.updated_at)
    name = f"{alice.pk} log"
    uid = salted_hmac("tracker.reminders.calendar", name, secret=KEY).hexdigest()
    assert f"UID:{uid}" in calendar_for(feed).decode().replace("\r\n ", "")
