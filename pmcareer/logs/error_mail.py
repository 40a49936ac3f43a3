"""Errors by mail to the people in ADMINS: each kind at most once an hour, with how often it came.

A mail holds where it broke and the name of the request, by which the log tells the rest. It holds
nothing that was sent or stored: no body, no header, no variable, and not what the error says,
where a database may quote a row.
"""

import hashlib
import logging
import threading
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from queue import Full, Queue

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import close_old_connections

from pmcareer.logs import context
from pmcareer.logs.outages import outage_of
from pmcareer.logs.secret_paths import masked

BETWEEN_MAILS = 3600  # seconds between two of one kind
MOST_MAILS = 20  # of all kinds in that time
MOST_WAITING = 100
AT_THE_END = 5.0  # seconds
PREFIX = "error-mail"


class MailErrors(logging.Handler):
    """Sends from a thread of its own: no reader waits for a mail server."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: Queue[Letter] = Queue(MOST_WAITING)
        self.thread: threading.Thread | None = None

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.letters.put_nowait(Letter(record))
        except Full:
            return  # the log has it
        if self.thread is None or not self.thread.is_alive():
            self.thread = threading.Thread(target=self.work, name="error-mail", daemon=True)
            self.thread.start()

    def work(self) -> None:
        while True:
            self.send(self.letters.get())
            close_old_connections()  # where the cache is in the database
            self.letters.task_done()

    def send(self, letter: "Letter") -> None:
        # A mail that cannot be sent is not an error to mail; the line of the log is there.
        with suppress(Exception):
            before = times_since_last(letter.kind)
            if before is not None:
                letter.message(before).send()

    def flush(self) -> None:
        """Let what waits go out when the process ends, for a few seconds."""
        with self.letters.all_tasks_done:
            self.letters.all_tasks_done.wait_for(self.is_idle, AT_THE_END)

    def is_idle(self) -> bool:
        return self.letters.unfinished_tasks == 0


class Letter:
    """What a mail about `record` says. Made in the thread of the request."""

    def __init__(self, record: logging.LogRecord) -> None:
        self.what = name_of(record)
        places = stack_of(record)
        said = f"{record.name} {self.what} {places[-1:]}"
        self.kind = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds")
        self.lines = [
            f"{self.what}, logged by {record.name}",
            f"at {moment}",
            f"request {context.request_id() or '-'}, account {context.user_id() or '-'}",
            *places,
        ]

    def message(self, before: int) -> EmailMessage:
        """Return the mail; `before` is how often the same was left out since the last one."""
        often = [f"The same came {before} more times since the last mail."] if before else []
        closing = "The log has the rest, under the request. The same kind is mailed once an hour."
        return EmailMessage(
            f"[pmcareer] {self.what}"[:150],
            masked("\n".join([*self.lines, "", *often, closing])),
            settings.SERVER_EMAIL,
            [address for _name, address in settings.ADMINS],
        )


def name_of(record: logging.LogRecord) -> str:
    """Return what happened, without anything of the one time that it happened."""
    if outage_of(record):
        return "The database cannot be used"
    if record.exc_info and record.exc_info[0]:
        return record.exc_info[0].__name__
    return str(record.msg).splitlines()[0][:100] if record.msg else record.levelname


def stack_of(record: logging.LogRecord) -> list[str]:
    """Return where it broke, the innermost place last: files, lines and functions, no values."""
    if not record.exc_info:
        return [f"  {record.pathname}:{record.lineno} {record.funcName}"]
    frames = traceback.extract_tb(record.exc_info[2])
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def times_since_last(kind: str) -> int | None:
    """Return how often this kind came since it was last mailed; None where it is too early.

    Counted in the cache, which the server's processes share.
    """
    count = f"{PREFIX}-count-{kind}"
    cache.add(count, 0, 30 * 24 * 3600)
    cache.add(f"{PREFIX}-all", 0, BETWEEN_MAILS)
    if not cache.add(f"{PREFIX}-{kind}", 1, BETWEEN_MAILS) or cache.incr(f"{PREFIX}-all") > (
        MOST_MAILS
    ):
        cache.incr(count)
        return None
    before = int(cache.get(count, 0))
    cache.set(count, 0, 30 * 24 * 3600)
    return before
