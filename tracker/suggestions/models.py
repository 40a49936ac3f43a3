"""What aspiring PMs suggest for the task list, and how curators answered."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.models import TITLE_LIMIT, Task
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.links import LinkField
from tracker.shared.owned import Owned, OwnedQuerySet

TEXT_LIMIT = 5000
LINK_LIMIT = 500
REASON_LIMIT = 500


class SuggestionQuerySet(OwnedQuerySet["Suggestion"]):
    def waiting(self) -> Self:
        """Return what is not answered yet, oldest first. Curators read everybody's."""
        return self.filter(state=SuggestionState.WAITING).order_by("created_at", "pk")

    def answered(self) -> Self:
        """Return what is answered, the latest answer first."""
        return self.exclude(state=SuggestionState.WAITING).order_by("-decided_at", "-pk")

    def since(self, moment: datetime) -> Self:
        return self.filter(created_at__gte=moment)

    def unseen(self) -> Self:
        """Return those whose owner has not looked at the answer yet."""
        return self.exclude(state=SuggestionState.WAITING).filter(seen_at=None)

    def for_owner(self) -> Self:
        return self.select_related("task").order_by("-created_at", "-pk")

    def for_queue(self) -> Self:
        return self.select_related("owner", "task", "decided_by")


class SuggestionState(models.TextChoices):
    WAITING = "waiting", _("waiting for a curator")
    ACCEPTED = "accepted", _("accepted")
    MERGED = "merged", _("merged into a task")
    DECLINED = "declined", _("declined")


class Suggestion(Owned):
    """A task that somebody proposes. Curators read it, and the form says so."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="suggestions", editable=False
    )
    title = NameField(_("title"), max_length=TITLE_LIMIT)
    how_to = models.TextField(_("how to"), help_text=_("One step on each line."))
    why = models.TextField(_("why a hiring manager cares"))
    link = LinkField(_("link"), max_length=LINK_LIMIT, blank=True)
    credit = models.BooleanField(_("name me on the task"), default=False)
    created_at = models.DateTimeField(_("suggested"), default=timezone.now, editable=False)

    state = models.CharField(
        _("state"),
        max_length=8,
        choices=SuggestionState,
        default=SuggestionState.WAITING,
        editable=False,
    )
    reason = models.CharField(_("reason"), max_length=REASON_LIMIT, blank=True)
    task = models.ForeignKey(
        Task, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("task")
    )
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(_("answered"), null=True, editable=False)
    seen_at = models.DateTimeField(_("answer seen"), null=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="suggestion_owner"),
            models.Index(fields=["state", "created_at"], name="suggestion_queue"),
        ]
        constraints = [
            one_of("state", SuggestionState, "suggestion_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at=None)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="suggestion_answered_when",
            ),
            at_most("title", TITLE_LIMIT, "suggestion_title_short"),
            at_most("how_to", TEXT_LIMIT, "suggestion_how_to_short"),
            at_most("why", TEXT_LIMIT, "suggestion_why_short"),
            at_most("link", LINK_LIMIT, "suggestion_link_short"),
            at_most("reason", REASON_LIMIT, "suggestion_reason_short"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state == SuggestionState.WAITING

    @property
    def is_news(self) -> bool:
        """Answered, and its owner has not seen that yet."""
        return not self.is_waiting and self.seen_at is None

    def says_the_same(self, other: "Suggestion") -> bool:
        parts = ("title", "how_to", "why", "link", "credit")
        return all(getattr(self, part) == getattr(other, part) for part in parts)

    @property
    def public_task(self) -> Task | None:
        """The task that came of it, once everybody can open it."""
        return self.task if self.task and self.task.status != Task.Status.DRAFT else None

    @property
    def steps(self) -> list[str]:
        return [line.strip() for line in self.how_to.splitlines() if line.strip()]
