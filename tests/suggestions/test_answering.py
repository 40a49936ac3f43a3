"""Answers given at the same moment, and how an answer travels by mail."""

from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPServerDisconnected
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from tests.conftest import sign_in
from tests.factories import make_suggestion, make_user, task
from tests.suggestions.answers import QUEUE, accept, at, place, told
from tracker.accounts.actions import make_curator
from tracker.catalogue.models import Area, Level, Task
from tracker.suggestions import actions
from tracker.suggestions.models import Suggestion


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


# Two curators


@pytest.mark.parametrize(
    ("answer", "data"), [("accept/", {}), ("merge/", {}), ("decline/", {"reason": "Too vague."})]
)
def test_the_second_of_two_answers_is_not_kept(as_carol, alice, bob, answer, data):
    hers = make_suggestion(alice)
    make_curator(bob)
    actions.decline(Suggestion.objects.get(), bob, "Bob was quicker.")
    sent = place(task=task("review-a-spec").pk) | data
    assert as_carol.post(at(hers, answer), sent).url == QUEUE
    assert "Your answer was not kept." in told(as_carol)
    hers.refresh_from_db()
    assert (hers.state, hers.reason, hers.decided_by) == ("declined", "Bob was quicker.", bob)
    assert not Task.objects.filter(title=hers.title).exists()


def test_what_was_taken_back_meanwhile_is_not_answered(alice, carol):
    hers = make_suggestion(alice)
    seen_by_carol = Suggestion.objects.get()
    actions.withdraw(hers)
    with pytest.raises(actions.AlreadyAnsweredError):
        actions.decline(seen_by_carol, carol, "Too late.")


@pytest.mark.real_time
def test_two_curators_at_the_same_moment_make_one_task(transactional_db):
    hers = make_suggestion(make_user("dana"))
    curator, gate = make_user("carol"), Barrier(4)
    where = actions.Place(Level.objects.get(number=1), Area.objects.get(slug="craft"))

    def answer(_number):
        try:
            gate.wait(10)
            return actions.accept(Suggestion.objects.get(pk=hers.pk), curator, where, True)
        except actions.AlreadyAnsweredError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        records = [record for record in pool.map(answer, range(4)) if record]
    assert len(records) == 1
    assert Task.objects.filter(title__startswith="Shadow a release").count() == 1


@pytest.mark.real_time
def test_six_clicks_at_the_same_moment_send_one(transactional_db):
    dana, gate = make_user("dana"), Barrier(6)

    def send(_number):
        try:
            gate.wait(10)
            return actions.suggest(dana, Suggestion(title="Once", how_to="x", why="x"))
        except actions.AlreadyWaitingError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        sent = [one for one in pool.map(send, range(6)) if one]
    assert len(sent) == Suggestion.objects.count() == 1


# Mail


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the end of a transaction, which in a test never comes."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_the_answer_comes_by_mail_where_mail_works(as_carol, alice, settings, committed):
    settings.MAIL_WORKS = True
    hers = make_suggestion(alice, "Shadow\n <b>a</b> & release")
    with committed():
        as_carol.post(at(hers, "decline/"), {"reason": "It isn’t <product> work."})
    (sent,) = mail.outbox
    assert sent.to == ["alice@example.org"]
    assert sent.subject == "[pmcareer] A curator has answered what you suggested"
    for words in (
        "<b>a</b> & release",
        "It is declined.",
        "It isn’t <product> work.",
        "http://127.0.0.1:8000/tasks/suggestions/\n",
    ):
        assert words in sent.body
    assert "Answers appear here and come by mail." in sign_in(alice).get("/tasks/suggestions/").text


def test_the_mail_says_what_became_of_it(as_carol, alice, settings, committed):
    settings.MAIL_WORKS = True
    with committed():
        accept(as_carol, make_suggestion(alice, "The first"))
        data = {"task": task("review-a-spec").pk, "reason": "Step 2 says it."}
        as_carol.post(at(make_suggestion(alice, "The second"), "merge/"), data)
    accepted, merged = mail.outbox
    assert "It is accepted: a curator is making a task of it." in accepted.body
    assert "The curator writes" not in accepted.body
    assert f"It is merged into the task “{task('review-a-spec').title}”." in merged.body
    assert "Step 2 says it." in merged.body


def test_without_mail_nothing_is_sent(as_carol, as_alice, alice, committed):
    with committed():
        as_carol.post(at(make_suggestion(alice), "decline/"), {"reason": "No."})
    assert mail.outbox == []
    assert "See the answer" in as_alice.get("/").text
    assert "come by mail" not in as_alice.get("/tasks/suggestions/").text


def test_a_mail_server_that_fails_undoes_no_answer(
    transactional_db, as_carol, alice, settings, monkeypatch, caplog
):
    def fail(*args, **kwargs):
        raise SMTPServerDisconnected

    settings.MAIL_WORKS = True
    monkeypatch.setattr("tracker.suggestions.mail.send_mail", fail)
    hers = make_suggestion(alice)
    assert as_carol.post(at(hers, "decline/"), {"reason": "No."}).status_code == 302
    hers.refresh_from_db()
    assert hers.state == "declined"
    shown = told(as_carol)
    assert "Declined." in shown
    assert "The mail could not be sent. The answer is kept and shown in the app." in shown
    assert f"The answer to suggestion {hers.pk} could not be mailed" in caplog.text


def test_an_answer_that_is_not_kept_is_not_mailed(as_carol, carol, alice, settings, committed):
    settings.MAIL_WORKS = True
    hers = make_suggestion(alice)
    actions.decline(hers, carol, "Too vague.")
    with committed():
        as_carol.post(at(hers, "decline/"), {"reason": "No."})
        as_carol.post(at(make_suggestion(alice, "Another"), "decline/"), {"reason": ""})
    assert mail.outbox == []


def test_a_place_whose_last_number_is_taken_still_takes_a_draft(as_carol, alice):
    Task.objects.filter(slug="review-a-spec").update(position=32_767)
    draft = accept(as_carol, make_suggestion(alice, "One more"))
    assert draft.position == 32_767
