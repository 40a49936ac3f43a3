"""The look back: prefilled, closes the week, stays editable."""

import html

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, task
from tracker.journal.models import Activity
from tracker.week import actions
from tracker.week.models import Commitment, WeekRecord

NOW = "2026-11-16"


def shown(client, address: str) -> str:
    return html.unescape(client.get(address).text)


def close(client, day: str = NOW, **answers: str):
    data = {"happened": "", "said": "", "learned": "", "asked_for": "", "lesson_of": ""}
    return client.post(f"/week/{day}/review/", data | answers, follow=True)


def test_the_prompts_come_filled_with_what_the_week_says(as_alice, alice):
    log(alice, "Briefing at Acme", "We wait two days.")
    text = shown(as_alice, f"/week/{NOW}/review/")
    assert "- Briefing at Acme" in text
    assert "- “We wait two days.”" in text


def test_closing_keeps_the_answers_and_how_the_week_stood(as_alice, alice):
    log(alice, "Briefing", "We wait.")
    actions.plan_task(alice, alice.this_week, task("review-a-spec"))
    answer = close(as_alice, happened="A good week.", asked_for="Ana, for the spec.")
    assert "16 – 22 Nov 2026 is closed: 1 entry, 1 quote, 55 points." in answer.text
    assert answer.redirect_chain[-1][0] == "/week/2026-11-23/"
    record = WeekRecord.objects.owned_by(alice).get()
    assert record.snapshot["points"] == 55
    assert record.snapshot["commitments"] == [[task("review-a-spec").title, False]]
    log(alice, "Later")
    record.refresh_from_db()
    assert record.snapshot["points"] == 55
    assert "A good week." in shown(as_alice, "/week/reviews/")


def test_a_past_week_shows_what_was_written_about_it(as_alice, alice):
    before = alice.this_week.back(1).first
    log(alice, "Briefing", date=before)
    close(as_alice, before.isoformat(), learned="Ask <b>first</b>.")
    text = as_alice.get(f"/week/{before.isoformat()}/").text
    assert "<h2>Review</h2>" in text
    assert "Ask &lt;b&gt;first&lt;/b&gt;." in text


def test_a_closed_week_stays_editable_and_is_not_filled_in_again(as_alice, alice):
    log(alice, "Briefing")
    close(as_alice, happened="First thoughts.")
    text = shown(as_alice, f"/week/{NOW}/review/")
    assert "First thoughts." in text
    assert "- Briefing" not in text
    close(as_alice, happened="Second thoughts.")
    assert WeekRecord.objects.owned_by(alice).get().happened == "Second thoughts."


def test_each_commitment_is_kept_dropped_or_done(as_alice, alice):
    before = alice.this_week.back(1)
    kept, dropped, done = (
        actions.plan_task(alice, before, task(slug))
        for slug in ("review-a-spec", "ask-why-first", "find-a-mentor")
    )
    verdicts = {
        f"verdict-{kept.pk}": "keep",
        f"verdict-{dropped.pk}": "drop",
        f"verdict-{done.pk}": "done",
    }
    close(as_alice, before.first.isoformat(), **verdicts)
    states = [Commitment.objects.get(pk=c.pk).state for c in (kept, dropped, done)]
    assert states == ["carried", "dropped", "planned"]
    entry = Activity.objects.get()
    assert (entry.task, entry.date) == (done.task, before.last)
    assert WeekRecord.objects.get().snapshot["points"] == entry.points
    assert Commitment.objects.owned_by(alice).filter(first=alice.this_week.first).count() == 1


def test_on_a_sunday_what_is_kept_goes_into_the_coming_week(as_alice, alice):
    kept = actions.plan_task(alice, alice.this_week, task("review-a-spec"))
    answer = close(as_alice, **{f"verdict-{kept.pk}": "keep"})
    assert kept.task.title in answer.text
    coming = Commitment.objects.owned_by(alice).get(first=alice.this_week.back(-1).first)
    assert (coming.task, coming.times_carried, coming.state) == (kept.task, 1, "planned")


def test_what_finds_its_week_full_is_said_and_nothing_else_is_lost(as_alice, alice):
    before = alice.this_week.back(1)
    left = actions.plan_task(alice, before, task("say-you-are-interested"))
    for slug in ("review-a-spec", "ask-why-first", "find-a-mentor"):
        actions.plan_task(alice, alice.this_week, task(slug))
    answer = close(as_alice, before.first.isoformat(), **{f"verdict-{left.pk}": "keep"})
    assert "No room in the next plan" in answer.text
    assert WeekRecord.objects.owned_by(alice).get().closed_at


def test_what_was_learned_becomes_the_lesson_of_an_entry(as_alice, alice, bob):
    activity, other = log(alice, "Briefing"), log(bob, "Not hers")
    close(as_alice, learned="Ask first.", lesson_of=str(other.pk))
    other.refresh_from_db()
    assert other.lesson == ""
    close(as_alice, learned="Ask first.", lesson_of=str(activity.pk))
    activity.refresh_from_db()
    assert activity.lesson == "Ask first."


def test_last_week_is_offered_until_it_is_closed(as_alice, alice):
    before = alice.this_week.back(1)
    assert "Five minutes, five prompts." not in shown(as_alice, "/")
    log(alice, "Briefing", date=before.first)
    assert "Five minutes, five prompts." in shown(as_alice, "/")
    close(as_alice, before.first.isoformat(), happened="Done.")
    assert "Five minutes, five prompts." not in shown(as_alice, "/")


def test_on_its_last_day_the_week_asks_for_its_review(alice, clock):
    log(alice, "Briefing")
    clock.move_to("2026-11-21T12:00:00Z")
    assert "The week ends today." not in shown(sign_in(alice), "/")
    clock.move_to("2026-11-22T12:00:00Z")
    as_alice = sign_in(alice)
    assert "The week ends today." in shown(as_alice, "/")
    close(as_alice, happened="Done.")
    assert "The week ends today." not in shown(as_alice, "/")


def test_answers_that_are_far_too_long_are_refused_and_kept(as_alice, alice):
    answer = close(as_alice, happened="x" * 2001, said="Kept words")
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    assert not WeekRecord.objects.owned_by(alice).exists()


def test_a_week_that_has_not_come_cannot_be_reviewed(as_alice):
    assert as_alice.get("/week/2026-11-23/review/").status_code == 404


def test_the_first_week_of_all_is_reviewed_and_skipped_like_any_other(as_alice, alice):
    assert "is closed:" in close(as_alice, "1950-01-01", happened="It began.").text
    assert as_alice.post("/week/1950-01-01/skip/").status_code == 302
    assert WeekRecord.objects.owned_by(alice).get().first.isoformat() == "1949-12-26"


@pytest.mark.parametrize("day", ["1949-12-25", "1949-12-19", "2100-01-01", "2200-01-01"])
def test_a_week_beyond_the_calendar_is_neither_reviewed_nor_skipped(as_alice, day):
    for page in ("", "grid/", "review/", "skip/"):
        assert as_alice.post(f"/week/{day}/{page}").status_code in (404, 405)


def test_skipping_a_week_and_a_span_ahead_and_taking_it_back(as_alice, alice):
    answer = as_alice.post(f"/week/{NOW}/skip/", follow=True)
    assert "This week is skipped" in answer.text
    as_alice.post(f"/week/{NOW}/skip/", {"undo": "1"})
    assert not WeekRecord.objects.owned_by(alice).filter(is_skipped=True).exists()
    as_alice.post("/week/2026-11-23/skip/", {"weeks": "3"})
    skipped = WeekRecord.objects.owned_by(alice).filter(is_skipped=True).order_by("first")
    firsts = [record.first.isoformat() for record in skipped]
    assert firsts == ["2026-11-23", "2026-11-30", "2026-12-07"]
    as_alice.post("/week/2026-11-23/skip/", {"weeks": "3", "undo": "1"})
    assert not skipped.all().exists()


def test_odd_spans_are_kept_within_a_year(as_alice, alice):
    for weeks in ("999", "-4", "x", "", "0"):
        as_alice.post("/week/2026-11-23/skip/", {"weeks": weeks})
    last = WeekRecord.objects.owned_by(alice).order_by("first").last()
    assert (last.first - TODAY).days < 400
    assert as_alice.post("/week/2030-01-07/skip/").status_code == 404
