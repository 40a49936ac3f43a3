"""One box over everything of one's own."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.search import queries
from tracker.search.queries import Found, Hit
from tracker.search.words import typed

FEW, PAGE, MOST_PAGES = 5, 25, queries.MOST // 25
LONGEST = 200
NAMES = {
    "entries": _("Journal"),
    "quotes": _("Quotes"),
    "people": _("People"),
    "recommendations": _("Recommendations"),
    "projects": _("Projects"),
    "documents": _("Documents"),
    "lessons": _("Lessons"),
    "tasks": _("Tasks"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind that are shown, and the page that shows more of them (0: no more)."""

    found: Found
    shown: list[Hit]
    next_page: int

    @property
    def name(self) -> str:
        return str(NAMES[self.found.kind])


@require_safe
def search(request: AuthenticatedRequest) -> HttpResponse:
    """A few hits of every kind, or one kind alone page after page."""
    text = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST]
    kind = request.GET.get("kind", "")
    kind = kind if kind in NAMES else ""
    found = queries.search(request.user, text)
    shown = _page(request) * PAGE if kind else FEW
    groups = [_cut(one, shown) for one in found]
    context = {
        "text": text,
        "kind": kind,
        "kind_name": NAMES.get(kind, ""),
        "has_words": bool(typed(text)),
        "all": groups,
        "groups": [one for one in groups if kind in ("", one.found.kind)],
    }
    return render(request, "search/search.html", context)


def _page(request: AuthenticatedRequest) -> int:
    page = request.GET.get("page", "")
    if not (page.isascii() and page.isdigit()):
        return 1
    return max(1, min(int(page[:9]), MOST_PAGES))


def _cut(found: Found, number: int) -> Group:
    more = found.number > number
    return Group(found, found.hits[:number], number // PAGE + 1 if more else 0)
