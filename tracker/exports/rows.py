"""The rows of a kind as they stand in files: plain values, page by page, however many there are."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tracker.accounts.models import User
from tracker.exports.identity import Ids
from tracker.exports.registry import Column, Form, columns_of, kind_of
from tracker.files.kinds import SERVED, FileKind
from tracker.files.models import EntryFile
from tracker.shared.owned import OwnedQuerySet
from tracker.shared.registries.exported import ExportKind
from tracker.shared.soft_delete import UNDO_FOR, Undoable

PAGE = 500  # rows in memory at once
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file by its path in the archive and its place in the storage."""

    path: str
    place: str


@dataclass(frozen=True, slots=True)
class Export:
    """What is taken along: all that `owner` has at `moment`."""

    owner: User
    moment: datetime.datetime

    def rows(self, kind: ExportKind) -> QuerySet[Any]:
        """Return the rows that go along: not those that wait to be gone for good any moment."""
        own_rows: OwnedQuerySet[Any] = kind.model._default_manager.all()  # type: ignore[assignment]
        return own_rows.owned_by(self.owner).filter(self._standing(kind))

    def _standing(self, kind: ExportKind, path: str = "") -> Q:
        """Return that neither the row nor what it would go with has waited its thirty days."""
        condition = Q()
        if issubclass(kind.model, Undoable):
            name = f"{path}deleted_at"
            since = self.moment - UNDO_FOR
            condition &= Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": since})
        for column in columns_of(kind.model):
            if column.goes_with_target and column.target is not kind.model:
                assert column.target
                condition &= self._standing(kind_of(column.target), f"{path}{column.name}__")
        return condition

    def pages(self, kind: ExportKind) -> Iterator[list[Row]]:
        """Yield lists of rows, the earliest first."""
        columns = columns_of(kind.model)
        plain = [column.attname for column in columns if not column.is_list]
        rows = self.rows(kind).order_by("pk").values("pk", *plain)
        after = 0
        while page := list(rows.filter(pk__gt=after)[:PAGE]):
            after = page[-1]["pk"]
            yield self._named(kind, columns, page)

    def files(self) -> Iterator[StoredFile]:
        """Yield the files of entries, in the order of their rows."""
        kind = kind_of(EntryFile)
        rows = self.rows(kind).order_by("pk").values_list("pk", "kind", "content")
        after = 0
        while page := list(rows.filter(pk__gt=after)[:PAGE]):
            after = page[-1][0]
            ids = Ids(self.owner).of(kind, [key for key, _form, _place in page])
            for key, form, place in page:
                yield StoredFile(_path(ids[key], form), place)

    def _named(self, kind: ExportKind, columns: list[Column], page: list[Row]) -> list[Row]:
        keys = [row["pk"] for row in page]
        own_ids = Ids(self.owner).of(kind, keys)
        for column in columns:
            if column.is_list:
                self._add_lists(column, page, keys)
            elif column.form in {Form.ROW, Form.SHARED}:
                names = self._names(column, {row[column.attname] for row in page} - {None})
                for row in page:
                    row[column.name] = names.get(row[column.attname])
        named: list[Row] = []
        for row in page:
            values: Row = {"id": own_ids[row["pk"]]}
            for column in columns:
                values[column.name] = _plain(column, row, values["id"])
            named.append(values)
        return named

    def _names(self, column: Column, keys: set[int]) -> dict[int, Any]:
        """Return what rows of the column's target are called; one that stays here has no name."""
        assert column.target
        if column.key:
            shared = column.target._default_manager.filter(pk__in=keys)
            return dict(shared.values_list("pk", column.key))
        kind = kind_of(column.target)
        going = self.rows(kind).filter(pk__in=keys).order_by().values_list("pk", flat=True)
        return Ids(self.owner).of(kind, set(going))

    def _add_lists(self, column: Column, page: list[Row], keys: list[int]) -> None:
        through = column.field.remote_field.through
        own, other = column.field.m2m_column_name(), column.field.m2m_reverse_name()
        pairs = list(
            through._default_manager.filter(**{f"{own}__in": keys})
            .order_by(other)
            .values_list(own, other)
        )
        names = self._names(column, {target for _own, target in pairs})
        lists: dict[int, list[Any]] = {}
        for key, target in pairs:
            if target in names:
                lists.setdefault(key, []).append(names[target])
        for row in page:
            named = lists.get(row["pk"], [])
            # Keys of shared rows differ from one server to the next.
            row[column.name] = sorted(named) if column.key else named


def _plain(column: Column, row: Row, own_id: str) -> Any:
    """Return a value as JSON has it, the same on either database."""
    value = row[column.name]
    if column.form == Form.FILE:
        return _path(own_id, row["kind"])
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dict):
        # PostgreSQL keeps the names in an order of its own.
        return json.loads(json.dumps(value, sort_keys=True))
    return value


def _path(own_id: str, form: str) -> str:
    return f"files/{own_id}.{SERVED[FileKind(form)].extension}"
