import signal
import time
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from tracker.reminders.delivery import run
from tracker.reminders.delivery.locks import sending_allowed
from tracker.reminders.delivery.smtp import ServerGoneError

BETWEEN_REPORTS = 5  # seconds


class Command(BaseCommand):
    help = (
        "Send the reminders and digests that are due. Safe to run at any time, also twice at once."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_WORKS:
            self.stdout.write("EMAIL_URL is not set: no mail is sent.")
            return
        with sending_allowed() as allowed:
            if allowed:
                self.send()
            else:
                self.stdout.write("Another run is sending. There is nothing to do for this one.")

    def send(self) -> None:
        self.tally: Counter[str] = Counter()
        self.total, self.started = run.number_due(), time.monotonic()
        self.reported, self.stopping = self.started, False
        before = signal.signal(signal.SIGTERM, self.stop)
        try:
            run.send_due(self.tally, self.tick)
        except ServerGoneError as error:
            raise CommandError(
                f"The mail server at {settings.EMAIL_HOST}:{settings.EMAIL_PORT} cannot be used:"
                f" {error}. {self.counts()}; the rest waits for the next run."
            ) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be used: {error}. {self.counts()}; the rest waits for the"
                " next run."
            ) from error
        finally:
            signal.signal(signal.SIGTERM, before)
        seconds = time.monotonic() - self.started
        self.stdout.write(f"{self.counts()}; {seconds:.1f} seconds.")
        if failed := self.tally[run.FAILED]:
            raise CommandError(f"{failed} could not be dealt with: see the log.")

    def stop(self, *args: Any) -> None:
        """On SIGTERM: finish the mail in hand, then end."""
        self.stopping = True

    def tick(self) -> bool:
        if time.monotonic() - self.reported >= BETWEEN_REPORTS:
            self.reported = time.monotonic()
            self.stdout.write(f"{self.tally.total()} of {self.total} · {self.counts()}")
            self.stdout.flush()
        return not self.stopping

    def counts(self) -> str:
        names = {
            "taken": "sent",
            "silent": "with nothing to say",
            "refused": "refused by the server",
            "later": "put off",
            "unsure": "without an answer",
            "supposed": "taken as sent",
            "elsewhere": "taken by another run",
            "failed": "failed",
        }
        counts = [f"{self.tally[key]} {name}" for key, name in names.items() if self.tally[key]]
        return ", ".join(counts) or "0 sent"
