"""This week says who was there, as the journal does, without reading more often."""

import pytest

from tests.factories import TODAY, log, make_person
from tracker.journal.models import Activity


@pytest.fixture
def week(alice):
    return lambda: Activity.objects.owned_by(alice).for_week(TODAY, TODAY)


def test_an_entry_names_its_people_and_each_quote_once(as_alice, alice, week):
    entry = log(alice, "Briefing", "We wait.", "We waited.")
    ines = make_person(alice, name="Ines Aguiar")
    entry.people.add(make_person(alice, name="Tomas Lind"), ines)
    found = week()
    assert [person.name for person in found[0].live_people] == ["Ines Aguiar", "Tomas Lind"]
    assert [quote.text for quote in found[0].live_quotes] == ["We wait.", "We waited."]
    assert "With <bdi>Ines Aguiar, Tomas Lind</bdi>" in as_alice.get("/").text


def test_who_was_deleted_is_not_named(alice, week):
    entry = log(alice, "Briefing", "We wait.")
    gone = make_person(alice, name="Ines Aguiar")
    entry.people.add(gone)
    gone.soft_delete()
    assert list(week()[0].live_people) == []
    assert len(week()[0].live_quotes) == 1


def test_it_takes_one_query_however_many_were_there(alice, week, django_assert_num_queries):
    entry = log(alice, "Briefing", "We wait.", "We waited.")
    for name in ("Ines", "Tomas", "Priya"):
        entry.people.add(make_person(alice, name=name))
    with django_assert_num_queries(1):
        names = [str(person) for person in week()[0].live_people]
    assert names == ["Ines", "Priya", "Tomas"]
