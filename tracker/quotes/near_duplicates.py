"""Which quotes have nearly the same words. Plain text in, keys out: no database here.

Two texts are alike when three quarters of the shorter one's different words are in the other, at
least three, and the other has at most twice as many as they share. Case, accents' spelling and
punctuation do not count; nor does the order of words.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from sys import intern

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
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    # Thousands of texts share their words: each is kept once.
    return frozenset(map(intern, _WORD.findall(folded)))


def are_near_duplicates(one: Words, other: Words) -> bool:
    if one == other:
        return bool(one)
    shared = len(one & other)
    shorter, longer = sorted((len(one), len(other)))
    return shared >= max(LEAST_SHARED, OF_THE_SHORTER * shorter, OF_THE_LONGER * longer)


def neighbours(text: str, texts: Iterable[tuple[int, str]]) -> list[int]:
    """The keys of `texts` that are alike `text`, in their order."""
    own = words_in(text)
    return [key for key, other in texts if are_near_duplicates(own, words_in(other))]


def groups(texts: Iterable[tuple[int, str]]) -> list[list[int]]:
    """Keys of (key, text) pairs that are alike, directly or through another, two or more each.

    Both groups and members stand in the order of `texts`.
    """
    same: dict[Words, list[int]] = {}
    order: dict[int, int] = {}
    for key, text in texts:
        order[key] = len(order)
        if found := words_in(text):
            same.setdefault(found, []).append(key)
    kinds = sorted(same, key=lambda found: (len(found), order[same[found][0]]))
    together: dict[int, list[int]] = {}
    for index, root in enumerate(_joined(kinds)):
        together.setdefault(root, []).extend(same[kinds[index]])
    several = [sorted(keys, key=order.__getitem__) for keys in together.values() if len(keys) > 1]
    return sorted(several, key=lambda keys: order[keys[0]])


def _joined(kinds: Sequence[Words]) -> list[int]:
    """For each set of words (shortest first) the first one of the group to which it belongs.

    Two sets that share many words share one of the rarest few of each (prefix filtering), so only
    those are looked up.
    """
    often = Counter(word for found in kinds for word in found)
    parents = list(range(len(kinds)))
    holders: dict[str, list[int]] = {}
    for index, found in enumerate(kinds):
        rarest = sorted(found, key=lambda word: (often[word], word))
        least = ceil(len(found) * OF_THE_LONGER)
        for other in _candidates(rarest[: len(found) - least + 1], holders):
            if 2 * len(kinds[other]) < len(found):
                continue
            one, two = _root(parents, index), _root(parents, other)
            if one != two and are_near_duplicates(found, kinds[other]):
                parents[max(one, two)] = min(one, two)
        least = ceil(len(found) * OF_THE_SHORTER)
        for word in rarest[: len(found) - least + 1]:
            holders.setdefault(word, []).append(index)
    return [_root(parents, index) for index in range(len(kinds))]


def _candidates(words: Sequence[str], holders: dict[str, list[int]]) -> dict[int, None]:
    """Who has one of these words, by the rarest first; at most MOST_CANDIDATES."""
    found: dict[int, None] = {}
    for word in words:
        for index in reversed(holders.get(word, ())):
            found[index] = None
            if len(found) >= MOST_CANDIDATES:
                return found
    return found


def _root(parents: list[int], index: int) -> int:
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


Part = tuple[str, bool]


def side_by_side(texts: Sequence[str]) -> list[list[Part]]:
    """Each text in parts, True for those whose words are not in every one of the texts."""
    common: Words = frozenset.intersection(*(words_in(text) for text in texts))
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
