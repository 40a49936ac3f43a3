"""How a feature fills its part of the demo, in its `demo_rows.py`.

`PLACE` is its turn among the features: its rows may stand on those of the earlier ones.
`load(persona, rows)` makes the rows; `rows` is what its `demo_rows.toml` says.
"""

from datetime import date, timedelta
from typing import Any

Rows = dict[str, Any]


def past_day(persona: Any, weeks_ago: int, weekday: int = 0) -> date:
    """Return the day of the persona's week so many weeks ago (0: its first), today at most."""
    first: date = persona.this_week.back(weeks_ago).first
    today: date = persona.today
    return min(first + timedelta(days=weekday), today)


def past_day_or_none(persona: Any, weeks_ago: int | None, weekday: int = 0) -> date | None:
    return None if weeks_ago is None else past_day(persona, weeks_ago, weekday)
