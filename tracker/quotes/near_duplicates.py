"""Which quotes have nearly the same words. Plain text in, keys out: no database here.

Two texts are alike when three quarters of the shorter one's different words are in the other, at
least three, and the other has at most twice as many as they share. Case, accents' spelling and
punctuation do not count; nor does the order of words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from sys import intern

from tracker.shared.text.normal import normalized

Words = frozenset[str]

LEAST_SHARED = 3
OF_THE_SHORTER = 0.75
OF_THE_LONGER = 0.5
# How many texts one text is compared with: keeps thousands of almost equal ones quick.
MOST_CANDIDATES = 200

# Scripts written without spaces count sign by sign.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_PART = re.compile(r"\w+(?:['’]\w+)*|\W+")


def words_in(text: str) -> Words:
    folded = normalized("NFKC", text).casefold().replace("'", "").replace("’", "")
    # Thousands of texts share their words: each is kept once.
    return frozenset(map(intern, _WORD.findall(folded)))


def are_near_duplicates(words: Words, other: Words) -> bool:
    if words == other:
        return bool(words)
    shared = len(words & other)
    shorter, longer = sorted((len(words), len(other)))
    return shared >= max(LEAST_SHARED, OF_THE_SHORTER * shorter, OF_THE_LONGER * longer)


def neighbours(text: str, texts: Iterable[tuple[int, str]]) -> list[int]:
    """Return the keys of `texts` that are alike `text`, in their order."""
    own = words_in(text)
    alike = []
    for key, other in texts:
        if are_near_duplicates(own, words_in(other)):
            alike.append(key)
    return alike


def groups(texts: Iterable[tuple[int, str]]) -> list[list[int]]:
    """Group keys of (key, text) pairs that are alike, directly or through another.

    Groups have two or more; both they and their members stand in the order of `texts`.
    """
    keys_by_words: dict[Words, list[int]] = {}
    order: dict[int, int] = {}
    for key, text in texts:
        order[key] = len(order)
        if words := words_in(text):
            keys_by_words.setdefault(words, []).append(key)
    shortest_first = sorted(
        keys_by_words, key=lambda words: (len(words), order[keys_by_words[words][0]])
    )
    together: dict[int, list[int]] = {}
    for index, root in enumerate(_joined(shortest_first)):
        together.setdefault(root, []).extend(keys_by_words[shortest_first[index]])
    several = []
    for keys in together.values():
        if len(keys) > 1:
            several.append(sorted(keys, key=order.__getitem__))
    return sorted(several, key=lambda keys: order[keys[0]])


def _joined(sets: Sequence[Words]) -> list[int]:
    """Return for each set of words (shortest first) the first one of its group.

    Two sets that share many words share one of the rarest few of each (prefix filtering), so only
    those are looked up.
    """
    frequency: Counter[str] = Counter()
    for words in sets:
        frequency.update(words)
    parents = list(range(len(sets)))
    holders: dict[str, list[int]] = {}
    for index, words in enumerate(sets):
        rarest_first = sorted(words, key=lambda word: (frequency[word], word))
        for other in _candidates(_prefix(rarest_first, OF_THE_LONGER), holders):
            if 2 * len(sets[other]) < len(words):
                continue
            root, other_root = _root(parents, index), _root(parents, other)
            if root != other_root and are_near_duplicates(words, sets[other]):
                parents[max(root, other_root)] = min(root, other_root)
        for word in _prefix(rarest_first, OF_THE_SHORTER):
            holders.setdefault(word, []).append(index)
    return [_root(parents, index) for index in range(len(sets))]


def _prefix(rarest_first: Sequence[str], shared: float) -> Sequence[str]:
    """Return so many words that a set with that share of them has one of these."""
    least = ceil(len(rarest_first) * shared)
    return rarest_first[: len(rarest_first) - least + 1]


def _candidates(words: Sequence[str], holders: dict[str, list[int]]) -> dict[int, None]:
    """Return who has one of these words, by the rarest first; at most MOST_CANDIDATES."""
    candidates: dict[int, None] = {}
    for word in words:
        for index in reversed(holders.get(word, ())):
            candidates[index] = None
            if len(candidates) >= MOST_CANDIDATES:
                return candidates
    return candidates


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


Part = tuple[str, bool]


def side_by_side(texts: Sequence[str]) -> list[list[Part]]:
    """Return each text in parts, True for those whose words are not in every one of the texts."""
    common: Words = frozenset.intersection(*map(words_in, texts))
    return [_parts(text, common) for text in texts]


def _parts(text: str, common: Words) -> list[Part]:
    parts: list[Part] = []
    for part in _PART.findall(text):
        differs = not words_in(part) <= common
        if parts and parts[-1][1] == differs:
            parts[-1] = (parts[-1][0] + part, differs)
        else:
            parts.append((part, differs))
    return parts
