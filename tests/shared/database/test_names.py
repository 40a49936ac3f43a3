"""However a name is typed or pasted, it is kept one way, and found whatever its signs."""

import pytest

from tests.factories import make_person, make_quotes
from tracker.journal.models import Quote
from tracker.openings.companies.models import Company
from tracker.people.models import Person
from tracker.people.names import read_names
from tracker.shared.text.names import folded, tidy

pytestmark = pytest.mark.django_db

SPELLINGS = {
    "composed": ("Íñigo Pons", "I\u0301n\u0303igo Pons"),
    "a zero-width space": ("Ana Ruiz", "Ana Ruiz\u200b"),
    "a mark of byte order": ("Ana Ruiz", "\ufeffAna Ruiz"),
    "a soft hyphen": ("Petersen", "Peter\u00adsen"),
    "a word joiner": ("Ana Ruiz", "Ana\u2060 Ruiz"),
    "directions": ("Ana Ruiz", "\u202aAna Ruiz\u202c"),
    "a space that does not break": ("Ana Ruiz", "Ana\u00a0Ruiz"),
    "a narrow one, and two": ("Ana Ruiz", " Ana \u202f Ruiz\t"),
    "a hyphen that does not break": ("Anne-Marie", "Anne\u2011Marie"),
    "a joiner at the end": ("Ana Ruiz", "Ana Ruiz\u200d"),
    "unseen tags": ("Ana", "Ana\U000e0041\U000e007f"),
}
ALIKE = {
    "apostrophes": ("Siobhan O'Neill", "Siobhan O\u2019Neill"),
    "the letter that looks like one": ("O'Neill", "O\u02bcNeill"),
    "hyphens": ("Jean-Luc", "jean\u2010luc"),
    "case": ("STRASSE", "straße"),
    "a joiner within": ("می‌رود", "می\u200cرود"),
}


@pytest.mark.parametrize("kind", SPELLINGS)
def test_a_name_is_kept_one_way(alice, kind):
    kept, typed = SPELLINGS[kind]
    assert tidy(typed) == kept
    assert make_person(alice, typed).name == kept
    assert Person.objects.filter(name=typed).exists()


@pytest.mark.parametrize("kind", [*SPELLINGS, *ALIKE])
def test_whoever_is_typed_another_way_is_the_same_person(as_alice, alice, kind):
    there, typed = {**SPELLINGS, **ALIKE}[kind]
    person = make_person(alice, there)
    assert folded(there) == folded(typed)
    assert read_names(alice, typed).known == [person]
    assert list(Person.objects.filter(name__same=typed)) == [person]


@pytest.mark.parametrize(
    "spelt",
    [
        "می\u200cرود",
        "👩\u200d💻 guild",
        "❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e007f",
        "\u0600\u0661",
    ],
)
def test_what_changes_how_a_name_looks_stays(spelt):
    assert tidy(spelt) == spelt


def test_a_name_of_nothing_is_none(as_alice):
    answer = as_alice.post("/people/add/", {"name": "\u200b\u00ad\u2060", "kind": "peer"})
    assert answer.status_code == 422
    assert "Give at least a name." in answer.text


def test_a_theme_typed_in_two_ways_is_one(alice):
    for theme in ("Qualité", "Qualite\u0301", "Qualité\u200b", " Qualité\u00a0"):
        make_quotes(alice, f"“{theme}”", theme=theme)
    assert set(Quote.objects.values_list("theme", flat=True)) == {"Qualité"}


def test_an_apostrophe_makes_no_second_theme(as_alice, alice, bob):
    [first] = make_quotes(alice, "It waits.", theme="Can't wait")
    [second] = make_quotes(alice, "It waits long.", theme="Can’t wait")
    [strangers] = make_quotes(bob, "It waits.", theme="Can’t wait")
    assert (second.theme, strangers.theme) == ("Can't wait", "Can’t wait")
    # What stands alone may be written another way, and is found as both.
    second.delete()
    first.theme = "Can’t wait"
    first.save()
    assert first.theme == "Can’t wait"
    assert "It waits." in as_alice.get("/quotes/", {"theme": "Can't wait"}).text


def test_a_company_is_not_added_twice(as_alice, alice):
    Company.objects.create(owner=alice, name="L\u2019Atelier\u2011Nord")
    answer = as_alice.post("/companies/new/", {"name": "l'atelier-nord", "state": "watching"})
    assert answer.status_code == 422
    assert Company.objects.count() == 1
