"""Every page that a person can reach, as the server sends it: by address, then by links.

The resolver gives the addresses without a parameter and those of the rows that
`tests.guards.rows` makes; links on these pages lead to rows in all their states.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.guards.pages.html_forms import forms_on
from tests.guards.routes import our_routes

# How many pages of one route are looked at, as links lead to them, and how often one is found.
MOST = 2
LINK = re.compile(r'\b(?:href|action|(?:data-)?hx-get)="([^"#]+)')


@dataclass(frozen=True)
class Visit:
    """An answer of one address; `html` is a whole page or a part that htmx asks for."""

    path: str
    answer: Any

    @property
    def html(self) -> str:
        return self.answer.content.decode()

    @property
    def is_whole(self) -> bool:
        return "<html" in self.html

    @property
    def templates(self) -> list[str]:
        return [template.name for template in self.answer.templates if template.name]


def is_ours(path: str) -> bool:
    return not path.startswith(("/admin/", "/accounts/", "/static/"))


def is_curation(path: str) -> bool:
    return path.startswith("/admin/curation/")


def walk(
    client: Client, start: list[str] | None = None, stays: Callable[[str], bool] = is_ours
) -> Iterator[Visit]:
    """Visit all addresses from `start` (our routes, unless given) on, each once."""
    waiting = [route.path for route in our_routes()] if start is None else list(start)
    seen, visited = set(waiting), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        assert answer.status_code < 500, path
        if not is_html(answer):
            continue
        visit = Visit(path, answer)
        yield visit
        for link in links_of(visit):
            kind = kind_of(link)
            if link in seen or not stays(link) or kind is None or visited[kind] >= MOST:
                continue
            visited[kind] += 1
            seen.add(link)
            waiting.append(link)


def is_html(answer: HttpResponse) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code in (200, 422) and kind.startswith("text/html")


def links_of(visit: Visit) -> list[str]:
    found = [urljoin(visit.path, link.replace("&amp;", "&")) for link in LINK.findall(visit.html)]
    return [link for link in found if link.startswith("/")]


def kind_of(path: str) -> str | None:
    """Return what pages of one kind have in common: their route, and what is asked of it."""
    address = urlsplit(path)
    try:
        name = resolve(address.path).view_name
    except Resolver404:
        return None
    asked = sorted(key for key, _value in parse_qsl(address.query))
    return f"{name}?{'&'.join(asked)}"


def misread_filters(client: Client, visit: Visit) -> Iterator[Visit]:
    """Visit a list again as it is shown to those whose address has filters that nobody offers."""
    if 'class="filters"' not in visit.html:
        return
    for form in forms_on(visit.html, visit.path):
        if form.method == "get" and is_ours(form.action):
            answer = client.get(form.action, dict.fromkeys(form.names, "no such choice"))
            assert answer.status_code == 200, form.action
            yield Visit(f"{form.action} (filters misread)", answer)


def refusals(client: Client, visit: Visit) -> Iterator[Visit]:
    """Visit the page again as it is shown to those who send its form empty."""
    if 'method="post"' not in visit.html:
        return
    point = transaction.savepoint()
    answer = client.post(visit.path, {})
    transaction.savepoint_rollback(point)
    if answer.status_code == 422 and is_html(answer):
        yield Visit(f"{visit.path} (refused)", answer)
