from django import template
from django.utils.safestring import SafeString

from tracker.shared import markdown as notes

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """A person's own text as safe HTML."""
    return notes.render(text)
