from io import StringIO

import pytest
from django.core.management import call_command

from tests.conftest import sign_in
from tracker.accounts.models import User
from tracker.briefing.models import Briefing
from tracker.files.models import EntryFile, EntryLink
from tracker.goals.models import Goal, Milestone
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal
from tracker.lessons.models import Lesson
from tracker.people.models import Person
from tracker.projects.models import Document, Project
from tracker.recommendations.models import Recommendation
from tracker.week.models import Commitment


@pytest.fixture
def nora(catalogue):
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "Sign in as nora@demo.invalid" in said.getvalue()
    return User.objects.get()


def test_the_persona_has_eight_months_and_is_clearly_made_up(nora):
    activities = Activity.objects.owned_by(nora)
    assert activities.count() > 80
    assert Quote.objects.owned_by(nora).count() > 30
    assert "made up" in nora.display_name
    assert max(activities.values_list("date", flat=True)) <= nora.today
    assert (nora.today - min(activities.values_list("date", flat=True))).days > 200
    assert Quote.objects.owned_by(nora).filter(points=0).count() == 1


def test_every_feature_tells_its_part(nora):
    told = [
        Goal,
        Milestone,
        Commitment,
        Person,
        Project,
        Document,
        Briefing,
        Recommendation,
        Lesson,
        EntryLink,
        EntryFile,
    ]
    assert [model for model in told if not model.objects.owned_by(nora).exists()] == []


def test_every_page_of_the_persona_is_full(nora):
    client = sign_in(nora)
    for address in ("/", "/journal/", "/quotes/", "/goals/", "/progress/"):
        assert "made up" in client.get(address).text
    assert len(client.get("/").context["suggestions"]) == 3


def test_loading_again_changes_nothing(nora):
    before = DayTotal.objects.sums()
    call_command("load_demo", stdout=StringIO())
    assert DayTotal.objects.sums() == before


def test_what_two_places_tell_has_one_day(nora):
    def logged(title):
        return Activity.objects.owned_by(nora).get(title=title).date

    adopted = Recommendation.objects.owned_by(nora).get(state="adopted")
    assert adopted.decided_on == logged("Supervisor unlock is in the next release")
    assert adopted.sent_on == logged("Let the shift supervisor unlock the gate")
    assert adopted.quotes.count() == 4  # as its entry says
    priya = Person.objects.owned_by(nora).get(name="Priya Raman")
    assert priya.asked_on == logged("Asked Priya whether she would vouch for me")


def test_nobody_speaks_under_the_task_of_silence(nora):
    for entry in Activity.objects.owned_by(nora).filter(task__slug="sit-in-on-a-customer-briefing"):
        assert "I said" not in entry.notes
        assert "I used one" not in entry.notes
