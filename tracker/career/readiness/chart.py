"""New evidence by lens and quarter: counted when it is looked at, stored nowhere."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.career.quarters import Quarter, quarters_until
from tracker.career.readiness.evidence import count_by_quarter, evidence_kinds
from tracker.catalogue.guidance.models import Lens
from tracker.shared.svg import BarChart, bars

QUARTERS = 8


@dataclass(frozen=True, slots=True)
class LensChart:
    """The bars of one lens, to a scale of its own: one quote is not one reference."""

    text: Lens
    numbers: list[int]
    chart: BarChart


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """How many items each lens got in one quarter."""

    quarter: Quarter
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class Busiest:
    lens: LensChart
    quarter: Quarter
    number: int


@dataclass(frozen=True, slots=True)
class QuarterCharts:
    quarters: list[Quarter]
    lenses: list[LensChart]

    @property
    def rows(self) -> list[QuarterRow]:
        """The same as lines of a table, the latest quarter first."""
        rows = []
        for index, quarter in enumerate(self.quarters):
            rows.append(QuarterRow(quarter, [lens.numbers[index] for lens in self.lenses]))
        return rows[::-1]

    @property
    def busiest(self) -> Busiest | None:
        """The lens and quarter with most new evidence, the latest of equals."""
        busiest: Busiest | None = None
        for index, quarter in enumerate(self.quarters):
            for lens in self.lenses:
                number = lens.numbers[index]
                if number and (busiest is None or number >= busiest.number):
                    busiest = Busiest(lens, quarter, number)
        return busiest


def quarter_charts(user: User, texts: list[Lens]) -> QuarterCharts:
    """Count what was added to each lens in each of the last two years' quarters."""
    quarters = quarters_until(Quarter.of(user.today), QUARTERS)
    counts = count_by_quarter(user, quarters[0].first, quarters[-1].last)
    numbers: dict[str, list[int]] = {}
    for text in texts:
        kinds = [kind.name for kind in evidence_kinds() if text.slug in kind.lenses]
        numbers[text.slug] = [_sum(counts, kinds, quarter) for quarter in quarters]
    return QuarterCharts(quarters, _charts(texts, numbers, quarters))


def _sum(counts: dict[str, dict[Quarter, int]], kinds: list[str], quarter: Quarter) -> int:
    return sum(counts[name].get(quarter, 0) for name in kinds)


def _charts(
    texts: list[Lens], numbers: dict[str, list[int]], quarters: list[Quarter]
) -> list[LensChart]:
    charts = []
    for text in texts:
        values = list(zip(map(str, quarters), numbers[text.slug], strict=True))
        charts.append(LensChart(text, numbers[text.slug], bars(values, width=160, height=40)))
    return charts
