"""Logging by the form, as the browser sends it."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils.html import escape

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_task, task
from tests.journal.forms import entry_data
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal


def test_a_task_and_todays_date_are_enough(as_alice, alice):
    as_alice.post("/journal/log/", entry_data(task=task("review-a-spec").title))
    activity = Activity.objects.get()
    assert (activity.task, activity.date, activity.points) == (task("review-a-spec"), TODAY, 10)


def test_a_briefing_with_two_quotes_earns_110_points_and_says_so(as_alice, alice):
    data = entry_data(
        "We would pay double.", "Nobody opens it.", task="Sit in on a customer briefing in silence"
    )
    answer = as_alice.post("/journal/log/", data, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Logged: 110 points. 2 quotes earned 50 each." in answer.text
    activity = Activity.objects.get()
    assert (activity.owner, activity.date) == (alice, TODAY)
    assert list(activity.quotes.order_by("position").values_list("text", flat=True)) == [
        "We would pay double.",
        "Nobody opens it.",
    ]


def test_the_same_quote_again_earns_nothing_and_the_page_says_why(as_alice, alice):
    log(alice, "Before", "We would pay double.")
    answer = as_alice.post(
        "/journal/log/", entry_data("we would pay DOUBLE", title="Again"), follow=True
    )
    assert "1 quote earned 0: you have the same words already." in answer.text
    shown = as_alice.get(Activity.objects.get(title="Again").get_absolute_url())
    assert "0 points: the same words earned 50" in shown.text


def test_a_once_only_task_logged_again_says_why_it_earns_nothing(as_alice, alice):
    log(alice, task=task("find-a-mentor"))
    answer = as_alice.post(
        "/journal/log/", entry_data(task=task("find-a-mentor").title), follow=True
    )
    assert "This task earns its points once, and you have them." in answer.text


def test_a_past_entry_opens_after_it_is_saved(as_alice):
    day = TODAY - timedelta(days=40)
    answer = as_alice.post("/journal/log/", entry_data(title="Old", date=day.isoformat()))
    assert answer.url == Activity.objects.get().get_absolute_url()
    assert DayTotal.objects.get().date == day


def test_a_double_click_makes_one_entry(as_alice):
    data = entry_data("We wait.", title="Once")
    first, second = as_alice.post("/journal/log/", data), as_alice.post("/journal/log/", data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Activity.objects.count() == 1
    assert Quote.objects.count() == 1


def test_other_words_under_a_sent_form_are_kept_and_shown(as_alice):
    data = entry_data(title="First words")
    as_alice.post("/journal/log/", data)
    answer = as_alice.post("/journal/log/", data | {"title": "Other words"})
    assert answer.status_code == 422
    assert "This form was saved before with other words" in answer.text
    assert "Other words" in answer.text
    again = data | {
        "title": "Other words",
        "client_id": answer.context["form"]["client_id"].value(),
    }
    as_alice.post("/journal/log/", again)
    assert set(Activity.objects.values_list("title", flat=True)) == {"First words", "Other words"}


def test_two_people_may_by_chance_send_the_same_id(as_alice, alice, bob):
    data = entry_data(title="Mine")
    as_alice.post("/journal/log/", data)
    sign_in(bob).post("/journal/log/", data)
    assert {activity.owner for activity in Activity.objects.all()} == {alice, bob}


def test_from_a_tasks_page_the_form_comes_with_the_task(as_alice):
    answer = as_alice.get("/journal/log/?task=sit-in-on-a-customer-briefing")
    assert 'value="Sit in on a customer briefing in silence"' in answer.text
    assert f'value="{TODAY.isoformat()}"' in answer.text
    card = task("sit-in-on-a-customer-briefing")
    assert f"<p>{escape(card.evidence)}</p>" in answer.text
    assert 'data-hx-trigger="change from:#id_task"' in answer.text


def test_a_refused_form_asks_for_the_hint_of_what_was_typed(as_alice):
    data = entry_data(task=task("review-a-spec").title, date="not yet")
    answer = as_alice.post("/journal/log/", data)
    assert 'data-hx-trigger="load, change from:#id_task"' in answer.text


@pytest.mark.parametrize("asked", ["no-such-task", "%00", "x" * 500, "''"])
def test_a_strange_task_in_the_address_gives_an_empty_form(as_alice, asked):
    assert as_alice.get(f"/journal/log/?task={asked}").status_code == 200


def test_another_quote_without_script_keeps_what_was_typed(as_alice):
    data = entry_data("We wait.", title="Typed", date="not yet") | {"add_quote": "1"}
    answer = as_alice.post("/journal/log/", data)
    assert answer.status_code == 200
    assert "We wait." in answer.text
    assert 'name="quotes-1-text"' in answer.text
    assert 'value="not yet"' in answer.text
    assert "Not saved yet" not in answer.text
    assert not Activity.objects.exists()


def test_today_is_the_users_today(as_alice, alice, clock):
    alice.time_zone = "Pacific/Auckland"
    alice.save()
    tomorrow = TODAY + timedelta(days=1)  # noon UTC on the 18th is the 19th there
    as_alice.post("/journal/log/", entry_data(title="Early bird", date=tomorrow.isoformat()))
    assert Activity.objects.get().date == tomorrow


def test_changing_the_zone_moves_no_entry(as_alice, alice):
    log(alice, "Here", date=TODAY)
    alice.time_zone = "Pacific/Kiritimati"
    alice.save()
    assert Activity.objects.get().date == date(2026, 11, 18)


def test_a_retired_task_cannot_be_logged_anew(as_alice):
    make_task("Old task", status="archived")
    answer = as_alice.post("/journal/log/", entry_data(task="Old task"))
    assert answer.status_code == 422
    assert "There is no task called “Old task”" in answer.text


def test_one_line_from_the_home_page_logs_todays_task(as_alice):
    as_alice.post("/journal/log/quick/", {"what": "read a SPEC", "client_id": uuid.uuid4()})
    activity = Activity.objects.get()
    assert (activity.title, activity.task, activity.points) == ("read a SPEC", None, 5)
    as_alice.post(
        "/journal/log/quick/",
        {"what": "sit in on a customer briefing in SILENCE", "client_id": uuid.uuid4()},
    )
    assert Activity.objects.latest("pk").task == task("sit-in-on-a-customer-briefing")


def test_a_quick_line_sent_twice_makes_one_entry(as_alice):
    data = {"what": "Chat with Priya", "client_id": uuid.uuid4()}
    as_alice.post("/journal/log/quick/", data)
    assert as_alice.post("/journal/log/quick/", data).status_code == 302
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"what": "Chat with Priya", "more": "1"},
        {"what": "Chat with Priya"},
        {"what": "", "client_id": "x"},
        {"what": "Chat\x00", "client_id": str(uuid.uuid4())},
        {},
    ],
)
def test_a_quick_line_that_is_not_enough_opens_the_form_with_it(as_alice, data):
    answer = as_alice.post("/journal/log/quick/", data)
    assert answer.status_code == 200
    assert data.get("what", "").strip("\x00") in answer.text
    assert not Activity.objects.exists()


def test_a_quick_line_with_a_used_id_and_other_words_opens_the_form(page_id, as_alice):
    as_alice.post("/journal/log/quick/", {"what": "First", "client_id": page_id})
    answer = as_alice.post("/journal/log/quick/", {"what": "Second", "client_id": page_id})
    assert "This line was sent before" in answer.text
    assert 'value="Second"' in answer.text
    assert Activity.objects.count() == 1


def test_a_resend_with_another_speaker_is_not_dropped(as_alice):
    data = entry_data("We wait.", title="Once")
    as_alice.post("/journal/log/", data)
    answer = as_alice.post("/journal/log/", data | {"quotes-0-speaker": "CTO"})
    assert answer.status_code == 422
    assert 'value="CTO"' in answer.text


def test_a_resend_of_a_deleted_entry_is_not_said_to_be_saved(as_alice):
    data = entry_data(title="Once")
    as_alice.post("/journal/log/", data)
    as_alice.post(f"/journal/{Activity.objects.get().pk}/delete/")
    assert as_alice.post("/journal/log/", data).status_code == 422


@pytest.fixture
def page_id():
    return str(uuid.uuid4())


def test_own_words_in_the_field_of_tasks_become_the_title(as_alice, alice):
    as_alice.post("/journal/log/", entry_data(task="Coffee with  Priya from product"))
    activity = Activity.objects.owned_by(alice).get()
    assert (activity.task, activity.title) == (None, "Coffee with Priya from product")


def test_own_words_beside_a_title_are_asked_about(as_alice):
    answer = as_alice.post("/journal/log/", entry_data(task="Fly to the moon", title="Coffee"))
    assert answer.status_code == 422
    assert "There is no task called “Fly to the moon”" in answer.text
