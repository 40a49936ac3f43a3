"""Requests, motive notes and verdicts, standing and deleted; entries of grunt work."""

from django.utils import timezone

from tests.career.rows import make_motive, make_request, make_verdict
from tests.factories import LONG, log, make_person, make_project, task

VALUES = {
    "Request": {"about": "Alice’s secret request"},
    "MotiveNote": {"why": "Alice’s secret reason"},
    "FitVerdict": {"energy": "took", "sentence": "Alice’s secret sentence"},
}


def fill(owner, rows: int) -> None:
    for number in range(rows):
        person = make_person(owner, f"Asker {number}", kind="pm")
        gone = {"deleted_at": timezone.now()}
        activity = log(owner, f"Grunt work {number}", task=task("take-the-dull-job"))
        make_request(owner, f"Request {number}", person=person)
        make_motive(owner, f"Reason {number}")
        make_verdict(owner, sentence=f"Sentence {number}", activity=activity)
        make_verdict(owner, sentence=f"Of a project {number}", project=make_project(owner))
        make_request(owner, f"Gone {number}", **gone)
        make_motive(owner, f"Gone {number}", **gone)
        make_verdict(owner, sentence=f"Gone {number}", **gone)


def overfill(owner) -> None:
    hostile = f"<script>alert(1)</script> {LONG}"
    person = make_person(owner, LONG, kind="pm")
    make_request(owner, hostile[:300], person=person, date=owner.today)
    make_motive(owner, (hostile * 30)[:2000], place=(hostile * 30)[:2000], date=owner.today)
    make_motive(owner, hostile, place=LONG, date=owner.today)
    for energy in ("gave", "neutral", "took"):
        make_verdict(owner, energy, sentence=hostile[:300], date=owner.today)
