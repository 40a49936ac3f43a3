"""What changed between two texts of one person, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words; `is_changed` where the other text does not have them there."""

    words: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Difference:
    before: list[Part]
    after: list[Part]


def difference(before: str, after: str) -> Difference:
    """Compare word by word, whatever the space between words; each text is whole in its parts."""
    old_words, new_words = WORD.findall(before), WORD.findall(after)
    # What is in nearly every line is no landmark (autojunk), which bounds the work for texts that
    # say the same word a thousand times.
    matcher = SequenceMatcher(None, _bare(old_words), _bare(new_words))
    old_parts: list[Part] = []
    new_parts: list[Part] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        is_changed = tag != "equal"
        _add(old_parts, old_words[old_from:old_to], is_changed=is_changed)
        _add(new_parts, new_words[new_from:new_to], is_changed=is_changed)
    return Difference(old_parts, new_parts)


def _bare(words: list[str]) -> list[str]:
    return [word.strip() for word in words]


def _add(parts: list[Part], words: list[str], *, is_changed: bool) -> None:
    if words:
        parts.append(Part("".join(words), is_changed))
