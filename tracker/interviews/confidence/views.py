"""The confidence map, one skill of it, and the tap that rates it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.confidence.actions import rate_skill
from tracker.interviews.confidence.models import HIGHEST, ConfidenceRating
from tracker.interviews.confidence.queries import confidence_map, skill_row
from tracker.interviews.confidence.rule import rule_in_words
from tracker.interviews.models import AskedQuestion
from tracker.interviews.practice.models import Practice
from tracker.shared.http import pk_from
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader
from tracker.stories.models import Story

SHOWN = 10
RATINGS = range(1, HIGHEST + 1)


@require_safe
@cache_for_reader
def confidence(request: AuthenticatedRequest) -> HttpResponse:
    context = {
        "map": confidence_map(request.user),
        "ratings": RATINGS,
        "rules": rule_in_words(),
    }
    return render(request, "interviews/confidence/confidence.html", context)


@require_safe
def show_skill(request: AuthenticatedRequest, skill: str) -> HttpResponse:
    """Show one skill: what is asked about it, and all that one has to say."""
    row = skill_row(request.user, skill)
    if row is None:
        raise Http404
    user = request.user
    ratings = ConfidenceRating.objects.owned_by(user).filter(skill=row.skill).order_by("-date")
    asked = AskedQuestion.objects.owned_by(user).filter(skill=row.skill, interview__deleted_at=None)
    asked = asked.select_related("interview", "story").order_by("-interview__date", "-pk")
    practices = Practice.objects.owned_by(user).for_list().filter(skill=row.skill)
    stories = Story.objects.owned_by(user).live().showing(skill)
    context = {
        "row": row,
        "ratings": RATINGS,
        "history": ratings[:SHOWN],
        "asked": asked[:SHOWN],
        "practices": practices.order_by("-date", "-pk")[:SHOWN],
        "stories": stories.order_by("-state", "-updated_at", "-pk")[:SHOWN],
    }
    return render(request, "interviews/confidence/skill.html", context)


@require_POST
def rate(request: AuthenticatedRequest, skill: str) -> HttpResponse:
    """Rate with one tap: `rating` from 1 to 5; ?rating=0 takes today's back."""
    rated = get_object_or_404(Skill, slug=skill)
    rating = pk_from(request.POST.get("rating") or request.GET.get("rating"))
    if rating is not None and rating <= HIGHEST:
        before = rate_skill(request.user, rated, rating or None)
        undo = f"{reverse('rate_skill', args=[skill])}?rating={before or 0}"
        words = {"skill": rated, "rating": rating}
        if rating:
            text = _("%(skill)s: %(rating)d of 5, today.") % words
            success(request, text, undo=undo)
    if "skill" in request.POST:
        return redirect("skill", skill)
    return redirect(f"{reverse('confidence')}#{skill}")
