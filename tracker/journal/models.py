"""What was done and what customers said, with the points that both earned."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.columns.impact import HasImpact, impact_constraints, impact_index
from tracker.journal.columns.shown_to_others import WORDS_LIMIT, ShownToOthers
from tracker.journal.columns.skills import (
    PractisesSkills,
    PractisingQuerySet,
    skill_constraint,
    skill_index,
)
from tracker.people.models import Person
from tracker.projects.models import Project
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.words import every_word, words_of
from tracker.shared.weeks import EARLIEST

TITLE_LIMIT = 120
NOTES_LIMIT = 20_000
LESSON_LIMIT = 2_000
QUOTE_LIMIT = WORDS_LIMIT
DETAIL_LIMIT = 120
MOST_QUOTES = 100
MOST_MINUTES = 1_440


# What lists show of an entry and of a quote: each column more is work for the database, and as
# much again for building the question.
ACTIVITY_IN_LISTS = [
    *("title", "date", "notes", "minutes", "task_points", "task_once", "points"),
    *("task__title", "task__slug", "task__status", "task__area__name"),
]
# What somebody writes of a quote, in the order of its form.
QUOTE_FIELDS = ["text", "speaker", "customer", "setting", "theme", "shareable"]
QUOTE_IN_LISTS = ["activity", *QUOTE_FIELDS, "date", "points"]


def _add_what_a_row_brings(activity: "Activity", row: Any) -> None:
    """Add to an entry the quote and the person of one row, each once."""
    person = Person(pk=row.person_pk, name=row.person_name) if row.person_pk else None
    if person and person not in activity.live_people:
        activity.live_people = [*activity.live_people, person]
    quote = getattr(row, "quote", None)
    if quote and quote not in activity.live_quotes:
        quote.duplicate_activity = row.duplicate_activity
        quote.duplicate_date = row.duplicate_date
        activity.live_quotes.append(quote)


class ActivityQuerySet(PractisingQuerySet["Activity"]):
    def with_quotes(self) -> Self:
        """Read each with its task and, as `live_quotes`, the quotes that stand on it."""
        quotes = (
            Quote.objects.live().with_duplicates().only(*QUOTE_IN_LISTS).order_by("position", "pk")
        )
        return self.select_related("task__area").prefetch_related(
            Prefetch("quotes", queryset=quotes, to_attr="live_quotes")
        )

    def for_journal(self) -> Self:
        """Read whole entries, those who were there as `live_people`."""
        people = Person.objects.live().only("name", "company").order_by("name", "pk")
        return (
            self.live()
            .with_quotes()
            .prefetch_related(Prefetch("people", queryset=people, to_attr="live_people"))
        )

    def for_lists(self) -> Self:
        """Read as `for_journal` does, without what an entry's own page alone shows."""
        return self.for_journal().only(*ACTIVITY_IN_LISTS)

    def for_ledger(self) -> Self:
        """Read what earned points: entries with task and `live_quotes`."""
        return self.live().with_quotes().only(*ACTIVITY_IN_LISTS)

    def for_week(self, first: date, last: date) -> "list[Activity]":
        """Read those of a week as `for_lists` does, latest first, in one query.

        An entry with two quotes and three people comes in six rows, which one question brings.
        """
        standing = Q(quotes__deleted_at__isnull=True)
        known = Q(people__deleted_at__isnull=True)
        rows = (
            self.live()
            .filter(date__range=(first, last))
            .annotate(quote=models.FilteredRelation("quotes", condition=standing))
            .annotate(who=models.FilteredRelation("people", condition=known))
            .annotate(person_pk=models.F("who__pk"), person_name=models.F("who__name"))
            .annotate(**duplicates("quote__"))
            .select_related("task__area", "quote")  # type: ignore[misc]
            .only(*ACTIVITY_IN_LISTS)
            .order_by("-date", "-pk", "quote__position", "quote__pk", "who__name", "who__pk")
        )
        activities: dict[int, Activity] = {}
        for row in rows:
            activity = activities.setdefault(row.pk, row)
            if activity is row:
                activity.live_quotes, activity.live_people = [], []
            _add_what_a_row_brings(activity, row)
        return list(activities.values())

    def matching(self, text: str) -> Self:
        """Filter those of which every word occurs in the entry or in one of its quotes."""
        matching = self
        for word in words_of(text):
            quoted = Quote.objects.live().matching(word).filter(activity_id=models.OuterRef("pk"))
            own = every_word(word, *Activity.SEARCHED_FIELDS, "task__title")
            matching = matching.filter(own | models.Exists(quoted))
        return matching


class Activity(PractisesSkills, HasImpact, Undoable):
    """One thing done on one local date.

    `task_points` and `task_once` are what the task said when this was logged; `points` is what
    the entry earned itself (quotes have their own), set by tracker.journal.points alone.
    """

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("title", "notes", "lesson", "impact_proof")

    # What somebody writes of it, in the order of its form; its people and quotes are rows.
    WRITTEN_FIELDS = (
        *("task", "title", "project", "date", "minutes", "notes", "lesson"),
        *("impact", "impact_proof", "own_skills"),
    )
    # What "the same again" repeats of that: all else belongs to its day.
    REPEATED_FIELDS = ("task", "title", "project", "minutes", "own_skills")

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="activities", editable=False
    )
    # Made by the form that logs it: a request that arrives twice finds its first arrival.
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    task = models.ForeignKey(
        Task,
        on_delete=models.PROTECT,
        related_name="activities",
        null=True,
        blank=True,
        verbose_name=_("task"),
    )
    people = models.ManyToManyField(
        Person, blank=True, related_name="activities", verbose_name=_("people")
    )
    project = models.ForeignKey(
        Project,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("project"),
    )
    title = NameField(_("title"), max_length=TITLE_LIMIT, blank=True)
    date = models.DateField(_("date"))
    notes = models.TextField(_("notes"), max_length=NOTES_LIMIT, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)],
    )
    lesson = models.TextField(_("lesson"), max_length=LESSON_LIMIT, blank=True)
    task_points = models.PositiveSmallIntegerField(default=0, editable=False)
    task_once = models.BooleanField(default=False, editable=False)
    points = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    live_quotes: "list[Quote]"

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="activity_journal"),
            models.Index(
                fields=["owner", "task", "-date", "-id"], condition=LIVE, name="activity_task"
            ),
            models.Index(
                fields=["owner", "project", "-date", "-id"],
                condition=LIVE & Q(project__isnull=False),
                name="activity_project",
            ),
            models.Index(
                fields=["owner", "-date", "-id"],
                condition=LIVE & ~Q(lesson=""),
                name="activity_lesson",
            ),
            skill_index(),
            impact_index(),
            deleted_index("activity"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="activity_sent_once"),
            models.UniqueConstraint(
                fields=["owner", "task"],
                condition=LIVE & Q(task_once=True, points__gt=0),
                name="activity_once_task_paid_once",
            ),
            models.CheckConstraint(
                condition=Q(task__isnull=False) | ~Q(title=""),
                name="activity_has_a_name",
                violation_error_message=_("Pick a task or give the entry a title."),
            ),
            models.CheckConstraint(
                condition=Q(date__gte=EARLIEST), name="activity_date_not_before_1950"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, MOST_MINUTES)),
                name="activity_minutes_within_a_day",
            ),
            at_most("title", TITLE_LIMIT, "activity_title_short"),
            at_most("notes", NOTES_LIMIT, "activity_notes_short"),
            at_most("lesson", LESSON_LIMIT, "activity_lesson_short"),
            skill_constraint(),
            *impact_constraints(),
        ]

    def __str__(self) -> str:
        return self.title or str(self.task)

    def get_absolute_url(self) -> str:
        return reverse("activity", args=[self.pk])

    @cached_property
    def live_people(self) -> Sequence[Person]:
        """Who was there, where `for_journal` has read it; elsewhere nobody is shown."""
        return ()

    @property
    def is_bare(self) -> bool:
        """It says that a task was done on a day, and no more: nothing is lost with it."""
        written = self.title or self.notes or self.lesson or self.minutes or self.project_id
        written = written or self.impact or self.own_skills is not None
        return not (written or self.quotes.live().exists() or self.people.live().exists())

    @property
    def repeats_once_task(self) -> bool:
        """Its task earns points once, and another entry has them."""
        return self.task_once and self.task_points > 0 and self.points == 0

    @property
    def can_be_repeated(self) -> bool:
        """Its task, if it has one, is still on the list."""
        return self.task is None or self.task.status == Task.Status.PUBLISHED

    def copy_for(self, day: datetime.date) -> "Activity":
        """Return an unsaved entry of `day` that repeats this one, with an identity of its own."""
        copy = Activity(date=day)
        for name in self.REPEATED_FIELDS:
            setattr(copy, name, getattr(self, name))
        if copy.project and copy.project.deleted_at:
            copy.project = None
        return copy

    def stands_as(self, other: "Activity", fields: Collection[str] = WRITTEN_FIELDS) -> bool:
        """Return whether it is not deleted, and `other` has the same in these of its fields."""
        names = list(fields)
        return self.deleted_at is None and model_to_dict(self, names) == model_to_dict(other, names)

    @property
    def total_points(self) -> int:
        """Its own points and its quotes'; needs `live_quotes`."""
        return self.points + sum(quote.points for quote in self.live_quotes)


class QuoteQuerySet(UndoableQuerySet["Quote"]):
    def removed(self) -> Self:
        """Filter those taken off an entry that still stands, while that can be undone."""
        alone = self.deleted().filter(removed_alone=True, activity__deleted_at__isnull=True)
        return alone.select_related("activity__task")

    def for_ledger(self) -> Self:
        return self.live().with_duplicates().select_related("activity__task")

    def for_list(self) -> Self:
        """Read the ledger's cards, without what a card's own page alone shows."""
        return self.for_ledger().only(*QUOTE_IN_LISTS, "activity__title", "activity__task__title")

    def with_duplicates(self) -> Self:
        """Give each that earned nothing `duplicate_activity` (a key) and `duplicate_date`.

        They say where the same words stand that earned the points.
        """
        return self.annotate(**duplicates())

    def matching(self, text: str) -> Self:
        return self.filter(every_word(text, *Quote.SEARCHED_FIELDS))


def duplicates(quote: str = "") -> dict[str, models.Case]:
    """Return what `with_duplicates` adds, for quotes that are reached by the lookup `quote`."""
    paid = Quote.objects.live().filter(
        owner=models.OuterRef("owner"),
        fingerprint=models.OuterRef(f"{quote}fingerprint"),
        points__gt=0,
    )
    unpaid = {f"{quote}points": 0}
    return {
        "duplicate_activity": models.Case(models.When(**unpaid, then=paid.values("activity")[:1])),
        "duplicate_date": models.Case(models.When(**unpaid, then=paid.values("date")[:1])),
    }


class Quote(ShownToOthers, Undoable):
    """A customer's exact words. Private unless marked shareable."""

    # What is found by words, in its lists and in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("text", "speaker", "customer", "setting", "theme")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="quotes", editable=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="quotes", editable=False
    )
    text = models.TextField(_("quote"), max_length=QUOTE_LIMIT)
    speaker = NameField(_("who said it"), max_length=DETAIL_LIMIT, blank=True, spelt_alike=True)
    customer = NameField(_("customer"), max_length=DETAIL_LIMIT, blank=True, spelt_alike=True)
    setting = NameField(_("where"), max_length=DETAIL_LIMIT, blank=True)
    theme = NameField(_("theme"), max_length=DETAIL_LIMIT, blank=True, spelt_alike=True)
    shareable = models.BooleanField(_("may be shown to others"), default=False)
    # The activity's date, repeated so that one index serves the ledger.
    date = models.DateField(_("date"), editable=False)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    # Taken off its entry by itself, not deleted with it: undoing one must not undo the other.
    removed_alone = models.BooleanField(default=False, editable=False)
    points = models.PositiveSmallIntegerField(default=0, editable=False)

    # Set by QuoteQuerySet.with_duplicates.
    duplicate_activity: int | None
    duplicate_date: datetime.date | None

    objects = QuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="quote_ledger"),
            models.Index(
                fields=["owner", "fingerprint", "id"], condition=LIVE, name="quote_same_words"
            ),
            models.Index(
                fields=["owner", "theme", "-date", "-id"], condition=LIVE, name="quote_theme"
            ),
            deleted_index("quote"),
            models.Index(
                fields=["owner", "customer", "-date", "-id"], condition=LIVE, name="quote_customer"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "fingerprint"],
                condition=LIVE & Q(points__gt=0),
                name="quote_paid_once",
            ),
            # With the next one: at most a hundred standing quotes on an entry.
            models.UniqueConstraint(
                fields=["activity", "position"], condition=LIVE, name="quote_own_position"
            ),
            models.CheckConstraint(
                condition=Q(position__lt=MOST_QUOTES), name="quote_position_within_hundred"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="quote_has_words"),
            at_most("text", QUOTE_LIMIT, "quote_text_short"),
            at_most("speaker", DETAIL_LIMIT, "quote_speaker_short"),
            at_most("customer", DETAIL_LIMIT, "quote_customer_short"),
            at_most("setting", DETAIL_LIMIT, "quote_setting_short"),
            at_most("theme", DETAIL_LIMIT, "quote_theme_short"),
            at_most("redacted", QUOTE_LIMIT, "quote_redacted_short"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("quote", args=[self.pk])
