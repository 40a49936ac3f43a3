"""Rows for tests: keywords for what matters, defaults for the rest."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.catalogue.models import Area, Level, Resource, Task
from tracker.employments.models import Employment
from tracker.goals.models import Goal, GoalState, Milestone
from tracker.journal.actions import log_activity
from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.openings.companies.models import Company
from tracker.openings.models import Opening, OpeningStage
from tracker.paths.niches.models import Niche, NicheProof
from tracker.paths.stints.models import Stint
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.people.steps import PeopleStep
from tracker.projects.models import Document, Project
from tracker.recommendations import actions as recommendation_actions
from tracker.recommendations.models import Recommendation
from tracker.stories.models import Story
from tracker.stories.pitches.models import Pitch, PitchWhy
from tracker.suggestions.models import Suggestion
from tracker.week.actions import set_target

PASSWORD = "correct horse battery"
TODAY = date(2026, 11, 18)  # the Wednesday on which the frozen clock stands
LONG = "Averyveryverylongwordwithoutanyspace" * 3

READY_PARTS = {
    "situation": "Totals doubled after midnight.",
    "task": "Finding out why.",
    "action": "I ran the pack at night.",
    "result": "Two more faults were found in May.",
    "state": "ready",
}

numbers = count(1)


def make_user(name: str = "", **values: Any) -> User:
    email = f"{name or f'user{next(numbers)}'}@example.org"
    values.setdefault("welcomed_at", timezone.now())
    return User.objects.create_user(email, PASSWORD, **values)


def task(slug: str) -> Task:
    return Task.objects.get(slug=slug)


def make_task(title: str, **values: Any) -> Task:
    defaults = {
        "slug": f"task-{next(numbers)}",
        "level": Level.objects.get(number=1),
        "area": Area.objects.get(slug="craft"),
        "summary": "What to do.",
        "how_to": "One.\nTwo.\nThree.",
        "why": "It shows.",
        "evidence": "Write it down.",
        "effort": "M",
        "status": "published",
    }
    return Task.objects.create(title=title, **defaults | values)


def make_resource(title: str, tasks: Iterable[Task] = (), **values: Any) -> Resource:
    defaults = {
        "slug": f"resource-{next(numbers)}",
        "kind": "book",
        "author": "An author",
        "status": "published",
    }
    resource = Resource.objects.create(title=title, **defaults | values)
    resource.tasks.set(tasks)
    return resource


def log(
    owner: User,
    title: str = "Read a spec",
    *quotes: str,
    people: Iterable[Person] = (),
    step: PeopleStep | None = None,
    **values: Any,
) -> Activity:
    """An entry through the real action: `log(alice, "Briefing", "We wait.", task=briefing)`."""
    values.setdefault("date", TODAY)
    logged = log_activity(
        owner,
        Activity(title=title, **values),
        quotes=[Quote(text=text) for text in quotes],
        people=TypedPeople(list(people)),
        step=step,
    )
    return logged.activity


def make_quotes(owner: User, *texts: str, title: str = "Briefing", **values: Any) -> list[Quote]:
    """Quotes on one entry of a day: `make_quotes(alice, "We wait.", theme="export", on=TODAY)`."""
    day = values.pop("on", TODAY)
    quotes = [Quote(text=text, **values) for text in texts]
    log_activity(owner, Activity(title=title, date=day), quotes=quotes)
    return quotes


def make_person(owner: User, name: str = "Ana Ruiz", **values: Any) -> Person:
    return Person.objects.create(owner=owner, name=name, **values)


def make_employment(owner: User, **values: Any) -> Employment:
    """The present one, unless `last_on` says when it ended."""
    return Employment.objects.create(owner=owner, **values)


def make_goal(owner: User, level: int = 1, **values: Any) -> Goal:
    """A goal whose weekly target counts from this week on."""
    values.setdefault("path", "inside")
    goal = Goal.objects.create(owner=owner, level=Level.objects.get(number=level), **values)
    if goal.state == GoalState.ACTIVE:
        set_target(owner, goal.weekly_measure, goal.weekly_target)
    return goal


def make_milestone(goal: Goal, title: str = "First briefing", **values: Any) -> Milestone:
    return Milestone.objects.create(owner=goal.owner, goal=goal, title=title, **values)


def make_recommendation(
    owner: User, title: str = "Unlock the gate", *quotes: Quote, state: str = "draft", **values: Any
) -> Recommendation:
    """Advice through the real actions up to `state`; `day` is when it was sent and answered."""
    day = values.pop("day", TODAY)
    values.setdefault("outcome", "support")
    made = recommendation_actions.add(owner, Recommendation(title=title, **values))
    made.quotes.set(quotes or log(owner, "Briefing", f"Said {next(numbers)}").quotes.all())
    if state != "draft":
        recommendation_actions.send(
            made, recommendation_actions.Sending(TypedPeople(new=["Priya Raman"]), day, "yes")
        )
    if state == "heard":
        recommendation_actions.hear(made, day, "")
    if state in ("adopted", "declined"):
        recommendation_actions.decide(made, adopted=state == "adopted", day=day, answer="")
    made.refresh_from_db()
    return made


def make_story(owner: User, title: str = "Night shifts", *skills: str, **values: Any) -> Story:
    """One that shows the skills with these slugs: a draft, unless `state` says that it is ready."""
    if values.get("state") == "ready":
        values = READY_PARTS | values
    story = Story.objects.create(owner=owner, title=title, **values)
    story.skills.set(Skill.objects.filter(slug__in=skills))
    return story


def make_pitch(
    owner: User, title: str = "Counting by hand", *quotes: Quote, whys: int = 3, **values: Any
) -> Pitch:
    """A draft with answered whys, unless `state` says how far it has come."""
    state = values.get("state", "draft")
    if state != "draft":
        values.setdefault("idea", "One total for each shift.")
    if state == "answered":
        values = {"answer": "Try it for a month.", "answered_on": TODAY} | values
    pitch = Pitch.objects.create(owner=owner, title=title, **values)
    pitch.quotes.set(quotes)
    for number in range(whys):
        PitchWhy.objects.create(owner=owner, pitch=pitch, position=number, answer=f"So {number}.")
    return pitch


def make_suggestion(owner: User, title: str = "Shadow a release", **values: Any) -> Suggestion:
    """One that waits, unless `state` says how it was answered (just now)."""
    defaults = {"how_to": "Ask.\nGo along.\nWrite it up.", "why": "It shows judgement."}
    if values.get("state", "waiting") != "waiting":
        values.setdefault("decided_at", timezone.now())
    return Suggestion.objects.create(owner=owner, title=title, **defaults | values)


def make_project(owner: User, name: str = "Import", **values: Any) -> Project:
    """One that goes on, begun a week ago."""
    values.setdefault("first_on", TODAY - timedelta(days=7))
    return Project.objects.create(owner=owner, name=name, **values)


def make_document(project: Project, title: str = "Rivals on a page", **values: Any) -> Document:
    values = {"kind": "competition", "text": "They win."} | values
    return Document.objects.create(owner=project.owner, project=project, title=title, **values)


def make_company(owner: User, name: str = "Quayline", **values: Any) -> Company:
    return Company.objects.create(owner=owner, name=name, **values)


def make_opening(owner: User, title: str = "Product Manager, Yard", **values: Any) -> Opening:
    """One that is watched since today; inside the owner's own company unless `company` is given."""
    values.setdefault("stage_on", TODAY)
    values.setdefault("is_inside", "company" not in values)
    if values.get("stage") == OpeningStage.CLOSED:
        values.setdefault("closed_reason", "refused")
    return Opening.objects.create(owner=owner, title=title, **values)


def make_lesson(owner: User, title: str = "Signed off too early", **values: Any) -> Lesson:
    """A finished one, unless `changed` is empty."""
    values = {"date": TODAY, "story": "It broke.", "changed": "I test at night."} | values
    return Lesson.objects.create(owner=owner, title=title, **values)


def make_stint(owner: User, title: str = "Sales engineer", **values: Any) -> Stint:
    """A plan, unless `first_on` says when it began."""
    return Stint.objects.create(owner=owner, title=title, **values)


def make_niche(owner: User, statement: str = "Gates", **values: Any) -> Niche:
    return Niche.objects.create(owner=owner, statement=statement, **values)


def make_proof(niche: Niche, text: str = "A night at the gate", **values: Any) -> NicheProof:
    values = {"date": TODAY} | values
    return NicheProof.objects.create(owner=niche.owner, niche=niche, text=text, **values)
