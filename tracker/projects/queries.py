"""Reading a project with all that hangs on it."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from tracker.people.models import Person
from tracker.projects.models import Project

MOST_PEOPLE = 60


@dataclass(frozen=True)
class Sums:
    """What the entries of a project add up to; points are theirs and their quotes'."""

    entries: int
    minutes: int
    points: int
    quotes: int


def sums_of(project: Project) -> Sums:
    """Of standing entries and standing quotes, in two queries."""
    own = project.activities.live().aggregate(
        entries=Count("pk"), minutes=Sum("minutes"), points=Sum("points")
    )
    said = project.owner.quotes.live().filter(activity__project=project)
    quotes = said.aggregate(number=Count("pk"), points=Sum("points"))
    return Sums(
        entries=own["entries"],
        minutes=own["minutes"] or 0,
        points=(own["points"] or 0) + (quotes["points"] or 0),
        quotes=quotes["number"],
    )


def people_of(project: Project) -> list[Person]:
    """Everybody on a standing entry of it, once, by name; sixty at most."""
    entries = project.activities.live().values("pk")
    mine = Person.objects.owned_by(project.owner).live()
    met = mine.filter(activities__in=entries).distinct().order_by("name", "pk")
    return list(met[:MOST_PEOPLE])
