"""Openings: one job to go for, inside or outside, and the stage that it has come to."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.models import Level
from tracker.openings.companies.models import Company
from tracker.people.models import Person
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.links import LinkField
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.words import every_word

TITLE_LIMIT = 120
DETAIL_LIMIT = 200
LINK_LIMIT = 500
TEXT_LIMIT = 2_000
NOTE_LIMIT = 5_000
ADVERT_LIMIT = 30_000


class OpeningQuerySet(UndoableQuerySet["Opening"]):
    def open(self) -> Self:
        return self.live().exclude(stage=OpeningStage.CLOSED)

    def closed(self) -> Self:
        return self.live().filter(stage=OpeningStage.CLOSED)

    def due(self, today: date) -> Self:
        """Keep open ones whose next step was wanted today or before, longest waiting first."""
        waiting = self.open().filter(next_step_on__lte=today)
        return waiting.for_list().order_by("next_step_on", "pk")

    def with_a_day(self, since: date) -> Self:
        """Keep open ones whose next step has a day, from `since` on."""
        return self.open().filter(next_step_on__gte=since).order_by("next_step_on", "pk")

    def for_list(self) -> Self:
        """Leave the long texts out, and the advert above all."""
        return self.select_related("company").defer("advert", "note", "learned", "both_note")

    def matching(self, text: str) -> Self:
        return self.filter(every_word(text, *Opening.SEARCHED_FIELDS, "company__name"))


class OpeningStage(models.TextChoices):
    WATCHING = "watching", pgettext_lazy("stage of an opening", "watching")
    PREPARING = "preparing", pgettext_lazy("stage of an opening", "preparing")
    APPLIED = "applied", pgettext_lazy("stage of an opening", "applied")
    INTERVIEWING = "interviewing", pgettext_lazy("stage of an opening", "interviewing")
    OFFER = "offer", pgettext_lazy("stage of an opening", "offer")
    CLOSED = "closed", pgettext_lazy("stage of an opening", "closed")


class ClosedReason(models.TextChoices):
    TAKEN = "taken", _("I took the job")
    DECLINED = "declined", _("I declined the offer")
    REFUSED = "refused", _("they chose somebody else")
    SILENCE = "silence", _("they never answered")
    WITHDRAWN = "withdrawn", _("I withdrew")
    GONE = "gone", _("the opening was taken back")


class Opening(Undoable):
    """One job to go for, with its stage, its next step and its advert.

    Without a company it is inside one's own. `stage`, `stage_on`, `closed_reason` and `learned`
    are set by tracker.openings.actions alone. `both_note` says why one goes for a new company and
    a new role at once, which the article advises against.
    """

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("title", "place", "next_step", "note", "learned", "advert")
    Stage = OpeningStage

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="openings", editable=False
    )
    title = NameField(_("title"), max_length=TITLE_LIMIT)
    is_inside = models.BooleanField(_("inside my own company"), default=False)
    company = models.ForeignKey(
        Company,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="openings",
        verbose_name=_("company"),
    )
    level = models.ForeignKey(
        Level,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("level"),
    )
    same_role = models.BooleanField(_("it is the role I hold now"), default=False)
    link = LinkField(_("link"), max_length=LINK_LIMIT, blank=True)
    place = models.CharField(_("place"), max_length=DETAIL_LIMIT, blank=True)
    seen_on = models.DateField(_("seen on"), null=True, blank=True)
    closes_on = models.DateField(_("apply until"), null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=DETAIL_LIMIT, blank=True)
    next_step_on = models.DateField(_("day of the next step"), null=True, blank=True)
    referrer = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="refers_to",
        verbose_name=_("who would refer me"),
    )
    hiring_manager = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="hires_for",
        verbose_name=_("hiring manager"),
    )
    note = models.TextField(_("private note"), max_length=NOTE_LIMIT, blank=True)
    advert = models.TextField(_("advert"), max_length=ADVERT_LIMIT, blank=True, editable=False)
    stage = models.CharField(
        _("stage"),
        max_length=12,
        choices=OpeningStage,
        default=OpeningStage.WATCHING,
        editable=False,
    )
    stage_on = models.DateField(editable=False)
    closed_reason = models.CharField(
        _("how it ended"), max_length=10, choices=ClosedReason, blank=True, editable=False
    )
    learned = models.TextField(_("what it taught me"), max_length=TEXT_LIMIT, blank=True)
    both_note = models.CharField(_("why all the same"), max_length=TEXT_LIMIT, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        indexes = [
            models.Index(
                fields=["owner", "stage", "-stage_on", "-id"], condition=LIVE, name="opening_board"
            ),
            models.Index(
                fields=["owner", "next_step_on"],
                condition=LIVE & Q(next_step_on__isnull=False),
                name="opening_due",
            ),
            models.Index(fields=["company"], condition=LIVE, name="opening_of_company"),
            deleted_index("opening"),
        ]
        constraints = [
            one_of("stage", OpeningStage, "opening_stage_known"),
            models.CheckConstraint(
                condition=Q(stage="closed", closed_reason__in=ClosedReason.values)
                | ~Q(stage="closed") & Q(closed_reason=""),
                name="opening_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_inside=False) | Q(company__isnull=True),
                name="opening_inside_has_no_company",
            ),
            models.CheckConstraint(
                condition=Q(next_step_on__isnull=True) | ~Q(next_step=""),
                name="opening_day_has_its_step",
                violation_error_message=_("Say what is to be done on that day."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="opening_has_a_title"),
            at_most("title", TITLE_LIMIT, "opening_title_short"),
            at_most("place", DETAIL_LIMIT, "opening_place_short"),
            at_most("link", LINK_LIMIT, "opening_link_short"),
            at_most("next_step", DETAIL_LIMIT, "opening_next_step_short"),
            at_most("note", NOTE_LIMIT, "opening_note_short"),
            at_most("advert", ADVERT_LIMIT, "opening_advert_short"),
            at_most("learned", TEXT_LIMIT, "opening_learned_short"),
            at_most("both_note", TEXT_LIMIT, "opening_both_note_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("opening", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        return self.stage == OpeningStage.CLOSED

    @property
    def where(self) -> str:
        """Where it is, in a few words; needs `company`."""
        if self.is_inside:
            return str(_("inside my company"))
        return str(self.company) if self.company else ""

    @property
    def changes_both(self) -> bool:
        """Say whether it is a new company and a new role at once, which the article warns of."""
        return not self.is_inside and not self.same_role
