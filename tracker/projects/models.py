"""Stints as back-up PM: what was agreed with which PM, what was made, what came of it."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.people.models import Person
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.days import in_words
from tracker.shared.weeks import EARLIEST

NAME_LIMIT = 120
TEXT_LIMIT = 5_000
DOCUMENT_LIMIT = 20_000


class ProjectQuerySet(UndoableQuerySet["Project"]):
    def for_list(self) -> Self:
        """Order by those that go on first, then the latest begun; each with its PM."""
        going_on_first = F("last_on").desc(nulls_first=True)
        return self.live().select_related("pm").order_by(going_on_first, "-first_on", "-pk")

    def with_document_counts(self) -> Self:
        """Count each one's documents, as `documents_begun` and `documents_done`."""
        begun = Q(documents__deleted_at__isnull=True)
        done = begun & Q(documents__done_on__isnull=False)
        return self.annotate(
            documents_begun=models.Count("documents", filter=begun),
            documents_done=models.Count("documents", filter=done),
        )


class Fit(models.TextChoices):
    """What one learned about oneself: whether this work is what one wants."""

    OPEN = "open", _("too early to say")
    GOOD = "good", _("this work fits me")
    PARTLY = "partly", _("parts of it fit me")
    POOR = "poor", _("this work is not for me")


class Project(Undoable):
    """A stint as back-up PM. Activities (and their quotes and people) hang on it."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="projects", editable=False
    )
    name = NameField(_("name"), max_length=NAME_LIMIT)
    product = NameField(_("product"), max_length=NAME_LIMIT, blank=True)
    pm = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("PM"),
    )
    scope = models.TextField(_("agreed scope"), max_length=TEXT_LIMIT, blank=True)
    first_on = models.DateField(pgettext_lazy("a date", "from"))
    last_on = models.DateField(pgettext_lazy("a date", "to"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=TEXT_LIMIT, blank=True)
    fit = models.CharField(_("fit"), max_length=6, choices=Fit, default=Fit.OPEN)
    fit_reason = models.TextField(_("why"), max_length=TEXT_LIMIT, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        indexes = [
            models.Index(fields=["owner", "-first_on", "-id"], condition=LIVE, name="project_list"),
            deleted_index("project"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="project_has_a_name"),
            one_of("fit", Fit, "project_fit_known"),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="project_ends_after_it_begins",
                violation_error_message=_("It ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(first_on__gte=EARLIEST), name="project_not_before_1950"
            ),
            at_most("name", NAME_LIMIT, "project_name_short"),
            at_most("product", NAME_LIMIT, "project_product_short"),
            at_most("scope", TEXT_LIMIT, "project_scope_short"),
            at_most("outcome", TEXT_LIMIT, "project_outcome_short"),
            at_most("fit_reason", TEXT_LIMIT, "project_fit_reason_short"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.pk])

    @property
    def live_pm(self) -> Person | None:
        """The PM, unless that person is deleted."""
        return self.pm if self.pm and not self.pm.deleted_at else None

    @property
    def period(self) -> str:
        """From when to when it goes, in words."""
        first = in_words(self.first_on, "j M Y")
        if not self.last_on:
            return gettext("since %(first)s") % {"first": first}
        last = in_words(self.last_on, "j M Y")
        return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


class DocumentQuerySet(UndoableQuerySet["Document"]):
    def live(self) -> Self:
        return super().live().filter(project__deleted_at__isnull=True)

    def deleted(self) -> Self:
        """Keep those deleted alone, while their project stands."""
        return super().deleted().filter(project__deleted_at__isnull=True)


class DocumentKind(models.TextChoices):
    RESEARCH = "research", _("research summary")
    COMPETITION = "competition", _("competitor comparison")
    INTERVIEW = "interview", _("interview guide")


class Document(Undoable):
    """One piece of a project's work, begun from a template and written in Markdown."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="documents", editable=False
    )
    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="documents", editable=False
    )
    kind = models.CharField(_("kind"), max_length=11, choices=DocumentKind)
    title = NameField(_("title"), max_length=NAME_LIMIT)
    text = models.TextField(_("text"), max_length=DOCUMENT_LIMIT, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        # The table and its constraints keep their first name, so that the release before this
        # one runs on while machines are brought up to date (docs/operating.md).
        db_table = "tracker_paper"
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            one_of("kind", DocumentKind, "paper_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="paper_has_a_title"),
            at_most("title", NAME_LIMIT, "paper_title_short"),
            at_most("text", DOCUMENT_LIMIT, "paper_text_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])
