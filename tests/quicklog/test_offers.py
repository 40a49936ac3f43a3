"""What a line may mean besides: offered with a button, and never taken by itself."""

import subprocess
import sys
import uuid

import pytest

from tests.factories import make_person
from tests.quicklog.test_quick_line import preview, send, words
from tracker.catalogue.models import Task
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.quicklog.offers import new_name, tasks_alike

pytestmark = pytest.mark.django_db

BRIEFING = "Sit in on a customer briefing in silence"
NOTES = "Take the notes at one customer interview"
SPEC = "Review a spec from the technical and the business side"
TOLD = "Is it one of these tasks?"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("sat in on a briefing", BRIEFING),
        ("briefing yesterday", BRIEFING),
        ("breifing, 30m", BRIEFING),
        ("interviewed a customer", NOTES),
        ("reveiw a spec", SPEC),
    ],
)
def test_a_task_that_sounds_like_the_line_is_offered(as_alice, line, title):
    shown = words(preview(as_alice, line))
    assert TOLD in shown
    assert title in shown.partition(TOLD)[2]
    send(as_alice, line)
    assert Activity.objects.get().task is None  # offered, and not taken


@pytest.mark.parametrize(
    "line",
    [
        *("lunch", "call with customer", "customer", "meeting", "planning", "fixed a bug"),
        "a long story of a day with a customer, briefings, specs and much more besides all that",
    ],
)
def test_a_line_that_could_be_anything_is_left_alone(as_alice, line):
    assert TOLD not in words(preview(as_alice, line))


def test_the_threshold_lies_between_a_slip_and_another_word():
    told = [(Task(title="A"), {"briefing", "customer"})]
    assert tasks_alike(["breifing"], told)
    assert tasks_alike(["briefings", "customers"], told)
    assert not tasks_alike(["brief"], told)
    assert not tasks_alike(["costume"], told)
    assert not tasks_alike(["lunch"], [(Task(title="B"), {"launch"})])
    assert tasks_alike(["launch"], [(Task(title="B"), {"launch"})])


def test_the_offer_is_taken_with_its_button(as_alice):
    task = Task.objects.get(title=BRIEFING)
    send(as_alice, "sat in on a briefing", task=task.slug)
    activity = Activity.objects.get()
    assert (activity.task, activity.title) == (task, "sat in on a briefing")


def test_a_name_that_nobody_bears_is_offered_as_a_new_person(as_alice, alice):
    shown = words(preview(as_alice, "Coffee with Ana Ruiz"))
    assert "Ana Ruiz is not among your people yet." in shown
    assert "Log it and add them" in shown
    send(as_alice, "Coffee with Ana Ruiz")
    assert not Person.objects.exists()
    assert Activity.objects.get().title == "Coffee with Ana Ruiz"


def test_taken_the_name_is_a_person_and_leaves_the_title(as_alice, alice):
    ben = make_person(alice, "Ben")
    line, client_id = "Coffee with Ben, Ana Ruiz and Cleo, 30m", uuid.uuid4()
    for _twice in range(2):
        send(as_alice, line, client_id, newcomers="1")
    activity = Activity.objects.get()
    assert (activity.title, activity.minutes) == ("Coffee", 30)
    names = set(activity.people.values_list("name", flat=True))
    assert names == {"Ben", "Ana Ruiz", "Cleo"}
    assert Person.objects.owned_by(alice).count() == 3
    assert ben in activity.people.all()


def test_somebody_known_is_no_newcomer(as_alice, alice):
    make_person(alice, "Ana Ruiz")
    assert "not among your people" not in preview(as_alice, "Coffee with Ana Ruiz")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz about prices", "Ana Ruiz"),
        ("Siobhán O’Neill-Byrne, 30m", "Siobhán O’Neill-Byrne"),
        ("Ana María de la Cruz", "Ana María"),
        ("the team", ""),
        ("3 people", ""),
        ("Élise", "Élise"),
        ("A" * 200, ""),
    ],
)
def test_a_name_is_words_with_capitals(text, name):
    assert new_name(text) == name


def test_likeness_is_loaded_when_it_is_asked_for():
    code = "import django, sys; django.setup(); import tracker.quicklog.views"
    code += "; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
