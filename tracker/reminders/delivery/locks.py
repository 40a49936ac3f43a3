"""Who may send which mail: what makes it safe to run twice at once, and to be killed.

PostgreSQL: a lock on the row until the text of its mail is sent; others skip what is locked. SQLite
has one writer and no row locks, so there one run at a time, by a lock on a file beside the
database. Both locks end with the process that holds them, however it ends. Once the text is out
nobody can know what became of it, and the answer may take ten minutes, for which no lock and no
transaction is held: from there the row itself says when it may be tried again (docs/adr/0008).
"""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

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


def may_be_tried(moment: datetime) -> Q:
    """Return the condition that a reminder need not wait any longer after what failed."""
    return Q(retry_at=None) | Q(retry_at__lte=moment)


@dataclass(frozen=True, slots=True)
class Claim:
    """A reminder, with its owner, that nobody else deals with."""

    reminder: Reminder
    _lock: ExitStack

    def let_go(self) -> None:
        """Commit what was written; from now on the row's own `retry_at` keeps others away."""
        self._lock.close()


@contextmanager
def claim(pk: int, due: datetime, moment: datetime) -> Iterator[Claim | None]:
    """Hold a reminder until the block ends or lets go; None where it is taken or done."""
    reminders = Reminder.objects.filter(
        pk=pk, next_due_at=due, owner__is_active=True, owner__leaves_at=None
    )
    reminders = reminders.filter(may_be_tried(moment)).select_related("owner")
    with ExitStack() as lock:
        if connection.features.has_select_for_update_skip_locked:
            lock.enter_context(transaction.atomic())
            reminders = reminders.select_for_update(skip_locked=True, of=("self",), no_key=True)
        reminder = reminders.first()
        yield Claim(reminder, lock) if reminder else None
