"""Finding and joining what stands twice because it was typed in two ways before names were folded.

Joined is only what was written in two ways: two people with the very same name may be two. Rows
that are joined can be taken apart again for thirty days.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models.functions import Concat

from tracker.openings.companies.actions import TooLongError
from tracker.openings.companies.actions import join as join_companies
from tracker.openings.companies.models import Company
from tracker.people.joining.actions import merge
from tracker.people.models import Person
from tracker.shared.database.names import NameField
from tracker.shared.owned import Owned
from tracker.shared.text.names import plain, tidy


@dataclass
class Found:
    """How many rows were joined, or would be, and how many names are written another way."""

    people: int = 0
    companies: int = 0
    rewritten: Counter[str] = field(default_factory=Counter)
    too_long: int = 0


def join_spellings(*, write: bool) -> Found:
    """Join people and companies that are written in two ways, then write every name one way."""
    found = Found()
    for first, other in _twice(Person, ("name", "company")):
        found.people += 1
        if write:
            merge(Person.objects.get(pk=first), Person.objects.get(pk=other))
    for first, other in _twice(Company, ("name",)):
        try:
            if write:
                join_companies(Company.objects.get(pk=first), Company.objects.get(pk=other))
            found.companies += 1
        except TooLongError:
            found.too_long += 1
    for model in apps.get_app_config("tracker").get_models():
        if issubclass(model, Owned):
            for name_field in model._meta.fields:
                if isinstance(name_field, NameField):
                    found.rewritten[model._meta.label] += _rewrite(model, name_field, write)
    return found


def _twice(model: Any, fields: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield the key of each row that stays, with one that is the same in other characters."""
    there: dict[tuple[Any, ...], tuple[int, set[tuple[str, ...]]]] = {}
    rows = model.objects.live().order_by("owner_id", "pk").values_list("owner_id", "pk", *fields)
    for owner, key, *names in list(rows):
        written = tuple(names)
        same = owner, *map(plain, names)
        if same not in there:
            there[same] = (key, {written})
            continue
        first, spellings = there[same]
        if written not in spellings:
            spellings.add(written)
            yield first, key


def _rewrite(model: Any, name_field: NameField, write: bool) -> int:
    """Write the names of a column one way; of two apostrophes, as most rows of an owner do."""
    name, number = name_field.name, 0
    rows = model._base_manager.exclude(**{name: ""}).values_list("owner_id", name)
    counted = rows.annotate(number=models.Count("pk")).order_by("owner_id", "-number", name)
    spelt: dict[tuple[int, str], str] = {}
    for owner, written, _times in list(counted):
        kept = tidy(written)
        if name_field.spelt_alike:
            kept = spelt.setdefault((owner, plain(written)), kept)
        if kept == written:
            continue
        # What the field would tidy is compared as it stands.
        own_rows = model._base_manager.filter(owner_id=owner).annotate(
            as_written=Concat(name, models.Value(""), output_field=models.CharField())
        )
        changed = own_rows.filter(as_written=written)
        number += changed.count()
        if write:
            with transaction.atomic():
                changed.update(**{name: kept})
    return number
