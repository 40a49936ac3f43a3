"""Who is known at companies, and by which way."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.openings.companies.models import Company
from tracker.people.models import Person, PersonKind
from tracker.people.ways import Way, path_to
from tracker.shared.text.names import folded

# Whom to ask for a way into a company, wherever they work themselves.
MAY_KNOW = {
    PersonKind.MENTOR,
    PersonKind.SPONSOR,
    PersonKind.RECRUITER,
    PersonKind.HIRING,
    PersonKind.PM,
}


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company of the list with who is known there, the warmest first."""

    company: Company
    contacts: list[Way]

    @property
    def warmest(self) -> Way | None:
        return self.contacts[0] if self.contacts else None


def contacts_at(owner: User, companies: Iterable[Company]) -> dict[int, list[Way]]:
    """Return who is known at each company, by its key: two queries for any number of them.

    Warm first: by how many stand between, then by who was talked with last; names alone last.
    """
    by_name: dict[str, list[Way]] = {}
    names = {folded(company.name) for company in companies}
    shown = ["name", "role", "company", "kind", "stage", "through_id", "touched_on", "logged_on"]
    own_people = Person.objects.owned_by(owner).live().only(*shown).in_bulk()
    for person in own_people.values():
        if (name := folded(person.company)) in names:
            by_name.setdefault(name, []).append(Way(path_to(person, own_people)))
    for contacts in by_name.values():
        contacts.sort(key=lambda way: way.warmth)
    by_key = {}
    for company in companies:
        by_key[company.pk] = by_name.get(folded(company.name), [])
    return by_key


def rows_of(owner: User, companies: list[Company]) -> list[CompanyRow]:
    contacts = contacts_at(owner, companies)
    rows = []
    for company in companies:
        rows.append(CompanyRow(company, contacts[company.pk]))
    return rows


def who_may_know(owner: User, company: Company, most: int = 5) -> list[Person]:
    """Return whom to ask for a way into a company at which nobody is known.

    People in the same market come first: those who work at another listed company of it; then
    mentors, sponsors, recruiters and hiring managers, whoever was talked with last.
    """
    neighbours: set[str] = set()
    if company.market:
        same_market = Company.objects.owned_by(owner).live().filter(market__same=company.market)
        for name in same_market.exclude(pk=company.pk).values_list("name", flat=True):
            neighbours.add(folded(name))
    asked = []
    for person in Person.objects.owned_by(owner).live().for_list():
        is_near = folded(person.company) in neighbours
        if is_near or person.kind in MAY_KNOW:
            asked.append(
                (not is_near, person.kind == PersonKind.PM, _age(person), person.pk, person)
            )
    asked.sort(key=lambda row: row[:4])
    return [row[4] for row in asked[:most]]


def _age(person: Person) -> int:
    """Order by the last talk, the latest first."""
    return -person.last_touch.toordinal() if person.last_touch else 0
