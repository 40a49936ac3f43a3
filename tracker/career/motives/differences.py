"""What changed between two texts of one person, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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

    @property
    def marked_before(self) -> SafeString:
        """The earlier text, what went from it in <del>."""
        return format_html_join("", "{}", ((_marked(part, "del"),) for part in self.before))

    @property
    def marked_after(self) -> SafeString:
        """The later text, what is new in it in <ins>."""
        return format_html_join("", "{}", ((_marked(part, "ins"),) for part in self.after))


def _marked(part: Part, tag: str) -> SafeString | str:
    """Leave the space after changed words outside their mark."""
    if not part.is_changed:
        return part.words
    words = part.words.rstrip()
    space = part.words[len(words) :]
    return format_html("<{}>{}</{}>{}", tag, words, tag, space)


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
