"""Pitches: why first, the idea last, and what they answered."""

import html

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import sign_in
from tests.factories import make_pitch, make_quotes, make_recommendation
from tests.openings.pages import page_of
from tracker.stories.pitches.models import MOST_QUOTES, Pitch, PitchWhy

NEW = {"title": "Counting by hand"}
THREE = {f"answer_{place}": f"Because of {place}." for place in range(3)}
WHOLE = NEW | THREE | {"idea": "One total.", "is_ready": "on"}


def only_pitch() -> Pitch:
    return Pitch.objects.get()


def test_a_title_is_enough_for_a_draft(as_alice):
    answer = as_alice.post("/stories/pitches/new/", NEW | {"idea": "One total."}, follow=True)
    assert "Saved as a draft." in answer.text
    assert "0 whys are answered; an idea stands on three." in page_of(answer)
    assert only_pitch().is_draft


def test_an_empty_page_offers_the_first_why(as_alice):
    assert "Ask why before you say what" in as_alice.get("/stories/pitches/").text


def test_an_idea_before_three_whys_is_asked_back_and_nothing_is_lost(as_alice):
    typed = WHOLE | {"answer_1": "", "answer_2": "", "question_1": "Why by hand?"}
    answer = as_alice.post("/stories/pitches/new/", typed | {"to_name": "Ines"})
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == ["answer_1", "is_ready"]
    assert "An idea convinces under three whys. Ask “why?” 2 times more" in errors["answer_1"][0]
    page = html.unescape(answer.text)
    for kept in ("Because of 0.", "Why by hand?", "One total.", "Ines", "Counting by hand"):
        assert kept in page
    assert not Pitch.objects.exists()
    as_alice.post("/stories/pitches/new/", typed | {"is_ready": ""})
    assert [why.question for why in only_pitch().whys.order_by("position")] == ["", "Why by hand?"]


def test_with_three_whys_and_an_idea_it_may_be_presented(as_alice):
    answer = as_alice.post("/stories/pitches/new/", WHOLE | {"to_name": "Ines"}, follow=True)
    assert "It is ready to present." in answer.text
    pitch = only_pitch()
    assert pitch.state == "present"
    assert pitch.to.name == "Ines"
    without = as_alice.post(f"/stories/pitches/{pitch.pk}/edit/", WHOLE | {"idea": ""})
    assert list(without.context["form"].errors) == ["idea", "is_ready"]


def test_gaps_in_the_chain_close_and_seven_whys_fit(as_alice):
    as_alice.post("/stories/pitches/new/", NEW | {"answer_0": "First.", "answer_6": "Last."})
    pitch = only_pitch()
    assert [why.answer for why in pitch.whys.order_by("position")] == ["First.", "Last."]
    seven = {f"answer_{place}": f"So {place}." for place in range(8)}
    as_alice.post(f"/stories/pitches/{pitch.pk}/edit/", NEW | seven)
    assert pitch.whys.count() == 7


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Give it a title."),
        ("title", "x" * 121, "at most 120"),
        ("question_0", "x" * 201, "at most 200"),
        ("answer_6", "x" * 501, "at most 500"),
        ("idea", "x" * 2_001, "at most 2000"),
        ("takes", "a\x00b", "Null characters"),
        ("to_name", "Ines, Priya", "Name one person"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(as_alice, field, value, sentence):
    answer = as_alice.post("/stories/pitches/new/", NEW | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(str(answer.context["form"].errors[field]))


def test_it_begins_with_a_recommendation_and_its_quotes(as_alice, alice):
    quotes = make_quotes(alice, "We count by hand.")
    advice = make_recommendation(
        alice, "One total", *quotes, problem="They count.", suggestion="Add a total."
    )
    address = f"/stories/pitches/new/?from=recommendation-{advice.pk}"
    assert address in as_alice.get(f"/recommendations/{advice.pk}/").text
    form = as_alice.get(address).context["form"]
    assert form["title"].value() == "One total"
    assert form["answer_0"].value() == "They count."
    assert form["idea"].value() == "Add a total."
    as_alice.post(address, NEW)
    pitch = only_pitch()
    assert list(pitch.quotes.all()) == quotes
    assert pitch.recommendation == advice


def test_it_begins_with_a_theme_of_quotes(as_alice, alice):
    make_quotes(alice, *[f"Said {number}." for number in range(25)], theme="night & day")
    make_quotes(alice, "Something else.", theme="export")
    assert "?theme=night%20%26%20day" in as_alice.get("/quotes/themes/").text
    address = "/stories/pitches/new/?theme=night%20%26%20day"
    assert "20 quotes come along." in page_of(as_alice.get(address))
    as_alice.post(address, NEW)
    quotes = only_pitch().quotes.all()
    assert {quote.theme for quote in quotes} == {"night & day"}
    assert len(quotes) == MOST_QUOTES


@pytest.mark.parametrize("asked", ["recommendation-0", "entry-1", "recommendation", "x"])
def test_what_is_not_there_is_no_beginning(as_alice, asked):
    assert as_alice.get("/stories/pitches/new/", {"from": asked}).status_code == 404


def test_a_strangers_recommendation_is_no_beginning(alice, bob):
    advice = make_recommendation(alice)
    address = f"/stories/pitches/new/?from=recommendation-{advice.pk}"
    assert sign_in(bob).get(address).status_code == 404


def test_their_answer_is_noted_corrected_and_taken_back(as_alice, alice):
    pitch = make_pitch(alice, state="present")
    address = f"/stories/pitches/{pitch.pk}/answer/"
    said = {"answered_on": "2026-11-17", "answer": "Not this year."}
    page = as_alice.post(address, said, follow=True)
    assert "Not this year." in page.text
    assert f"/stories/new/?from=pitch-{pitch.pk}" in page.text
    as_alice.post(address, said | {"answer": "Next year."})
    pitch.refresh_from_db()
    assert (pitch.state, pitch.answer) == ("answered", "Next year.")
    as_alice.post(f"{address}back/")
    pitch.refresh_from_db()
    assert (pitch.state, pitch.answer, pitch.answered_on) == ("present", "", None)


def test_an_answer_has_words_and_a_day_that_was(as_alice, alice):
    pitch = make_pitch(alice, state="present")
    sent = {"answered_on": "2026-11-19", "answer": " "}
    errors = as_alice.post(f"/stories/pitches/{pitch.pk}/answer/", sent).context["form"].errors
    assert list(errors) == ["answered_on", "answer"]


def test_a_draft_has_no_answer(as_alice, alice):
    pitch = make_pitch(alice)
    page = as_alice.post(f"/stories/pitches/{pitch.pk}/answer/", {}, follow=True)
    assert "Make it ready to present first." in page.text


def test_one_that_was_answered_stays_so_and_keeps_three_whys(as_alice, alice):
    pitch = make_pitch(alice, state="answered")
    address = f"/stories/pitches/{pitch.pk}/edit/"
    assert as_alice.post(address, NEW | {"idea": "Less."}).status_code == 422
    as_alice.post(address, NEW | THREE | {"idea": "Less."})
    pitch.refresh_from_db()
    assert (pitch.state, pitch.idea) == ("answered", "Less.")


def test_quotes_are_ticked_while_searching_and_twenty_at_most(as_alice, alice, bob):
    pitch = make_pitch(alice)
    quotes = make_quotes(alice, *[f"Said {number}." for number in range(21)])
    strangers = make_quotes(bob, "Bob’s customer.")
    keys = [quote.pk for quote in quotes]
    address = f"/stories/pitches/{pitch.pk}/quotes/"
    answer = as_alice.post(address, {"quote": keys, "shown": keys})
    assert answer.status_code == 422
    assert pitch.quotes.count() == 0
    sent = {"quote": [keys[0], strangers[0].pk], "shown": keys, "search": "", "q": "Said 3"}
    found = as_alice.post(address, sent, follow=True)
    assert found.context["words"] == "Said 3"
    assert list(pitch.quotes.all()) == [quotes[0]]


def test_the_list_filters_by_state_and_words_with_as_many_queries(
    as_alice, alice, django_assert_max_num_queries
):
    make_pitch(alice, "Gate", state="present")
    with django_assert_max_num_queries(7) as few:
        as_alice.get("/stories/pitches/")
    for number in range(40):
        make_pitch(alice, f"Export {number}", whys=1)
    with django_assert_max_num_queries(len(few)):
        page = as_alice.get("/stories/pitches/?q=export&state=draft").context["page"]
    assert len(page) == 30
    assert page[0].answered_whys == 1


def test_it_is_deleted_with_undo(as_alice, alice):
    pitch = make_pitch(alice, "Zanzibar")
    assert "Zanzibar" in as_alice.get("/search/?q=zanzibar").text
    as_alice.post(f"/stories/pitches/{pitch.pk}/delete/")
    assert as_alice.get(f"/stories/pitches/{pitch.pk}/").status_code == 404
    as_alice.post(f"/stories/pitches/{pitch.pk}/restore/")
    assert as_alice.get(f"/stories/pitches/{pitch.pk}/").status_code == 200


def test_the_database_presents_nothing_without_an_idea(alice):
    pitch = make_pitch(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pitch.objects.filter(pk=pitch.pk).update(state="present")
    with pytest.raises(IntegrityError), transaction.atomic():
        PitchWhy.objects.create(owner=alice, pitch=pitch, position=6)
