"""The briefing page, and what it asks the server for: who is there, and to keep a briefing.

All of it answers visitors too: the page must open on a device whose session has ended, and none of
these answers holds a word of anybody's.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.models import ColourTheme, User
from tracker.briefing import actions, shell
from tracker.briefing.forms import BriefingForm
from tracker.briefing.payload import MOST_BYTES, MisreadError, read, take_apart
from tracker.journal.models import Activity


@login_not_required
@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    """Send the shell: the same for everybody, so that a device may keep it."""
    return _fresh(HttpResponse(shell.page()))


@login_not_required
@require_safe
def briefing_offline(request: HttpRequest) -> HttpResponse:
    """Send what a device shows instead of any other page while there is no network."""
    return _fresh(HttpResponse(shell.offline_page()))


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    worker = render_to_string("briefing/sw.js", shell.worker())
    return _fresh(HttpResponse(worker, content_type="text/javascript; charset=utf-8"))


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return _fresh(JsonResponse(shell.manifest(), content_type="application/manifest+json"))


@login_not_required
@never_cache
@require_safe
def briefing_who(request: HttpRequest) -> HttpResponse:
    """Say who is signed in (a key or null), in which colours, and give a token to send with."""
    user = request.user
    pk, theme = None, ColourTheme.SYSTEM.value
    if isinstance(user, User):
        pk, theme = user.pk, user.theme
    return JsonResponse({"user": pk, "theme": theme, "csrf": get_token(request)})


@login_not_required
@never_cache
@require_POST
def send_briefing(request: HttpRequest) -> HttpResponse:
    """Keep one briefing sent as JSON; the device deletes its own for the answer that names it.

    401 signed out, 409 somebody else's, 400 or 422 refused with sentences.
    """
    user = request.user
    if not isinstance(user, User):
        return _refused(401, _("Sign in, and it is sent."))
    try:
        payload = read(_body(request))
        if payload.get("user") != user.pk:
            return _refused(409, _("This was written under another account."))
        if earlier := _kept_before(user, payload):
            return _kept(payload, earlier)
        form = BriefingForm(user, take_apart(payload))
        if sentences := form.sentences:
            return _refused(422, *sentences)
        return _kept(payload, actions.keep_briefing(user, form.sent))
    except MisreadError as error:
        return _refused(400, str(error))


def _body(request: HttpRequest) -> bytes:
    if request.content_type != "application/json":  # a form's body may have been read by now
        raise MisreadError(_("What arrived is not a briefing."))
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    # Not read at all where it says that it is too long.
    return b" " * (MOST_BYTES + 1) if size > MOST_BYTES else request.body


def _kept_before(user: User, payload: dict[str, Any]) -> Activity | None:
    """Return what this briefing made when its answer was lost: it is not judged again."""
    field = BriefingForm.base_fields["client_id"]
    try:
        client_id = field.clean(str(payload.get("client_id", "")))
    except ValidationError:
        return None
    return Activity.objects.owned_by(user).filter(client_id=client_id).first()


def _kept(payload: dict[str, Any], activity: Activity) -> JsonResponse:
    url, points = reverse("deleted"), 0
    if activity.deleted_at is None:
        url = activity.get_absolute_url()
        points = Activity.objects.with_quotes().get(pk=activity.pk).total_points
    return JsonResponse({"saved": payload["client_id"], "url": url, "points": points})


def _refused(status: int, *sentences: str) -> JsonResponse:
    return JsonResponse({"errors": sentences}, status=status)


def _fresh(response: HttpResponse) -> HttpResponse:
    """Let it be asked for each time: a release shows at once where there is a network."""
    patch_cache_control(response, no_cache=True)
    return response
