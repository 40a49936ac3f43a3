"""Six people whose reminder has just come due, and the command that sends it."""

import io

import pytest
from django.core.management import call_command

from tests.factories import make_user
from tests.reminders.choices import THURSDAY, remind
from tracker.reminders.models import Reminder

NAMES = [f"u{number}" for number in range(6)]


@pytest.fixture
def six(catalogue, clock):
    for name in NAMES:
        remind(make_user(name), "log", THURSDAY, 16)
    clock.move_to("2026-11-19T16:01:00+00:00")


def send() -> str:
    output = io.StringIO()
    call_command("send_due_mail", stdout=output)
    return output.getvalue()


def of(address: str) -> Reminder:
    return Reminder.objects.get(owner__email=address)
