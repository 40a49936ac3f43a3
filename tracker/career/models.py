"""What is written down for a hiring manager’s sake alone: requests, motive notes, fit verdicts.

All other evidence of readiness is read from the journal and is kept nowhere a second time.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.projects.models import Project
from tracker.shared.limits import at_most, one_of
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.weeks import EARLIEST

ABOUT_LIMIT = 300
NOTE_LIMIT = 2_000
SENTENCE_LIMIT = 300


class RequestQuerySet(UndoableQuerySet["Request"]):
    def for_list(self) -> Self:
        return self.live().select_related("person")


class Request(Undoable):
    """A PM asked for the owner: the pull that the article promises. It earns no points."""

    # What is found by words, in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("about",)

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="requests", editable=False
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("who asked"),
    )
    about = models.CharField(_("for what"), max_length=ABOUT_LIMIT)
    date = models.DateField(_("date"))
    came_to_me = models.BooleanField(_("they came to me"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="request_list"),
            deleted_index("request"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(about=""), name="request_says_for_what"),
            models.CheckConstraint(condition=Q(date__gte=EARLIEST), name="request_not_before_1950"),
            at_most("about", ABOUT_LIMIT, "request_about_short"),
        ]

    def __str__(self) -> str:
        return self.about

    def get_absolute_url(self) -> str:
        return reverse("edit_request", args=[self.pk])

    @property
    def live_person(self) -> Person | None:
        """Who asked, unless that person is deleted."""
        return self.person if self.person and not self.person.deleted_at else None


class MotiveNote(Undoable):
    """A dated answer to "why do I want this?", glamour aside."""

    # What is found by words, in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("why", "place")

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="motive_notes", editable=False
    )
    date = models.DateField(_("date"))
    why = models.TextField(_("why I want this, glamour aside"), max_length=NOTE_LIMIT)
    place = models.TextField(_("where I would go for it"), max_length=NOTE_LIMIT, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UndoableQuerySet["MotiveNote"].as_manager()

    class Meta:
        verbose_name = _("motive note")
        verbose_name_plural = _("motive notes")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="motive_list"),
            deleted_index("motive"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="motive_says_why"),
            models.CheckConstraint(condition=Q(date__gte=EARLIEST), name="motive_not_before_1950"),
            at_most("why", NOTE_LIMIT, "motive_why_short"),
            at_most("place", NOTE_LIMIT, "motive_place_short"),
        ]

    def __str__(self) -> str:
        return self.why

    def get_absolute_url(self) -> str:
        return reverse("motive", args=[self.pk])


class Energy(models.TextChoices):
    GAVE = "gave", _("gave energy")
    NEUTRAL = "neutral", _("neutral")
    TOOK = "took", _("took energy")


class FitVerdictQuerySet(UndoableQuerySet["FitVerdict"]):
    def for_list(self) -> Self:
        return self.live().select_related("activity__task", "project")


class FitVerdict(Undoable):
    """What a piece of the real work did to its doer, judged once it was done."""

    # What is found by words, in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("sentence",)

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="fit_verdicts", editable=False
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fit_verdicts",
        editable=False,
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="fit_verdicts",
        editable=False,
    )
    date = models.DateField(_("date"))
    energy = models.CharField(_("what it did to me"), max_length=7, choices=Energy)
    sentence = models.CharField(_("in a sentence"), max_length=SENTENCE_LIMIT)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FitVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("fit verdict")
        verbose_name_plural = _("fit verdicts")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="verdict_list"),
            deleted_index("verdict"),
        ]
        constraints = [
            one_of("energy", Energy, "verdict_energy_known"),
            models.CheckConstraint(condition=~Q(sentence=""), name="verdict_has_a_sentence"),
            models.CheckConstraint(condition=Q(date__gte=EARLIEST), name="verdict_not_before_1950"),
            at_most("sentence", SENTENCE_LIMIT, "verdict_sentence_short"),
        ]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        return reverse("edit_verdict", args=[self.pk])

    @property
    def about(self) -> str:
        """What was judged, in words; something that is deleted is not named."""
        for judged in (self.activity, self.project):
            if judged and not judged.deleted_at:
                return str(judged)
        return gettext("work of mine")
