"""The PM-team map: what comes after what, and the task that each step is.

From the article: meet all members of the PM team, let them know that you are interested, ask where
they started, offer to be a back-up PM.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.people.models import Person, PersonKind

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


@dataclass(frozen=True)
class TaskPeople:
    """Who is named on an entry of a task, as far as the task says so.

    A name that is new gets `kind`; with None it stays open. Whoever is on the map has come to
    `stage` by it.
    """

    kind: PersonKind | None
    stage: Stage = Stage.LISTED
    # Asked after the entry of those of whom it is in doubt; with `names`.
    question: str | Promise = ""
    # What a yes means where the task settles nothing by itself.
    asks: "PeopleStep | None" = None


class PeopleStep(models.TextChoices):
    """What logging an entry moves its people on to: a stage of the map, or the reference.

    LISTED moves nobody: somebody was asked, and said no.
    """

    LISTED = "0", Stage.LISTED.label
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


# By slug: what a task says about the people of its entries. A task that is not here says nothing:
# "Map the hops" names peers as well as heads of product.
_IS_PM = _("A product manager at your company: %(names)s?")
TASK_PEOPLE = {
    "meet-every-product-manager": TaskPeople(PersonKind.PM, Stage.MET, _IS_PM),
    "say-you-are-interested": TaskPeople(PersonKind.PM, Stage.TOLD, _IS_PM),
    "ask-how-they-got-in": TaskPeople(PersonKind.PM, Stage.ASKED, _IS_PM),
    # Whoever hears the offer knows that one is interested; whether they said yes is theirs to say.
    "offer-to-be-back-up-pm": TaskPeople(PersonKind.PM, Stage.TOLD, _IS_PM),
    "mentor-a-newer-pm": TaskPeople(PersonKind.PM, Stage.MET, _IS_PM),
    "find-a-mentor": TaskPeople(PersonKind.MENTOR, question=_("Your mentor: %(names)s?")),
    REFERENCE_TASK: TaskPeople(
        None, question=_("Agreed to vouch for you: %(names)s?"), asks=PeopleStep.AGREED
    ),
}
# The same by the stage alone, for those that bring somebody to one.
TASK_STAGES = {slug: about.stage for slug, about in TASK_PEOPLE.items() if about.stage}
