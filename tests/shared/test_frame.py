"""The frame of every page: parts of it are kept, and none of them on a page it is not for."""

import re

from tests.conftest import sign_in
from tracker.home.navigation import SECTIONS


def current(client, path):
    """Return what the navigation's links for this page say: {(text, aria-current)}."""
    text = client.get(path).text
    links = re.findall(
        r'<a[^>]* aria-current="(\w+)"[^>]*>\s*(?:<svg.*?</svg>)?([^<]*)<', text, re.DOTALL
    )
    return {(words.strip(), state) for state, words in links}


def test_the_navigation_says_where_one_is(as_alice):
    for _twice in range(2):
        journal = current(as_alice, "/journal/")
        assert {("Journal", "page"), ("Entries", "page")} <= journal
        assert {("Journal", "true"), ("Entries", "true")} <= current(as_alice, "/journal/log/")
        assert {("Journal", "true"), ("Reviews", "page")} <= current(as_alice, "/week/reviews/")
        assert current(as_alice, "/") == {("This week", "page"), ("Week", "page")}
        assert current(as_alice, "/week/2026-11-09/") == {("This week", "true"), ("Week", "true")}
        assert current(as_alice, "/help/") == set()


def test_every_tab_is_marked_on_the_page_it_leads_to_and_so_is_its_section(as_alice):
    for section in SECTIONS:
        for tab in section.tabs:
            if tab.route == "briefing":  # a screen of its own, without the frame
                continue
            marked = {words for words, _state in current(as_alice, tab.address)}
            assert str(section.label) in marked, tab.address
            assert (str(tab.label) in marked) == (len(section.tabs) > 1 or tab.route == "home")


def test_the_menu_stands_for_what_a_phone_reaches_through_it(as_alice):
    for address, is_marked in (("/goals/", True), ("/settings/", True), ("/quotes/", False)):
        button = re.findall(r'<button popovertarget="menu"[^>]*>', as_alice.get(address).text)[-1]
        assert ("aria-current" in button) == is_marked, address


def test_the_way_to_the_admin_is_shown_to_curators_alone(as_alice, carol):
    way = "Curate the task list"
    assert way in sign_in(carol).get("/help/").text
    assert way not in as_alice.get("/help/").text
    assert way in sign_in(carol).get("/help/").text


def test_a_page_that_is_not_there_has_its_frame(as_alice):
    answer = as_alice.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Sign out" in answer.text
