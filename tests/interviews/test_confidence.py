"""The confidence map: what somebody has to say about each skill, quiet ones first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import TODAY, log, make_opening, make_story, task
from tests.interviews.rows import make_interview, make_practice, make_question, make_rating, skill
from tests.openings.pages import page_of
from tracker.interviews.confidence.models import ConfidenceRating
from tracker.interviews.confidence.queries import confidence_map, skill_row
from tracker.interviews.confidence.rule import Reason
from tracker.interviews.practice.models import Practice
from tracker.journal.actions import delete_activity

PRICING = "pricing-and-business-model"
WEEK_AGO = TODAY - timedelta(days=7)


@pytest.fixture
def pricing(catalogue):
    return skill(PRICING)


def asked_badly(owner, of, day=WEEK_AGO):
    interview = make_interview(owner, date=day, opening=make_opening(owner, "Alerts"))
    return make_question(interview, "How would you price it?", skill=of, went="badly")


def reasons(owner, slug=PRICING):
    return skill_row(owner, slug).reasons


def test_a_skill_with_all_of_it_can_be_spoken_about(as_alice, alice, pricing):
    entry = log(alice, "Asked about prices", task=task("study-literature-and-pricing"))
    make_story(alice, "The owner's voice", PRICING, state="ready")
    make_practice(alice, skill=pricing)
    make_rating(alice, pricing, 4)
    practised = set(entry.task.skill_slugs)
    assert PRICING in practised
    assert reasons(alice) == []
    page = page_of(as_alice.get("/interviews/confidence/"))
    assert page.index("11 quiet skills") < page.index("You can speak about these")


def test_an_entry_that_is_taken_back_leaves_its_skill_quiet(alice, pricing):
    entry = log(alice, "Asked about prices", task=task("study-literature-and-pricing"))
    assert Reason.NO_EVIDENCE not in reasons(alice)
    delete_activity(entry)
    assert Reason.NO_EVIDENCE in reasons(alice)


def test_a_story_that_is_only_begun_says_nothing_yet(alice, pricing):
    make_story(alice, "Begun", PRICING)
    assert Reason.NO_STORY in reasons(alice)


def test_answered_badly_it_stands_first_until_it_is_practised(as_alice, alice, pricing):
    asked_badly(alice, pricing)
    assert confidence_map(alice).rows[0].skill == pricing
    assert Reason.ANSWERED_BADLY in reasons(alice)
    assert "asked, and answered badly" in page_of(as_alice.get("/interviews/confidence/"))
    make_practice(alice, skill=pricing, date=WEEK_AGO + timedelta(days=1))
    assert Reason.ANSWERED_BADLY not in reasons(alice)


def test_answered_badly_it_is_quiet_until_it_is_answered_well(alice, pricing):
    question = asked_badly(alice, pricing)
    make_question(question.interview, "And what else?", skill=pricing, went="well")
    assert Reason.ANSWERED_BADLY in reasons(alice)
    later = make_interview(alice, date=TODAY, opening=question.interview.opening)
    make_question(later, "How would you price it?", skill=pricing, went="well")
    assert Reason.ANSWERED_BADLY not in reasons(alice)


def test_practice_of_the_same_day_counts_only_after_the_answer(alice, pricing, clock):
    before = make_practice(alice, skill=pricing)
    clock.move_to(datetime(2026, 11, 18, 15, 0, tzinfo=UTC))
    asked_badly(alice, pricing, TODAY)
    assert Reason.ANSWERED_BADLY in reasons(alice)
    clock.move_to(datetime(2026, 11, 18, 17, 0, tzinfo=UTC))
    after = make_practice(alice, skill=pricing)
    assert before.date == after.date
    assert Reason.ANSWERED_BADLY not in reasons(alice)


@pytest.mark.parametrize("gone", ["interview", "opening"])
def test_what_is_deleted_is_forgotten_by_the_map(alice, pricing, gone):
    interview = asked_badly(alice, pricing).interview
    (interview if gone == "interview" else interview.opening).soft_delete()
    assert Reason.ANSWERED_BADLY not in reasons(alice)


def test_of_somebody_else_nothing_counts(alice, bob, pricing):
    make_practice(bob, skill=pricing)
    make_story(bob, "His", PRICING, state="ready")
    make_rating(bob, pricing, 1)
    asked_badly(bob, pricing)
    nothing = [Reason.NO_EVIDENCE, Reason.NO_STORY, Reason.NOT_PRACTISED]
    assert reasons(alice) == nothing


def test_one_tap_rates_and_undo_brings_back_what_stood_there(as_alice, alice, pricing):
    address = f"/interviews/confidence/{PRICING}/rate/"
    as_alice.post(address, {"rating": "4"})
    page = page_of(as_alice.post(address, {"rating": "2"}, follow=True))
    assert ConfidenceRating.objects.get().rating == 2
    assert f"{address}?rating=4" in page
    as_alice.post(f"{address}?rating=4")
    assert ConfidenceRating.objects.get().rating == 4
    as_alice.post(f"{address}?rating=0")
    assert not ConfidenceRating.objects.exists()


def test_ratings_of_earlier_days_are_kept(as_alice, alice, pricing):
    make_rating(alice, pricing, 1, date=WEEK_AGO)
    as_alice.post(f"/interviews/confidence/{PRICING}/rate/", {"rating": "3"})
    row = skill_row(alice, PRICING)
    assert (row.rating, row.rated_on, row.rating_before) == (3, TODAY, 1)
    page = page_of(as_alice.get(f"/interviews/confidence/{PRICING}/"))
    assert "11 Nov 2026" in page


@pytest.mark.parametrize("rating", ["6", "-1", "many", ""])
def test_what_is_no_rating_changes_nothing(as_alice, rating):
    as_alice.post(f"/interviews/confidence/{PRICING}/rate/", {"rating": rating})
    assert not ConfidenceRating.objects.exists()


def test_the_database_keeps_one_rating_a_day_from_one_to_five(alice, pricing):
    make_rating(alice, pricing, 5)
    for day, rating in ((TODAY, 4), (WEEK_AGO, 6)):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_rating(alice, pricing, rating, date=day)


def test_each_quiet_skill_has_a_task_of_its_own(alice, catalogue):
    rows = confidence_map(alice).rows
    assert len(rows) == 12
    for row in rows:
        assert row.task is not None
        assert row.skill.slug in row.task.skill_slugs
    assert len({row.task for row in rows}) > 9


def test_thousands_of_practices_cost_the_map_no_query_more(alice, pricing):
    confidence_map(alice)
    with CaptureQueriesContext(connection) as few:
        confidence_map(alice)
    rows = []
    for number in range(3_000):
        day = TODAY - timedelta(days=number % 900)
        rows.append(
            Practice(owner=alice, date=day, question="Why?", skill=pricing, clarity=1 + number % 5)
        )
    Practice.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as many:
        confidence_map(alice)
    assert len(few) == len(many) <= 6


def test_a_skill_that_there_is_not_is_not_found(as_alice):
    assert as_alice.get("/interviews/confidence/flying/").status_code == 404
    assert as_alice.post("/interviews/confidence/flying/rate/", {"rating": 3}).status_code == 404


def test_with_nothing_known_it_says_that_everything_is_quiet_at_first(as_alice):
    page = page_of(as_alice.get("/interviews/confidence/"))
    assert "Everything is quiet at first" in page
    assert "“not feeling confident”" in page
