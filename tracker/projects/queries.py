"""Reading a project with all that hangs on it."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from tracker.people.models import Person
from tracker.projects.models import Project

MOST_PEOPLE = 60


@dataclass(frozen=True)
class ProjectTotals:
    """What the activities of a project add up to; points are theirs and their quotes'."""

    activities: int
    minutes: int
    points: int
    quotes: int


def totals_of(project: Project) -> ProjectTotals:
    """Add up standing activities and standing quotes, in two queries."""
    activities = project.activities.live().aggregate(
        number=Count("pk"), minutes=Sum("minutes", default=0), points=Sum("points", default=0)
    )
    quotes = (
        project.owner.quotes.live()
        .filter(activity__project=project)
        .aggregate(number=Count("pk"), points=Sum("points", default=0))
    )
    return ProjectTotals(
        activities=activities["number"],
        minutes=activities["minutes"],
        points=activities["points"] + quotes["points"],
        quotes=quotes["number"],
    )


def people_of(project: Project) -> list[Person]:
    """Return everybody on a standing activity of it, once, by name; sixty at most."""
    activities = project.activities.live().values("pk")
    own_people = Person.objects.owned_by(project.owner).live()
    met = own_people.filter(activities__in=activities).distinct().order_by("name", "pk")
    return list(met[:MOST_PEOPLE])
