"""One page to read before an interview, composed from what is known already."""

from dataclasses import dataclass

from tracker.interviews.models import MOST_STORIES, Interview
from tracker.interviews.questions_to_ask import QuestionToAsk, not_asked_yet
from tracker.openings.advert.gaps import skills_asked
from tracker.openings.advert.models import AdvertLine, Mark
from tracker.openings.advert.queries import advert_reading
from tracker.openings.companies.queries import contacts_at
from tracker.people.ways import Way
from tracker.stories.models import Story

MOST_LINES = 8
MOST_CONTACTS = 4
ENOUGH_QUESTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What stands on the page: every part may be empty.

    `earlier` are rounds of the same opening that said what to change.
    """

    contacts: list[Way]
    answered: list[AdvertLine]
    missed: list[AdvertLine]
    stories: list[Story]
    stories_are_chosen: bool
    questions: list[str]
    proposed: list[QuestionToAsk]
    earlier: list[Interview]


def brief_of(interview: Interview) -> Brief:
    """Read the brief of an interview: as many queries for any number of rows."""
    opening = interview.opening
    reading = advert_reading(opening)
    answered = sorted(reading.answered, key=lambda line: line.mark != Mark.PROOF)
    contacts: list[Way] = []
    if opening.company and not opening.company.deleted_at:
        contacts = contacts_at(interview.owner, [opening.company])[opening.company.pk]
    chosen = list(interview.stories.live().with_skills().order_by("-updated_at", "-pk"))
    questions = interview.questions_to_ask
    missing = max(ENOUGH_QUESTIONS - len(questions), 0)
    return Brief(
        contacts=contacts[:MOST_CONTACTS],
        answered=answered[:MOST_LINES],
        missed=reading.missed,
        stories=chosen or fitting_stories(interview, reading.requirements),
        stories_are_chosen=bool(chosen),
        questions=questions,
        proposed=not_asked_yet(interview.to_ask)[:missing],
        earlier=_earlier_rounds(interview),
    )


def fitting_stories(interview: Interview, requirements: list[AdvertLine]) -> list[Story]:
    """Return three ready stories at most: those that show most of what the advert asks for.

    Among equal ones the latest that was worked on comes first.
    """
    asked: set[str] = set()
    for line in requirements:
        asked.update(skills_asked(line.text))
    own_stories = Story.objects.owned_by(interview.owner).ready().with_skills()
    ready = list(own_stories.order_by("-updated_at", "-pk")[:100])
    ready.sort(key=lambda story: -len(asked & {skill.slug for skill in story.shown_skills}))
    return ready[:MOST_STORIES]


def _earlier_rounds(interview: Interview) -> list[Interview]:
    rounds = Interview.objects.owned_by(interview.owner).standing()
    said = rounds.filter(opening=interview.opening_id, date__lte=interview.date)
    said = said.exclude(pk=interview.pk).exclude(change="").select_related("opening")
    return list(said.order_by("-date", "-pk")[:2])
