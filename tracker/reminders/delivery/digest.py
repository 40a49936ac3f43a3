"""What a week held, for its weekly mail."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.people.models import Person
from tracker.reminders.week_status import WeekStatus, week_status_of
from tracker.shared.weeks import Week

MOST_QUOTES, MOST_PEOPLE = 3, 5


@dataclass(frozen=True, slots=True)
class Digest:
    week: Week
    status: WeekStatus
    quotes: list[Quote]
    due: list[Person]

    def __bool__(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.status.activities or self.due)


def digest_of(user: User, week: Week) -> Digest:
    new_quotes = Quote.objects.owned_by(user).live().filter(points__gt=0)
    quotes = new_quotes.filter(date__range=(week.first, week.last)).order_by("-date", "-pk")
    people = Person.objects.owned_by(user).due(user.today)
    return Digest(
        week=week,
        status=week_status_of(user, week),
        quotes=list(quotes[:MOST_QUOTES]),
        due=list(people[:MOST_PEOPLE]),
    )
