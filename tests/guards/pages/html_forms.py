"""Forms as a browser has them: what each shows, and what it sends when nothing is changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin

from django import forms
from django.http import HttpResponse
from django.test import Client

from tests.guards.pages.html_rules import Node, Page, ancestors, elements_in, in_template

NO_CONTROL = {"submit", "image", "reset", "button"}


@dataclass(frozen=True)
class HtmlForm:
    """`names` are those of its controls, buttons and the CSRF token aside; `files` take a file."""

    action: str
    method: str
    names: frozenset[str]
    values: list[tuple[str, str]]
    files: frozenset[str]

    def send(self, client: Client, **headers: Any) -> HttpResponse:
        data: dict[str, list[str]] = {}
        for name, value in self.values:
            data.setdefault(name, []).append(value)
        return getattr(client, self.method)(self.action, data, **headers)


def forms_on(html: str, path: str) -> list[HtmlForm]:
    page = Page(html)
    return [_read(page, e, path) for e in page.elements if e.name == "form" and not in_template(e)]


def _read(page: Page, form: Node, path: str) -> HtmlForm:
    controls = [e for e in page.elements if _owner(e) in (form, form.attrs.get("id", form))]
    return HtmlForm(
        action=urljoin(path, form.attrs.get("action") or path),
        method=(form.attrs.get("method") or "get").lower(),
        names=frozenset(control.attrs["name"] for control in controls),
        values=[pair for control in controls for pair in _sent(control)],
        files=frozenset(c.attrs["name"] for c in controls if c.attrs.get("type") == "file"),
    )


def _owner(element: Node) -> Node | str | None:
    """Return the form, or the id of the form, to which a control with a name belongs."""
    named = element.attrs.get("name") and element.attrs["name"] != "csrfmiddlewaretoken"
    if element.name not in {"input", "select", "textarea"} or not named or in_template(element):
        return None
    if element.name == "input" and element.attrs.get("type") in NO_CONTROL:
        return None
    if "form" in element.attrs:
        return element.attrs["form"]
    return next((up for up in ancestors(element) if up.name == "form"), None)


def _sent(control: Node) -> Iterator[tuple[str, str]]:
    """Yield what a browser sends of a control that nobody touched."""
    name, kind = control.attrs["name"], control.attrs.get("type")
    if "disabled" in control.attrs or kind == "file":
        return
    if control.name == "textarea":
        yield name, _text(control).replace("\r\n", "\n").replace("\n", "\r\n")
    elif control.name == "select":
        options = [e for e in elements_in(control) if e.name == "option"]
        chosen = [option for option in options if "selected" in option.attrs]
        if not chosen and "multiple" not in control.attrs:
            chosen = options[:1]
        for option in chosen:
            yield name, option.attrs.get("value", _text(option).strip())
    elif kind not in {"checkbox", "radio"} or "checked" in control.attrs:
        # As browsers do: "on" where no value is given, not where an empty one is.
        given = control.attrs.get("value")
        silent = "on" if kind in {"checkbox", "radio"} and "value" not in control.attrs else ""
        yield name, given or silent


def _text(element: Node) -> str:
    return "".join(child.data or "" for child in element.children if child.name == "#text")


@contextmanager
def forms_made() -> Iterator[list[forms.BaseForm]]:
    """Collect every form of Django's that is made meanwhile."""
    made: list[forms.BaseForm] = []
    make = forms.BaseForm.__init__

    def make_and_note(form: forms.BaseForm, *args: Any, **kwargs: Any) -> None:
        made.append(form)
        make(form, *args, **kwargs)

    with patch.object(forms.BaseForm, "__init__", make_and_note):
        yield made


def names_of(form: forms.BaseForm) -> frozenset[str]:
    """Return the names under which the fields of a form are sent."""
    names: set[str] = set()
    for name, field in form.fields.items():
        whole = form.add_prefix(name)
        widget = field.widget
        if isinstance(widget, forms.MultiWidget):
            names |= {f"{whole}{suffix}" for suffix in widget.widgets_names}
        else:
            names.add(whole)
    return frozenset(names)
