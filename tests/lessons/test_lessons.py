"""Mistakes and hard conversations, finished once they say what changed."""

import html
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_lesson
from tracker.journal.actions import delete_activity
from tracker.lessons.models import Lesson

NEW = {"kind": "mistake", "title": "Signed off too early", "date": "2026-11-17"}


def shown(client, address: str = "/lessons/") -> str:
    return html.unescape(client.get(address).text)


def titles(client, query: str = "") -> list[str]:
    return [lesson.title for lesson in client.get(f"/lessons/?{query}").context["page"].rows]


def test_without_a_change_it_is_a_draft_and_says_so(as_alice):
    answer = as_alice.post("/lessons/new/", NEW | {"changed": "  \r\n "}, follow=True)
    assert "Saved as a draft." in answer.text
    assert "it does not say what changed since" in answer.text
    lesson = Lesson.objects.get()
    assert lesson.is_draft
    assert titles(as_alice) == []
    assert "Signed off too early" in shown(as_alice)
    as_alice.post(f"/lessons/{lesson.pk}/edit/", NEW | {"changed": "I test at night."})
    assert titles(as_alice) == ["Signed off too early"]


def test_the_form_says_why_it_is_asked(as_alice):
    assert "A hiring manager asks for a mistake" in shown(as_alice, "/lessons/new/")


def test_an_empty_page_offers_the_first_step(as_alice):
    assert "What went wrong lately?" in shown(as_alice)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("kind", "triumph", "not one of the available choices"),
        ("title", "", "Say in a few words what went wrong."),
        ("title", "x" * 121, "at most 120"),
        ("title", "a\x00b", "Null characters"),
        ("date", "", "Say on which day it was."),
        ("date", "2026-11-19", "between 1950 and today"),
        ("date", "1949-12-31", "between 1950 and today"),
        ("product", "x" * 121, "at most 120"),
        ("story", "x" * 2001, "at most 2000"),
        ("changed", "x" * 2001, "at most 2000"),
    ],
)
def test_what_is_odd_is_refused_with_a_sentence_and_kept(as_alice, field, value, sentence):
    answer = as_alice.post("/lessons/new/", NEW | {"story": "Typed"} | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    if field != "story":
        assert "Typed" in answer.text
    assert not Lesson.objects.exists()


def test_hostile_words_are_shown_as_words(as_alice, alice):
    hostile = "<script>alert(1)</script>"
    lesson = make_lesson(alice, hostile, product=hostile, story=hostile, changed=hostile)
    for address in ("/lessons/", f"/lessons/{lesson.pk}/", f"/lessons/{lesson.pk}/edit/"):
        assert "<script>alert" not in as_alice.get(address).text


def test_filters_by_kind_and_drafts(as_alice, alice, bob):
    make_lesson(alice, "Mistake")
    make_lesson(alice, "Quarrel", kind="conversation")
    make_lesson(alice, "Half", changed="")
    make_lesson(bob, "Not mine")
    assert titles(as_alice) == ["Quarrel", "Mistake"]
    assert titles(as_alice, "kind=conversation") == ["Quarrel"]
    assert titles(as_alice, "drafts=on") == ["Half"]
    assert titles(as_alice, "kind=<b>&before=nonsense") == ["Quarrel", "Mistake"]
    assert "Nothing matches" in shown(as_alice, "/lessons/?kind=conversation&drafts=on")


def test_older_ones_are_a_page_further(as_alice, alice):
    for number in range(32):
        make_lesson(alice, f"Lesson {number}", date=TODAY - timedelta(days=number))
    page = as_alice.get("/lessons/").context["page"]
    assert len(page.rows) == 30
    assert titles(as_alice, f"before={page.next_cursor}") == ["Lesson 30", "Lesson 31"]


def test_what_was_learned_in_entries_waits_until_it_is_a_lesson(as_alice, alice, bob):
    activity = log(alice, "Night release", lesson="I test my own shift.")
    log(alice, "Nothing learned")
    log(alice, "Long ago", lesson="Old.", date=TODAY - timedelta(days=366))
    log(bob, "Not mine", lesson="Secret")
    delete_activity(log(alice, "Gone", lesson="Gone"))
    assert as_alice.get("/lessons/").context["waiting"] == [activity]
    form = as_alice.get(f"/lessons/new/?entry={activity.pk}").context["form"]
    assert form["title"].value() == "Night release"
    assert form["story"].value() == "I test my own shift."
    as_alice.post(f"/lessons/new/?entry={activity.pk}", NEW)
    lesson = Lesson.objects.get()
    assert lesson.activity == activity
    assert as_alice.get("/lessons/").context["waiting"] == []
    as_alice.post(f"/lessons/{lesson.pk}/delete/")
    assert as_alice.get("/lessons/").context["waiting"] == [activity]


def test_at_most_twenty_entries_wait_on_the_page(as_alice, alice):
    for number in range(22):
        log(alice, f"Entry {number}", lesson="Listen.")
    waiting = as_alice.get("/lessons/").context["waiting"]
    assert [activity.title for activity in waiting][0::19] == ["Entry 21", "Entry 2"]


def test_an_entry_leads_to_its_lessons(as_alice, alice):
    activity = log(alice, "Night release", lesson="I test my own shift.")
    address = activity.get_absolute_url()
    assert f"/lessons/new/?entry={activity.pk}" in shown(as_alice, address)
    lesson = make_lesson(alice, activity=activity)
    make_lesson(alice, "Deleted one", activity=activity, deleted_at=timezone.now())
    text = shown(as_alice, address)
    assert f"/lessons/{lesson.pk}/" in text
    assert "Deleted one" not in text
    assert "Night release" in shown(as_alice, f"/lessons/{lesson.pk}/")
    delete_activity(activity)
    assert "Night release" not in shown(as_alice, f"/lessons/{lesson.pk}/")


def test_a_strangers_entry_gives_nothing_away(as_alice, bob):
    theirs = log(bob, "Secret title", lesson="Secret lesson")
    for key in (theirs.pk, "0", "-1", "x", "%00", "9" * 40, "²"):
        address = f"/lessons/new/?entry={key}"
        assert "Secret" not in as_alice.get(address).text
        as_alice.post(address, NEW)
    assert {lesson.activity for lesson in Lesson.objects.all()} == {None}


def test_a_stranger_reaches_no_lesson(alice, bob):
    lesson = make_lesson(alice)
    client = sign_in(bob)
    assert client.get(f"/lessons/{lesson.pk}/").status_code == 404
    assert client.post(f"/lessons/{lesson.pk}/edit/", NEW).status_code == 404
    assert client.post(f"/lessons/{lesson.pk}/delete/").status_code == 404


def test_a_deleted_lesson_comes_back_and_is_gone_after_30_days(as_alice, alice):
    lesson = make_lesson(alice)
    as_alice.post(f"/lessons/{lesson.pk}/delete/")
    assert titles(as_alice) == []
    assert lesson.title in shown(as_alice, "/journal/deleted/")
    as_alice.post(f"/lessons/{lesson.pk}/restore/")
    assert titles(as_alice) == [lesson.title]
    Lesson.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    call_command("purge_deleted")
    assert not Lesson.objects.exists()


def test_a_day_that_was_today_elsewhere_may_stay(as_alice, alice):
    lesson = make_lesson(alice, date=TODAY + timedelta(days=1))
    data = NEW | {"date": "2026-11-19", "changed": "Since"}
    assert as_alice.post(f"/lessons/{lesson.pk}/edit/", data).status_code == 302
    assert as_alice.post("/lessons/new/?date=2026-11-19", data).status_code == 422
