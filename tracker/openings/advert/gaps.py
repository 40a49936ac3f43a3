"""Which tasks would fill what an advert asks for and one cannot show."""

import re
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.openings.advert.models import AdvertLine

MOST_TASKS = 2
# Which skill a line asks for: beginnings of words, in small letters; English and German.
ASKED_SKILLS = {
    "discovery-interviews": "interview discovery research kundengespräch nutzerforschung",
    "listening-to-customers": "customer user client kunde nutzer feedback empath",
    "writing-a-spec": "spec requirement stories backlog document anforderung write",
    "saying-no-and-trade-offs": "priorit roadmap trade-off saying say decide decision fokus",
    "competition-and-market": "market compet industr segment wettbewerb markt trend domain",
    "pricing-and-business-model": "pric business revenue profit commercial moneti preis umsatz",
    "working-with-engineers": "engineer technical agile scrum develop software technisch entwickl",
    "sales-and-support": "sales support presales pre-sales success vertrieb account",
    "conflict-and-influence": "stakeholder influenc lead communicat team negotiat führ kommunikat",
    "data-and-judgement": "data metric analy sql kpi experiment daten kennzahl measure",
    "launching": "launch release go-to-market ship deliver rollout einführung",
    "learning-from-mistakes": "learn fail retrospect growth humil lernbereit",
}
WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """A line that a hiring manager would miss, and the tasks that work on it."""

    line: AdvertLine
    tasks: list[Task]


def skills_asked(text: str) -> list[str]:
    """Return the skills that a line asks for, the one with most of its words first."""
    words = [word.casefold() for word in WORD.findall(text)]
    scores = {}
    for skill, beginnings in ASKED_SKILLS.items():
        begins = tuple(beginnings.split())
        score = sum(word.startswith(begins) for word in words)
        if score:
            scores[skill] = score
    return sorted(scores, key=lambda skill: -scores[skill])


def tasks_for(user: User, missed: list[AdvertLine]) -> list[Gap]:
    """Return each line with two tasks at most, those first that the user has not done: one query.

    A line in which no skill is recognised has none: nothing is guessed.
    """
    if not missed:
        return []
    tasks = list(
        Task.objects.for_suggestions()
        .filter(level__number=1)
        .exclude(area__slug="think-twice")
        .annotate(
            own_tally=FilteredRelation("tallies", condition=Q(tallies__owner=user)),
            last_on=F("own_tally__last_on"),
        )
    )
    tasks.sort(key=lambda task: task.last_on.toordinal() if task.last_on else 0)  # type: ignore[attr-defined]
    gaps = []
    for line in missed:
        chosen: list[Task] = []
        for skill in skills_asked(line.text):
            chosen += [task for task in tasks if skill in task.skill_slugs and task not in chosen]
        gaps.append(Gap(line, chosen[:MOST_TASKS]))
    return gaps
