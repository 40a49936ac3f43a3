"""Weeks on target: weeks are scored, never days, and a missed one lowers but never zeroes.

A week is "kept", on pages "on target", when its target is met. A skipped week, and one without a
target, neither counts nor breaks anything. The current week counts as soon as it is kept, and not
before it has ended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.shared.weeks import Week
from tracker.week.models import WeeklyMeasure, WeekRecord

SHOWN = 12


class WeekResult(TextChoices):
    KEPT = "kept", pgettext_lazy("a week", "on target")
    MISSED = "missed", pgettext_lazy("a week", "below target")
    SKIPPED = "skipped", pgettext_lazy("a week", "skipped")
    OPEN = "open", pgettext_lazy("a week", "still open")  # the current one, not kept yet
    FREE = "free", _("no target")

    @property
    def mark(self) -> str:
        return MARKS.get(self, "")


MARKS = {WeekResult.KEPT: "✓", WeekResult.MISSED: "·", WeekResult.SKIPPED: "–"}


class Total(Protocol):
    """What was done in a week."""

    week: Week
    points: int
    activities: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a week asks for; 0 asks for nothing."""

    measure: str
    number: int

    def reached(self, total: Total) -> int:
        return total.points if self.measure == WeeklyMeasure.POINTS else total.activities


NO_TARGET = Target(WeeklyMeasure.ACTIVITIES, 0)


@dataclass(frozen=True, slots=True)
class Score:
    week: Week
    state: WeekResult
    target: Target


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`kept` of the last `counted` weeks, twelve at most, and how many in a row up to now.

    `run_is_longer` says that the run reaches back beyond the weeks that were looked at.
    """

    scores: list[Score]
    kept: int
    counted: int
    run: int
    run_is_longer: bool

    @property
    def current(self) -> Score:
        return self.scores[-1]


def rhythm(totals: Sequence[Total], records: Iterable[WeekRecord], current: Week) -> Rhythm:
    """Score the weeks of `totals` (oldest first, one for each week, `current` the last).

    `records` are the owner's records up to that week, also older ones that set a target.
    """
    by_first = sorted(records, key=lambda record: record.first)
    scores = [_score(total, by_first, current) for total in totals]
    counting = [score for score in scores if score.state in (WeekResult.KEPT, WeekResult.MISSED)]
    recent = counting[-SHOWN:]
    run = 0
    for score in reversed(counting):
        if score.state == WeekResult.MISSED:
            break
        run += 1
    return Rhythm(
        scores,
        sum(score.state == WeekResult.KEPT for score in recent),
        len(recent),
        run,
        run_is_longer=run > 0 and run == len(counting) and scores[0].state != WeekResult.FREE,
    )


def target_in(week: Week, records: Iterable[WeekRecord]) -> Target:
    """Return the target that counts in a week: the last that was set to begin in it or before.

    `records` are in order of their first day.
    """
    target = NO_TARGET
    for record in records:
        if record.first > week.last:
            break
        if record.target is not None:
            target = Target(record.measure, record.target)
    return target


def _score(total: Total, records: list[WeekRecord], current: Week) -> Score:
    week = total.week
    target = target_in(week, records)
    skipped = any(record.is_skipped and record.first in week for record in records)
    if skipped:
        state = WeekResult.SKIPPED
    elif not target.number:
        state = WeekResult.FREE
    elif target.reached(total) >= target.number:
        state = WeekResult.KEPT
    else:
        state = WeekResult.OPEN if week == current else WeekResult.MISSED
    return Score(week, state, target)
