"""Skills, roles, lenses and paths of a release; a curator's words are never overwritten."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import models

from tracker.catalogue.guidance.models import Lens, PathText, Role, Skill
from tracker.catalogue.release_content import read

# The file of each kind, the key of its rows, and the columns that tell one row from another.
FILES: list[tuple[str, str, type[Any], tuple[str, ...]]] = [
    ("skills.toml", "skill", Skill, ("slug",)),
    ("roles.toml", "role", Role, ("slug",)),
    ("paths.toml", "path", PathText, ("slug",)),
    ("lenses.toml", "lens", Lens, ("slug", "level")),
]
LISTS = {"questions": "\n", "ask_before": "\n", "task_slugs": "\n", "skills": " ", "lenses": " "}
COLUMNS = {"task_slugs": "tasks"}
# What curators set and no release ships; the rest of a row are its words.
NO_WORDS = {"id", "position", "retired", "shipped_fingerprint"}


@dataclass
class GuidanceReport:
    """What a load did, by kind and slug: rows that took new words, and those kept as curated.

    `kept` names for each the fields that are not as in the release.
    """

    reworded: list[str] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)


def load_guidance() -> GuidanceReport:
    """Add what is missing unless a curator deleted it; reword what nobody changed here.

    Place and retirement are the curators' alone.
    """
    report = GuidanceReport()
    for file, key, model, identity in FILES:
        records = {_identity(record, identity): record for record in model.objects.all()}
        deleted = _ever(model, identity)
        for position, row in enumerate(read(file)[key]):
            values = values_of(row)
            name = tuple(values[column] for column in identity)
            if record := records.get(name):
                label = " ".join([key, *map(str, name)])
                _renew(record, values, label, report)
            elif name not in deleted:
                fingerprint = fingerprint_of(values)
                model.objects.create(**values, position=position, shipped_fingerprint=fingerprint)
    return report


def _renew(record: Any, values: dict[str, Any], label: str, report: GuidanceReport) -> None:
    """Give a row the release's words, unless a curator changed it."""
    differing = [name for name, value in values.items() if getattr(record, name) != value]
    if differing and not _is_as_shipped(record):
        report.kept[label] = differing
        return
    if differing:
        for name in differing:
            setattr(record, name, values[name])
        record._change_reason = "shipped"
        record.save(update_fields=differing)
        report.reworded.append(label)
    fingerprint = fingerprint_of(values)
    if record.shipped_fingerprint != fingerprint:
        type(record).objects.filter(pk=record.pk).update(shipped_fingerprint=fingerprint)


def _is_as_shipped(record: Any) -> bool:
    """Return whether a row still has the words that some release brought."""
    fingerprint = fingerprint_of(words_of(record))
    if record.shipped_fingerprint:
        return bool(record.shipped_fingerprint == fingerprint)
    # From before fingerprints were kept: its first version, where no curator wrote it.
    first = record.history.order_by("history_id").first()
    if first is None or first.history_type != "+" or first.history_user_id is not None:
        return False
    return fingerprint_of(words_of(first.instance)) == fingerprint


def words_of(record: models.Model) -> dict[str, Any]:
    """Return what a release says in a row, as `record` has it."""
    words = {}
    for column in record._meta.concrete_fields:
        if column.name not in NO_WORDS:
            words[column.name] = getattr(record, column.name)
    return words


def fingerprint_of(words: dict[str, Any]) -> str:
    """Return a text that differs as soon as words do; a column added later counts once filled."""
    said = {name: value for name, value in words.items() if value}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def values_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a file in the names and texts of its model."""
    values = {}
    for name, value in row.items():
        text = LISTS[name].join(value) if isinstance(value, list) else value
        values[COLUMNS.get(name, name)] = text
    return values


def _identity(record: Any, columns: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(record, column) for column in columns)


def _ever(model: type[Any], identity: Iterable[str]) -> set[tuple[Any, ...]]:
    """Return the identities that there ever were: one that is missing now was deleted."""
    history: models.Manager[Any] = model.history
    return set(history.values_list(*identity))
