"""The rules of points for rows that come out of a file."""

from typing import Any

from tracker.accounts.models import User
from tracker.journal import points, skill_totals, totals
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, TaskTally


def price_entry(activity: Any) -> None:
    """Let an unsaved entry earn what its task said when it was logged; `count_all` pays once.

    Of a task that only another server has, the name remains: it becomes the title.
    """
    if task := activity.not_here.get("task"):
        activity.title = activity.title or task.replace("-", " ").capitalize()
        activity.task_once = False
    activity.points = 0 if activity.task_once else activity.task_points


def price_quote(quote: Quote) -> None:
    """Fill in what an unsaved quote has from its entry and its words; `count_all` pays it."""
    quote.date = quote.activity.date
    quote.fingerprint = points.fingerprint(quote.text)
    quote.points = 0


def count_all(owner: User) -> None:
    """Pay every entry and quote by the rules, and count every sum again."""
    entries = Activity.objects.owned_by(owner)
    once = entries.filter(task_once=True).order_by().values_list("task", flat=True).distinct()
    words = Quote.objects.owned_by(owner).order_by().values_list("fingerprint", flat=True)
    tasks = set(entries.order_by().values_list("task", flat=True).distinct())
    days = set(entries.order_by().values_list("date", flat=True).distinct())
    points.reassign_points(owner, _known(once), ())
    _pay_quotes(owner, list(words.distinct()))
    days |= set(DayTotal.objects.owned_by(owner).values_list("date", flat=True))
    known = _known(tasks) | set(TaskTally.objects.owned_by(owner).values_list("task", flat=True))
    for some in _parts(sorted(days)):
        totals.recount(owner, some, ())
    totals.recount(owner, (), known)
    skill_totals.recount_skills(owner, {*known, None})


AT_ONCE = 500


def _pay_quotes(owner: User, fingerprints: list[str]) -> None:
    for some in _parts(fingerprints):
        points.reassign_points(owner, (), some)


def _parts(values: list) -> list[list]:  # type: ignore[type-arg]
    """Cut into lists short enough for one query."""
    return [values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE)]


def _known(tasks: object) -> set[int]:
    return set(tasks) - {None}  # type: ignore[call-overload, no-any-return]
