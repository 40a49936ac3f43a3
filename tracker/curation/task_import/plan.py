"""Import and export of tasks and of the reading list, keyed by slug."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.accounts.models import User
from tracker.catalogue.models import Resource, Task
from tracker.curation.task_import.rows import Book, ResourceRow, RowForm, TaskRow, texts_of
from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import SheetError

AN_HOUR = 3600
AT_A_GLANCE = 20


@dataclass(frozen=True)
class ImportKind:
    """What can be imported and exported: `name` is its word in addresses."""

    name: str
    model: type[Model]
    row: type[RowForm]
    import_title: Promise
    # (number) → what the button says, and what is said afterwards
    button: Callable[[int], str]
    done: Callable[[int], str]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.row.COLUMNS

    def cards(self) -> "QuerySet[Any]":
        """All of them with what their cells need, in a lasting order."""
        if self.model is Task:
            return Task.objects.select_related("level", "area", "successor").order_by("pk")
        return Resource.objects.select_related("level").prefetch_related("tasks").order_by("pk")


KINDS = {
    kind.name: kind
    for kind in (
        ImportKind(
            "tasks",
            Task,
            TaskRow,
            gettext_lazy("Import tasks"),
            lambda n: ngettext("Import %d task", "Import %d tasks", n) % n,
            lambda n: ngettext("%d task is imported.", "%d tasks are imported.", n) % n,
        ),
        ImportKind(
            "resources",
            Resource,
            ResourceRow,
            gettext_lazy("Import the reading list"),
            lambda n: ngettext("Import %d resource", "Import %d resources", n) % n,
            lambda n: ngettext("%d resource is imported.", "%d resources are imported.", n) % n,
        ),
    )
}


class Entry(NamedTuple):
    """A row that would be written; `changes` is (column, old, new), none for a new card."""

    line: int
    place: str
    form: RowForm
    changes: list[tuple[str, str, str]]


class FaultyRow(NamedTuple):
    """A row that cannot be written: (column or "", sentence) for every reason."""

    line: int
    slug: str
    reasons: list[tuple[str, str]]


class OutdatedPlanError(Exception):
    """The import would do something else than what was shown; `plan` is what it would do now."""

    def __init__(self, plan: "TaskImportPlan") -> None:
        super().__init__(plan.digest)
        self.plan = plan


@dataclass
class TaskImportPlan:
    """What an import of `table` would do."""

    kind: ImportKind
    table: tables.Table
    adds: list[Entry] = field(default_factory=list)
    changes: list[Entry] = field(default_factory=list)
    same: list[tuple[int, str]] = field(default_factory=list)
    faults: list[FaultyRow] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.adds) + len(self.changes)

    @property
    def is_short(self) -> bool:
        """Few enough rows to be read at a glance."""
        return self.count <= AT_A_GLANCE

    @property
    def is_ready(self) -> bool:
        return bool(self.count) and not self.faults

    @cached_property
    def digest(self) -> str:
        """Differs wherever two plans for the same table do."""
        added = [entry.line for entry in self.adds]
        changed = [(entry.line, entry.changes) for entry in self.changes]
        told = json.dumps([added, changed, self.same, self.faults])
        return hashlib.sha256(told.encode()).hexdigest()

    def write(self) -> None:
        entries = [*self.adds, *self.changes]
        for entry in entries:
            entry.form.write()
        for entry in entries:
            entry.form.finish()


def export(kind: ImportKind, form: str) -> bytes:
    """Every card as a file in one of tables.CONTENT_TYPES. Raises SheetError."""
    cards = (texts_of(card, kind.columns) for card in kind.cards())
    return tables.write(form, kind.columns, [list(texts.values()) for texts in cards])


def plan_import(kind: ImportKind, table: tables.Table, *, lock: bool = False) -> TaskImportPlan:
    """Compare a table with the cards that there are. Raises SheetError.

    `lock` keeps others from changing those until the transaction ends.
    """
    cards = kind.cards()
    if lock:
        cards = cards.select_for_update(of=("self",), no_key=True)
    present = {card.slug: card for card in cards}
    named = [row.cells.get("slug", "").strip() for row in table.rows]
    _check_columns(kind, table, [slug for slug in named if slug not in present])
    if kind.model is Task:
        book = Book(dict(present), coming=frozenset(named))
    else:
        book = Book({task.slug: task for task in Task.objects.only("slug", "title")})

    plan = TaskImportPlan(kind, table)
    seen: dict[tuple[str, str], int] = {}
    for row, slug in zip(table.rows, named, strict=True):
        if row.problem:
            plan.faults.append(FaultyRow(row.line, slug, [("", row.problem)]))
            continue
        form = kind.row(row.cells, book, present.get(slug) or kind.model())
        reasons = [*form.reasons, *_repeated(form, row.line, seen, table)]
        place = table.place(row.line)
        if reasons:
            plan.faults.append(FaultyRow(row.line, slug, reasons))
        elif form.is_new:
            plan.adds.append(Entry(row.line, place, form, []))
        elif changes := form.changes:
            plan.changes.append(Entry(row.line, place, form, changes))
        else:
            plan.same.append((row.line, slug))
    return plan


def carry_out(kind: ImportKind, table: tables.Table, digest: str) -> TaskImportPlan:
    """Write what `plan_import` says, all of it or nothing.

    Raises OutdatedPlanError unless that is still the plan with this digest, and SheetError.
    """
    try:
        with transaction.atomic():
            plan = plan_import(kind, table, lock=True)
            if plan.digest != digest or not plan.is_ready:
                raise OutdatedPlanError(plan)
            plan.write()
    except IntegrityError as error:
        # A card of the same name was added between the look and the write.
        raise OutdatedPlanError(plan_import(kind, table)) from error
    return plan


def sealed(plan: TaskImportPlan, user: User) -> str:
    """A plan's table and digest as text that only this user can hand back, within the hour."""
    columns = plan.table.columns
    rows = [[row.line, *(row.cells.get(name) for name in columns)] for row in plan.table.rows]
    value = [plan.digest, plan.table.has_records, columns, rows]
    return signing.dumps(value, salt=_salt(plan.kind, user), compress=True)


def unsealed(kind: ImportKind, user: User, seal: str) -> tuple[tables.Table, str]:
    """The table and digest in a seal. Raises signing.BadSignature."""
    value = signing.loads(seal, salt=_salt(kind, user), max_age=AN_HOUR)
    digest, has_records, columns, rows = value
    cells = (
        {name: text for name, text in zip(columns, row[1:], strict=True) if text is not None}
        for row in rows
    )
    lines = [tables.SheetRow(row[0], found) for row, found in zip(rows, cells, strict=True)]
    return tables.Table(columns, lines, has_records), digest


def _check_columns(kind: ImportKind, table: tables.Table, new: list[str]) -> None:
    missing = [name for name in kind.row.needed(kind.model) if name not in table.columns]
    if new and missing:
        raise SheetError(
            _("“%(slug)s” is new, and a new row needs more columns: %(columns)s.")
            % {"slug": new[0][:80], "columns": ", ".join(missing)}
        )


def _repeated(
    form: RowForm, line: int, seen: dict[tuple[str, str], int], table: tables.Table
) -> Iterator[tuple[str, str]]:
    """What may stand once in a file and stood in an earlier row; `seen` learns of this one."""
    for column in form.UNIQUE:
        value = form.cleaned_data.get(column)
        if value is None:
            continue
        earlier = seen.setdefault((column, value), line)
        if earlier != line:
            yield (column, _("The same stands in %(place)s.") % {"place": table.place(earlier)})


def _salt(kind: ImportKind, user: User) -> str:
    return f"tracker.curation.import.{kind.name}.{user.pk}"
