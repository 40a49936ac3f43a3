"""What a person reads on a page."""

from html import unescape

from django.http import HttpResponse


def page_of(answer: HttpResponse) -> str:
    """Return the text of an answer, with one space where the markup has any white space."""
    return " ".join(unescape(answer.content.decode()).split())
