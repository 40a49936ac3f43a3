"""What people see while a database is locked or frozen, whichever it is."""

import urllib.error
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape

from tests.journal.forms import entry_data
from tests.setup.test_serve import PATIENCE, fetch
from tests.setup.visitor import Visitor

NOTES = "They wait two days for the report.\nThen they build it by hand."
# Long enough for Bob to read a page meanwhile on a busy machine.
LOSES_PATIENCE = {"DATABASE_LOCK_TIMEOUT": "6", "DATABASE_STATEMENT_TIMEOUT": "8"}


@dataclass
class Refused:
    status: int
    headers: object
    page: str


def refused(ask, *arguments, **fields) -> Refused:
    """Return the error page that `ask`, a method of a visitor, comes to."""
    try:
        ask(*arguments, **fields)
    except urllib.error.HTTPError as error:
        with error:
            return Refused(error.code, error.headers, unescape(error.read().decode()))
    raise AssertionError("it was answered as if nothing were amiss")


def log_in_vain(alice: Visitor, form_page: str) -> Refused:
    today = datetime.now(UTC).date().isoformat()
    fields = entry_data("We wait two days.", title="Met Ana at the fair", notes=NOTES, date=today)
    return refused(alice.send, "/journal/log/", form_page, **fields)


def assert_kept(answer: Refused) -> None:
    """Assert that the page is an honest 503 that offers again what was typed."""
    assert answer.status == 503, answer.page
    assert answer.headers["Retry-After"]
    assert "What you sent was not saved." in answer.page
    assert NOTES in answer.page
    assert "Met Ana at the fair" in answer.page
    assert "Try again" in answer.page
    assert "Sign out" in answer.page, "she is signed in, and the page knows it"


def assert_others_go_on(address: str, alice: Visitor, bob: Visitor, form_page: str) -> None:
    """Let Alice's entry be refused, and Bob read while she waits."""
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(log_in_vain, alice, form_page)
        assert "bob" in bob.get("/settings/")
        assert not waiting.done(), "she waited while he read"
        assert fetch(address + "/healthz")[1] == b"ok\n"
        assert_kept(waiting.result(PATIENCE))
