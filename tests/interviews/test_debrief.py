"""The debrief: what was asked, how it went; no row is lost."""

from datetime import timedelta

import pytest

from tests.factories import TODAY, make_story
from tests.interviews.rows import make_interview, make_question, skill
from tests.openings.pages import page_of
from tracker.interviews.models import AskedQuestion


@pytest.fixture
def interview(alice):
    return make_interview(alice, date=TODAY - timedelta(days=1))


def sent(*rows, **values):
    """A form with these rows, each a dict; what is left out of one is empty."""
    data = {"asked-TOTAL_FORMS": len(rows), "asked-INITIAL_FORMS": 0} | values
    for index, row in enumerate(rows):
        for name in ("row_id", "text", "skill", "story", "went"):
            data[f"asked-{index}-{name}"] = row.get(name, "")
        if row.get("removed"):
            data[f"asked-{index}-DELETE"] = "on"
    return data


def address(interview):
    return f"/interviews/{interview.pk}/debrief/"


def test_each_question_is_tied_to_a_skill_and_the_story_that_was_told(as_alice, alice, interview):
    pricing = skill("pricing-and-business-model")
    story = make_story(alice, "The owner's voice")
    rows = [
        {"text": "How would you price it?", "skill": pricing.pk, "went": "badly"},
        {"text": " And  why? ", "story": story.pk, "went": "well"},
        {},
    ]
    values = {"went": "so-so", "change": "Begin with who pays."}
    page = page_of(as_alice.post(address(interview), sent(*rows, **values), follow=True))
    first, second = interview.asked.all()
    assert (first.text, first.skill, first.went) == ("How would you price it?", pricing, "badly")
    assert (second.text, second.story, second.went) == ("And why?", story, "well")
    interview.refresh_from_db()
    assert (interview.debriefed_on, interview.went) == (TODAY, "so-so")
    for words in ("answered badly", "The owner's voice", "Begin with who pays.", "Thank them"):
        assert words in page


def test_a_row_more_is_added_by_a_button_and_everything_typed_stays(as_alice, interview):
    rows = [{"text": "First?", "went": "well"}, {"went": "badly"}]
    data = sent(*rows, went_note="It rained.", thanked_on="not yet") | {"add_question": "1"}
    answer = as_alice.post(address(interview), data)
    page = page_of(answer)
    assert answer.status_code == 200
    assert 'name="asked-2-text"' in page
    assert "First?" in page
    assert "It rained." in page
    assert "not yet" in page
    assert not AskedQuestion.objects.exists()


def test_more_rows_than_an_interview_holds_are_not_offered(as_alice, interview):
    data = sent(*[{"text": f"Question {number}?"} for number in range(30)])
    page = page_of(as_alice.post(address(interview), data | {"add_question": "1"}))
    assert 'name="asked-29-text"' in page
    assert 'name="asked-30-text"' not in page


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"went": "badly"}, "Write the question, or remove this row."),
        ({"text": "Why?", "skill": "999999"}, "That is not there any more."),
        ({"text": "y" * 301}, "at most 300 characters"),
        ({"text": "Why?", "went": "never"}, "not one of the available choices"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_and_no_other_is_lost(as_alice, interview, row, sentence):
    data = sent({"text": "First?"}, row, went_note="It rained.")
    answer = as_alice.post(address(interview), data)
    page = page_of(answer)
    assert answer.status_code == 422
    for words in (sentence, "Question 2", "First?", "It rained."):
        assert words in page
    assert not AskedQuestion.objects.exists()


def test_a_story_of_somebody_else_cannot_be_told(as_alice, bob, interview):
    his = make_story(bob, "His")
    answer = as_alice.post(address(interview), sent({"text": "Why?", "story": his.pk}))
    assert answer.status_code == 422


def test_edited_a_question_stays_the_same_row(as_alice, interview):
    stood = make_question(interview, "Why?", went="badly")
    rows = [{"text": "New first?"}, {"row_id": stood.pk, "text": "Why you?", "went": "badly"}]
    as_alice.post(address(interview), sent(*rows))
    assert [(q.text, q.pk == stood.pk) for q in interview.asked.all()] == [
        ("New first?", False),
        ("Why you?", True),
    ]


def test_a_question_goes_only_when_it_is_ticked(as_alice, interview):
    kept = make_question(interview, "Written in another tab?")
    gone = make_question(interview, "Asked of somebody else?")
    as_alice.post(
        address(interview),
        sent({"text": "New?"}, {"row_id": gone.pk, "text": gone.text, "removed": True}),
    )
    assert [question.text for question in interview.asked.all()] == ["New?", kept.text]


def test_a_row_whose_question_is_gone_meanwhile_becomes_a_new_one(as_alice, interview):
    gone = make_question(interview, "Why?")
    key = gone.pk
    gone.delete()
    as_alice.post(address(interview), sent({"row_id": key, "text": "Why?"}))
    assert [question.text for question in interview.asked.all()] == ["Why?"]


def test_a_row_of_another_interview_is_not_moved_here(as_alice, alice, bob, interview):
    his = make_question(make_interview(bob), "His?")
    as_alice.post(address(interview), sent({"row_id": his.pk, "text": "Mine?"}))
    his.refresh_from_db()
    assert (his.text, his.owner) == ("His?", bob)
    assert interview.asked.get().owner == alice


def test_a_story_told_and_deleted_since_stays_on_its_question(as_alice, alice, interview):
    story = make_story(alice, "The owner's voice")
    question = make_question(interview, "Why?", story=story)
    story.soft_delete()
    row = {"row_id": question.pk, "text": "Why?", "story": story.pk}
    as_alice.post(address(interview), sent(row))
    question.refresh_from_db()
    assert question.story == story


def test_a_day_of_thanks_that_has_not_come_is_refused(as_alice, interview):
    answer = as_alice.post(address(interview), sent(thanked_on="2026-11-19"))
    assert answer.status_code == 422
    assert "Choose a day between 1950 and today." in page_of(answer)


def test_no_thanks_needed_asks_for_none(as_alice, interview):
    as_alice.post(address(interview), sent(no_thanks="on"))
    interview.refresh_from_db()
    assert not interview.needs_thanks
    assert "Thank them" not in page_of(as_alice.get(f"/interviews/{interview.pk}/"))
