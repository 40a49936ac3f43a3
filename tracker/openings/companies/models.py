"""Companies that may value one's niche."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.people.models import NAME_LIMIT
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.links import LinkField
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.words import every_word

DETAIL_LIMIT = 200
LINK_LIMIT = 500
WHY_LIMIT = 2_000
NOTE_LIMIT = 5_000


class CompanyQuerySet(UndoableQuerySet["Company"]):
    def by_name(self) -> Self:
        return self.live().order_by(Lower("name"), "pk")

    def matching(self, text: str) -> Self:
        return self.filter(every_word(text, *Company.SEARCHED_FIELDS))


class CompanyState(models.TextChoices):
    WATCHING = "watching", pgettext_lazy("state of a company", "watching")
    TALKING = "talking", pgettext_lazy("state of a company", "talking")
    CLOSED = "closed", pgettext_lazy("state of a company", "closed")


class Company(Undoable):
    """An employer that may value the owner's niche.

    Who is known there is not kept here: it is everybody whose company has the same name, whatever
    the case of its letters.
    """

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = (
        *("name", "market", "product", "place", "head_of_product", "adverts", "why", "note"),
    )
    State = CompanyState

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="companies", editable=False
    )
    name = NameField(_("name"), max_length=NAME_LIMIT)
    state = models.CharField(
        _("state"), max_length=8, choices=CompanyState, default=CompanyState.WATCHING
    )
    why = models.TextField(_("why my niche counts there"), max_length=WHY_LIMIT, blank=True)
    market = NameField(_("market"), max_length=DETAIL_LIMIT, blank=True, spelt_alike=True)
    product = NameField(_("product"), max_length=DETAIL_LIMIT, blank=True)
    place = NameField(_("place"), max_length=DETAIL_LIMIT, blank=True)
    head_of_product = NameField(_("head of product"), max_length=DETAIL_LIMIT, blank=True)
    adverts = models.TextField(_("PM adverts seen"), max_length=WHY_LIMIT, blank=True)
    link = LinkField(_("link"), max_length=LINK_LIMIT, blank=True)
    note = models.TextField(_("private note"), max_length=NOTE_LIMIT, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        indexes = [
            models.Index("owner", Lower("name"), "id", condition=LIVE, name="company_list"),
            deleted_index("company"),
        ]
        constraints = [
            models.UniqueConstraint(
                "owner", Lower("name"), condition=LIVE, name="company_once_for_its_owner"
            ),
            one_of("state", CompanyState, "company_state_known"),
            models.CheckConstraint(condition=~Q(name=""), name="company_has_a_name"),
            at_most("name", NAME_LIMIT, "company_name_short"),
            at_most("why", WHY_LIMIT, "company_why_short"),
            at_most("market", DETAIL_LIMIT, "company_market_short"),
            at_most("product", DETAIL_LIMIT, "company_product_short"),
            at_most("place", DETAIL_LIMIT, "company_place_short"),
            at_most("head_of_product", DETAIL_LIMIT, "company_head_short"),
            at_most("adverts", WHY_LIMIT, "company_adverts_short"),
            at_most("link", LINK_LIMIT, "company_link_short"),
            at_most("note", NOTE_LIMIT, "company_note_short"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("company", args=[self.pk])

    @property
    def in_brief(self) -> str:
        """What a list says under its name."""
        return " · ".join(filter(None, [self.product, self.market, self.place]))
