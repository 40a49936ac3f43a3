"""Recommendations in every state, resting on quotes, and adopted ones that were deleted."""

from datetime import timedelta

from tests.factories import LONG, TODAY, log, make_recommendation
from tracker.recommendations import actions

STATES = ("draft", "sent", "heard", "adopted", "declined")


def fill(owner, rows: int) -> None:
    before = TODAY - timedelta(days=30)  # so that pages of the newest lines keep what they have
    quotes = log(owner, "Briefing", *[f"Carried {n}" for n in range(rows)], date=before).quotes
    carried = list(quotes.all())
    for number in range(rows):
        for state in STATES:
            make_recommendation(owner, f"{state} {number}", *carried, state=state, day=before)
        gone = make_recommendation(owner, f"Gone {number}", *carried, state="adopted", day=before)
        actions.delete(gone)


def overfill(owner) -> None:
    texts = {"problem": LONG, "suggestion": LONG, "effect": LONG}
    for number, state in enumerate(STATES):
        make_recommendation(owner, f"{LONG} {number}"[:120], state=state, **texts)
    quotes = log(owner, "Briefing", "We wait.", LONG, date=owner.today).quotes.all()
    make_recommendation(owner, LONG[:120], *quotes, state="declined", **texts)
