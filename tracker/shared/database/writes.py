"""What a request writes: it makes the pages kept for its sender out of date, in the same
transaction, and an error page can say whether any of it stands.

A write within `transaction.atomic` takes the new `page_version` along. One outside of any, such as
a single form.save(), begins a transaction that ends with the view: then it stands or falls with all
that the view wrote by itself. Pages of accounts and of the admin are left alone there, because they
may send mail while they write, and no other writer should wait for a mail server.
"""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tracker.shared.database.outages import may_have_committed

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
WRITE = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
NOBODYS = {"django_session", "usersessions_usersession", "shared_cache"}
ON_THEIR_OWN = ("/accounts/", "/admin/")


class Writes:
    """The writes of one request. An execute wrapper of Django's: it is asked before each query."""

    def __init__(self, path: str) -> None:
        self.may_begin = not path.startswith(ON_THEIR_OWN)
        self.sender: int | None = None
        self.is_tried = self.is_saved = self.is_bump_due = self.is_bumping = False
        self.begun: transaction.Atomic | None = None

    def __call__(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        write = WRITE.match(sql) if isinstance(sql, str) and not self.is_bumping else None
        if write is None or write[1] in NOBODYS:
            return execute(sql, *rest)
        self.is_tried = True
        if not connection.in_atomic_block and self.may_begin:
            self.begun = transaction.atomic()
            self.begun.__enter__()
        if connection.in_atomic_block:
            self.note()
            return execute(sql, *rest)
        result = execute(sql, *rest)
        self.is_saved = self.is_bump_due = True
        return result

    def note(self) -> None:
        """Count up the version, unless this transaction has: a rollback takes both back."""
        if any(waiting[1] == self.committed for waiting in connection.run_on_commit):
            return
        self.bump()
        transaction.on_commit(self.committed)

    def committed(self) -> None:
        self.is_saved = True

    def bump(self) -> None:
        if self.sender is None:
            return
        self.is_bumping = True
        own_row = get_user_model().objects.filter(pk=self.sender)
        own_row.update(page_version=F("page_version") + 1)
        self.is_bumping = self.is_bump_due = False

    def end(self, error: BaseException | None = None) -> None:
        """Commit what the view wrote outside of any transaction, or take it back."""
        if self.begun:
            begun, self.begun = self.begun, None
            begun.__exit__(type(error) if error else None, error, None)

    def may_stand(self, error: BaseException | None) -> bool:
        """Return whether anything may have been saved, where the request has ended in `error`."""
        return self.is_saved or (self.is_tried and may_have_committed(error))


class ServerFailedError(Exception):
    """A view answered that it failed: what it wrote is taken back, as if it had raised."""


class WatchWrites:
    """Middleware: keeps `request.writes` of a request that is not safe."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in SAFE:
            return self.get_response(request)
        writes = request.writes = Writes(request.path)  # type: ignore[attr-defined]
        with connection.execute_wrapper(writes):
            response = self.get_response(request)
            writes.end(ServerFailedError() if response.status_code >= 500 else None)
            if writes.is_bump_due:
                writes.bump()
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        if hasattr(request, "writes"):
            request.writes.sender = request.user.pk

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        if hasattr(request, "writes"):
            request.writes.end(error)
