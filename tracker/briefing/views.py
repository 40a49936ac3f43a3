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

from tracker.accounts.models import User
from tracker.briefing import actions, shell
from tracker.briefing.forms import MOST_BYTES, BriefingForm, MisreadError, read
from tracker.journal.models import Activity


@login_not_required
@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    """The shell: the same for everybody, so that a device may keep it."""
    return _fresh(HttpResponse(shell.page()))


@login_not_required
@require_safe
def briefing_offline(request: HttpRequest) -> HttpResponse:
    """What a device shows instead of any other page while there is no network."""
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
    """Who is signed in (a key or null), in which colours, and a token to send with."""
    user = request.user
    known = isinstance(user, User)
    return JsonResponse(
        {
            "user": user.pk if known else None,
            "theme": user.theme if isinstance(user, User) else "system",
            "csrf": get_token(request),
        }
    )


@login_not_required
@never_cache
@require_POST
def send_briefing(request: HttpRequest) -> HttpResponse:
    """One briefing as JSON; the device deletes its own only for the answer that names it.

    401 signed out, 409 somebody else's, 400 or 422 refused with sentences.
    """
    user = request.user
    if not isinstance(user, User):
        return _refused(401, _("Sign in, and it is sent."))
    try:
        told = read(_body(request))
        if told.get("user") != user.pk:
            return _refused(409, _("This was written under another account."))
        if earlier := _kept_before(user, told):
            return _kept(told, earlier)
        form = BriefingForm(user, told)
        if sentences := form.sentences:
            return _refused(422, *sentences)
        return _kept(told, actions.keep_briefing(user, form.sent))
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


def _kept_before(user: User, told: dict[str, Any]) -> Activity | None:
    """The entry that this briefing made when its answer was lost: it is not judged again."""
    form = BriefingForm.base_fields["client_id"]
    try:
        client_id = form.clean(str(told.get("client_id", "")))
    except ValidationError:
        return None
    return Activity.objects.owned_by(user).filter(client_id=client_id).first()


def _kept(told: dict[str, Any], activity: Activity) -> JsonResponse:
    gone = activity.deleted_at is not None
    entry = Activity.objects.with_quotes().get(pk=activity.pk)
    return JsonResponse(
        {
            "saved": told["client_id"],
            "url": reverse("deleted") if gone else activity.get_absolute_url(),
            "points": 0 if gone else entry.total_points,
        }
    )


def _refused(status: int, *sentences: str) -> JsonResponse:
    return JsonResponse({"errors": sentences}, status=status)


def _fresh(response: HttpResponse) -> HttpResponse:
    """Asked for again each time: a release shows at once where there is a network."""
    patch_cache_control(response, no_cache=True)
    return response
