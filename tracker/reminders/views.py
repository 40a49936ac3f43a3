from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.reminders import actions
from tracker.reminders.forms import forms_for
from tracker.shared.http import posted


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: AuthenticatedRequest) -> HttpResponse:
    """All reminders in one form, each with the moment at which it comes next."""
    forms = forms_for(actions.reminders_of(request.user), posted(request))
    # Each of them is asked, so that every error is shown at once.
    answers = [form.is_valid() for form in forms]
    if request.method == "POST" and all(answers):
        actions.save_reminders(request.user, [form.save(commit=False) for form in forms])
        messages.success(request, _("Saved."))
        return redirect("reminders")
    status = 422 if request.method == "POST" else 200
    return render(request, "reminders/reminders.html", {"forms": forms}, status=status)


@require_POST
def dismiss_notice(request: AuthenticatedRequest) -> HttpResponse:
    actions.dismiss_notice(request.user)
    return redirect("home")
