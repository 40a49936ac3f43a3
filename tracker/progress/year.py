"""One year on a page: what was done, with whom, what customers said, what changed.

Every question is about one owner's rows between two dates, and there are as many of them whatever
the year holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When

from tracker.accounts.models import User
from tracker.goals.models import Milestone
from tracker.journal.models import QUOTE_IN_LISTS, Activity, Quote
from tracker.journal.queries import YearTotal
from tracker.lessons.models import Lesson
from tracker.people.models import Person
from tracker.recommendations.models import Recommendation

MOST_PEOPLE = 8
MOST_QUOTES = 6
MOST_CHANGES = 20  # of each kind


@dataclass(slots=True)
class AreaTotal:
    """What was done in an area; "" stands for entries without a task. Points include quotes'."""

    name: str
    activities: int = 0
    minutes: int = 0
    quotes: int = 0
    points: int = 0


@dataclass(frozen=True, kw_only=True)
class YearPage:
    total: YearTotal
    areas: list[AreaTotal]
    minutes: int
    recommendation_points: int
    people: list[Person]
    quotes: list[Quote]
    milestones: list[Milestone]
    recommendations: list[Recommendation]
    lessons: list[Lesson]

    @property
    def is_empty(self) -> bool:
        changes = self.milestones or self.recommendations or self.lessons
        return not (self.total.activities or self.total.points or changes)


def year_page(user: User, total: YearTotal) -> YearPage:
    """Read the page of the year that `total` (of `years_of`) sums up."""
    days = (date(total.year, 1, 1), date(total.year, 12, 31))
    done = Activity.objects.owned_by(user).live().filter(date__range=days)
    said = Quote.objects.owned_by(user).live().filter(date__range=days)
    areas = _areas(done, said)
    adopted = _adopted(user, days)
    return YearPage(
        total=total,
        areas=areas,
        minutes=sum(area.minutes for area in areas),
        recommendation_points=total.points - sum(area.points for area in areas),
        people=_people(user, days),
        quotes=_best(said),
        milestones=_milestones(user, days),
        recommendations=adopted,
        lessons=_lessons(user, days),
    )


def _areas(done: Iterable[Activity], said: Iterable[Quote]) -> list[AreaTotal]:
    """Add up entries and quotes by area, the one with most entries first."""
    areas: dict[str, AreaTotal] = {}
    entries = done.values("task__area__name").annotate(  # type: ignore[attr-defined]
        number=Count("pk"), all_minutes=Sum("minutes"), all_points=Sum("points")
    )
    for row in entries.order_by():
        name = row["task__area__name"] or ""
        areas[name] = AreaTotal(name, row["number"], row["all_minutes"] or 0, 0, row["all_points"])
    quotes = said.values("activity__task__area__name").annotate(  # type: ignore[attr-defined]
        number=Count("pk", filter=Q(points__gt=0)), all_points=Sum("points")
    )
    for row in quotes.order_by():
        name = row["activity__task__area__name"] or ""
        area = areas.setdefault(name, AreaTotal(name))
        area.quotes, area.points = row["number"], area.points + row["all_points"]
    return sorted(areas.values(), key=lambda area: (-area.activities, area.name))


def _people(user: User, days: tuple[date, date]) -> list[Person]:
    """Return with whom there are most entries, each with `times`; of equals by name."""
    with_them = Q(
        activities__owner=user,
        activities__deleted_at__isnull=True,
        activities__date__range=days,
    )
    return list(
        Person.objects.owned_by(user)
        .live()
        .filter(with_them)
        .only("name", "role", "company")
        .annotate(times=Count("activities"))
        .order_by("-times", "name", "pk")[:MOST_PEOPLE]
    )


def _best(said: Iterable[Quote]) -> list[Quote]:
    """Return quotes that earned points: those that may be shown first, then those with a theme.

    Of equals the most recent; the page says this rule.
    """
    themed = Case(When(theme="", then=Value(0)), default=Value(1), output_field=IntegerField())
    paid = said.filter(points__gt=0).annotate(themed=themed)  # type: ignore[attr-defined]
    in_order = paid.order_by("-shareable", "-themed", "-date", "-pk")
    return list(in_order.only(*QUOTE_IN_LISTS)[:MOST_QUOTES])


def _milestones(user: User, days: tuple[date, date]) -> list[Milestone]:
    reached = Milestone.objects.owned_by(user).live().filter(done_on__range=days)
    return list(reached.only("title", "done_on", "goal").order_by("done_on", "pk")[:MOST_CHANGES])


def _adopted(user: User, days: tuple[date, date]) -> list[Recommendation]:
    adopted = Recommendation.objects.owned_by(user).live().filter(state="adopted")
    adopted = adopted.filter(decided_on__range=days).order_by("decided_on", "pk")
    return list(adopted.only("title", "decided_on", "points")[:MOST_CHANGES])


def _lessons(user: User, days: tuple[date, date]) -> list[Lesson]:
    """Return lessons that say what changed since; the others are drafts."""
    learned = Lesson.objects.owned_by(user).live().filter(date__range=days).exclude(changed="")
    return list(learned.only("title", "date", "changed").order_by("date", "pk")[:MOST_CHANGES])
