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
from collections.abc import Callable, Collection, Hashable, Sequence
from datetime import date
from hashlib import sha256
from typing import TypeVar

from django.db.models import QuerySet

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.models import Activity, Quote
from tracker.shared.text.normal import normalized

Row = TypeVar("Row", Activity, Quote)

QUOTE_POINTS = 50
FREE_POINTS = 5


def fingerprint(text: str) -> str:
    """64 hex digits, equal for texts that differ only in case, spaces and punctuation.

    "" for a text in which nothing else is left: such a one is no quote and earns nothing.
    """
    # Loose accents first, which some keyboards give for an apostrophe and NFKC makes marks of.
    plain = "".join(filter(_is_no_loose_accent, text))
    folded = normalized("NFKC", normalized("NFKC", plain).casefold())
    words = "".join(filter(_is_of_a_word, folded))
    return sha256(words.encode("utf-8", "replace")).hexdigest() if words else ""


def _is_no_loose_accent(character: str) -> bool:
    return unicodedata.category(character) != "Sk"


def _is_of_a_word(character: str) -> bool:
    """Letters, the marks with which many scripts spell vowels, numbers, symbols: C is not C++."""
    return unicodedata.category(character)[0] in "LMNS"


def worth_today(owner: User, task: Task | None) -> int:
    """Return what an entry with this task would earn if it were logged now, without quotes."""
    if task is None:
        return FREE_POINTS
    if task.points and task.cadence == Task.Cadence.ONCE:
        paid = Activity.objects.owned_by(owner).live().filter(task=task, task_once=True)
        return 0 if paid.filter(points__gt=0).exists() else task.points
    return task.points


def price(activity: Activity) -> None:
    """Fix on an unsaved or re-tasked activity what its task is worth today.

    `reassign_points` pays what a once-only task earns.
    """
    task = activity.task
    activity.task_points = FREE_POINTS if task is None else task.points
    activity.task_once = task is not None and task.cadence == Task.Cadence.ONCE
    activity.points = 0 if activity.task_once else activity.task_points


def pay_new(owner: User, quotes: Sequence[Quote]) -> None:
    """Pay unsaved quotes, in their order, for words that no standing quote has."""
    if not quotes:
        return
    words = {quote.fingerprint for quote in quotes}
    standing = Quote.objects.owned_by(owner).live().filter(fingerprint__in=words)
    seen = {"", *standing.values_list("fingerprint", flat=True)}
    for quote in quotes:
        quote.points = 0 if quote.fingerprint in seen else QUOTE_POINTS
        seen.add(quote.fingerprint)


def reassign_points(
    owner: User, tasks: Collection[int], fingerprints: Collection[str]
) -> set[date]:
    """Pay the first standing entry of each once-only task and of each quote's words, no other.

    Return the dates whose sums changed. Call it under the owner's lock.
    """
    changed: set[date] = set()
    if tasks:
        activities = Activity.objects.owned_by(owner).live().filter(task_once=True, task__in=tasks)
        changed |= _pay_first(
            activities.only("task", "date", "points", "task_points"),
            same=lambda activity: activity.task_id,
            worth=lambda activity: activity.task_points,
        )
    if fingerprints:
        quotes = Quote.objects.owned_by(owner).live().filter(fingerprint__in=fingerprints)
        changed |= _pay_first(
            quotes.only("fingerprint", "date", "points"),
            same=lambda quote: quote.fingerprint,
            worth=lambda quote: QUOTE_POINTS if quote.fingerprint else 0,
        )
    return changed


def _pay_first(
    rows: QuerySet[Row], *, same: Callable[[Row], Hashable], worth: Callable[[Row], int]
) -> set[date]:
    """Give the first of rows that are the `same` what it is `worth`, and the others nothing."""
    seen: set[Hashable] = set()
    demoted: list[Row] = []
    promoted: list[Row] = []
    for row in rows.order_by("pk"):
        due = 0 if same(row) in seen else worth(row)
        seen.add(same(row))
        if row.points != due:
            row.points = due
            (promoted if due else demoted).append(row)
    # Demoted first: the database lets one row at a time hold the points.
    for group in (demoted, promoted):
        rows.model._default_manager.bulk_update(group, ["points"])
    return {row.date for row in demoted + promoted}
