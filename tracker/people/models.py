"""The people of one's way: who they are, how far one has come with them, who would vouch."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest, Lower
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User, validate_zone
from tracker.employments.models import Employment
from tracker.shared.database.days import DayAfterWeeks
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.links import REFUSED
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.ages import Age, age_of
from tracker.shared.text.days import in_words
from tracker.shared.text.words import every_word

NAME_LIMIT = 120
DETAIL_LIMIT = 300
NOTE_LIMIT = 5_000
LINKS_LIMIT = 1_000
MOST_LINKS = 5
MOST_WEEKS = 104  # of a rhythm: two years


def validate_links(text: str) -> None:
    """One http or https address on each line, five of them at most."""
    links = text.split()
    if len(links) > MOST_LINKS:
        raise ValidationError(_("At most five links, each on a line of its own."))
    for link in links:
        URLValidator(["http", "https"], message=REFUSED)(link)


def label_of(name: str, company: str) -> str:
    """Return the name as it is typed, with the company where one is known."""
    return f"{name} ({company})" if company else name


def _in_one_line(parts: list[str]) -> str:
    return " · ".join(filter(None, parts))


# What lists show of a person; the rest, with all that was written down, is their own page's.
IN_LISTS = ["name", "kind", "role", "company", "employment", "stage", "vouch"]
IN_LISTS += ["touched_on", "logged_on", "next_touch_on", "next_touch_about"]
IN_LISTS += ["rhythm_weeks", "lose_touch_on", "due_on"]


def last_touch() -> Greatest:
    """Return the day of the last talk or entry with somebody, as the database reckons it."""
    return Greatest(Coalesce("touched_on", "logged_on"), Coalesce("logged_on", "touched_on"))


def _end_of_rhythm() -> DayAfterWeeks:
    """Return the first day beyond the rhythm, counted from the last talk or entry."""
    return DayAfterWeeks(last_touch(), "rhythm_weeks")


# What names the earlier employment that somebody is known from.
OF_EMPLOYMENT = ["employment__company", "employment__last_on", "employment__deleted_at"]


class PersonQuerySet(UndoableQuerySet["Person"]):
    def on_the_map(self, earlier: Employment | None = None) -> Self:
        """Keep the product managers of one's own company, or of an earlier one, furthest first."""
        rows = self.live().filter(kind=PersonKind.PM, employment=earlier)
        return rows.order_by("-stage", Lower("name"), "pk")

    def at_present_company(self) -> Self:
        """Keep those of one's own company, whatever they do there."""
        return self.live().filter(company="", employment=None)

    def met(self) -> Self:
        """Keep the product managers of one's own company who were met."""
        return self.live().filter(kind=PersonKind.PM, stage__gte=Person.Stage.MET)

    def for_list(self) -> Self:
        """Order by whom to talk to next, then by name, with what a list shows."""
        first = models.F("due_on").asc(nulls_last=True)
        rows = self.live().select_related("employment").only(*IN_LISTS, *OF_EMPLOYMENT)
        return rows.order_by(first, Lower("name"), "pk")

    def due(self, today: date) -> Self:
        """Keep those to talk to by today, longest waiting first: as planned, or losing touch."""
        waiting = self.live().filter(due_on__lte=today)
        return waiting.only(*IN_LISTS).order_by("due_on", "pk")

    def within_reach(self) -> Self:
        """Keep those who were met or talked with, and those whom somebody could introduce.

        A name alone is no hop; Way.is_known says the same of one person.
        """
        talked = Q(touched_on__isnull=False) | Q(logged_on__isnull=False)
        introduced = Q(through__isnull=False, through__deleted_at__isnull=True)
        return self.filter(talked | introduced | Q(stage__gte=Person.Stage.MET))

    def losing_touch(self, today: date) -> Self:
        """Keep those whose last talk lies further back than their rhythm, planned or not."""
        return self.live().filter(lose_touch_on__lte=today)

    def matching(self, text: str) -> Self:
        return self.filter(every_word(text, *Person.SEARCHED_FIELDS))

    def matching_name(self, text: str) -> Self:
        return self.filter(every_word(text, "name", "company")).order_by(Lower("name"), "pk")


class PersonKind(models.TextChoices):
    PM = "pm", _("product manager at my company")
    MANAGER = "manager", _("own manager")
    SPONSOR = "sponsor", _("sponsor")
    HIRING = "hiring", _("hiring manager")
    RECRUITER = "recruit", _("recruiter")
    MENTOR = "mentor", _("mentor")
    PEER = "peer", _("peer")
    CUSTOMER = "customer", _("customer contact")


class Vouch(models.TextChoices):
    """Whether somebody would vouch; in the order in which it comes about."""

    UNKNOWN = "unknown", _("unknown")
    NOT_YET = "not-yet", _("not yet")
    WOULD = "would", _("would")
    AGREED = "agreed", _("has agreed")


class Person(Undoable):
    """Somebody met or to be met. Private to its owner."""

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = (
        *("name", "role", "company", "works_on", "former_role", "how_met", "note"),
        *("next_touch_about", "vouch_for", "links"),
    )

    class Stage(models.IntegerChoices):
        """How far one has come with somebody of one’s own PM team, step after step."""

        LISTED = 0, _("listed")
        MET = 1, _("met")
        TOLD = 2, _("told that I am interested")
        ASKED = 3, _("asked where they started")
        BACK_UP = 4, _("would have me as back-up")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="people", editable=False)
    name = NameField(_("name"), max_length=NAME_LIMIT)
    kind = models.CharField(_("kind"), max_length=8, choices=PersonKind, default=PersonKind.PM)
    role = NameField(_("role"), max_length=NAME_LIMIT, blank=True)
    company = NameField(
        _("company"),
        max_length=NAME_LIMIT,
        blank=True,
        spelt_alike=True,
        help_text=_("Leave empty for your own."),
    )
    # Empty for whoever is at one's present company, or at none of one's own: see docs/adr/0023.
    employment = models.ForeignKey(
        Employment,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("known from"),
        help_text=_("Which of your companies is meant where the company is left empty."),
    )
    how_met = models.CharField(_("how we met"), max_length=DETAIL_LIMIT, blank=True)
    former_role = NameField(
        _("role before product"),
        max_length=NAME_LIMIT,
        blank=True,
        spelt_alike=True,
        help_text=_("How they got in: support engineer, analyst, tester …"),
    )
    works_on = models.CharField(_("what they work on"), max_length=DETAIL_LIMIT, blank=True)
    note = models.TextField(_("private note"), max_length=NOTE_LIMIT, blank=True)
    links = models.TextField(
        _("links"),
        max_length=LINKS_LIMIT,
        blank=True,
        validators=[validate_links],
        help_text=_("One on each line, five at most."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, validators=[validate_zone]
    )

    stage = models.PositiveSmallIntegerField(_("state"), choices=Stage, default=Stage.LISTED)
    # Where entries brought them to `stage`: the state they had without those, to fall back to when
    # the entries are deleted. None where nothing but a tap or a form set it.
    own_stage = models.PositiveSmallIntegerField(choices=Stage, null=True, editable=False)
    # The day on which a product manager was met; None also where that is not known.
    met_on = models.DateField(null=True, editable=False)
    touched_on = models.DateField(_("last talked"), null=True, blank=True)
    # The date of the last activity with this person; tracker.journal.participants keeps it.
    logged_on = models.DateField(null=True, editable=False)
    next_touch_on = models.DateField(_("next talk"), null=True, blank=True)
    next_touch_about = models.CharField(_("what about"), max_length=DETAIL_LIMIT, blank=True)
    rhythm_weeks = models.PositiveSmallIntegerField(
        _("talk every … weeks"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKS)],
    )
    # Both are reckoned by the database, whatever moves the last talk: an entry that is deleted,
    # put back or moved to another day, a merge. As attributes they are those that were read.
    lose_touch_on = models.GeneratedField(
        expression=_end_of_rhythm(), output_field=models.DateField(), db_persist=True
    )
    # A talk that is planned stands in for the rhythm.
    due_on = models.GeneratedField(
        expression=Coalesce("next_touch_on", _end_of_rhythm()),
        output_field=models.DateField(),
        db_persist=True,
    )

    vouch = models.CharField(
        _("would they vouch?"), max_length=7, choices=Vouch, default=Vouch.UNKNOWN
    )
    vouch_for = models.CharField(_("for what piece of work"), max_length=DETAIL_LIMIT, blank=True)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    through = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="leads_to",
        verbose_name=_("known through"),
        help_text=_("Who could introduce you. Leave empty if they know you themselves."),
    )

    # Of a row that was joined to another, while that can be undone (people/joining/actions.py).
    joined = models.JSONField(null=True, default=None, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index("owner", Lower("name"), "id", condition=LIVE, name="person_list"),
            models.Index(fields=["owner", "due_on"], condition=LIVE, name="person_due_on"),
            models.Index(
                fields=["owner", "lose_touch_on"], condition=LIVE, name="person_lose_touch"
            ),
            models.Index(
                "owner", "vouch", Lower("name"), "id", condition=LIVE, name="person_vouch"
            ),
            models.Index(fields=["owner", "kind"], condition=LIVE, name="person_kind"),
            models.Index(fields=["owner", "employment"], condition=LIVE, name="person_employment"),
            # Those who were met, by the day: a milestone may count them.
            models.Index(
                fields=["owner", "met_on"],
                condition=LIVE & Q(kind="pm", stage__gte=1),
                name="person_met",
            ),
            deleted_index("person"),
        ]
        constraints = [
            one_of("kind", PersonKind, "person_kind_known"),
            models.CheckConstraint(condition=Q(stage__lte=4), name="person_stage_known"),
            models.CheckConstraint(
                condition=Q(own_stage__isnull=True) | Q(own_stage__lte=4),
                name="person_own_stage_known",
            ),
            one_of("vouch", Vouch, "person_vouch_known"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=~Q(through=models.F("id")), name="person_not_known_through_themselves"
            ),
            models.CheckConstraint(
                condition=Q(rhythm_weeks__isnull=True) | Q(rhythm_weeks__range=(1, MOST_WEEKS)),
                name="person_rhythm_within_two_years",
            ),
            at_most("name", NAME_LIMIT, "person_name_short"),
            at_most("role", NAME_LIMIT, "person_role_short"),
            at_most("company", NAME_LIMIT, "person_company_short"),
            at_most("how_met", DETAIL_LIMIT, "person_how_met_short"),
            at_most("former_role", NAME_LIMIT, "person_former_role_short"),
            at_most("works_on", DETAIL_LIMIT, "person_works_on_short"),
            at_most("note", NOTE_LIMIT, "person_note_short"),
            at_most("links", LINKS_LIMIT, "person_links_short"),
            at_most("next_touch_about", DETAIL_LIMIT, "person_next_touch_short"),
            at_most("vouch_for", DETAIL_LIMIT, "person_vouch_for_short"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.pk])

    @property
    def label(self) -> str:
        """The name as it is typed to choose this person where two have the same one."""
        return label_of(self.name, self.company)

    @property
    def whereabouts(self) -> str:
        """What they do where, in one line under their name."""
        return _in_one_line([self.role, self.workplace, self.time_zone])

    @property
    def workplace(self) -> str:
        """Their company, or that of one's own from which they are known."""
        return self.company or (str(self.employment) if self.employment else "")

    @property
    def kind_in_words(self) -> str:
        """What they are: a PM of an earlier company is none at one's own."""
        if self.employment_id and self.kind == PersonKind.PM:
            return gettext("product manager at an earlier company")
        return self.get_kind_display()

    @property
    def reference(self) -> str:
        """Whether they would vouch, and for what."""
        return _in_one_line([self.get_vouch_display(), self.vouch_for])

    @property
    def in_brief(self) -> str:
        """What a list says under their name."""
        parts = [self.kind_in_words]
        if self.is_on_the_map:
            parts.append(self.get_stage_display())
        parts += [self.role, self.workplace]
        if self.last_touch:
            parts.append(gettext("talked %(day)s") % {"day": in_words(self.last_touch, "j M Y")})
        parts.append(self.next_touch_about)
        return _in_one_line(parts)

    @property
    def last_touch(self) -> date | None:
        return max(filter(None, [self.touched_on, self.logged_on]), default=None)

    @property
    def reference_age(self) -> Age | None:
        """How old the asking is; None where no day is noted. Needs `owner`."""
        return age_of(self.asked_on, self.owner.today) if self.asked_on else None

    @property
    def asked_too_soon(self) -> bool:
        """The article: a reference speaks about work, so the work comes first."""
        return not self.logged_on and not self.vouch_for

    @property
    def link_list(self) -> list[str]:
        return self.links.split()

    @property
    def is_on_the_map(self) -> bool:
        """Whether they are of the present PM team: an earlier map is read and no more moved."""
        return self.kind == PersonKind.PM and self.employment_id is None
