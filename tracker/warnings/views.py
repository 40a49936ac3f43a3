"""Every warning there is, and one's own notes to them: one place."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success
from tracker.shared.pagination import newest_first
from tracker.warnings.actions import keep_note
from tracker.warnings.forms import GivenWarning, KeepNoteForm
from tracker.warnings.kinds import TEXTS, WarningKind
from tracker.warnings.models import Override

PAGE = 30


@require_safe
def warnings(request: AuthenticatedRequest) -> HttpResponse:
    own_notes = Override.objects.owned_by(request.user)
    context = {
        "page": newest_first(own_notes, request.GET.get("before", ""), PAGE),
        "warnings": [GivenWarning(kind, text) for kind, text in TEXTS.items()],
    }
    return render(request, "warnings/warnings.html", context)


@get_or_post
def keep_warning_note(request: AuthenticatedRequest, kind: str) -> HttpResponse:
    """Keep one's reasons for something of which only the article warns."""
    if kind not in WarningKind.values:
        raise Http404
    warning = WarningKind(kind)
    form = KeepNoteForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        keep_note(request.user, [warning], form.cleaned_data["note"], "")
        success(request, _("Kept with its date."))
        return redirect("warnings")
    given = GivenWarning(warning, TEXTS[warning])
    return render_form(request, "warnings/keep_warning_note.html", form, given=given)
