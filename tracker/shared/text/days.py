"""Days in words. A page says hundreds of them, the same ones again and again."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def in_words(day: date, form: str) -> str:
    """Return a day without a time in one of Django's date formats, in the reader's language."""
    return _in_words(day, form, get_language())


@lru_cache(4096)
def _in_words(day: date, form: str, _language: str | None) -> str:
    return date_format(day, form)
