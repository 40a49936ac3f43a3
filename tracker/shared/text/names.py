"""Somebody's words among ours, each in its own direction."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def apart(values: Iterable[Any], between: str = " · ") -> SafeString:
    """Return what is there of `values` as HTML, none of which turns the line around it."""
    return format_html_join(between, "<bdi>{}</bdi>", [(value,) for value in values if value])
