from tracker.accounts.models import User
from tracker.awards.models import Award
from tracker.shared.registries.demo import Rows, past_day

PLACE = 90


def load(persona: User, rows: Rows) -> None:
    for row in rows["award"]:
        day = past_day(persona, row["weeks_ago"])
        Award.objects.create(owner=persona, title=row["title"], date=day)
