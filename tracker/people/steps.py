"""The PM-team map: what comes after what, and the task that each step is.

From the article: meet all members of the PM team, let them know that you are interested, ask where
they started, offer to be a back-up PM.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.people.models import Person

Stage = Person.Stage


@dataclass(frozen=True)
class Step:
    """One state of the map: what brings somebody there, as a button says it, and its task."""

    stage: int
    button: str | Promise
    task: str


_IN_ORDER = [
    Step(Stage.MET, _("Met"), "meet-every-product-manager"),
    Step(Stage.TOLD, _("Told them"), "say-you-are-interested"),
    Step(Stage.ASKED, _("Asked them"), "ask-how-they-got-in"),
    Step(Stage.BACK_UP, _("Would have me"), "offer-to-be-back-up-pm"),
]
STEPS = {step.stage: step for step in _IN_ORDER}
REFERENCE_TASK = "earn-a-reference"


class PeopleStep(models.TextChoices):
    """What logging an entry moves its people on to: a stage of the map, or the reference."""

    MET = "1", Stage.MET.label
    TOLD = "2", Stage.TOLD.label
    ASKED = "3", Stage.ASKED.label
    BACK_UP = "4", Stage.BACK_UP.label
    AGREED = "agreed", _("has agreed to vouch")

    @property
    def stage(self) -> Person.Stage | None:
        """The stage of the map; None for the reference, which anybody may give."""
        return None if self == PeopleStep.AGREED else Stage(int(self.value))


def next_step(person: Person) -> Step | None:
    """Return what to do next with somebody on the map; None off the map and at its end."""
    return STEPS.get(person.stage + 1) if person.is_on_the_map else None
