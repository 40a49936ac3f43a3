from typing import Any

from django import template

from tracker.shared.text.names import apart

register = template.Library()


@register.simple_tag
def dotted(*values: Any) -> str:
    """Join what is there of `values` by a dot between spaces, which no formatter can move.

    Each keeps its own direction: a name in Hebrew stays where it stands in the line.
    """
    return apart(values)


@register.simple_tag
def dotted_text(*values: Any) -> str:
    """Join as `dotted` does, for a page without markup."""
    return " · ".join([str(value) for value in values if value])
