import pytest

from tests.goals.test_goals import goal_data
from tracker.accounts.models import User
from tracker.goals.models import Goal


def test_the_first_steps_lead_from_zone_to_goal_to_three_tasks(as_alice):
    zone = {"display_name": "Al", "time_zone": "Asia/Tokyo", "week_start": "6"}
    assert as_alice.post("/welcome/", zone).url == "/welcome/company/"
    assert as_alice.post("/welcome/company/", {"company_has_pms": "yes"}).url == "/welcome/goal/"
    shown = as_alice.get("/welcome/goal/")
    assert shown.context["form"]["path"].value() == "inside"
    answer = as_alice.post("/welcome/goal/", goal_data(), follow=True)
    assert len(answer.context["suggestions"]) == 3
    person = User.objects.get()
    assert (person.time_zone, person.week_start, person.company_has_pms) == ("Asia/Tokyo", 6, True)
    assert person.welcomed_at
    assert Goal.objects.get().owner == person


def test_without_pms_a_mentor_path_is_suggested(as_alice):
    as_alice.post("/welcome/company/", {"company_has_pms": "no"})
    shown = as_alice.get("/welcome/goal/")
    assert shown.context["form"]["path"].value() == "no-team"
    assert "Without a PM team around you a mentor comes first" in shown.text


def test_the_goal_can_wait(as_alice):
    assert as_alice.post("/welcome/goal/", {"later": "1"}).url == "/"
    assert not Goal.objects.exists()
    assert User.objects.get().welcomed_at


def test_a_second_click_at_the_end_is_no_error(as_alice, monkeypatch):
    monkeypatch.setattr("tracker.goals.forms.GoalForm._refuse_second_active", lambda *a: None)
    for _ in range(2):
        assert as_alice.post("/welcome/goal/", goal_data()).url == "/"
    assert Goal.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/welcome/", {"time_zone": "Moon/Base", "week_start": "0"}),
        ("/welcome/", {"time_zone": "UTC", "week_start": "3"}),
        ("/welcome/company/", {}),
        ("/welcome/company/", {"company_has_pms": "maybe"}),
        ("/welcome/goal/", {"path": "inside"}),
    ],
)
def test_a_bad_answer_gets_a_sentence(as_alice, address, data):
    answer = as_alice.post(address, data)
    assert answer.status_code == 422
    assert "Not saved yet. What you typed is still here." in answer.text


def test_somebody_new_is_led_to_the_first_steps_until_they_are_done(client, catalogue):
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": "a long walk home"})
    assert client.get("/").url == "/welcome/"
    client.post("/welcome/goal/", {"later": "1"})
    assert client.get("/").status_code == 200
