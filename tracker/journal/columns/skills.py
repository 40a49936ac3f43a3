"""Which skills an entry practises: those of its task, until its owner says which."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.catalogue.models import Task
from tracker.catalogue.slug_lists import holds
from tracker.shared.limits import at_most
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet

# Room for every skill at once, and for as many more as curators may add.
SKILLS_LIMIT = 1_000
OWN_SKILLS = Q(own_skills__isnull=False)

M_co = TypeVar("M_co", bound="Undoable", covariant=True)


class PractisingQuerySet(UndoableQuerySet[M_co]):
    def practising(self, skill: str) -> Self:
        """Return those that practise the skill with this slug, by their task or by themselves."""
        by_themselves = OWN_SKILLS & holds("own_skills", skill)
        by_task = Q(own_skills__isnull=True, task__in=Task.objects.practising(skill).order_by())
        return self.filter(by_themselves | by_task)


class PractisesSkills(models.Model):
    """The column in which an entry keeps its own list; null follows the task, "" is no skill."""

    own_skills: models.CharField[str | None, str | None] = models.CharField(  # noqa: DJ001
        _("skills"), max_length=SKILLS_LIMIT, null=True, blank=True, default=None
    )

    class Meta:
        abstract = True


def skill_index() -> models.Index:
    """Return the index by which own lists are counted, for each task."""
    return models.Index(
        fields=["owner", "task", "own_skills", "-date"],
        condition=LIVE & OWN_SKILLS,
        name="activity_own_skills",
    )


def skill_constraint() -> models.CheckConstraint:
    return at_most("own_skills", SKILLS_LIMIT, "activity_own_skills_short")
