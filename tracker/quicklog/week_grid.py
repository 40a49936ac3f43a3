"""A whole week at once: rows of tasks, a column for each day, an entry for each filled cell."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.models import MOST_MINUTES, TITLE_LIMIT, Activity
from tracker.shared.weeks import EARLIEST, Week

MOST_ROWS = 12
FREE_ROWS = 2
MOST_CELLS = 40
LOOK_BACK = timedelta(weeks=8)


@dataclass
class GridRow:
    """A task, or (`task` None) a line for a title of one's own."""

    key: str
    label: str
    task: Task | None = None
    title: str = ""
    wrong: str = ""


@dataclass
class Cell:
    """A row on one day. `logged` entries stand there already and stay."""

    row: GridRow
    day: date
    logged: int = 0
    ticked: bool = False
    minutes: str = ""
    wrong: str = ""

    @property
    def name(self) -> str:
        return f"{self.row.key}-{self.day.isoformat()}"

    @property
    def is_filled(self) -> bool:
        return self.ticked or bool(self.minutes)

    @property
    def in_words(self) -> str:
        return f"{self.row.title or self.row.label}, {date_format(self.day, 'D j M')}"


@dataclass
class GridColumn:
    day: date
    cells: list[Cell] = field(default_factory=list)


class WeekGrid:
    """The grid of one user's week up to today; with `data`, as it was filled in and sent."""

    def __init__(self, user: User, week: Week, data: QueryDict | None = None) -> None:
        self.user, self.week, self.data = user, week, data
        self.days = [day for day in week.days if EARLIEST <= day <= user.today]
        self.form_id = _uuid_of(data.get("form_id", "")) if data is not None else uuid.uuid4()
        self.rows = self._rows()
        self.columns = self._columns()
        # Of the whole form; what is wrong with a row or a cell stands there.
        self.wrong: list[str] = []

    @property
    def free_rows(self) -> list[GridRow]:
        return [row for row in self.rows if row.task is None]

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for column in self.columns for cell in column.cells)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Each fault in words, with the id of its control; "" for one of the whole form."""
        rows = [(f"title-{row.key}", f"{row.label}: {row.wrong}") for row in self.rows if row.wrong]
        cells = [(f"min-{c.name}", f"{c.in_words}: {c.wrong}") for c in self.cells if c.wrong]
        return [*[("", wrong) for wrong in self.wrong], *rows, *cells]

    def is_valid(self) -> bool:
        filled = [cell for cell in self.cells if cell.is_filled]
        for cell in filled:
            if cell.minutes and not _is_minutes(cell.minutes):
                cell.wrong = _("minutes go from 1 to 1,440.")
        for row in self.free_rows:
            used = any(cell.row is row for cell in filled)
            if used and not row.title:
                row.wrong = _("say what it was.")
            elif row.title and not used:
                row.wrong = _("tick the day on which you did it, or empty the line.")
            elif len(row.title) > TITLE_LIMIT:
                row.wrong = _("a title has at most 120 characters.")
        if self._has_strays():
            self.wrong.append(_("A task or a day that you filled in is no longer in this grid."))
        if len(filled) > MOST_CELLS:
            self.wrong.append(_("At most 40 entries are logged at once."))
        if not filled and not self.errors:
            self.wrong.append(_("Tick at least one day."))
        return not self.errors

    def values(self) -> dict[uuid.UUID, tuple[Cell, Activity]]:
        """What shall be logged, unsaved. The same form sent again has the same identities."""
        titles = [row.title for row in self.free_rows if row.title]
        tasks = Task.objects.published() if titles else Task.objects.none()
        by_title = {task.title.casefold(): task for task in tasks}
        found = {}
        for cell in self.cells:
            if not cell.is_filled:
                continue
            task = cell.row.task or by_title.get(cell.row.title.casefold())
            identity = uuid.uuid5(self.form_id, cell.name)
            activity = Activity(
                client_id=identity,
                task=task,
                title="" if task else cell.row.title,
                date=cell.day,
                minutes=int(cell.minutes) if cell.minutes else None,
            )
            found[identity] = (cell, activity)
        return found

    def _rows(self) -> list[GridRow]:
        """What was logged most often lately, then what else was sent, then the free lines."""
        lately = (self.week.last - LOOK_BACK, self.week.last)
        often = (
            Activity.objects.owned_by(self.user)
            .live()
            .filter(date__range=lately, task__status=Task.Status.PUBLISHED)
            .values("task")
            .annotate(times=Count("pk"), last_on=Max("date"))
            .order_by("-times", "-last_on", "task")[:MOST_ROWS]
        )
        keys = [row["task"] for row in often]
        for name in self.data or ():
            sent = re.fullmatch(r"(?:on|min)-t([0-9]{1,18})-.*", name)
            if sent and int(sent[1]) not in keys and len(keys) < MOST_ROWS + MOST_CELLS:
                keys.append(int(sent[1]))
        tasks = Task.objects.published().in_bulk(keys)
        rows = [GridRow(f"t{key}", tasks[key].title, tasks[key]) for key in keys if key in tasks]
        for number in range(1, FREE_ROWS + 1):
            row = GridRow(f"f{number}", _("Something else %(number)d") % {"number": number})
            row.title = self._sent(f"title-{row.key}")
            rows.append(row)
        return rows

    def _columns(self) -> list[GridColumn]:
        week = (self.week.first, self.week.last)
        stood = Activity.objects.owned_by(self.user).live().filter(date__range=week)
        counts = {
            (row["task"], row["date"]): row["number"]
            for row in stood.values("task", "date").annotate(number=Count("pk"))
            if row["task"]
        }
        columns = []
        for day in self.days:
            column = GridColumn(day)
            for row in self.rows:
                logged = counts.get((row.task.pk, day), 0) if row.task else 0
                cell = Cell(row, day, logged)
                cell.ticked = bool(self._sent(f"on-{cell.name}"))
                cell.minutes = self._sent(f"min-{cell.name}")
                column.cells.append(cell)
            columns.append(column)
        return columns

    def _sent(self, name: str) -> str:
        return " ".join(self.data.get(name, "").replace("\0", " ").split()) if self.data else ""

    def _has_strays(self) -> bool:
        known = {f"{kind}-{cell.name}" for cell in self.cells for kind in ("on", "min")}
        return any(
            name.startswith(("on-", "min-")) and name not in known and self._sent(name)
            for name in self.data or ()
        )


def _is_minutes(text: str) -> bool:
    digits = text.isascii() and text.isdigit() and len(text) <= 4
    return digits and 1 <= int(text) <= MOST_MINUTES


def _uuid_of(text: str) -> uuid.UUID:
    """A new one where the text is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
