"""A page shows exactly the fields that its form reads: what it left out, saving would empty."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.conftest import sign_in
from tests.guards.pages.html_forms import HtmlForm, forms_made, forms_on, names_of
from tests.guards.pages.visits import Visit, is_ours, kind_of, walk
from tests.guards.routes import plain_pages
from tests.guards.rows import make_one_of_each
from tracker.home.demo import load_demo

pytestmark = [pytest.mark.any_database, pytest.mark.whole_site]
# Fields that a page shows only when they are asked for, and that keep nothing of a row.
ASKED_FOR = {
    "override_note": "after a warning",
    "anyway": "after second thoughts about a recommendation",
    "step": "when the map asks what an entry moves people on to",
    "shown": "when the quick line was read as more than words",
    "task": "the same, for an alternative that was chosen",
}
# Where a view reads one or two values by itself, or the page's own script does.
READ_BY_HAND = {
    "plan_task": "a task",
    "tick_commitment": "whether to take a tick back",
    "skip_week": "how many weeks",
    "set_calendar_alarms": "on or off",
    "renew_calendar": "whether with alarms",
    "leave": "when, once it was shown who asks",
    "recommendation_back": "the state that was shown",
    "recommendation_quotes": "quotes ticked among those found",
    "change_quotes": "quotes that are ticked",
    "merge_person": "a name to look for",
    "join_company": "a name to look for, the company to join",
    "move_opening": "the stage, and whether it was moved on the board",
    "thank": "what of the thanks, and whether it was said on This week",
    "rate_skill": "a figure, and on which page it was tapped",
    "advert": "a mark for each of its lines",
    "advert_line": "words to look for",
    "tie_evidence": "which row of which kind",
    "story_evidence": "words to look for",
    "tie_story_evidence": "which row of which kind",
    "pitch_quotes": "quotes ticked among those found",
    "team_map": "whose map, of those employments that it offers",
    "roles": "roles to compare",
    "search": "words to look for",
    "week_grid": "a cell for each day of each row",
    "briefing": "its script keeps it on the device",
}


def faults_of(client: Client, shown: HtmlForm) -> list[str]:
    """Send a form of a page back unchanged, and compare it with the forms that read it."""
    point = transaction.savepoint()
    with forms_made() as made:
        shown.send(client)
    transaction.savepoint_rollback(point)
    sent = {name for name, _value in shown.values}
    read: set[str] = set()
    for form in made:
        # A filter that stands in the address of what is sent is no reader of it.
        if form.is_bound and sent <= form.data.keys():
            names = names_of(form)
            read |= names if names & shown.names else set()
    unread = shown.names - read
    if resolve(urlsplit(shown.action).path).view_name in READ_BY_HAND:
        unread = set()
    faults = [f"{name} is shown and not read" for name in sorted(unread)]
    if shown.method == "post":  # a filter that is not offered empties nothing
        left_out = read - shown.names - ASKED_FOR.keys()
        faults += [f"{name} is read and not shown" for name in sorted(left_out)]
    return faults


def faults_on(client: Client, visits: Iterable[Visit]) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    seen: set[tuple[str | None, str]] = set()
    for visit in visits:
        for shown in forms_on(visit.html, visit.path):
            if shown.method == "dialog" or not is_ours(shown.action):
                continue
            kind = (kind_of(shown.action), re.sub(r"\d+", "1", " ".join(sorted(shown.names))))
            if kind not in seen:
                seen.add(kind)
                if found := faults_of(client, shown):
                    faults[f"{visit.path} → {shown.method} {shown.action}"] = found
    return faults


def test_with_one_row_of_each_every_form_shows_its_fields(alice, as_alice):
    make_one_of_each(alice)
    assert faults_on(as_alice, walk(as_alice)) == {}


def test_with_months_of_rows_every_form_shows_its_fields(catalogue):
    as_nora = sign_in(load_demo())
    assert faults_on(as_nora, walk(as_nora, [route.path for route in plain_pages()])) == {}
