from datetime import timedelta

import pytest

from tests.factories import TODAY, log
from tracker.journal.models import Activity, Quote
from tracker.shared.pagination import newest_first, newest_of_all


def test_pages_show_every_row_once_newest_first(alice):
    made = [log(alice, f"Entry {n}", date=TODAY - timedelta(days=n // 3)) for n in range(10)]
    seen, cursor = [], ""
    while True:
        page = newest_first(Activity.objects.owned_by(alice).live(), cursor, 3)
        seen += page.rows
        if not (cursor := page.next_cursor):
            break
    assert seen == sorted(made, key=lambda entry: (entry.date, entry.pk), reverse=True)


@pytest.mark.parametrize(
    "cursor", ["x", "2026-11-18", "2026-13-01.4", "2026-11-18.-4", ".", "2026-11-18.١"]
)
def test_a_cursor_that_cannot_be_read_starts_at_the_top(alice, cursor):
    entry = log(alice)
    assert newest_first(Activity.objects.owned_by(alice), cursor, 3).rows == [entry]


@pytest.mark.parametrize("kind", ["9" * 5_000, "9", "²", "x", ""])
def test_a_cursor_of_a_kind_that_there_is_not_does_no_harm(alice, kind):
    entry = log(alice)
    kinds = [Activity.objects.owned_by(alice), Quote.objects.owned_by(alice)]
    assert newest_of_all(kinds, f"{kind}.2026-11-18.{entry.pk + 1}", 3).rows == [(0, entry)]


def test_a_cursor_with_an_impossible_number_does_no_harm(alice):
    log(alice)
    page = newest_first(Activity.objects.owned_by(alice), f"2026-11-18.{2**80}", 3)
    assert len(page.rows) == 1
