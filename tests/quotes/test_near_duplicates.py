"""Nearly the same words, without a database."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tracker.quotes import near_duplicates
from tracker.quotes.near_duplicates import (
    are_near_duplicates,
    groups,
    neighbours,
    side_by_side,
    words_in,
)

WAIT = "We wait two days for every single export"
WAITS = "we WAIT three days, for every single export!"
PEN = "We print it, we fix it in pen, and then somebody types the pen"


def alike(one, other):
    return are_near_duplicates(words_in(one), words_in(other))


def test_case_order_signs_and_one_other_word_do_not_matter():
    assert alike(WAIT, WAITS)
    assert alike(WAIT, "For every single export, two days we wait")
    assert alike("Too slow.", "TOO   slow!!")
    assert alike("I don’t trust it at all", "I don't trust it at all, no")


def test_other_words_or_far_longer_ones_are_something_else():
    assert not alike(WAIT, PEN)
    assert not alike("Too slow", "Too fast")
    assert not alike("We wait for it", f"We wait for it. {PEN} and more about other things")
    assert not alike("👍", "🎉")


def test_scripts_without_spaces_count_sign_by_sign():
    assert alike("我们等了两天才能导出", "我们等了三天才能导出")
    assert not alike("我们等了两天才能导出", "价格太高")


def test_groups_and_members_stand_newest_first():
    found = groups([(9, PEN), (8, WAIT), (7, "Nobody asked"), (6, PEN + " again"), (5, WAITS)])
    assert found == [[9, 6], [8, 5]]


def test_neighbours_are_found_wherever_they_stand():
    assert neighbours(WAIT, [(1, PEN), (2, WAITS), (3, WAIT.upper())]) == [2, 3]


def test_words_that_differ_are_marked_and_nothing_is_lost():
    one, two = side_by_side([WAIT, WAITS])
    assert "".join(part for part, _ in one) == WAIT
    assert [part for part, differs in one if differs] == ["two"]
    assert [part for part, differs in two if differs] == ["three"]


SOME = ["we", "wait", "two", "days", "for", "an", "export", "it", "is", "so", "slow"]
sentences = st.lists(st.sampled_from(SOME))


@given(st.lists(sentences.map(" ".join), max_size=25))
def test_groups_are_exactly_what_comparing_every_pair_finds(texts):
    """The index only leaves out pairs that are not alike."""
    joined = {key: {key} for key in range(len(texts))}
    for one, other in combinations(range(len(texts)), 2):
        if alike(texts[one], texts[other]):
            merged = joined[one] | joined[other]
            for key in merged:
                joined[key] = merged
    expected = sorted({tuple(sorted(keys)) for keys in joined.values() if len(keys) > 1})
    assert [tuple(keys) for keys in groups(enumerate(texts))] == expected


def test_thousands_are_quick_also_when_all_are_almost_equal(monkeypatch):
    """Counted, not timed: comparing every pair would be two million each."""
    compared = []

    def counted(one, other):
        compared.append(None)
        return are_near_duplicates(one, other)

    monkeypatch.setattr(near_duplicates, "are_near_duplicates", counted)
    dice = Random(7)
    stock = [f"word{number}" for number in range(2_000)]
    assert groups((key, " ".join(dice.choices(stock, k=18))) for key in range(2_000)) == []
    assert len(groups((key, f"We wait {key} days for every export") for key in range(2_000))) == 1
    assert len(compared) < 100_000
