"""The figures' page, for a program that has the token."""

import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Send the figures. 404 without METRICS_TOKEN, 401 without `Authorization: Bearer` and it."""
    if not settings.METRICS_TOKEN:
        raise Http404
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    is_it = secrets.compare_digest(token.strip().encode(), settings.METRICS_TOKEN.encode())
    if scheme.lower() != "bearer" or not is_it:
        return HttpResponse(status=401, headers={"WWW-Authenticate": 'Bearer realm="metrics"'})
    from pmcareer.logs.metrics import text  # noqa: PLC0415 - else not loaded

    return HttpResponse(text(), content_type="text/plain; version=0.0.4; charset=utf-8")
