import pytest

from tests.factories import log
from tracker.journal.models import Activity


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("spec", True),
        ("SPEC bulk", True),
        ("über", True),
        ("ÜBER", True),
        ("straßE", True),
        ("100%", True),
        ("100_", False),
        ("%", True),
        ("_", False),
        ("spec nothing", False),
        ("back\\slash", True),
        ("заказ", True),
    ],
)
def test_search_ignores_the_case_of_every_letter_and_takes_wildcards_literally(alice, words, found):
    log(alice, "Bulk spec", notes="Über die Straße, 100% back\\slash ЗАКАЗ")
    entries = Activity.objects.owned_by(alice).live().matching(words)
    assert entries.exists() is found


def test_words_may_stand_in_different_parts_of_an_entry(alice):
    log(alice, "Briefing", notes="Halden came late")
    assert Activity.objects.owned_by(alice).live().matching("halden briefing").count() == 1
