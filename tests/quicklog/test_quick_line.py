"""The line on the home page, as somebody types it: Enter saves, and what is in doubt is asked."""

import re
import uuid
from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_person, make_task, task
from tracker.journal.models import Activity

SPEC = "Review a spec from the technical and the business side"
LINE = "review a spec yesterday 45m with Ana Ruiz"


def send(client, what, client_id=None, **fields):
    data = {"what": what, "client_id": client_id or uuid.uuid4()}
    return client.post("/journal/log/quick/", data | fields, follow=True)


def preview(client, what):
    return client.get("/journal/log/quick/read/", {"what": what}).text


def token(page):
    return re.search(r'name="shown" value="(\w+)"', page)[1]


def words(page):
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_while_she_types_alice_reads_what_her_line_means(as_alice, alice):
    make_person(alice)
    shown = words(preview(as_alice, LINE))
    assert shown == (
        f"Understood as {SPEC} · yesterday, Tue 17 Nov · 45 min · with Ana Ruiz · 10 points"
    )
    assert not Activity.objects.exists()


@pytest.mark.parametrize("line", ["", "   ", "yesterday", "\x00"])
def test_a_line_that_is_no_entry_yet_shows_nothing(as_alice, line):
    assert words(preview(as_alice, line)) == ""


def test_what_she_has_seen_is_saved_at_once(as_alice, alice):
    ana = make_person(alice)
    answer = send(as_alice, LINE, shown=token(preview(as_alice, LINE)))
    activity = Activity.objects.get()
    assert (activity.task, activity.title, activity.minutes) == (task("review-a-spec"), "", 45)
    assert (activity.date, list(activity.people.all())) == (TODAY - timedelta(days=1), [ana])
    assert answer.redirect_chain == [("/", 302)]
    assert "Logged: 10 points." in answer.text


def test_enter_saves_at_once_and_says_what_was_understood_with_undo_and_change(as_alice, alice):
    make_person(alice)
    client_id = uuid.uuid4()
    first = send(as_alice, LINE, client_id)
    send(as_alice, LINE, client_id)
    activity = Activity.objects.get()
    assert activity.minutes == 45
    understood = f"Logged: 10 points. “{SPEC}” · yesterday, Tue 17 Nov · 45 min · with Ana Ruiz."
    assert f"{understood} Change" in words(first.text)
    assert f'href="/journal/{activity.pk}/edit/">Change' in first.text
    assert f'action="/journal/{activity.pk}/delete/"' in first.text


def test_change_it_opens_the_whole_form_with_everything_in_it(as_alice, alice):
    make_person(alice)
    page = send(as_alice, LINE, more="1").text
    for value in (SPEC, "2026-11-17", "45", "Ana Ruiz"):
        assert f'value="{value}"' in page
    assert not Activity.objects.exists()


def test_whoever_types_faster_than_the_page_reads_is_not_held_up(as_alice):
    seen = token(preview(as_alice, "Lunch yesterday"))
    send(as_alice, "Lunch yesterday 45m", shown=seen)
    assert Activity.objects.get().minutes == 45


def test_a_day_that_moved_on_meanwhile_is_said(as_alice, clock):
    seen = token(preview(as_alice, "Lunch yesterday"))
    clock.shift(timedelta(days=1))
    assert "Wed 18 Nov" in words(send(as_alice, "Lunch yesterday", shown=seen).text)


def test_what_bob_has_chosen_between_is_not_what_alice_has_seen(as_alice, bob):
    seen = token(preview(sign_in(bob), "think twice"))
    send(as_alice, "think twice", shown=seen)
    assert not Activity.objects.exists()


def test_plain_words_and_a_whole_title_are_saved_at_once_as_ever(as_alice):
    send(as_alice, "Lunch with the new PM")
    send(as_alice, SPEC.upper())
    assert list(Activity.objects.order_by("pk").values_list("title", "task__title", "date")) == [
        ("Lunch with the new PM", None, TODAY),
        ("", SPEC, TODAY),
    ]


def test_between_two_tasks_alice_chooses(as_alice):
    page = send(as_alice, "think twice").text
    assert "More than one task could be meant." in page
    assert not Activity.objects.exists()
    slug = re.search(r'name="task" value="([\w-]+)"', page)[1]
    card = task(slug)
    send(as_alice, "think twice", shown=token(page), task=slug)
    activity = Activity.objects.get()
    assert (activity.task, activity.title) == (card, "")


def test_without_choosing_it_is_an_entry_of_its_own(as_alice):
    page = send(as_alice, "think twice").text
    send(as_alice, "think twice", shown=token(page), task="review-a-spec")
    assert Activity.objects.get().title == "think twice"


def test_a_day_to_come_is_not_quietly_logged_for_today(as_alice):
    page = words(send(as_alice, "Call tomorrow").text)
    assert "“tomorrow” has not come yet. It stays in the title." in page
    assert "Call tomorrow · today, Wed 18 Nov" in page
    assert not Activity.objects.exists()


def test_two_people_of_one_name_are_not_told_apart_by_chance(as_alice, alice):
    make_person(alice, "Lee", kind="peer", company="Acme")
    make_person(alice, "Lee", kind="peer", company="Initech")
    assert "You know more than one “Lee”: add the company" in send(as_alice, "Call with Lee").text


def test_nobody_elses_people_are_known(as_alice, bob):
    make_person(bob)
    send(as_alice, "Coffee with Ana Ruiz")
    activity = Activity.objects.get()
    assert (activity.title, activity.people.count()) == ("Coffee with Ana Ruiz", 0)


def test_a_day_without_a_deed_asks_for_it_and_keeps_the_day(as_alice):
    page = send(as_alice, "yesterday 45m").text
    assert "Say in a few words what you did" in page
    assert 'value="2026-11-17"' in page
    assert 'value="45"' in page


def test_a_title_that_is_too_long_opens_the_form_with_all_of_it(as_alice):
    page = send(as_alice, "word " * 30 + "yesterday").text
    assert "A title has at most 120 characters" in page
    assert ("word " * 30).strip() in page
    assert not Activity.objects.exists()


def test_a_task_that_pays_once_is_not_promised_twice(as_alice, alice):
    assert "10 points" in preview(as_alice, task("find-a-mentor").title)
    log(alice, task=task("find-a-mentor"))
    assert "0 points" in preview(as_alice, task("find-a-mentor").title)


def test_after_going_back_the_same_line_with_somebody_else_is_not_dropped(as_alice, alice):
    make_person(alice)
    make_person(alice, "Ben Okafor")
    client_id = uuid.uuid4()
    for name in ("Ana Ruiz", "Ben Okafor"):
        line = f"Coffee with {name}"
        page = send(as_alice, line, client_id, shown=token(preview(as_alice, line))).text
    assert "This line was sent before" in page
    assert 'value="Ben Okafor"' in page


def test_an_old_day_opens_its_entry(as_alice):
    line = "Lunch 2026-10-01"
    answer = send(as_alice, line, shown=token(preview(as_alice, line)))
    assert answer.redirect_chain == [(Activity.objects.get().get_absolute_url(), 302)]


def test_what_a_curator_called_a_task_is_shown_as_words_only(as_alice):
    make_task("<b>Bold</b> move of the year")
    assert "&lt;b&gt;Bold&lt;/b&gt; move" in preview(as_alice, "<b>Bold</b> move of the year")
