"""A briefing arrives: kept once, however often it is sent."""

from datetime import timedelta

from django.db import transaction

from tracker.accounts.models import User
from tracker.briefing.forms import Sent
from tracker.journal.actions import AlreadyLoggedError, log_activity
from tracker.journal.models import Activity
from tracker.people import actions as people_actions
from tracker.people.models import DETAIL_LIMIT, Person
from tracker.shared.owned import lock


@transaction.atomic
def keep_briefing(owner: User, sent: Sent) -> Activity:
    """Log a briefing's entry with its quotes, and make held questions follow-ups.

    The same client_id again, deleted or not, changes nothing and gives the entry of its first
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


def _follow_up(owner: User, sent: Sent) -> None:
    """Let each held question be what to talk about next with the person it is for."""
    mine = Person.objects.owned_by(owner).live()
    asked: dict[str, Person] = {}
    tomorrow = max(sent.activity.date + timedelta(days=1), owner.today)
    for held in sent.held:
        name = held.name
        if not name:
            continue
        key = f"{[person.pk for person in held.person.known]}{name.casefold()}"
        if key not in asked:
            if held.person.known:
                asked[key] = mine.get(pk=held.person.known[0].pk)
            else:
                # Perhaps somebody who was there, added with the entry a moment ago.
                found = mine.filter(name__iexact=name).first()
                asked[key] = found or people_actions.add_by_name(owner, [name])[0]
        person = asked[key]
        about = " · ".join(filter(None, [person.next_touch_about, held.text]))
        # The whole question stands in the entry's notes.
        person.next_touch_about = (
            about if len(about) <= DETAIL_LIMIT else f"{about[: DETAIL_LIMIT - 1]}…"
        )
        person.next_touch_on = min(filter(None, [person.next_touch_on, tomorrow]))
    for person in asked.values():
        person.save(update_fields=["next_touch_on", "next_touch_about"])
