"""An idea to sell to management: why first, the customers' words, and the idea last."""

from typing import Self

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.people.models import Person
from tracker.recommendations.models import Recommendation
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.words import every_word
from tracker.shared.weeks import EARLIEST

TITLE_LIMIT = 120
TEXT_LIMIT = 2_000
QUESTION_LIMIT = 200
WHY_LIMIT = 500
# A reader's advice is to be "100% sure on why part": fewer than three is a first thought.
FEWEST_WHYS, MOST_WHYS = 3, 7
# A pitch is one page.
MOST_QUOTES = 20
# What is asked where nobody wrote a question.
FIRST_QUESTION = _("Why should anybody care?")
NEXT_QUESTION = _("Why is that?")


class PitchQuerySet(UndoableQuerySet["Pitch"]):
    def for_list(self) -> Self:
        """Order by the latest change; each with to whom it goes and its `answered_whys`."""
        return (
            self.live()
            .select_related("to")
            .annotate(answered_whys=Count("whys", filter=~Q(whys__answer="")))
            .order_by("-updated_at", "-pk")
        )

    def for_page(self) -> Self:
        """Fetch each with its whys, as `chain`, and its quotes, as `live_quotes`."""
        quotes = Quote.objects.live().select_related("activity__task").order_by("-date", "-pk")
        whys = PitchWhy.objects.order_by("position")
        return self.select_related("owner", "to", "recommendation").prefetch_related(
            Prefetch("quotes", queryset=quotes, to_attr="live_quotes"),
            Prefetch("whys", queryset=whys, to_attr="chain"),
        )

    def matching(self, text: str) -> Self:
        return self.filter(every_word(text, *Pitch.SEARCHED_FIELDS))


class PitchState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a pitch", "draft")
    PRESENT = "present", pgettext_lazy("state of a pitch", "to present")
    ANSWERED = "answered", pgettext_lazy("state of a pitch", "answered")


class Pitch(Undoable):
    """A chain of whys, the quotes under it, the idea last, and what management answered.

    It may be presented once it has an idea and three whys; `tracker.stories.pitches.actions` sees
    to that, and sets `state`.
    """

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("title", "idea", "takes", "answer")
    State = PitchState

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="pitches", editable=False
    )
    title = NameField(_("title"), max_length=TITLE_LIMIT)
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pitches",
        editable=False,
    )
    quotes = models.ManyToManyField(
        Quote, blank=True, related_name="pitches", verbose_name=_("quotes")
    )
    idea = models.TextField(_("idea"), max_length=TEXT_LIMIT, blank=True)
    takes = models.TextField(_("what it takes"), max_length=TEXT_LIMIT, blank=True)
    to = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="pitches",
        verbose_name=_("to whom"),
    )
    state = models.CharField(
        _("state"), max_length=8, choices=PitchState, default=PitchState.DRAFT, editable=False
    )
    answer = models.TextField(_("what they answered"), max_length=TEXT_LIMIT, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # Set by PitchQuerySet.for_page and for_list.
    live_quotes: "list[Quote]"
    chain: "list[PitchWhy]"
    answered_whys: int

    objects = PitchQuerySet.as_manager()

    class Meta:
        verbose_name = _("pitch")
        verbose_name_plural = _("pitches")
        indexes = [
            models.Index(fields=["owner", "-updated_at", "-id"], condition=LIVE, name="pitch_list"),
            models.Index(
                fields=["owner", "state", "-updated_at", "-id"], condition=LIVE, name="pitch_state"
            ),
            deleted_index("pitch"),
        ]
        constraints = [
            one_of("state", PitchState, "pitch_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(idea=""), name="pitch_presented_has_an_idea"
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_on__isnull=False) & ~Q(answer="")
                | ~Q(state="answered") & Q(answered_on__isnull=True, answer=""),
                name="pitch_answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=EARLIEST),
                name="pitch_answer_not_before_1950",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="pitch_has_a_title"),
            at_most("title", TITLE_LIMIT, "pitch_title_short"),
            at_most("idea", TEXT_LIMIT, "pitch_idea_short"),
            at_most("takes", TEXT_LIMIT, "pitch_takes_short"),
            at_most("answer", TEXT_LIMIT, "pitch_answer_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("pitch", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == PitchState.DRAFT

    @property
    def live_to(self) -> Person | None:
        """To whom it goes, unless that person is deleted; needs `to`."""
        return self.to if self.to and not self.to.deleted_at else None


class PitchWhy(Owned):
    """One why of a chain, with its answer; a question left empty asks why of the answer before."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", editable=False)
    pitch = models.ForeignKey(Pitch, on_delete=models.CASCADE, related_name="whys")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(_("why"), max_length=QUESTION_LIMIT, blank=True)
    answer = models.CharField(_("because"), max_length=WHY_LIMIT, blank=True)

    objects = OwnedQuerySet["PitchWhy"].as_manager()

    class Meta:
        verbose_name = _("why")
        verbose_name_plural = _("whys")
        constraints = [
            models.UniqueConstraint(fields=["pitch", "position"], name="pitch_why_has_a_place"),
            models.CheckConstraint(
                condition=Q(position__lt=MOST_WHYS), name="pitch_why_within_seven"
            ),
            models.CheckConstraint(
                condition=~Q(question="", answer=""), name="pitch_why_says_something"
            ),
            at_most("question", QUESTION_LIMIT, "pitch_why_question_short"),
            at_most("answer", WHY_LIMIT, "pitch_why_answer_short"),
        ]

    def __str__(self) -> str:
        return self.answer or self.question

    @property
    def asked(self) -> str:
        """What was asked, in words; without a question of its own, why of the answer before."""
        return self.question or str(NEXT_QUESTION if self.position else FIRST_QUESTION)
