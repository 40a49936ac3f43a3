from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.accounts.forms import ProfileForm
from tracker.accounts.http import AuthenticatedRequest
from tracker.accounts.models import User
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@get_or_post
def settings(request: AuthenticatedRequest) -> HttpResponse:
    # A copy: a refused zone must not change how the rest of the page tells the time.
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(form_data(request), instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect("settings")
    return render_form(request, "accounts/settings.html", form)
