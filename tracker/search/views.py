"""One box over everything of one's own."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.search import queries
from tracker.search.queries import Hit, KindHits
from tracker.search.registry import all_sources
from tracker.search.tasks import TASKS
from tracker.search.words import typed
from tracker.shared.http import pk_from, text_from

FEW, PAGE, MOST_PAGES = 5, 25, queries.MOST // 25


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind that are shown, and the page that shows more of them (0: no more)."""

    all_hits: KindHits
    shown: list[Hit]
    next_page: int

    @property
    def kind(self) -> str:
        return self.all_hits.kind

    @property
    def has_older(self) -> bool:
        """Whether there are older hits that were not ranked."""
        return self.all_hits.more

    @property
    def name(self) -> str:
        return str(self.all_hits.source.heading)

    @property
    def number(self) -> str:
        """How many there are, with a plus where there are more."""
        return f"{self.all_hits.number}+" if self.has_older else str(self.all_hits.number)


@require_safe
def search(request: AuthenticatedRequest) -> HttpResponse:
    """Show a few hits of every kind, or one kind alone page after page."""
    text = text_from(request.GET, "q")
    headings = {source.kind: source.heading for source in [*all_sources(), TASKS]}
    kind = request.GET.get("kind", "")
    kind = kind if kind in headings else ""
    shown = _page(request) * PAGE if kind else FEW
    groups = [_cut(hits, shown) for hits in queries.search(request.user, text)]
    context = {
        "text": text,
        "kind": kind,
        "kind_name": headings.get(kind, ""),
        "has_words": bool(typed(text)),
        "all": groups,
        "groups": [group for group in groups if kind in ("", group.kind)],
    }
    return render(request, "search/search.html", context)


def _page(request: AuthenticatedRequest) -> int:
    page = pk_from(request.GET.get("page"))
    return 1 if page is None else max(1, min(page, MOST_PAGES))


def _cut(hits: KindHits, number: int) -> Group:
    next_page = number // PAGE + 1 if hits.number > number else 0
    return Group(hits, hits.hits[:number], next_page)
