"""What views need from a request, whichever feature they serve."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

MOST_DIGITS = 18  # of a primary key: what a 64-bit column holds, whatever is typed
SEARCH_LIMIT = 200  # characters that are read of a search or a name in an address

# For a page with a form: GET and HEAD show it, POST sends it.
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def form_data(request: HttpRequest) -> QueryDict | None:
    """Return what was sent to a form, empty or not; None for a request that only asks for it."""
    return request.POST if request.method == "POST" else None


def render_form(
    request: HttpRequest, template: str, form: forms.BaseForm, **context: Any
) -> HttpResponse:
    """Render a page with `form`: with 422 where it was sent and refused, else with 200."""
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def pk_from(text: str | None) -> int | None:
    """Return the primary key that `text` (from an address or a form) says; None for other text."""
    if text is None or not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None
    return int(text)


def text_from(query: QueryDict, name: str, limit: int = SEARCH_LIMIT) -> str:
    """Return the text called `name`, at most `limit` characters, without NUL and outer spaces.

    PostgreSQL stores no NUL, and SQLite would find nothing with one.
    """
    return query.get(name, "").replace("\x00", "").strip()[:limit]
