from tracker.accounts.models import User
from tracker.employments.models import Employment
from tracker.shared.registries.demo import Rows, past_day, past_day_or_none

PLACE = 5


def load(persona: User, rows: Rows) -> None:
    """Make where she works and worked."""
    for row in rows["employment"]:
        Employment.objects.create(
            owner=persona,
            company=row["company"],
            role=row["role"],
            has_pms=row["has_pms"],
            first_on=past_day(persona, row["first_weeks_ago"]),
            last_on=past_day_or_none(persona, row.get("last_weeks_ago"), 4),
        )
