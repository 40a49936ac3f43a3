"""Reading openings for their board and their lists."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from tracker.openings.models import Opening, OpeningQuerySet, OpeningStage

# How many cards a column shows; what is closed is history and stands in a list.
MOST_SHOWN = 12
ON_THE_BOARD = [stage for stage in OpeningStage if stage != OpeningStage.CLOSED]


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One stage: its openings, the latest to arrive first, and how many there are in all."""

    stage: str
    name: str
    total: int
    openings: list[Opening] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.total - len(self.openings)


@dataclass(frozen=True, slots=True)
class Board:
    """The stages of what is open, and the number of what is closed."""

    columns: list[BoardColumn]
    closed: int

    @property
    def total(self) -> int:
        return self.closed + sum(column.total for column in self.columns)


def board(openings: OpeningQuerySet) -> Board:
    """Return every open stage with its newest openings: three queries."""
    totals = dict(openings.live().order_by().values_list("stage").annotate(n=Count("pk")))
    columns = {}
    for stage in ON_THE_BOARD:
        columns[stage.value] = BoardColumn(stage.value, str(stage.label), totals.get(stage, 0))
    for opening in _newest_of_each(openings):
        columns[opening.stage].openings.append(opening)
    return Board(list(columns.values()), totals.get(OpeningStage.CLOSED, 0))


def _newest_of_each(openings: OpeningQuerySet) -> OpeningQuerySet:
    rank = Window(
        RowNumber(), partition_by=F("stage"), order_by=[F("stage_on").desc(), F("pk").desc()]
    )
    newest = openings.open().annotate(rank=rank).filter(rank__lte=MOST_SHOWN).order_by()
    keys = list(newest.values_list("pk", flat=True))
    return Opening.objects.filter(pk__in=keys).for_list().order_by("-stage_on", "-pk")
