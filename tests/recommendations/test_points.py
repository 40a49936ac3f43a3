"""What adopted advice earns, and that every total equals the ledger."""

import html
from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_recommendation
from tracker.journal.totals_models import DayTotal
from tracker.recommendations import actions


def total(user) -> int:
    return DayTotal.objects.owned_by(user).sums()["points"]


def of_day(user, day=TODAY) -> tuple[int, int]:
    row = DayTotal.objects.owned_by(user).filter(date=day).first()
    return (row.points, row.recommendation_points) if row else (0, 0)


@pytest.fixture
def sent(alice):
    """Sent ten days ago, resting on a quote whose entry has 55 points today."""
    return make_recommendation(alice, state="sent", day=TODAY - timedelta(days=10))


def decide(recommendation, day=TODAY, *, adopted: bool = True) -> int:
    actions.decide(recommendation, adopted=adopted, day=day, answer="")
    recommendation.refresh_from_db()
    return recommendation.points


def test_adopted_advice_earns_25_on_its_day_and_nothing_before(alice, sent):
    assert of_day(alice) == (55, 0)
    assert decide(sent, TODAY - timedelta(days=1)) == 25
    assert of_day(alice, TODAY - timedelta(days=1)) == (25, 25)
    assert total(alice) == 80


def test_declined_advice_earns_nothing(alice, sent):
    assert decide(sent, adopted=False) == 0
    assert total(alice) == 55


def test_however_often_it_goes_to_and_fro_it_is_paid_once(alice, sent):
    for _ in range(3):
        decide(sent)
        decide(sent)
        actions.step_back(sent)
        assert total(alice) == 55
        decide(sent, adopted=False)
    decide(sent)
    assert total(alice) == 80


def test_another_day_moves_the_points_with_it(alice, sent):
    before = TODAY - timedelta(days=4)
    decide(sent, before)
    decide(sent)
    assert of_day(alice, before) == (0, 0)
    assert not DayTotal.objects.owned_by(alice).filter(date=before).exists()
    assert of_day(alice) == (80, 25)


def test_deleting_takes_them_back_and_undo_brings_them(alice, sent):
    decide(sent)
    actions.delete(sent)
    assert total(alice) == 55
    actions.restore(sent)
    assert total(alice) == 80


def test_the_journals_own_writes_leave_them_alone(alice, sent):
    decide(sent)
    log(alice, "Another", "New words")
    assert of_day(alice) == (135, 25)


def test_the_same_advice_is_paid_once_and_the_page_says_which_has_it(as_alice, alice, sent):
    copy = make_recommendation(alice, "unlock THE gate!", state="sent", day=sent.sent_on)
    assert decide(copy, TODAY - timedelta(days=2)) == 25
    assert decide(sent) == 0
    text = html.unescape(as_alice.get(sent.get_absolute_url()).text)
    assert "0 points: the same advice, by its title, earned 25" in text
    assert f'href="/recommendations/{copy.pk}/"' in text
    ledger = html.unescape(as_alice.get("/progress/points/").text)
    assert "Adopted; the same advice has its 25 already." in ledger
    actions.delete(copy)
    sent.refresh_from_db()
    assert sent.points == 25
    actions.restore(copy)
    sent.refresh_from_db()
    assert sent.points == 0
    assert total(alice) == 135


def test_a_new_title_is_other_advice(as_alice, alice, sent):
    copy = make_recommendation(alice, "Unlock the gate", state="adopted")
    decide(sent, TODAY - timedelta(days=1))
    copy.refresh_from_db()
    assert copy.points == 0
    as_alice.post(f"/recommendations/{copy.pk}/edit/", {
        "outcome": "sales", "title": "Open the yard", "news": "yes",
    })  # fmt: skip
    copy.refresh_from_db()
    assert (copy.points, copy.state) == (25, "adopted")
    assert of_day(alice)[1] == 25


def test_titles_of_signs_alone_are_not_the_same(alice):
    first = make_recommendation(alice, "!!!", state="adopted")
    second = make_recommendation(alice, "???", state="adopted")
    assert (first.points, second.points) == (25, 25)


def test_nobody_elses_advice_counts(alice, bob, sent):
    assert make_recommendation(bob, state="adopted").points == 25
    assert decide(sent) == 25


def test_the_ledger_lists_it_and_its_lines_are_the_total(as_alice, alice):
    """Three kinds of a day, over pages that are cut anywhere."""
    for number in range(40):
        day = TODAY - timedelta(days=number // 4)
        log(alice, f"Entry {number}", f"Said {number // 2}", date=day)
        if number % 3 == 0:
            make_recommendation(alice, f"Advice {number}", state="adopted", day=day)
    make_recommendation(alice, "Declined", state="declined")
    seen, points, address = [], 0, "/progress/points/"
    while address:
        page = as_alice.get(address).context["page"]
        seen += [(type(line).__name__, line.pk) for line in page.lines]
        points += sum(getattr(line, "total_points", line.points) for line in page.lines)
        address = page.next_cursor and f"/progress/points/?before={page.next_cursor}"
    assert len(seen) == len(set(seen)) == 40 + 14 + 15
    assert points == total(alice)
    first = as_alice.get("/progress/points/")
    assert "adopted recommendation" in first.text
    assert "Declined" not in first.text


@pytest.mark.parametrize(
    "cursor", ["x", "9.2026-11-18.1", "1.2026-11-18", "-1.2026-11-18.4", "1.."]
)
def test_an_odd_cursor_does_no_harm(as_alice, alice, cursor):
    log(alice, "Monday")
    assert as_alice.get(f"/progress/points/?before={cursor}").status_code == 200


def test_progress_shows_points_also_where_only_advice_has_them(as_alice, alice, sent):
    from tracker.journal.actions import delete_activity

    decide(sent)
    delete_activity(sent.quotes.get().activity)
    assert total(alice) == 25
    assert "adopted recommendation" in as_alice.get("/progress/").text


def test_a_week_says_how_much_of_its_total_is_for_advice(as_alice, sent):
    assert "for advice" not in as_alice.get("/").text
    decide(sent)
    assert "25 of these points are for advice that was adopted" in as_alice.get("/").text
    journal = as_alice.get("/journal/").text
    assert "80 points that week, 25 of them for advice" in journal
