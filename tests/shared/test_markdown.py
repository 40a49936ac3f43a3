from datetime import date, timedelta

import nh3
import pytest
from django.template.defaultfilters import truncatechars
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import NOON
from tracker.shared.text import markdown
from tracker.shared.text.markdown import render
from tracker.templatetags.pmcareer import shorten
from tracker.week.models import WeekRecord


def test_notes_get_their_emphasis_lists_and_links():
    html = render("**Bold** and\n\n- one\n- two\n\n[spec](https://example.org/spec)")
    assert "<strong>Bold</strong>" in html
    assert "<li>one</li>" in html
    assert 'href="https://example.org/spec"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/pixel.png)",
        '<a href="https://example.org" onclick="alert(1)">x</a>',
        "<iframe src=//example.org></iframe>",
        "<style>body{display:none}</style>",
    ],
)
def test_hostile_notes_are_shown_as_text_and_do_nothing(hostile):
    html = render(hostile)
    for tag in ("<script", "<img", "<iframe", "<style"):
        assert tag not in html
    assert "<a " not in html or html.count("<a ") == html.count('rel="nofollow')
    assert 'href="javascript' not in html.lower()
    assert 'href="data' not in html.lower()


def test_headings_in_notes_do_not_enter_the_pages_outline():
    assert render("# Title") == "<p><strong>Title</strong></p>\n"


def test_right_to_left_and_emoji_text_pass_unchanged():
    assert "مرحبا 🚀" in render("مرحبا 🚀")


def test_raw_html_is_shown_as_it_was_typed():
    assert "&lt;em&gt;x&lt;/em&gt;" in render("<em>x</em>")


def test_a_table_has_a_frame_that_scrolls_by_keyboard():
    html = render("| Who | Price |\n|:--|--:|\n| Dunmast | **9** |")
    assert html.startswith('<div class="scroll" role="group" tabindex="0" aria-label="Table">')
    assert "<td><strong>9</strong></td>" in html
    assert "style=" not in html


def test_nobody_writes_a_frame_by_hand():
    html = render('<div class="top" tabindex="0">x</div>\n\n<table><td onclick=alert(1)>x')
    assert "<div" not in html
    assert "<table" not in html


# Letters of every script, and every sign that Markdown knows.
TYPED = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]) | st.sampled_from(" .,*_`#"))


@given(TYPED | st.from_regex(markdown.PLAIN, fullmatch=True))
@example('Asked "why?" twice; it\'s 5 % (net)…')
def test_words_alone_look_as_the_parser_would_write_them(text):
    parsed = nh3.clean(markdown.parser().render(text), tags=markdown.TAGS)
    if markdown.PLAIN.fullmatch(text):
        assert render(text) == parsed


@given(st.text(max_size=30), st.integers(0, 30))
@example("e\u0301" * 12, 12)
def test_a_text_is_shortened_as_django_does_it(text, most):
    assert shorten(text, most) == truncatechars(text, most)


WIDE = "|a" * 250 + "|\n" + "|-" * 250 + "|\n" + "|\n" * 500
PLAINLY = "Shown as it was typed: it holds more Markdown than a page lays out."


@pytest.mark.parametrize(
    "costly",
    [WIDE, WIDE.replace("\n", "\r\n"), WIDE.replace("\n", "\n> "), ">" * 20 + "a\n" * 2000],
    ids=["a wide table", "old line ends", "in a quote", "quotes"],
)
def test_what_costs_too_much_is_shown_as_it_was_typed_and_says_so(costly):
    html = render(costly)
    assert PLAINLY in html
    assert "<td>" not in html
    assert len(html) < 10 * len(costly) + 200


def test_what_is_shown_as_it_was_typed_is_still_no_html():
    html = render("<script>alert(1)</script>\n" + WIDE)
    assert PLAINLY in html
    assert "<script" not in html


def test_a_long_document_with_tables_is_laid_out():
    paragraph = "The buyer waited *three* weeks: “[Nobody](https://example.org) called.”\n\n"
    table = "| Who | Price | Seats |\n|:--|--:|--:|\n" + "| Dunmast | **9** EUR | 12 |\n" * 100
    html = render(table + "\n" + paragraph * 220)
    assert PLAINLY not in html
    assert html.count("<td>") == 300


def test_a_page_has_one_budget_for_all_its_texts(as_alice, alice):
    notes = "*a* " * 500  # by itself within the budget of a text
    record = {"happened": notes, "said": notes, "learned": notes}
    for week in range(12):
        WeekRecord.objects.create(
            owner=alice, first=date(2026, 8, 24) + timedelta(weeks=week), closed_at=NOON, **record
        )
    answer = as_alice.get("/week/reviews/")
    assert answer.text.count("<em>a</em>") > 5000
    assert PLAINLY in answer.text
    again = as_alice.get("/week/reviews/?page=1")
    assert again.text.count("<em>a</em>") == answer.text.count("<em>a</em>")
