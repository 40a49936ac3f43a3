"""How long send_due_mail takes, and how much memory, for 1,000 to 100,000 users. Not a test.

    .venv/bin/python tests/bench/send_due_mail.py [number of users …]

Each size gets a database of its own (SQLite in a scratch folder, or DATABASE_URL, which is emptied
first) and a mail server of its own on loopback. Of four users, two get a log reminder, one a digest
with quotes, and one has logged already, so that nothing is sent.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
SIZES = [1_000, 10_000, 100_000]
CHUNK = 2_000


def main(sizes: list[int]) -> None:
    print(f"{'users':>8} {'mails':>8} {'seconds':>8} {'ms/user':>8} {'first MB':>9} {'peak MB':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="pmcareer-bench-") as folder:
            env = os.environ | {"DATA_DIR": folder, "SECRET_KEY": "bench"}
            subprocess.run([sys.executable, __file__, "--fill", str(size)], env=env, check=True)
            print(measure(size, env), flush=True)


def measure(size: int, env: dict[str, str]) -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink = subprocess.Popen(
        [sys.executable, __file__, "--sink", str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert sink.stdout.readline() == "ready\n"
    begun = time.monotonic()
    sender = subprocess.Popen(
        [sys.executable, "manage.py", "send_due_mail"],
        cwd=BASE_DIR,
        env=env | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"},
        stdout=subprocess.DEVNULL,
    )
    samples: list[float] = []
    ended = threading.Event()
    watcher = threading.Thread(target=watch, args=(sender.pid, samples, ended))
    watcher.start()
    code = sender.wait()
    seconds = time.monotonic() - begun
    ended.set()
    watcher.join()
    told = sink.communicate()[0].split()
    mails, recipients = int(told[0]), int(told[1])
    assert code == 0
    assert mails == recipients == size - size // 4, (mails, recipients)
    first = samples[min(3, len(samples) - 1)]
    each = 1000 * seconds / size
    return f"{size:8} {mails:8} {seconds:8.1f} {each:8.2f} {first:9.1f} {max(samples):8.1f}"


def watch(pid: int, samples: list[float], ended: threading.Event) -> None:
    """Resident memory in MB, every half second."""
    page = os.sysconf("SC_PAGE_SIZE")
    while not ended.wait(0.5):
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (FileNotFoundError, ProcessLookupError):
            return
        if pages:
            samples.append(pages * page / 1e6)


def fill(size: int) -> None:
    sys.path.insert(0, str(BASE_DIR))
    os.environ["DJANGO_SETTINGS_MODULE"] = "pmcareer.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("flush", verbosity=0, interactive=False)
    for start in range(0, size, CHUNK):
        add(range(start, min(start + CHUNK, size)))


def add(numbers: range) -> None:
    from django.db import transaction

    from tracker.accounts.models import User
    from tracker.journal.models import Activity
    from tracker.journal.totals_models import DayTotal
    from tracker.reminders.kinds import row_of

    with transaction.atomic():
        users = User.objects.bulk_create(
            User(email=f"u{number}@example.org", password="!") for number in numbers
        )
        kinds = ["digest" if user.pk % 4 == 2 else "log" for user in users]
        remind(users, kinds)
        busy = [
            (user, row_of(kind).week_meant(user, user.today).first)
            for user, kind in zip(users, kinds, strict=True)
            if user.pk % 4 in (2, 3)
        ]
        DayTotal.objects.bulk_create(
            DayTotal(owner=user, date=day, points=105, activities=1, quotes=2) for user, day in busy
        )
        entries = Activity.objects.bulk_create(
            Activity(owner=user, title="Briefing", date=day, points=5) for user, day in busy
        )
        quote_in(entries)


def remind(users, kinds) -> None:
    """Let a reminder of each user be due now."""
    from django.utils import timezone

    from tracker.reminders.models import Reminder

    now = timezone.now()
    Reminder.objects.bulk_create(
        Reminder(
            owner=user,
            kind=kind,
            is_on=True,
            by_mail=True,
            weekday=now.weekday(),
            hour=now.hour,
            next_due_at=now - timedelta(minutes=1),
        )
        for user, kind in zip(users, kinds, strict=True)
    )


def quote_in(entries) -> None:
    """Add two quotes to each entry."""
    from tracker.journal.models import Quote

    Quote.objects.bulk_create(
        Quote(
            owner_id=entry.owner_id,
            activity=entry,
            text=f"We wait {position} days for a report that nobody reads.",
            date=entry.date,
            position=position,
            fingerprint=f"{position:064}",
            points=50,
        )
        for entry in entries
        for position in range(2)
    )


class Sink:
    """Takes every mail and remembers to whom it went, in a process of its own."""

    def __init__(self) -> None:
        self.mails = 0
        self.recipients: set[bytes] = set()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 sink\r\n")
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                self.recipients.add(line)
            if verb == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                self.mails += 1
            writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 OK\r\n")
            if verb == b"QUIT":
                break
        writer.close()


async def serve(port: int) -> None:
    """Until standard input ends; then the number of mails and of recipients."""
    sink = Sink()
    server = await asyncio.start_server(sink.talk, "127.0.0.1", port)
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()
    print(sink.mails, len(sink.recipients), flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--fill", number]:
            fill(int(number))
        case ["--sink", number]:
            asyncio.run(serve(int(number)))
        case numbers:
            main([int(number) for number in numbers] or SIZES)
