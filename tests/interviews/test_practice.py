"""Practice: a question answered aloud, kept once, wherever it was made."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import sign_in
from tests.factories import TODAY, make_opening, make_story
from tests.interviews.rows import make_interview, make_practice, make_question, skill
from tests.openings.pages import page_of
from tracker.interviews.practice.models import Practice
from tracker.openings.advert.actions import keep_advert

PAGE, SEND = "/interviews/practice/", "/interviews/practice/send/"
PRICING = "pricing-and-business-model"


@pytest.fixture
def typed():
    return {"question": "Why you?", "clarity": "4", "client_id": str(uuid.uuid4())}


def test_the_question_is_one_of_the_quietest_skill(as_alice, alice, catalogue):
    make_question(make_interview(alice), "Price?", skill=skill(PRICING), went="badly")
    first, second = skill(PRICING).question_list[:2]
    assert f">{first}</textarea>" in page_of(as_alice.get(PAGE)).replace("> ", ">")
    make_practice(alice, first, skill=skill(PRICING), date=TODAY - timedelta(days=99))
    assert f">{second}</textarea>" in page_of(as_alice.get(PAGE)).replace("> ", ">")


def test_another_question_follows_and_the_first_one_after_the_last(as_alice, catalogue):
    last = len(skill(PRICING).question_list) - 1
    page = page_of(as_alice.get(f"{PAGE}?skill={PRICING}&number={last}"))
    assert skill(PRICING).question_list[last] in page
    assert f"?skill={PRICING}&number=0" in page


def test_what_an_advert_asks_for_becomes_a_question(as_alice, alice, bob):
    opening = make_opening(alice, "Yard lead")
    keep_advert(opening, "Requirements:\n- Set prices with sales")
    line = opening.lines.get(is_requirement=True)
    assert "Set prices with sales" in page_of(as_alice.get(f"{PAGE}?opening={opening.pk}"))
    page = page_of(as_alice.get(f"{PAGE}?line={line.pk}"))
    assert "The advert asks for this: “Set prices with sales”." in page
    his = make_opening(bob, "His")
    keep_advert(his, "Requirements:\n- Fly by night")
    assert "Fly by night" not in page_of(as_alice.get(f"{PAGE}?line={his.lines.last().pk}"))
    assert "Fly by night" not in page_of(as_alice.get(f"{PAGE}?opening={his.pk}"))


def test_it_is_kept_with_all_that_was_said_of_it(as_alice, alice, typed):
    story, opening = make_story(alice, "Gates"), make_opening(alice, "Yard lead")
    pricing = skill(PRICING)
    typed |= {"skill": pricing.pk, "story": story.pk, "opening": opening.pk}
    typed |= {"seconds": "112", "note": "Stop sooner."}
    page = page_of(as_alice.post(PAGE, typed, follow=True))
    practice = Practice.objects.get()
    assert (practice.skill, practice.story, practice.opening) == (pricing, story, opening)
    assert (practice.date, practice.seconds, practice.clarity) == (TODAY, 112, 4)
    for words in ("clarity 4 of 5", "1:52", "Stop sooner.", "Gates"):
        assert words in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"clarity": ""}, "Say how clear it was, from 1 to 5."),
        ({"clarity": "6"}, "not one of the available choices"),
        ({"question": " "}, "Write the question that you answered."),
        ({"skill": "999999"}, "That is not there any more."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(as_alice, typed, changed, sentence):
    answer = as_alice.post(PAGE, typed | {"note": "Kept words"} | changed)
    assert answer.status_code == 422
    assert sentence in page_of(answer)
    assert "Kept words" in page_of(answer)
    assert not Practice.objects.exists()


def test_what_arrives_twice_is_kept_once(as_alice, typed):
    as_alice.post(PAGE, typed)
    assert as_alice.post(SEND, typed | {"note": "Again"}).json() == {"saved": typed["client_id"]}
    assert Practice.objects.get().note == ""


def test_what_a_device_kept_has_the_day_on_which_it_was_made(as_alice, typed):
    as_alice.post(SEND, typed | {"day": "2026-11-15"})
    assert Practice.objects.get().date == TODAY - timedelta(days=3)


@pytest.mark.parametrize("day", ["2026-11-19", "1066-10-14", ""])
def test_a_day_that_cannot_be_is_today(as_alice, typed, day):
    as_alice.post(SEND, typed | {"day": day})
    assert Practice.objects.get().date == TODAY


def test_what_it_names_may_be_gone_by_the_time_it_arrives(as_alice, alice, typed):
    story = make_story(alice, "Gates")
    story.soft_delete()
    answer = as_alice.post(SEND, typed | {"story": story.pk, "opening": "999999"})
    assert answer.status_code == 200
    practice = Practice.objects.get()
    assert (practice.story, practice.opening) == (None, None)


def test_sent_with_something_wrong_it_is_not_named_as_saved(as_alice, typed):
    answer = as_alice.post(SEND, typed | {"clarity": ""})
    assert answer.status_code == 422
    assert answer.json()["errors"] == ["Say how clear it was, from 1 to 5."]


def test_the_same_identity_of_two_people_is_two_practices(as_alice, bob, typed):
    as_alice.post(SEND, typed)
    sign_in(bob).post(SEND, typed)
    assert Practice.objects.count() == 2


def test_deleted_it_comes_back_and_sent_again_it_stays_deleted(as_alice, typed):
    as_alice.post(PAGE, typed)
    practice = Practice.objects.get()
    as_alice.post(f"{PAGE}{practice.pk}/delete/")
    as_alice.post(SEND, typed)
    assert not Practice.objects.live().exists()
    as_alice.post(f"{PAGE}{practice.pk}/restore/")
    assert Practice.objects.live().get() == practice


def test_the_cue_lines_are_of_stories_that_show_the_skill(as_alice, alice, catalogue):
    make_story(alice, "About prices", PRICING, state="ready")
    make_story(alice, "About launches", "launching", state="ready")
    page = page_of(as_alice.get(f"{PAGE}?skill={PRICING}"))
    assert "Cue lines: About prices" in page
    assert "Cue lines: About launches" not in page


def test_thousands_of_practices_take_no_query_more(as_alice, alice, catalogue):
    make_practice(alice)
    counts = []
    for _few_and_many in range(2):
        as_alice.get(PAGE)
        with CaptureQueriesContext(connection) as captured:
            as_alice.get(PAGE)
        counts.append(len(captured))
        rows = []
        for number in range(3_000):
            day = TODAY - timedelta(days=number % 900)
            rows.append(Practice(owner=alice, date=day, question=f"Why {number}?", clarity=3))
        Practice.objects.bulk_create(rows)
    assert counts[0] == counts[1]
    assert page_of(as_alice.get(PAGE)).count("clarity 3 of 5") == 20
