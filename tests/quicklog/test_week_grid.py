"""The whole week on a Friday: everything that was ticked is logged, or nothing is."""

import html
import re
import uuid
from datetime import date, timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_task, task
from tracker.journal.models import Activity
from tracker.journal.totals_models import DayTotal

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
WEEK = "/week/2026-11-16/grid/"


def fill(client, *cells, form_id=None, address=WEEK, **titles):
    """Send a grid: each cell is (kind, row, day, value)."""
    data = {"form_id": form_id or uuid.uuid4()}
    data |= {f"{kind}-{row}-{day.isoformat()}": value for kind, row, day, value in cells}
    data |= {f"title-{row}": title for row, title in titles.items()}
    return client.post(address, data, follow=True)


def tick(row, day):
    return ("on", row, day, "1")


def row_of(slug):
    return f"t{task(slug).pk}"


def shown(answer):
    return html.unescape(answer.text)


@pytest.fixture
def spec(alice):
    """Alice has reviewed a spec before, so the task has a row."""
    log(alice, task=task("review-a-spec"), date=TODAY - timedelta(days=9))
    return row_of("review-a-spec")


def test_rows_are_what_alice_did_most_often_lately(as_alice, alice):
    for days, slug in [(70, "find-a-mentor"), (9, "review-a-spec"), (8, "ask-about-personas")]:
        log(alice, task=task(slug), date=TODAY - timedelta(days=days))
    log(alice, task=task("ask-about-personas"), date=MONDAY)
    grid = as_alice.get(WEEK).context["grid"]
    tasks = [row.task and row.task.slug for row in grid.rows]
    assert tasks == ["ask-about-personas", "review-a-spec", None, None]


def test_columns_end_with_today_and_say_what_stands_already(as_alice, alice, spec):
    for _time in range(2):
        log(alice, task=task("review-a-spec"), date=MONDAY)
    answer = as_alice.get(WEEK)
    assert [column.day for column in answer.context["grid"].columns] == [MONDAY, TUESDAY, TODAY]
    assert "2 logged" in answer.text


def test_every_filled_cell_becomes_an_entry(as_alice, alice, spec):
    answer = fill(
        as_alice,
        tick(spec, MONDAY),
        ("min", spec, TUESDAY, "45"),
        tick("f1", TUESDAY),
        ("min", "f1", TUESDAY, "20"),
        tick("f2", TODAY),
        f1="Lunch with the new PM",
        f2="find a mentor, above ALL where there is no PM team",
    )
    assert "4 entries logged. 35 points." in answer.text
    assert answer.redirect_chain == [("/", 302)]
    week = Activity.objects.filter(date__gte=MONDAY).order_by("date", "minutes")
    assert {(e.date, e.title, e.task and e.task.slug, e.minutes) for e in week} == {
        (MONDAY, "", "review-a-spec", None),
        (TUESDAY, "Lunch with the new PM", None, 20),
        (TUESDAY, "", "review-a-spec", 45),
        (TODAY, "", "find-a-mentor", None),
    }
    assert DayTotal.objects.get(date=TUESDAY).points == 15


def test_what_stands_in_the_week_is_left_alone(as_alice, alice, spec):
    activity = log(alice, task=task("review-a-spec"), date=MONDAY, notes="Mine")
    fill(as_alice, tick(spec, MONDAY))
    assert Activity.objects.filter(date=MONDAY).count() == 2
    assert Activity.objects.get(pk=activity.pk).notes == "Mine"


def test_the_form_sent_again_doubles_nothing_and_adds_what_is_new(as_alice, spec):
    form_id = uuid.uuid4()
    fill(as_alice, tick(spec, MONDAY), form_id=form_id)
    again = fill(as_alice, tick(spec, MONDAY), form_id=form_id)
    assert "1 entry was saved before." in again.text
    more = fill(as_alice, tick(spec, MONDAY), tick(spec, TUESDAY), form_id=form_id)
    assert "1 entry logged. 10 points. 1 entry was saved before." in more.text
    assert Activity.objects.filter(date__gte=MONDAY).count() == 2


def test_other_minutes_in_a_cell_that_was_saved_are_not_dropped(as_alice, spec):
    form_id = uuid.uuid4()
    fill(as_alice, tick(spec, MONDAY), form_id=form_id)
    answer = fill(as_alice, ("min", spec, MONDAY, "45"), tick(spec, TUESDAY), form_id=form_id)
    assert answer.status_code == 422
    assert "Mon 16 Nov: saved before, with other words." in shown(answer)
    assert 'value="45"' in answer.text
    assert Activity.objects.filter(date__gte=MONDAY).count() == 1


def test_a_fault_names_row_and_day_and_nothing_at_all_is_saved(as_alice, spec):
    answer = fill(
        as_alice,
        tick(spec, MONDAY),
        ("min", spec, TUESDAY, "1441"),
        tick("f1", TODAY),
        f2="No day",
    )
    assert answer.status_code == 422
    title = task("review-a-spec").title
    assert f"{title}, Tue 17 Nov: minutes go from 1 to 1,440." in shown(answer)
    assert "Something else 1: say what it was." in shown(answer)
    assert "Something else 2: tick the day" in shown(answer)
    assert 'value="1441"' in answer.text
    assert re.search(rf'name="on-{spec}-2026-11-16" value="1" checked', answer.text)
    assert not Activity.objects.filter(date__gte=MONDAY).exists()


@pytest.mark.parametrize("minutes", ["0", "-5", "1.5", "٣", "soon", "9" * 40])
def test_strange_minutes_are_refused(as_alice, spec, minutes):
    assert fill(as_alice, ("min", spec, MONDAY, minutes)).status_code == 422


def test_an_empty_grid_is_told_so(as_alice):
    assert "Tick at least one day." in fill(as_alice).text


def test_a_day_to_come_or_a_strange_row_is_not_quietly_left_out(as_alice, spec):
    card = make_task("Old ways", status="archived")
    for cell in (tick(spec, TODAY + timedelta(days=1)), tick(f"t{card.pk}", MONDAY)):
        answer = fill(as_alice, tick(spec, MONDAY), cell)
        assert "is no longer in this grid" in answer.text
    assert not Activity.objects.filter(date__gte=MONDAY).exists()


def test_a_row_that_others_have_overtaken_meanwhile_is_still_taken(as_alice, alice):
    fill(as_alice, tick(row_of("find-a-mentor"), MONDAY))
    assert Activity.objects.get().task == task("find-a-mentor")


def test_more_than_forty_at_once_are_refused_and_forty_are_not(as_alice, alice, clock):
    clock.move_to("2026-11-22T12:00:00+00:00")
    for card in make_tasks(6):
        log(alice, task=card, date=MONDAY - timedelta(days=3))
    grid = as_alice.get(WEEK).context["grid"]
    cells = [tick(cell.row.key, cell.day) for cell in grid.cells if cell.row.task]
    assert len(cells) == 42
    assert "At most 40 entries are logged at once." in fill(as_alice, *cells).text
    assert "40 entries logged. 400 points." in fill(as_alice, *cells[:40]).text


def make_tasks(number):
    return [make_task(f"Card {n}") for n in range(number)]


def test_a_task_that_pays_once_pays_once_in_a_week_too(as_alice, alice):
    mentor = row_of("find-a-mentor")
    answer = fill(as_alice, tick(mentor, MONDAY), tick(mentor, TUESDAY))
    assert "2 entries logged. 10 points." in answer.text


def test_a_past_week_leads_back_to_itself(as_alice):
    day = MONDAY - timedelta(days=7)
    answer = fill(as_alice, tick("f1", day), f1="Lunch", address="/week/2026-11-09/grid/")
    assert answer.redirect_chain == [("/week/2026-11-09/", 302)]
    assert Activity.objects.get().date == day


@pytest.mark.parametrize("day", ["2026-11-23", "soon", "1949-12-25"])
def test_a_week_that_cannot_be_has_no_grid(as_alice, day):
    assert as_alice.get(f"/week/{day}/grid/").status_code == 404


def test_the_first_week_of_all_begins_with_the_first_day(as_alice):
    grid = as_alice.get("/week/1950-01-01/grid/").context["grid"]
    assert [column.day for column in grid.columns] == [date(1950, 1, 1)]


def test_bob_sees_none_of_it(alice, bob, spec):
    log(alice, "Secret", task=make_task("Rare task"), date=MONDAY)
    assert "Rare task" not in sign_in(bob).get(WEEK).text


def test_this_week_links_to_its_grid(as_alice):
    assert f'href="{WEEK}"' in as_alice.get("/").text
    assert 'href="/week/2026-11-09/grid/"' in as_alice.get("/week/2026-11-09/").text
