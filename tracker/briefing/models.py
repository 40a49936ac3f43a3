"""What stays of a silent briefing beside its activity and quotes."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most
from tracker.shared.owned import Owned, OwnedQuerySet

DETAIL_LIMIT = 120
LISTEN_LIMIT = 500
MOST_SPOKEN = 999


class Briefing(Owned):
    """A customer conversation sat through in silence, as it was sent once from one device.

    "Sit in on customer briefings … without a word" is the article's rule; `spoke` counts how often
    it was broken, by the listener's own hand.
    """

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="briefings", editable=False
    )
    # Made by the device that captured it: sent twice, it is kept once.
    client_id = models.UUIDField(editable=False)
    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="briefing", editable=False
    )
    customer = NameField(_("customer"), max_length=DETAIL_LIMIT, blank=True, spelt_alike=True)
    listened_for = models.TextField(_("listened for"), max_length=LISTEN_LIMIT, blank=True)
    spoke = models.PositiveSmallIntegerField(
        _("times spoken"), default=0, validators=[MaxValueValidator(MOST_SPOKEN)]
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["Briefing"].as_manager()

    class Meta:
        verbose_name = _("briefing")
        verbose_name_plural = _("briefings")
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="briefing_sent_once"),
            models.CheckConstraint(condition=Q(spoke__lte=MOST_SPOKEN), name="briefing_spoke_few"),
            at_most("customer", DETAIL_LIMIT, "briefing_customer_short"),
            at_most("listened_for", LISTEN_LIMIT, "briefing_listened_for_short"),
        ]

    def __str__(self) -> str:
        return self.customer or str(self.activity)
