"""A briefing arrives: kept once, however often it is sent."""

from datetime import timedelta

from django.db import transaction

from tracker.accounts.models import User
from tracker.briefing.forms import SentBriefing
from tracker.briefing.notes import HeldQuestion
from tracker.journal.actions import AlreadyLoggedError, log_activity
from tracker.journal.models import Activity
from tracker.people import actions as people_actions
from tracker.people.models import DETAIL_LIMIT, Person
from tracker.shared.owned import lock


@transaction.atomic
def keep_briefing(owner: User, sent: SentBriefing) -> Activity:
    """Log a briefing's activity with its quotes, and make held questions follow-ups.

    The same client_id again, deleted or not, changes nothing and gives the activity of its first
    arrival.
    """
    lock(owner)
    try:
        logged = log_activity(owner, sent.activity, quotes=sent.quotes, people=sent.people)
    except AlreadyLoggedError as earlier:
        return earlier.activity
    activity = logged.activity
    sent.briefing.owner, sent.briefing.activity = owner, activity
    sent.briefing.save()
    _follow_up(owner, sent)
    return activity


def _follow_up(owner: User, sent: SentBriefing) -> None:
    """Let each held question be what to talk about next with the person it is for."""
    asked: dict[str, Person] = {}
    tomorrow = max(sent.activity.date + timedelta(days=1), owner.today)
    for question in sent.held:
        if not question.name:
            continue
        if question.whose not in asked:
            asked[question.whose] = _person_of(owner, question)
        person = asked[question.whose]
        about = " · ".join(filter(None, [person.next_touch_about, question.text]))
        if len(about) > DETAIL_LIMIT:
            about = f"{about[: DETAIL_LIMIT - 1]}…"  # all of it stands in the activity's notes
        person.next_touch_about = about
        person.next_touch_on = min(filter(None, [person.next_touch_on, tomorrow]))
    for person in asked.values():
        person.save(update_fields=["next_touch_on", "next_touch_about"])


def _person_of(owner: User, question: HeldQuestion) -> Person:
    """Return whom a question is for, added where the name is new."""
    own_people = Person.objects.owned_by(owner).live()
    if question.person.known:
        return own_people.get(pk=question.person.known[0].pk)
    # Perhaps somebody who was there, added with the activity a moment ago.
    namesake = own_people.filter(name__same=question.name).first()
    return namesake or people_actions.add_by_name(owner, [question.name])[0]
