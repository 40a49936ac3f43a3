"""What was stored twice before names were folded is found, and joined when that is asked."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import log, make_person, make_quotes
from tracker.journal.models import Quote
from tracker.openings.companies.models import Company
from tracker.people.models import Person

pytestmark = pytest.mark.django_db


def write_as(row, field: str, text: str) -> None:
    """Store a name as an earlier release did: as it was typed."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {field} = %s WHERE id = %s", [text, row.pk])


@pytest.fixture
def doubled(alice, bob):
    composed, decomposed = make_person(alice, "Íñigo Pons"), make_person(alice, "x")
    write_as(decomposed, "name", "I\u0301n\u0303igo Pons\u200b")
    log(alice, "Coffee", people=[decomposed])
    make_person(bob, "Íñigo Pons")
    make_person(alice, "Ben")
    make_person(alice, "Ben")  # perhaps two people
    Company.objects.create(owner=alice, name="O'Neill")
    Company.objects.create(owner=alice, name="O’Neill")
    for theme in ("can't wait", "Qualité"):
        make_quotes(alice, f"{theme} 1", f"{theme} 2", theme=theme)
    for theme in ("can’t wait", "Qualite\u0301"):
        [quote] = make_quotes(alice, theme)
        write_as(quote, "theme", theme)
    return composed


def people(owner) -> list[str]:
    return list(Person.objects.owned_by(owner).live().order_by("pk").values_list("name", flat=True))


def test_it_counts_before_it_joins(alice, doubled, capsys):
    before = people(alice)
    call_command("join_spellings")
    said = capsys.readouterr().out
    assert "1 people and 1 companies would be joined (--join does it)." in said
    assert "3 names written another way." in said
    assert people(alice) == before


def test_what_is_written_in_two_ways_becomes_one(alice, bob, doubled, capsys):
    call_command("join_spellings", "--join")
    assert people(alice) == ["Íñigo Pons", "Ben", "Ben"]
    assert people(bob) == ["Íñigo Pons"]
    assert doubled.activities.count() == 1
    assert set(Quote.objects.values_list("theme", flat=True)) == {"can't wait", "Qualité"}
    assert Company.objects.live().count() == 1
    call_command("join_spellings")
    assert "0 names written another way." in capsys.readouterr().out
