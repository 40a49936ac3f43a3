"""What anybody but its owner sees of a quote, once it may be shown at all."""

from django.db import models
from django.utils.translation import gettext_lazy as _

WORDS_LIMIT = 2_000


class ShownToOthers(models.Model):
    # What others see instead of the exact words, names taken out; "" shows the words themselves.
    redacted = models.TextField(_("as shown to others"), max_length=WORDS_LIMIT, blank=True)
    shows_speaker = models.BooleanField(_("show who said it"), default=False)
    shows_customer = models.BooleanField(_("show the customer"), default=False)

    # Of the quote itself.
    text: str
    speaker: str
    customer: str

    class Meta:
        abstract = True

    @property
    def words_for_others(self) -> str:
        """What anybody but the owner reads, once the quote may be shown at all."""
        return self.redacted or self.text

    @property
    def speaker_for_others(self) -> str:
        return self.speaker if self.shows_speaker else ""

    @property
    def customer_for_others(self) -> str:
        return self.customer if self.shows_customer else ""
