"""Contacts from a file become people: a look at what would be added, then all of it or nothing."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.people.contact_import.columns import Sheet
from tracker.people.contact_import.contacts import Contact, Contacts, FaultyContact
from tracker.people.models import Person
from tracker.shared.owned import lock
from tracker.shared.sheets.limits import SheetError

MOST_PEOPLE = 10_000  # of one owner
MOST_SEALED = 8 * 1024 * 1024  # a form may send 10 MB
AN_HOUR = 3600
FIELDS = [
    *("name", "role", "company", "former_role", "works_on", "how_met", "note", "links"),
    "time_zone",
]


class Twin(NamedTuple):
    """A contact and whom it is the same as: somebody of mine, or somebody earlier in the file."""

    contact: Contact
    label: str
    earlier: int | None  # the earlier one’s number, None for somebody of mine


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
    same: list[Twin] = field(default_factory=list)
    likes: list[Twin] = field(default_factory=list)

    @property
    def faults(self) -> list[FaultyContact]:
        return self.contacts.faults

    @property
    def remarked(self) -> list[Contact]:
        """Those of which something was cut or left out."""
        found = [*self.adds, *(twin.contact for twin in self.likes)]
        return sorted((contact for contact in found if contact.remarks), key=lambda one: one.number)

    @property
    def room(self) -> int:
        return max(MOST_PEOPLE - self.there, 0)

    @property
    def has_room(self) -> bool:
        return len(self.adds) <= self.room

    @property
    def is_ready(self) -> bool:
        return bool(self.adds or self.likes) and self.has_room

    @property
    def digest(self) -> str:
        """Differs wherever two plans for the same contacts do."""
        likes = [(twin.contact.number, twin.label) for twin in self.likes]
        told = json.dumps([[contact.number for contact in self.adds], likes])
        return hashlib.sha256(told.encode()).hexdigest()

    def chosen(self, ticked: Iterable[int]) -> list[Contact]:
        """Whom to add where those who are perhaps the same are ticked by their numbers."""
        numbers = set(ticked)
        again = [twin.contact for twin in self.likes if twin.contact.number in numbers]
        return sorted([*self.adds, *again], key=lambda contact: contact.number)


def plan_import(owner: User, contacts: Contacts, kind: str) -> ContactImportPlan:
    """Compare the contacts with the people of `owner`, and with one another."""
    people = list(Person.objects.owned_by(owner).live().values_list("name", "company"))
    exact: dict[tuple[str, str], tuple[str, int | None]] = {}
    near: dict[str, tuple[str, int | None]] = {}
    for name, company in people:
        label = f"{name} ({company})" if company else name
        exact.setdefault((_folded(name), _folded(company)), (label, None))
        near.setdefault(_nearly(name), (label, None))

    plan = ContactImportPlan(kind, contacts, len(people))
    for contact in contacts.found:
        key = (_folded(contact.name), _folded(contact.company))
        if twin := exact.get(key):
            plan.same.append(Twin(contact, *twin))
            continue
        if twin := near.get(_nearly(contact.name)):
            plan.likes.append(Twin(contact, *twin))
        else:
            plan.adds.append(contact)
        exact[key] = near[_nearly(contact.name)] = (contact.label, contact.number)
    return plan


@transaction.atomic
def carry_out(
    owner: User, contacts: Contacts, kind: str, digest: str, ticked: Iterable[int]
) -> list[Person]:
    """Add whom the plan with this digest adds, and those of the ticked numbers, or nobody.

    Returns nobody where the same form was sent before: all of them are there. Raises PlanError
    where something else would be done than was shown, nobody is chosen, or too many are.
    """
    lock(owner)
    plan = plan_import(owner, contacts, kind)
    chosen = plan.chosen(ticked)
    if plan.digest != digest and not chosen:
        return []
    if plan.digest != digest:
        sentence = _("Your people have changed since you looked. This is what would be done now.")
        raise PlanError(sentence, plan)
    if not chosen:
        raise PlanError(_("Tick whom you want to add."), plan)
    if len(chosen) > plan.room:
        raise PlanError(_("There is no room for that many. Tick fewer."), plan)
    people = [Person(owner=owner, kind=kind, **_values(contact)) for contact in chosen]
    return Person.objects.bulk_create(people, batch_size=500)


def sealed(plan: ContactImportPlan, user: User) -> str:
    """A plan as text that only this user can hand back, within the hour. Raises SheetError."""
    contacts = plan.contacts
    value = [plan.kind, plan.digest, contacts.has_cards, contacts.found, contacts.faults]
    return _sealed("plan", user, value)


def unsealed(user: User, seal: str) -> tuple[str, str, Contacts]:
    """(kind, digest, contacts). Raises signing.BadSignature."""
    kind, digest, has_cards, found, faults = _unsealed("plan", user, seal)
    contacts = Contacts(
        has_cards,
        [Contact(*[*values[:-1], tuple(values[-1])]) for values in found],
        [FaultyContact(*values) for values in faults],
    )
    return kind, digest, contacts


def sealed_sheet(sheet: Sheet, kind: str, user: User) -> str:
    """The same for rows of which it is not said yet what their columns are. Raises SheetError."""
    rows = [[line, *cells] for line, cells in sheet.rows]
    return _sealed("sheet", user, [kind, sheet.header, rows])


def unsealed_sheet(user: User, seal: str) -> tuple[Sheet, str]:
    """(sheet, kind). Raises signing.BadSignature."""
    kind, header, rows = _unsealed("sheet", user, seal)
    return Sheet(header, [(row[0], row[1:]) for row in rows]), kind


def _sealed(name: str, user: User, value: Any) -> str:
    seal = signing.dumps(value, salt=_salt(name, user), compress=True)
    if len(seal) > MOST_SEALED:
        raise SheetError(_("The texts are too much for one import. Import them in parts."))
    return seal


def _unsealed(name: str, user: User, seal: str) -> Any:
    return signing.loads(seal, salt=_salt(name, user), max_age=AN_HOUR)


def _salt(name: str, user: User) -> str:
    return f"tracker.people.import.{name}.{user.pk}"


def _values(contact: Contact) -> dict[str, str]:
    return {name: getattr(contact, name) for name in FIELDS}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _nearly(name: str) -> str:
    """The same for names that differ in accents, signs, or the order of their words."""
    plain = "".join(
        char if char.isalnum() else " "
        for char in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(char)
    )
    return " ".join(sorted(plain.split())) or _folded(name)
