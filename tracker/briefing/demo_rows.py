from tracker.accounts.models import User
from tracker.briefing.models import Briefing
from tracker.journal.models import Activity
from tracker.shared.registries.demo import Rows

PLACE = 60


def load(persona: User, rows: Rows) -> None:
    """Add what stays of a briefing to the entries of that title."""
    for row in rows["briefing"]:
        activity = Activity.objects.owned_by(persona).get(title=row.pop("entry"))
        Briefing.objects.create(
            owner=persona, activity=activity, client_id=activity.client_id, **row
        )
