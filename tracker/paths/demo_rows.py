from datetime import timedelta

from tracker.accounts.models import User
from tracker.goals.models import Goal
from tracker.paths.decision import Answer, Question
from tracker.paths.models import PathAnswer, PathChoice
from tracker.paths.niches.models import Niche, NicheProof
from tracker.paths.stints.models import Stint, StintCheck
from tracker.people.demo_rows import people_by_first_name
from tracker.shared.registries.demo import Rows, past_day

PLACE = 90


def load(persona: User, rows: Rows) -> None:
    """Make what she says of her situation, her choice, her niche, and the stint that she plans."""
    chosen_on = past_day(persona, rows["chosen_weeks_ago"], 3)
    for question, answer in rows["answers"].items():
        PathAnswer.objects.create(
            owner=persona,
            question=Question(question),
            answer=Answer(answer),
            answered_on=chosen_on,
        )
    goal = Goal.objects.owned_by(persona).active().first()
    PathChoice.objects.create(
        owner=persona, goal=goal, path=rows["path"], date=chosen_on, answers=rows["answers"]
    )
    _load_niche(persona, rows["niche"])
    for row in rows["stint"]:
        _load_stint(persona, row)


def _load_niche(persona: User, row: Rows) -> None:
    niche = Niche.objects.create(owner=persona, statement=row["statement"], markets=row["markets"])
    people = people_by_first_name(persona)
    for proof in row["proof"]:
        NicheProof.objects.create(
            owner=persona,
            niche=niche,
            kind=proof["kind"],
            text=proof["text"],
            date=past_day(persona, proof["weeks_ago"], 2),
            person=people.get(proof.get("person", "")),
        )


def _load_stint(persona: User, row: Rows) -> None:
    first = None
    if "first_weeks_ago" in row:
        first = past_day(persona, row["first_weeks_ago"])
    stint = Stint.objects.create(
        owner=persona,
        title=row["title"],
        company=row.get("company", ""),
        has_pms=row.get("has_pms"),
        first_on=first,
        last_on=first + timedelta(weeks=row["weeks"]) if first and "weeks" in row else None,
        note=row.get("note", ""),
    )
    for check in row.get("check", []):
        StintCheck.objects.create(
            owner=persona,
            stint=stint,
            date=past_day(persona, check["weeks_ago"], 1),
            going=check["going"],
            words=check["words"],
        )
