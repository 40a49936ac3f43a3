"""How many words a text has, and how long it takes to say them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

WORDS_A_MINUTE = 130
# Scripts that put no spaces between words; two of their signs are about a word. The script
# static/js/stories.js counts in the same way.
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Speech:
    words: int

    @property
    def seconds(self) -> int:
        return round(self.words * 60 / WORDS_A_MINUTE)

    @property
    def time(self) -> str:
        """Return it as minutes and seconds: "1:38"."""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes}:{seconds:02}"


def speech_of(texts: Iterable[str]) -> Speech:
    return Speech(sum(map(count_words, texts)))


def count_words(text: str) -> int:
    rest, signs = _WITHOUT_SPACES.subn(" ", text)
    words = 0
    for token in rest.split():
        words += any(map(str.isalnum, token))
    return words + (signs + 1) // 2
