"""Every address of the project, read from the URL resolver, for the guards that visit them all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

# What stands in an address where it has a parameter: rows get this key, see `rows_of`.
KEY = 990_001
SAMPLES = {
    "slug": "ask-about-personas",
    "day": "2026-11-16",
    "stage": "1",
    "field": "theme",
    "year": "2026",
    "role": "support",
    "skill": "writing-a-spec",
    "path": "no-team",
}


@dataclass(frozen=True)
class Route:
    path: str
    name: str
    parameters: frozenset[str]

    @property
    def is_ours(self) -> bool:
        return not self.path.startswith(("/admin/", "/accounts/"))

    @property
    def is_a_row(self) -> bool:
        return "pk" in self.parameters


def all_routes() -> list[Route]:
    return sorted(_walk(get_resolver(), ""), key=lambda route: route.path)


def our_routes() -> list[Route]:
    return [route for route in all_routes() if route.is_ours]


def plain_pages() -> list[Route]:
    """Our addresses without a parameter."""
    return [route for route in our_routes() if not route.parameters]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        path = prefix + _filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, path)
        else:
            yield Route("/" + path, _name(pattern), _parameters(pattern))


def _name(pattern: URLPattern) -> str:
    return pattern.name or ""


def _parameters(pattern: URLPattern) -> frozenset[str]:
    route = pattern.pattern
    if isinstance(route, RoutePattern):
        return frozenset(route.converters)
    return frozenset(re.findall(r"\?P<(\w+)>", str(route)))


def _filled(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    text = re.sub(r"<(?:int:)?(pk|id|object_id)>", str(KEY), text)
    text = re.sub(r"<\w+:(\w+)>|<(\w+)>", lambda m: SAMPLES.get(m[1] or m[2], "x"), text)
    # allauth and the admin have a few regular expressions: a plain word fits none of ours.
    text = re.sub(r"\(\?P<\w+>.*\)", "x", text)
    return text.replace("^", "").replace("$", "").replace("\\Z", "")
