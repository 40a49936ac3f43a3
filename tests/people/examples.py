"""People known through others, on every stage, with an entry each."""

from datetime import date

from tests.factories import LONG, TODAY, log, make_person
from tracker.people.models import Vouch


def fill(owner, rows: int) -> None:
    for number in range(rows):
        through = make_person(owner, f"Friend {number}", kind="peer", next_touch_on=TODAY)
        person = make_person(
            owner, f"PM {number}", former_role=f"Role {number}", stage=number % 5, through=through
        )
        log(owner, f"With {number}", people=[person, through], date=TODAY)
        for vouch in Vouch.values:
            known = make_person(
                owner, f"{vouch} {number}", kind="hiring", vouch=vouch, through=person
            )
            log(owner, f"Work {number}", people=[known], date=TODAY)
        make_person(
            owner, f"Old {number}", kind="sponsor", rhythm_weeks=1, touched_on=date(2026, 1, 1)
        )


def overfill(owner) -> None:
    for number in range(5):
        through = make_person(owner, LONG, kind="mentor", next_touch_on=owner.today, role=LONG[:99])
        person = make_person(
            owner,
            f"{LONG} {number}"[:120],
            stage=number,
            former_role=LONG[:90],
            note=LONG,
            vouch="agreed",
            vouch_for=LONG,
            asked_on=owner.today,
            rhythm_weeks=104,
            links=f"https://example.org/{LONG}",
            through=through,
        )
        log(owner, "Coffee", people=[person, through], date=owner.today)
