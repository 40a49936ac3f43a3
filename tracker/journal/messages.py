"""Saying what an entry earned, right after it was logged."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.actions import LoggedActivity
from tracker.journal.logged.people_messages import about_people, message_people
from tracker.journal.logged.replies import let_features_answer
from tracker.journal.points import QUOTE_POINTS
from tracker.shared.messages import success


def message_logged(request: AuthenticatedRequest, logged: LoggedActivity) -> None:
    """Say the points, what for, and what earned none because it was there before."""
    _message(request, logged, _logged(logged))
    let_features_answer(request, [logged])


def message_logged_at_once(
    request: AuthenticatedRequest, logged: LoggedActivity, *, what: str, edit: str
) -> None:
    """Say it of an entry made by one tap or one line, with Undo, and with `edit` for its form.

    `what` is the entry in words, as it was understood.
    """
    _message(request, logged, f"{_logged(logged)} {what}.", edit)
    let_features_answer(request, [logged])


def message_edited(request: AuthenticatedRequest, edited: LoggedActivity) -> None:
    """Say the same after an edit, with the points as they are now."""
    total = edited.points
    earned = ngettext("Saved: %(total)d point.", "Saved: %(total)d points.", total)
    _message(request, edited, earned % {"total": total})


def _logged(logged: LoggedActivity) -> str:
    total = logged.points
    return ngettext("Logged: %(total)d point.", "Logged: %(total)d points.", total) % {
        "total": total
    }


def _message(
    request: AuthenticatedRequest, saved: LoggedActivity, earned: str, edit: str = ""
) -> None:
    pk = saved.activity.pk
    address = reverse("edit_activity" if edit else "activity", args=[pk])
    text = " ".join([earned, *_about_points(saved), *about_people(saved)])
    link = format_html('{} <a href="{}">{}</a>', text, address, edit or _("Open it"))
    undo = reverse("delete_activity", args=[pk]) if edit else ""
    success(request, link, undo=undo, saved=not edit)
    message_people(request, saved)


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
