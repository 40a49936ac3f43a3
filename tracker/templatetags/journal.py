"""What an entry and a quote say beside their own words, in one line each."""

from django import template
from django.utils.translation import gettext as _

from tracker.journal.models import Activity, Quote
from tracker.shared.text.names import apart

SEPARATOR = " · "
register = template.Library()


@register.filter
def facts(activity: Activity) -> str:
    """Return its area, its task where it has a title of its own, and its minutes."""
    parts = []
    if activity.task:
        parts.append(activity.task.area.name)
        if activity.title:
            parts.append(activity.task.title)
    if activity.minutes:
        parts.append(_("%(minutes)d min") % {"minutes": activity.minutes})
    return SEPARATOR.join(parts)


@register.filter
def attribution(quote: Quote) -> str:
    """Return who said it, of which customer, where, its theme, and that it may be shown."""
    parts = [quote.speaker, quote.customer, quote.setting]
    if quote.theme:
        parts.append(f"#{quote.theme}")
    if quote.shareable:
        parts.append(_("may be shown"))
    return apart(parts)
