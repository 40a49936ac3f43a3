"""The quotes under a pitch."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tracker.accounts.http import AuthenticatedRequest
from tracker.recommendations.queries import choices
from tracker.shared.http import get_or_post, pk_from, text_from
from tracker.shared.messages import success
from tracker.stories.pitches import actions
from tracker.stories.pitches.models import MOST_QUOTES, Pitch
from tracker.stories.pitches.views import gone_is_404, pitch_of

CHOICES = 30
MOST_TICKED = 200


@get_or_post
@gone_is_404
def pitch_quotes(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Tick what it rests on. Searching keeps the ticks, so that it works without script."""
    pitch = pitch_of(request, pk)
    if request.method != "POST":
        ticked = {quote.pk for quote in pitch.live_quotes}
        return _choice(request, pitch, text_from(request.GET, "q"), ticked)
    words, ticked = text_from(request.POST, "q"), _keys(request, "quote")
    try:
        actions.choose_quotes(pitch, ticked, _keys(request, "shown"))
    except actions.TooManyQuotesError:
        refused = _("A pitch is one page: choose twenty quotes at most.")
        return _choice(request, pitch, words, ticked, refused)
    if "search" in request.POST:
        return redirect(f"{reverse('pitch_quotes', args=[pk])}?{urlencode({'q': words})}")
    success(request, _("Saved."))
    return redirect(pitch)


def _choice(
    request: AuthenticatedRequest, pitch: Pitch, words: str, ticked: set[int], refused: str = ""
) -> HttpResponse:
    """Show the quotes to choose from; `refused` says why what was ticked was not saved."""
    context: dict[str, Any] = {
        "pitch": pitch,
        "chosen": pitch.live_quotes,
        "others": choices(request.user, pitch.live_quotes, words, CHOICES),
        "ticked": ticked,
        "words": words,
        "refused": refused,
        "most": MOST_QUOTES,
    }
    status = 422 if refused else 200
    return render(request, "stories/pitches/pitch_quotes.html", context, status=status)


def _keys(request: AuthenticatedRequest, name: str) -> set[int]:
    """Return the keys sent under one name; more than a page shows are never ours."""
    keys = set()
    for text in request.POST.getlist(name)[:MOST_TICKED]:
        if pk := pk_from(text):
            keys.add(pk)
    return keys
