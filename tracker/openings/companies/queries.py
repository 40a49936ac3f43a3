"""Who is known at companies, and by which way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.accounts.models import User
from tracker.openings.companies.models import Company
from tracker.people.models import Person
from tracker.people.names import path_to


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at a company: `path` leads to them from somebody who knows the owner."""

    person: Person
    path: list[Person]

    @property
    def hops(self) -> int:
        """How many people stand between: 0 where they know the owner themselves."""
        return len(self.path) - 1

    @property
    def last_touch(self) -> date | None:
        return self.person.last_touch


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company of the list with who is known there, the warmest first."""

    company: Company
    contacts: list[Contact]

    @property
    def warmest(self) -> Contact | None:
        return self.contacts[0] if self.contacts else None


def contacts_at(owner: User, companies: Iterable[Company]) -> dict[int, list[Contact]]:
    """Return who is known at each company, by its key: two queries for any number of them.

    Warm first: by how many stand between, then by who was talked with last.
    """
    by_name: dict[str, list[Contact]] = {}
    names = {company.name.casefold() for company in companies}
    shown = ("name", "role", "company", "kind", "through_id", "touched_on", "logged_on")
    own_people = Person.objects.owned_by(owner).live().only(*shown).in_bulk()
    for person in own_people.values():
        if (name := person.company.casefold()) in names:
            by_name.setdefault(name, []).append(Contact(person, path_to(person, own_people)))
    for contacts in by_name.values():
        contacts.sort(key=_warmth)
    by_key = {}
    for company in companies:
        by_key[company.pk] = by_name.get(company.name.casefold(), [])
    return by_key


def _warmth(contact: Contact) -> tuple[int, int, str]:
    day = contact.last_touch
    return contact.hops, -day.toordinal() if day else 0, contact.person.name.casefold()


def rows_of(owner: User, companies: list[Company]) -> list[CompanyRow]:
    contacts = contacts_at(owner, companies)
    rows = []
    for company in companies:
        rows.append(CompanyRow(company, contacts[company.pk]))
    return rows


def who_may_know(owner: User, company: Company, most: int = 5) -> list[Person]:
    """Return whom to ask for a way into a company at which nobody is known.

    People in the same market come first: those who work at another listed company of it; then
    mentors and hiring managers, whoever was talked with last.
    """
    neighbours: set[str] = set()
    if company.market:
        same_market = Company.objects.owned_by(owner).live().filter(market__iexact=company.market)
        for name in same_market.exclude(pk=company.pk).values_list("name", flat=True):
            neighbours.add(name.casefold())
    asked = []
    for person in Person.objects.owned_by(owner).live().for_list():
        is_near = person.company.casefold() in neighbours
        if is_near or person.kind in ("mentor", "hiring", "pm"):
            asked.append((not is_near, person.kind == "pm", _age(person), person.pk, person))
    asked.sort(key=lambda row: row[:4])
    return [row[4] for row in asked[:most]]


def _age(person: Person) -> int:
    """Order by the last talk, the latest first."""
    return -person.last_touch.toordinal() if person.last_touch else 0
