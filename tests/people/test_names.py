"""People are named as one types: commas between them, any case, known or new."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_person
from tracker.people.models import Person
from tracker.people.names import AmbiguousNameError, in_words, near_duplicates, read_names
from tracker.people.ways import path_to


def read(owner, text: str) -> tuple[list[str], list[str]]:
    typed = read_names(owner, text)
    return [person.label for person in typed.known], typed.new


@pytest.mark.parametrize(
    ("typed", "known", "new"),
    [
        ("", [], []),
        (" , ,", [], []),
        ("Ana Ruiz", ["Ana Ruiz"], []),
        ("  ana   RUIZ ,", ["Ana Ruiz"], []),
        ("ÉLISE", ["Élise"], []),
        ("Ana Ruiz, ana ruiz", ["Ana Ruiz"], []),
        ("Ana Ruiz, Ben", ["Ana Ruiz"], ["Ben"]),
        ("Ben, ben, BEN", [], ["Ben"]),
        ("Smith, John, PhD, Ana Ruiz", ["Smith, John, PhD", "Ana Ruiz"], []),
        ("Cleo (Acme)", ["Cleo (Acme)"], []),
        ("cleo (initech)", ["Cleo (Initech)"], []),
    ],
)
def test_what_is_typed_and_who_is_meant(alice, typed, known, new):
    make_person(alice, "Ana Ruiz")
    make_person(alice, "Élise")
    make_person(alice, "Smith, John, PhD")
    make_person(alice, "Cleo", company="Acme")
    make_person(alice, "Cleo", company="Initech")
    assert read(alice, typed) == (known, new)


def test_a_name_that_two_have_is_asked_about(alice):
    make_person(alice, "Cleo", company="Acme")
    make_person(alice, "Cleo", company="Initech")
    with pytest.raises(AmbiguousNameError) as asked:
        read_names(alice, "Ana, Cleo")
    assert {person.label for person in asked.value.people} == {"Cleo (Acme)", "Cleo (Initech)"}


def test_of_two_with_one_name_the_colleague_is_the_one_without_a_company(alice):
    make_person(alice, "Cleo", company="Acme")
    make_person(alice, "Cleo")
    assert read(alice, "Cleo") == (["Cleo"], [])


def test_nobody_elses_people_and_no_deleted_ones_are_found(alice, bob):
    make_person(bob, "Ana Ruiz")
    make_person(alice, "Ben", deleted_at="2026-11-17T00:00Z")
    assert read(alice, "Ana Ruiz, Ben") == ([], ["Ana Ruiz", "Ben"])


def test_what_is_shown_reads_back_as_the_same_people(alice):
    people = [make_person(alice, "Ana Ruiz"), make_person(alice, "Cleo", company="Acme")]
    assert read_names(alice, in_words(people)).known == people


@given(text=st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text):
    from unittest.mock import patch

    from tracker.people import names

    people = [Person(pk=1, name="Ana Ruiz"), Person(pk=2, name="Smith, John")]
    with patch.object(names.Person, "objects") as objects:
        objects.owned_by.return_value.live.return_value.only.return_value = people
        typed = read_names(None, text)  # type: ignore[arg-type]
    assert len({name.casefold() for name in typed.new}) == len(typed.new)
    assert all(name.strip() == name and name for name in typed.new)


@pytest.mark.parametrize(
    ("there", "typed", "is_like"),
    [
        ("Ben Okafor", "Ben Okafr", True),
        ("Ben Okafor", "ben okafor", True),
        ("Ana Ruiz", "Ana Ruíz", True),
        ("Ben Okafor", "Ana Ruiz", False),
        ("Ben", "Ana", False),
    ],
)
def test_who_is_nearly_called_like_that(alice, there, typed, is_like):
    person = make_person(alice, there)
    assert (near_duplicates(alice, typed) == [person]) is is_like
    assert near_duplicates(alice, typed, but=person.pk) == []


def chain(*names: str) -> dict[int, Person]:
    """People of whom each knows the next."""
    return {
        number: Person(pk=number, name=name, through_id=number - 1 or None)
        for number, name in enumerate(names, 1)
    }


def test_the_way_to_a_hiring_manager_is_a_path_of_people():
    people = chain("Ana", "Ben", "Cleo")
    assert [person.name for person in path_to(people[3], people)] == ["Ana", "Ben", "Cleo"]
    assert [person.name for person in path_to(people[1], people)] == ["Ana"]


def test_a_circle_is_cut_and_a_missing_person_ends_the_path():
    people = chain("Ana", "Ben", "Cleo")
    people[1].through_id = 3
    assert [person.name for person in path_to(people[3], people)] == ["Ana", "Ben", "Cleo"]
    del people[2]
    assert [person.name for person in path_to(people[3], people)] == ["Cleo"]
