"""Renaming, joining and deleting companies; the persons known there move along."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from tracker.openings.companies.models import NOTE_LIMIT, WHY_LIMIT, Company
from tracker.people.models import Person
from tracker.shared.owned import lock
from tracker.shared.text.names import folded

# Facts of one line each: where two companies differ in one, both can not stand in it.
FACTS = ["market", "product", "place", "head_of_product", "link"]
TEXTS = {"why": WHY_LIMIT, "adverts": WHY_LIMIT, "note": NOTE_LIMIT}


class NameTakenError(Exception):
    """Another company of the owner has that name; joining the two is what is meant."""


class TooLongError(Exception):
    """Two texts do not fit into one; `field` names it in words."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Joined:
    """What joining two companies comes to. `kept` holds it unsaved; `differing` went to its note.

    `openings` and `people` are how many move along.
    """

    kept: Company
    openings: int
    people: int
    differing: list[str] = field(default_factory=list)


@transaction.atomic
def rename(company: Company, name: str, *, with_people: bool) -> int:
    """Give it another name, and the persons known there too where asked; return how many moved."""
    owner = company.owner
    lock(owner)
    others = Company.objects.owned_by(owner).live().exclude(pk=company.pk)
    if others.filter(name__same=name).exists():
        raise NameTakenError
    before = Company.objects.owned_by(owner).live().get(pk=company.pk).name
    company.name = name
    company.save(update_fields=["name", "updated_at"])
    if not with_people:
        return 0
    return Person.objects.owned_by(owner).live().filter(company__same=before).update(company=name)


def join_preview(kept: Company, other: Company) -> Joined:
    """Return what joining `other` to `kept` would come to; nothing is saved.

    Raises TooLongError where two texts together are longer than their field.
    """
    differing = []
    for name in FACTS:
        own_fact, other_fact = getattr(kept, name), getattr(other, name)
        if not own_fact:
            setattr(kept, name, other_fact)
        elif other_fact and folded(own_fact) != folded(other_fact):
            label = str(Company._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            differing.append(f"{label}: {other_fact}")
    for name, limit in TEXTS.items():
        parts = [getattr(kept, name), getattr(other, name)]
        if name == "note" and differing:
            parts.append("\n".join([_("Of %(name)s:") % {"name": other.name}, *differing]))
        text = "\n\n".join(filter(None, dict.fromkeys(parts)))
        if len(text) > limit:
            raise TooLongError(str(Company._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
        setattr(kept, name, text)
    people = Person.objects.owned_by(kept.owner).live().filter(company__same=other.name)
    return Joined(kept, other.openings.live().count(), people.count(), differing)


@transaction.atomic
def join(kept: Company, other: Company) -> Joined:
    """Make two companies of one owner one; openings and persons move to `kept`.

    The other one is deleted, with undo for 30 days, which brings back the company alone. Raises
    Company.DoesNotExist where one of them is gone, TooLongError as `join_preview` does.
    """
    owner = kept.owner
    lock(owner)
    own_companies = Company.objects.owned_by(owner).live().select_related("owner")
    kept, other = own_companies.get(pk=kept.pk), own_companies.get(pk=other.pk)
    joined = join_preview(kept, other)
    other.openings.update(company=kept)
    own_people = Person.objects.owned_by(owner).live()
    own_people.filter(company__same=other.name).update(company=kept.name)
    other.soft_delete("updated_at")
    kept.save()
    return joined


def delete_company(company: Company) -> None:
    """Take it out of every page for 30 days with undo; openings and persons keep its name."""
    company.soft_delete("updated_at")


@transaction.atomic
def restore_company(company: Company) -> None:
    """Put it back. Raises NameTakenError where another one has its name by now."""
    owner = company.owner
    lock(owner)
    if Company.objects.owned_by(owner).live().filter(name__same=company.name).exists():
        raise NameTakenError
    company.restore("updated_at")
