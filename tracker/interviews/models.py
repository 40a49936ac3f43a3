"""Interviews: one round for an opening, what was asked in it, and how it went."""

import datetime
from datetime import date, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User, validate_zone
from tracker.catalogue.guidance.models import Skill, lines_of
from tracker.openings.models import Opening
from tracker.people.models import Person
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.words import every_word
from tracker.shared.weeks import EARLIEST
from tracker.stories.models import Story

DETAIL_LIMIT = 300
QUESTION_LIMIT = 300
TEXT_LIMIT = 2_000
NOTE_LIMIT = 5_000
MOST_QUESTIONS = 30
MOST_STORIES = 3
# Days in which This week asks for a debrief, and for thanks.
DEBRIEF_DAYS, THANKS_DAYS = 14, 30


class InterviewQuerySet(UndoableQuerySet["Interview"]):
    def standing(self) -> Self:
        """Leave out those that are deleted, and those whose opening is."""
        return self.live().filter(opening__deleted_at__isnull=True)

    def for_list(self) -> Self:
        """Read what a list shows: no long text but what is to be changed."""
        people = models.Prefetch("people", Person.objects.live().order_by("name", "pk"))
        rows = self.standing().select_related("opening__company").prefetch_related(people)
        return rows.defer("note", "to_ask", "went_note", "opening__advert", "opening__note")

    def coming(self, today: date) -> Self:
        """Keep those ahead, the next one first."""
        ahead = self.standing().filter(date__gte=today, debriefed_on__isnull=True)
        return ahead.order_by("date", "time", "pk")

    def past(self, today: date) -> Self:
        return self.standing().filter(Q(date__lt=today) | Q(debriefed_on__isnull=False))

    def since(self, first: date) -> Self:
        """Keep those from a day on, for the calendar."""
        later = self.standing().filter(date__gte=first).select_related("opening")
        return later.order_by("date", "pk")

    def around(self, today: date) -> Self:
        """Keep those of which This week may have something to say, by their days."""
        first, last = today - timedelta(days=THANKS_DAYS), today + timedelta(days=7)
        return self.for_list().filter(date__range=(first, last)).order_by("date", "time", "pk")

    def matching(self, text: str) -> Self:
        return self.filter(
            every_word(text, *Interview.SEARCHED_FIELDS, "opening__title", "opening__company__name")
        )


class InterviewKind(models.TextChoices):
    SCREEN = "screen", pgettext_lazy("kind of interview", "phone screen")
    MANAGER = "manager", pgettext_lazy("kind of interview", "hiring manager")
    TEAM = "team", pgettext_lazy("kind of interview", "future colleagues")
    PANEL = "panel", pgettext_lazy("kind of interview", "panel")
    CASE = "case", pgettext_lazy("kind of interview", "case or task")
    EXECUTIVE = "executive", pgettext_lazy("kind of interview", "executive")
    OTHER = "other", pgettext_lazy("kind of interview", "another kind")


class Went(models.TextChoices):
    """How an interview or an answer went; nothing where nobody has said yet."""

    WELL = "well", pgettext_lazy("how an answer went", "well")
    SO_SO = "so-so", pgettext_lazy("how an answer went", "so-so")
    BADLY = "badly", pgettext_lazy("how an answer went", "badly")


class Interview(Undoable):
    """One round for an opening.

    `date` and `time` are those on a clock in `time_zone`; without a time it is some time that day.
    `debriefed_on` is the day on which somebody first wrote down how it went.
    """

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("with_whom", "place", "note", "to_ask", "went_note", "change")
    Kind = InterviewKind

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="interviews", editable=False
    )
    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, related_name="interviews", verbose_name=_("opening")
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=InterviewKind, default=InterviewKind.SCREEN
    )
    date = models.DateField(_("date"))
    time = models.TimeField(_("time"), null=True, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[validate_zone]
    )
    people = models.ManyToManyField(
        Person, blank=True, related_name="interviews", verbose_name=_("people")
    )
    with_whom = NameField(_("with whom"), max_length=DETAIL_LIMIT, blank=True)
    place = models.CharField(_("place or link"), max_length=DETAIL_LIMIT, blank=True)
    note = models.TextField(_("private note"), max_length=NOTE_LIMIT, blank=True)
    # Those that somebody chose to bring; where there are none, the brief proposes some.
    stories = models.ManyToManyField(
        Story, blank=True, related_name="interviews", verbose_name=_("stories")
    )
    to_ask = models.TextField(_("questions to ask"), max_length=TEXT_LIMIT, blank=True)
    debriefed_on = models.DateField(null=True, editable=False)
    went = models.CharField(_("how it went"), max_length=6, choices=Went, blank=True)
    went_note = models.TextField(_("what happened"), max_length=NOTE_LIMIT, blank=True)
    change = models.TextField(_("what to change"), max_length=TEXT_LIMIT, blank=True)
    needs_thanks = models.BooleanField(default=True, editable=False)
    thanked_on = models.DateField(_("thanks sent on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="interview_list"),
            models.Index(
                fields=["opening", "-date", "-id"], condition=LIVE, name="interview_of_opening"
            ),
            deleted_index("interview"),
        ]
        constraints = [
            one_of("kind", InterviewKind, "interview_kind_known"),
            models.CheckConstraint(
                condition=Q(went="") | Q(went__in=Went.values), name="interview_went_known"
            ),
            models.CheckConstraint(
                condition=Q(date__gte=EARLIEST), name="interview_not_before_1950"
            ),
            at_most("with_whom", DETAIL_LIMIT, "interview_with_short"),
            at_most("place", DETAIL_LIMIT, "interview_place_short"),
            at_most("note", NOTE_LIMIT, "interview_note_short"),
            at_most("to_ask", TEXT_LIMIT, "interview_to_ask_short"),
            at_most("went_note", NOTE_LIMIT, "interview_went_note_short"),
            at_most("change", TEXT_LIMIT, "interview_change_short"),
        ]

    def __str__(self) -> str:
        words = {"kind": capfirst(self.get_kind_display()), "opening": self.opening}
        return _now("%(kind)s, %(opening)s") % words

    def get_absolute_url(self) -> str:
        return reverse("interview", args=[self.pk])

    @property
    def starts_at(self) -> datetime.datetime | None:
        """The moment at which it begins; None where only its day is known."""
        if self.time is None:
            return None
        return datetime.datetime.combine(self.date, self.time, ZoneInfo(self.time_zone or "UTC"))

    @property
    def questions_to_ask(self) -> list[str]:
        return lines_of(self.to_ask)

    @property
    def names(self) -> list[str]:
        """Who it is with, each by name; needs `for_list`."""
        names = [person.name for person in self.people.all() if person.deleted_at is None]
        return [*names, self.with_whom] if self.with_whom else names

    def is_past(self, today: datetime.date) -> bool:
        return self.date < today or self.debriefed_on is not None

    def wants_thanks(self, today: datetime.date) -> bool:
        """Say whether a thank-you is still due: it was held, and nobody said that none is."""
        return self.is_past(today) and self.needs_thanks and self.thanked_on is None


class AskedQuestion(Owned):
    """One question that was asked in an interview, and how the answer went."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="asked")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=QUESTION_LIMIT)
    skill = models.ForeignKey(
        Skill,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skill"),
    )
    story = models.ForeignKey(
        Story,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("story that I told"),
    )
    went = models.CharField(_("the answer went"), max_length=6, choices=Went, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["AskedQuestion"].as_manager()

    class Meta:
        verbose_name = _("question that was asked")
        verbose_name_plural = _("questions that were asked")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["owner", "skill", "went", "interview"], name="asked_by_skill")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(went="") | Q(went__in=Went.values), name="asked_went_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="asked_has_a_text"),
            at_most("text", QUESTION_LIMIT, "asked_text_short"),
        ]

    def __str__(self) -> str:
        return self.text
