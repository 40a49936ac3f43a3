from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.reminders import actions
from tracker.reminders.delivery.unsubscribe import ExpiredError, reminder_of
from tracker.reminders.forms import forms_for
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success


@get_or_post
def reminders(request: AuthenticatedRequest) -> HttpResponse:
    """Show all reminders in one form, each with the moment at which it comes next."""
    forms = forms_for(actions.reminders_of(request.user), form_data(request))
    # Each of them is asked, so that every error is shown at once.
    answers = [form.is_valid() for form in forms]
    if request.method == "POST" and all(answers):
        actions.save_reminders(request.user, [form.save(commit=False) for form in forms])
        success(request, _("Saved."))
        return redirect("reminders")
    status = 422 if request.method == "POST" else 200
    return render(request, "reminders/reminders.html", {"forms": forms}, status=status)


@require_POST
def dismiss_notice(request: AuthenticatedRequest) -> HttpResponse:
    actions.dismiss_notice(request.user)
    return redirect("home")


@login_not_required
@csrf_exempt  # RFC 8058: a mail program posts without a page; the signature says that it may
@get_or_post
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End one kind of mail, or all: at once by POST, after a look by the button of the page."""
    try:
        reminder = reminder_of(token)
    except ExpiredError:
        return _unsubscribe_page(request, status=410)
    if reminder is None:
        return _unsubscribe_page(request, status=404)
    if request.method == "POST":
        actions.stop_mail(reminder, everything="all" in request.POST)
    is_done = request.method == "POST"
    return _unsubscribe_page(request, reminder=reminder, is_done=is_done)


def _unsubscribe_page(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    answer = render(request, "reminders/delivery/unsubscribe.html", context, status=status)
    # The address is a secret of its owner: no search engine keeps it, and no link passes it on.
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer
