"""Every page is valid HTML: a strict parser reads it, and each element stands where it may."""

from collections.abc import Iterable

import pytest
from django.test import Client

from tests.conftest import sign_in
from tests.guards.pages.html_rules import Page, unstyled_classes
from tests.guards.pages.visits import Visit, is_curation, misread_filters, refusals, walk
from tests.guards.routes import all_routes, plain_pages
from tests.guards.rows import make_one_of_each
from tracker.home.demo import load_demo

pytestmark = [pytest.mark.any_database, pytest.mark.whole_site]
# What each rule finds, and what it lets pass: a rule that finds nothing guards nothing.
FAULTY = [
    ("<p>Words<div>Block</div></p>", "does not parse"),
    ("<span>Words <a href='/'><div>Block</div></a></span>", "<div>: stands inside <span>"),
    ("<h2>Title<form></form></h2>", "<form>: stands inside <h2>"),
    ("<ul><li>One</li><span>Two</span></ul>", "<ul>: holds <span>"),
    ("<ul><li>One</li>, </ul>", "<ul>: holds bare text"),
    ("<dl><dt>Name</dt><p>Words</p></dl>", "<dl>: holds <p>"),
    (
        "<figure><p>One</p><figcaption>Two</figcaption><p>Three</p></figure>",
        "its figcaption between",
    ),
    ("<details><p>Words</p></details>", "<details>: has no summary"),
    ("<div><li>One</li></div>", "<li>: stands in <div>"),
    ("<a href='/'>One <button>Two</button></a>", "<button>: stands inside <a>"),
    ("<label>One <input><input></label>", "<label>: holds several controls"),
    ("<template><button></button></template>", "<button>: has no name"),
    ("<a href='/' hidden></a>", "<a>: has no name"),
    ("<img src='/x'>", "<img>: has no alt"),
    ("<p id='x'>One</p><p id='x'>Two</p>", "two elements have the id x"),
    ("<html><label for='x'>One</label></html>", 'for="x" names nothing'),
    ("<html><p aria-describedby='x y'>One</p></html>", 'aria-describedby="y" names nothing'),
    ("<html><a href='#x'>One</a></html>", "leads nowhere"),
    ("<div hx-get='/x'>One</div>", "<div>: hx-get is no attribute of it"),
    ("<p aria-titel='x'>One</p>", "<p>: aria-titel is no attribute of it"),
    ("<center>One</center>", "<center>: is no element of HTML"),
    ("<time>Wed</time>", "<time>: “Wed” is no time"),
    ("<input autofocus><input autofocus>", "several ask for the focus"),
]
SOUND = [
    "<p>Words <a href='/'>and <em>more</em></a></p>",
    "<details><summary><h2>Title</h2></summary><p>Words</p></details>",
    "<fieldset><legend><h2>Title</h2></legend><label>One <input name='x'></label></fieldset>",
    "<figure><blockquote>One</blockquote><figcaption>Two</figcaption></figure>",
    "<a href='/'><div>Block</div></a>",
    "<button><img src='/x' alt='Close'></button>",
    "<li>A part that htmx fetches</li>",
    "<option>One</option><option>Two</option>",
    "<tr><td>One</td></tr>",
    "<div data-hx-get='/x' aria-live='polite'>One</div>",
    "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    "<time datetime='2026-11-18'>Wed</time>",
    "<input autofocus><dialog><input autofocus></dialog>",
]


@pytest.mark.parametrize(("html", "fault"), FAULTY)
def test_the_rules_find(html, fault):
    assert any(fault in found for found in Page(html).faults())


@pytest.mark.parametrize("html", SOUND)
def test_the_rules_let_pass(html):
    assert Page(html).faults() == set()


def test_a_class_is_styled_where_it_is_used():
    page = '<link href="/css/theme.css"><link href="/css/{}"><p class="chip board-due">Today</p>'
    assert unstyled_classes(page.format("openings.css")) == {"chip"}
    assert unstyled_classes(page.format("cards.css")) == {"board-due"}


def faults_on(visits: Iterable[Visit]) -> dict[str, str]:
    """Return each fault with the first page on which it was seen."""
    faults: dict[str, str] = {}
    for visit in visits:
        for fault in Page(visit.html).faults():
            faults.setdefault(fault, visit.path)
        for name in unstyled_classes(visit.html):
            faults.setdefault(f".{name} is styled by no sheet that the page loads", visit.path)
    return faults


def with_refusals(client: Client, visits: Iterable[Visit]) -> Iterable[Visit]:
    for visit in visits:
        yield visit
        yield from refusals(client, visit)
        yield from misread_filters(client, visit)


def test_pages_of_a_visitor_are_valid(catalogue):
    assert faults_on(walk(Client())) == {}


def test_pages_of_an_empty_account_are_valid(as_alice):
    pages = walk(as_alice, [route.path for route in plain_pages()])
    assert faults_on(with_refusals(as_alice, pages)) == {}


def test_pages_of_an_account_with_one_row_of_each_are_valid(alice, as_alice):
    make_one_of_each(alice)
    assert faults_on(with_refusals(as_alice, walk(as_alice))) == {}


def test_pages_of_somebody_with_months_behind_her_are_valid(catalogue):
    as_nora = sign_in(load_demo())
    pages = walk(as_nora, [route.path for route in plain_pages()])
    assert faults_on(pages) == {}


def test_pages_of_the_curators_are_valid(alice, carol):
    make_one_of_each(alice)
    as_carol = sign_in(carol)
    start = [route.path for route in all_routes() if is_curation(route.path)]
    pages = walk(as_carol, ["/admin/", *start], is_curation)
    assert faults_on(with_refusals(as_carol, pages)) == {}
