"""A whole week at once: rows of tasks, a column for each day, an entry for each filled cell."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.models import MOST_MINUTES, TITLE_LIMIT, Activity
from tracker.quicklog.pasted import PastedLine
from tracker.shared.limits import with_commas
from tracker.shared.text.names import folded
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


@dataclass(frozen=True)
class FilledCell:
    """A cell with the entry, unsaved, that it asks for."""

    cell: Cell
    activity: Activity


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
        for column in self.columns:
            yield from column.cells

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Each fault in words, with the id of its control; "" for one of the whole form."""
        errors = [("", wrong) for wrong in self.wrong]
        for row in self.rows:
            if row.wrong:
                errors.append((f"title-{row.key}", f"{row.label}: {row.wrong}"))
        for cell in self.cells:
            if cell.wrong:
                errors.append((f"min-{cell.name}", f"{cell.in_words}: {cell.wrong}"))
        return errors

    def is_valid(self) -> bool:
        filled = [cell for cell in self.cells if cell.is_filled]
        for cell in filled:
            if cell.minutes and not _is_minutes(cell.minutes):
                text = _("minutes go from 1 to %(most)s.")
                cell.wrong = text % {"most": with_commas(MOST_MINUTES)}
        used_rows = {cell.row.key for cell in filled}
        for row in self.free_rows:
            row.wrong = self._wrong_with(row, row.key in used_rows)
        if self._has_strays():
            self.wrong.append(_("A task or a day that you filled in is no longer in this grid."))
        if len(filled) > MOST_CELLS:
            text = _("At most %(number)d entries are logged at once.")
            self.wrong.append(text % {"number": MOST_CELLS})
        if not filled and not self.errors:
            self.wrong.append(_("Tick at least one day."))
        return not self.errors

    @staticmethod
    def _wrong_with(row: GridRow, is_used: bool) -> str:
        """Return what is wrong with the title of one's own in a free line; "" where nothing is."""
        if is_used and not row.title:
            return _("say what it was.")
        if row.title and not is_used:
            return _("tick the day on which you did it, or empty the line.")
        if len(row.title) <= TITLE_LIMIT:
            return ""
        return _("a title has at most %(limit)d characters.") % {"limit": TITLE_LIMIT}

    def values(self) -> dict[uuid.UUID, FilledCell]:
        """Return what shall be logged. The same form sent again has the same identities."""
        by_title: dict[str, Task] = {}
        if any(row.title for row in self.free_rows):
            for task in Task.objects.published():
                by_title[folded(task.title)] = task
        filled = {}
        for cell in self.cells:
            if cell.is_filled:
                activity = self._activity_of(cell, by_title)
                filled[activity.client_id] = FilledCell(cell, activity)
        return filled

    def _activity_of(self, cell: Cell, by_title: dict[str, Task]) -> Activity:
        task = cell.row.task or by_title.get(folded(cell.row.title))
        return Activity(
            client_id=uuid.uuid5(self.form_id, cell.name),
            task=task,
            title="" if task else cell.row.title,
            date=cell.day,
            minutes=int(cell.minutes) if cell.minutes else None,
        )

    def _rows(self) -> list[GridRow]:
        """Return what was logged most often lately, what else was sent, and the free lines."""
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
        rows = []
        for key in keys:
            if key in tasks:
                rows.append(GridRow(f"t{key}", tasks[key].title, tasks[key]))
        for number in range(1, self._free_rows() + 1):
            row = GridRow(f"f{number}", _("Something else %(number)d") % {"number": number})
            row.title = self._sent(f"title-{row.key}")
            rows.append(row)
        return rows

    def _free_rows(self) -> int:
        """Return how many lines for titles of one's own: those that were sent, two at least."""
        numbers = [FREE_ROWS]
        for name in self.data or ():
            if sent := re.fullmatch(r"title-f([0-9]{1,3})", name):
                numbers.append(min(int(sent[1]), MOST_CELLS))
        return max(numbers)

    def _columns(self) -> list[GridColumn]:
        week = (self.week.first, self.week.last)
        activities = Activity.objects.owned_by(self.user).live().filter(date__range=week)
        of_tasks = activities.exclude(task=None).values_list("task", "date")
        counts = Counter(of_tasks)
        columns = []
        for day in self.days:
            column = GridColumn(day)
            for row in self.rows:
                logged = counts[row.task.pk, day] if row.task else 0
                cell = Cell(row, day, logged)
                cell.ticked = bool(self._sent(f"on-{cell.name}"))
                cell.minutes = self._sent(f"min-{cell.name}")
                column.cells.append(cell)
            columns.append(column)
        return columns

    def _sent(self, name: str) -> str:
        return " ".join(self.data.get(name, "").replace("\0", " ").split()) if self.data else ""

    def _has_strays(self) -> bool:
        known: set[str] = set()
        for cell in self.cells:
            known.update((f"on-{cell.name}", f"min-{cell.name}"))
        for name in self.data or ():
            if name.startswith(("on-", "min-")) and name not in known and self._sent(name):
                return True
        return False


def with_lines(data: QueryDict, lines: Iterable[PastedLine]) -> QueryDict:
    """Return what was sent with a free line, ticked on its day, for each line of a list."""
    filled = data.copy()
    number = 0
    for line in lines:
        number += 1
        while filled.get(f"title-f{number}", "").strip():
            number += 1
        name = f"f{number}-{line.day.isoformat()}"
        filled[f"title-f{number}"] = line.title
        filled[f"on-{name}"] = "1"
        filled[f"min-{name}"] = str(line.minutes or "")
    return filled


def _is_minutes(text: str) -> bool:
    digits = text.isascii() and text.isdigit() and len(text) <= 4
    return digits and 1 <= int(text) <= MOST_MINUTES


def _uuid_of(text: str) -> uuid.UUID:
    """Read an identity; make a new one where the text is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()
