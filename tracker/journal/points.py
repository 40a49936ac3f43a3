"""The rules of points, all of them (docs/points.md tells them to a user).

- A logged activity earns its task's points, a free one 5; a "think twice" card earns 0 by its own
  figure. Fixed when logged: `Activity.task_points` keeps what the task said then.
- A task whose cadence is "once" earns its points once.
- Every distinct customer quote earns 50 ("50 bonus points for each customer quote": Rich Mironov,
  "How do I get a job in technical product management?"). The same words again, ignoring case,
  spaces and punctuation, earn 0.

Where words or a once-only task stand in several entries, the first one logged that still stands
has the points: so deleting takes back exactly what an entry shows, and no order of deleting and
restoring can pay twice or lose a payment.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.models import Activity, Quote

QUOTE_POINTS = 50
FREE_POINTS = 5


def fingerprint(text: str) -> str:
    """64 hex digits, equal for texts that differ only in case, spaces and punctuation.

    "" for a text in which nothing else is left: such a one is no quote and earns nothing.
    """
    # Loose accents first, which some keyboards give for an apostrophe and NFKC makes marks of.
    plain = "".join(c for c in text if unicodedata.category(c) != "Sk")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain).casefold())
    # Letters, the marks with which many scripts spell vowels, numbers, and symbols: C is not C++.
    words = "".join(c for c in folded if unicodedata.category(c)[0] in "LMNS")
    return sha256(words.encode("utf-8", "replace")).hexdigest() if words else ""


def price(activity: Activity) -> None:
    """Fix on an unsaved or re-tasked activity what its task is worth today; `settle` pays it."""
    task = activity.task
    activity.task_points = FREE_POINTS if task is None else task.points
    activity.task_once = task is not None and task.cadence == Task.Cadence.ONCE
    activity.points = 0 if activity.task_once else activity.task_points


def settle(owner: User, tasks: Iterable[int], fingerprints: Iterable[str]) -> set[date]:
    """Pay the first standing entry of each once-only task and of each quote's words, no other.

    Returns the dates whose sums changed. Call it under the owner's lock.
    """
    return _settle_tasks(owner, set(tasks)) | _settle_quotes(owner, set(fingerprints))


def _settle_tasks(owner: User, tasks: set[int]) -> set[date]:
    if not tasks:
        return set()
    entries = Activity.objects.owned_by(owner).live().filter(task_once=True, task__in=tasks)
    first: set[int | None] = set()
    demoted: list[Activity] = []
    promoted: list[Activity] = []
    for entry in entries.only("task", "date", "points", "task_points").order_by("pk"):
        due = 0 if entry.task_id in first else entry.task_points
        first.add(entry.task_id)
        if entry.points != due:
            entry.points = due
            (promoted if due else demoted).append(entry)
    # Demoted first: the database lets one entry at a time hold the points.
    for group in (demoted, promoted):
        Activity.objects.bulk_update(group, ["points"])
    return {entry.date for entry in demoted + promoted}


def _settle_quotes(owner: User, fingerprints: set[str]) -> set[date]:
    if not fingerprints:
        return set()
    quotes = Quote.objects.owned_by(owner).live().filter(fingerprint__in=fingerprints)
    first: set[str] = set()
    demoted: list[Quote] = []
    promoted: list[Quote] = []
    for quote in quotes.only("fingerprint", "date", "points").order_by("pk"):
        due = 0 if quote.fingerprint in first or not quote.fingerprint else QUOTE_POINTS
        first.add(quote.fingerprint)
        if quote.points != due:
            quote.points = due
            (promoted if due else demoted).append(quote)
    for group in (demoted, promoted):
        Quote.objects.bulk_update(group, ["points"])
    return {quote.date for quote in demoted + promoted}
