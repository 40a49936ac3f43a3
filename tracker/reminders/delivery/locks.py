"""Who may send which mail: what makes it safe to run twice at once, and to be killed.

PostgreSQL: a lock on the row, held from before the mail is handed over until it is noted as sent;
others skip what is locked. SQLite has one writer and no row locks, so there one run at a time, by
a lock on a file beside the database. Both locks end with the process that holds them, however it
ends, so nothing waits for a lease to run out (docs/adr/0008).
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from tracker.reminders.models import Reminder


@contextmanager
def sending_allowed() -> Iterator[bool]:
    """Say whether this run may send at all, for as long as the block lasts."""
    if connection.features.has_select_for_update_skip_locked:
        yield True
        return
    with lock_file().open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def lock_file() -> Path:
    name = str(connection.settings_dict["NAME"])
    in_memory = name == ":memory:" or name.startswith("file:")
    return Path(settings.DATA_DIR, "sending") if in_memory else Path(f"{name}-sending")


@contextmanager
def claim(pk: int, due: datetime) -> Iterator[Reminder | None]:
    """Hold a reminder with its owner until the block ends; None where it is taken or done."""
    reminders = Reminder.objects.filter(pk=pk, next_due_at=due, owner__is_active=True)
    reminders = reminders.select_related("owner")
    if not connection.features.has_select_for_update_skip_locked:
        yield reminders.first()
        return
    with transaction.atomic():
        yield reminders.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
