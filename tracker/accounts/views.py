from allauth.account.views import email as allauth_email
from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.accounts.forms import ProfileForm
from tracker.accounts.http import AuthenticatedRequest
from tracker.accounts.models import User
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


def change_email(request: AuthenticatedRequest) -> HttpResponseBase:
    """allauth's page, but only where mail works.

    Without mail a new address is never confirmed, and allauth would give up the old one for it.
    """
    if request.method == "POST" and not django_settings.MAIL_WORKS:
        messages.error(request, _("Without mail the address stays as it is."))
        return redirect("account_email")
    answer: HttpResponseBase = allauth_email(request)
    return answer


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
