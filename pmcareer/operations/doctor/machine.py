"""Checks of the machine and of what it reaches: folders, room, clock, mail server, backups."""

import os
import shutil
import stat
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.mail import get_connection
from django.db import connection
from django.db.models import Max

from pmcareer.logs import last_backup
from pmcareer.operations.doctor.findings import Finding, ok, warning, wrong
from tracker.accounts.models import User

ROOM = 512 * 1024 * 1024  # bytes
LATE = timedelta(hours=50)  # two daily backups, and some time
RELEASED = datetime(2026, 11, 1, tzinfo=UTC)  # a clock that stands before this is wrong
OFF = 5.0  # seconds
TO_OWNER = "Give the folder to the user that runs the server: chown -R USER {folder}"


def folder() -> Finding:
    place = settings.DATA_DIR
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x")
    except OSError as error:
        return wrong(
            f"{place} cannot be written to: {error.strerror}.", TO_OWNER.format(folder=place)
        )
    strangers = [path for path in kept_files(place) if path.stat().st_uid != place.stat().st_uid]
    if strangers:
        return wrong(
            f"{strangers[0]} belongs to another user than its folder ({len(strangers)} such).",
            TO_OWNER.format(folder=place),
        )
    return ok(f"{place} can be written to.")


def secrets() -> Finding:
    """Look who can read the folder, or what is secret in it."""
    place = settings.DATA_DIR
    if not stat.S_IMODE(place.stat().st_mode) & 0o077:
        return ok("Nobody else can read the data folder.")
    for path in kept_files(place):
        if path.suffix != ".lock" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            return warning(f"Other users of this machine can read {path}.", f"chmod 700 {place}")
    return ok("Nobody else can read what is secret in the data folder.")


def kept_files(place: Path) -> list[Path]:
    """Return what must not be lost or read by others, and what every process writes to."""
    found = [*place.glob("*.sqlite3*"), *place.glob("secret_key"), *place.glob("*.lock")]
    cache = place / "cache"
    return found + ([cache] if cache.exists() else [])


def room() -> Finding:
    free = shutil.disk_usage(settings.DATA_DIR).free
    said = f"{free / 1e9:.1f} GB are free in {settings.DATA_DIR}."
    if free < ROOM // 8:
        return wrong(said, "Make room now: nothing more can be written soon.")
    if free < ROOM:
        return warning(said, "Make room: a backup and an upgrade need a copy of the database.")
    return ok(said)


def cache() -> Finding:
    probe = f"doctor-{os.getpid()}"
    for name in ("default", "copies"):
        caches[name].set(probe, "written", 10)
        read = caches[name].get(probe)
        caches[name].delete(probe)
        if read != "written" and "Dummy" not in settings.CACHES[name]["BACKEND"]:
            return wrong(
                "What is written to the cache cannot be read again.",
                "Look whether the server of CACHE_URL runs, or whose DATA_DIR/cache is.",
            )
    from pmcareer.cache_backends import Rest  # noqa: PLC0415

    if Rest.until > time.monotonic():
        return wrong(
            "The cache cannot be used: each process counts sign-ins for itself.",
            "Look whether the server of CACHE_URL runs, or whose DATA_DIR/cache is.",
        )
    return ok("The cache keeps what is written.")


def mail_server() -> Finding:
    if not settings.MAIL_WORKS:
        return warning(
            "No mail can be sent: EMAIL_URL is not set.",
            "Passwords are then reset by you (docs/configuration.md). Set EMAIL_URL for reminders.",
        )
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    server = get_connection()
    try:
        server.open()
        server.close()
    except Exception as error:  # smtplib, ssl and sockets raise their own
        return wrong(
            f"The mail server {where} cannot be used: {type(error).__name__}.",
            "Check EMAIL_URL: host, port, kind of TLS, user and password.",
        )
    return ok(f"The mail server {where} answers.")


def clock() -> Finding:
    now = datetime.now(UTC)
    advice = "Let it be set by the network: timedatectl set-ntp true"
    if now < RELEASED:
        return wrong(f"The clock says {now:%d %B %Y}, which is before this release.", advice)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            before = time.time()
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            off = abs(float(cursor.fetchone()[0]) - (before + time.time()) / 2)
        if off > OFF:
            return wrong(f"The clocks here and of PostgreSQL differ by {off:.0f} seconds.", advice)
    latest = User.objects.aggregate(latest=Max("last_login"))["latest"]
    if latest and latest > now + timedelta(minutes=1):
        return wrong(
            f"Somebody signed in at {latest:%Y-%m-%d %H:%M} UTC, which is to come.", advice
        )
    return ok(f"The clock says {now:%Y-%m-%d %H:%M:%S} UTC.")


def backups_made() -> Finding:
    noted = last_backup.made_at()
    advice = "Let it be made daily: docs/operating.md, “Backing up”."
    if noted is None:
        return warning("No backup was made here yet.", advice)
    made = datetime.fromtimestamp(noted, UTC)
    age = datetime.now(UTC) - made
    said = f"The last backup was made on {made:%Y-%m-%d at %H:%M} UTC."
    return warning(said, advice) if age > LATE else ok(said)
