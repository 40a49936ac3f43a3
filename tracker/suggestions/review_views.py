"""Answering what aspiring PMs suggest: the queue, and each suggestion with its three answers."""

import logging
from functools import partial
from smtplib import SMTPException

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.shared.admin.views import curating, page
from tracker.shared.messages import success
from tracker.shared.site import absolute
from tracker.suggestions import actions
from tracker.suggestions.forms import AcceptForm, AnswerForm, DeclineForm, MergeForm
from tracker.suggestions.mail import mail_answer
from tracker.suggestions.models import Suggestion
from tracker.suggestions.queries import similar_tasks

logger = logging.getLogger(__name__)
ANSWERING = "tracker.change_suggestion"
MOST_WAITING, MOST_ANSWERED = 100, 50


@curating(ANSWERING)
@require_safe
def suggestion_queue(request: AuthenticatedRequest) -> HttpResponse:
    """Show what waits, oldest first; below it what was answered last."""
    rows = Suggestion.objects.for_queue()
    waiting = list(rows.waiting()[:MOST_WAITING])
    return page(
        request,
        "suggestions/suggestion_queue.html",
        _("Suggestions"),
        waiting=waiting,
        shown=len(waiting),
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
    suggestion = _suggestion(pk)
    form = AcceptForm(suggestion, request.POST)
    if not form.is_valid():
        return _review(request, suggestion, form)
    credit, reason = form.cleaned_data.get("credit", False), form.cleaned_data["reason"]
    try:
        task = actions.accept(suggestion, request.user, form.place, credit, reason)
    except actions.AlreadyAnsweredError:
        return _too_late(request)
    _mail_on_commit(request, suggestion)
    success(request, _("Accepted. Fill in what is missing on this draft, then publish it."))
    return redirect("admin:tracker_task_change", task.pk)


@curating(ANSWERING)
@require_POST
def merge_suggestion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    suggestion = _suggestion(pk)
    form = MergeForm(suggestion, request.POST)
    if not form.is_valid():
        return _review(request, suggestion, form)
    task, reason = form.cleaned_data["task"], form.cleaned_data["reason"]
    try:
        actions.merge(suggestion, request.user, task, reason)
    except actions.AlreadyAnsweredError:
        return _too_late(request)
    _mail_on_commit(request, suggestion)
    success(request, _("Merged into “%(title)s”.") % {"title": task.title})
    return redirect("suggestion_queue")


@curating(ANSWERING)
@require_POST
def decline_suggestion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    suggestion = _suggestion(pk)
    form = DeclineForm(suggestion, request.POST)
    if not form.is_valid():
        return _review(request, suggestion, form)
    try:
        actions.decline(suggestion, request.user, form.cleaned_data["reason"])
    except actions.AlreadyAnsweredError:
        return _too_late(request)
    _mail_on_commit(request, suggestion)
    success(request, _("Declined. Whoever suggested it reads your reason."))
    return redirect("suggestion_queue")


def _suggestion(pk: int) -> Suggestion:
    return get_object_or_404(Suggestion.objects.for_queue(), pk=pk)


def _review(
    request: AuthenticatedRequest, suggestion: Suggestion, refused: AnswerForm | None = None
) -> HttpResponse:
    """Show a suggestion with its three forms; a refused one comes back as it was filled in."""
    similar = similar_tasks(suggestion.title)
    forms: dict[str, AnswerForm] = {
        "accept": AcceptForm(suggestion),
        "merge": MergeForm(suggestion, initial={"task": similar[0].pk if similar else None}),
        "decline": DeclineForm(suggestion),
    }
    if refused:
        forms[refused.name] = refused
    status = 422 if refused else 200
    return page(
        request,
        "suggestions/review_suggestion.html",
        suggestion.title,
        status,
        suggestion=suggestion,
        similar_tasks=similar,
        **forms,
    )


def _too_late(request: AuthenticatedRequest) -> HttpResponse:
    messages.warning(
        request, _("It was answered or taken back a moment ago. Your answer was not kept.")
    )
    return redirect("suggestion_queue")


def _mail_on_commit(request: AuthenticatedRequest, suggestion: Suggestion) -> None:
    """Mail the answer once it is sure to stay. No mail server can undo it."""
    transaction.on_commit(partial(_mail, request, suggestion))


def _mail(request: AuthenticatedRequest, suggestion: Suggestion) -> None:
    try:
        mail_answer(suggestion, absolute("suggestions"))
    except (OSError, SMTPException, UnicodeError):
        logger.exception("The answer to suggestion %d could not be mailed", suggestion.pk)
        messages.warning(
            request, _("The mail could not be sent. The answer is kept and shown in the app.")
        )
