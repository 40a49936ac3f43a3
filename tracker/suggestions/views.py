"""Suggesting a task, and reading what curators answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.shared.forms import with_errors_hidden
from tracker.shared.http import form_data, get_or_post, render_form, text_from
from tracker.shared.messages import success
from tracker.suggestions import actions
from tracker.suggestions.forms import SuggestionForm
from tracker.suggestions.models import Suggestion
from tracker.suggestions.queries import hints

# Five a day make a hundred in three weeks; older ones are history.
MOST_SHOWN = 100


@get_or_post
def suggest_task(request: AuthenticatedRequest) -> HttpResponse:
    form = SuggestionForm(request.user, form_data(request))
    if "check" in request.POST:
        return _check(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            actions.suggest(request.user, form.save(commit=False))
        except actions.AlreadyWaitingError as refusal:
            if refusal.earlier.says_the_same(form.instance):
                # A second click on the button: the first one has sent it.
                return redirect("suggestions")
            form.refuse(refusal)
        except (actions.TooManyTodayError, actions.TooManyWaitingError) as refusal:
            form.refuse(refusal)
        else:
            success(request, _("Sent. A curator reads it, and the answer appears here."))
            return redirect("suggestions")
    return render_form(request, "suggestions/suggest_task.html", form)


def _check(request: AuthenticatedRequest, form: SuggestionForm) -> HttpResponse:
    """Show the form as it was typed, with what resembles it: as the script does while typing."""
    title = str(form["title"].value() or "")
    with_errors_hidden(form)
    context = {"hints": hints(request.user, title), "is_checked": True}
    return render_form(request, "suggestions/suggest_task.html", form, **context)


@require_safe
def similar_tasks(request: AuthenticatedRequest) -> HttpResponse:
    """Show what resembles the title that is being typed; nothing where nothing does."""
    context = {"hints": hints(request.user, text_from(request.GET, "title"))}
    return render(request, "suggestions/_similar.html", context)


@require_safe
def suggestions(request: AuthenticatedRequest) -> HttpResponse:
    """Show one's own suggestions; opening the page makes their answers seen."""
    own_suggestions, now = Suggestion.objects.owned_by(request.user), timezone.now()
    shown = list(own_suggestions.for_owner()[:MOST_SHOWN])
    if request.user.has_answer:
        actions.see_answers(request.user, now)
    return render(request, "suggestions/suggestions.html", {"suggestions": shown})


@require_POST
def withdraw_suggestion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(Suggestion.objects.owned_by(request.user), pk=pk)
    try:
        actions.withdraw(suggestion)
    except actions.AlreadyAnsweredError:
        messages.warning(request, _("A curator has answered this one meanwhile."))
    else:
        success(request, _("Taken back. No curator can read it any more."))
    return redirect("suggestions")
