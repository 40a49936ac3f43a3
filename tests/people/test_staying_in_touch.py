"""A rhythm for a person, from their last talk or entry, and who is beyond it."""

import html
from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from tests.factories import TODAY, log, make_person
from tracker.journal.actions import delete_activity, edit_activity, restore_activity
from tracker.people import actions
from tracker.people.joining.actions import merge
from tracker.people.models import Person


def ago(days: int):
    return TODAY - timedelta(days=days)


def losing(owner) -> set[str]:
    people = Person.objects.owned_by(owner).losing_touch(TODAY)
    return set(people.values_list("name", flat=True))


@pytest.mark.parametrize(("days", "is_lost"), [(0, False), (14, False), (15, True)])
def test_touch_is_lost_the_day_after_the_rhythm(alice, days, is_lost):
    make_person(alice, rhythm_weeks=2, touched_on=ago(days))
    assert bool(losing(alice)) is is_lost


def test_without_a_rhythm_or_a_first_talk_nobody_is_lost(alice):
    make_person(alice, touched_on=ago(900))
    make_person(alice, rhythm_weeks=1)
    assert losing(alice) == set()


def test_the_list_and_this_week_say_with_whom_touch_is_lost(as_alice, alice):
    make_person(alice, "Ana", rhythm_weeks=2, touched_on=ago(15))
    make_person(alice, "Ben", rhythm_weeks=2, touched_on=ago(15), next_touch_on=ago(-3))
    make_person(alice, "Cleo", rhythm_weeks=2, touched_on=ago(3))
    page = as_alice.get("/people/?losing_touch=on").context["page"]
    assert [person.name for person in page] == ["Ana", "Ben"]
    home = html.unescape(as_alice.get("/").text)
    assert "Ana" in home
    assert "losing touch: last talk 3 Nov 2026" in home
    assert "Ben" not in home  # a talk is planned
    assert "Cleo" not in home


@pytest.mark.parametrize(("typed", "kept"), [("", None), ("0", None), ("1", 1), ("104", 104)])
def test_a_rhythm_is_kept(as_alice, alice, typed, kept):
    person = make_person(alice, rhythm_weeks=3)
    as_alice.post(f"/people/{person.pk}/touch/", {"rhythm_weeks": typed})
    person.refresh_from_db()
    assert person.rhythm_weeks == kept


@pytest.mark.parametrize("typed", ["105", "-1", "x", "1.5"])
def test_an_odd_rhythm_is_refused_and_what_was_typed_stays(as_alice, alice, typed):
    person = make_person(alice)
    data = {"rhythm_weeks": typed, "next_touch_about": "The roadmap"}
    answer = as_alice.post(f"/people/{person.pk}/touch/", data)
    assert answer.status_code == 422
    assert "The roadmap" in answer.text


@pytest.mark.parametrize("weeks", [0, 105])
def test_the_database_keeps_the_limits_too(alice, weeks):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person(alice, rhythm_weeks=weeks)


@pytest.mark.parametrize("seed", range(3))
def test_it_stays_exact_whatever_happens_to_entries_and_people(alice, seed):
    """Against a plain count from the rows that stand, after every change."""
    random = Random(seed)
    for number in range(4):
        make_person(alice, f"P{number}", rhythm_weeks=random.choice([None, 1, 2, 5]))
    activities = []
    for _turn in range(25):
        people = list(Person.objects.owned_by(alice).live())
        act = random.choice(["log", "log", "delete", "restore", "move", "talked", "merge"])
        activity = random.choice(activities) if activities else None
        if activity:
            activity.refresh_from_db()
        if act == "log":
            some = random.sample(people, random.randint(1, len(people)))
            activities.append(log(alice, "Coffee", people=some, date=ago(random.randrange(60))))
        elif act == "delete" and activity:
            delete_activity(activity)
        elif act == "restore" and activity:
            restore_activity(activity)
        elif act == "move" and activity and not activity.deleted_at:
            activity.date = ago(random.randrange(60))
            edit_activity(alice, activity, quotes=[])
        elif act == "talked":
            actions.talked(random.choice(people))
        elif act == "merge" and len(people) > 2:
            merge(*random.sample(people, 2))
        assert losing(alice) == counted_anew(alice), act


def counted_anew(owner) -> set[str]:
    names = set()
    for person in Person.objects.owned_by(owner).live():
        days = list(person.activities.live().values_list("date", flat=True))
        days += [person.touched_on] if person.touched_on else []
        if days and person.rhythm_weeks and (TODAY - max(days)).days > 7 * person.rhythm_weeks:
            names.add(person.name)
    return names
