"""The filler of the bench writes what the application would have written."""

import pytest

from tests.bench.fill import Filler, check_sample
from tests.bench.loading import Progress
from tests.bench.scale import Scale
from tracker.accounts.models import User
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, TaskTally
from tracker.people.models import Person


@pytest.fixture
def filled(catalogue):
    filler = Filler(Scale("tiny", users=2, others=80, light=50, heavy=120))
    filler.write_others(Progress("activities", 80))
    filler.write_measured(Progress("activities", 170))
    return filler


def sums():
    days = DayTotal.objects.order_by("owner", "date")
    tasks = TaskTally.objects.order_by("owner", "task")
    return [
        list(
            days.values_list(
                "owner", "date", "points", "recommendation_points", "activities", "quotes"
            )
        ),
        list(tasks.values_list("owner", "task", "times", "last_on")),
        list(User.objects.order_by("pk").values_list("points", "activity_count", "quote_count")),
    ]


def test_counting_again_changes_nothing(filled):
    before = sums()
    for user in (filled.first_user, *filled.users.values()):
        check_sample(user)
    assert sums() == before


def test_everybody_has_what_the_scale_says(filled):
    light = filled.users["light"]
    assert Activity.objects.filter(owner=light).count() == 50
    assert Quote.objects.filter(owner=light).count() == 15
    assert Activity.objects.count() == 80 + 50 + 120
    assert Quote.objects.filter(owner=filled.users["heavy"], points=0).exists()
    assert Person.objects.filter(owner=light, activities__isnull=False).exists()


def test_a_wrong_sum_is_noticed(filled):
    DayTotal.objects.filter(owner=filled.users["light"]).update(points=1)
    with pytest.raises(SystemExit):
        check_sample(filled.users["light"])
