"""Answering what aspiring PMs suggest: the queue, and each suggestion with its three answers."""

import logging
from functools import partial
from smtplib import SMTPException

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.shared.admin_views import curating, page
from tracker.suggestions import actions
from tracker.suggestions.forms import AcceptForm, AnswerForm, DeclineForm, MergeForm
from tracker.suggestions.mail import mail_answer
from tracker.suggestions.models import Suggestion
from tracker.suggestions.queries import like

logger = logging.getLogger(__name__)
ANSWERING = "tracker.change_suggestion"
MOST_WAITING, MOST_ANSWERED = 100, 50


@curating(ANSWERING)
@require_safe
def suggestion_queue(request: AuthenticatedRequest) -> HttpResponse:
    """What waits, oldest first; below it what was answered last."""
    rows = Suggestion.objects.for_queue()
    return page(
        request,
        "suggestions/suggestion_queue.html",
        _("Suggestions"),
        waiting=list(rows.waiting()[:MOST_WAITING]),
        answered=list(rows.answered()[:MOST_ANSWERED]),
        number=rows.waiting().count(),
    )


@curating(ANSWERING)
@require_safe
def review_suggestion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _review(request, _suggestion(pk))


@curating(ANSWERING)
@require_POST
def accept_suggestion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _suggestion(pk)
    form = AcceptForm(found, request.POST)
    if not form.is_valid():
        return _review(request, found, form)
    credit, reason = form.cleaned_data.get("credit", False), form.cleaned_data["reason"]
    try:
        task = actions.accept(found, request.user, form.place, credit, reason)
    except actions.AlreadyAnsweredError:
        return _too_late(request)
    _tell(request, found)
    messages.success(
        request, _("Accepted. Fill in what is missing on this draft, then publish it.")
    )
    return redirect("admin:tracker_task_change", task.pk)


@curating(ANSWERING)
@require_POST
def merge_suggestion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _suggestion(pk)
    form = MergeForm(found, request.POST)
    if not form.is_valid():
        return _review(request, found, form)
    task, reason = form.cleaned_data["task"], form.cleaned_data["reason"]
    try:
        actions.merge(found, request.user, task, reason)
    except actions.AlreadyAnsweredError:
        return _too_late(request)
    _tell(request, found)
    messages.success(request, _("Merged into “%(title)s”.") % {"title": task.title})
    return redirect("suggestion_queue")


@curating(ANSWERING)
@require_POST
def decline_suggestion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _suggestion(pk)
    form = DeclineForm(found, request.POST)
    if not form.is_valid():
        return _review(request, found, form)
    try:
        actions.decline(found, request.user, form.cleaned_data["reason"])
    except actions.AlreadyAnsweredError:
        return _too_late(request)
    _tell(request, found)
    messages.success(request, _("Declined. Whoever suggested it reads your reason."))
    return redirect("suggestion_queue")


def _suggestion(pk: int) -> Suggestion:
    return get_object_or_404(Suggestion.objects.for_queue(), pk=pk)


def _review(
    request: AuthenticatedRequest, found: Suggestion, refused: AnswerForm | None = None
) -> HttpResponse:
    """A suggestion with its three forms; one that was refused comes back as it was filled in."""
    alike = like(found.title)
    forms: dict[str, AnswerForm] = {
        "accept": AcceptForm(found),
        "merge": MergeForm(found, initial={"task": alike[0].pk if alike else None}),
        "decline": DeclineForm(found),
    }
    if refused:
        forms[refused.name] = refused
    status = 422 if refused else 200
    return page(
        request,
        "suggestions/review_suggestion.html",
        found.title,
        status,
        suggestion=found,
        alike=alike,
        **forms,
    )


def _too_late(request: AuthenticatedRequest) -> HttpResponse:
    messages.warning(
        request, _("It was answered or taken back a moment ago. Your answer was not kept.")
    )
    return redirect("suggestion_queue")


def _tell(request: AuthenticatedRequest, suggestion: Suggestion) -> None:
    """Mail the answer once it is sure to stay. No mail server can undo it."""
    transaction.on_commit(partial(_mail, request, suggestion))


def _mail(request: AuthenticatedRequest, suggestion: Suggestion) -> None:
    try:
        mail_answer(suggestion, request.build_absolute_uri(reverse("suggestions")))
    except (OSError, SMTPException, UnicodeError):
        logger.exception("The answer to suggestion %d could not be mailed", suggestion.pk)
        messages.warning(
            request, _("The mail could not be sent. The answer is kept and shown in the app.")
        )
