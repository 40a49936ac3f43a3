"""The JSON that a device sends, taken apart: nothing that arrives is trusted to be of any type.

What is told apart here is only the shape. Whether the values can be kept is for the forms to say,
which read nothing but text and booleans, as a browser's form would send them. docs/briefing.md
describes the fields of format 1.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

FORMATS = (1,)  # every one that a device may still hold: none is ever taken away
MOST_KILOBYTES = 512
MOST_BYTES = MOST_KILOBYTES * 1024
MOST_LINES = 400
MOST_HELD = 50
MOST_LISTENED_FOR = 3
LISTS = ("lines", "held", "listened_for")
TICKS = ("add_people", "exact", "shareable")

Values = dict[str, str | bool]


class MisreadError(Exception):
    """What arrived is not a briefing at all; the argument is a sentence for its sender."""


@dataclass(frozen=True)
class Payload:
    """A briefing whose shape is right: its own values, and those of what it holds several of."""

    values: Values
    lines: list[Values]
    held: list[Values]
    listened_for: list[str]


def read(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`. Raises MisreadError with a sentence."""
    if len(body) > MOST_BYTES:
        raise MisreadError(
            _("A briefing of over %(most)d KB cannot be kept. Drop some lines.")
            % {"most": MOST_KILOBYTES}
        )
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MisreadError(_("The briefing arrived damaged and was not kept.")) from error
    if not isinstance(payload, dict):
        raise _not_a_briefing()
    # In Python True is 1, and would be a format.
    if isinstance(payload.get("format"), bool) or payload.get("format") not in FORMATS:
        raise MisreadError(_("This server is older than the page that sent this. It stays here."))
    return payload


def take_apart(payload: dict[str, Any]) -> Payload:
    """Return the values in what `read` returned. Raises MisreadError where one has no place."""
    values = {}
    for name, value in payload.items():
        if name not in LISTS:
            values[name] = _value(name, value)
    return Payload(
        values=values,
        lines=_rows(payload, "lines", MOST_LINES),
        held=_rows(payload, "held", MOST_HELD),
        listened_for=_listened_for(payload),
    )


def _rows(payload: dict[str, Any], name: str, most: int) -> list[Values]:
    given = payload.get(name, [])
    if not isinstance(given, list):
        raise _not_a_briefing()
    if len(given) > most:
        raise MisreadError(
            _("At most %(most)s lines of a kind can be kept. Drop some.") % {"most": most}
        )
    rows = []
    for row in given:
        if not isinstance(row, dict):
            raise _not_a_briefing()
        rows.append({name: _value(name, value) for name, value in row.items()})
    return rows


def _listened_for(payload: dict[str, Any]) -> list[str]:
    things = payload.get("listened_for", [])
    if not isinstance(things, list) or len(things) > MOST_LISTENED_FOR:
        raise MisreadError(_("At most three things to listen for can be kept."))
    return [str(_value("listened_for", thing)) for thing in things]


def _value(name: str, value: Any) -> str | bool:
    """Return a value as a browser's form would have it. Raises MisreadError for lists and the like.

    A number becomes its digits; true and false stay themselves where a form has a tick.
    """
    if value is None:
        return ""
    if isinstance(value, str) or (isinstance(value, bool) and name in TICKS):
        return value
    if isinstance(value, int):
        return str(value)
    raise MisreadError(_("“%(name)s” is not text.") % {"name": name[:40]})


def _not_a_briefing() -> MisreadError:
    return MisreadError(_("What arrived is not a briefing."))
