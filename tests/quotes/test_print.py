"""Cards that leave the app, whole or as others may see them."""

import pytest

from tests.factories import make_quotes
from tracker.quotes import print_views


@pytest.fixture
def cards(alice):
    make_quotes(alice, "Private words.", customer="Acme")
    make_quotes(
        alice,
        "Acme <b>waits</b>.",
        redacted="[customer] waits.",
        shareable=True,
        speaker="Buyer",
        customer="Acme",
        theme="acme-export",
        shows_speaker=True,
    )


def test_every_word_is_printed_for_oneself(as_alice, cards):
    shown = as_alice.get("/quotes/print/").text
    assert "Private words." in shown
    assert "Acme &lt;b&gt;waits&lt;/b&gt;." in shown
    assert "#acme-export" in shown


@pytest.mark.parametrize("form", ["print", "markdown"])
def test_others_get_only_what_may_be_shown(as_alice, cards, form):
    shown = as_alice.get(f"/quotes/{form}/?others=1").text
    assert "waits." in shown
    assert "Buyer" in shown
    assert "Private words." not in shown
    assert "Acme" not in shown
    assert "acme-export" not in shown


@pytest.mark.parametrize("form", ["print", "markdown"])
def test_the_ledgers_filters_hold(as_alice, cards, form):
    shown = as_alice.get(f"/quotes/{form}/?q=private&since=nonsense").text
    assert "Private words." in shown
    assert "waits" not in shown


def test_two_hundred_are_printed_and_more_are_spoken_of(as_alice, alice, monkeypatch):
    make_quotes(alice, *[f"Said {n}." for n in range(4)])
    monkeypatch.setattr(print_views, "PRINTED", 3)
    shown = as_alice.get("/quotes/print/").text
    assert shown.count("<blockquote") == 3
    assert "Only the newest 3 are here" in shown


def test_markdown_is_plain_text_newest_first(as_alice, cards):
    answer = as_alice.get("/quotes/markdown/")
    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.text == (
        "> Acme \\<b\\>waits\\</b\\>.\n>\n> — Buyer, Acme, 18 Nov 2026\n\n"
        "> Private words.\n>\n> — Acme, 18 Nov 2026\n"
    )


def test_nothing_to_print_says_why(as_alice, alice):
    make_quotes(alice, "Private.")
    assert "None of these may be shown" in as_alice.get("/quotes/print/?others=1").text
