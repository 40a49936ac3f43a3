"""Everything that is kept about one person, counted again from their rows by the rules."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.db.models import F

from tracker.accounts.models import User
from tracker.journal import skill_totals, totals
from tracker.journal.models import Activity, Quote
from tracker.journal.points import reassign_points
from tracker.journal.totals_models import DayTotal, SkillTally, TaskTally
from tracker.recommendations import payments
from tracker.recommendations.models import Recommendation
from tracker.shared.owned import lock

Item = TypeVar("Item")
AT_ONCE = 500  # values in one query
KEPT = {
    Activity: ("pk", "points"),
    Quote: ("pk", "points"),
    Recommendation: ("pk", "points"),
    DayTotal: ("date", "points", "recommendation_points", "activities", "quotes"),
    TaskTally: ("task", "times", "last_on"),
    SkillTally: ("task__slug", "follows_task", "skills", "times", "last_on"),
}


def recount_everything(owner: User) -> bool:
    """Write what the rules say, inside the caller's transaction; return whether that was news."""
    lock(owner)
    before = kept_about(owner)
    activities = Activity.objects.owned_by(owner).live()
    activities.filter(task_once=False).exclude(points=F("task_points")).update(
        points=F("task_points")
    )
    tallies = TaskTally.objects.owned_by(owner)
    lists = SkillTally.objects.owned_by(owner)
    tasks = {*activities.values_list("task", flat=True), *tallies.values_list("task", flat=True)}
    tasks |= {*lists.values_list("task", flat=True)}
    for some in pieces(sorted(tasks - {None})):
        reassign_points(owner, some, [])
        totals.recount(owner, [], some)
        skill_totals.recount_skills(owner, some)
    skill_totals.recount_skills(owner, [None])
    quotes = Quote.objects.owned_by(owner).live()
    for words in pieces(sorted(set(quotes.values_list("fingerprint", flat=True)))):
        reassign_points(owner, [], words)
    kept = DayTotal.objects.owned_by(owner)
    days = {*activities.values_list("date", flat=True), *quotes.values_list("date", flat=True)}
    for dates in pieces(sorted(days | {*kept.values_list("date", flat=True)})):
        totals.recount(owner, dates, [])
    adopted = Recommendation.objects.owned_by(owner).live().filter(state="adopted")
    advised = kept.filter(recommendation_points__gt=0)
    paid = {*adopted.values_list("decided_on", flat=True), *advised.values_list("date", flat=True)}
    payments.reassign_points(owner, paid)
    return before != kept_about(owner)


def kept_about(owner: User) -> list[Any]:
    everything: list[Any] = [
        User.objects.filter(pk=owner.pk)
        .values_list("points", "activity_count", "quote_count")
        .get()
    ]
    for model, columns in KEPT.items():
        rows = model.objects.owned_by(owner)  # type: ignore[attr-defined]
        everything.append(sorted(rows.values_list(*columns), key=repr))
    return everything


def pieces(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
