"""The frame of every page: parts of it are kept, and none of them on a page it is not for."""

import re

from django.urls import reverse

from tests.conftest import sign_in
from tracker.home.navigation import LINKS


def current(client, path):
    """Return what the navigation's links for this page say: {(text, aria-current)}."""
    text = client.get(path).text
    links = re.findall(
        r'<a[^>]* aria-current="(\w+)"[^>]*>\s*(?:<svg.*?</svg>)?([^<]*)<', text, re.DOTALL
    )
    return {(words.strip(), state) for state, words in links}


def test_the_navigation_says_where_one_is(as_alice):
    for _twice in range(2):
        assert ("Journal", "page") in current(as_alice, "/journal/")
        assert ("Journal", "true") in current(as_alice, "/journal/log/")
        assert current(as_alice, "/") == {("This week", "page"), ("Week", "page")}
        assert current(as_alice, "/week/2026-11-09/") == {("This week", "true"), ("Week", "true")}
        assert current(as_alice, "/help/") == set()


def test_every_link_of_the_navigation_is_marked_on_the_page_it_leads_to(as_alice):
    for link in LINKS:
        address = reverse(link.route)
        marked = {words for words, _state in current(as_alice, address)}
        assert (str(link.label) in marked) == bool(link.stands_for), address


def test_the_menu_stands_for_what_a_phone_reaches_through_it(as_alice):
    for address, is_marked in (("/goals/", True), ("/settings/", True), ("/quotes/", False)):
        button = re.search(r'<button popovertarget="menu"[^>]*>', as_alice.get(address).text)
        assert button is not None
        assert ("aria-current" in button[0]) == is_marked, address


def test_the_way_to_the_admin_is_shown_to_curators_alone(as_alice, carol):
    way = "Curate the task list"
    assert way in sign_in(carol).get("/help/").text
    assert way not in as_alice.get("/help/").text
    assert way in sign_in(carol).get("/help/").text


def test_a_page_that_is_not_there_has_its_frame(as_alice):
    answer = as_alice.get("/no/such/page/")
    assert answer.status_code == 404
    assert "Sign out" in answer.text
