from datetime import date

from tracker.shared.svg import bars, heat_map


def test_the_greatest_bar_fills_the_chart_and_nothing_is_still_a_line():
    chart = bars([("a", 0), ("b", 50), ("c", 100)], width=100, height=80)
    assert [bar.height for bar in chart.bars] == [1, 40, 80]
    assert [bar.y for bar in chart.bars] == [79, 40, 0]
    assert [bar.is_last for bar in chart.bars] == [False, False, True]
    assert chart.bars[-1].x + chart.bars[-1].width == 100


def test_bars_of_nothing_do_not_divide_by_zero():
    assert bars([]).bars == []
    assert bars([("a", 5)], least=50, height=100).bars[0].height == 10
    assert [bar.height for bar in bars([("a", 0)]).bars] == [1]


def test_each_day_has_one_cell_shaded_by_its_points():
    first, last = date(2026, 11, 2), date(2026, 11, 18)
    drawn = heat_map({date(2026, 11, 3): 5, date(2026, 11, 4): 100}, first, last)
    cells = [path.count("M") for path in drawn.shades]
    assert sum(cells) == 17
    assert (cells[0], cells[1], cells[4]) == (15, 1, 1)
