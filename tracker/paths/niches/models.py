"""The trade that somebody knows: a statement, what proves it, who in the trade tested it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.shared.limits import at_most, one_of
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.weeks import EARLIEST

STATEMENT_LIMIT = 300
TEXT_LIMIT = 2_000


class Niche(Undoable):
    SEARCHED_FIELDS = ("statement", "markets")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="niches", editable=False)
    statement = models.CharField(_("statement"), max_length=STATEMENT_LIMIT)
    markets = models.TextField(
        _("markets that need it"), max_length=TEXT_LIMIT, blank=True, db_default=""
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UndoableQuerySet["Niche"].as_manager()

    class Meta:
        verbose_name = _("niche")
        verbose_name_plural = _("niches")
        indexes = [
            models.Index(fields=["owner", "-id"], condition=LIVE, name="niche_list"),
            deleted_index("niche"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="niche_has_a_statement"),
            at_most("statement", STATEMENT_LIMIT, "niche_statement_short"),
            at_most("markets", TEXT_LIMIT, "niche_markets_short"),
        ]

    def __str__(self) -> str:
        return self.statement

    def get_absolute_url(self) -> str:
        return reverse("niche", args=[self.pk])


class ProofKind(models.TextChoices):
    PROOF = "proof", _("proof: what I did in this trade")
    TEST = "test", _("test: what somebody in the trade said of it")


class NicheProof(Undoable):
    """What shows that the statement holds; a test has somebody who said so."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="niche_proofs", editable=False
    )
    niche = models.ForeignKey(
        Niche, on_delete=models.CASCADE, related_name="proofs", editable=False
    )
    kind = models.CharField(_("kind"), max_length=5, choices=ProofKind, default=ProofKind.PROOF)
    text = models.TextField(_("what it is"), max_length=TEXT_LIMIT)
    date = models.DateField(_("date"))
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="niche_proofs",
        verbose_name=_("who tested it"),
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="niche_proofs",
        verbose_name=_("entry that it rests on"),
    )

    objects = UndoableQuerySet["NicheProof"].as_manager()

    class Meta:
        verbose_name = _("proof of a niche")
        verbose_name_plural = _("proofs of niches")
        indexes = [deleted_index("niche_proof")]
        constraints = [
            one_of("kind", ProofKind, "niche_proof_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="niche_proof_has_a_text"),
            models.CheckConstraint(
                condition=Q(date__gte=EARLIEST),
                name="niche_proof_not_before_1950",
                violation_error_message=_("Choose a day from 1950 on."),
            ),
            at_most("text", TEXT_LIMIT, "niche_proof_text_short"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
