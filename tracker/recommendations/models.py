"""Advice to the PM team, resting on customers' exact words."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.people.models import Person
from tracker.projects.models import Project
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.words import every_word

TITLE_LIMIT = 120
TEXT_LIMIT = 2_000
NEWS_NOTE_LIMIT = 300
# What adopting one is worth from now on. Rows keep what it was when they were adopted: `worth`.
ADOPTED_POINTS = 25
# A brief is one page.
MOST_QUOTES = 20


class RecommendationQuerySet(UndoableQuerySet["Recommendation"]):
    def adopted_on(self, days: set[date]) -> Self:
        return self.live().filter(state="adopted", decided_on__in=days)

    def waiting(self, today: date) -> Self:
        """Find drafts that could be sent for over a week, and sent ones unanswered for over two."""
        written = Q(state="draft", created_at__lt=timezone.now() - timedelta(days=7))
        unanswered = Q(state="sent", sent_on__lt=today - timedelta(days=14))
        carried = Quote.objects.live().filter(recommendations=OuterRef("pk"))
        return self.live().filter(unanswered | written & Exists(carried))

    def paid(self) -> Self:
        return self.live().filter(state="adopted", points__gt=0)

    def for_board(self) -> Self:
        """Order newest first; each with to whom it went and, as `resting_on`, how many quotes."""
        return (
            self.live()
            .select_related("owner", "to")
            .annotate(resting_on=Count("quotes", filter=Q(quotes__deleted_at__isnull=True)))
            .order_by("-updated_at", "-pk")
        )

    def for_page(self) -> Self:
        """Fetch each with its quotes, as `live_quotes`."""
        quotes = Quote.objects.live().select_related("activity__task").order_by("-date", "-pk")
        return self.select_related("owner", "to", "project").prefetch_related(
            Prefetch("quotes", queryset=quotes, to_attr="live_quotes")
        )

    def matching(self, text: str) -> Self:
        return self.filter(every_word(text, *Recommendation.SEARCHED_FIELDS))


class RecommendationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("state of a recommendation", "draft")
    SENT = "sent", pgettext_lazy("state of a recommendation", "sent")
    HEARD = "heard", pgettext_lazy("state of a recommendation", "heard")
    ADOPTED = "adopted", pgettext_lazy("state of a recommendation", "adopted")
    DECLINED = "declined", pgettext_lazy("state of a recommendation", "declined")


class RecommendationOutcome(models.TextChoices):
    SALES = "sales", _("improve sales")
    MARKETS = "markets", _("open new markets")
    EXPERIENCE = "experience", _("improve user experience")
    SUPPORT = "support", _("streamline support")


class RecommendationNews(models.TextChoices):
    UNKNOWN = "unknown", _("I do not know yet")
    YES = "yes", _("yes, they could not know this")
    NO = "no", _("no, they know it already")


class Recommendation(Undoable):
    """One piece of advice: draft, sent, heard, then adopted or declined.

    `worth` is what adopting it was worth on the day somebody noted that; `points` is what it earns:
    its worth, or nothing where the same advice has earned before. Both are set by
    tracker.recommendations.actions alone. The four outcomes are the article's: what a
    recommendation to a PM team should do.
    """

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("title", "problem", "suggestion", "effect", "news_note", "answer")

    Outcome = RecommendationOutcome
    News = RecommendationNews
    DECIDED = [RecommendationState.ADOPTED, RecommendationState.DECLINED]

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="recommendations", editable=False
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=RecommendationOutcome)
    title = NameField(_("title"), max_length=TITLE_LIMIT)
    problem = models.TextField(_("problem"), max_length=TEXT_LIMIT, blank=True)
    suggestion = models.TextField(_("suggestion"), max_length=TEXT_LIMIT, blank=True)
    effect = models.TextField(_("expected effect"), max_length=TEXT_LIMIT, blank=True)
    news = models.CharField(
        _("would this be news to the PM?"),
        max_length=7,
        choices=RecommendationNews,
        default=RecommendationNews.UNKNOWN,
    )
    news_note = models.CharField(_("how you know"), max_length=NEWS_NOTE_LIMIT, blank=True)
    quotes = models.ManyToManyField(
        Quote, blank=True, related_name="recommendations", verbose_name=_("quotes")
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("project"),
    )
    to = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=pgettext_lazy("to whom it goes", "to"),
    )
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=RecommendationState,
        default=RecommendationState.DRAFT,
        editable=False,
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    answer = models.TextField(_("what they said"), max_length=TEXT_LIMIT, blank=True)
    points = models.PositiveSmallIntegerField(default=0, editable=False)
    # None until it is adopted, and where a release without this column noted that.
    worth = models.PositiveSmallIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    live_quotes: list[Quote]
    resting_on: int
    # Set by tracker.recommendations.queries.count_days: how long it has been in its state.
    days: int

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        indexes = [
            models.Index(
                fields=["owner", "state", "-updated_at", "-id"],
                condition=LIVE,
                name="recommendation_board",
            ),
            models.Index(
                fields=["owner", "decided_on"],
                condition=LIVE & Q(state="adopted"),
                name="recommendation_paid",
            ),
            deleted_index("recommendation"),
        ]
        constraints = [
            one_of("outcome", RecommendationOutcome, "recommendation_outcome_known"),
            one_of("news", RecommendationNews, "recommendation_news_known"),
            models.CheckConstraint(
                condition=Q(state="draft", sent_on__isnull=True, points=0)
                | Q(state__in=["sent", "heard"], sent_on__isnull=False, points=0)
                | Q(state="declined", sent_on__isnull=False, decided_on__isnull=False, points=0)
                | Q(state="adopted", sent_on__isnull=False, decided_on__isnull=False),
                name="recommendation_state_has_its_dates",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="recommendation_has_a_title"),
            at_most("title", TITLE_LIMIT, "recommendation_title_short"),
            at_most("problem", TEXT_LIMIT, "recommendation_problem_short"),
            at_most("suggestion", TEXT_LIMIT, "recommendation_suggestion_short"),
            at_most("effect", TEXT_LIMIT, "recommendation_effect_short"),
            at_most("news_note", NEWS_NOTE_LIMIT, "recommendation_news_note_short"),
            at_most("answer", TEXT_LIMIT, "recommendation_answer_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.pk])

    @property
    def since(self) -> date:
        """Return the owner's date on which its state began; needs `owner` for a draft."""
        begun = self.owner.day_of(self.created_at)
        days = {
            RecommendationState.DRAFT: None,
            RecommendationState.SENT: self.sent_on,
            RecommendationState.HEARD: self.heard_on or self.sent_on,
        }
        return days.get(RecommendationState(self.state), self.decided_on) or begun

    @property
    def is_open(self) -> bool:
        """Say whether it is sent and nobody has decided yet."""
        return self.state in (RecommendationState.SENT, RecommendationState.HEARD)
