"""What a week held and what the next one brings, for its weekly mail."""

from dataclasses import dataclass
from datetime import timedelta

from tracker.accounts.models import User
from tracker.interviews.models import Interview
from tracker.journal.models import Quote
from tracker.openings.models import Opening
from tracker.people.models import Person
from tracker.reminders.week_status import WeekStatus, week_status_of
from tracker.shared.weeks import Week

MOST_QUOTES, MOST_PEOPLE = 3, 5
MOST_OPENINGS, MOST_INTERVIEWS = 5, 5
AHEAD = timedelta(days=6)  # until the day before the next digest


@dataclass(frozen=True, slots=True)
class Digest:
    week: Week
    status: WeekStatus
    quotes: list[Quote]
    due: list[Person]
    openings: list[Opening]
    interviews: list[Interview]

    def __bool__(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.status.activities or self.due or self.openings or self.interviews)


def digest_of(user: User, week: Week) -> Digest:
    new_quotes = Quote.objects.owned_by(user).live().filter(points__gt=0)
    quotes = new_quotes.filter(date__range=(week.first, week.last)).order_by("-date", "-pk")
    people = Person.objects.owned_by(user).due(user.today)
    last = user.today + AHEAD
    openings = Opening.objects.owned_by(user).due(last)
    interviews = Interview.objects.owned_by(user).coming(user.today).filter(date__lte=last)
    return Digest(
        week=week,
        status=week_status_of(user, week),
        quotes=list(quotes[:MOST_QUOTES]),
        due=list(people[:MOST_PEOPLE]),
        openings=list(openings[:MOST_OPENINGS]),
        interviews=list(interviews[:MOST_INTERVIEWS]),
    )
