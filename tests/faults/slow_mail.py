"""A mail server that keeps some mails at once and says so only after twelve seconds."""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from pmcareer.settings import BASE_DIR
from tests.faults.drills import Result
from tests.reminders.delivery.post import Office, keeping_after, open_office
from tests.setup.test_serve import environment, manage

PEOPLE, SLOW, SECONDS = 59, 3, 12
# Run by `manage.py shell`: everybody is due since a minute.
FILL = f"""
from datetime import timedelta
from django.utils import timezone
from tracker.accounts.models import User
from tracker.reminders.models import Reminder
for number in range({PEOPLE}):
    user = User(email=f"u{{number}}@example.org", password="!", welcomed_at=timezone.now())
    user.save()
    due = timezone.now() - timedelta(minutes=1)
    Reminder.objects.create(owner=user, kind="log", is_on=True, by_mail=True, weekday=due.weekday(),
                            hour=due.hour, next_due_at=due)
"""


def slow_mail(folder: Path) -> Result:
    """Send to everybody while the server dawdles over three mails, and twice more after that."""
    env = environment(folder / "var")
    result = manage("shell", "-c", FILL, env=env)
    assert result.returncode == 0, result.stderr
    office = Office()
    office.at_data = keeping_after(SECONDS, *[f"u{number}@example.org" for number in range(SLOW)])
    begun = time.monotonic()
    with open_office(office) as port:
        for _run in range(3):
            subprocess.run(
                [sys.executable, "manage.py", "send_due_mail"],
                cwd=BASE_DIR,
                env=env | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"},
                stdout=subprocess.DEVNULL,
                check=True,
            )
    seconds = time.monotonic() - begun
    copies = Counter(str(message["To"]) for message in office.kept)
    without, doubled = PEOPLE - len(copies), sum(1 for number in copies.values() if number > 1)
    counted = (
        f"{PEOPLE} people, {SLOW} answers after {SECONDS} s, 3 runs in {seconds:.0f} s:"
        f" {len(office.kept)} mails, {without} lost, {doubled} doubled"
    )
    return Result("slow mail", counted, not without and not doubled)
