from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.shared.registries.demo import Rows
from tracker.week.actions import plan_task, set_skipped

PLACE = 20


def load(persona: User, rows: Rows) -> None:
    """Skip the weeks of her holidays, and fill her plan."""
    holidays = rows["skipped"]
    first = persona.this_week.back(holidays["from_weeks_ago"])
    set_skipped(persona, first, holidays["weeks"], skipped=True)
    for slug in rows["taken_on"]:
        plan_task(persona, persona.this_week, Task.objects.get(slug=slug))
