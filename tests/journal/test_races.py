"""Two requests at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import TODAY, log, make_user
from tracker.journal.actions import (
    AlreadyLoggedError,
    delete_activity,
    log_activity,
    log_together,
    restore_activity,
)
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]
TOGETHER = 6


@pytest.fixture
def dana(transactional_db):
    return make_user("dana")


def at_once(work):
    """Run `work(number)` in several threads that start together; returns what each gave."""
    gate = Barrier(TOGETHER)

    def run(number):
        try:
            gate.wait(10)
            return work(number)
        except AlreadyLoggedError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(run, range(TOGETHER)))


def test_one_form_sent_many_times_makes_one_entry(dana):
    client_id = Activity(date=TODAY).client_id

    def send(number):
        activity = Activity(title="Once", date=TODAY, client_id=client_id)
        return log_activity(dana, activity, quotes=[Quote(text="We wait.")])

    answers = at_once(send)
    assert sum(isinstance(answer, AlreadyLoggedError) for answer in answers) == TOGETHER - 1
    assert Activity.objects.count() == Quote.objects.count() == 1
    assert DayTotal.objects.get().points == 55


def test_the_same_words_at_the_same_moment_are_paid_once(dana):
    def send(number):
        activity = Activity(title="Many", date=TODAY)
        return log_activity(dana, activity, quotes=[Quote(text="We wait.")])

    at_once(send)
    assert Quote.objects.filter(points=50).count() == 1
    assert DayTotal.objects.get().points == 50 + 5 * TOGETHER


def test_a_double_click_on_delete_can_be_undone_whole(dana):
    activity = log(dana, "Gone", "We wait.")
    at_once(lambda number: delete_activity(Activity.objects.get(pk=activity.pk)))
    assert not DayTotal.objects.exists()
    at_once(lambda number: restore_activity(Activity.objects.get(pk=activity.pk)))
    assert DayTotal.objects.get().points == 55
    assert Quote.objects.live().count() == 1


def test_a_week_that_is_sent_many_times_is_logged_once(dana):
    sent = [Activity(date=TODAY).client_id for _cell in range(3)]

    def send(number):
        return log_together(dana, [Activity(title="Cell", date=TODAY, client_id=x) for x in sent])

    answers = at_once(send)
    assert sorted(map(len, answers)) == [0] * (TOGETHER - 1) + [3]
    assert Activity.objects.count() == 3
    assert DayTotal.objects.get().points == 15
