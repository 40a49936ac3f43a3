"""Eight lived-in months of somebody made up, so that a newcomer sees a full product at once."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.briefing.models import Briefing
from tracker.catalogue.models import Level, Task
from tracker.goals.models import Goal, Milestone, Path
from tracker.journal.actions import log_activity
from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.projects.models import Document, Project
from tracker.recommendations import actions as recommendation_actions
from tracker.recommendations.models import Recommendation
from tracker.week.actions import set_skipped, take_on
from tracker.week.models import WeekRecord

EMAIL = "nora@demo.invalid"
PASSWORD = "made-up-nora"  # noqa: S105 - printed on the console of a database that is all invention


# Weeks of holidays, so many ago, and what she has taken on for this one.
SKIPPED = [18, 19]
TAKEN_ON = ["sit-in-on-a-customer-briefing", "log-a-mistake"]


@transaction.atomic
def load_demo() -> User:
    """Make the persona with her goal and journal up to today; once made she stays as she is."""
    if found := User.objects.filter(email=EMAIL).first():
        return found
    told: dict[str, Any] = tomllib.loads((files(__package__) / "demo.toml").read_text("utf-8"))
    nora = User.objects.create_user(
        EMAIL,
        PASSWORD,
        display_name="Nora Quill (made up)",
        time_zone="Europe/Dublin",
        company_has_pms=True,
        welcomed_at=timezone.now(),
    )
    _set_goal(nora, told["goal"])
    people = _add_people(nora, told["person"])
    projects = _add_projects(nora, told["project"], people)
    tasks = {task.slug: task for task in Task.objects.all()}
    for row in told["activity"]:
        day = _day(nora, row["weeks_ago"], row["weekday"])
        activity = Activity(
            task=tasks.get(row.get("task")),
            date=day,
            project=_project_of(row, day, projects),
            **{name: row[name] for name in ("title", "notes", "minutes", "lesson") if name in row},
        )
        text = f"{row.get('title', '')} {row.get('notes', '')}"
        there = TypedPeople([person for name, person in people.items() if name in text])
        quotes = [Quote(**quote) for quote in row.get("quote", [])]
        log_activity(nora, activity, quotes=quotes, people=there)
        if briefing := row.get("briefing"):
            identity = activity.client_id
            Briefing.objects.create(owner=nora, activity=activity, client_id=identity, **briefing)
    _add_recommendations(nora, told["recommendation"], people)
    _add_lessons(nora, told["lesson"])
    return nora


def _add_projects(
    nora: User, told: list[dict[str, Any]], people: dict[str, Person]
) -> list[tuple[Project, list[str]]]:
    """Her stints with their documents, each with the words by which its entries are known."""
    made = []
    for row in told:
        to = row.pop("to_weeks_ago", None)
        words, documents = row.pop("words"), row.pop("document")
        project = Project.objects.create(
            owner=nora,
            pm=people[row.pop("pm")],
            first_on=_day(nora, row.pop("from_weeks_ago")),
            last_on=None if to is None else _day(nora, to, 4),
            **row,
        )
        for document in documents:
            done = document.pop("done_weeks_ago", None)
            done_on = None if done is None else _day(nora, done, 4)
            Document.objects.create(owner=nora, project=project, done_on=done_on, **document)
        made.append((project, words))
    return made


def _project_of(
    row: dict[str, Any], day: date, projects: list[tuple[Project, list[str]]]
) -> Project | None:
    text = f"{row.get('title', '')} {row.get('notes', '')}"
    for project, words in projects:
        during = project.first_on <= day <= (project.last_on or day)
        if during and any(word in text for word in words):
            return project
    return None


def _add_lessons(nora: User, told: list[dict[str, Any]]) -> None:
    """What she made of entries, which are known by their titles."""
    for row in told:
        entry = nora.activities.get(title=row.pop("entry"))
        Lesson.objects.create(owner=nora, activity=entry, date=entry.date, **row)


def _add_recommendations(nora: User, told: list[dict[str, Any]], people: dict[str, Person]) -> None:
    """Her recommendations through their steps; `rests_on` are beginnings of her quotes."""
    for row in told:
        names = ("outcome", "title", "problem", "suggestion", "effect", "news", "news_note")
        made = recommendation_actions.add(
            nora, Recommendation(**{n: row[n] for n in names if n in row})
        )
        made.quotes.set(
            Quote.objects.owned_by(nora).live().get(text__startswith=text, points__gt=0)
            for text in row["rests_on"]
        )
        begun = timezone.now() - timedelta(weeks=row["weeks_ago"])
        Recommendation.objects.filter(pk=made.pk).update(created_at=begun)
        if sent := row.get("sent_weeks_ago"):
            to, day = TypedPeople([people[row["to"]]]), _day(nora, sent, 4)
            follow_up = nora.today + timedelta(days=4) if "follow_up" in row else None
            sending = recommendation_actions.Sending(
                to, day, row["news"], row["news_note"], follow_up
            )
            recommendation_actions.send(made, sending)
        if heard := row.get("heard_weeks_ago"):
            recommendation_actions.hear(made, _day(nora, heard, 1), row["answer"])
        if decided := row.get("decided_weeks_ago"):
            day, adopted = _day(nora, decided, 2), row["adopted"]
            recommendation_actions.decide(made, adopted=adopted, day=day, answer=row["answer"])


def _add_people(nora: User, told: list[dict[str, Any]]) -> dict[str, Person]:
    """Her people, by what her entries call them; one may be known through an earlier one."""
    people: dict[str, Person] = {}
    for row in told:
        row["through"] = people.get(row.get("through", ""))
        if "next_in_days" in row:
            row["next_touch_on"] = nora.today + timedelta(days=row.pop("next_in_days"))
        if "asked_weeks_ago" in row:
            row["asked_on"] = _day(nora, row.pop("asked_weeks_ago"), 2)
        called = row.pop("called")
        people[called] = Person.objects.create(owner=nora, **row)
    return people


def _day(nora: User, weeks_ago: int, weekday: int = 0) -> date:
    return min(nora.this_week.back(weeks_ago).first + timedelta(days=weekday), nora.today)


def _set_goal(nora: User, told: dict[str, Any]) -> None:
    goal = Goal.objects.create(
        owner=nora,
        level=Level.objects.get(number=1),
        path=Path.INSIDE,
        why=told["why"],
        target_date=nora.today + timedelta(days=300),
    )
    begun = nora.this_week.back(34)
    WeekRecord.objects.create(
        owner=nora, first=begun.first, measure=goal.weekly_measure, target=goal.weekly_target
    )
    set_skipped(nora, nora.this_week.back(max(SKIPPED)), len(SKIPPED), skipped=True)
    for slug in TAKEN_ON:
        take_on(nora, nora.this_week, Task.objects.get(slug=slug))
    for milestone in told["milestone"]:
        done, due = milestone.get("done_weeks_ago"), milestone.get("due_weeks_ahead")
        Milestone.objects.create(
            owner=nora,
            goal=goal,
            title=milestone["title"],
            measure=milestone["measure"],
            target=milestone.get("target"),
            done_on=None if done is None else _day(nora, done, 4),
            due_on=None if due is None else nora.today + timedelta(weeks=due),
        )
