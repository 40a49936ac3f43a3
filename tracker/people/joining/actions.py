"""Two rows become one person, and can be taken apart again for thirty days."""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from django.core.serializers import deserialize, serialize
from django.db import transaction
from django.db.models import Exists, OuterRef

from tracker.people.joining.facts import WRITTEN, Joined, join_facts
from tracker.people.models import Person
from tracker.people.ways import makes_a_circle
from tracker.shared.owned import lock
from tracker.shared.registries.discovery import registered_modules


def preview(kept: Person, other: Person, taken: Mapping[str, bool] | None = None) -> Joined:
    """Return what joining would come to, written onto `kept`; nothing is saved."""
    return join_facts(kept, other, Person.objects.owned_by(kept.owner).live().in_bulk(), taken)


@transaction.atomic
def merge(kept: Person, other: Person, taken: Mapping[str, bool] | None = None) -> Joined:
    """Make two rows of one owner one person: activities, introductions and texts go to `kept`.

    `taken` names groups of facts of which the other's stand (True) or not (False). The other row
    waits to be put back for thirty days, and keeps what `take_apart` needs. Raises
    Person.DoesNotExist where one of them is gone already.
    """
    assert kept.owner_id == other.owner_id
    assert kept.pk != other.pk
    lock(kept.owner)
    own_people = Person.objects.owned_by(kept.owner).live().select_related("owner")
    kept, other = own_people.get(pk=kept.pk), own_people.get(pk=other.pk)
    before = _values(kept)
    joined = preview(kept, other, taken)
    record: dict[str, Any] = {"kept": kept.pk, "name": kept.name, "entry": None}
    record |= {"rows": {}, "links": {}, "twice": []}
    _move_rows(kept, other, record)
    if joined.rest:
        for module in _keepers():
            record["entry"] = module.keep(kept, joined.rest)
    other.joined = record | {"before": before, "after": _values(kept)}
    other.soft_delete("joined")
    kept.save()
    return joined


@transaction.atomic
def take_apart(other: Person) -> Person:
    """Put back a row that was joined to another, with what came from it; return the other one.

    What was written since stays where it is.
    """
    lock(other.owner)
    # As it is now: sent twice, the second one finds it apart.
    other = Person.objects.owned_by(other.owner).select_related("owner").get(pk=other.pk)
    record = other.joined
    if not record:
        return other
    kept = Person.objects.owned_by(other.owner).filter(pk=record["kept"]).first()
    holder = kept
    while holder is not None and holder.joined:
        holder = Person.objects.owned_by(other.owner).filter(pk=holder.joined["kept"]).first()
    other.joined = None
    other.restore("joined")
    if kept and holder:
        _move_back(holder, other, record)
        _put_back_twice(record["twice"])
        _take_back_facts(kept, record)
        people = Person.objects.owned_by(other.owner).live().in_bulk()
        if other.through and makes_a_circle(other, other.through, people):
            other.through = None
            other.save(update_fields=["through"])
        for module in _keepers():
            module.take_back(other.owner, record["entry"])
            module.settle(other.owner, [holder.pk, other.pk])
    return holder or other


def _keepers() -> Iterator[ModuleType]:
    """Yield what the features above do for it: `tracker/<feature>/leftovers.py`."""
    return registered_modules("leftovers")


def _values(person: Person) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in WRITTEN:
        value = getattr(person, name)
        values[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return values


def _take_back_facts(kept: Person, record: dict[str, Any]) -> None:
    """Give `kept` what it said before, where that was not changed since."""
    now, changed = _values(kept), []
    for name, before in record["before"].items():
        if now.get(name) == record["after"][name] != before:
            field = Person._meta.get_field(name)
            setattr(kept, name, field.to_python(before))  # type: ignore[union-attr]
            changed.append(name.removesuffix("_id"))
    if changed:
        kept.save(update_fields=changed)


def _move_rows(kept: Person, other: Person, record: dict[str, Any]) -> None:
    """Give `kept` whatever hangs on `other`, in the features above too, and note what moved."""
    for relation in Person._meta.related_objects:  # activities, projects, people known through …
        name = str(relation.get_accessor_name())
        if relation.many_to_many:
            theirs = set(getattr(other, name).values_list("pk", flat=True))
            own = set(getattr(kept, name).values_list("pk", flat=True))
            getattr(kept, name).add(*theirs)
            getattr(other, name).clear()
            record["links"][name] = {"theirs": sorted(theirs), "both": sorted(theirs & own)}
        elif relation.one_to_many:
            record["rows"][name] = _move_relation(relation, kept, other)
            if relation.related_model is not Person:
                record["twice"] += _take_off_twice(relation, other)


def _move_relation(relation: Any, kept: Person, other: Person) -> list[int]:
    """Point rows of another model at `kept`; where it has a row of the same already, that stays."""
    name = relation.field.name
    rows = relation.related_model._base_manager
    others = rows.filter(**{name: other}).exclude(pk=kept.pk if rows.model is Person else None)
    for constraint in relation.related_model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        if name in fields:
            same = {field: OuterRef(field) for field in fields if field != name}
            others = others.exclude(Exists(rows.filter(**same, **{name: kept})))
    moved = list(others.values_list("pk", flat=True))
    rows.filter(pk__in=moved).update(**{name: kept})
    return moved


def _take_off_twice(relation: Any, other: Person) -> list[str]:
    """Take off what `kept` has too, such as a proof of the same line; return it as text."""
    rows = relation.related_model._base_manager.filter(**{relation.field.name: other})
    if not rows:
        return []
    texts = [serialize("json", rows)]
    rows.delete()
    return texts


def _put_back_twice(texts: list[str]) -> None:
    """Save again what was taken off, where what it belongs to is still there."""
    for text in texts:
        for row in deserialize("json", text):
            if _has_its_parents(row.object):
                row.save()


def _has_its_parents(row: Any) -> bool:
    for column in row._meta.concrete_fields:
        key = getattr(row, column.attname)
        if not column.is_relation or key is None:
            continue
        if not column.related_model._base_manager.filter(pk=key).exists():
            return False
    return True


def _move_back(holder: Person, other: Person, record: dict[str, Any]) -> None:
    for relation in Person._meta.related_objects:
        name = str(relation.get_accessor_name())
        if relation.many_to_many and name in record["links"]:
            links = record["links"][name]
            theirs, both = getattr(holder, name).filter(pk__in=links["theirs"]), set(links["both"])
            there = list(theirs.values_list("pk", flat=True))
            getattr(other, name).add(*there)
            getattr(holder, name).remove(*(pk for pk in there if pk not in both))
        elif relation.one_to_many:
            rows = relation.related_model._base_manager.filter(pk__in=record["rows"].get(name, []))
            field = relation.field.name
            rows.filter(**{field: holder}).exclude(**_itself(rows, other)).update(**{field: other})


def _itself(rows: Any, other: Person) -> dict[str, int]:
    return {"pk": other.pk} if rows.model is Person else {"pk": 0}
