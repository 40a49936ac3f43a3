from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.actions import log_activity
from tracker.journal.models import Activity, Quote
from tracker.people.demo_rows import people_by_first_name
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.projects.models import Project
from tracker.shared.registries.demo import Rows, past_day

PLACE = 50
PLACED = {"task", "weeks_ago", "weekday", "project", "quote"}  # read here; the rest are columns


def load(persona: User, rows: Rows) -> None:
    """Log her entries; who is named in one was there."""
    tasks = {task.slug: task for task in Task.objects.all()}
    projects = {project.name: project for project in Project.objects.owned_by(persona)}
    people = people_by_first_name(persona)
    for row in rows["activity"]:
        activity = Activity(
            task=tasks.get(row.get("task")),
            date=past_day(persona, row["weeks_ago"], row["weekday"]),
            project=projects[row["project"]] if "project" in row else None,
            **{name: row[name] for name in row.keys() - PLACED},
        )
        quotes = [Quote(**quote) for quote in row.get("quote", [])]
        log_activity(persona, activity, quotes=quotes, people=_people_named_in(row, people))


def _people_named_in(row: Rows, people: dict[str, Person]) -> TypedPeople:
    text = f"{row.get('title', '')} {row.get('notes', '')}"
    return TypedPeople([person for name, person in people.items() if name in text])
