"""The commonest form fields as HTML, without a template inside a template for each option."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

FIELDS = "django/forms/widgets/"
OPTION = FIELDS + "select_option.html"
KINDS = ("text", "number", "email", "password", "hidden", "date", "checkbox")
INPUTS = {f"{FIELDS}{kind}.html" for kind in KINDS}


class Renderer(DjangoTemplates):
    """Django's own, which every other kind of field and every whole form still passes.

    What it writes differs from Django's templates in the white space between options alone.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        html = _html(template_name, context["widget"]) if "widget" in context else None
        return super().render(template_name, context, request) if html is None else mark_safe(html)  # noqa: S308 - each value was escaped


def _html(template_name: str, widget: Mapping[str, Any]) -> str | None:
    if template_name in INPUTS:
        value = widget["value"]
        filled = "" if value is None else f' value="{conditional_escape(value)}"'
        return f'<input type="{widget["type"]}"{_about(widget, filled)}>'
    if template_name == FIELDS + "textarea.html":
        return f"<textarea{_about(widget)}>\n{_shown(widget['value'] or '')}</textarea>"
    if template_name == FIELDS + "select.html":
        options = _plain_options(widget["optgroups"])
        return None if options is None else f"<select{_about(widget)}>{options}</select>"
    return None


def _plain_options(groups: list[Any]) -> str | None:
    """Return the options of a select; None where they stand in groups or have a template."""
    html = ""
    for name, options, _index in groups:
        for option in options:
            if option["template_name"] != OPTION:
                return None
            html += _option(option)
        if name:
            return None
    return html


def _option(option: Mapping[str, Any]) -> str:
    value, attrs = conditional_escape(option["value"]), _attrs(option["attrs"])
    return f'<option value="{value}"{attrs}>{_shown(option["label"])}</option>'


def _about(widget: Mapping[str, Any], value: str = "") -> str:
    return f' name="{conditional_escape(widget["name"])}"{value}{_attrs(widget["attrs"])}'


def _attrs(attrs: Mapping[str, Any]) -> str:
    html = ""
    for name, value in attrs.items():
        if value is True:
            html += f" {conditional_escape(name)}"
        elif value is not False:
            html += f' {conditional_escape(name)}="{conditional_escape(value)}"'
    return html


def _shown(value: Any) -> str:
    """Return it as a template shows it: a number in the reader's own way."""
    return conditional_escape(localize(value))
