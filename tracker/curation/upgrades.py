"""Release content beside curated: tasks that a new release has in other words than curators."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from tracker.catalogue import release_content
from tracker.catalogue.actions import release_value, tasks_by_slug
from tracker.catalogue.models import Task
from tracker.catalogue.queries import touched_by_curators
from tracker.catalogue.release_content import ReleaseTask


@dataclass(frozen=True)
class Difference:
    """One field of a task: what curators have, and what the release has, as words."""

    name: str
    label: str
    mine: str
    shipped: str


@dataclass(frozen=True)
class Upgrade:
    """A task of the release and the curated one with other words."""

    release_task: ReleaseTask
    task: Task

    @property
    def is_open(self) -> bool:
        """No curator has settled on anything since a release said it like this."""
        return self.task.reviewed_fingerprint != self.release_task.fingerprint

    @cached_property
    def is_untouched(self) -> bool:
        """Curated word for word as an earlier release had it: taking it loses nobody's work."""
        if self.task.reviewed_fingerprint:
            return self.task.reviewed_fingerprint == release_content.fingerprint_of(self.task)
        # From before decisions were kept.
        return not touched_by_curators(self.task)

    @cached_property
    def names(self) -> list[str]:
        """The fields that differ."""
        return self.release_task.differing_fields(self.task)

    @cached_property
    def differences(self) -> list[Difference]:
        differences = []
        for name in self.names:
            mine = in_words(name, getattr(self.task, name))
            shipped = in_words(name, release_value(self.release_task, name))
            differences.append(Difference(name, str(_field(name).verbose_name), mine, shipped))
        return differences

    @property
    def labels(self) -> str:
        """What differs, in one line."""
        return ", ".join(str(_field(name).verbose_name) for name in self.names)


@dataclass(frozen=True)
class Upgrades:
    """Every task of the release that the catalogue does not have in the release's words."""

    open: list[Upgrade]
    kept: list[Upgrade]
    absent: list[ReleaseTask]  # deleted by a curator, or another task has the title

    @property
    def untouched(self) -> list[Upgrade]:
        return [upgrade for upgrade in self.open if upgrade.is_untouched]


def upgrades() -> Upgrades:
    tasks = tasks_by_slug()
    outcome = Upgrades([], [], [])
    for release_task in release_content.catalogue():
        task = tasks.get(release_task.slug)
        if task is None:
            outcome.absent.append(release_task)
        elif release_task.differing_fields(task):
            upgrade = Upgrade(release_task, task)
            (outcome.open if upgrade.is_open else outcome.kept).append(upgrade)
    return outcome


def upgrade_of(slug: str) -> Upgrade | None:
    """Return the difference on one task; None where there is none, or no such task."""
    everything = upgrades()
    for upgrade in [*everything.open, *everything.kept]:
        if upgrade.release_task.slug == slug:
            return upgrade
    return None


def in_words(name: str, value: Any) -> str:
    """Return a field's value as a curator reads it."""
    choices = dict(_field(name).flatchoices)
    if value is None:
        return _("what the effort gives")
    return str(choices.get(value, value))


def _field(name: str) -> Any:
    return Task._meta.get_field(name)
