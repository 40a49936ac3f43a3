from datetime import timedelta

from django.utils import timezone

from tracker.accounts.models import User
from tracker.people.models import Person
from tracker.shared.registries.demo import Rows, past_day

PLACE = 30
MET_WEEKS_AGO = 20  # those of whom no day is told


def load(persona: User, rows: Rows) -> None:
    """Make her people; one may be known through an earlier one."""
    for row in rows["person"]:
        row["through"] = people_by_first_name(persona).get(row.get("through", ""))
        if "next_in_days" in row:
            row["next_touch_on"] = persona.today + timedelta(days=row.pop("next_in_days"))
        if "touched_weeks_ago" in row:
            row["touched_on"] = past_day(persona, row.pop("touched_weeks_ago"), 2)
        if "asked_weeks_ago" in row:
            weekday = row.pop("asked_weekday", 2)
            row["asked_on"] = past_day(persona, row.pop("asked_weeks_ago"), weekday)
        person = Person.objects.create(owner=persona, **row)
        begun = timezone.now() - timedelta(weeks=MET_WEEKS_AGO)
        Person.objects.filter(pk=person.pk).update(created_at=begun)


def people_by_first_name(persona: User) -> dict[str, Person]:
    """Return her people by what her entries call them, in the order in which they were made."""
    people = Person.objects.owned_by(persona).order_by("pk")
    return {person.name.split()[0]: person for person in people}
