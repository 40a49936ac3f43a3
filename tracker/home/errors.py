"""Pages for what went wrong: what happened, what was kept, what to do."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.home.error_page import error_page
from tracker.shared.database.outages import is_away

RETRY_SECONDS = 10


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_away(exception):  # a session that could not be saved
        return unavailable(request, exception)
    # Somebody signed out elsewhere while this was saved, and Django finds no session any more.
    is_saved = hasattr(request, "writes") and request.writes.may_stand(exception)
    return render(request, "home/errors/400.html", {"is_saved": is_saved}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "home/errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "home/errors/csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "home/errors/404.html", status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer django-allauth's limits, each of which counts the last minute."""
    answer = render(request, "home/errors/429.html", status=429)
    answer["Retry-After"] = "60"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 where the error in hand is that the database is locked, slow or away, else 500."""
    error = sys.exc_info()[1]
    if is_away(error):
        return unavailable(request, error)
    return error_page(request, "home/errors/500.html", 500, may_stand=_may_stand(request, error))


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    may_stand = _may_stand(request, error)
    response = error_page(request, "home/errors/503.html", 503, may_stand=may_stand)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _may_stand(request: HttpRequest, error: BaseException | None) -> bool:
    """Return whether what was sent may have been saved; of a request without notes nobody knows."""
    writes = getattr(request, "writes", None)
    return True if writes is None else writes.may_stand(error)
