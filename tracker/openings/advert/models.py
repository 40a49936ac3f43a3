"""The lines of an advert, and what answers each."""

from typing import Any

from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.openings.models import Opening
from tracker.people.models import Person
from tracker.projects.models import Project
from tracker.recommendations.models import Recommendation
from tracker.shared.database.one_of_several import each_once, exactly_one, kind_of
from tracker.shared.limits import at_most
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.text.described import Evidence, described
from tracker.stories.models import Story

LINE_LIMIT = 500
MOST_LINES = 300
MOST_PROOFS = 20
# What may answer a requirement, in the order in which it is offered.
EVIDENCE: dict[str, type[Any]] = {
    "activity": Activity,
    "quote": Quote,
    "recommendation": Recommendation,
    "project": Project,
    "lesson": Lesson,
    "person": Person,
    "story": Story,
}


class AdvertLineQuerySet(OwnedQuerySet["AdvertLine"]):
    def with_proofs(self) -> "AdvertLineQuerySet":
        """Return them in the advert's order, each with its `proofs` and what they point at."""
        reached = [*EVIDENCE, "activity__task"]
        proofs = Proof.objects.select_related(*reached).order_by("pk")
        return self.order_by("position", "pk").prefetch_related(Prefetch("proofs", proofs))


class Mark(models.TextChoices):
    """How far a requirement is answered; nothing where nobody has looked yet."""

    PROOF = "proof", pgettext_lazy("how a requirement is answered", "proof")
    PART = "part", pgettext_lazy("how a requirement is answered", "part")
    NONE = "none", pgettext_lazy("how a requirement is answered", "none")


class AdvertLine(Owned):
    """One line of an advert: a requirement, or set aside."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("line"), max_length=LINE_LIMIT)
    is_requirement = models.BooleanField(default=True)
    is_nice_to_have = models.BooleanField(default=False)
    mark = models.CharField(max_length=5, choices=Mark, blank=True)

    objects = AdvertLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of an advert")
        verbose_name_plural = _("lines of adverts")
        constraints = [
            models.UniqueConstraint(fields=["opening", "position"], name="advert_line_has_a_place"),
            models.CheckConstraint(
                condition=Q(mark="") | Q(mark__in=Mark.values), name="advert_line_mark_known"
            ),
            models.CheckConstraint(
                condition=Q(is_requirement=True) | Q(mark=""), name="advert_line_aside_has_no_mark"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="advert_line_has_a_text"),
            at_most("text", LINE_LIMIT, "advert_line_short"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def live_proofs(self) -> "list[Proof]":
        """Return those whose evidence stands; needs `with_proofs`."""
        live = []
        for proof in self.proofs.all():
            if proof.row.deleted_at is None:
                live.append(proof)
        return live


class Proof(Owned):
    """What answers a requirement: exactly one thing that the owner has written down."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", editable=False)
    line = models.ForeignKey(AdvertLine, on_delete=models.CASCADE, related_name="proofs")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="+")
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, null=True, related_name="+")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, related_name="+")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="proofs")
    story = models.ForeignKey(Story, on_delete=models.CASCADE, null=True, related_name="+")

    objects = OwnedQuerySet["Proof"].as_manager()

    class Meta:
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(list(EVIDENCE)), name="proof_points_at_one_thing"
            ),
            *each_once("line", list(EVIDENCE), "proof"),
        ]

    def __str__(self) -> str:
        return str(self.row)

    @property
    def kind(self) -> str:
        return kind_of(self, list(EVIDENCE))

    @property
    def row(self) -> Any:
        """Return what it points at; needs `with_proofs`."""
        return getattr(self, self.kind)

    @property
    def evidence(self) -> Evidence:
        return described(self.kind, self.row)
