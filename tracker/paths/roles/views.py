"""Stepping-stone roles: the list, one of them, two or three side by side."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.paths.roles.queries import MOST_SIDE_BY_SIDE, role_cards, side_by_side


@require_safe
def roles(request: AuthenticatedRequest) -> HttpResponse:
    """List the roles; ?with=<slug>, twice or three times, puts these side by side."""
    cards = role_cards(request.user, request.GET.getlist("with"))
    compared = side_by_side(cards)
    context = {
        "cards": cards,
        "compared": compared if len(compared) > 1 else [],
        "most": MOST_SIDE_BY_SIDE,
        "too_few": len(compared) == 1,
    }
    return render(request, "roles/roles.html", context)


@require_safe
def role(request: AuthenticatedRequest, role: str) -> HttpResponse:
    for card in role_cards(request.user):
        if card.role.slug == role:
            return render(request, "roles/role.html", {"card": card})
    raise Http404
