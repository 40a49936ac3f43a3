"""Pages kept for the one who reads them, until that person writes (docs/adr/0014).

A page of somebody's own rows changes when its owner writes, and what an owner writes travels in a
request that is not safe: each one that writes counts up `User.page_version`, in the transaction of
what it writes (tracker/shared/database/writes.py), and a page is kept under it. What changes
otherwise, a curator's task or the clock, is there within a minute: the minute is part of what a
page is kept under.
"""

import re
import time
import uuid
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar, cast
from zlib import compress, decompress

from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

KEPT_SECONDS = 60
WORKED_OUT_SECONDS = 3600
MOST_BYTES = 200_000
PLAIN_HEADERS = {"Content-Type"}

# What must differ each time a page is sent: the token against forged requests, and the identity
# of an entry that a form on the page would make. Whole inputs: a person's own text holds no tag,
# so words in a note that look like one stay the words that they are.
ONCE = re.compile(
    rb'<input\s+type="hidden"\s+name="(csrfmiddlewaretoken|client_id)"\s+value="([^"]*)"'
)
TOKEN, IDENTITY = b"token", b"identity"
# Between the pieces of a page; one in which somebody typed it is not kept.
NUL = b"\0"

T = TypeVar("T")
View = Callable[..., HttpResponse]
# Bytes of the page, and between them which of the two values stands there.
Pieces = list[bytes]


def cache_for_reader(view: View) -> View:
    """Answer a GET of a signed-in person from memory while nothing of theirs has changed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _may_be_kept(request):
            return view(request, *args, **kwargs)
        pages, key = caches["pages"], _key(request)
        page: bytes | None = pages.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            body = response.content
            if not _can_be_kept(response):
                return response
            pieces = _cut(body)
            pages.set(key, compress(NUL.join(pieces), 1), KEPT_SECONDS)
        else:
            pieces = decompress(page).split(NUL)
        return _sent(request, pieces)

    return answer


def cached_value(user: Any, what: str, work: Callable[[], T]) -> T:
    """Return what `work` finds in the rows of `user`, and in nothing else; kept until they write.

    `what` names it with all that it depends on, such as the day. The value must pickle.
    """
    key = sha256(repr((user.pk, user.page_version, what)).encode("utf-8", "replace")).hexdigest()
    value: Any = caches["pages"].get_or_set(key, work, WORKED_OUT_SECONDS)
    return cast(T, value)


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and request.user.is_authenticated
        and "HX-Request" not in request.headers
        and not len(get_messages(request))
    )


def _can_be_kept(response: HttpResponse) -> bool:
    """Return whether its body alone can be sent again: a cached page has no other headers."""
    plain = set(response.headers) <= PLAIN_HEADERS and not response.cookies
    body = response.content
    return response.status_code == 200 and plain and len(body) <= MOST_BYTES and NUL not in body


def _key(request: HttpRequest) -> str:
    """Return the reader with all on their row (so `page_version`), language, address and minute."""
    fields = get_user_model()._meta.concrete_fields
    row = [getattr(request.user, field.attname) for field in fields]
    minute = int(time.time()) // KEPT_SECONDS
    what = repr((row, get_language(), request.get_full_path(), minute))
    return sha256(what.encode("utf-8", "replace")).hexdigest()


def _cut(page: bytes) -> Pieces:
    pieces: Pieces = []
    end = 0
    for match in ONCE.finditer(page):
        what = TOKEN if match[1] == b"csrfmiddlewaretoken" else IDENTITY
        pieces += [page[end : match.start(2)], what]
        end = match.end(2)
    return [*pieces, page[end:]]


def _sent(request: HttpRequest, pieces: Pieces) -> HttpResponse:
    body = pieces.copy()
    token = get_token(request).encode() if TOKEN in pieces[1::2] else b""
    for index in range(1, len(pieces), 2):
        body[index] = token if pieces[index] == TOKEN else str(uuid.uuid4()).encode()
    response = HttpResponse(b"".join(body))
    # A browser's copy with an identity may have made its entry already. And over plain http a
    # browser would not be told to forget its copies when their reader signs out (docs/adr/0019).
    if IDENTITY in pieces[1::2] or not request.is_secure():
        patch_cache_control(response, private=True, no_store=True)
        return response
    patch_cache_control(response, private=True, no_cache=True)
    # What the browser has is still right, with its token, while this is the same sign-in.
    secret = request.META.get("CSRF_COOKIE", "")
    response["ETag"] = f'W/"{sha256(b"".join(pieces) + secret.encode()).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert isinstance(answer, HttpResponse)
    return answer
