from datetime import timedelta

import pytest

from tests.factories import TODAY, log, task


def titles(answer):
    return [activity.title for week in answer.context["weeks"] for activity in week.activities]


def test_an_empty_journal_says_what_will_stand_there(as_alice):
    shown = as_alice.get("/journal/").text
    assert "Your journal starts with one line" in shown
    assert "/journal/log/" in shown


def test_entries_stand_under_their_weeks_with_the_weeks_points(as_alice, alice):
    log(alice, "Now", "We wait.")
    log(alice, "Then", date=TODAY - timedelta(days=7))
    shown = as_alice.get("/journal/").text
    assert shown.index("16 – 22 Nov 2026") < shown.index("9 – 15 Nov 2026")
    assert "55 points that week" in shown
    assert "5 points that week" in shown


@pytest.mark.parametrize(
    ("week_start", "first", "second"),
    [(0, "16 – 22 Nov 2026", "9 – 15 Nov 2026"), (6, "15 – 21 Nov 2026", "")],
)
def test_the_users_week_start_decides_the_sums(as_alice, alice, week_start, first, second):
    alice.week_start = week_start
    alice.save()
    log(alice, "Wednesday")
    log(alice, "Sunday before", date=TODAY - timedelta(days=3))
    shown = as_alice.get("/journal/").text
    assert first in shown
    assert second in shown
    assert ("10 points that week" in shown) is (week_start == 6)


def test_filters_narrow_and_combine(as_alice, alice):
    log(alice, "Spec", task=task("review-a-spec"), notes="About export")
    log(alice, "Briefing", "The export is slow.", task=task("sit-in-on-a-customer-briefing"))
    log(alice, "Free", date=TODAY - timedelta(days=60))

    def found(query):
        return titles(as_alice.get(f"/journal/?{query}"))

    assert found("q=export") == ["Briefing", "Spec"]
    assert found("q=export+slow") == ["Briefing"]
    assert found("area=craft") == ["Spec"]
    assert found(f"task={task('review-a-spec').title}&q=export") == ["Spec"]
    assert found("until=2026-10-01") == ["Free"]
    assert found("since=2026-11-18&until=2026-11-18") == ["Briefing", "Spec"]


def test_a_filter_that_is_not_understood_says_so_and_is_left_out(as_alice, alice):
    log(alice, "Spec")
    answer = as_alice.get("/journal/?area=nowhere&since=someday&task=unknown")
    assert titles(answer) == ["Spec"]
    assert "That filter is left out" in answer.text


def test_nothing_found_offers_the_whole_journal(as_alice, alice):
    log(alice, "Spec")
    assert "Show the whole journal" in as_alice.get("/journal/?q=zebra").text


def test_older_entries_come_page_by_page_and_keep_the_filters(as_alice, alice):
    for number in range(35):
        log(alice, f"Export {number}", date=TODAY - timedelta(days=number))
    first = as_alice.get("/journal/?q=export")
    assert len(titles(first)) == 30
    older = first.context["page"].next_cursor
    assert f"?q=export&amp;before={older}" in first.text
    assert len(titles(as_alice.get(f"/journal/?q=export&before={older}"))) == 5


def test_nul_in_a_search_is_no_error(as_alice, alice):
    log(alice, "Spec", "We wait.")
    for address in ("/journal/?q=%00", "/quotes/?q=%00", "/tasks/?q=%00", "/tasks/hint/?task=%00"):
        assert as_alice.get(address).status_code == 200


def test_quotes_are_listed_with_their_points_and_searched(as_alice, alice):
    log(alice, "Monday", "We wait for the mail.")
    log(alice, "Tuesday", "we wait for the mail", "Pay double.")
    shown = as_alice.get("/quotes/").text
    assert shown.count('class="quote"') == 3
    assert "the same words earned 50" in shown
    assert as_alice.get("/quotes/?q=double").text.count('class="quote"') == 1
    assert "No quote has all these words" in as_alice.get("/quotes/?q=zebra").text


def test_the_reason_for_no_points_names_ones_own_entry_only(as_alice, alice, bob):
    theirs = log(bob, "Theirs", "We wait.")
    mine = log(alice, "Mine", "We wait.")
    log(alice, "Again", "we wait")
    log(bob, "Again", "we wait")
    shown = as_alice.get("/quotes/").text
    assert f"/journal/{mine.pk}/" in shown
    assert f"/journal/{theirs.pk}/" not in shown
