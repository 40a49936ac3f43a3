"""Shipped beside curated: what a new release says about cards that the database holds otherwise."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from tracker.catalogue import release_content
from tracker.catalogue.actions import present_cards, shipped_value
from tracker.catalogue.models import Task
from tracker.catalogue.queries import touched_by_curators


@dataclass(frozen=True)
class Difference:
    """One field of a card: what curators have, and what is shipped, as words."""

    name: str
    label: str
    mine: str
    shipped: str


@dataclass(frozen=True)
class Upgrade:
    """A shipped card and the curated one with other words."""

    card: release_content.Card
    task: Task

    @property
    def is_open(self) -> bool:
        """No curator has settled on anything since the card was shipped like this."""
        return self.task.reviewed_fingerprint != self.card.fingerprint

    @cached_property
    def is_untouched(self) -> bool:
        """Curated word for word as an earlier release shipped it: taking it loses nobody's work."""
        if self.task.reviewed_fingerprint:
            return self.task.reviewed_fingerprint == release_content.fingerprint_of(self.task)
        # From before decisions were kept.
        return not touched_by_curators(self.task)

    @cached_property
    def differences(self) -> list[Difference]:
        return [
            Difference(
                name,
                str(_field(name).verbose_name),
                in_words(name, getattr(self.task, name)),
                in_words(name, shipped_value(self.card, name)),
            )
            for name in self.card.differing(self.task)
        ]


@dataclass(frozen=True)
class Upgrades:
    """Every shipped card that the catalogue does not have as it is shipped."""

    open: list[Upgrade]
    kept: list[Upgrade]
    absent: list[release_content.Card]  # deleted by a curator, or another card has the title

    @property
    def untouched(self) -> list[Upgrade]:
        return [upgrade for upgrade in self.open if upgrade.is_untouched]


def upgrades() -> Upgrades:
    present = present_cards()
    found = Upgrades([], [], [])
    for card in release_content.catalogue():
        task = present.get(card.slug)
        if task is None:
            found.absent.append(card)
        elif card.differing(task):
            upgrade = Upgrade(card, task)
            (found.open if upgrade.is_open else found.kept).append(upgrade)
    return found


def upgrade_of(slug: str) -> Upgrade | None:
    """The difference on one shipped card; None where there is none, or no such card."""
    found = upgrades()
    return next((u for u in found.open + found.kept if u.card.slug == slug), None)


def in_words(name: str, value: Any) -> str:
    """A field's value as a curator reads it."""
    choices = dict(_field(name).flatchoices)
    if value is None:
        return _("what the effort gives")
    return str(choices.get(value, value))


def _field(name: str) -> Any:
    return Task._meta.get_field(name)
