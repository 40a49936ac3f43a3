"""Which pages a person has: every address of the resolver that answers them with a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import brotli
from django.apps import apps
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import resolve

from tests.guards.routes import KEY, Route, all_routes
from tests.looks.personas import Persona

# Addresses that no route gives: something found, nothing found, no page at all.
BESIDES = ["/search/?q=customer", "/search/?q=nothingofthatkind", "/nowhere/"]
NOT_FOUND_ON_PURPOSE = "/nowhere/"
IMPORTED = "tasks"  # the kind of rows whose import a curator is shown
# What differs each time a page is sent: tokens, and identities of entries not yet made.
ONCE = re.compile(rb"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,23}")


@dataclass(frozen=True)
class Page:
    """`size` is that of the HTML in bytes, compressed with brotli."""

    name: str
    address: str
    size: int


def pages_of(persona: Persona, client: Client) -> list[Page]:
    names: dict[str, Page] = {}
    routes = [route for route in all_routes() if _is_for(persona, route)]
    for route in routes:
        for page in _pages_of_route(persona, client, route):
            names.setdefault(page.name, page)
    for address in BESIDES if persona.name != "curator" else []:
        if page := _page(client, address, _name(address)):
            names[page.name] = page
    return [names[name] for name in sorted(names)]


def _is_for(persona: Persona, route: Route) -> bool:
    """Pages are looked at once where nothing of a person's rows shows in them."""
    if route.path.startswith("/admin/"):
        return persona.name == "curator" or route.path == "/admin/login/"
    if route.path.startswith("/accounts/"):
        return persona.name in ("visitor", "normal")
    return persona.name != "curator"


def _pages_of_route(persona: Persona, client: Client, route: Route) -> Iterator[Page]:
    if persona.user and str(KEY) in route.path:
        first = _first_of(persona, client, route.path, "first")
        if first:
            yield first
        # The rows of an over-full account are much alike.
        if first and persona.name != "full":
            last = _first_of(persona, client, route.path, "last")
            if last and last.address != first.address:
                yield last
        return
    address = _filled(route.path)
    name = _name(re.sub(r"/\d+/", "/first/", address) if address != route.path else address)
    if page := _page(client, address, name):
        yield page


def _first_of(persona: Persona, client: Client, path: str, which: str) -> Page | None:
    """Return the page of the first (or last) row that has one there; its name has no key."""
    name = _name(path.replace(str(KEY), which))
    prefix = path.partition(str(KEY))[0]
    for key in persona.keys(which):
        address = path.replace(str(KEY), str(key))
        if (prefix, key) in persona.without_page or not _may_exist(persona.user, address):
            if path.endswith(f"{KEY}/"):  # then it has no pages below that one either
                persona.without_page.add((prefix, key))
            continue
        answer = client.get(address)
        if answer.status_code == 405:
            return None
        if page := _read(answer, address, name):
            return page
    return None


def _may_exist(user: Any, address: str) -> bool:
    """Ask the view alone whether there is such a row: a whole "not found" page takes long."""
    request = RequestFactory(SERVER_NAME="localhost").get(address)
    request.user, request.session = user, {}
    view, arguments, named = resolve(address)
    try:
        view(request, *arguments, **named)
    except Http404:
        return False
    except Exception:
        return True
    return True


def _filled(path: str) -> str:
    """Put a key or a word where the walk over the resolver left a pattern or an `x`."""
    path = re.sub(r"\(\?Px.*?\)", "x", path)
    model = _model_of(path)
    if model and (row := model._default_manager.order_by("pk").first()):
        path = path.replace("/x/", f"/{row.pk}/")
        if "([/]+)" in path:
            version = model.history.filter(id=row.pk).order_by("history_id").first()
            path = path.replace("([/]+)", str(row.pk), 1)
            path = path.replace("([/]+)", str(version.history_id if version else 0))
    return path.replace("/import/x/", f"/import/{IMPORTED}/")


def _model_of(path: str) -> Any:
    """Return the model whose rows the admin changes there, if that is such an address."""
    found = re.match(r"/admin/(\w+)/(\w+)/", path)
    try:
        return apps.get_model(found[1], found[2]) if found else None
    except LookupError:
        return None


def _name(address: str) -> str:
    return re.sub(r"[^\w.=-]+", "-", address).strip("-") or "index"


def _page(client: Client, address: str, name: str) -> Page | None:
    return _read(client.get(address), address, name)


def _read(answer: Any, address: str, name: str) -> Page | None:
    """Return a page, if that is what came: whole HTML, no fragment, no file, no way through."""
    if answer.status_code >= 500:
        raise RuntimeError(f"{address} answers {answer.status_code}")
    expected = 404 if address == NOT_FOUND_ON_PURPOSE else 200
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.status_code != expected or not is_html or b"<html" not in answer.content:
        return None
    return Page(name, address, len(brotli.compress(ONCE.sub(b"", answer.content), quality=5)))
