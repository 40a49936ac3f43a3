"""An advert of any shape becomes lines: what it asks for, and what is set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.openings.adverts import ADVERTS, LIST, Advert
from tracker.openings.advert.gaps import skills_asked
from tracker.openings.advert.models import LINE_LIMIT, MOST_LINES
from tracker.openings.advert.reading import read_advert


@pytest.mark.parametrize("advert", ADVERTS, ids=[advert.name for advert in ADVERTS])
def test_what_it_asks_for_is_found_and_the_rest_set_aside(advert: Advert):
    asked = [line for line in read_advert(advert.text) if line.is_requirement]
    if advert.name == "one sentence without an end":
        assert " ".join(line.text for line in asked) == advert.text.strip()
        return
    assert len(asked) == len(advert.asks)
    for line, beginning in zip(asked, advert.asks, strict=True):
        assert line.text.startswith(beginning)
    assert sum(line.is_nice_to_have for line in asked) == advert.nice


def test_no_word_of_it_is_lost():
    text = " ".join(line.text for line in read_advert(LIST.text))
    for word in LIST.text.replace("•", "").replace("*", "").replace("- ", "").split():
        assert word in text


def test_it_has_an_end():
    lines = read_advert("- a\n" * 15_000)
    assert len(lines) == MOST_LINES


@given(st.text(max_size=600))
def test_whatever_is_pasted_becomes_lines_that_can_be_kept(text):
    for line in read_advert(text):
        assert 0 < len(line.text) <= LINE_LIMIT
        assert any(map(str.isalnum, line.text))


@pytest.mark.parametrize(
    ("line", "skill"),
    [
        ("Interview customers every week", "discovery-interviews"),
        ("Set prices with sales", "pricing-and-business-model"),
        ("You can say no", "saying-no-and-trade-offs"),
        ("Sehr gute SQL-Kenntnisse und Datenanalyse", "data-and-judgement"),
    ],
)
def test_a_line_is_known_by_the_skill_it_asks_for(line, skill):
    assert skill in skills_asked(line)


def test_where_no_skill_is_recognised_none_is_guessed():
    assert skills_asked("A driving licence") == []
