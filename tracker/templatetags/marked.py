from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from tracker.quotes.near_duplicates import Part

register = template.Library()


@register.simple_tag
def marked(parts: Iterable[Part]) -> SafeString:
    """Write a text from its parts, the differing ones marked, with no white space of our own."""
    html = SafeString("")
    for text, differs in parts:
        html += format_html("<mark>{}</mark>", text) if differs else escape(text)
    return html
