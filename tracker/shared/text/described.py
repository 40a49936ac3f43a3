"""What a row of the journal is called where something else rests on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import pgettext
from django_stubs_ext import StrOrPromise

from tracker.shared.text.days import in_words

MOST_OF_A_TITLE = 160


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that the owner has written down: its name, what it is and when, its page."""

    kind: str
    row: Any
    title: str
    about: str
    address: str

    @property
    def pk(self) -> int:
        pk: int = self.row.pk
        return pk


def described(kind: str, row: Any) -> Evidence:
    """Return how a row of `kind` (a key of `names`) is shown."""
    title = f"“{row.text}”" if kind == "quote" else str(row)
    if len(title) > MOST_OF_A_TITLE:
        title = f"{title[: MOST_OF_A_TITLE - 1]}…"
    parts = [str(names()[kind])]
    if day := day_of(row):
        parts.append(in_words(day, "j M Y"))
    return Evidence(kind, row, title, " · ".join(parts), row.get_absolute_url())


def day_of(row: Any) -> date | None:
    """Return the day on which it happened, where the row says one."""
    for name in ("date", "answered_on", "decided_on", "sent_on", "last_on", "first_on"):
        if day := getattr(row, name, None):
            return day  # type: ignore[no-any-return]
    return None


def names() -> dict[str, StrOrPromise]:
    return {
        "activity": pgettext("kind of evidence", "entry"),
        "quote": pgettext("kind of evidence", "quote"),
        "recommendation": pgettext("kind of evidence", "recommendation"),
        "project": pgettext("kind of evidence", "project"),
        "lesson": pgettext("kind of evidence", "lesson"),
        "person": pgettext("kind of evidence", "person"),
        "story": pgettext("kind of evidence", "story"),
        "pitch": pgettext("kind of evidence", "pitch"),
    }
