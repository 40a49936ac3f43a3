from tracker.accounts.models import User
from tracker.people.demo_rows import people_by_first_name
from tracker.projects.models import Document, Project
from tracker.shared.registries.demo import Rows, past_day, past_day_or_none

PLACE = 40


def load(persona: User, rows: Rows) -> None:
    """Make her stints with their documents."""
    people = people_by_first_name(persona)
    for row in rows["project"]:
        documents = row.pop("document")
        project = Project.objects.create(
            owner=persona,
            pm=people[row.pop("pm")],
            first_on=past_day(persona, row.pop("from_weeks_ago")),
            last_on=past_day_or_none(persona, row.pop("to_weeks_ago", None), 4),
            **row,
        )
        for document in documents:
            done_on = past_day_or_none(persona, document.pop("done_weeks_ago", None), 4)
            Document.objects.create(owner=persona, project=project, done_on=done_on, **document)
