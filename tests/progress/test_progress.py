from datetime import timedelta

from tests.factories import TODAY, log, make_goal, make_milestone, task


def test_an_empty_page_says_what_will_stand_there(as_alice):
    assert "Your first entry starts the chart" in as_alice.get("/progress/").text


def test_the_page_adds_up_what_was_logged(as_alice, alice):
    log(alice, "", "We wait.", task=task("sit-in-on-a-customer-briefing"))
    log(alice, "Older", date=TODAY - timedelta(days=14))
    make_milestone(make_goal(alice), "Two quotes", measure="quotes", target=2)
    answer = as_alice.get("/progress/")
    user = answer.context["user"]
    assert (user.points, user.activity_count, user.quote_count) == (65, 2, 1)
    assert "Best week: 16 – 22 Nov 2026, 60 points." in answer.text
    assert "2 days with something logged." in answer.text
    assert "1 of 2 customer quotes" in answer.text
    assert answer.text.count("Show as table") == 2


def test_weeks_stand_oldest_to_newest_and_the_table_has_their_numbers(as_alice, alice):
    log(alice, "Now")
    log(alice, "Then", date=TODAY - timedelta(weeks=2))
    totals = as_alice.get("/progress/").context["totals"]
    assert [total.points for total in totals[-3:]] == [5, 0, 5]
    assert len(totals) == 26


def test_areas_count_distinct_tasks(as_alice, alice):
    for _ in range(3):
        log(alice, task=task("review-a-spec"))
    log(alice, task=task("ask-about-personas"))
    coverage = {row.area.slug: row for row in as_alice.get("/progress/").context["coverage"]}
    assert (coverage["craft"].tried, coverage["craft"].share) == (2, 2)
    assert coverage["network"].tried == 0


def test_the_ledger_lists_every_point_and_says_why_there_are_none(as_alice, alice):
    log(alice, "Monday", "We wait.", task=task("find-a-mentor"))
    log(alice, "Tuesday", "we wait", task=task("find-a-mentor"))
    log(alice, "Tempted", task=task("think-twice-mba-or-double-change"))
    answer = as_alice.get("/progress/points/")
    assert "The same words earned 50 before." in answer.text
    assert "earns its points once" in answer.text
    assert "the reasoned decision is the result" in answer.text
    assert answer.context["user"].points == 60


def test_the_heat_map_ends_today(as_alice, alice):
    log(alice, "Today")
    shades = as_alice.get("/progress/").context["heat"].shades
    assert sum(path.count("M") for path in shades) == 52 * 7 + 3
    assert shades[4].count("M") == 1


def test_the_half_year_of_the_week_page_is_a_table_too(as_alice, alice):
    log(alice, "Now", "We wait.")
    log(alice, "Long ago", date=TODAY - timedelta(weeks=30))
    page = as_alice.get("/progress/days/2026-11-18/")
    assert "Wed 18 Nov 2026" in page.text
    assert page.text.count("<tr>") == 2
    part = as_alice.get("/progress/days/2026-11-18/", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "55" in part.text
    assert as_alice.get("/progress/days/2027-01-01/").status_code == 404


def test_the_year_of_the_progress_page_is_a_table_too(as_alice, alice):
    log(alice, "Now", "We wait.")
    log(alice, "Long ago", date=TODAY - timedelta(weeks=30))
    address = "/progress/days/2026-11-16/?weeks=53"
    assert f'href="{address}"' in as_alice.get("/progress/").text
    page = as_alice.get(address)
    assert "The 53 weeks up to 22 Nov 2026" in page.text
    assert page.text.count("<tr>") == 3
