"""Reading stepping-stone roles, with what they teach that somebody lacks."""

from collections.abc import Collection
from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import LensName, Role, Skill
from tracker.shared.registries.lenses import thin_lenses_of

MOST_SIDE_BY_SIDE = 3


@dataclass(frozen=True, slots=True)
class TaughtLens:
    """A lens that a role strengthens; `is_thin` where that is what the reader lacks."""

    name: str
    is_thin: bool


@dataclass(frozen=True, slots=True)
class RoleCard:
    role: Role
    skills: list[str]
    lenses: list[TaughtLens]
    is_chosen: bool


def role_cards(user: User, chosen: Collection[str] = ()) -> list[RoleCard]:
    """Return every role in the curators' order."""
    thin = thin_lenses_of(user)
    names = dict(Skill.objects.values_list("slug", "name"))
    cards = []
    for role in Role.objects.all():
        card = RoleCard(
            role=role,
            skills=[names[slug] for slug in role.skill_slugs if slug in names],
            lenses=_lenses(role, thin),
            is_chosen=role.slug in chosen,
        )
        cards.append(card)
    return cards


def side_by_side(cards: list[RoleCard]) -> list[RoleCard]:
    """Return the chosen ones, three at most."""
    return [card for card in cards if card.is_chosen][:MOST_SIDE_BY_SIDE]


def _lenses(role: Role, thin: list[str]) -> list[TaughtLens]:
    lenses = []
    for slug in role.lens_slugs:
        lenses.append(TaughtLens(str(LensName(slug).label), slug in thin))
    return lenses
