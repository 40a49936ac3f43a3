"""What is known of one person in two rows, and what of it stands once they are one.

Facts that belong together are taken from one row whole. Nothing is saved here.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tracker.people.models import (
    LINKS_LIMIT,
    MOST_LINKS,
    NOTE_LIMIT,
    Person,
    PersonKind,
    Vouch,
)
from tracker.people.ways import path_to
from tracker.shared.text.names import folded

EMPTY = (None, "", Vouch.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that make sense together, under one heading."""

    name: str
    label: Promise
    fields: tuple[str, ...]


GROUPS = [
    Group("name", gettext_lazy("Name"), ("name",)),
    Group("kind", gettext_lazy("Kind"), ("kind",)),
    Group("work", gettext_lazy("Role and company"), ("role", "company", "employment_id")),
    Group("how_met", gettext_lazy("How we met"), ("how_met",)),
    Group("former_role", gettext_lazy("Before product"), ("former_role",)),
    Group("works_on", gettext_lazy("Works on"), ("works_on",)),
    Group("time_zone", gettext_lazy("Time zone"), ("time_zone",)),
    Group("next", gettext_lazy("Next talk"), ("next_touch_on", "next_touch_about")),
    Group("rhythm", gettext_lazy("Stay in touch"), ("rhythm_weeks",)),
    Group(
        "vouching",
        pgettext_lazy("a person who vouches", "Reference"),
        ("vouch", "vouch_for", "asked_on"),
    ),
    Group("through", gettext_lazy("Known through"), ("through_id",)),
]
WRITTEN: list[str] = ["note", "links", "stage", "own_stage", "met_on", "touched_on", "logged_on"]
for one in GROUPS:
    WRITTEN += one.fields


@dataclass(frozen=True, slots=True)
class Choice:
    """Facts of which the two rows say different things; one of them stands."""

    group: Group
    kept: str
    other: str
    takes_other: bool

    @property
    def loses(self) -> str:
        return self.kept if self.takes_other else self.other


@dataclass
class Joined:
    """`person` as it would be, unsaved; `left` is what goes to the note, line by line.

    `rest` is what has no room there: it becomes the notes of an entry.
    """

    person: Person
    choices: list[Choice] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    rest: str = ""


def join_facts(kept: Person, other: Person, people: dict[int, Person], taken: Any = None) -> Joined:
    """Return what the two are as one, written onto `kept`, which is not saved.

    `people` are the owner's by key. `taken` says of groups by name whether the other's stands
    (True); those that it does not name are chosen as `_is_better` says.
    """
    joined = Joined(kept)
    taken = taken or {}
    for group in GROUPS:
        if not _contradict(group, kept, other):
            _fill(group, kept, other)
            continue
        takes_other = taken.get(group.name, _is_better(group, kept, other))
        words = words_of(group, kept), words_of(group, other)
        choice = Choice(group, *words, takes_other=takes_other)
        joined.choices.append(choice)
        joined.left.append(f"{group.label}: {choice.loses}")
        if takes_other:
            for name in group.fields:
                setattr(kept, name, getattr(other, name))
    _keep_to_the_form(joined, other, people)
    _join_stages(kept, other)
    for name in ("touched_on", "logged_on"):
        days = filter(None, [getattr(kept, name), getattr(other, name)])
        setattr(kept, name, max(days, default=None))
    _join_links(joined, other)
    _join_notes(joined, other)
    return joined


def words_of(group: Group, person: Person) -> str:
    """Return what a row says of a group, in one line."""
    words = []
    for name in group.fields:
        value = getattr(person, name)
        if value not in EMPTY:
            words.append(_word(person, name, value))
    return " · ".join(words)


def _word(person: Person, name: str, value: Any) -> str:
    if name == "kind":
        return person.kind_in_words
    if name == "vouch":
        return str(Vouch(value).label)
    if name == "asked_on":
        return _("asked on %(day)s") % {"day": date_format(value, "j M Y")}
    if name == "rhythm_weeks":
        return ngettext("every week", "every %(number)d weeks", value) % {"number": value}
    if name.endswith("_id"):
        value = getattr(person, name.removesuffix("_id"))
    return date_format(value, "j M Y") if isinstance(value, date) else str(value)


def _contradict(group: Group, kept: Person, other: Person) -> bool:
    for name in group.fields:
        one, two = getattr(kept, name), getattr(other, name)
        if name == "through_id" and (one == other.pk or two == kept.pk):
            continue
        if one in EMPTY or two in EMPTY or one == two:
            continue
        if not (isinstance(one, str) and folded(one) == folded(two)):
            return True
    return False


def _fill(group: Group, kept: Person, other: Person) -> None:
    for name in group.fields:
        if getattr(kept, name) in EMPTY:
            setattr(kept, name, getattr(other, name))


def _is_better(group: Group, kept: Person, other: Person) -> bool:
    """Whether the other's facts stand where nobody chose: the sooner talk, the further vouching."""
    if group.name == "next":
        return bool(
            other.next_touch_on
            and (not kept.next_touch_on or other.next_touch_on < kept.next_touch_on)
        )
    if group.name == "vouching":
        order = Vouch.values.index
        return order(other.vouch) > order(kept.vouch)
    return False


def _keep_to_the_form(joined: Joined, other: Person, people: dict[int, Person]) -> None:
    """Take off what the form would refuse: a PM's company, a way that leads back."""
    person = joined.person
    if person.kind == PersonKind.PM and person.company:
        joined.left.append(_("Company: %(name)s") % {"name": person.company})
        person.company = ""
    if person.through_id in (person.pk, other.pk):
        ways = {person.through_id, other.through_id} - {person.pk, other.pk, None}
        person.through_id = min(ways, default=None)  # type: ignore[type-var]
    if person.through_id and _leads_back(person, other, people):
        through = people[person.through_id].label
        joined.left.append(_("Known through: %(name)s") % {"name": through})
        person.through_id = None


def _leads_back(person: Person, other: Person, people: dict[int, Person]) -> bool:
    through = people.get(person.through_id or 0)
    if through is None:
        return False
    keys: Collection[int] = [step.pk for step in path_to(through, people)]
    return person.pk in keys or other.pk in keys


def _join_stages(kept: Person, other: Person) -> None:
    """Take the further stage of the two, and what would be left of it without entries."""
    own = []
    for person in (kept, other):
        own.append(person.stage if person.own_stage is None else person.own_stage)
    kept.stage = max(kept.stage, other.stage)
    kept.own_stage = max(own) if max(own) < kept.stage else None
    kept.met_on = min(filter(None, [kept.met_on, other.met_on]), default=None)


def _join_links(joined: Joined, other: Person) -> None:
    links: list[str] = []
    for link in dict.fromkeys(joined.person.link_list + other.link_list):
        if len(links) < MOST_LINKS and len("\n".join([*links, link])) <= LINKS_LIMIT:
            links.append(link)
        else:
            joined.left.append(link)
    joined.person.links = "\n".join(links)


def _join_notes(joined: Joined, other: Person) -> None:
    """Put what is left below the notes; what has no room there is the rest, and nothing is cut."""
    person = joined.person
    more = [other.note] if other.note != person.note else []
    if joined.left:
        heading = _("When two rows became one, this did not stand:")
        more.append("\n".join([heading, "", *(f"- {line}" for line in joined.left)]))
    together = "\n\n".join(filter(None, [person.note, *more]))
    if len(together) <= NOTE_LIMIT:
        person.note = together
    else:
        joined.rest = "\n\n".join(filter(None, more))
