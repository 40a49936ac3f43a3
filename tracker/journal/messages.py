"""Saying what an entry earned, right after it was logged."""

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.journal.actions import LoggedActivity
from tracker.journal.models import Activity
from tracker.journal.points import QUOTE_POINTS
from tracker.people.models import Person, Vouch
from tracker.shared.messages import success


def message_logged(request: HttpRequest, logged: LoggedActivity, *, undo: str = "") -> None:
    """Say the points, what for, and what earned none because it was there before.

    `undo` is the address that takes it back.
    """
    total = logged.points
    earned = ngettext("Logged: %(total)d point.", "Logged: %(total)d points.", total)
    _message(request, logged, earned % {"total": total}, undo)


def message_edited(request: HttpRequest, edited: LoggedActivity) -> None:
    """Say the same after an edit, with the points as they are now."""
    total = edited.points
    earned = ngettext("Saved: %(total)d point.", "Saved: %(total)d points.", total)
    _message(request, edited, earned % {"total": total})


def _message(request: HttpRequest, saved: LoggedActivity, earned: str, undo: str = "") -> None:
    address = saved.activity.get_absolute_url()
    text = " ".join([earned, *_about_points(saved), *_about_people(saved)])
    link = format_html('{} <a href="{}">{}</a>', text, address, _("Open it"))
    success(request, link, undo=undo, saved=not undo)


def _about_points(saved: LoggedActivity) -> list[str]:
    sentences = []
    paid = sum(quote.points > 0 for quote in saved.quotes)
    if paid:
        text = ngettext(
            "%(number)d quote earned %(points)d.", "%(number)d quotes earned %(points)d each.", paid
        )
        sentences.append(text % {"number": paid, "points": QUOTE_POINTS})
    if again := len(saved.quotes) - paid:
        text = ngettext(
            "%(number)d quote earned 0: you have the same words already.",
            "%(number)d quotes earned 0: you have the same words already.",
            again,
        )
        sentences.append(text % {"number": again})
    if saved.activity.repeats_once_task:
        sentences.append(_("This task earns its points once, and you have them."))
    return sentences


def _about_people(saved: LoggedActivity) -> list[str]:
    sentences = []
    for person in saved.advanced:
        sentences.append(f"{person.name}: {_reached(person, saved.activity)}.")
    if saved.new_people:
        names = ", ".join(person.name for person in saved.new_people)
        sentences.append(_("New among your people: %(names)s.") % {"names": names})
    return sentences


def _reached(person: Person, activity: Activity) -> str:
    """Return the state that an entry brought somebody to."""
    if person.vouch == Vouch.AGREED and person.asked_on == activity.date:
        return person.get_vouch_display()
    return person.get_stage_display()
