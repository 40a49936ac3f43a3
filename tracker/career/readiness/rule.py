"""The rule by which a lens is empty, thin, fair or strong. It is published on the page itself."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FAIR_ITEMS, FAIR_FRESH = 3, 1
STRONG_ITEMS, STRONG_KINDS, STRONG_FRESH = 5, 2, 2


class State(models.IntegerChoices):
    """From the weakest on."""

    EMPTY = 0, gettext_lazy("empty")
    THIN = 1, gettext_lazy("thin")
    FAIR = 2, gettext_lazy("fair")
    STRONG = 3, gettext_lazy("strong")


def state_of(items: int, kinds: int, fresh: int) -> State:
    """Return the state of a lens with so many items, of so many kinds, so many of them fresh."""
    if items == 0:
        return State.EMPTY
    if items >= STRONG_ITEMS and kinds >= STRONG_KINDS and fresh >= STRONG_FRESH:
        return State.STRONG
    if items >= FAIR_ITEMS and fresh >= FAIR_FRESH:
        return State.FAIR
    return State.THIN


def states_in_words() -> list[tuple[State, str]]:
    """Return each state with what it takes, as the page says it."""
    fair = _("%(items)d items or more, at least %(fresh)d of them fresh")
    strong = _("%(items)d items or more of at least %(kinds)d kinds, at least %(fresh)d fresh")
    return [
        (State.EMPTY, _("nothing")),
        (State.THIN, _("less than fair, or nothing fresh")),
        (State.FAIR, fair % {"items": FAIR_ITEMS, "fresh": FAIR_FRESH}),
        (
            State.STRONG,
            strong % {"items": STRONG_ITEMS, "kinds": STRONG_KINDS, "fresh": STRONG_FRESH},
        ),
    ]
