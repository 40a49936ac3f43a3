"""Secrets in addresses, which whoever reads a log could use: they never get into one.

Which addresses carry one is read from the URL patterns: those with an argument of one of these
names. So an address that comes later is masked without anybody remembering to.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.urls import URLResolver, get_resolver

SECRET_NAMES = frozenset({"token", "key", "uidb36", "uidb64", "secret", "code", "signature"})
MASK = "[secret]"

# An argument of Django's two kinds of patterns: <str:token>, (?P<key>…).
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()\\]|\\.|\([^()]*\))*\)")


def masked(text: str) -> str:
    """Return `text` (an address, or a whole line) without what follows in secret addresses.

    All that follows their fixed part goes, so that a secret with a wrong ending is none the less
    one. Before Django is ready there are no addresses, and the text stays as it is.
    """
    if "/" not in text or not apps.ready:
        return text
    return _secret_addresses().sub(rf"\1{MASK}", text)


@cache
def _secret_addresses() -> re.Pattern[str]:
    beginnings = sorted(set(_walk(get_resolver(), "/")), key=len, reverse=True)
    # At the beginning of an address: alone, or after a scheme and a host.
    before = r"(?:\w+://[^/\s]+|(?<![\w.%~-]))"
    return re.compile(rf"({before}(?:{'|'.join(beginnings)}))[^\s?#\"'<>]+")


def _walk(resolver: URLResolver, before: str) -> Iterator[str]:
    """Yield a regular expression for what stands before the secret, for each such pattern."""
    for pattern in resolver.url_patterns:
        fixed, is_secret = beginning(str(pattern.pattern))
        if is_secret:
            yield before + fixed
        elif isinstance(pattern, URLResolver):
            yield from _walk(pattern, before + fixed)


def beginning(route: str) -> tuple[str, bool]:
    """Return what stands before the first secret of a route, as a regular expression.

    Also returns whether there is one; if not, it is the whole route.
    """
    parts, end = [], 0
    for argument in ARGUMENT.finditer(route):
        parts.append(_plain(route[end : argument.start()]))
        if (argument[1] or argument[2]) in SECRET_NAMES:
            return "".join(parts), True
        parts.append(r"[^/\s]+")
        end = argument.end()
    return "".join([*parts, _plain(route[end:])]), False


def _plain(text: str) -> str:
    """Return a pattern for the words of a route, whichever kind of route it was."""
    return re.escape(re.sub(r"\\Z|[\^$\\]", "", text))
