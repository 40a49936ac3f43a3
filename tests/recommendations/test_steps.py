"""From a draft to an answer and back: what is asked, refused and kept at each step."""

import html
from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_person, make_recommendation
from tracker.journal.actions import delete_activity, restore_activity
from tracker.people.models import Person
from tracker.recommendations import actions
from tracker.recommendations.models import Recommendation
from tracker.shared.messages import undo_address

SENT = {"to": "Priya Raman", "sent_on": "2026-11-18", "news": "yes"}


def post(client, recommendation, step: str, data: dict | None = None, follow: bool = True):
    return client.post(f"/recommendations/{recommendation.pk}/{step}/", data or {}, follow=follow)


def words(answer) -> str:
    return html.unescape(answer.text)


def test_from_a_draft_to_adopted_with_its_points(as_alice, alice):
    recommendation = make_recommendation(alice)
    answer = post(as_alice, recommendation, "send", SENT | {"news_note": "She knew the calls."})
    assert "Sent. When they have answered" in words(answer)
    assert "Sent to <a" in answer.text
    answer = post(as_alice, recommendation, "heard", {"day_of_it": "2026-11-18", "answer": "Hm."})
    assert "Noted: they have heard it." in words(answer)
    answer = post(
        as_alice, recommendation, "adopted", {"day_of_it": "2026-11-18", "answer": "In **spring**."}
    )
    assert "Adopted: +25 points." in words(answer)
    assert "In <strong>spring</strong>." in answer.text
    recommendation.refresh_from_db()
    assert (recommendation.state, recommendation.points, recommendation.decided_on) == (
        "adopted",
        25,
        TODAY,
    )
    assert (recommendation.news, recommendation.news_note) == ("yes", "She knew the calls.")
    person = Person.objects.owned_by(alice).get()
    assert (person.name, person.kind, recommendation.to) == ("Priya Raman", "pm", person)


def test_without_a_quote_it_is_not_sent_and_the_page_says_so(as_alice, alice):
    recommendation = make_recommendation(alice)
    recommendation.quotes.clear()
    answer = as_alice.get(f"/recommendations/{recommendation.pk}/send/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/recommendations/{recommendation.pk}/quotes/"
    assert "Advice without a customer’s words is an opinion." in words(answer)
    answer = post(as_alice, recommendation, "send", SENT)
    assert answer.status_code == 422
    assert "Advice without a customer’s words is an opinion." in words(answer)
    assert "Priya Raman" in answer.text
    recommendation.refresh_from_db()
    assert recommendation.state == "draft"
    assert not Person.objects.exists()


def test_a_quote_whose_entry_is_deleted_carries_nothing(as_alice, alice):
    activity = log(alice, "Briefing", "We wait.")
    recommendation = make_recommendation(alice, "Wait less", *activity.quotes.all())
    delete_activity(activity)
    assert post(as_alice, recommendation, "send", SENT).status_code == 422
    page = words(as_alice.get(recommendation.get_absolute_url()))
    assert "1 quote that it rested on was deleted with its entry." in page
    assert "We wait." not in page
    restore_activity(activity)
    assert post(as_alice, recommendation, "send", SENT).status_code == 200
    assert "We wait." in words(as_alice.get(recommendation.get_absolute_url()))


def test_the_action_refuses_what_the_form_would(alice):
    recommendation = make_recommendation(alice)
    sent = make_recommendation(alice, "Sent", state="sent")
    sending = actions.Sending(actions.TypedPeople(new=["Ana"]), TODAY, "unknown")
    with pytest.raises(actions.NewsUnknownError):
        actions.send(recommendation, sending)
    with pytest.raises(actions.WrongStateError):
        actions.decide(recommendation, adopted=True, day=TODAY, answer="")
    with pytest.raises(actions.WrongStateError):
        actions.hear(recommendation, TODAY, "")
    with pytest.raises(actions.WrongOrderError):
        actions.decide(sent, adopted=True, day=TODAY - timedelta(days=1), answer="")


def test_it_asks_whether_it_would_be_news(as_alice, alice):
    recommendation = make_recommendation(alice)
    answer = post(as_alice, recommendation, "send", SENT | {"news": "unknown"})
    assert answer.status_code == 422
    assert "Find out first" in words(answer)
    answer = post(
        as_alice, recommendation, "send", SENT | {"news": "no", "news_note": "On her list"}
    )
    assert answer.status_code == 422
    assert "They know it already." in words(answer)
    assert "On her list" in answer.text
    post(as_alice, recommendation, "send", SENT | {"news": "no", "anyway": "on"})
    recommendation.refresh_from_db()
    assert (recommendation.state, recommendation.news) == ("sent", "no")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("to", "", "Say to whom it goes."),
        ("to", "Ana, Ben", "Name one person"),
        ("sent_on", "2026-11-19", "between 1950 and today"),
        ("sent_on", "1949-12-31", "between 1950 and today"),
        ("follow_up_on", "2026-11-17", "Choose today or a later day."),
        ("news_note", "x" * 301, "at most 300"),
    ],
)
def test_what_is_odd_is_refused_and_kept(as_alice, alice, field, value, sentence):
    recommendation = make_recommendation(alice)
    answer = post(as_alice, recommendation, "send", SENT | {field: value})
    assert answer.status_code == 422
    assert sentence in words(answer)
    recommendation.refresh_from_db()
    assert recommendation.state == "draft"


def test_a_follow_up_stands_on_this_week_until_they_answer(as_alice, alice):
    priya = make_person(alice, "Priya Raman", next_touch_on=TODAY, next_touch_about="Coffee")
    recommendation = make_recommendation(alice)
    answer = post(as_alice, recommendation, "send", SENT | {"follow_up_on": "2026-11-18"})
    assert "The talk planned with Priya Raman was replaced: Coffee" in words(answer)
    assert "You follow up on 18 Nov 2026." in words(answer)
    assert "Follow up: Unlock the gate" in words(as_alice.get("/"))
    post(
        as_alice, recommendation, "edit", {"outcome": "sales", "title": "Unlock it", "news": "yes"}
    )
    assert "Follow up: Unlock it" in words(as_alice.get("/"))
    post(as_alice, recommendation, "declined", {"day_of_it": "2026-11-18", "answer": "No."})
    priya.refresh_from_db()
    assert (priya.next_touch_on, priya.next_touch_about) == (None, "")


def test_another_talk_with_them_stays_planned(alice):
    recommendation = make_recommendation(alice, state="sent")
    Person.objects.update(next_touch_on=TODAY, next_touch_about="Coffee")
    actions.decide(recommendation, adopted=False, day=TODAY, answer="")
    assert Person.objects.get().next_touch_about == "Coffee"


def test_step_by_step_back_to_the_draft(as_alice, alice):
    recommendation = make_recommendation(alice, state="heard")
    actions.decide(recommendation, adopted=True, day=TODAY, answer="Yes.")
    seen = []
    for _ in range(4):
        said = words(post(as_alice, recommendation, "back"))
        recommendation.refresh_from_db()
        seen.append(
            (
                recommendation.state,
                recommendation.points,
                recommendation.sent_on,
                recommendation.heard_on,
                recommendation.decided_on,
            )
        )
    assert [state for state, *_rest in seen] == ["heard", "sent", "draft", "draft"]
    assert all(row[1] == 0 for row in seen)
    assert seen[2][2:] == (None, None, None)
    assert "there is no step back" in said
    assert recommendation.answer == "Yes."


def test_a_step_is_taken_back_once_however_often_the_button_is_pressed(as_alice, alice):
    recommendation = make_recommendation(alice, state="heard")
    answer = post(as_alice, recommendation, "adopted", {"day_of_it": "2026-11-18"})
    undo = next(undo_address(message) for message in answer.context["messages"])
    assert "heard" in words(as_alice.post(undo, follow=True))
    assert "was taken back before" in words(as_alice.post(undo, follow=True))
    recommendation.refresh_from_db()
    assert recommendation.state == "heard"
    for _ in range(2):
        post(as_alice, recommendation, "back", {"from": "heard"})
    recommendation.refresh_from_db()
    assert recommendation.state == "sent"
    assert 'name="from" value="sent"' in as_alice.get(recommendation.get_absolute_url()).text


@pytest.mark.parametrize("step", ["heard", "adopted", "declined"])
def test_a_draft_has_no_answer(as_alice, alice, step):
    recommendation = make_recommendation(alice)
    for answer in (
        as_alice.get(f"/recommendations/{recommendation.pk}/{step}/", follow=True),
        post(as_alice, recommendation, step, {"day_of_it": "2026-11-18"}),
    ):
        assert "Send it first" in words(answer)
    recommendation.refresh_from_db()
    assert recommendation.state == "draft"


def test_the_days_keep_their_order(as_alice, alice):
    recommendation = make_recommendation(alice, state="sent", day=TODAY - timedelta(days=3))
    early = {"day_of_it": "2026-11-14", "answer": "Kept words"}
    for step in ("heard", "adopted", "declined"):
        answer = post(as_alice, recommendation, step, early)
        assert answer.status_code == 422, step
        assert "Kept words" in answer.text
    post(as_alice, recommendation, "declined", early | {"day_of_it": "2026-11-16"})
    answer = post(as_alice, recommendation, "send", SENT | {"sent_on": "2026-11-17"})
    assert answer.status_code == 422
    assert "after the day of their answer" in words(answer)


def test_a_copy_for_two_tabs_is_one_person(alice):
    for title in ("One", "Two"):
        make_recommendation(alice, title, state="sent")
    assert Person.objects.owned_by(alice).count() == 1


def test_what_was_deleted_meanwhile_is_not_there(as_alice, alice, monkeypatch):
    recommendation = make_recommendation(alice, state="sent")
    from tracker.recommendations import step_views

    recommendation = Recommendation.objects.for_page().get(pk=recommendation.pk)
    monkeypatch.setattr(step_views, "recommendation_of", lambda request, pk: recommendation)
    actions.delete(recommendation)
    answer = post(as_alice, recommendation, "declined", {"day_of_it": "2026-11-18"}, follow=False)
    assert answer.status_code == 404
