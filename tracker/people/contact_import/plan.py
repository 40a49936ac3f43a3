"""Contacts from a file become people: a look at what would be added, then all of it or nothing."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.people.contact_import.columns import Sheet
from tracker.people.contact_import.contacts import Contact, Contacts, FaultyContact
from tracker.people.models import Person, label_of
from tracker.shared.owned import lock
from tracker.shared.signed_preview import digest_of, seal, unseal
from tracker.shared.text.names import folded
from tracker.shared.text.normal import normalized

MOST_PEOPLE = 10_000  # of one owner
FIELDS = ["name", "role", "company", "former_role", "works_on", "how_met", "note", "links"]
FIELDS += ["time_zone"]
# What a seal is for: contacts to be added, or rows whose columns are to be named.
PLAN, SHEET = "people.import.plan", "people.import.sheet"


class Earlier(NamedTuple):
    """Somebody that a contact may be: one of the owner's people, or one earlier in the file."""

    label: str
    number: int | None  # in the file; None for one of the owner's people


class Duplicate(NamedTuple):
    """A contact and whom it is the same as."""

    contact: Contact
    earlier: Earlier


class PlanError(Exception):
    """Nobody was added, and why not; `plan` is what the import would do now."""

    def __init__(self, sentence: str, plan: "ContactImportPlan") -> None:
        super().__init__(sentence)
        self.plan = plan


@dataclass
class ContactImportPlan:
    """What importing `contacts` as people of `kind` would do."""

    kind: str
    contacts: Contacts
    there: int  # how many people the owner has
    adds: list[Contact] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    near_duplicates: list[Duplicate] = field(default_factory=list)

    @property
    def faults(self) -> list[FaultyContact]:
        return self.contacts.faults

    @property
    def remarked(self) -> list[Contact]:
        """Those of which something was cut or left out."""
        everybody = _by_number([*self.adds, *_contacts_of(self.near_duplicates)])
        return [contact for contact in everybody if contact.remarks]

    @property
    def room(self) -> int:
        return max(MOST_PEOPLE - self.there, 0)

    @property
    def has_room(self) -> bool:
        return len(self.adds) <= self.room

    @property
    def is_ready(self) -> bool:
        return bool(self.adds or self.near_duplicates) and self.has_room

    @property
    def digest(self) -> str:
        """Differs wherever two plans for the same contacts do."""
        adds = [contact.number for contact in self.adds]
        near = []
        for duplicate in self.near_duplicates:
            near.append([duplicate.contact.number, duplicate.earlier.label])
        return digest_of([adds, near])

    def chosen(self, ticked: Iterable[int]) -> list[Contact]:
        """Return whom to add where those who are perhaps the same are ticked by their numbers."""
        numbers = set(ticked)
        chosen = list(self.adds)
        for contact in _contacts_of(self.near_duplicates):
            if contact.number in numbers:
                chosen.append(contact)
        return _by_number(chosen)


@dataclass(frozen=True)
class SealedPlan:
    """What comes back with a confirmed import; `digest` is that of the plan that was shown."""

    kind: str
    digest: str
    contacts: Contacts


@dataclass(frozen=True)
class SealedSheet:
    """Rows of which it is not said yet what their columns are, and the kind of their people."""

    sheet: Sheet
    kind: str


def plan_import(owner: User, contacts: Contacts, kind: str) -> ContactImportPlan:
    """Compare the contacts with the people of `owner`, and with one another."""
    people = list(Person.objects.owned_by(owner).live().values_list("name", "company"))
    same: dict[tuple[str, str], Earlier] = {}
    nearly_same: dict[str, Earlier] = {}
    for name, company in people:
        earlier = Earlier(label_of(name, company), None)
        same.setdefault((folded(name), folded(company)), earlier)
        nearly_same.setdefault(_nearly(name), earlier)

    plan = ContactImportPlan(kind, contacts, len(people))
    for contact in contacts.readable:
        key, near_key = (folded(contact.name), folded(contact.company)), _nearly(contact.name)
        if key in same:
            plan.duplicates.append(Duplicate(contact, same[key]))
            continue
        if near_key in nearly_same:
            plan.near_duplicates.append(Duplicate(contact, nearly_same[near_key]))
        else:
            plan.adds.append(contact)
        same[key] = nearly_same[near_key] = Earlier(contact.label, contact.number)
    return plan


@transaction.atomic
def carry_out(owner: User, sealed: SealedPlan, ticked: Iterable[int]) -> list[Person]:
    """Add whom the plan that was shown adds, and those of the ticked numbers, or nobody.

    Returns nobody where the same form was sent before: all of them are there. Raises PlanError
    where something else would be done than was shown, nobody is chosen, or too many are.
    """
    lock(owner)
    plan = plan_import(owner, sealed.contacts, sealed.kind)
    chosen = plan.chosen(ticked)
    if plan.digest != sealed.digest and not chosen:
        return []
    if plan.digest != sealed.digest:
        sentence = _("Your people have changed since you looked. This is what would be done now.")
        raise PlanError(sentence, plan)
    if not chosen:
        raise PlanError(_("Tick whom you want to add."), plan)
    if len(chosen) > plan.room:
        raise PlanError(_("There is no room for that many. Tick fewer."), plan)
    people = []
    for contact in chosen:
        values = {name: getattr(contact, name) for name in FIELDS}
        people.append(Person(owner=owner, kind=sealed.kind, **values))
    return Person.objects.bulk_create(people, batch_size=500)


def seal_plan(plan: ContactImportPlan, user: User) -> str:
    """Return a plan as text that only this user can hand back. Raises SheetError."""
    contacts = plan.contacts
    value = [plan.kind, plan.digest, contacts.has_cards, contacts.readable, contacts.faults]
    return seal(value, purpose=PLAN, user_id=user.pk)


def unseal_plan(sealed: str, user: User) -> SealedPlan:
    """Return what was sealed. Raises signing.BadSignature."""
    kind, digest, has_cards, rows, fault_rows = unseal(sealed, purpose=PLAN, user_id=user.pk)
    contacts = Contacts(has_cards)
    for values in rows:
        contact = Contact(*values)
        contacts.readable.append(contact._replace(remarks=tuple(contact.remarks)))
    for values in fault_rows:
        contacts.faults.append(FaultyContact(*values))
    return SealedPlan(kind, digest, contacts)


def seal_sheet(sheet: Sheet, kind: str, user: User) -> str:
    """Return rows and the kind of their people as such a text. Raises SheetError."""
    values = [kind, sheet.header, sheet.rows, sheet.is_guessed]
    return seal(values, purpose=SHEET, user_id=user.pk)


def unseal_sheet(sealed: str, user: User) -> SealedSheet:
    """Return what was sealed. Raises signing.BadSignature."""
    kind, header, rows, guessed = unseal(sealed, purpose=SHEET, user_id=user.pk)
    lines = [(line, cells) for line, cells in rows]
    return SealedSheet(Sheet(header, lines, guessed), kind)


def _contacts_of(duplicates: list[Duplicate]) -> list[Contact]:
    return [duplicate.contact for duplicate in duplicates]


def _by_number(contacts: list[Contact]) -> list[Contact]:
    return sorted(contacts, key=lambda contact: contact.number)


def _nearly(name: str) -> str:
    """Return the same text for names that differ in accents, signs, or the order of their words."""
    letters = []
    for char in normalized("NFKD", name.casefold()):
        if not unicodedata.combining(char):
            letters.append(char if char.isalnum() else " ")
    return " ".join(sorted("".join(letters).split())) or folded(name)
