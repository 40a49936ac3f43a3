"""The calendar's settings, and the feed that a calendar program fetches by its secret address."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts import security_log
from tracker.accounts.http import AuthenticatedRequest, recently_authenticated
from tracker.reminders.calendar.feed import feed_of, renew_feed
from tracker.reminders.kinds import kinds_by_mail_alone
from tracker.reminders.models import CalendarFeed, Reminder
from tracker.shared.messages import success

SHOWN_ONCE = "calendar_token"


@require_safe
def calendar(request: AuthenticatedRequest) -> HttpResponse:
    """Show whether there is an address; right after it was made, what it is."""
    token = request.session.pop(SHOWN_ONCE, None) if request.method == "GET" else None
    path = reverse("calendar_feed", args=[token]) if token else ""
    shown = Reminder.objects.owned_by(request.user).filter(is_on=True)
    context = {
        "feed": CalendarFeed.objects.owned_by(request.user).first(),
        "address": request.build_absolute_uri(path) if token else "",
        "subscribe": f"webcal://{request.get_host()}{path}" if token else "",
        "is_empty": not shown.exclude(kind__in=kinds_by_mail_alone()).exists(),
    }
    answer = render(request, "reminders/calendar/calendar.html", context)
    if token:
        answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@recently_authenticated
def renew_calendar(request: AuthenticatedRequest) -> HttpResponse:
    request.session[SHOWN_ONCE] = renew_feed(request.user, alarms="alarms" in request.POST)
    security_log.record("calendar_address_made", request.user, request)
    return redirect("calendar")


@require_POST
def set_calendar_alarms(request: AuthenticatedRequest) -> HttpResponse:
    CalendarFeed.objects.owned_by(request.user).update(alarms="alarms" in request.POST)
    success(request, _("Saved."))
    return redirect("calendar")


@require_POST
def revoke_calendar(request: AuthenticatedRequest) -> HttpResponse:
    CalendarFeed.objects.owned_by(request.user).delete()
    request.session.pop(SHOWN_ONCE, None)
    security_log.record("calendar_address_revoked", request.user, request)
    success(request, _("Taken back. The old address shows nothing any more."))
    return redirect("calendar")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    feed = feed_of(token)
    if feed is None:
        raise Http404
    # icalendar takes 5 MB of each process that needs it.
    from tracker.reminders.calendar.ics import calendar_for  # noqa: PLC0415

    body = calendar_for(feed)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="pmcareer.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=answer) or answer
