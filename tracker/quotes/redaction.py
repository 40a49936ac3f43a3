"""Taking names out of what others see."""

import re
from collections.abc import Callable

from tracker.journal.models import QUOTE_LIMIT, Quote
from tracker.shared.text.normal import normalized

# Thai, Lao, Burmese, Khmer, Japanese, Chinese, and Korean with its particles: no space shows where
# a name ends.
UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_unspaced = re.compile(f"[{UNSPACED}]")


def replacer(word: str, instead: str) -> Callable[[str], str]:
    """Return a function that puts `instead` for `word` wherever it stands whole, in any case.

    Several words are found with any spaces or line ends between them, accents however they were
    typed.
    """
    word = normalized("NFC", word).strip()
    inner = r"\s+".join(re.escape(part) for part in word.split())
    before = "" if _unspaced.match(word[0]) else rf"(?<![^\W{UNSPACED}])"
    after = "" if _unspaced.match(word[-1]) else rf"(?![^\W{UNSPACED}])"
    pattern = re.compile(f"{before}{inner}{after}", re.IGNORECASE)

    def replace(text: str) -> str:
        changed, number = pattern.subn(lambda _match: instead, normalized("NFC", text))
        return changed if number else text

    return replace


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
