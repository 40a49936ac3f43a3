from datetime import timedelta

from tracker.accounts.models import User
from tracker.catalogue.models import Level
from tracker.goals.models import Goal, Milestone, Path
from tracker.shared.registries.demo import Rows, past_day_or_none
from tracker.week.models import WeekRecord

PLACE = 10


def load(persona: User, rows: Rows) -> None:
    """Make her goal, whose weekly target counts from her first week on, with its milestones."""
    goal = Goal.objects.create(
        owner=persona,
        level=Level.objects.get(number=1),
        path=Path.INSIDE,
        why=rows["why"],
        target_date=persona.today + timedelta(days=300),
    )
    WeekRecord.objects.create(
        owner=persona,
        first=persona.this_week.back(rows["begun_weeks_ago"]).first,
        measure=goal.weekly_measure,
        target=goal.weekly_target,
    )
    for row in rows["milestone"]:
        due = row.get("due_weeks_ahead")
        Milestone.objects.create(
            owner=persona,
            goal=goal,
            title=row["title"],
            measure=row["measure"],
            target=row.get("target"),
            done_on=past_day_or_none(persona, row.get("done_weeks_ago"), 4),
            due_on=None if due is None else persona.today + timedelta(weeks=due),
        )
