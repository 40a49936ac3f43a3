from datetime import date

from django import template
from django.template.defaultfilters import truncatechars
from django.utils.safestring import SafeString

from tracker.shared import messages
from tracker.shared.text import markdown as notes
from tracker.shared.text.days import in_words
from tracker.shared.text.normal import normalized

register = template.Library()
register.filter(messages.is_saved)
register.filter(messages.undo_address)
register.filter(messages.yes_address)


@register.filter
def markdown(text: str) -> SafeString:
    """Return a person's own text as safe HTML."""
    return notes.render(text)


@register.filter(is_safe=True)
def shorten(text: str, most: int) -> str:
    """Do what `truncatechars` does, which would walk through a short text letter by letter."""
    whole = normalized("NFC", text)
    return whole if len(whole) <= most else truncatechars(whole, most)


@register.filter
def day(value: date | None, form: str) -> str:
    """Do what `date` does, for days without a time; it remembers them."""
    return in_words(value, form) if value else ""


@register.filter
def near_day(value: date | None, today: date) -> str:
    """Return a day and its month, and its year too where that is not the year of `today`."""
    if value is None:
        return ""
    return in_words(value, "j M" if value.year == today.year else "j M Y")
