"""What an aspiring PM does: suggest a task, and read the answer."""

import html
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.conftest import sign_in
from tests.factories import make_suggestion, make_task, task
from tracker.catalogue.models import Task
from tracker.suggestions import actions, queries
from tracker.suggestions.actions import decline
from tracker.suggestions.models import Suggestion

ADDRESS = "/tasks/suggest/"
OVERVIEW = "/tasks/suggestions/"


def idea(**changes):
    return {
        "title": "Shadow a release",
        "how_to": "Ask who ships.\r\nGo along.\r\nWrite it up.",
        "why": "It shows judgement.",
        "link": "https://example.org/shadowing",
    } | changes


def read(client, address=OVERVIEW):
    return html.unescape(client.get(address).text)


def test_a_suggestion_is_sent_and_stands_on_its_page(as_alice, alice):
    assert ADDRESS in as_alice.get("/tasks/").text
    assert ADDRESS in as_alice.get("/tasks/?q=zebra").text
    assert "Curators read this with your name; nothing else of yours." in read(as_alice, ADDRESS)
    shown = as_alice.post(ADDRESS, idea(title="  Shadow  a release ", credit="on"), follow=True)
    assert "Sent. A curator reads it" in shown.text
    assert "waiting for a curator" in shown.text
    kept = Suggestion.objects.get()
    assert (kept.owner, kept.title, kept.credit) == (alice, "Shadow a release", True)
    assert kept.how_to == "Ask who ships.\nGo along.\nWrite it up."
    assert kept.link == "https://example.org/shadowing"


def test_an_empty_page_offers_the_one_next_step(as_alice):
    shown = as_alice.get(OVERVIEW).text
    assert "What is missing from the list?" in shown
    assert shown.count(ADDRESS) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "t" * 121}, "at most 120 characters"),
        ({"title": "a\x00b"}, "Null characters"),
        ({"how_to": " \n "}, "This field is required"),
        ({"how_to": "h" * 5001}, "at most 5000 characters"),
        ({"why": ""}, "This field is required"),
        ({"why": "w" * 5001}, "at most 5000 characters"),
        ({"link": "javascript:alert(1)"}, "begins with https://"),
        ({"link": "JavaScript://example.org/%0Aalert(1)"}, "begins with https://"),
        ({"link": "data:text/html,<b>"}, "begins with https://"),
        ({"link": "ftp://example.org/file"}, "begins with https://"),
        ({"link": "https://"}, "begins with https://"),
        ({"link": "https://example.org/" + "a" * 500}, "at most 500 characters"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_the_rest(as_alice, changes, sentence):
    answer = as_alice.post(ADDRESS, idea(**changes))
    assert answer.status_code == 422
    assert answer.text.count(sentence) >= 2  # beside the field and at the top
    assert "What you typed is still here" in answer.text
    assert idea(**changes)["why"][:40] in answer.text
    assert not Suggestion.objects.exists()


def test_five_thousand_characters_of_a_browser_fit(as_alice):
    as_alice.post(ADDRESS, idea(how_to="\r\n".join(["h"] * 2500)))
    assert len(Suggestion.objects.get().how_to) == 4999


def test_an_address_without_a_scheme_is_taken_for_https(as_alice):
    as_alice.post(ADDRESS, idea(link="example.org/shadowing"))
    assert Suggestion.objects.get().link == "https://example.org/shadowing"


@pytest.mark.parametrize("part", ["title", "how_to", "why", "link"])
def test_the_database_holds_the_limits_too(alice, part):
    with pytest.raises(DatabaseError), transaction.atomic():
        make_suggestion(alice, **{part: "x" * 5001})


def test_a_title_of_the_list_is_refused_with_a_way_to_its_task(as_alice):
    record = make_task("Bake <b>bread</b>")
    answer = as_alice.post(ADDRESS, idea(title="bake  <B>BREAD</b>"))
    assert answer.status_code == 422
    link = f'<a href="/tasks/{record.slug}/">Bake &lt;b&gt;bread&lt;/b&gt;</a>'
    assert f"This task is in the list already: {link}." in answer.text
    make_task("Bake a cake", status="draft")
    assert as_alice.post(ADDRESS, idea(title="Bake a cake")).status_code == 302


def test_at_most_five_in_24_hours(as_alice, alice, clock):
    for number in range(5):
        assert as_alice.post(ADDRESS, idea(title=f"Idea {number}")).status_code == 302
        clock.shift(timedelta(hours=1))
    answer = as_alice.post(ADDRESS, idea(title="One too many"))
    assert answer.status_code == 422
    # Alice lives in Dublin, where it is noon as well.
    assert "This one can be sent from Thu 19 Nov, 12:00 on" in answer.text
    assert 'value="One too many"' in answer.text
    assert Suggestion.objects.count() == 5
    clock.shift(timedelta(hours=19, seconds=1))
    assert as_alice.post(ADDRESS, idea(title="One too many")).status_code == 302


def test_the_next_moment_is_told_in_ones_own_zone(alice):
    alice.time_zone = "Asia/Tokyo"
    alice.save()
    for number in range(5):
        make_suggestion(alice, f"Idea {number}")
    assert "from Thu 19 Nov, 21:00 on" in sign_in(alice).post(ADDRESS, idea()).text


def test_at_most_twenty_wait(as_alice, alice, clock):
    for number in range(20):
        make_suggestion(alice, f"Idea {number}")
    clock.shift(timedelta(days=2))
    answer = sign_in(alice).post(ADDRESS, idea())
    assert answer.status_code == 422
    assert "20 of your suggestions wait for a curator" in answer.text
    Suggestion.objects.filter(title="Idea 7").update(state="declined", decided_at=alice.date_joined)
    assert sign_in(alice).post(ADDRESS, idea()).status_code == 302


def test_the_limits_are_each_persons_own(alice, as_alice, bob):
    for number in range(20):
        make_suggestion(bob, f"Idea {number}")
    assert as_alice.post(ADDRESS, idea(title="Idea 3")).status_code == 302


def test_a_second_click_sends_no_second_one(as_alice):
    as_alice.post(ADDRESS, idea())
    answer = as_alice.post(ADDRESS, idea())
    assert (answer.status_code, answer.url) == (302, OVERVIEW)
    assert Suggestion.objects.count() == 1


def test_other_words_under_a_waiting_title_are_not_lost(as_alice):
    as_alice.post(ADDRESS, idea())
    answer = as_alice.post(ADDRESS, idea(title="SHADOW a release", why="Something else."))
    assert answer.status_code == 422
    assert "You have suggested a task with this title before" in answer.text
    assert "Something else." in answer.text
    assert Suggestion.objects.count() == 1


def test_an_answered_title_can_be_suggested_again(as_alice, alice):
    make_suggestion(alice, state="declined", reason="Too vague.")
    assert as_alice.post(ADDRESS, idea()).status_code == 302


def test_a_waiting_one_is_taken_back(as_alice, alice):
    mine = make_suggestion(alice)
    shown = as_alice.post(f"/tasks/suggestions/{mine.pk}/withdraw/", follow=True).text
    assert "Taken back." in shown
    assert not Suggestion.objects.exists()


def test_an_answered_one_is_not_taken_back(as_alice, alice):
    mine = make_suggestion(alice, state="declined", reason="Too vague.")
    assert "withdraw" not in read(as_alice)
    shown = as_alice.post(f"/tasks/suggestions/{mine.pk}/withdraw/", follow=True).text
    assert "A curator has answered this one meanwhile." in shown
    assert Suggestion.objects.exists()


def test_a_stranger_neither_sees_it_nor_takes_it_back(alice, bob):
    hers = make_suggestion(alice)
    as_bob = sign_in(bob)
    assert as_bob.post(f"/tasks/suggestions/{hers.pk}/withdraw/").status_code == 404
    assert hers.title not in read(as_bob)
    assert as_bob.get("/tasks/like/", {"title": hers.title}).text.strip() == ""
    assert Suggestion.objects.count() == 1


def test_hostile_words_stay_words(as_alice, alice):
    attack = "<script>alert(1)</script>"
    make_suggestion(alice, attack, how_to=attack, why=attack, reason=attack, state="declined")
    shown = as_alice.get(OVERVIEW).text
    assert attack not in shown
    assert shown.count(html.escape(attack)) >= 4
    assert attack not in as_alice.post(ADDRESS, idea(title=attack, check="1")).text


# Answers


def test_an_answer_is_news_until_it_is_read(as_alice, alice, bob, carol):
    assert "See the answer" not in as_alice.get("/").text
    make_suggestion(alice, "Bake a pie")
    decline(make_suggestion(bob), carol, "Too vague.")
    assert "See the answer" not in as_alice.get("/").text
    decline(make_suggestion(alice, "Bake bread"), carol, "Not product work.")
    assert "A curator has answered what you suggested." in as_alice.get("/").text
    shown = read(as_alice)
    assert shown.count('<span class="chip now">New</span>') == 1
    assert "Not product work." in shown
    assert "See the answer" not in as_alice.get("/").text
    assert '<span class="chip now">' not in read(as_alice)
    assert Suggestion.objects.filter(seen_at=None).count() == 2  # the waiting one and Bob's


def test_an_old_answer_far_down_does_not_stay_news(as_alice, alice, carol, clock):
    decline(make_suggestion(alice, "The first"), carol, "No.")
    clock.shift(timedelta(minutes=1))
    for number in range(100):
        make_suggestion(alice, f"Idea {number}")
    assert "The first" not in read(as_alice)
    assert "See the answer" not in as_alice.get("/").text


@pytest.mark.parametrize(
    ("state", "status", "sentence"),
    [
        ("accepted", "draft", "A curator is making a task of it."),
        ("accepted", "published", "It is a task now:"),
        ("accepted", "archived", "It is a task now:"),
        ("merged", "published", "It is part of this task:"),
    ],
)
def test_what_became_of_it_is_said(as_alice, alice, state, status, sentence):
    record = make_task("Bake bread", status=status)
    make_suggestion(alice, state=state, task=record, reason="Well seen.")
    shown = read(as_alice)
    assert sentence in shown
    assert "Well seen." in shown
    assert (record.get_absolute_url() in shown) is (status != "draft")
    assert ("Bake bread" in shown) is (status != "draft")


@pytest.mark.parametrize("state", ["accepted", "merged"])
def test_a_task_that_is_gone_breaks_nothing(as_alice, alice, state):
    record = make_task("Bake bread", status="draft")
    make_suggestion(alice, state=state, task=record)
    record.delete()
    assert "Shadow a release" in read(as_alice)


def test_a_credit_is_shown_on_its_task(as_alice):
    Task.objects.filter(slug="review-a-spec").update(credit="Alice <3")
    assert "Suggested by <bdi>Alice &lt;3</bdi>." in as_alice.get("/tasks/review-a-spec/").text
    assert "Suggested by" not in as_alice.get("/tasks/ask-why-first/").text


def test_the_form_says_which_name_would_stand_there(as_alice, alice):
    assert "it says “Suggested by Alice”" in read(as_alice, ADDRESS)
    alice.display_name = ""
    alice.save()
    assert 'Your <a href="/settings/">settings</a> hold no name yet' in read(as_alice, ADDRESS)


# Hints while typing


def hint(client, title):
    return html.unescape(client.get("/tasks/like/", {"title": title}).text)


def test_what_resembles_the_title_is_pointed_out_while_typing(as_alice):
    assert "<html" not in hint(as_alice, "Sit in on customer briefings")
    shown = hint(as_alice, "Sit in on customer briefings")
    assert "of the list sound" in shown
    assert 'href="/tasks/sit-in-on-a-customer-briefing/"' in shown
    for title in ("", "   ", "Bake bread", "a\x00b", "x" * 9000):
        assert hint(as_alice, title).strip() == "", title


def test_ones_own_waiting_title_is_pointed_out(as_alice, alice):
    make_suggestion(alice)
    assert "it waits for a curator" in hint(as_alice, "shadow  A release")
    assert hint(as_alice, "Shadow a releas").strip() == ""


def test_without_javascript_a_button_checks_and_sends_nothing(as_alice):
    assert 'name="check"' in as_alice.get(ADDRESS).text
    typed = {"title": "Sit in on briefings of a customer", "how_to": "", "check": "1"}
    answer = as_alice.post(ADDRESS, typed)
    assert answer.status_code == 200
    assert "/tasks/sit-in-on-a-customer-briefing/" in answer.text
    assert 'value="Sit in on briefings of a customer"' in answer.text
    assert "This field is required" not in answer.text
    assert "error-summary" not in answer.text
    assert not Suggestion.objects.exists()
    nothing = as_alice.post(ADDRESS, {"title": "Bake bread", "check": "1"}).text
    assert "No task of the list sounds like this title." in nothing
    assert as_alice.post(ADDRESS, {"check": "1"}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # the same words, in another order or form
        ("Sit in on customer", "sit-in-on-a-customer-briefing"),
        ("Customer briefings, sat in silently: sit", "sit-in-on-a-customer-briefing"),
        ("Interview customers", "help-with-customer-interviews"),
        ("compare COMPETITORS", "compare-one-competitor"),
        ("Backup PM for a project", "offer-to-be-back-up-pm"),
        # slips of the pen
        ("Sit in on a cutsomer breifing", "sit-in-on-a-customer-briefing"),
        ("Find a metnor where there is no team", "find-a-mentor"),
        # one shared word, everyday words, none at all
        ("Write a spec", None),
        ("Talk to support", None),
        ("What would you do with all of it", None),
        ("Run a pricing survey", None),
        ("日本語の仕事を提案する", None),
        ("-- ?! --", None),
    ],
)
def test_titles_are_alike_by_words_that_matter(catalogue, typed, found):
    slugs = [record.slug for record in queries.similar_tasks(typed)]
    assert (slugs[:1] == [found]) if found else slugs == [], slugs


def test_shipped_tasks_do_not_resemble_each_other(catalogue):
    for record in Task.objects.published():
        assert [found.slug for found in queries.similar_tasks(record.title)] == [record.slug]


def test_the_most_alike_comes_first_and_three_are_enough(catalogue):
    for number in range(5):
        make_task(f"Bake rye bread with customers {number}")
    make_task("Bake rye bread")
    found = [record.title for record in queries.similar_tasks("bake rye bread with customers 3")]
    assert found[0] == "Bake rye bread with customers 3"
    assert len(found) == 3
    make_task("Bake rye bread, hidden", status="draft")
    assert "hidden" not in "".join(
        record.title for record in queries.similar_tasks("Bake rye bread hidden")
    )


def test_an_action_that_refuses_keeps_nothing(alice):
    make_suggestion(alice)
    with pytest.raises(actions.AlreadyWaitingError):
        actions.suggest(alice, Suggestion(title="shadow a RELEASE", how_to="x", why="x"))
    assert Suggestion.objects.count() == 1
    assert task("review-a-spec").credit == ""
