"""Which request a line of the log belongs to, and whose it is."""

from contextvars import ContextVar

from django.http import HttpRequest
from django.utils.functional import LazyObject, empty

from pmcareer import request_ids

# Like the request's name it stays until the next one of the thread: Django logs late.
request_in_hand: ContextVar[HttpRequest | None] = ContextVar("request_in_hand", default=None)


def request_id() -> str:
    """Return the name of the request in hand, "" outside of one."""
    return request_ids.current.get()


def user_id() -> int | None:
    """Return the key of the signed-in reader, where it was asked for already: a line asks for
    nothing, least of all a database that it may be about."""
    request = request_in_hand.get()
    user = vars(request).get("user") if request else None
    if isinstance(user, LazyObject) and vars(user).get("_wrapped") is empty:
        return None
    return getattr(user, "pk", None)
