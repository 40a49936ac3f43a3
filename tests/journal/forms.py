"""What a browser sends from the log form."""

import uuid
from typing import Any

from tests.factories import TODAY


def entry_data(*quotes: str, stood: int = 0, **fields: Any) -> dict[str, str]:
    """A whole form: `entry_data("We wait.", title="Briefing")`. `stood` quotes are on the entry."""
    data = {
        "client_id": str(uuid.uuid4()),
        "task": "",
        "title": "",
        "date": TODAY.isoformat(),
        "minutes": "",
        "notes": "",
        "lesson": "",
        "quotes-TOTAL_FORMS": str(max(len(quotes), 1)),
        "quotes-INITIAL_FORMS": str(stood),
        "quotes-MIN_NUM_FORMS": "0",
        "quotes-MAX_NUM_FORMS": "50",
    }
    for index, text in enumerate(quotes):
        data[f"quotes-{index}-text"] = text
    return data | {name.replace("__", "-"): str(value) for name, value in fields.items()}
