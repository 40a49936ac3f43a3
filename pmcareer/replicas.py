"""Pages read from a streaming replica, unless it is behind what their reader has written.

Each write notes for its owner how far the primary's log then was (the mark). A page of that owner
is read from a replica only if that has replayed as far; where no mark is known, the primary's log
as it is now stands for it. docs/adr/0013 has the reasons.
"""

import logging
import random
import time
from collections.abc import Callable
from typing import Any

from asgiref.local import Local
from django.conf import settings
from django.core.cache import caches
from django.db import InterfaceError, OperationalError, connections, models
from django.http import HttpRequest, HttpResponse

REST = 10.0  # seconds in which a replica that failed is left alone
MARK_SECONDS = 300

log = logging.getLogger(__name__)
state = Local()  # of the request in hand: `reader`, an alias or None, and `wrote`
resting: dict[str, float] = {}


class Router:
    """Reads of this product's rows where the middleware chose; whatever else to the primary."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        reader: str | None = getattr(state, "reader", None)
        if reader is None or not is_ours(model) or connections["default"].in_atomic_block:
            return "default"
        return reader

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        if is_ours(model):
            state.reader, state.wrote = None, True
        return "default"

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "default"


class ReplicaMiddleware:
    """Chooses before the view where it reads, and notes after it how far its writes went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        state.reader, state.wrote = self.choose(request), False
        try:
            response = self.get_response(request)
            if state.wrote and request.user.is_authenticated:
                set_mark(request.user.pk)
        finally:
            state.reader = None
        return response

    def choose(self, request: HttpRequest) -> str | None:
        safe = request.method in ("GET", "HEAD") and not request.path.startswith("/admin/")
        return freshest(request.user.pk) if safe and request.user.is_authenticated else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Let the primary give the whole page where a replica fails in the middle of it."""
        reader = getattr(state, "reader", None)
        if reader is None or not isinstance(error, OperationalError | InterfaceError):
            return None
        let_rest(reader, error)
        state.reader = None
        match = request.resolver_match
        assert match is not None
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        if hasattr(response, "render") and callable(response.render):
            return response.render()  # type: ignore[no-any-return]
        return response


def is_ours(model: type[models.Model]) -> bool:
    """Accounts and sessions decide who somebody is, so they are always read as they are now."""
    return model._meta.app_label == "tracker" and model._meta.label != settings.AUTH_USER_MODEL


def freshest(user_pk: int) -> str | None:
    """Return a replica that has all that this user wrote, or None; ask one question of it."""
    now = time.monotonic()
    awake = [alias for alias in connections if alias != "default" and resting.get(alias, 0) <= now]
    if not awake:
        return None
    mark = known_mark(user_pk)
    for alias in random.sample(awake, len(awake)):
        try:
            if ask(alias, "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", mark):
                return alias
        except (OperationalError, InterfaceError) as error:
            let_rest(alias, error)
    return None


def let_rest(alias: str, error: Exception) -> None:
    connections[alias].close()
    resting[alias] = time.monotonic() + REST
    log.warning("%s rests for %d seconds: %s", alias, REST, str(error).strip())


def known_mark(user_pk: int) -> str:
    """Return the mark of the last write, or where none is known, of whatever is written by now."""
    copies = caches["copies"]
    mark: str | None = copies.get(key(user_pk))
    if mark is None:
        mark = primary_position()
        copies.add(key(user_pk), mark, MARK_SECONDS)  # never over one that a write has just set
    return mark


def set_mark(user_pk: int) -> None:
    caches["copies"].set(key(user_pk), primary_position(), MARK_SECONDS)


def key(user_pk: int) -> str:
    return f"written:{user_pk}"


def primary_position() -> str:
    return str(ask("default", "SELECT pg_current_wal_insert_lsn()::text"))


def ask(alias: str, question: str, *values: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]
