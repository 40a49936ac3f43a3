"""A list that is pasted into the week becomes entries, which are shown before they are saved."""

from pathlib import Path

import pytest

from tests.factories import TODAY, task
from tests.quicklog.test_week_grid import MONDAY, TUESDAY, WEEK, shown
from tracker.journal.models import Activity
from tracker.quicklog.pasted import read_list

pytestmark = pytest.mark.django_db

LIST = (Path(__file__).parent.parent / "inputs" / "lists" / "week.txt").read_text()
SPEC = "Review a spec from the technical and the business side"
DAYS = [MONDAY, TUESDAY, TODAY]


def test_a_list_is_read_line_by_line(catalogue):
    lines = read_list(LIST, DAYS, [task("review-a-spec")])
    assert [(line.title, line.day, line.minutes) for line in lines] == [
        ("Stand-up", MONDAY, 15),
        (SPEC, MONDAY, 90),
        ("Call with Ana Ruiz", TUESDAY, None),
        ("Wrote the notes 2–3h", TUESDAY, None),
        ("Lunch with the PMs", TUESDAY, None),
        ("Something of last year, 3 Mar 2025", TODAY, None),
    ]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("- one", "one"),
        ("– one", "one"),
        ("•one", "one"),
        ("10. one", "one"),
        ("(3) one", "one"),
        ("[ ] one", "one"),
        ("- [x] one", "one"),
        ("✅ one", "one"),
        ("3 interviews", "3 interviews"),
        ("-one", "-one"),
        ("e-mail", "e-mail"),
    ],
)
def test_what_stands_before_a_line_is_no_part_of_it(line, title):
    assert [one.title for one in read_list(line, DAYS, [])] == [title]


def test_it_is_shown_before_it_is_saved_and_then_logged(as_alice, alice):
    read = as_alice.post(WEEK, {"list": LIST, "read": "1"})
    assert read.status_code == 200
    assert not Activity.objects.exists()
    assert "Wrote the notes 2–3h" in shown(read)
    grid = read.context["grid"]
    data = {"form_id": str(grid.form_id)}
    for row in grid.free_rows:
        data[f"title-{row.key}"] = row.title
    for cell in grid.cells:
        if cell.ticked:
            data |= {f"on-{cell.name}": "1", f"min-{cell.name}": cell.minutes}
    for _twice in range(2):
        as_alice.post(WEEK, data)
    entries = Activity.objects.owned_by(alice)
    assert entries.count() == 6
    assert entries.get(task=task("review-a-spec")).minutes == 90
    assert set(entries.values_list("date", flat=True)) == set(DAYS)


def test_what_was_filled_in_before_stays(as_alice):
    data = {"title-f1": "Mine", f"on-f1-{MONDAY}": "1", "list": "- theirs", "read": "1"}
    grid = as_alice.post(WEEK, data).context["grid"]
    assert [row.title for row in grid.free_rows] == ["Mine", "theirs"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "There is no line in the list"),
        ("Monday\n- \n", "There is no line in the list"),
        ("- one\n" * 41, "The list has 41 lines; at most 40"),
    ],
)
def test_a_list_that_cannot_be_taken_comes_back(as_alice, text, why):
    answer = as_alice.post(WEEK, {"list": text, "read": "1"})
    assert answer.status_code == 422
    assert why in shown(answer)
    assert text.strip() in shown(answer)
