"""Rows that point at exactly one thing, of one of several kinds: a column for each kind."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, UniqueConstraint


def exactly_one(kinds: Sequence[str]) -> Q:
    """Return the condition that one of the columns `kinds` is filled and the others are not."""
    condition = Q()
    for name in kinds:
        only = Q(**{f"{name}__isnull": False})
        for other in kinds:
            if other != name:
                only &= Q(**{f"{other}__isnull": True})
        condition |= only
    return condition


def each_once(parent: str, kinds: Sequence[str], prefix: str) -> list[UniqueConstraint]:
    """Return the rules that a thing stands under its `parent` once."""
    rules = []
    for kind in kinds:
        rules.append(UniqueConstraint(fields=[parent, kind], name=f"{prefix}_{kind}_once"))
    return rules


def kind_of(row: Any, kinds: Sequence[str]) -> str:
    """Return the one kind that `row` points at."""
    for kind in kinds:
        if getattr(row, f"{kind}_id") is not None:
            return kind
    raise LookupError
