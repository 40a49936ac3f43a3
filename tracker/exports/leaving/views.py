"""Leaving: see what will go, choose when, change one’s mind."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts import security_log
from tracker.accounts.http import AuthenticatedRequest, has_proven_recently, recently_authenticated
from tracker.accounts.models import User
from tracker.accounts.protection.leaving import close, end_sessions, reopen
from tracker.exports.leaving.actions import delete_account
from tracker.exports.leaving.forms import NOW, LeaveForm
from tracker.exports.queries import what_there_is
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@get_or_post
def leave(request: AuthenticatedRequest) -> HttpResponse:
    """Say what will go; to somebody who has closed the account, the way back."""
    if request.method == "POST":
        answer: HttpResponse = _leave(request)  # type: ignore[assignment]
        return answer
    if request.user.leaves_at:
        context = {"is_proven": has_proven_recently(request)}
        return render(request, "exports/closed.html", context)
    return _show(request, LeaveForm())


@recently_authenticated
def _leave(request: AuthenticatedRequest) -> HttpResponse:
    form = LeaveForm(form_data(request))
    if not form.is_valid():
        return _show(request, form)
    user = User.objects.get(pk=request.user.pk)
    if form.cleaned_data["when"] == NOW:
        logout(request)
        delete_account(user)
        success(request, _("Your account is gone, and everything that was in it."))
        return redirect("home")
    if user.leaves_at is None:
        close(user)
        end_sessions(user, keep=request.session.session_key)
        security_log.record("account_closed", user, request)
    return redirect("leave")


@require_POST
def stay(request: AuthenticatedRequest) -> HttpResponse:
    if request.user.leaves_at:
        reopen(request.user)
        security_log.record("account_reopened", request.user, request)
        success(request, _("You stay, and everything is as it was."))
    return redirect("home")


def _show(request: AuthenticatedRequest, form: LeaveForm) -> HttpResponse:
    return render_form(request, "exports/leave.html", form, **what_there_is(request))
