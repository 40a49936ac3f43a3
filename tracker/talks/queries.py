"""What stands between two talks with somebody: read from the other features, kept nowhere."""

from dataclasses import dataclass

from django.db.models import Q

from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.openings.models import Opening
from tracker.people.models import Person
from tracker.recommendations.models import Recommendation, RecommendationState

MOST_TALKS = 5
MOST_NEWS = 5
OPEN = [RecommendationState.SENT, RecommendationState.HEARD]


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeTalk:
    """What was said, what is open with them, and one's own news since the last talk."""

    talks: list[Activity]
    waiting: list[Recommendation]
    openings: list[Opening]
    quotes: list[Quote]
    adopted: list[Recommendation]
    lessons: list[Lesson]

    @property
    def has_news(self) -> bool:
        return bool(self.quotes or self.adopted or self.lessons)


def before(person: Person) -> BeforeTalk:
    """Read the page about one person; needs their `owner`. Without a talk yet all news is new."""
    owner, since = person.owner, person.last_touch
    talks = person.activities.for_lists().order_by("-date", "-pk")
    recommendations = Recommendation.objects.owned_by(owner).live()
    waiting = recommendations.filter(to=person, state__in=OPEN).order_by("sent_on", "pk")
    theirs = Q(referrer=person) | Q(hiring_manager=person)
    openings = Opening.objects.owned_by(owner).open().filter(theirs).for_list()
    quotes = Quote.objects.owned_by(owner).live().order_by("-date", "-pk")
    adopted = recommendations.filter(state=RecommendationState.ADOPTED)
    lessons = Lesson.objects.owned_by(owner).live().order_by("-date", "-pk")
    if since:
        quotes = quotes.filter(date__gt=since)
        adopted = adopted.filter(decided_on__gt=since)
        lessons = lessons.filter(date__gt=since)
    return BeforeTalk(
        talks=list(talks[:MOST_TALKS]),
        waiting=list(waiting[:MOST_NEWS]),
        openings=list(openings.order_by("-stage_on", "-pk")[:MOST_NEWS]),
        quotes=list(quotes[:MOST_NEWS]),
        adopted=list(adopted.order_by("-decided_on", "-pk")[:MOST_NEWS]),
        lessons=list(lessons[:MOST_NEWS]),
    )
