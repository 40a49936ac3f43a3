"""When the last backup was made from this DATA_DIR, for whoever watches."""

from pathlib import Path

from django.conf import settings


def note() -> None:
    """Note that one was made just now."""
    _mark().touch()


def made_at() -> float | None:
    """Return when, in seconds of the epoch; None where none was ever made here."""
    try:
        return _mark().stat().st_mtime
    except OSError:
        return None


def _mark() -> Path:
    path: Path = settings.DATA_DIR / "last_backup"
    return path
