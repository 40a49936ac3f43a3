from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def dotted(*values: Any) -> str:
    """Join what is there of `values` by a dot between spaces, which no formatter can move."""
    return " · ".join([str(value) for value in values if value])
