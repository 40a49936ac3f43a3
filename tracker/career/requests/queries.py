"""Requests counted by quarter."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import TruncQuarter

from tracker.accounts.models import User
from tracker.career.models import Request
from tracker.career.quarters import Quarter

MOST_QUARTERS = 12


@dataclass(frozen=True, slots=True)
class RequestCount:
    quarter: Quarter
    number: int
    # Of them those in which a PM came without an offer; they alone are pull.
    came: int


def requests_by_quarter(user: User) -> list[RequestCount]:
    """Return the latest dozen quarters in which anybody asked, newest first."""
    requests = Request.objects.owned_by(user).live().annotate(quarter=TruncQuarter("date"))
    counted = requests.values("quarter").order_by("-quarter")
    counted = counted.annotate(number=Count("pk"), came=Count("pk", filter=Q(came_to_me=True)))
    counts = []
    for row in counted[:MOST_QUARTERS]:
        counts.append(RequestCount(Quarter.of(row["quarter"]), row["number"], row["came"]))
    return counts
