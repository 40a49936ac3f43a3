from tracker.accounts.models import User
from tracker.career.models import FitVerdict, MotiveNote, Request
from tracker.journal.models import Activity
from tracker.people.demo_rows import people_by_first_name
from tracker.shared.registries.demo import Rows, past_day

PLACE = 90


def load(persona: User, rows: Rows) -> None:
    """Make who asked for her, why she wants this, and what the dull work did to her."""
    people = people_by_first_name(persona)
    for row in rows["request"]:
        row["date"] = past_day(persona, row.pop("weeks_ago"), 2)
        row["person"] = people[row.pop("who")]
        Request.objects.create(owner=persona, **row)
    for row in rows["motive"]:
        day = past_day(persona, row.pop("weeks_ago"), 6)
        MotiveNote.objects.create(owner=persona, date=day, **row)
    for row in rows["verdict"]:
        activity = Activity.objects.owned_by(persona).get(title=row.pop("entry"))
        FitVerdict.objects.create(owner=persona, activity=activity, date=activity.date, **row)
