"""Taking names out of what others see."""

import re
from collections.abc import Callable

from tracker.journal.models import QUOTE_LIMIT, Quote


def replacer(word: str, instead: str) -> Callable[[str], str]:
    """A function that puts `instead` for `word` wherever it stands whole, in any case.

    Several words are found with any spaces or line ends between them.
    """
    inner = r"\s+".join(re.escape(part) for part in word.split())
    pattern = re.compile(rf"(?<!\w){inner}(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda _match: instead, text)


def redact(quote: Quote, replace: Callable[[str], str]) -> bool:
    """Change what others see of an unsaved quote; False where there was nothing to change.

    The exact words stay. A speaker or customer in whom the word stands is shown no longer.
    """
    before = (quote.words_for_others, quote.shows_speaker, quote.shows_customer)
    words = replace(quote.words_for_others)
    if words != quote.words_for_others:
        # A cut text hides more, never less.
        quote.redacted = words if len(words) <= QUOTE_LIMIT else words[: QUOTE_LIMIT - 1] + "…"
    quote.shows_speaker &= replace(quote.speaker) == quote.speaker
    quote.shows_customer &= replace(quote.customer) == quote.customer
    return before != (quote.words_for_others, quote.shows_speaker, quote.shows_customer)
