from datetime import timedelta

from django.utils import timezone

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.people.demo_rows import people_by_first_name
from tracker.people.names import TypedPeople
from tracker.recommendations import actions
from tracker.recommendations.models import Recommendation
from tracker.shared.registries.demo import Rows, past_day

PLACE = 70
TEXTS = ("outcome", "title", "problem", "suggestion", "effect", "news", "news_note")


def load(persona: User, rows: Rows) -> None:
    """Take her recommendations through their steps; `rests_on` are beginnings of her quotes."""
    for row in rows["recommendation"]:
        recommendation = _write(persona, row)
        if "sent_weeks_ago" in row:
            actions.send(recommendation, _sending(persona, row))
        if "heard_weeks_ago" in row:
            day = past_day(persona, row["heard_weeks_ago"], 1)
            actions.hear(recommendation, day, row["answer"])
        if "decided_weeks_ago" in row:
            day = past_day(persona, row["decided_weeks_ago"], 2)
            actions.decide(recommendation, adopted=row["adopted"], day=day, answer=row["answer"])


def _write(persona: User, row: Rows) -> Recommendation:
    recommendation = Recommendation()
    for name in TEXTS:
        if name in row:
            setattr(recommendation, name, row[name])
    recommendation = actions.add(persona, recommendation)
    paid = Quote.objects.owned_by(persona).live().filter(points__gt=0)
    recommendation.quotes.set([paid.get(text__startswith=text) for text in row["rests_on"]])
    begun = timezone.now() - timedelta(weeks=row["weeks_ago"])
    Recommendation.objects.filter(pk=recommendation.pk).update(created_at=begun)
    return recommendation


def _sending(persona: User, row: Rows) -> actions.Sending:
    reader = people_by_first_name(persona)[row["to"]]
    day = past_day(persona, row["sent_weeks_ago"], row.get("sent_weekday", 4))
    follow_up = persona.today + timedelta(days=4) if "follow_up" in row else None
    return actions.Sending(TypedPeople([reader]), day, row["news"], row["news_note"], follow_up)
