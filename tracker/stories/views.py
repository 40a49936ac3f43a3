"""Stories: their list, one of them, its words."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.guidance.models import Skill
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success
from tracker.stories import actions
from tracker.stories.beginnings import Beginning, beginning_of
from tracker.stories.forms import StoryFilterForm, StoryForm
from tracker.stories.models import Story
from tracker.stories.queries import skills_without_story
from tracker.stories.telling.cards import as_markdown, card_of
from tracker.stories.telling.speech import speech_of
from tracker.stories.telling.vague import is_vague

PAGE = 30


@require_safe
def stories(request: AuthenticatedRequest) -> HttpResponse:
    filters = StoryFilterForm(list(Skill.objects.all()), request.GET)
    filters.is_valid()
    own_stories = Story.objects.owned_by(request.user).live()
    matching = filters.filter_queryset(own_stories).with_skills()
    page = Paginator(matching.order_by("-updated_at", "-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "filters": filters,
        "page": page,
        "cards": [card_of(story) for story in page],
        "untold": skills_without_story(request.user),
    }
    return render(request, "stories/stories.html", context)


@get_or_post
def add_story(request: AuthenticatedRequest) -> HttpResponse:
    """Write a story; ?from=entry-12 begins with what that says, and lets the story rest on it."""
    made_from = _made_from(request)
    initial = made_from.parts if made_from else {}
    form = StoryForm(form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        story = form.save(commit=False)
        actions.add(request.user, story, skills=form.skill_keys, made_from=made_from)
        _message_saved(request, story)
        return redirect(story)
    context = {"made_from": made_from, "speech": speech_of(form.spoken)}
    return render_form(request, "stories/add_story.html", form, **context)


@require_safe
def story(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    context = {
        "story": story,
        "card": card_of(story),
        "asks_about_result": story.is_ready and not story.result_kept and is_vague(story.result),
        "text": as_markdown(story),
    }
    return render(request, "stories/story.html", context)


@get_or_post
def edit_story(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    story = story_of(request, pk)
    form = StoryForm(form_data(request), instance=story)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(form.save(commit=False), skills=form.skill_keys)
        except Story.DoesNotExist as error:
            raise Http404 from error
        _message_saved(request, story)
        return redirect(story)
    context = {"story": story, "speech": speech_of(form.spoken)}
    return render_form(request, "stories/edit_story.html", form, **context)


@require_POST
def keep_story_result(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Answer the question about a vague result: it stays as it is."""
    story = story_of(request, pk)
    actions.keep_result(story)
    success(request, _("Kept as it is."), undo=reverse("ask_story_result", args=[pk]))
    return redirect(story)


@require_POST
def ask_story_result(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take back that a vague result stays as it is."""
    story = story_of(request, pk)
    actions.ask_about_result(story)
    return redirect(story)


@require_POST
def delete_story(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(story_of(request, pk))
    undo = reverse("restore_story", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("stories")


@require_POST
def restore_story(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    story = get_object_or_404(Story.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(story)
    success(request, _("The story is back."))
    return redirect(story)


def story_of(request: AuthenticatedRequest, pk: int) -> Story:
    """Return one of the user's own with all that its page shows; anybody else's is not there."""
    own_stories = Story.objects.owned_by(request.user).live().with_skills().with_evidence()
    return get_object_or_404(own_stories.select_related("owner"), pk=pk)


def _made_from(request: AuthenticatedRequest) -> Beginning | None:
    asked = request.GET.get("from", "")
    made_from = beginning_of(request.user, asked) if asked else None
    if asked and made_from is None:
        raise Http404
    return made_from


def _message_saved(request: AuthenticatedRequest, story: Story) -> None:
    text = _("Saved. It is ready to tell.") if story.is_ready else _("Saved as a draft.")
    success(request, text, saved=True)
