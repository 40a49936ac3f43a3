"""The path chooser."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.goals.models import Path
from tracker.paths import actions
from tracker.paths.forms import AnswersForm, ChooseForm
from tracker.paths.queries import card_of, fit_of, paths_page
from tracker.paths.questions import answered
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@require_safe
def paths(request: AuthenticatedRequest) -> HttpResponse:
    """Show the six questions as they are answered, and the four paths side by side."""
    return render(request, "paths/paths.html", {"shown": paths_page(request.user)})


@get_or_post
def answer_paths(request: AuthenticatedRequest) -> HttpResponse:
    questions = answered(request.user)
    form = AnswersForm(questions, form_data(request))
    if request.method == "POST" and form.is_valid():
        actions.answer(request.user, form.answers)
        success(request, _("Saved. The paths below are weighed by it."))
        return redirect("paths")
    return render_form(request, "paths/answer_paths.html", form, questions=questions)


@get_or_post
def choose_path(request: AuthenticatedRequest, path: str) -> HttpResponse:
    """Choose a path: at once where nothing warns, with a note where something does."""
    if path not in Path.values:
        raise Http404
    chosen = Path(path)
    form = ChooseForm(fit_of(request.user, chosen), form_data(request))
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["override_note"]
        choice = actions.choose(request.user, chosen, form.kinds, note)
        if choice.goal:
            success(request, _("Chosen: %(path)s. Your goal follows it.") % {"path": choice})
            return redirect("paths")
        success(request, _("Chosen: %(path)s. Now set the goal for it.") % {"path": choice})
        return redirect(f"{reverse('set_goal')}?path={path}")
    card = card_of(request.user, chosen)
    return render_form(request, "paths/choose_path.html", form, card=card)
