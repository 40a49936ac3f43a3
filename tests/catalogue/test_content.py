"""The shipped cards are whole, and sized as the points rules say."""

from collections import Counter

import pytest

from tracker.catalogue import release_content
from tracker.catalogue.models import Task

CARDS = [
    (card.level, card.area, {"slug": card.slug, **card.values})
    for card in release_content.catalogue()
]


def test_there_are_36_and_9_and_9_cards_each_level_with_a_think_twice():
    assert Counter(level for level, _, _ in CARDS) == {1: 36, 2: 9, 3: 9}
    think_twice = [level for level, area, _ in CARDS if area == "think-twice"]
    assert think_twice == [1, 2, 3]


@pytest.mark.parametrize(("level", "area", "card"), CARDS, ids=[c["slug"] for _, _, c in CARDS])
def test_a_card_is_complete(level, area, card):
    assert 3 <= len(card["how_to"].splitlines()) <= 6
    for part in ("title", "summary", "why", "evidence", "mistake"):
        assert len(card[part]) > 10, part
    assert len(card["title"]) <= 120
    assert len(card["summary"]) <= 300
    assert card["effort"] in Task.Effort.values
    assert card["cadence"] in Task.Cadence.values
    assert card["source"] in Task.Source.values
    assert bool(card["source_phrase"]) is (level == 1)
    assert len(card["source_phrase"].split()) <= 15
    assert (card["own_points"] == 0) is (area == "think-twice")
    assert area in {row["slug"] for row in release_content.frame()["area"]}


def test_slugs_and_titles_are_unique():
    assert len({card["slug"] for _, _, card in CARDS}) == 54
    assert len({card["title"].casefold() for _, _, card in CARDS}) == 54


def test_the_starter_tasks_are_shipped():
    from tracker.progress.suggestions import STARTERS

    slugs = {card["slug"] for _, _, card in CARDS}
    assert {slug for path in STARTERS.values() for slug in path} <= slugs
