"""Stories to tell in an interview, with the skills they show and what they rest on."""

from typing import Any, Self

from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.projects.models import Project
from tracker.recommendations.models import Recommendation
from tracker.shared.database.names import NameField
from tracker.shared.database.one_of_several import each_once, exactly_one, kind_of
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.described import Evidence, described
from tracker.shared.text.words import every_word
from tracker.stories.pitches.models import Pitch

TITLE_LIMIT = 120
TEXT_LIMIT = 2_000
MOST_EVIDENCE = 20
# What a story may rest on, in the order in which it is offered.
EVIDENCE: dict[str, type[Any]] = {
    "activity": Activity,
    "quote": Quote,
    "lesson": Lesson,
    "recommendation": Recommendation,
    "project": Project,
    "pitch": Pitch,
}


class StoryQuerySet(UndoableQuerySet["Story"]):
    def ready(self) -> Self:
        return self.live().filter(state=StoryState.READY)

    def drafts(self) -> Self:
        return self.live().filter(state=StoryState.DRAFT)

    def showing(self, skill_slug: str) -> Self:
        """Keep those that show the skill with this slug."""
        return self.filter(skills__slug=skill_slug)

    def with_skills(self) -> Self:
        """Read each with the skills it shows, as `shown_skills`, in the catalogue's order."""
        skills = Skill.objects.only("slug", "name", "position").order_by("position", "pk")
        return self.prefetch_related(Prefetch("skills", queryset=skills, to_attr="shown_skills"))

    def with_evidence(self) -> Self:
        """Read each with what it rests on, as `evidence_rows`, in the order of tying."""
        rows = StoryEvidence.objects.select_related(*EVIDENCE, "activity__task").order_by("pk")
        return self.prefetch_related(Prefetch("evidence", queryset=rows, to_attr="evidence_rows"))

    def matching(self, text: str) -> Self:
        return self.filter(every_word(text, *Story.SEARCHED_FIELDS))


class StoryState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a story", "draft")
    READY = "ready", pgettext_lazy("state of a story", "ready")


class Story(Undoable):
    """Situation, task, action, result, lesson: what happened, as it is told in two minutes.

    A ready one has all but the lesson. `result_kept` says that its owner lets the result stand
    although it names no figure, change or witness.
    """

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("title", "situation", "task", "action", "result", "lesson")
    # What is told, in this order.
    PARTS = ("situation", "task", "action", "result", "lesson")
    # Without these it cannot be told.
    NEEDED = ("situation", "task", "action", "result")
    State = StoryState

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="stories", editable=False
    )
    title = NameField(_("title"), max_length=TITLE_LIMIT)
    situation = models.TextField(_("situation"), max_length=TEXT_LIMIT, blank=True)
    task = models.TextField(_("task"), max_length=TEXT_LIMIT, blank=True)
    action = models.TextField(_("action"), max_length=TEXT_LIMIT, blank=True)
    result = models.TextField(_("result"), max_length=TEXT_LIMIT, blank=True)
    lesson = models.TextField(_("lesson"), max_length=TEXT_LIMIT, blank=True)
    # Rows and no list of slugs: all twelve would not fit one, each skill's stories are counted by
    # an index, and a curator who gives a skill another address takes no story from it.
    skills = models.ManyToManyField(
        Skill, blank=True, related_name="stories", verbose_name=_("skills")
    )
    state = models.CharField(_("state"), max_length=5, choices=StoryState, default=StoryState.DRAFT)
    result_kept = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # Set by StoryQuerySet.with_skills and with_evidence.
    shown_skills: list[Skill]
    evidence_rows: "list[StoryEvidence]"

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [
            models.Index(fields=["owner", "-updated_at", "-id"], condition=LIVE, name="story_list"),
            models.Index(
                fields=["owner", "state", "-updated_at", "-id"], condition=LIVE, name="story_state"
            ),
            deleted_index("story"),
        ]
        constraints = [
            one_of("state", StoryState, "story_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | ~Q(situation="") & ~Q(task="") & ~Q(action="") & ~Q(result=""),
                name="story_ready_is_whole",
                violation_error_message=_(
                    "A ready story has a situation, a task, an action and a result."
                ),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="story_has_a_title"),
            at_most("title", TITLE_LIMIT, "story_title_short"),
            at_most("situation", TEXT_LIMIT, "story_situation_short"),
            at_most("task", TEXT_LIMIT, "story_task_short"),
            at_most("action", TEXT_LIMIT, "story_action_short"),
            at_most("result", TEXT_LIMIT, "story_result_short"),
            at_most("lesson", TEXT_LIMIT, "story_lesson_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("story", args=[self.pk])

    @property
    def is_ready(self) -> bool:
        return self.state == StoryState.READY

    @property
    def live_evidence(self) -> list[Evidence]:
        """Return what it rests on and stands; needs `with_evidence`."""
        live = []
        for tie in self.evidence_rows:
            if tie.row.deleted_at is None:
                live.append(tie.evidence)
        return live


class StoryEvidence(Owned):
    """What a story rests on: exactly one thing that the owner has written down."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="evidence")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="+")
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, null=True, related_name="+")
    # Named so in every place that a thing is tied in; `Story.lesson` is what one learned.
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, null=True, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, related_name="+")
    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, null=True, related_name="+")

    objects = OwnedQuerySet["StoryEvidence"].as_manager()

    class Meta:
        verbose_name = _("evidence of a story")
        verbose_name_plural = _("evidence of stories")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(list(EVIDENCE)), name="story_evidence_points_at_one_thing"
            ),
            *each_once("story", list(EVIDENCE), "story_evidence"),
        ]

    def __str__(self) -> str:
        return str(self.row)

    @property
    def kind(self) -> str:
        return kind_of(self, list(EVIDENCE))

    @property
    def row(self) -> Any:
        """Return what it points at; needs `with_evidence`."""
        return getattr(self, self.kind)

    @property
    def evidence(self) -> Evidence:
        return described(self.kind, self.row)
