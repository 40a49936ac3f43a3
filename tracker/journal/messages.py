"""Saying what an entry earned, right after it was logged."""

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.journal.models import Activity
from tracker.people.models import Person, Vouch
from tracker.shared.messages import success


def message_logged(request: HttpRequest, activity: Activity, undo: str = "") -> None:
    """One message: the points, what for, and what earned none because it was there before.

    Needs `live_quotes`; `undo` is the address that takes it back.
    """
    _message(request, activity, _("Logged"), undo)


def message_edited(request: HttpRequest, activity: Activity) -> None:
    """The same after an edit, with the points as they are now."""
    _message(request, activity, _("Saved"))


def _message(request: HttpRequest, activity: Activity, done: str, undo: str = "") -> None:
    quotes = activity.live_quotes
    paid = [quote for quote in quotes if quote.points]
    total = activity.total_points
    parts = [
        ngettext("%(done)s: %(total)d point.", "%(done)s: %(total)d points.", total)
        % {"done": done, "total": total}
    ]
    if paid:
        parts.append(
            ngettext("%(number)d quote earned 50.", "%(number)d quotes earned 50 each.", len(paid))
            % {"number": len(paid)}
        )
    if again := len(quotes) - len(paid):
        parts.append(
            ngettext(
                "%(number)d quote earned 0: you have the same words already.",
                "%(number)d quotes earned 0: you have the same words already.",
                again,
            )
            % {"number": again}
        )
    if activity.repeats_once_task:
        parts.append(_("This task earns its points once, and you have them."))
    news = getattr(activity, "news", None)
    if news and news.moved:
        moved = [f"{person.name}: {_reached(person, activity)}." for person in news.moved]
        parts.append(" ".join(moved))
    if news and news.new:
        names = ", ".join(person.name for person in news.new)
        parts.append(_("New among your people: %(names)s.") % {"names": names})
    success(
        request,
        format_html(
            '{} <a href="{}">{}</a>', " ".join(parts), activity.get_absolute_url(), _("Open it")
        ),
        undo=undo,
        saved=not undo,
    )


def _reached(person: Person, activity: Activity) -> str:
    """The state that an entry brought somebody to."""
    if person.vouch == Vouch.AGREED and person.asked_on == activity.date:
        return person.get_vouch_display()
    return person.get_stage_display()
