"""The address and the fields of a curator's answer."""

import html

from tracker.catalogue.models import Area, Level

QUEUE = "/admin/curation/suggestions/"


def at(suggestion, answer=""):
    return f"{QUEUE}{suggestion.pk}/{answer}"


def place(level=1, area="craft", **changes):
    return {
        "level": Level.objects.get(number=level).pk,
        "area": Area.objects.get(slug=area).pk,
        "reason": "",
    } | changes


def accept(client, suggestion, **changes):
    """Post the form and return the draft that came of it."""
    answer = client.post(at(suggestion, "accept/"), place(**changes))
    assert answer.status_code == 302, answer.text
    suggestion.refresh_from_db()
    assert answer.url == f"/admin/tracker/task/{suggestion.task_id}/change/"
    return suggestion.task


def told(client):
    """Return the queue as a curator reads it, with what they are told on top."""
    return html.unescape(client.get(QUEUE).text)
