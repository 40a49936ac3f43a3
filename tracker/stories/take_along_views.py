"""What a story rests on, and stories as one takes them along: cue cards, Markdown."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.shared.http import pk_from, text_from
from tracker.shared.messages import success
from tracker.stories import actions
from tracker.stories.models import EVIDENCE, Story, StoryEvidence
from tracker.stories.queries import find_evidence
from tracker.stories.telling.cards import as_markdown, card_of
from tracker.stories.views import story_of

CARDS = 60


@require_safe
def story_cards(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    context = {"story": story, "cards": [card_of(story)]}
    return render(request, "stories/cards.html", context)


@require_safe
def all_story_cards(request: AuthenticatedRequest) -> HttpResponse:
    """Show a card of every ready story."""
    ready = Story.objects.owned_by(request.user).ready().with_skills()
    page = Paginator(ready.order_by("-updated_at", "-pk"), CARDS).get_page(request.GET.get("page"))
    context = {"page": page, "cards": [card_of(story) for story in page]}
    return render(request, "stories/cards.html", context)


@require_safe
def story_markdown(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    answer = HttpResponse(as_markdown(story), content_type="text/markdown; charset=utf-8")
    name = slugify(story.title) or f"story-{pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name[:80]}.md"'
    return answer


@require_safe
def story_evidence(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a story rests on, and what else it might: ?q= looks for that."""
    return _evidence_page(request, story_of(request, pk))


@require_POST
def tie_story_evidence(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let a story rest on the row `key` of `kind`."""
    story = story_of(request, pk)
    kind, key = request.POST.get("kind", ""), pk_from(request.POST.get("key"))
    try:
        tied = actions.tie(story, kind, key) if kind in EVIDENCE and key is not None else None
    except actions.TooMuchEvidenceError:
        refused = _("A story rests on twenty things at most: untie one first.")
        return _evidence_page(request, story, refused)
    if tied is None:
        refused = _("That is not there any more. Look for something else.")
        return _evidence_page(request, story, refused)
    undo = reverse("untie_story_evidence", args=[tied.pk])
    success(request, _("Tied: %(evidence)s.") % {"evidence": str(tied)[:80]}, undo=undo)
    return redirect("story_evidence", pk)


@require_POST
def untie_story_evidence(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_ties = StoryEvidence.objects.owned_by(request.user).select_related("story")
    tied = get_object_or_404(own_ties, pk=pk)
    if tied.story.deleted_at:
        raise Http404
    actions.untie(tied)
    success(request, _("Untied. It stays where it was written down."))
    return redirect("story_evidence", tied.story_id)


def _evidence_page(request: AuthenticatedRequest, story: Story, refused: str = "") -> HttpResponse:
    words = text_from(request.GET, "q")
    context = {
        "story": story,
        "words": words,
        "findings": find_evidence(request.user, story, words),
        "refused": refused,
    }
    is_part = "HX-Request" in request.headers and request.method == "GET"
    template = "stories/_findings.html" if is_part else "stories/story_evidence.html"
    return render(request, template, context, status=422 if refused else 200)
