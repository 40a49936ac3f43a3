"""A briefing as a device would send it."""

import json
from uuid import uuid4


def payload_of(user, *quotes, **values):
    """The payload of `user` with these quotes, confirmed as exact words."""
    return {
        "format": 1,
        "user": user.pk,
        "client_id": str(uuid4()),
        "customer": "Halden Freight",
        "attendees": "",
        "add_people": False,
        "listened_for": ["Who pays", "", ""],
        "date": "2026-11-18",
        "minutes": 90,
        "spoke": 0,
        "lines": [line(text) for text in quotes],
        "held": [],
    } | values


def line(text, kind="quote", **values):
    return {
        "kind": kind,
        "text": text,
        "time": "14:05",
        "speaker": "Buyer",
        "mark": "",
        "shareable": False,
        "exact": True,
    } | values


def send(client, payload, **extra):
    body = payload if isinstance(payload, bytes | str) else json.dumps(payload)
    return client.post("/briefing/send/", body, content_type="application/json", **extra)
