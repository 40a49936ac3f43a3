import pytest
from django.core.exceptions import ValidationError

from tests.conftest import sign_in
from tests.factories import make_goal, make_user
from tests.goals.test_goals import goal_data
from tracker.accounts.models import User, validate_zone
from tracker.goals.models import Goal
from tracker.week.models import Commitment

ZONE = {"time_zone": "Europe/Dublin", "week_start": "0"}


def week(**values):
    """What the page of the goal sends: the goal, and when days and weeks begin."""
    return goal_data(**values) | ZONE


def as_it_stands(shown):
    typed = ZONE.copy()
    form = shown.context["form"]
    for name in form.fields:
        typed[name] = form[name].value() or ""
    return typed


def answer(client, **answers):
    """Answer pages of the first steps by their last part, in the order given."""
    for page, data in answers.items():
        address = "/welcome/" if page == "company" else f"/welcome/{page}/"
        sent = client.post(address, data)
        assert sent.status_code == 302, f"{page}: {sent.status_code}"
    return sent


def test_one_question_a_page_leads_from_the_company_to_three_planned_tasks(as_alice):
    assert as_alice.post("/welcome/", {"company": "yes"}).url == "/welcome/path/"
    assert as_alice.post("/welcome/path/", {"path": "inside"}).url == "/welcome/goal/"
    zone = {"time_zone": "Asia/Tokyo", "week_start": "6"}
    assert as_alice.post("/welcome/goal/", week() | zone).url == "/welcome/tasks/"
    starters = as_alice.get("/welcome/tasks/").context["starters"]
    slugs = [starter.task.slug for starter in starters]
    shown = as_alice.post("/welcome/tasks/", {"task": slugs}, follow=True)
    assert f"Next: “{starters[0].task.title}”" in shown.text
    person = User.objects.get()
    assert (person.time_zone, person.week_start, person.company_has_pms) == ("Asia/Tokyo", 6, True)
    assert person.welcomed_at
    assert Goal.objects.get().owner == person
    assert [planned.task.slug for planned in Commitment.objects.order_by("pk")] == slugs
    assert len(slugs) == 3


def test_only_the_tasks_that_stay_ticked_are_planned(as_alice):
    answer(as_alice, company={"company": "yes"}, goal=week())
    first = as_alice.get("/welcome/tasks/").context["starters"][0].task
    as_alice.post("/welcome/tasks/", {"task": [first.slug]})
    assert Commitment.objects.get().task == first


def test_the_goal_can_be_taken_as_it_stands(as_alice):
    answer(as_alice, company={"company": "yes"}, path={"path": "stepping-stone"})
    typed = as_it_stands(as_alice.get("/welcome/goal/"))
    assert as_alice.post("/welcome/goal/", typed).url == "/welcome/tasks/"
    goal = Goal.objects.get()
    assert (goal.path, goal.weekly_target, goal.why) == ("stepping-stone", 3, "")


@pytest.mark.parametrize(
    ("has_pms", "chosen", "offered"),
    [
        ("yes", "inside", {"inside", "niche", "stepping-stone"}),
        ("no", "no-team", {"inside", "niche", "stepping-stone", "no-team"}),
    ],
)
def test_the_fitting_path_is_chosen_and_explained(as_alice, has_pms, chosen, offered):
    answer(as_alice, company={"company": has_pms})
    shown = as_alice.get("/welcome/path/")
    assert shown.context["form"]["path"].value() == chosen
    assert {path.value for path, _text in shown.context["texts"]} == offered
    for _path, text in shown.context["texts"]:
        assert str(text.sentence) in shown.text
        assert str(text.asks) in shown.text
    assert shown.text.count("strongly prefer") == 1
    assert ("doubly hard" in shown.text) is (has_pms == "no")


def test_a_path_that_is_not_offered_is_refused(as_alice):
    answer(as_alice, company={"company": "yes"})
    assert as_alice.post("/welcome/path/", {"path": "no-team"}).status_code == 422


def test_another_answer_about_the_company_lets_another_path_fit(as_alice):
    answer(as_alice, company={"company": "yes"}, path={"path": "inside"})
    answer(as_alice, company={"company": "no"})
    assert as_alice.get("/welcome/path/").context["form"]["path"].value() == "no-team"


def test_a_product_manager_is_asked_for_the_next_level_and_gets_tasks_of_it(as_alice, alice):
    assert as_alice.post("/welcome/", {"company": "is-pm"}).url == "/welcome/level/"
    levels = as_alice.get("/welcome/level/").context["levels"]
    assert [level.number for level in levels] == [2, 3]
    assert as_alice.post("/welcome/level/", {"level": "2"}).url == "/welcome/goal/"
    shown = as_alice.get("/welcome/goal/")
    assert "Step 3 of 4" in shown.text
    as_alice.post("/welcome/goal/", as_it_stands(shown))
    alice.refresh_from_db()
    assert alice.company_has_pms is True
    assert Goal.objects.get().level.number == 2
    starters = as_alice.get("/welcome/tasks/").context["starters"]
    assert {starter.task.level_id for starter in starters} == {Goal.objects.get().level_id}


def test_a_page_of_the_other_answer_that_is_still_open_leads_on(as_alice):
    answer(as_alice, company={"company": "yes"})
    assert as_alice.post("/welcome/level/", {"level": "2"}).url == "/welcome/goal/"
    answer(as_alice, company={"company": "is-pm"})
    assert as_alice.post("/welcome/path/", {"path": "inside"}).url == "/welcome/goal/"
    assert as_alice.post("/welcome/path/", {"path": "inside", "back": "1"}).url == "/welcome/"


def test_back_keeps_what_was_answered(as_alice):
    answer(as_alice, company={"company": "yes"})
    assert as_alice.post("/welcome/path/", {"path": "niche", "back": "1"}).url == "/welcome/"
    assert as_alice.get("/welcome/path/").context["form"]["path"].value() == "niche"
    written = {"why": "To decide.", "weekly_target": "2", "weekly_measure": "points", "back": "1"}
    assert as_alice.post("/welcome/goal/", written).url == "/welcome/path/"
    form = as_alice.get("/welcome/goal/").context["form"]
    assert (form["why"].value(), form["weekly_target"].value()) == ("To decide.", "2")
    assert "(your answer so far)" in as_alice.get("/welcome/").text
    assert not Goal.objects.exists()


def test_going_back_from_the_tasks_changes_the_goal_instead_of_setting_a_second_one(as_alice):
    answer(as_alice, company={"company": "yes"}, goal=week())
    assert as_alice.post("/welcome/tasks/", {"back": "1"}).url == "/welcome/goal/"
    assert as_alice.get("/welcome/goal/").context["form"]["why"].value() == goal_data()["why"]
    answer(as_alice, goal=week(weekly_target="5"))
    assert Goal.objects.get().weekly_target == 5


def test_second_thoughts_are_shown_on_the_page_of_the_goal(as_alice):
    answer(as_alice, company={"company": "yes"}, path={"path": "niche"})
    refused = as_alice.post("/welcome/goal/", week(path="niche"))
    assert refused.status_code == 422
    assert "Why you do it all the same" in refused.text
    answer(as_alice, goal=week(path="niche", override_note="I know the trade."))
    assert Goal.objects.get().path == "niche"


@pytest.mark.parametrize("page", ["", "level/", "path/", "goal/"])
def test_every_page_can_be_skipped(client, catalogue, page):
    ida = make_user("ida", welcomed_at=None)
    as_ida = sign_in(ida)
    shown = as_ida.post(f"/welcome/{page}", {"later": "1"}, follow=True)
    assert shown.redirect_chain[-1][0] == "/"
    assert "days are counted in UTC" in shown.text
    assert "/welcome/next/" in shown.text
    assert not Goal.objects.exists()
    ida.refresh_from_db()
    assert ida.welcomed_at


def test_what_was_skipped_is_picked_up_where_it_was_left(as_alice):
    assert as_alice.get("/welcome/next/").url == "/welcome/"
    answer(as_alice, company={"company": "yes"})
    as_alice.post("/welcome/path/", {"later": "1"})
    assert as_alice.get("/welcome/next/").url == "/welcome/path/"
    answer(as_alice, path={"path": "inside"}, goal=week())
    assert "/welcome/next/" not in as_alice.get("/").text


def test_a_second_click_at_the_end_is_no_error(as_alice):
    for _ in range(2):
        assert as_alice.post("/welcome/goal/", week()).url == "/welcome/tasks/"
    assert Goal.objects.count() == 1


def test_an_active_goal_of_the_level_is_changed_and_those_of_others_stay(as_alice, alice):
    director = make_goal(alice, level=2, why="To lead.")
    answer(as_alice, company={"company": "yes"}, goal=week())
    assert Goal.objects.count() == 2
    director.refresh_from_db()
    assert director.why == "To lead."


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/welcome/", {}),
        ("/welcome/", {"company": "maybe"}),
        ("/welcome/goal/", {"time_zone": "Moon/Base"}),
        ("/welcome/goal/", {"time_zone": ""}),
        ("/welcome/goal/", {"week_start": "3"}),
        ("/welcome/level/", {"level": "1"}),
        ("/welcome/level/", {"level": "9"}),
        ("/welcome/path/", {}),
        ("/welcome/goal/", {"path": "inside"}),
        ("/welcome/tasks/", {"task": "no-such-task"}),
    ],
)
def test_a_bad_answer_gets_a_sentence(as_alice, address, data):
    is_of_zone = "time_zone" in data or "week_start" in data
    refused = as_alice.post(address, week() | data if is_of_zone else data)
    assert refused.status_code == 422
    assert refused.text.count("Not saved yet. What you typed is still here.") == 1
    assert not Goal.objects.exists()


def test_somebody_new_is_led_to_the_first_steps_until_they_are_done(client, catalogue):
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": "a long walk home"})
    assert client.get("/").url == "/welcome/"
    client.post("/welcome/", {"company": "no"})
    assert client.get("/").url == "/welcome/path/"
    client.post("/welcome/goal/", {"later": "1"})
    assert client.get("/").status_code == 200


def test_nobody_gets_utc_without_choosing_it(client, catalogue):
    as_ida = sign_in(make_user("ida", welcomed_at=None))
    assert as_ida.get("/welcome/goal/").context["zone_form"]["time_zone"].value() == ""
    as_ida.post("/welcome/goal/", week() | {"time_zone": "UTC"})
    shown = as_ida.get("/welcome/goal/")
    assert shown.context["zone_form"]["time_zone"].value() == "UTC"
    assert "data-guess" not in shown.text


@pytest.mark.parametrize(
    ("name", "label"), [("Etc/GMT+2", "UTC−2 (Etc/GMT+2)"), ("Japan", "Japan")]
)
def test_a_zone_that_only_browsers_name_is_taken_and_shown(as_alice, name, label):
    answer(as_alice, goal=week() | {"time_zone": name})
    for address in ("/welcome/goal/", "/settings/"):
        assert f'<option value="{name}" selected>{label}</option>' in as_alice.get(address).text
    for nonsense in ("Factory", "Moon/Base"):
        with pytest.raises(ValidationError):
            validate_zone(nonsense)
