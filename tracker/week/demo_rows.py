from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.shared.registries.demo import Rows
from tracker.week.actions import set_skipped, take_on

PLACE = 20


def load(persona: User, rows: Rows) -> None:
    """Skip the weeks of her holidays, and commit her to what she has taken on."""
    holidays = rows["skipped"]
    first = persona.this_week.back(holidays["from_weeks_ago"])
    set_skipped(persona, first, holidays["weeks"], skipped=True)
    for slug in rows["taken_on"]:
        take_on(persona, persona.this_week, Task.objects.get(slug=slug))
