"""Import and export of tasks and of the reading list, keyed by slug."""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, field
from functools import cached_property
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.accounts.models import User
from tracker.catalogue.models import Resource, Task
from tracker.curation.task_import.known import KnownRecords
from tracker.curation.task_import.rows import (
    Change,
    ResourceRow,
    RowForm,
    TaskRow,
    texts_of,
)
from tracker.shared import signed_preview
from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import SheetError

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

    def records(self) -> "QuerySet[Any]":
        """Return all of them with what their cells need, in a lasting order."""
        if self.model is Task:
            return Task.objects.select_related("level", "area", "successor").order_by("pk")
        return Resource.objects.select_related("level").prefetch_related("tasks").order_by("pk")


TASKS = ImportKind(
    "tasks",
    Task,
    TaskRow,
    gettext_lazy("Import tasks"),
    lambda n: ngettext("Import %d task", "Import %d tasks", n) % n,
    lambda n: ngettext("%d task is imported.", "%d tasks are imported.", n) % n,
)
RESOURCES = ImportKind(
    "resources",
    Resource,
    ResourceRow,
    gettext_lazy("Import the reading list"),
    lambda n: ngettext("Import %d resource", "Import %d resources", n) % n,
    lambda n: ngettext("%d resource is imported.", "%d resources are imported.", n) % n,
)
KINDS = {TASKS.name: TASKS, RESOURCES.name: RESOURCES}


@dataclass(frozen=True)
class PlannedRow:
    """A row that would be written; there are no changes of a new record."""

    line: int
    place: str
    form: RowForm
    changes: list[Change]


@dataclass(frozen=True)
class FaultyRow:
    """A row that cannot be written: (column or "", sentence) for every reason."""

    line: int
    slug: str
    reasons: list[tuple[str, str]]


@dataclass(frozen=True)
class UnchangedRow:
    """A row that says what is there already."""

    line: int
    slug: str


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
    adds: list[PlannedRow] = field(default_factory=list)
    changes: list[PlannedRow] = field(default_factory=list)
    same: list[UnchangedRow] = field(default_factory=list)
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
        """A text that differs wherever two plans for the same table do."""
        changed: list[Any] = []
        for row in self.changes:
            changed += [row.line, *map(astuple, row.changes)]
        added = [row.line for row in self.adds]
        same, faults = list(map(astuple, self.same)), list(map(astuple, self.faults))
        return signed_preview.digest_of([added, changed, same, faults])

    def write(self) -> None:
        rows = [*self.adds, *self.changes]
        for row in rows:
            row.form.write()
        for row in rows:
            row.form.finish()


def export(kind: ImportKind, form: str) -> bytes:
    """Return every record as a file in one of tables.CONTENT_TYPES. Raises SheetError."""
    rows = [list(texts_of(record, kind.columns).values()) for record in kind.records()]
    return tables.write(form, kind.columns, rows)


def plan_import(kind: ImportKind, table: tables.Table, *, lock: bool = False) -> TaskImportPlan:
    """Compare a table with the records that there are. Raises SheetError.

    `lock` keeps others from changing those until the transaction ends.
    """
    records = kind.records()
    if lock:
        records = records.select_for_update(of=("self",), no_key=True)
    present = {record.slug: record for record in records}
    slugs = [row.cells.get("slug", "").strip() for row in table.rows]
    _check_columns(kind, table, [slug for slug in slugs if slug not in present])
    known = _known_records(kind, present, slugs)
    plan = TaskImportPlan(kind, table)
    repeats = Repeats(table)
    for row, slug in zip(table.rows, slugs, strict=True):
        if row.problem:
            plan.faults.append(FaultyRow(row.line, slug, [("", row.problem)]))
        else:
            form = kind.row(row.cells, known, present.get(slug) or kind.model())
            _plan_row(plan, form, row.line, slug, repeats)
    return plan


def _plan_row(
    plan: TaskImportPlan, form: RowForm, line: int, slug: str, repeats: "Repeats"
) -> None:
    reasons = [*form.reasons, *repeats.of(form, line)]
    place = plan.table.place(line)
    if reasons:
        plan.faults.append(FaultyRow(line, slug, reasons))
    elif form.is_new:
        plan.adds.append(PlannedRow(line, place, form, []))
    elif changes := form.changes:
        plan.changes.append(PlannedRow(line, place, form, changes))
    else:
        plan.same.append(UnchangedRow(line, slug))


def _known_records(kind: ImportKind, present: dict[str, Any], slugs: list[str]) -> KnownRecords:
    if kind.model is Task:
        return KnownRecords(dict(present), coming=frozenset(slugs))
    return KnownRecords({task.slug: task for task in Task.objects.only("slug", "title")})


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
        # A record of the same name was added between the look and the write.
        raise OutdatedPlanError(plan_import(kind, table)) from error
    return plan


def seal(plan: TaskImportPlan, user: User) -> str:
    """Return a plan's table and digest as text that only this user can hand back, within the hour.

    Raises SheetError where that is more than a form may send.
    """
    columns = plan.table.columns
    rows = [[row.line, *map(row.cells.get, columns)] for row in plan.table.rows]
    value = [plan.digest, plan.table.has_records, columns, rows]
    return signed_preview.seal(value, purpose=_purpose(plan.kind), user_id=user.pk)


def unseal(kind: ImportKind, user: User, sealed: str) -> tuple[tables.Table, str]:
    """Return the table and digest in a seal. Raises signing.BadSignature."""
    value = signed_preview.unseal(sealed, purpose=_purpose(kind), user_id=user.pk)
    digest, has_records, columns, rows = value
    sheet_rows = []
    for line, *texts in rows:
        cells = {}
        for name, text in zip(columns, texts, strict=True):
            if text is not None:
                cells[name] = text
        sheet_rows.append(tables.SheetRow(line, cells))
    return tables.Table(columns, sheet_rows, has_records), digest


def _purpose(kind: ImportKind) -> str:
    return f"curation.import.{kind.name}"


def _check_columns(kind: ImportKind, table: tables.Table, new: list[str]) -> None:
    missing = [name for name in kind.row.needed(kind.model) if name not in table.columns]
    if new and missing:
        raise SheetError(
            _("“%(slug)s” is new, and a new row needs more columns: %(columns)s.")
            % {"slug": new[0][:80], "columns": ", ".join(missing)}
        )


class Repeats:
    """What may stand once in a file, and the line where it stood first."""

    def __init__(self, table: tables.Table) -> None:
        self.table = table
        self.lines: dict[tuple[str, str], int] = {}

    def of(self, form: RowForm, line: int) -> Iterator[tuple[str, str]]:
        """Yield (column, sentence) for what an earlier row has too; remember this one."""
        for column in form.UNIQUE:
            value = form.cleaned_data.get(column)
            if value is None:
                continue
            earlier = self.lines.setdefault((column, value), line)
            if earlier != line:
                yield (column, _("The same stands in %(place)s.") % self._place(earlier))

    def _place(self, line: int) -> dict[str, str]:
        return {"place": self.table.place(line)}
