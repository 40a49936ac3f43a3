"""Choices, answers, stints with pauses and checks, a niche with proofs; deleted ones."""

from datetime import date, timedelta

from django.utils import timezone

from tests.factories import LONG, TODAY, log, make_niche, make_person, make_proof, make_stint
from tracker.paths.models import PathAnswer, PathChoice
from tracker.paths.stints.models import StintCheck, StintPause
from tracker.warnings.models import Override

VALUES = {
    "PathAnswer": {"question": "place", "answer": "yes", "answered_on": TODAY},
    "StintCheck": {"going": "well"},
    "Override": {"kind": "no-pms", "note": "Alice’s secret note"},
    "Niche": {"statement": "Alice’s secret niche"},
}


def fill(owner, rows: int) -> None:
    PathAnswer.objects.get_or_create(
        owner=owner, question="place", defaults={"answer": "yes", "answered_on": TODAY}
    )
    for number in range(rows):
        PathChoice.objects.create(owner=owner, path="inside", date=TODAY, note=f"Note {number}")
        Override.objects.create(owner=owner, kind="no-pms", note=f"So {number}", date=TODAY)
        stint = make_stint(owner, f"Stint {number}", first_on=date(2026, 1, 1))
        add_rows(stint, f"{number}")
        make_stint(owner, f"Gone {number}", deleted_at=timezone.now())
        niche = make_niche(owner, f"Niche {number}")
        tester = make_person(owner, f"Tester {number}", kind="customer")
        entry = log(owner, f"Night {number}")
        make_proof(niche, "Proof", person=tester, activity=entry)
        make_niche(owner, f"Gone niche {number}", deleted_at=timezone.now())


def add_rows(stint, words: str) -> None:
    for number in range(2):
        first = stint.first_on + timedelta(days=40 * number)
        StintPause.objects.create(
            owner=stint.owner, stint=stint, first_on=first, last_on=first, reason=words[:120]
        )
        StintCheck.objects.create(
            owner=stint.owner, stint=stint, date=first, going="well", words=words, note=words
        )


def overfill(owner) -> None:
    for number in range(4):
        note = f"{LONG} {number}"
        PathChoice.objects.create(
            owner=owner, path="niche", date=owner.today, against_evidence=True, note=note
        )
        Override.objects.create(
            owner=owner, kind="against", note=note, about=LONG[:200], date=owner.today
        )
        stint = make_stint(owner, LONG[:120], company=LONG[:120], first_on=owner.today, note=LONG)
        add_rows(stint, LONG)
        niche = make_niche(owner, LONG, markets=LONG)
        make_proof(niche, LONG, person=make_person(owner, LONG, kind="customer"))
