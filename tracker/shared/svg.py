"""Geometry of the charts. Templates draw it with classes, so no style stands in a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.shared.text.days import in_words


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    width: int
    height: int
    label: str
    value: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars on a common floor, in a box of `width` × `height` units."""

    width: int
    height: int
    # What a bar of full height stands for.
    greatest: int
    bars: list[Bar]


def bars(
    values: Sequence[tuple[str, int]],
    *,
    least: int = 1,
    width: int = 300,
    height: int = 96,
    gap: int = 6,
) -> BarChart:
    """Draw a bar for each (label, value ≥ 0), to a scale up to the greatest, or to `least`."""
    greatest = max([least, 0, *[value for _label, value in values]])
    step = (width + gap) / max(len(values), 1)
    drawn = []
    for index, (label, value) in enumerate(values):
        tall = max(round(height * value / greatest), 2 if value else 1)
        x = round(index * step)
        broad = round((index + 1) * step) - gap - x
        drawn.append(
            Bar(x, height - tall, broad, tall, label, value, is_last=index == len(values) - 1)
        )
    return BarChart(width, height, greatest, drawn)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Columns of seven days. One path for each of five shades, lightest first."""

    width: int
    height: int
    shades: list[str]
    months: list[tuple[int, str]]


CELL, PITCH, TOP = 10, 13, 16


def heat_map(points: dict[date, int], first: date, last: date) -> HeatMap:
    """Shade every day from `first` (the first day of a week) to `last` by its points."""
    greatest = max(points.values(), default=0)
    shades = ["", "", "", "", ""]
    months: list[tuple[int, str]] = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        column, row = divmod(offset, 7)
        x, y = column * PITCH, TOP + row * PITCH
        shades[_shade(points.get(day, 0), greatest)] += f"M{x} {y}h{CELL}v{CELL}h-{CELL}z"
        far_enough = not months or x - months[-1][0] > 2 * PITCH
        if day.day <= 7 and row == 0 and x >= PITCH and far_enough:
            months.append((x, in_words(day, "M")))
    columns = (last - first).days // 7 + 1
    return HeatMap(
        columns * PITCH - (PITCH - CELL),
        TOP + 7 * PITCH,
        shades,
        months,
    )


def _shade(value: int, greatest: int) -> int:
    """Return 0 for nothing, else 1 to 4 by quarters of the greatest."""
    return min(4, 1 + 4 * value // (greatest + 1)) if value > 0 else 0
